"""The codebook: every table, column, type, meaning and code list, made from the schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.database import VIEWS, view_description
from pipeline.manifest import RUNS
from pipeline.schema import TABLES, Column

if TYPE_CHECKING:
    from rich.console import Console

_TOLD = (*TABLES, RUNS)


def as_json() -> str:
    """The codebook as JSON: ``{"tables": [{"name", "description", "key", "evidence", "columns": [...]}]}``."""
    tables = [
        {
            "name": t.name,
            "description": t.description,
            "key": list(t.key),
            "evidence": t.evidence,
            "columns": [
                {
                    "name": c.name,
                    "type": str(c.arrow_field.type),
                    "required": c.required,
                    "description": c.description,
                    "codes": c.codes or {},
                }
                for c in t.columns
            ],
        }
        for t in _TOLD
    ]
    return json.dumps({"tables": tables}, ensure_ascii=False, indent=2)


def as_markdown() -> str:
    """The codebook as Markdown: a section for each table, then one for each code list."""
    lines = ["# Codebook", "", "Made by `kommunbeslut schema --format md`.", ""]
    for table in _TOLD:
        lines += [f"## {table.name}", "", table.description + " Rows are ordered by " + ", ".join(f"`{k}`" for k in table.key) + ".", ""]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{c.name}` | {_type(c)} | {_cell(c.description)}{_reference(c)} |" for c in table.columns]
        lines.append("")
    lines += ["## Views", "", "Made by `kommunbeslut query` over the tables; each is a file in `pipeline/sql/views`.", ""]
    lines += ["| view | what it holds |", "| --- | --- |"]
    lines += [*(f"| `{name}` | {_cell(view_description(name))} |" for name in VIEWS), ""]
    for name, codes in code_lists().items():
        lines += [f"## Codes of {name}", "", "| code | meaning |", "| --- | --- |"]
        lines += [f"| `{code}` | {_cell(meaning)} |" for code, meaning in codes.items()]
        lines.append("")
    return "\n".join(lines)


def code_lists() -> dict[str, dict[str, str]]:
    """Every code list once, by the columns that use it: ``documents.document_type, parts.document_type``."""
    lists: list[tuple[list[str], dict[str, str]]] = []
    for table in _TOLD:
        for column in table.columns:
            if not column.codes:
                continue
            users = next((users for users, codes in lists if codes == column.codes), None)
            if users is None:
                lists.append(([f"{table.name}.{column.name}"], column.codes))
            else:
                users.append(f"{table.name}.{column.name}")
    return {", ".join(users): codes for users, codes in lists}


def print_codebook(console: Console) -> None:
    """Print the codebook for reading in a terminal."""
    from rich.table import Table as RichTable

    for table in _TOLD:
        shown = RichTable(title=f"[bold]{table.name}[/bold] · {table.description}", title_justify="left", expand=True)
        shown.add_column("column", no_wrap=True)
        shown.add_column("type", no_wrap=True)
        shown.add_column("meaning", ratio=1)
        for column in table.columns:
            shown.add_row(column.name, _type(column), column.description)
        console.print(shown)
    for name, codes in code_lists().items():
        shown = RichTable(title=f"Codes of [bold]{name}[/bold]", title_justify="left", expand=True)
        shown.add_column("code", no_wrap=True)
        shown.add_column("meaning", ratio=1)
        for code, meaning in codes.items():
            shown.add_row(code, meaning)
        console.print(shown)


def _type(column: Column) -> str:
    return column.type + ("" if column.required else ", may be null")


def _reference(column: Column) -> str:
    return f" (codes: {', '.join(f'`{c}`' for c in column.codes)})" if column.codes else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
