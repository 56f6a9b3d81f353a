"""Makes the report: an overview, a comparison, the municipalities, the documents and the quality of what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.compare import compare
from pipeline.config import package_version
from pipeline.database import connect
from pipeline.report import charts, figures
from pipeline.report.histories import History, Municipality, by_agreement, municipalities
from pipeline.report.parallel import DOCUMENTS_PER_PROCESS, write_documents
from pipeline.report.texts import DEFAULT_LANGUAGE, for_script
from pipeline.report.writer import Chunks, Site, Writer
from pipeline.results import as_csv

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Built:
    """How many pages of each kind were written."""

    documents: int
    municipalities: int
    partnerships: int


@dataclass(frozen=True, slots=True)
class _Summary:
    """A municipality in the list of all."""

    code: str
    name: str
    page: str
    documents: int
    statuses: dict[str, int]


def build_report(
    out: Path,
    to: Path,
    language: str = DEFAULT_LANGUAGE,
    images: bool = True,
    jobs: int = 1,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Built:
    """Write the site of an output folder into ``to``, first shown in ``language``, by at most ``jobs`` processes.

    ``tell`` is called with the number of documents done and of all.

    Time grows with the documents; memory holds one of them at a time.
    Raises :class:`UserError` where the tables cannot be read, or where ``to`` holds something else than a report.
    """
    with connect(out) as connection, Site(to, language) as site:
        summaries, partnerships = _municipalities(connection, site)
        documents = _documents(connection, out, site, images, jobs, tell)
        site.text("data/partnerships.csv", "\N{ZERO WIDTH NO-BREAK SPACE}" + as_csv(compare(out)))
        site.page("compare.html", "compare.html", chunks={"partnerships": partnerships.count}, rows=partnerships.rows)
        site.page("municipalities.html", "municipalities.html", municipalities=summaries, statuses=charts.STATUSES)
        site.page("documents.html", "documents.html", chunks={"documents": documents.count}, rows=documents.rows)
        _quality(connection, site)
        site.page("index.html", "index.html", version=package_version(), **figures.overview(connection))
        site.text("assets/texts.js", for_script(_countries(connection)))
    return Built(documents.rows, len(summaries), partnerships.rows)


def _municipalities(connection: duckdb.DuckDBPyConnection, site: Writer) -> tuple[list[_Summary], Chunks]:
    """The pages of municipalities and partnerships, and the rows that are compared."""
    chunks = site.chunks("partnerships")
    summaries = []
    for municipality in municipalities(connection):
        _write_municipality(site, municipality)
        for history in municipality.histories:
            _write_partnership(site, history, municipality)
            chunks.add([*_compared(history), municipality.page])
        statuses = Counter(h.row["status"] for h in municipality.histories)
        summaries.append(
            _Summary(
                municipality.code,
                municipality.name,
                municipality.page,
                municipality.document_count,
                {s: statuses[s] for s in charts.STATUSES},
            )
        )
    chunks.close()
    return summaries, chunks


def _write_municipality(site: Writer, municipality: Municipality) -> None:
    lives = charts.lifelines([h.life("../") for h in municipality.histories])
    site.page(municipality.page, "municipality.html", municipality=municipality, lives=lives)


def _write_partnership(site: Writer, history: History, municipality: Municipality) -> None:
    site.page(
        history.page,
        "partnership.html",
        history=history,
        row=history.row,
        municipality=municipality,
        agreements=by_agreement(history.agreements),
        lives=charts.lifelines([history.life("../")]),
    )


def _compared(history: History) -> list[Any]:
    """A row of the comparison: see ``assets/compare.js`` for the order."""
    row = history.row
    return [
        history.page,
        row["municipality"],
        row["counterpart"],
        row["counterpart_country"],
        row["status"],
        row["since_year"],
        row["until_year"],
        row["latest_outcome"],
        row["latest_stage"],
        row["latest_date"].isoformat() if row["latest_date"] else None,
        row["reasons"] or [],
        row["focus_areas"] or [],
        row["case_numbers"] or [],
        row["documents"],
        row["kind"],
        row["municipality_code"],
        list(dict.fromkeys(w.split(":", 1)[0] for w in row["warnings"] or ())),
    ]


def _documents(
    connection: duckdb.DuckDBPyConnection, out: Path, site: Writer, images: bool, jobs: int, tell: Callable[[int, int], None]
) -> Chunks:
    """The pages of all documents, and the rows of their index in the order of the documents."""
    chunks = site.chunks("documents")
    (total,) = figures.records(connection, "SELECT count(*) AS n FROM documents")
    for done, row in enumerate(write_documents(out, site, images, min(jobs, 1 + total["n"] // DOCUMENTS_PER_PROCESS)), 1):
        chunks.add(row)
        tell(done, total["n"])
    chunks.close()
    return chunks


def _quality(connection: duckdb.DuckDBPyConnection, site: Writer) -> None:
    failures = site.chunks("failures")
    query = "SELECT source_path, error, stage, message, attempts FROM failures ORDER BY source_path"
    failures.extend(list(r.values()) for r in figures.records(connection, query))
    failures.close()
    site.page("quality.html", "quality.html", chunks={"failures": failures.count}, **figures.quality(connection))


def _countries(connection: duckdb.DuckDBPyConnection) -> set[str]:
    query = (
        "SELECT counterpart_country AS code FROM partnerships UNION SELECT counterpart_country FROM outcomes "
        "UNION SELECT counterpart_country FROM agreements UNION SELECT country_code FROM parties"
    )
    return {r["code"] for r in figures.records(connection, query) if r["code"]} | {"SE"}
