"""A gold file filled in from the output, for a human to correct. As long as nothing is corrected, the output scores 1.0 by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.evaluation.gold import Gold
from pipeline.evaluation.gold_format import DOCUMENT_KEYS
from pipeline.evaluation.items import (
    ORGANISATION_ROLES,
    Item,
    counterparts_of_output,
    dates_of_output,
    distinct,
    items_of,
    parties_in_roles,
    persons_of_output,
)
from pipeline.evaluation.output import Document, documents_of, stem_of
from pipeline.exit_codes import ExitCode, UserError
from pipeline.published import find_document

_NOTES = "Filled in from the output; correct what is wrong, add what is missing, then remove this line."


def write_skeleton(out: Path, wanted: str, target: Path | None) -> str:
    """The gold skeleton, as JSON text, of the document of ``out`` that ``wanted`` means; written to ``target`` (in a folder,
    under the name of the document's file) where it is given. Raises :class:`UserError` rather than write over a file."""
    row = find_document(out, wanted)
    [document] = documents_of(out, [row])
    text = json.dumps(skeleton(document), ensure_ascii=False, indent=1) + "\n"
    if target is not None:
        path = target / f"{stem_of(row['source_path'])}.json" if target.is_dir() else target
        _write_new(path, text)
    return text


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        message = f"{path}: is there already and may hold corrections; move it away or name another file"
        raise UserError(message, ExitCode.BAD_ARGUMENTS) from None
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror or error}); check the folder and its permissions"
        raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error


def skeleton(document: Document) -> Gold:
    """The document's labels as the output would have them; the keys always in the same order."""
    tables = document.tables
    return {
        "source_path": document.row["source_path"],
        "documents": {k: _plain(document.row[k]) for k in DOCUMENT_KEYS},
        "parts": [p["document_type"] for p in sorted(tables["parts"], key=lambda p: p["part"])],
        "cases": _list(items_of(tables["cases"]), "section_number", "title", "case_number"),
        "case_numbers": _list(distinct(tables["case_numbers"], "case_number", "role"), "case_number", "role"),
        "counterparts": _list(counterparts_of_output(document, {}), "name", "country"),
        "persons": _list(persons_of_output(document, {}), "name", "role", "political_party"),
        "organisations": _list(parties_in_roles(ORGANISATION_ROLES, False, "name", "role")(document, {}), "name", "role"),
        "dates": _list(dates_of_output(document, {}), "date", "role"),
        "focus_areas": _list(distinct(tables["focus_areas"], "counterpart", "area", "status"), "counterpart", "area", "status"),
        "decisions": [_labels(i, _DECISION) for i in items_of(document.with_section("decisions"))],
        "outcomes": [_labels(i, _OUTCOME) for i in items_of(document.with_section("outcomes"))],
        "agreements": [_labels(i, _AGREEMENT) for i in items_of(tables["agreements"])],
        "notes": _NOTES,
    }


Value = Callable[[Item, str], Any]


def _as_told(item: Item, key: str) -> Any:
    return _plain(item.values[key])


def _listed(item: Item, key: str) -> Any:
    return list(item.values[key] or [])


def _dated(item: Item, key: str) -> Any:
    """The date as exactly as the text tells it."""
    date, precision = item.values[key], item.values[f"{key}_precision"]
    return None if date is None else str(date)[: {"month": 7, "year": 4, "season": 4}.get(precision, 10)]


_DECISION: dict[str, Value] = {
    **dict.fromkeys(("section_number", "stage", "action", "body", "votes_for", "votes_against", "votes_abstained"), _as_told),
    "reservations": _listed,
}
_OUTCOME: dict[str, Value] = {
    **dict.fromkeys(("section_number", "counterpart", "outcome", "stage"), _as_told),
    **dict.fromkeys(("effective_from", "effective_to"), _dated),
    "reasons": _listed,
}
_AGREEMENT: dict[str, Value] = {
    **dict.fromkeys(("counterpart", "kind"), _as_told),
    "signed_on": _dated,
    **dict.fromkeys(("start_year", "end_year", "status"), _as_told),
}


def _list(items: list[Item], *keys: str) -> list[dict[str, Any]]:
    return [_labels(i, dict.fromkeys(keys, _as_told)) for i in items]


def _labels(item: Item, values: dict[str, Value]) -> dict[str, Any]:
    """The item's labels, and the words and page it stands on for the one who corrects it."""
    labels = {k: value(item, k) for k, value in values.items()}
    return labels | {k: item.rows[0][k] for k in ("quote", "page")}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int)) else str(value)
