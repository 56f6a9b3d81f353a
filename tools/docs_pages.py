"""Pages of the documentation that are made from the code, and the order of all pages."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import typer

from pipeline.cli import app
from pipeline.exit_codes import MEANINGS

LEXICON = Path(__file__).resolve().parent.parent / "extractors" / "lexicon"

# Sections and their pages. A page that is not there is left out; a page that is not named comes last in "Explanation".
NAVIGATION: dict[str, list[str]] = {
    "Tutorial": ["tutorial.md"],
    "How to": [
        "howto/template.md",
        "howto/focus-area.md",
        "howto/language.md",
        "howto/correct.md",
        "howto/gold.md",
        "howto/evaluate.md",
        "howto/failures.md",
        "howto/growing.md",
        "howto/server.md",
        "howto/privacy.md",
        "howto/share.md",
    ],
    "Reference": [
        "reference/commands.md",
        "reference/exit-codes.md",
        "reference/output.md",
        "CODEBOOK.md",
        "API.md",
        "reference/lexicons.md",
        "LABELLING.md",
        "reference/glossary.md",
        "FORMS.md",
    ],
    "Explanation": [
        "how-it-reads.md",
        "limits.md",
        "ACCURACY.md",
        "ethics.md",
        "PRIVACY.md",
        "RELIABILITY.md",
        "PERFORMANCE.md",
        "SCALING.md",
    ],
}
_HOME = "index.md"
_FRAGMENTS = {"accuracy_limits.md"}
_COMMENT_OF_ENTRY = re.compile(
    r"(?P<comment>(?:^#[^\n]*\n)+)(?:\[+(?P<section>[^\[\]\n]+)\]+|(?P<key>[\w-]+|\"[^\"\n]+\") *=)", re.MULTILINE
)


def navigation(docs: Path, made: dict[str, str]) -> list[Any]:
    """MkDocs' ``nav``: the pages under ``docs`` and those in ``made``."""
    there = {p.relative_to(docs).as_posix() for p in docs.rglob("*.md")} | made.keys()
    named = {page for pages in NAVIGATION.values() for page in pages}
    unnamed = sorted(there - named - _FRAGMENTS - {_HOME})
    sections: list[Any] = [_HOME]
    for title, pages in NAVIGATION.items():
        found = [page for page in pages if page in there] + (unnamed if title == "Explanation" else [])
        if found:
            sections.append({title: found})
    return sections


@cache
def generated() -> dict[str, str]:
    """Markdown of the pages made from the code, by their paths under ``docs``."""
    return {
        "reference/commands.md": commands_page(),
        "reference/exit-codes.md": exit_codes_page(),
        "reference/lexicons.md": lexicons_page(),
    }


def commands_page() -> str:
    """Every command with its arguments and options, as the command line knows them."""
    group: Any = typer.main.get_command(app)
    context = group.make_context("kommunbeslut", [], resilient_parsing=True)
    lines = ["# Commands", "", "Made from the program. `kommunbeslut COMMAND --help` tells the same.", ""]
    for name in group.list_commands(context):
        lines += _command(group.get_command(context, name), context)
    return "\n".join(lines)


def exit_codes_page() -> str:
    """What the command line exits with."""
    lines = ["# Exit codes", "", "For scripts. The values are part of the interface and do not change.", ""]
    lines += ["| code | meaning |", "| --- | --- |", *(f"| {code.value} | {meaning} |" for code, meaning in MEANINGS.items())]
    return "\n".join(
        [*lines, "", "An error that you can mend is one line on standard error, beginning with `error:`; it names the remedy.", ""]
    )


def lexicons_page() -> str:
    """Every file of the lexicon with the comments that stand in it."""
    lines = [
        "# Lexicons",
        "",
        "What the program knows of municipal language: data files in `extractors/lexicon`, to be edited without code.",
    ]
    lines += ["Made from the comments in them. How to edit one: [a new template](../howto/template.md).", ""]
    for path in sorted(LEXICON.iterdir()):
        if path.suffix in (".toml", ".csv", ".txt", ".gz"):
            lines += [f"## {path.name}", "", *_lexicon(path), ""]
    return "\n".join(lines)


def _command(command: Any, parent: Any) -> list[str]:
    context = command.make_context(command.name, [], parent=parent, resilient_parsing=True)
    about = re.sub(r"\n(?!\n)", " ", re.sub(r"[ \t]+", " ", command.help or "")).replace("\n ", "\n\n").strip()
    usage = " ".join(["kommunbeslut", command.name, *command.collect_usage_pieces(context)])
    records = [parameter.get_help_record(context) for parameter in command.params if "--help" not in parameter.opts]
    table = [f"| `{_cell(record[0])}` | {_cell(record[1])} |" for record in records if record]
    head = [f"## {command.name}", "", about, "", "```text", usage, "```", "", "| argument or option | what it says |", "| --- | --- |"]
    return [*head, *table, ""]


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def _lexicon(path: Path) -> list[str]:
    if path.suffix == ".gz":
        return ["Cities of the world from GeoNames, packed. Made by `tools/make_places.py`; do not edit. Names that Swedish papers spell",
                "otherwise stand in `place_names.csv`."]  # fmt: skip
    text = path.read_text("utf-8")
    comment = _plain(re.match(r"(?:#[^\n]*\n)*", text)[0])  # type: ignore[index]
    if path.suffix == ".txt":
        return [comment or "Words with å, ä and ö, by which text without them is mended. Made by `tools/make_diacritics.py`; do not edit.",
                "", f"{len(text.split())} words."]  # fmt: skip
    if path.suffix == ".csv":
        rows = list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))
        return [comment, "", f"Columns: {', '.join(f'`{name}`' for name in rows[0])}. {len(rows) - 1} rows."]
    return [comment, "", *_entries(text)]


def _entries(text: str) -> list[str]:
    """The sections and entries of a TOML file that have a comment of their own, and how much each holds."""
    lines: list[str] = []
    section = ""
    sections = {m.start(): m[1] for m in re.finditer(r"^\[([^\]\n]+)\]", text, re.MULTILINE)}
    data = tomllib.loads(text)
    for found in _COMMENT_OF_ENTRY.finditer(text, _end_of_introduction(text)):
        section = found["section"] or max(((at, name) for at, name in sections.items() if at < found.start()), default=(0, ""))[1]
        name = f"[{section}]" if found["section"] else found["key"].strip('"')
        shown = name if found["section"] or not section else f"{section}.{name}"
        size = _size(data, section, None if found["section"] else name)
        lines.append(f"| `{_cell(shown)}` | {_cell(_plain(found['comment']))} | {size} |")
    return ["| entry | what it holds | items |", "| --- | --- | --- |", *lines] if lines else []


def _end_of_introduction(text: str) -> int:
    introduction = re.match(r"(?:#[^\n]*\n)+", text)
    return introduction.end() if introduction else 0


def _size(data: dict[str, Any], section: str, key: str | None) -> str:
    value: Any = data
    for part in [*(section.split(".") if section else []), *([key] if key else [])]:
        value = value.get(part, "") if isinstance(value, dict) else ""
    return str(len(value.split()) if isinstance(value, str) else len(value)) if value else ""


def _plain(comment: str) -> str:
    """A comment as prose, with what Markdown would take for markup made harmless."""
    told = " ".join(line.lstrip("# ").rstrip() for line in comment.splitlines())
    return re.sub(r"([\\`*_<>\[\]])", r"\\\1", told).strip()
