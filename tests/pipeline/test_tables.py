"""The public interface for analysts: tables as pandas and Arrow, relations, texts and quotes in their place."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import pipeline
from pipeline import QuoteContext, Tables, UserError, open_tables
from pipeline.database import VIEWS
from pipeline.frames import to_frame
from pipeline.schema import TABLES, table

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tables(sample_output: Path) -> Tables:
    return open_tables(sample_output)


def test_every_table_and_view_is_there_by_name_and_by_attribute(tables: Tables) -> None:
    names = [*(t.name for t in TABLES), *VIEWS]
    assert list(tables) == names and len(tables) == len(names)
    assert "outcomes" in tables and "outcome" not in tables
    assert {*names, "relations", "sql"} <= set(dir(tables))
    for name in names:
        pd.testing.assert_frame_equal(tables[name], getattr(tables, name))
    assert all(name in repr(tables) for name in names)


@pytest.mark.parametrize("name", [t.name for t in TABLES])
def test_types_keep_what_the_schema_says(tables: Tables, name: str) -> None:
    kinds = {"text": "str", "list": "object", "integer": "Int64", "number": "float64", "date": "datetime64[ms]", "boolean": "boolean"}
    frame = tables[name]
    assert list(frame.columns) == table(name).column_names
    assert {c.name: str(frame[c.name].dtype) for c in table(name).columns} == {c.name: kinds[c.type] for c in table(name).columns}


def test_missing_values_and_old_days_do_not_change_types() -> None:
    day = dt.date(1621, 6, 4)
    rows = pa.table(
        {
            "day": pa.array([day, None], pa.date32()),
            "year": [1621, None],
            "true": [True, None],
            "name": ["Göteborg", None],
            "list": pa.array([["a", "b"], None], pa.list_(pa.string())),
        }
    )
    frame = to_frame(rows)
    assert frame["day"].iloc[0].date() == day and frame["day"].dt.year.iloc[0] == 1621
    assert frame["year"].iloc[0] == 1621 and bool(frame["true"].iloc[0])
    assert frame["list"].iloc[0] == ["a", "b"]
    assert frame.iloc[1].isna().all()


def test_a_frame_is_its_owners(tables: Tables) -> None:
    mine = tables.outcomes
    mine["outcome"] = "changed"
    mine.loc[0, "municipality"] = "Changed"
    assert "changed" not in set(tables.outcomes["outcome"]) and "Changed" not in set(tables.outcomes["municipality"])


def test_arrow_has_the_schema_with_its_descriptions(tables: Tables) -> None:
    rows = tables.arrow("outcomes")
    assert rows.schema.equals(table("outcomes").arrow_schema, check_metadata=True)
    some = tables.arrow("outcomes", ["outcome", "quote"])
    assert some.column_names == ["outcome", "quote"] and some.num_rows == rows.num_rows
    assert tables.arrow("partnership_years", ["year"]).column_names == ["year"]
    with pytest.raises(UserError, match="outcom: no such column of outcomes; did you mean outcome"):
        tables.arrow("outcomes", ["outcom"])


def test_queries_take_values_and_give_whole_numbers(tables: Tables) -> None:
    frame = tables.sql("SELECT sum(pages) AS pages, avg(pages) AS mean FROM documents WHERE municipality = ?", ["Lund"])
    assert str(frame["pages"].dtype) == "Int64" and str(frame["mean"].dtype) == "float64"
    assert frame["pages"].iloc[0] == tables.documents.query("municipality == 'Lund'")["pages"].sum()
    with pytest.raises(UserError, match="the query failed"):
        tables.sql("SELECT nothing FROM nowhere")


def test_relations_are_the_partnerships_with_their_words(tables: Tables) -> None:
    relations = tables.relations()
    key = ["municipality_code", "counterpart", "counterpart_country"]
    assert sorted(map(tuple, relations[key].astype(str).values)) == sorted(map(tuple, tables.partnerships[key].astype(str).values))
    told = relations.dropna(subset="latest_outcome")
    assert len(told) > 5 and told[["quote", "source_path", "confidence", "case_id"]].notna().all(axis=None)
    outcomes = tables.outcomes.set_index(["document_id", "char_start", "counterpart"])
    for row in told.itertuples():
        fate = outcomes.loc[(row.document_id, row.char_start, row.counterpart)]
        fate = fate if isinstance(fate, pd.Series) else fate.iloc[0]
        assert (fate["quote"], fate["outcome"], fate["stage"]) == (row.quote, row.latest_outcome, row.latest_stage)
    assert (relations["county_code"] == relations["municipality_code"].str[:2]).all()


@pytest.mark.parametrize("country", ["CN", "cn", "Kina"])
def test_relations_with_a_country(tables: Tables, country: str) -> None:
    relations = tables.relations(country=country)
    assert len(relations) > 3 and set(relations["counterpart_country"]) == {"CN"} and set(relations["country"]) == {"China"}


def test_relations_of_municipalities_since_a_year(tables: Tables) -> None:
    assert set(tables.relations(municipality="Lund")["municipality"]) == {"Lund"}
    assert set(tables.relations(municipality=["Lund", "1380"])["municipality"]) == {"Lund", "Halmstad"}
    since = tables.relations(since=2020)
    assert len(since) and (since["latest_date"].dt.year >= 2020).all()
    assert tables.relations(country="CN", municipality="Lund", since=2099).empty
    with pytest.raises(UserError, match="Atlantis: no such country"):
        tables.relations(country="Atlantis")


def test_a_timeline_tells_events_in_order_and_where_they_stand(tables: Tables) -> None:
    events = tables.timeline("Lund", "Nanning")
    assert events["day"].is_monotonic_increasing and set(events["event"]) >= {"ended", "under_review"}
    assert all(tables.quote_context(e).quote == e.quote for e in events.itertuples())
    with pytest.raises(UserError, match=r"told of are .*Nanning"):
        tables.timeline("Lund", "Wuxi")


def test_the_text_of_a_document_by_what_it_is_called(tables: Tables) -> None:
    document = tables.documents.query("source_path == '05-lund-motion-2020.txt'").iloc[0]
    text = tables.text("05-lund-motion-2020")
    assert len(text) == document["characters"] and text == tables.text(document["document_id"]) and "Nanning" in text


@pytest.mark.parametrize("name", [t.name for t in TABLES if t.evidence])
def test_every_quote_stands_in_its_place(tables: Tables, name: str) -> None:
    for row in tables[name].groupby("document_id").head(2).itertuples():
        context = tables.quote_context(row, 60)
        text = tables.text(row.document_id)
        assert context.quote == row.quote and context.page == row.page
        assert context.before + context.quote + context.after in text
        assert len(context.before) <= 60 and len(context.after) <= 60


def test_rows_of_every_kind_have_a_context(tables: Tables) -> None:
    row = tables.outcomes.iloc[0]
    contexts = {tables.quote_context(r) for r in (row, row.to_dict(), next(tables.outcomes.itertuples()))}
    assert len(contexts) == 1
    assert f"»{row['quote']}«" in str(contexts.pop())
    assert tables.quote_context(row.to_dict() | {"quote": None}).quote == row["quote"]


def test_a_context_is_shown_with_its_quote_marked_and_nothing_of_it_taken_for_html() -> None:
    shown = QuoteContext("<b>före ", "a & b", " efter", "x<y>.txt", 3)._repr_html_()
    assert "&lt;b&gt;före <mark>a &amp; b</mark> efter" in shown and "x&lt;y&gt;.txt, page 3" in shown


def test_rows_without_a_place_or_of_another_output_are_refused(tables: Tables) -> None:
    row = tables.outcomes.iloc[0].to_dict()
    with pytest.raises(UserError, match="row is of another output"):
        tables.quote_context(row | {"char_start": row["char_start"] + 1})
    with pytest.raises(UserError, match="the row has no char_start"):
        tables.quote_context(tables.partnerships.iloc[0].to_dict() | {"document_id": row["document_id"]})
    with pytest.raises(UserError, match="no document of this document_id"):
        tables.quote_context(row | {"document_id": "0" * 16})


def test_describe_counts_rows_documents_and_uncertain_ones(tables: Tables) -> None:
    told = tables.describe()
    assert list(told.index) == [t.name for t in TABLES]
    assert told["rows"].to_dict() == {t.name: len(tables[t.name]) for t in TABLES}
    assert told.loc["dates", "uncertain"] == tables.dates["uncertain"].sum()
    assert told.loc["outcomes", "documents"] == tables.outcomes["document_id"].nunique()
    assert told.loc["outcomes", "holds"] == table("outcomes").description


def test_coverage_counts_filled_cells(tables: Tables) -> None:
    coverage, outcomes = tables.coverage("outcomes"), tables.outcomes
    assert list(coverage.index) == list(outcomes.columns)
    assert coverage.loc["date", "filled"] == outcomes["date"].notna().sum()
    assert coverage.loc["reasons", "filled"] == outcomes["reasons"].map(bool).sum()
    assert coverage.loc["quote", "share"] == 1.0
    assert tables.coverage("failures")["share"].isna().all()


def test_codes_are_those_of_the_codebook(tables: Tables) -> None:
    codes = tables.codes("outcomes", "outcome")
    assert set(tables.outcomes["outcome"]) <= set(codes) and codes["ended"].startswith("terminated")
    with pytest.raises(UserError, match=r"did you mean outcomes\.outcome\?"):
        tables.codes("outcomes", "outcom")


def test_names_that_are_not_there_are_met_with_what_is(tables: Tables) -> None:
    with pytest.raises(AttributeError, match="did you mean outcomes"):
        _ = tables.outcome
    for call in (lambda: tables["outcome"], lambda: tables.arrow("outcome"), lambda: tables.coverage("partnership_years")):
        with pytest.raises(UserError, match="no such table"):
            call()


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such table; name the folder that was given to `kommunbeslut run --out`"):
        open_tables(tmp_path)


def test_tables_of_two_runs_are_not_mixed(sample_output: Path, tmp_path: Path) -> None:
    for path in sample_output.glob("*.parquet"):
        shutil.copy(path, tmp_path)
    tables = open_tables(tmp_path)
    assert len(tables.documents)
    os.utime(tmp_path / "outcomes.parquet", (1, 1))
    for call in (lambda: tables.outcomes, tables.relations, tables.describe, lambda: tables.sql("SELECT 1")):
        with pytest.raises(UserError, match="open them again"):
            call()
    assert len(open_tables(tmp_path).outcomes)


def test_the_package_is_light_to_import() -> None:
    code = "import sys, pipeline; print(sorted({'pandas', 'duckdb', 'pyarrow', 'numpy', 'spacy'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    assert set(pipeline.__all__) <= set(dir(pipeline))
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = pipeline.nothing_like_it


def test_both_packages_say_that_they_are_typed() -> None:
    assert (ROOT / "pipeline" / "py.typed").is_file() and (ROOT / "extractors" / "py.typed").is_file()


def test_the_examples_of_the_documentation_run(sample_output: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "processed").symlink_to(sample_output)
    monkeypatch.chdir(tmp_path)
    document = (ROOT / "docs" / "API.md").read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```", document, re.DOTALL)
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, "docs/API.md", "exec"), names)
    assert len(examples) >= 5 and isinstance(names["tables"], Tables)
    public = [n for n in vars(Tables) if not n.startswith("_")]
    assert all(f"`{n}(" in document or f"tables.{n}(" in document for n in public)
