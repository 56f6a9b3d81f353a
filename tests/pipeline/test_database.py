"""A query reads the published tables and nothing else, and changes nothing: every way round that was thought of is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.compare import query
from pipeline.exit_codes import ExitCode, UserError
from pipeline.link import link
from pipeline.publish import publish
from pipeline.store import Store

SECRET = "not for queries"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with a key in it, and links out of it."""
    base = tmp_path_factory.mktemp("database")
    folder, outside = base / "out", base / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET)
    (outside / "secret.csv").write_text(f"a,b\n1,{SECRET}\n")
    store = Store(folder)
    link(store.connection)
    publish(store.connection, folder)
    store.close()
    (folder / "privacy.key").write_text(SECRET)
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    return folder


@pytest.fixture(autouse=True)
def unchanged(out: Path) -> Iterator[None]:
    """After every query the folder, and the one beside it, are as they were."""

    def state() -> dict[str, tuple[int, bytes]]:
        return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(out.parent.rglob("*")) if p.is_file()}

    before = state()
    yield
    assert state() == before


REFUSED = [
    # files elsewhere
    "SELECT * FROM read_text('{base}/outside/secret.txt')",
    "SELECT * FROM read_text(['{base}/outside/secret.txt'])",
    "SELECT * FROM '{base}/outside/secret.csv'",
    "SELECT * FROM read_csv('{base}/outside/secret.csv')",
    "SELECT * FROM read_blob('{base}/outside/*')",
    "SELECT * FROM sniff_csv('{base}/outside/secret.csv')",
    "SELECT * FROM read_text('file://{base}/outside/secret.txt')",
    "SELECT * FROM query('SELECT * FROM read_text(''{base}/outside/secret.txt'')')",
    "SELECT * FROM read_json('/proc/self/environ')",
    "SELECT * FROM glob('{base}/*')",
    "SELECT * FROM glob('/etc/*')",
    # the way out of the folder
    "SELECT * FROM read_text('{out}/../outside/secret.txt')",
    "SELECT * FROM read_text('{out}//../outside/secret.txt')",
    "SELECT * FROM read_text('{out}/link.txt')",
    "SELECT * FROM read_text('{out}/linked/secret.txt')",
    "SELECT * FROM read_text('{out}/linked/*')",
    # the state and the key in it
    "SELECT * FROM read_text('{out}/privacy.key')",
    "SELECT * FROM read_blob('{out}/kommunbeslut.duckdb')",
    "ATTACH '{out}/kommunbeslut.duckdb' AS x",
    "ATTACH '{out}/kommunbeslut.duckdb' AS x (READ_ONLY)",
    # writing
    "COPY (SELECT 1) TO '{out}/new.csv'",
    "COPY (SELECT 1) TO '{out}/documents.parquet' (FORMAT parquet)",
    "COPY (SELECT 1) TO '{base}/new.csv'",
    "WITH a AS (COPY (SELECT 1) TO '{out}/documents.parquet') FROM a",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{out}/documents.parquet' (FORMAT parquet)",
    "SELECT 1; COPY (SELECT 1) TO '{out}/documents.parquet' (FORMAT parquet)",
    "EXPORT DATABASE '{out}/exported'",
    "IMPORT DATABASE '{out}'",
    "ATTACH '{out}/new.duckdb' AS x",
    "CREATE TABLE t AS SELECT 1",
    "CREATE OR REPLACE VIEW documents AS SELECT 1",
    "DROP VIEW documents",
    "INSERT INTO documents SELECT * FROM documents",
    "WITH a AS (INSERT INTO documents SELECT * FROM documents RETURNING *) FROM a",
    # settings, extensions, networks, secrets
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "SET lock_configuration = false",
    "SET allowed_directories = ['/']",
    "SET allowed_paths = ['/etc/passwd']",
    "SET temp_directory = '{base}'",
    "PRAGMA profiling_output = '{base}/profile.json'",
    "PRAGMA enable_profiling",
    "CALL enable_logging(storage = 'file', storage_path = '{base}')",
    "INSTALL httpfs",
    "LOAD httpfs",
    "UPDATE EXTENSIONS",
    "CREATE SECRET (TYPE s3)",
    "SELECT * FROM read_csv('https://example.org/a.csv')",
    "SELECT * FROM 's3://bucket/a.parquet'",
    # the program's own variables
    "SELECT * FROM sql",
    "SELECT * FROM files",
    # no single query
    "",
    "-- nothing",
    "SELECT 1; SELECT 2",
    "BEGIN",
    "PIVOT documents ON document_type USING count(*)",
]


@pytest.mark.parametrize("sql", REFUSED)
def test_a_query_that_reaches_further_is_refused(out: Path, sql: str) -> None:
    with pytest.raises(UserError) as caught:
        query(out, sql.format(out=out, base=out.parent))
    assert caught.value.code is ExitCode.BAD_ARGUMENTS
    assert SECRET not in caught.value.message


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM documents",
        "FROM partnership_events",
        "WITH d AS (SELECT * FROM documents) SELECT count(*) FROM d JOIN pages USING (document_id);",
        "DESCRIBE documents",
        "SUMMARIZE parties",
        "SHOW TABLES",
        "PIVOT documents ON document_type IN ('minutes') USING count(*)",
        "SELECT run_id FROM runs",
        "SELECT * FROM query_table('documents')",
    ],
)
def test_a_query_that_reads_tables_is_answered(out: Path, sql: str) -> None:
    assert query(out, sql).num_columns >= 1


def test_a_table_in_parts_can_be_queried(out: Path, tmp_path: Path) -> None:
    for path in out.glob("*.parquet"):
        target = tmp_path / path.name
        if path.name == "pages.parquet":
            target.mkdir()
            target = target / "part-00000.parquet"
        target.write_bytes(path.read_bytes())
    assert query(tmp_path, "SELECT count(*) AS n FROM pages").to_pylist() == [{"n": 0}]


def test_an_answer_spills_into_the_temporary_folder_only(out: Path) -> None:
    rows = query(out, "SELECT count(*) AS n FROM (SELECT i, repeat('x', 100) FROM range(300000) AS r(i) ORDER BY hash(i))")
    assert rows.to_pylist() == [{"n": 300000}]
    assert not [p for p in Path.cwd().iterdir() if p.name.startswith((".tmp", "duckdb_temp"))]
