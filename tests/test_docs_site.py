"""The documentation site: it builds without a broken link, needs nothing from elsewhere, and tells of all that there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from pipeline import codebook, schema
from pipeline.cli import app
from pipeline.exit_codes import ExitCode
from tools import docs_hook, docs_pages

ROOT = Path(__file__).resolve().parent.parent
_LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


class _Loaded(HTMLParser):
    """Addresses of what a browser fetches to show a page: scripts, style sheets, images."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") in ("canonical", "prev", "next"):
            return
        if address := given.get(_LOADING.get(tag, "")):
            self.addresses.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    built = subprocess.run(command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def test_every_page_is_in_the_navigation(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    named = set(re.findall(r'href="([^"#]+\.html)"', home))
    built = {page.relative_to(site).as_posix() for page in site.rglob("*.html")} - {"404.html"}
    assert built <= named | {"index.html"}
    assert {"tutorial.html", "CODEBOOK.html", "reference/commands.html", "reference/lexicons.html"} <= built


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        parser = _Loaded()
        parser.feed(page.read_text("utf-8"))
        assert parser.addresses
        assert not [address for address in parser.addresses if re.match(r"(?:https?:)?//", address)], page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text("utf-8")), sheet


def test_every_block_is_shown_as_one(site: Path) -> None:
    assert not [page for page in site.rglob("*.html") if "```" in page.read_text("utf-8")]
    assert "data/processed/corrections.csv" in (site / "tutorial.html").read_text("utf-8")


def test_search_knows_the_generated_pages(site: Path) -> None:
    index = (site / "search" / "search_index.json").read_text("utf-8")
    assert "focus_areas.toml" in index and "reference/commands.html#timeline" in index


def test_commands_page_has_every_command_and_option() -> None:
    group = typer.main.get_command(app)
    page = docs_pages.commands_page()
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        section = page.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
        missing = [
            option for p in command.params for option in p.opts if option.startswith("--") and option != "--help" and option not in section
        ]
        assert not missing, name


def test_lexicons_page_has_a_section_for_every_file_and_says_what_it_holds() -> None:
    sections = dict(re.findall(r"^## (\S+)\n\n(.*?)(?=^## |\Z)", docs_pages.lexicons_page(), re.MULTILINE | re.DOTALL))
    assert sections.keys() == {path.name for path in docs_pages.LEXICON.iterdir() if path.suffix in (".toml", ".csv", ".txt", ".gz")}
    assert all(re.match(r"\w.{20}", told) for told in sections.values()), [
        name for name, told in sections.items() if not re.match(r"\w.{20}", told)
    ]


def test_exit_codes_page_has_every_code() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", docs_pages.exit_codes_page(), re.MULTILINE)} == set(ExitCode)


def test_glossary_uses_the_words_of_the_tables() -> None:
    text = (ROOT / "docs" / "reference" / "glossary.md").read_text("utf-8")
    known = {column.name for table in schema.TABLES for column in table.columns}
    known |= {code for codes in codebook.code_lists().values() for code in codes}
    used = set(re.findall(r"`(\w+)`", text))
    assert used and used <= known


def test_a_page_that_nobody_named_is_still_found(tmp_path: Path) -> None:
    for name in ("index.md", "tutorial.md", "NEW.md", "accuracy_limits.md"):
        (tmp_path / name).write_text("# Page\n", "utf-8")
    found = docs_pages.navigation(tmp_path, {"reference/commands.md": ""})
    assert found == ["index.md", {"Tutorial": ["tutorial.md"]}, {"Reference": ["reference/commands.md"]}, {"Explanation": ["NEW.md"]}]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[the licence](../../LICENSE) and [gold](gold.md)", "the licence and [gold](gold.md)"),
        ("[nothing](../../NOTHING)", "[nothing](../../NOTHING)"),
        ("```sh notest\nmake run  # notest: slow\n```", "```sh\nmake run\n```"),
        ("```sh notest\n# notest: slow\nmake run\n```", "```sh\nmake run\n```"),
        ("```sql notest\nSELECT 1  -- notest: slow\n```", "```sql\nSELECT 1\n```"),
        ('```csv title="a.csv" needs=b\n1\n```', '```csv title="a.csv"\n1\n```'),
        ("```\nkept as it is\n```", "```\nkept as it is\n```"),
    ],
)
def test_pages_are_shown_without_what_is_for_the_repository(written: str, shown: str) -> None:
    page: Any = SimpleNamespace(file=SimpleNamespace(src_uri="howto/page.md"))
    config: Any = SimpleNamespace(docs_dir=str(ROOT / "docs"))
    files: Any = []
    assert docs_hook.on_page_markdown(written, page, config, files) == shown
