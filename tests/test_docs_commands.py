"""Every command and example of README.md and docs/ does what the page shows, on the sample documents."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.config import Settings
from pipeline.exit_codes import ExitCode, UserError
from pipeline.run import run
from tests.conftest import RAW
from tests.docs_blocks import PROGRAM, ROOT, Block, blocks, pages, words

# Pages whose Python blocks have tests of their own, or need a cluster.
PYTHON_TESTED_ELSEWHERE = {"docs/API.md", "docs/SCALING.md"}
SAMPLES = [path for path in sorted(RAW.iterdir()) if path.suffix in (".txt", ".docx", ".md", ".html", ".zip")]
DUMP = {"protokoll-2019-03-14.txt": "19-sandviken-arbetsutskott-2011.txt", "motion.txt": "05-lund-motion-2020.txt"}
GROUP: Any = typer.main.get_command(app)


PAGES = [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in pages() if any(b.commands or b.is_code for b in blocks(page))]


@dataclass
class Desk:
    """A folder in which a page's blocks are run one after the other, as a reader would run them in a clone."""

    home: Path
    said: str = ""
    names: dict[str, Any] = field(default_factory=dict)

    def run(self, block: Block) -> None:
        """Run ``block``, or hold it against what the command before it said."""
        if block.title:
            (self.home / block.title).write_text(self._with_identifiers(block.body), "utf-8")
        elif "output" in block.info.split():
            self._holds(block)
        elif block.language == "python" and block.page not in PYTHON_TESTED_ELSEWHERE:
            if all(importlib.util.find_spec(module) for module in block.needs):
                exec(compile(block.body, str(block), "exec"), self.names)
        elif block.language == "sql":
            with duckdb.connect() as connection:
                connection.execute(block.body).fetchall()
        for command in block.commands:
            if PROGRAM in command.split(maxsplit=1)[0]:
                self._command(block, command)

    def _command(self, block: Block, command: str) -> None:
        if _is_elsewhere(words(command)):
            return
        given = [word.replace("~", str(self.home), 1) if word.startswith("~") else word for word in words(command)]
        if given[0] == "run":
            given += [*([] if "--ocr" in given else ["--ocr", "off"]), "--quiet"]
            given = [word for at, word in enumerate(given) if word != "--jobs" and given[at - 1] != "--jobs"] + ["--jobs", "1"]
        done = CliRunner(env={"COLUMNS": "200"}).invoke(app, given)
        problem = done.exception.message if isinstance(done.exception, UserError) else done.output
        assert done.exit_code == ExitCode.OK, f"{block}: {command}\n{problem}"
        self.said = done.output
        redirected = re.search(r" > (\S+)", command)
        if redirected:
            Path(redirected[1]).write_text(done.output, "utf-8")

    def _holds(self, block: Block) -> None:
        said = [" ".join(line.split()) for line in self.said.splitlines()]
        for line in filter(None, (" ".join(line.split()) for line in block.body.splitlines())):
            assert line == "…" or line in said, f"{block}: not said: {line}\n{self.said}"

    def _with_identifiers(self, text: str) -> str:
        def identifier(name: re.Match[str]) -> str:
            query = "SELECT document_id FROM 'data/processed/documents.parquet' WHERE starts_with(source_path, ?)"
            [[found]] = duckdb.execute(query, [name[1]]).fetchall()
            return str(found)

        return re.sub(r"DOCUMENT_ID\(([^)]+)\)", identifier, text)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with a dump, the tables made from it, a folder for gold and an archive."""
    home = tmp_path_factory.mktemp("home")
    for name in ("dump", "gold"):
        (home / name).mkdir()
    for name, sample in DUMP.items():
        shutil.copy2(RAW / sample, home / "dump" / name)
    with zipfile.ZipFile(home / "protokoll.zip", "w") as archive:
        archive.write(RAW / "05-lund-motion-2020.txt", "motion.txt")
    run([home / "dump", home / "protokoll.zip"], Settings(out=home / "tables", jobs=1, ocr="off"))
    return home


@pytest.fixture
def desk(tmp_path: Path, home: Path, sample_output: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A copy of the home folder that is a clone too: its data are the text samples and the tables made from them."""
    place = shutil.copytree(home, tmp_path / "home")
    (place / "data" / "raw").mkdir(parents=True)
    for sample in SAMPLES:
        shutil.copy2(sample, place / "data" / "raw" / sample.name)
    shutil.copytree(sample_output, place / "data" / "processed")
    monkeypatch.chdir(place)
    monkeypatch.setenv("HOME", str(place))
    return Desk(place)


@pytest.mark.parametrize("page", PAGES)
def test_examples_do_what_the_page_shows(page: Path, desk: Desk) -> None:
    for block in blocks(page):
        if block.is_run:
            desk.run(block)
        else:
            assert "notest:" in block.body, f"{block} does not say why it is not run"


@pytest.mark.parametrize("page", PAGES)
def test_commands_exist_with_their_options(page: Path) -> None:
    """Those too that no test can run."""
    for block in blocks(page):
        for command in block.commands:
            program, *rest = command.split(maxsplit=1)
            if PROGRAM in program and rest:
                _assert_parses(block, command)
            elif program == "make":
                done = subprocess.run(["make", "--dry-run", *words(command)], cwd=ROOT, capture_output=True, text=True, check=False)
                assert done.returncode == 0, f"{block}: {command}\n{done.stderr}"
            elif rest and words(command)[0] == "-m":
                assert importlib.util.find_spec(words(command)[1]), f"{block}: {command}"
            elif rest and rest[0].startswith("tools/"):
                assert (ROOT / words(command)[0]).exists(), f"{block}: {command}"


def _is_elsewhere(given: list[str]) -> bool:
    """Whether a command names a place of a certain machine or a network."""
    return any(word.startswith("/") or "://" in word for word in given)


def _assert_parses(block: Block, command: str) -> None:
    name, *rest = words(command)
    if name.startswith("-"):
        return
    assert name in GROUP.commands, f"{block}: no command {name}"
    try:
        GROUP.commands[name].make_context(name, [word for word in rest if word not in ("-h", "--help")])
    except Exception as error:
        pytest.fail(f"{block}: {command}\n{type(error).__name__}: {error}")
