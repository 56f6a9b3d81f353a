"""What must not be published stops the publishing, and its row is named; what is right passes, whatever its characters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import InputItem
from pipeline.engines.worker import WorkItem, process_item
from pipeline.exit_codes import ExitCode
from pipeline.integrity import IntegrityError, check_integrity
from pipeline.link import link
from pipeline.store import Batch, FailedRow, Input, Store

PAPER = """Mora kommun
Kommunstyrelsen
Sammanträdesprotokoll 2021-03-09

§ 31 Vänortsavtal med Paide i Estland 😀 ́å                KS 2021/88

Anna Knutar (C) yrkar bifall.

Kommunstyrelsen beslutar
att förlänga vänortsavtalet med Paide till och med 2023.
\fSida två
§ 32 Vänortsavtal med Paide                KS 2021/88

Kommunstyrelsen beslutar
att anta avtalet med Paide.
"""


def filled(folder: Path, *texts: str) -> Store:
    """A store with these papers, linked as for publishing."""
    store = Store(folder)
    batch = Batch()
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, "utf-8")
        processed = process_item(WorkItem(InputItem(path.name, str(path)), "", "off", "1"))
        batch.documents[processed.document_id] = processed
        batch.inputs.append((Input(path.name, str(path)), processed.sha256))
    batch.failures.append(FailedRow(Input("x.txt", "/x.txt"), None, "read", "empty", "the file is empty; check it"))
    store.save(batch, "1", "")
    link(store.connection)
    return store


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled(tmp_path_factory.mktemp("integrity"), PAPER, PAPER.replace("2021-03-09", "2021-04-13").replace("§ 31", "§ 45"))
    yield store
    store.close()


@pytest.fixture
def store(master: Store) -> Iterator[Store]:
    """The store, each change to which is taken back."""
    master.connection.begin()
    yield master
    master.connection.rollback()


def test_what_was_extracted_may_be_published(store: Store) -> None:
    check_integrity(store.connection)
    for name in ("case_links", "decisions", "parties", "partnerships", "failures"):
        (count,) = store.connection.execute(f"SELECT count(*) FROM {name}").fetchone() or (0,)
        assert count > 0, "nothing is shown of a table without rows"


FAULTS = {
    "quote": ("UPDATE decisions SET quote = upper(quote)", "decisions", "the quote is not what stands at its offsets"),
    "offset": ("UPDATE parties SET char_start = char_start + 1, char_end = char_end + 1", "parties", "the quote is not what stands"),
    "length": ("UPDATE dates SET char_end = char_end + 1", "dates", "the quote is not what stands"),
    "page": ("UPDATE case_links SET page = 9", "case_links", "does not begin on its page"),
    "empty": ("UPDATE case_numbers SET quote = '', char_end = char_start", "case_numbers", "does not begin on its page"),
    "text": ("UPDATE pages SET text = text || 'x'", "documents", "not as many or as long"),
    "gap": ("UPDATE pages SET char_start = char_start + 1, char_end = char_end + 1", "pages", "does not begin where the one before"),
    "lost page": ("DELETE FROM pages WHERE page = 2", "documents", "not as many or as long"),
    "document": ("UPDATE parts SET document_id = 'ffff' || document_id", "parts", "document_id names a row that documents does not have"),
    "case": ("UPDATE decisions SET case_id = 'ffff-0000'", "decisions", "case_id names a matter that its document does not have"),
    "other's case": (
        "UPDATE decisions SET case_id = (SELECT max(case_id) FROM cases) WHERE document_id = (SELECT min(document_id) FROM documents)",
        "decisions",
        "case_id names a matter that its document does not have",
    ),
    "link": ("UPDATE case_links SET linked_case_id = 'x'", "case_links", "linked_case_id names a row that cases does not have"),
    "linked document": ("UPDATE case_links SET linked_document_id = 'x'", "case_links", "linked_document_id names a row"),
    "matter": ("UPDATE cases SET matter_id = 'x'", "cases", "matter_id names a row that cases does not have"),
    "part": ("UPDATE cases SET part = 7", "cases", "part names a paper that its document does not have"),
    "partnership": ("UPDATE partnerships SET document_ids = ['x']", "partnerships", "document_ids names a row"),
    "code": ("UPDATE parties SET role = 'king'", "parties", "a code of role that is not in its list"),
    "list of codes": ("UPDATE outcomes SET reasons = ['whim']", "outcomes", "a code of reasons that is not in its list"),
    "code in words": ("UPDATE documents SET warnings = ['whim: of a day']", "documents", "a code of warnings"),
    "link kind": ("UPDATE case_links SET kind = 'hunch'", "case_links", "a code of kind"),
    "partnership status": ("UPDATE partnerships SET status = 'warm'", "partnerships", "a code of status"),
    "null": ("UPDATE decisions SET action = NULL", "decisions", "no value in action"),
    "confidence": ("UPDATE parties SET confidence = 1.5", "parties", "a confidence outside 0–1"),
    "twice": ("INSERT INTO cases SELECT * FROM cases", "cases", "two rows with the same case_id"),
    "identity": ("UPDATE documents SET sha256 = 'f' || sha256[2:]", "documents", "document_id is not the beginning of sha256"),
    "extent": ("UPDATE cases SET text_end = 100000", "cases", "text_start and text_end are no extent"),
    "lost document": ("UPDATE documents SET source_path = 'elsewhere'", "documents", "an input that was read is not told of"),
    "lost failure": ("DELETE FROM failures", "failures", "an input that failed is not told of"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_publishing_and_its_row_is_named(store: Store, name: str) -> None:
    change, table, fault = FAULTS[name]
    store.connection.execute(change)
    with pytest.raises(IntegrityError) as caught:
        check_integrity(store.connection)
    assert caught.value.table == table and fault in caught.value.message
    assert "=" in caught.value.message and "nothing was published" in caught.value.message
    assert caught.value.code is ExitCode.UNEXPECTED


def test_a_quote_over_pages_is_checked_over_all_of_them(store: Store) -> None:
    connection = store.connection
    over = """UPDATE decisions SET quote = whole.text[char_start + 1:length - 4], char_end = length - 4
        FROM (SELECT document_id, string_agg(text, '' ORDER BY page) AS text, sum(length(text)) AS length FROM pages GROUP BY 1) AS whole
        WHERE whole.document_id = decisions.document_id AND page = 1"""
    connection.execute(over)
    (spanning,) = connection.execute("SELECT count(*) FROM decisions WHERE quote LIKE '%Sida två%'").fetchone() or (0,)
    assert spanning > 0
    check_integrity(connection)
    connection.execute("UPDATE decisions SET quote = replace(quote, 'Sida två', 'Sida tvä') WHERE quote LIKE '%Sida två%'")
    with pytest.raises(IntegrityError, match="the quote is not what stands"):
        check_integrity(connection)


ODD = st.text(st.sampled_from("aå😀\u0301\u200d👩‍👧\U0001f1f8\U0001f1ea\x00\x1f\ufeff\u202eﬁ \n"), min_size=1, max_size=30)


@settings(max_examples=8)
@given(st.lists(ODD, min_size=1, max_size=3), st.data())
def test_characters_are_counted_as_python_counts_them(master: Store, texts: list[str], data: st.DataObject) -> None:
    connection = master.connection
    whole = "".join(texts)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    document, starts = "a" * 16, [sum(map(len, texts[:n])) for n in range(len(texts))]
    page = max(n for n, s in enumerate(starts) if s <= start) + 1
    connection.begin()
    try:
        connection.execute(
            "INSERT INTO documents BY NAME SELECT ? AS document_id, repeat('a', 64) AS sha256, 'o' AS source_path, 't' AS media_type, "
            "1 AS size_bytes, ? AS pages, ? AS characters, 'text' AS text_source, 'other' AS document_type, '1' AS pipeline_version",
            [document, len(texts), len(whole)],
        )
        for n, text in enumerate(texts):
            connection.execute(
                "INSERT INTO pages BY NAME SELECT ? AS document_id, ? AS page, ? AS text, ? AS char_start, ? AS char_end, "
                "'text' AS text_source",
                [document, n + 1, text, starts[n], starts[n] + len(text)],
            )
        row = [document, whole[start:end], page, start, end]
        connection.execute(
            "INSERT INTO dates BY NAME SELECT ? AS document_id, ? AS quote, ? AS page, ? AS char_start, ? AS char_end, 'x' AS raw, "
            "'day' AS precision, 'event' AS role, 'x' AS extractor, 0.5 AS confidence",
            row,
        )
        check_integrity(connection)
        connection.execute("UPDATE dates SET quote = quote || 'z' WHERE document_id = ?", [document])
        with pytest.raises(IntegrityError, match="dates"):
            check_integrity(connection)
    finally:
        connection.rollback()
