"""Writes published tables in the formats of others: which tables, to which files, by which of the modules beside this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.exit_codes import ExitCode, UserError
from pipeline.export.citation import Deposit, cite, extent
from pipeline.export.dataset import Dataset, describe_dataset, newest_day
from pipeline.export.formats import LICENCES, CitationFormat, ExportFormat
from pipeline.schema import TABLES, Table

_SUFFIXES = {
    ".csv": ExportFormat.csv,
    ".xlsx": ExportFormat.xlsx,
    ".dta": ExportFormat.stata,
    ".json": ExportFormat.json,
    ".jsonl": ExportFormat.json,
    ".zip": ExportFormat.package,
}
_FILES = {ExportFormat.csv: ".csv", ExportFormat.stata: ".dta", ExportFormat.json: ".jsonl"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export: all tables where none are named. ``labels`` puts the meanings of codes beside them; ``verbatim`` leaves
    texts in CSV that a spreadsheet would take for formulas as they are. The rest is for a data package."""

    tables: tuple[str, ...] = ()
    labels: bool = False
    verbatim: bool = False
    deposit: Deposit = field(default_factory=Deposit)
    licence: str = "CC-BY-4.0"
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the file or folder, the rows of each table, and how many texts did not fit and were cut."""

    path: Path
    rows: dict[str, int]
    cut: int = 0


def export(out: Path, to: Path, format: ExportFormat | None = None, wanted: Wanted | None = None) -> Exported:
    """Write the tables of the output folder ``out`` to ``to``: a folder, or one file where ``to`` has the suffix of one.

    The format is told by the suffix where none is named. Raises :class:`UserError` where format, tables and ``to`` do not fit
    together, where there are no tables, or where ``to`` cannot be written.
    """
    wanted = wanted or Wanted()
    format = format or _format_of(to)
    tables = _chosen(wanted.tables)
    if to.resolve() == out.resolve():
        raise UserError(f"{to}: the folder of the tables themselves; name another with --to", ExitCode.BAD_ARGUMENTS)
    one_file = _check_target(to, format, tables)
    if format is ExportFormat.xlsx:
        return _workbook(out, to, tables, wanted)
    if format is ExportFormat.package:
        from pipeline.export.datapackage import Package, write_package

        if wanted.licence not in LICENCES:
            raise UserError(f"{wanted.licence}: no licence known here; there are {', '.join(LICENCES)}", ExitCode.BAD_ARGUMENTS)
        package = Package(
            out, tables, describe_dataset(out), wanted.deposit, wanted.licence, wanted.version, wanted.labels, wanted.verbatim
        )
        return Exported(to, write_package(package, to))
    write = _writer(out, format, wanted)
    return Exported(to, {t.name: write(t, to if one_file else to / f"{t.name}{_FILES[format]}") for t in tables})


def _writer(out: Path, format: ExportFormat, wanted: Wanted) -> Callable[[Table, Path], int]:
    """What writes one table to one file."""
    if format is ExportFormat.csv:
        from pipeline.export.delimited import write_csv

        return lambda table, to: write_csv(out, table, to, labels=wanted.labels, verbatim=wanted.verbatim)
    if format is ExportFormat.json:
        from pipeline.export.json_rows import write_json

        return lambda table, to: write_json(out, table, to, labels=wanted.labels)
    from pipeline.export.stata import write_stata_with_labels

    made = newest_day(out)
    return lambda table, to: write_stata_with_labels(out, table, to, made)


def _workbook(out: Path, to: Path, tables: Sequence[Table], wanted: Wanted) -> Exported:
    from pipeline.export.workbook import write_workbook

    dataset = describe_dataset(out)
    rows, cut = write_workbook(out, tables, to, about=_about(dataset, wanted.deposit), made=dataset.newest, labels=wanted.labels)
    return Exported(to, rows, cut)


def _about(dataset: Dataset, deposit: Deposit) -> list[tuple[str, str]]:
    program, data = cite(CitationFormat.text, dataset, deposit).split("\n\n")
    return [
        ("title", deposit.title_of(dataset)),
        ("holds", extent(dataset)),
        ("sheets", "One for each table; codebook and codes tell what columns and codes mean."),
        ("cells", "An empty cell is a missing value. Items of a list are parted by |. Dates before March 1900 are texts."),
        ("evidence", "quote is the document's own words; confidence the share of rows like it that proved right."),
        ("cite the data", data.strip()),
        ("cite the program", program),
    ]


def _format_of(to: Path) -> ExportFormat:
    found = _SUFFIXES.get(to.suffix.lower())
    if found is None:
        raise UserError(f"{to}: name a format with --format ({', '.join(ExportFormat)})", ExitCode.BAD_ARGUMENTS)
    return found


def _chosen(names: Sequence[str]) -> list[Table]:
    unknown = [n for n in names if n not in {t.name for t in TABLES}]
    if unknown:
        raise UserError(f"{unknown[0]}: no such table; there are {', '.join(t.name for t in TABLES)}", ExitCode.BAD_ARGUMENTS)
    return [t for t in TABLES if not names or t.name in names]


def _check_target(to: Path, format: ExportFormat, tables: Sequence[Table]) -> bool:
    """Whether ``to`` is a file rather than a folder; :class:`UserError` where it cannot be what the format needs."""
    meant = _SUFFIXES.get(to.suffix.lower())
    if meant is not None and meant is not format:
        raise UserError(f"{to}: the name is of {meant.value}, the format {format.value}; make them agree", ExitCode.BAD_ARGUMENTS)
    if format is ExportFormat.xlsx and meant is None:
        raise UserError(f"{to}: a workbook is one file; give it a name that ends in .xlsx", ExitCode.BAD_ARGUMENTS)
    one_file = meant is not None
    if one_file and format in _FILES and len(tables) != 1:
        raise UserError(
            f"{to}: a file of this kind holds one table; choose it with --table, or name a folder for all", ExitCode.BAD_ARGUMENTS
        )
    if to.is_dir() if one_file else to.is_file():
        raise UserError(f"{to}: is a {'folder' if one_file else 'file'} already; choose another --to", ExitCode.BAD_ARGUMENTS)
    return one_file
