"""Redacts a document's rows in the worker, before anything is handed on: page text, quotes with their offsets, and every other text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from pipeline.privacy.contact import ContactDatum, Marked, find_contact_data
from pipeline.privacy.mentions import Mentions
from pipeline.privacy.people import People, find_people
from pipeline.privacy.policy import REMOVED, Mode, Policy
from pipeline.privacy.redaction import RedactedText, Redaction
from pipeline.schema import Table, table

Row = dict[str, Any]
Rows = dict[str, list[Row]]
# What the program itself makes, or what names a file or a place: no text of the document.
_NOT_TEXT: Final = frozenset(
    {"document_id", "case_id", "sha256", "source_path", "duplicate_paths", "media_type", "language", "pipeline_version", "extractor"}
    | {"registry", "political_party", "country_code", "identifier", "municipality_code", "municipality", "counterpart_country"}
    | {"agreement_id", "matter_id", "quote"}
)
_OFFSETS: Final = (("char_start", "char_end"), ("text_start", "text_end"))
# Tables whose rows cannot be told from digits that were none of theirs.
_OF_DIGITS: Final = ("case_numbers", "dates")


def redact(rows: Rows, policy: Policy) -> Rows:
    """The rows of one document by table, as ``policy`` lets them be kept. Quotes stay what stands at their offsets."""
    if policy.changes_nothing:
        return rows
    pages = sorted(rows["pages"], key=lambda p: int(p["page"]))
    text = "".join(p["text"] for p in pages)
    registry = [(r["char_start"], r["char_end"]) for r in rows.get("case_numbers", ())]
    contact = [] if policy.keep_contact_data else find_contact_data(text, registry)
    people = find_people(text, rows) if policy.mode is not Mode.public else People(frozenset(), frozenset())
    if not contact and not people.private:
        return _named_in_path(rows, people)
    mentions = Mentions(people, policy.stand_in)
    found = [Redaction(d.start, d.end) for d in contact] + mentions.in_text(text)
    redacted = RedactedText(text, found, (p["char_start"] for p in pages))
    kept = _without_digits(rows, contact, len(text))
    clean = _cleaner(text, contact, mentions, policy)
    out = {name: [_row(table(name), row, redacted, clean) for row in found_] for name, found_ in kept.items()}
    if policy.mode is Mode.drop:
        out = _without_persons(out)
    for document in out["documents"]:
        document["characters"] = len(redacted.text)
    return _named_in_path(out, people)


def _row(table_: Table, row: Row, redacted: RedactedText, clean: Callable[[str], str]) -> Row:
    new = dict(row)
    for first, last in _OFFSETS:
        if row.get(first) is not None and row.get(last) is not None:
            new[first], new[last] = redacted.start(row[first]), redacted.end(row[last])
    for column in table_.columns:
        value = row.get(column.name)
        if not value or column.name in _NOT_TEXT or (column.codes and not column.in_words):
            continue
        if column.type == "text":
            new[column.name] = clean(value)
        elif column.type == "list":
            new[column.name] = [clean(v) for v in value]
    if table_.name == "pages":
        new["text"] = redacted.text[new["char_start"] : new["char_end"]]
    elif table_.evidence:
        new["quote"] = redacted.text[new["char_start"] : new["char_end"]]
    return new


def _cleaner(text: str, contact: Sequence[ContactDatum], mentions: Mentions, policy: Policy) -> Callable[[str], str]:
    """What redacts a text beside the pages (a title, a clause with its line breaks taken out): everything found in the pages wherever it
    stands there, and what is found in it by itself."""
    forms = {_spelt(text[d.start : d.end]) for d in contact}
    known = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms, key=lambda f: (-len(f), f)))})(?!\w)") if forms else None

    def clean(value: str) -> str:
        found = [Redaction(*m.span()) for m in known.finditer(value)] if known else []
        if not policy.keep_contact_data:
            found += [Redaction(d.start, d.end) for d in find_contact_data(value) if d.kind != "telephone" or d.certain]
        return RedactedText(value, found + mentions.in_text(value)).text

    return clean


def _spelt(form: str) -> str:
    """A pattern for what stood in the pages, whatever space and line breaks have become."""
    return r"\s*".join(re.escape(word) for word in form.split())


def _without_digits(rows: Rows, contact: Sequence[ContactDatum], length: int) -> Rows:
    """The rows without dates and registry numbers that are part of what is masked: an identity number tells a day of birth. ``length``
    is that of the text."""
    marked = Marked(length)
    for datum in contact:
        marked.add(datum.start, datum.end)
    out, gone = dict(rows), set[Any]()
    for name in _OF_DIGITS:
        met = [marked.meets(row["char_start"], row["char_end"]) for row in rows.get(name, ())]
        if any(met):
            out[name] = [row for row, meets in zip(rows[name], met, strict=True) if not meets]
            gone |= {row.get("case_number") for row, meets in zip(rows[name], met, strict=True) if meets}
            gone -= {row.get("case_number") for row in out[name]}
    if gone - {None}:
        out["cases"] = [{**c, "case_number": None} if c.get("case_number") in gone else c for c in rows.get("cases", ())]
    return out


def _without_persons(rows: Rows) -> Rows:
    """The rows without the parties whose names were removed."""
    return {**rows, "parties": [p for p in rows.get("parties", ()) if p["kind"] != "person" or REMOVED not in p["name"]]}


def _named_in_path(rows: Rows, people: People) -> Rows:
    """The rows, with a warning where the file's own name holds a private person's: that is for the user to change."""
    (document,) = rows["documents"]
    path = _letters(str(document["source_path"]))
    if any(_letters(name) in path or _letters(" ".join(reversed(name.split()))) in path for name in people.private):
        warning = "private_name_in_path: the file's name holds the name of a private person; rename the file, and run again with --prune"
        return {**rows, "documents": [{**document, "warnings": [*(document.get("warnings") or []), warning]}]}
    return rows


def _letters(text: str) -> str:
    folded = text.casefold().translate(str.maketrans("åäöé", "aaoe"))
    return re.sub(r"[\W_\d]+", "", folded)


__all__ = ["redact"]
