"""The form that a row is judged in, made from the schema; and values as they are sent to and from the browser."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline.report.texts import code_list
from pipeline.review.journal import Row
from pipeline.review.rows import TABLES, fields
from pipeline.review.trial import Refused
from pipeline.schema import Column

_LONG_TEXTS = ("quote", "text")


def forms() -> dict[str, list[Row]]:
    """For each table its fields: name, kind of control (``text``, ``long``, ``date``, ``integer``, ``number``, ``code``,
    ``codes``, ``list``), whether a value is required, description, and codes with the name of their list in the texts."""
    return {name: [_field(name, c) for c in fields(table)] for name, table in TABLES.items()}


def _field(table: str, column: Column) -> Row:
    kind = column.type
    if column.codes:
        kind = "codes" if column.type == "list" else "code"
    elif column.name in _LONG_TEXTS:
        kind = "long"
    return {
        "name": column.name,
        "kind": kind,
        "required": column.required,
        "description": column.description,
        "codes": list(column.codes or ()),
        "list": code_list(table, column.name),
    }


def shown(row: Row) -> Row:
    """A row as JSON can carry it: dates as ISO texts."""
    return {name: value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else value for name, value in row.items()}


def changed_values(table: str, given: Any, before: Row) -> Row:
    """The values that differ from ``before``, in their columns' types; raises :class:`Refused` for what is no value of the form."""
    if not isinstance(given, dict):
        raise Refused("values must be an object of columns and values")
    columns = {c.name: c for c in fields(TABLES[table])}
    values = {}
    for name, value in given.items():
        if name not in columns:
            raise Refused(f"{table} has no column {name!r} to correct")
        values[name] = _clean(columns[name], value)
    return {name: value for name, value in values.items() if not _same(value, shown(before).get(name))}


def _same(one: Any, other: Any) -> bool:
    return one == other or (not one and not other and one != 0 and other != 0)


def _clean(column: Column, value: Any) -> Any:
    if value is None or value == "":
        return None
    if column.type == "list":
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise Refused(f"{column.name}: write a list of texts")
        return [v.strip() for v in value if v.strip()]
    if isinstance(value, (dict, list)):
        raise Refused(f"{column.name}: write one value")
    try:
        if column.type == "integer":
            return int(value)
        if column.type == "number":
            return float(value)
        if column.type == "date":
            return dt.date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise Refused(f"{column.name}: {value!r} is no {column.type} (write dates as YYYY-MM-DD)") from error
    return str(value).strip() or None
