"""The one description of the output: every table, column, type, meaning and code list.

The Arrow schemas, the DuckDB tables, the codebook and the validation are all made from ``TABLES``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import pyarrow as pa

from extractors import codes
from extractors.codes import Codes

# The Arrow type and the DuckDB type of each type of column.
_TYPES: dict[str, tuple[pa.DataType, str]] = {
    "text": (pa.string(), "VARCHAR"),
    "list": (pa.list_(pa.string()), "VARCHAR[]"),
    "integer": (pa.int64(), "BIGINT"),
    "number": (pa.float64(), "DOUBLE"),
    "date": (pa.date32(), "DATE"),
    "boolean": (pa.bool_(), "BOOLEAN"),
    "time": (pa.timestamp("us", "UTC"), "TIMESTAMPTZ"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``type`` is a key of ``_TYPES``; ``codes`` lists what a text (or list element) may be, or begins with
    where it goes on in words (``code: words``, ``in_words``)."""

    name: str
    type: str
    description: str
    codes: Codes | None = None
    required: bool = False
    in_words: bool = False

    @property
    def duckdb_type(self) -> str:
        return _TYPES[self.type][1]

    @property
    def arrow_field(self) -> pa.Field:
        metadata = {"description": self.description}
        if self.codes:
            metadata["codes"] = ", ".join(self.codes)
        return pa.field(self.name, _TYPES[self.type][0], nullable=not self.required, metadata=metadata)


