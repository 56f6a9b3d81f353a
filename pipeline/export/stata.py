"""Tables as Stata files: variable and value labels from the codebook, dates as daily dates, long texts as strL."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.exit_codes import ExitCode, UserError
from pipeline.export.rows import batches, has_labels, joined, written_beside
from pipeline.frames import to_frame
from pipeline.schema import Column, Table

if TYPE_CHECKING:
    import pandas as pd

_NAME_CHARACTERS = 32
_LABEL_CHARACTERS = 80
_STR_BYTES = 2_045  # of a str#; what is longer must be a strL
_YES_NO: dict[float, str] = {0: "no", 1: "yes"}


def write_stata(out: Path, table: Table, to: Path, made: dt.date | None) -> int:
    """Write a published table to the file ``to`` (format 118: Stata 14 and later); the number of rows written.

    Codes become numbers from 0 in the order of the codebook, labelled with the code; lists are joined, ``a|b``. The table is held
    in memory, as Stata itself does. ``made`` is told as the file's day, so that the same tables give the same bytes.
    """
    import pyarrow as pa

    rows = pa.Table.from_batches(batches(out, table), table.arrow_schema)
    frame = to_frame(rows)
    names = stata_names(table.column_names)
    types = {c.name: _values(frame[c.name], c) for c in table.columns}
    long = [names[c.name] for c in table.columns if c.type in ("text", "list") and not has_value_labels(c) and _is_long(types[c.name])]
    ready = to_frame(pa.table({})).assign(**{names[name]: values for name, values in types.items()})
    with written_beside(to) as file:
        try:
            ready.to_stata(
                file,
                write_index=False,
                version=118,
                time_stamp=dt.datetime.combine(made or dt.date(1960, 1, 1), dt.time()),
                data_label=shortened(f"kommunbeslut: {table.description}"),
                variable_labels={names[c.name]: shortened(c.description) for c in table.columns},
                value_labels={names[c.name]: labels for c in table.columns if (labels := _value_labels(frame[c.name], c))},
                convert_dates={names[c.name]: "td" for c in table.columns if c.type == "date"},
                convert_strl=long,
            )
        except ValueError as error:
            raise UserError(f"{to}: Stata cannot hold this table ({error}); take --format csv", ExitCode.BAD_ARGUMENTS) from error
    return int(rows.num_rows)


def write_stata_with_labels(out: Path, table: Table, to: Path, made: dt.date | None) -> int:
    """As :func:`write_stata`, with a do-file beside it that shows what codes mean; the number of rows written."""
    commands = label_commands(table)
    if commands:
        with written_beside(to.with_name(f"{to.stem}_labels.do")) as file:
            file.write_text(commands, "utf-8", newline="\n")
    return write_stata(out, table, to, made)


def has_value_labels(column: Column) -> bool:
    """Whether the column becomes numbers with value labels: one code a row."""
    return column.type == "text" and has_labels(column)


def stata_names(names: list[str]) -> dict[str, str]:
    """A name that Stata takes for each: letters, digits and underscores, 32 characters at most, none twice."""
    told: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9_]", "_", name)
        plain = plain if re.match(r"[A-Za-z_]", plain) else f"_{plain}"
        wanted, number = plain[:_NAME_CHARACTERS], 1
        while wanted in told.values():
            number += 1
            wanted = f"{plain[: _NAME_CHARACTERS - len(str(number)) - 1]}_{number}"
        told[name] = wanted
    return told


def shortened(label: str) -> str:
    """A label of at most 80 characters, cut at a word."""
    if len(label) <= _LABEL_CHARACTERS:
        return label
    return label[: _LABEL_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def label_commands(table: Table) -> str:
    """A do-file that shows what the codes of a table mean in the place of the codes; empty where it has no codes."""
    names = stata_names(table.column_names)
    lines = []
    for column in table.columns:
        if column.codes and has_value_labels(column):
            entries = " ".join(f'{i} "{meaning.replace(chr(34), chr(39))}"' for i, meaning in enumerate(column.codes.values()))
            lines.append(f"label define {names[column.name]} {entries}, modify")
    head = "* Shows what codes mean in the place of the codes: load the table, then do this file"
    return "\n".join([head, *lines]) + "\n" if lines else ""


def _numbers(values: pd.Series[str], column: Column) -> dict[str, int]:
    """The number of each code: those of the codebook in its order, then any that another version wrote."""
    known = list(column.codes or ())
    return {code: number for number, code in enumerate([*known, *sorted(set(values.dropna()) - set(known))])}


def _value_labels(values: pd.Series[Any], column: Column) -> dict[float, str]:
    if column.type == "boolean":
        return _YES_NO
    return {number: code for code, number in _numbers(values, column).items()} if has_value_labels(column) else {}


def _values(values: pd.Series[Any], column: Column) -> pd.Series[Any]:
    if has_value_labels(column):
        return values.map(_numbers(values, column)).astype("Int16")
    if column.type == "list":
        return values.map(lambda v: joined(v) or "").astype(object)
    if column.type == "text":
        return values.fillna("").astype(object)
    if column.type == "boolean":
        return values.astype("Int8")
    return values.astype("datetime64[s]") if column.type == "date" else values


def _is_long(values: pd.Series[str]) -> bool:
    return any(len(text.encode()) > _STR_BYTES for text in values)
