"""The driver holds little memory, whatever the size of the run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline import publish
from pipeline.config import Settings
from pipeline.memory import give_back, memory_limit, with_room
from pipeline.schema import Table
from pipeline.store import Store

_LINK = """
import sys
from pathlib import Path
from extractors.gazetteer import gazetteer
from pipeline.link import link
from pipeline.memory import be_frugal
from pipeline.store import Store

be_frugal()
store = Store(Path(sys.argv[1]))
store.connection.execute(
    "INSERT INTO outcomes BY NAME SELECT 'd' AS document_id, 'Paide' AS counterpart, 'EE' AS counterpart_country, "
    "'renewed' AS outcome, '1480' AS municipality_code, 'decided' AS stage, 0.9 AS confidence"
)
link(store.connection)
print(store.connection.execute("SELECT counterpart_kind FROM counterpart_places").fetchall(), gazetteer.cache_info().currsize)
store.close()
"""


def test_a_program_of_its_own_lets_go_of_the_gazetteer(tmp_path: Path) -> None:
    told = subprocess.run([sys.executable, "-c", _LINK, str(tmp_path)], capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[0] == "[('city',)] 0"


def test_free_memory_of_arrow_goes_back() -> None:
    before = pa.total_allocated_bytes()
    rows = pa.array(range(1_000_000))
    assert pa.total_allocated_bytes() > before
    del rows
    give_back()
    assert pa.total_allocated_bytes() <= before


def test_the_database_has_its_share_and_less_while_tables_are_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path, memory=Settings(tmp_path).database_memory)
    told: list[int] = []
    write = publish._write

    def spied(connection: duckdb.DuckDBPyConnection, table: Table, *rest: object) -> Path:
        told.append(memory_limit(connection))
        return write(connection, table, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(publish, "_write", spied)
    before = memory_limit(store.connection)
    publish.publish(store.connection, tmp_path)
    assert before > 200 << 20 and memory_limit(store.connection) == pytest.approx(before, rel=0.01)
    assert told and max(told) <= 128 << 20
    told.clear()
    store.connection.execute("SET memory_limit = '40MB'")
    publish.publish(store.connection, tmp_path)
    assert max(told) < 41 << 20, "what is allowed is not gone beyond"
    store.close()


_MANY = "SELECT sum(len(names)) FROM (SELECT list(range::VARCHAR || repeat('-', 90)) AS names FROM range(150_000))"


def test_a_step_that_lacks_memory_is_given_more_and_done_again(tmp_path: Path) -> None:
    with duckdb.connect(config={"memory_limit": "10MB", "temp_directory": str(tmp_path)}) as connection:
        before, tried = memory_limit(connection), []

        def step() -> object:
            tried.append(memory_limit(connection))
            return connection.execute(_MANY).fetchall()

        assert with_room(connection, step) == [(150_000,)]
        assert len(tried) > 1 and tried == sorted(tried)
        assert memory_limit(connection) == before


def test_a_step_is_not_given_all_memory_there_is(tmp_path: Path) -> None:
    with duckdb.connect(config={"memory_limit": "1MB", "temp_directory": str(tmp_path)}) as connection:
        before = memory_limit(connection)
        with pytest.raises(duckdb.OutOfMemoryException):
            with_room(connection, lambda: connection.execute(_MANY).fetchall())
        assert memory_limit(connection) == before