@dataclass(frozen=True)
class Table:
    """A table; ``key`` is the order of its rows in the Parquet file."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    evidence: bool = False

    @property
    def column_names(self) -> list[str]:
        return [c.name for c in self.columns]

    @cached_property
    def columns_by_name(self) -> dict[str, Column]:
        return {c.name: c for c in self.columns}

    @cached_property
    def checked_columns(self) -> tuple[Column, ...]:
        """The columns that not every value fits."""
        return tuple(c for c in self.columns if c.required or c.codes)

    @cached_property
    def arrow_schema(self) -> pa.Schema:
        return pa.schema([c.arrow_field for c in self.columns], metadata={"description": self.description})

    @cached_property
    def arrow_struct(self) -> pa.StructType:
        """A row as one Arrow value."""
        return pa.struct(list(self.arrow_schema))


def _text(name: str, description: str, codes: Codes | None = None, required: bool = False) -> Column:
    return Column(name, "text", description, codes, required)


def _list(name: str, description: str, codes: Codes | None = None) -> Column:
    return Column(name, "list", description, codes)


def _integer(name: str, description: str, required: bool = False) -> Column:
    return Column(name, "integer", description, None, required)


def _number(name: str, description: str) -> Column:
    return Column(name, "number", description)


def _date(name: str, description: str) -> Column:
    return Column(name, "date", description)


DOCUMENT_ID = _text("document_id", "first 16 hexadecimal digits of the content's SHA-256", required=True)
CASE_ID = _text("case_id", "matter the row belongs to (cases.case_id)")
MUNICIPALITY = (
    _text("municipality_code", "SCB code: 4 digits for a municipality, 2 for a region"),
    _text("municipality", "official name, without 'kommun' (Södertälje, Region Skåne)"),
)
EVIDENCE = (
    _text("quote", "the document's own words that the row rests on, verbatim", required=True),
    _integer("page", "page where the quote begins, counted from 1", required=True),
    _integer("char_start", "first character of the quote in the document's pages put end to end, counted from 0", required=True),
    _integer("char_end", "character after the quote's last", required=True),
    _text("extractor", "component and rule that made the row", required=True),
    Column(
        "confidence", "number", "0–1: share of rows like it that proved right; of those at 0.8 or more at least 80 % are", required=True
    ),
    Column("uncertain", "boolean", "confidence below 0.5: kept for completeness, check before use"),
    Column("strength", "number", "0–1: how strong the rule is that made the row; confidence is made from it by measurement"),
)
_FACT_KEY = ("document_id", "char_start", "char_end", "extractor")
_COUNTERPART = (
    _text("counterpart", "foreign place the matter concerns, by its canonical name"),
    _text("counterpart_country", "the place's country, ISO 3166-1 alpha-2"),
)
_PRECISION = {k: v for k, v in codes.DATE_PRECISIONS.items() if k != "range"}


def _facts(name: str, description: str, *columns: Column, key: tuple[str, ...] = ()) -> Table:
    return Table(name, description, (DOCUMENT_ID, *columns, *EVIDENCE), (*_FACT_KEY, *key), evidence=True)


TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "One row per distinct content.",
        (
            DOCUMENT_ID,
            _text("sha256", "SHA-256 of the file's content", required=True),
            _text("source_path", "path relative to the input; dump.zip!/a/b.pdf inside an archive", required=True),
            _list("duplicate_paths", "other inputs with the same content"),
            _text("media_type", "what the content is, whatever the file's name says", required=True),
            _integer("size_bytes", "size of the file in bytes", required=True),
            _integer("pages", "number of pages", required=True),
            _integer("characters", "number of characters on all pages", required=True),
            _text("text_source", "where the text came from", codes.TEXT_SOURCES, required=True),
            _number("ocr_confidence", "mean confidence of the recognised text, 0–1; null where nothing was recognised"),
            _text("language", "language of the text, ISO 639-1"),
            *MUNICIPALITY,
            _text("document_type", "type of the file's leading paper", codes.DOCUMENT_TYPES, required=True),
            _text("body", "board or council whose paper it is, or that it is addressed to"),
            _date("document_date", "the paper's own date"),
            _date("meeting_date", "day of the meeting"),
            _text("title", "title of the paper, or of its first matter"),
            Column("warnings", "list", "what a reader should check: a code, a colon and words", codes.WARNINGS, in_words=True),
            _list("corrected", "columns overridden by a correction"),
            _text("pipeline_version", "version of kommunbeslut that read the document", required=True),
        ),
        ("document_id",),
    ),
    Table(
        "parts",
        "One row per paper inside a file: a report and its attached agreements, the papers of a merged bundle.",
        (
            DOCUMENT_ID,
            _integer("part", "place in the file, counted from 0", required=True),
            _text("document_type", "type of the paper", codes.DOCUMENT_TYPES, required=True),
            _text("title", "title of the paper"),
            _date("document_date", "the paper's own date"),
            _integer("page", "page where the paper begins", required=True),
            _integer("char_start", "first character of the paper", required=True),
            _integer("char_end", "character after the paper's last", required=True),
        ),
        ("document_id", "part"),
    ),
    _facts(
        "cases",
        "One row per matter treated (ärende): each § of minutes, or the one matter of another paper.",
        _text("case_id", "identifier of the matter: document_id and ordinal", required=True),
        _integer("part", "paper it stands in (parts.part)", required=True),
        _integer("ordinal", "place among the document's matters, counted from 0", required=True),
        _text("section_number", "number of the § (513, 12 A); null outside minutes"),
        _text("title", "heading of the matter"),
        _text("case_number", "its own registry number, normalised"),
        _text("body", "body that treats the matter"),
        _integer("text_start", "first character of the matter's whole text", required=True),
        _integer("text_end", "character after the matter's whole text", required=True),
        _text("matter_id", "the matter in all papers that treat it: the same for linked cases (case_links)"),
        key=("ordinal",),
    ),
    _facts(
        "case_numbers",
        "One row per mention of a registry number (diarienummer).",
        CASE_ID,
        _text("raw", "the number as written", required=True),
        _text("case_number", "normalised: REGISTRY YYYY/SERIAL", required=True),
        _text("registry", "registry letters or class before the year"),
        _integer("year", "year the matter was registered"),
        _integer("serial", "running number within the year"),
        _text("role", "whose number it is", codes.CASE_NUMBER_ROLES, required=True),
    ),
    _facts(
        "case_references",
        "One row per § of another meeting that is named with its day or year.",
        CASE_ID,
        _text("raw", "the reference as written", required=True),
        _text("section_number", "number of the §", required=True),
        _date("meeting_date", "day of the meeting, where it is told"),
        _integer("year", "year of the meeting", required=True),
        _text("body", "body whose minutes are meant, where it is told"),
    ),
    _facts(
        "parties",
        "One row per actor in a role.",
        CASE_ID,
        _text("name", "canonical name", required=True),
        _text("raw", "the name as written", required=True),
        _text("kind", "kind of actor", codes.PARTY_KINDS, required=True),
        _text("role", "what the actor does", codes.PARTY_ROLES, required=True),
        _text("political_party", "letter code of the person's party, upper-case"),
        _text("country_code", "country of a foreign place, ISO 3166-1 alpha-2"),
        _text("identifier", "scb:CODE for municipalities and regions, geonames:ID for foreign places"),
        key=("name", "role"),
    ),
    _facts(
        "dates",
        "One row per date mentioned.",
        CASE_ID,
        _text("raw", "the date as written", required=True),
        _date("date_start", "the date, or the first day of what is named"),
        _date("date_end", "the last day of what is named (the same day for a day)"),
        _text("precision", "how exactly the text tells it", codes.DATE_PRECISIONS, required=True),
        _text("role", "what the date is of", codes.DATE_ROLES, required=True),
        key=("role", "date_start"),
    ),
    _facts(
        "focus_areas",
        "One row per area of cooperation with a counterpart.",
        CASE_ID,
        _COUNTERPART[0],
        _text("area", "area of cooperation", codes.FOCUS_AREAS, required=True),
        _text("raw", "the words that name the area", required=True),
        _text("status", "of which agreement", codes.FOCUS_STATUSES, required=True),
        key=("counterpart", "area", "status"),
    ),
    _facts(
        "decisions",
        "One row per decision clause (att-sats, numbered point, yrkande).",
        CASE_ID,
        _integer("ordinal", "place among the matter's clauses, counted from 0", required=True),
        _text("stage", "proposal, recommendation or decision", codes.STAGES, required=True),
        _text("body", "body that finally decides the clause"),
        _text("action", "what is decided", codes.ACTIONS, required=True),
        _text("text", "the clause, with line breaks and page furniture taken out", required=True),
        _integer("votes_for", "yes votes, where a vote was counted"),
        _integer("votes_against", "no votes"),
        _integer("votes_abstained", "members present who abstained"),
        _list("reservations", "party codes of those who entered a reservation"),
        key=("ordinal",),
    ),
    _facts(
        "outcomes",
        "One row per fate of a partnership in a matter.",
        CASE_ID,
        *MUNICIPALITY,
        *_COUNTERPART,
        _text("outcome", "what becomes of the partnership", codes.OUTCOMES, required=True),
        _text("stage", "proposal, recommendation, decision or report of one", codes.OUTCOME_STAGES, required=True),
        _text("decided_by", "body that decides it"),
        _date("date", "day of the decision or proposal"),
        _date("effective_from", "first day it takes effect (last day of an agreement left to expire)"),
        _text("effective_from_precision", "how exactly the text tells effective_from", _PRECISION),
        _date("effective_to", "last day it has effect"),
        _text("effective_to_precision", "how exactly the text tells effective_to", _PRECISION),
        _list("reasons", "reasons given by the body that decides or proposes", codes.REASONS),
        _text("initiative", "who took the step, where the text tells", codes.INITIATIVES),
        key=("counterpart", "outcome"),
    ),
    _facts(
        "agreements",
        "One row per agreement or relation told of.",
        CASE_ID,
        _text(
            "agreement_id", "the agreement meant: the same in every paper that tells of it, so that conflicting terms stand side by side"
        ),
        *MUNICIPALITY,
        *_COUNTERPART,
        _text("kind", "kind of agreement", codes.AGREEMENT_KINDS, required=True),
        _date("signed_on", "day of signing (first day of the month or year told)"),
        _text("signed_on_precision", "how exactly the text tells signed_on", _PRECISION),
        _date("valid_from", "first day of its term"),
        _text("valid_from_precision", "how exactly the text tells valid_from", _PRECISION),
        _date("valid_to", "last day of its term"),
        _text("valid_to_precision", "how exactly the text tells valid_to", _PRECISION),
        _integer("start_year", "year it began"),
        _integer("end_year", "year it ends or ended"),
        _number("term_years", "length of its term in years, as told or reckoned from its dates"),
        _text("status", "as of the paper's date", codes.AGREEMENT_STATUSES, required=True),
        key=("counterpart", "kind", "start_year", "end_year"),
    ),
    Table(
        "partnerships",
        "One row per municipality and counterpart, over all documents.",
        (
            *MUNICIPALITY,
            _text("counterpart", "foreign place, by its canonical name", required=True),
            _text("counterpart_country", "the place's country, ISO 3166-1 alpha-2"),
            _text("kind", "kind of its latest agreement", codes.AGREEMENT_KINDS),
            _integer("since_year", "first year told of"),
            _integer("until_year", "last year, where it ended or its term ends"),
            _text("status", "status by the weightiest evidence", codes.PARTNERSHIP_STATUSES, required=True),
            _text("latest_outcome", "latest fate told of", codes.OUTCOMES),
            _text("latest_stage", "stage of the latest fate", codes.OUTCOME_STAGES),
            _date("latest_date", "day of the latest fate"),
            _integer("agreements", "number of agreements told of, each counted once", required=True),
            _text("ended_by", "who ended or paused it", codes.INITIATIVES),
            _text("counterpart_kind", "what kind of place the counterpart is", codes.PLACE_KINDS),
            _text("counterpart_parent", "the province or larger place that it lies in, where known"),
            _list("focus_areas", "areas agreed or proposed", codes.FOCUS_AREAS),
            _list("reasons", "reasons given for the latest fate", codes.REASONS),
            _list("case_numbers", "registry numbers of the matters"),
            _list("document_ids", "documents that tell of it"),
            _integer("documents", "number of documents that tell of it", required=True),
            Column("warnings", "list", "what a reader should check: a code, a colon and words", codes.PARTNERSHIP_WARNINGS, in_words=True),
        ),
        ("municipality_code", "municipality", "counterpart", "counterpart_country"),
    ),
    Table(
        "case_links",
        "One row per pair of cases that treat the same matter, with the ground for saying so.",
        (
            DOCUMENT_ID,
            CASE_ID,
            _text("linked_case_id", "the other case, earlier or as early", required=True),
            _text("linked_document_id", "document of the other case", required=True),
            _text("kind", "ground of the link", codes.LINK_KINDS, required=True),
            *EVIDENCE,
        ),
        ("case_id", "linked_case_id", "kind"),
        evidence=True,
    ),
    Table(
        "pages",
        "One row per page, with its verbatim text.",
        (
            DOCUMENT_ID,
            _integer("page", "number of the page, counted from 1", required=True),
            _text("text", "text of the page; the pages put end to end are what char_start and char_end count in", required=True),
            _integer("char_start", "first character of the page in the document", required=True),
            _integer("char_end", "character after the page's last", required=True),
            _text("text_source", "where the text came from", codes.TEXT_SOURCES, required=True),
            _number("ocr_confidence", "mean confidence of the recognised text, 0–1"),
        ),
        ("document_id", "page"),
    ),
    Table(
        "failures",
        "One row per input that gave no document.",
        (
            _text("source_path", "path relative to the input", required=True),
            _text("sha256", "SHA-256 of the content, where it could be read"),
            _text("stage", "step that failed", codes.FAILURE_STAGES, required=True),
            _text("error", "stable code of the error", required=True),
            _text("message", "what is wrong and what to do", required=True),
            _integer("attempts", "times it was tried", required=True),
        ),
        ("source_path",),
    ),
    Table(
        "correction_log",
        "One row per correction in OUT/corrections.csv (or .parquet), with what became of it.",
        (
            _integer("number", "its row in the file, counted from 1", required=True),
            _text("action", "set, remove or add"),
            _text("table_name", "table it corrects"),
            _text("document_id", "document it corrects"),
            _text("matched", "which rows are meant"),
            _text("new_values", "the values given"),
            _text("author", "who corrected"),
            _date("date", "day of the correction"),
            _text("reason", "why"),
            _text("status", "what became of it", codes.CORRECTION_STATUSES, required=True),
            _integer("rows", "number of rows it changed", required=True),
            _text("message", "why it could not be applied, and what to do"),
        ),
        ("number",),
    ),
)


@cache
def table(name: str) -> Table:
    """The table called ``name``; KeyError if there is none."""
    return {t.name: t for t in TABLES}[name]
