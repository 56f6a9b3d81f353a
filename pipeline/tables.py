"""The tables of an output folder for analysts: pandas or Arrow, read when they are asked for.

>>> tables = open_tables("data/processed")
>>> tables.documents                                  # a pandas frame
>>> tables.relations(country="CN", since=2019)        # partnerships with their quotes and sources
>>> tables.timeline("Södertälje", "Wuxi")
>>> tables.quote_context(tables.outcomes.iloc[0])     # the words a row rests on, in their place
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from pipeline import compare, published
from pipeline.context import QuoteContext, quote_in_context
from pipeline.database import VIEWS, connect
from pipeline.exit_codes import ExitCode, UserError
from pipeline.frames import to_frame
from pipeline.schema import TABLES, Column, table

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["QuoteContext", "Tables", "open_tables"]

_NAMES = (*(t.name for t in TABLES), *VIEWS)


def open_tables(out: str | os.PathLike[str] = "data/processed") -> Tables:
    """The tables that ``kommunbeslut run --out OUT`` wrote to the folder ``out``. Nothing is read yet.

    Raises :class:`pipeline.UserError` where the folder holds no tables.
    """
    return Tables(Path(out))


class Tables:
    """The tables and views of an output folder by name: ``tables.outcomes`` or ``tables["outcomes"]``, a pandas frame.

    A table is read when it is first asked for and kept; each time a frame of its own is given, so that changing one changes
    no other. Dates are ``datetime64``, integers and truth values with gaps stay such (``Int64``, ``boolean``), lists are Python
    lists, missing is missing (``isna()``). Everything raises :class:`pipeline.UserError` with what to do about it; so do tables
    that a run wrote anew after they were opened, lest those of two runs be mixed.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        for name in (t.name for t in TABLES):
            if not self._path(name).exists():
                raise UserError(
                    f"{self._path(name)}: there is no such table; name the folder that was given to `kommunbeslut run --out`",
                    ExitCode.OUTPUT_UNUSABLE,
                )
        self._opened = self._stamps()
        self._kept: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in _NAMES:
            raise UserError(_unknown(name, _NAMES, "table or view"), ExitCode.BAD_ARGUMENTS)
        if name not in self._kept:
            self._kept[name] = to_frame(self.arrow(name))
        return self._kept[name].copy(deep=False)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in _NAMES:
            raise AttributeError(_unknown(name, _NAMES, "table or view"))
        return self[name]

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_NAMES})

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)

    def __contains__(self, name: object) -> bool:
        return name in _NAMES

    def __repr__(self) -> str:
        names = (f"tables: {', '.join(t.name for t in TABLES)}", f"views: {', '.join(VIEWS)}")
        return "\n".join([f"Tables of {self.out}", *(fill(line, 100, subsequent_indent="  ") for line in names)])

    def arrow(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A table or view as Arrow, all columns or some; what pandas would make of it is ``tables[name]``."""
        if name not in _NAMES:
            raise UserError(_unknown(name, _NAMES, "table or view"), ExitCode.BAD_ARGUMENTS)
        self._check_unchanged()
        with connect(self.out) as connection:
            relation = connection.table(name)
            wanted = list(columns or relation.columns)
            for column in wanted:
                if column not in relation.columns:
                    raise UserError(_unknown(column, relation.columns, f"column of {name}"), ExitCode.BAD_ARGUMENTS)
            rows: pa.Table = relation.select(*wanted).to_arrow_table()
        return rows if name in VIEWS else rows.cast(_schema(name, wanted))

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The rows of a DuckDB query over tables and views; ``?`` in it stands for a value of ``parameters``.

        >>> tables.sql("SELECT year, count(*) AS n FROM partnership_years WHERE status = ? GROUP BY year", ["active"])
        """
        self._check_unchanged()
        return to_frame(compare.query(self.out, query, parameters))

    def relations(
        self, country: str | None = None, municipality: str | Sequence[str] | None = None, since: int | None = None
    ) -> pd.DataFrame:
        """One row per municipality and counterpart: ``partnerships`` with the quote, page, source, registry number and confidence
        of the latest fate, the country's English name, the county's code and the days of the first and last paper.

        ``country`` is an ISO code or a Swedish name (``"CN"``, ``"Kina"``), ``municipality`` a name or SCB code or several, and
        ``since`` leaves out relations without news since that year.
        """
        from extractors.geography import country_name

        self._check_unchanged()
        wanted = [municipality] if isinstance(municipality, str) else list(municipality or ())
        where, bound = compare.partnerships_wanted(country, wanted, since)
        query = (resources.files("pipeline") / "sql" / "relations.sql").read_text("utf-8")
        frame = to_frame(compare.query(self.out, f"SELECT * FROM ({query}) {where} ORDER BY municipality, counterpart", bound))
        names = {code: country_name(code, "en") for code in frame["counterpart_country"].dropna().unique()}
        frame.insert(list(frame.columns).index("counterpart_country") + 1, "country", frame["counterpart_country"].map(names).astype("str"))
        return frame

    def timeline(self, municipality: str, counterpart: str | None = None) -> pd.DataFrame:
        """What happened between a municipality and its counterparts, or one of them, in the order of time, each event with its
        quote and source (view ``partnership_events``)."""
        self._check_unchanged()
        return to_frame(compare.timeline(self.out, municipality, counterpart))

    def text(self, document: str) -> str:
        """The whole text of a document: its pages put end to end, as ``char_start`` and ``char_end`` count. ``document`` is the
        beginning of a document_id, a source path or a file's name."""
        self._check_unchanged()
        found = published.find_document(self.out, document)
        return "".join(p["text"] for p in published.read_pages(self.out, found["document_id"]))

    def quote_context(self, row: Any, characters: int = 200) -> QuoteContext:
        """The words that ``row`` rests on, with up to ``characters`` of the document before and after them.

        ``row`` is a row of any table or view with ``document_id``, ``char_start`` and ``char_end``: a Series, what ``itertuples``
        gives, or a mapping. A notebook shows the result with the quote marked. Raises where the row's quote is not in the text.
        """
        self._check_unchanged()
        return quote_in_context(self.out, row, characters)

    def describe(self) -> pd.DataFrame:
        """One row per table: its number of rows, of documents they come from, of uncertain rows, the median of ``confidence`` and
        what the table holds."""
        self._check_unchanged()
        queries = []
        for t in TABLES:
            documents = "count(DISTINCT document_id)" if "document_id" in t.column_names else "NULL::BIGINT"
            sure = "count_if(uncertain), round(median(confidence), 2)" if t.evidence else "NULL::BIGINT, NULL::DOUBLE"
            queries.append(f"SELECT '{t.name}', count(*), {documents}, {sure} FROM {t.name}")
        columns = ["table", "rows", "documents", "uncertain", "median_confidence"]
        frame = to_frame(compare.query(self.out, " UNION ALL ".join(queries)).rename_columns(columns)).set_index("table")
        return frame.loc[[t.name for t in TABLES]].assign(holds=[t.description for t in TABLES])

    def coverage(self, name: str) -> pd.DataFrame:
        """One row per column of a table: how many rows tell it, their share, how many distinct values there are, and what it means.
        What the text does not say is left empty, so a low share is not by itself a fault."""
        if name not in {t.name for t in TABLES}:
            raise UserError(_unknown(name, [t.name for t in TABLES], "table"), ExitCode.BAD_ARGUMENTS)
        self._check_unchanged()
        told = [f"SELECT '{c.name}', count_if({_filled(c)}), count(*), count(DISTINCT {c.name}) FROM {name}" for c in table(name).columns]
        frame = to_frame(compare.query(self.out, " UNION ALL ".join(told)).rename_columns(["column", "filled", "rows", "distinct"]))
        frame = frame.set_index("column").loc[table(name).column_names]
        frame.insert(2, "share", (frame["filled"] / frame["rows"].where(frame["rows"] > 0)).astype("float64"))
        return frame.assign(meaning=[c.description for c in table(name).columns])

    def codes(self, name: str, column: str) -> dict[str, str]:
        """What the codes of a column mean, in the order of the codebook: ``tables.codes("outcomes", "outcome")``."""
        found = next((c for t in TABLES if t.name == name for c in t.columns if c.name == column), None)
        if found is None or not found.codes:
            coded = [f"{t.name}.{c.name}" for t in TABLES for c in t.columns if c.codes]
            raise UserError(_unknown(f"{name}.{column}", coded, "column with codes"), ExitCode.BAD_ARGUMENTS)
        return dict(found.codes)

    def _path(self, name: str) -> Path:
        return self.out / f"{name}.parquet"

    def _stamps(self) -> dict[str, int]:
        return {t.name: self._path(t.name).stat().st_mtime_ns for t in TABLES}

    def _check_unchanged(self) -> None:
        if self._stamps() != self._opened:
            raise UserError(
                f"{self.out}: a run wrote the tables anew since they were opened; open them again with open_tables",
                ExitCode.OUTPUT_UNUSABLE,
            )


def _filled(column: Column) -> str:
    return f"len({column.name}) > 0" if column.type == "list" else f"{column.name} IS NOT NULL"


def _schema(name: str, columns: Sequence[str]) -> pa.Schema:
    import pyarrow as pa

    schema = table(name).arrow_schema
    return pa.schema([schema.field(c) for c in columns], metadata=schema.metadata)


def _unknown(name: str, known: Sequence[str], what: str) -> str:
    near = get_close_matches(name, known, n=1)
    return f"{name}: no such {what}; {f'did you mean {near[0]}? ' if near else ''}There are {', '.join(known)}"
