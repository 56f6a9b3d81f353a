"""The store: a document's rows appear together or not at all, and what no input has any more goes. And its lock."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline.engines.worker import Processed, Rows, check_evidence
from pipeline.exit_codes import ExitCode, UserError
from pipeline.lock import LOCK_NAME, OutputLock
from pipeline.rows import SchemaError, to_bytes
from pipeline.schema import TABLES, table
from pipeline.store import DATABASE_NAME, Batch, FailedRow, Input, Store


def document(name: str, text: str = "text\n") -> Processed:
    """A document of one page, its SHA-256 replaced by its name."""
    sha256 = name.ljust(64, "0")
    common: dict[str, object] = {"document_id": sha256[:16], "text_source": "text"}
    head: dict[str, object] = {
        **common,
        "sha256": sha256,
        "source_path": name,
        "media_type": "text/plain",
        "size_bytes": len(text),
        "pages": 1,
        "characters": len(text),
        "document_type": "other",
        "pipeline_version": "1",
    }
    page: dict[str, object] = {**common, "page": 1, "text": text, "char_start": 0, "char_end": len(text)}
    tables = {n: to_bytes(table(n), [r]) for n, r in (("documents", head), ("pages", page))}
    return Processed(sha256, sha256[:16], 1, [], tables)


def batch(*documents: Processed, paths: dict[str, str] | None = None) -> Batch:
    made = Batch(documents={d.document_id: d for d in documents})
    for path, name in (paths or {d.sha256.rstrip("0"): d.sha256.rstrip("0") for d in documents}).items():
        made.inputs.append((Input(path, f"/x/{path}"), name.ljust(64, "0")))
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    yield made
    made.close()


def ids(store: Store, name: str = "documents") -> list[str]:
    return [r[0].rstrip("0") for r in store.connection.execute(f"SELECT document_id FROM {name} ORDER BY 1").fetchall()]


def test_a_document_is_replaced_not_added_to(store: Store) -> None:
    store.save(batch(document("a", "first\n"), document("b")), "1", "")
    store.save(batch(document("a", "second\n")), "2", "")
    assert ids(store) == ids(store, "pages") == ["a", "b"]
    assert store.connection.execute("SELECT text FROM pages WHERE document_id LIKE 'a%'").fetchall() == [("second\n",)]
    assert store.known_contents(["a".ljust(64, "0"), "b".ljust(64, "0")], "2", "") == {"a".ljust(64, "0")}


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    store.save(batch(document("a", "first\n")), "1", "")
    broken = document("b")
    broken.tables["pages"] = b"not an Arrow stream"
    with pytest.raises(pa.ArrowInvalid):
        store.save(batch(document("a", "second\n"), broken), "1", "")
    assert ids(store) == ids(store, "pages") == ["a"]
    assert store.connection.execute("SELECT text FROM pages").fetchall() == [("first\n",)]
    assert [k.input.source_path for k in store.known_inputs(["a", "b"])] == ["a"]


def test_rows_go_when_the_last_input_goes(store: Store) -> None:
    store.save(batch(document("a"), paths={"x": "a", "y": "a"}), "1", "")
    store.save(batch(document("b"), paths={"x": "b"}), "1", "")
    assert ids(store) == ["a", "b"]
    store.forget(["y"])
    assert ids(store) == ids(store, "pages") == ["b"]
    store.save(Batch(failures=[FailedRow(Input("x", "/x/x"), None, "read", "empty", "the file is empty")]), "1", "")
    assert ids(store) == []
    assert store.counts()["failures"] == 1


def test_attempts_are_counted_once_for_each_run_that_ended(store: Store) -> None:
    failed = Batch(failures=[FailedRow(Input("x", "/x/x"), None, "read", "empty", "the file is empty")])
    for settled in (True, False, True, False):
        store.save(failed, "1", "")
        if settled:
            store.settle()
    assert store.connection.execute("SELECT attempts FROM failures").fetchall() == [(3,)]
    assert store.places(failed_in="read") == [("x", "/x/x")] and store.places(failed_in="discover") == []


def test_names_with_quotes_and_backslashes(store: Store) -> None:
    name = "a'b\\c\"d%.txt"
    store.save(batch(document("a"), paths={name: "a"}), "1'2", "o'p")
    assert [k.input.source_path for k in store.known_inputs([name])] == [name]
    assert store.known_contents(["a".ljust(64, "0")], "1'2", "o'p")


def test_columns_carry_their_descriptions_in_the_database(store: Store) -> None:
    uncommented = store.connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
    ).fetchall()
    assert not [(name, column) for name, column in uncommented if name in {t.name for t in TABLES}]


def test_a_column_added_by_a_newer_version_is_added_to_the_file(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with duckdb.connect(str(tmp_path / DATABASE_NAME)) as connection:
        connection.execute("ALTER TABLE documents DROP COLUMN title")
    store = Store(tmp_path)
    store.save(batch(document("a")), "1", "")
    assert store.connection.execute("SELECT title FROM documents").fetchall() == [(None,)]
    store.close()


def test_a_file_of_other_columns_is_refused_with_the_remedy(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with duckdb.connect(str(tmp_path / DATABASE_NAME)) as connection:
        connection.execute("ALTER TABLE documents ADD COLUMN colour VARCHAR")
    with pytest.raises(UserError, match="--fresh"):
        Store(tmp_path)
    Store(tmp_path, fresh=True).close()


def test_a_damaged_file_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"not a database" * 1000)
    with pytest.raises(UserError, match="--fresh") as caught:
        Store(tmp_path)
    assert caught.value.code is ExitCode.OUTPUT_UNUSABLE


PAGES: list[dict[str, object]] = [
    {"document_id": "d", "page": 1, "text": "§ 1 År", "char_start": 0, "char_end": 6},
    {"document_id": "d", "page": 2, "text": " 2021", "char_start": 6, "char_end": 11},
]


def fact(start: int, end: int, quote: str, document_id: str = "d") -> Rows:
    row: dict[str, object] = {
        "document_id": document_id,
        "char_start": start,
        "char_end": end,
        "quote": quote,
        "extractor": "dates",
        "page": 1,
    }
    return {"documents": [{"document_id": "d"}], "pages": PAGES, "dates": [row]}


def test_a_quote_may_run_over_a_page_break() -> None:
    check_evidence(fact(4, 11, "År 2021"))


@pytest.mark.parametrize(
    "rows",
    [
        fact(4, 11, "år 2021"),
        fact(5, 11, "År 2021"),
        fact(-7, 11, "År 2021"),
        fact(4, 4, ""),
        fact(4, 11, "År 2021", "other"),
        fact(4, 11, "År 2021") | {"pages": PAGES[1:]},
        fact(7, 11, "2021"),  # stands on page 2
    ],
)
def test_evidence_that_does_not_hold_is_named(rows: Rows) -> None:
    with pytest.raises(SchemaError, match=r"dates|pages"):
        check_evidence(rows)


HOLD = """
import sys, time
from pathlib import Path
from pipeline.lock import OutputLock
with OutputLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_held_output_says_who_holds_it_and_a_dead_holder_holds_nothing(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    try:
        with pytest.raises(UserError, match=f"process {holder.pid} on .* since 20") as caught, OutputLock(tmp_path):
            pass
        assert caught.value.code is ExitCode.OUTPUT_UNUSABLE
    finally:
        holder.kill()
        holder.communicate()
    assert json.loads((tmp_path / LOCK_NAME).read_text())["pid"] == holder.pid, "left behind by the dead process"
    with OutputLock(tmp_path):
        pass
    assert not (tmp_path / LOCK_NAME).exists()


def test_an_output_that_cannot_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError) as caught, OutputLock(tmp_path / "file"):
        pass
    assert caught.value.code is ExitCode.OUTPUT_UNUSABLE
