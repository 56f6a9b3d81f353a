"""Which cases treat the same matter. All papers are invented."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linking import WORDS, documents
from pipeline.config import Settings
from pipeline.link import link as link_all
from pipeline.linking import lineage
from pipeline.linking.lineage import components
from pipeline.linking.titles import TitledCase, matter_stems, same_titles
from pipeline.rows import arrow_table
from pipeline.run import run
from pipeline.schema import table
from pipeline.store import Store

MOTION = """Motion till kommunfullmäktige i Trosa kommun
2020-09-14

Avsluta samarbetet med Weihai

Vi föreslår att kommunen avslutar samarbetet med Weihai i Kina.

Karin Holm (L)
"""
BOARD = """Trosa kommun
Kommunstyrelsen
Sammanträdesprotokoll
Sammanträdesdatum 2021-02-10

§ 21 Svar på motion från Karin Holm (L) om att avsluta samarbetet med Weihai
Dnr KS 2020/310

Kommunstyrelsen beslutar
att föreslå kommunfullmäktige att bifalla motionen.

§ 22 Taxa för sotning
Dnr KS 2020/401

Kommunstyrelsen beslutar
att godkänna taxan.
"""
COUNCIL = """Trosa kommun
Kommunfullmäktige
Sammanträdesprotokoll
Sammanträdesdatum 2021-03-01

§ 9 Motion om att avsluta samarbetet med Weihai
Dnr KS 2020/310

Beslutsunderlag
Kommunstyrelsens protokoll 2021-02-10 § 21

Kommunfullmäktige beslutar
att bifalla motionen.
"""
LATER = """Trosa kommun
Kommunstyrelsen
Sammanträdesprotokoll
Sammanträdesdatum 2022-05-04

§ 50 Redovisning av uppdrag om vänorter
Dnr KS 2022/18

Ärendet
Beslutet fattades av kommunfullmäktige den 1 mars 2021, § 9.

Kommunstyrelsen beslutar
att lägga informationen till handlingarna.
"""
PAPERS = {"motion": MOTION, "board": BOARD, "council": COUNCIL, "later": LATER}


def process(folder: Path, *arrivals: tuple[str, ...]) -> Path:
    """The output after papers have arrived in several dumps, each followed by a run."""
    source = folder / "in"
    source.mkdir(parents=True, exist_ok=True)
    for names in arrivals:
        for name in names:
            (source / f"{name}.txt").write_text(PAPERS[name], "utf-8")
        run([source], Settings(out=folder / "out", jobs=1, ocr="off"))
    return folder / "out"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return process(tmp_path_factory.mktemp("lineage"), tuple(PAPERS))


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(out / f"{name}.parquet").to_pylist()
    return found


def test_a_matter_is_followed_from_motion_to_council(out: Path) -> None:
    paths = {d["document_id"]: Path(d["source_path"]).stem for d in rows(out, "documents")}
    links = {(paths[x["document_id"]], paths[x["linked_document_id"]], x["kind"]) for x in rows(out, "case_links")}
    assert links >= {
        ("board", "motion", "same_title"),
        ("council", "board", "same_number"),
        ("council", "board", "cites_section"),
        ("later", "council", "cites_section"),
    }
    matters: dict[str, set[str]] = {}
    for case in rows(out, "cases"):
        matters.setdefault(case["matter_id"], set()).add(f"{paths[case['document_id']]} {case['section_number']}")
    assert {"motion None", "board 21", "council 9"} in matters.values()
    assert {"board 22"} in matters.values()


def test_every_link_quotes_the_paper_it_rests_on(out: Path) -> None:
    texts = {d["document_id"]: "" for d in rows(out, "documents")}
    for page in rows(out, "pages"):
        texts[page["document_id"]] += page["text"]
    links = rows(out, "case_links")
    assert links
    for link in links:
        assert texts[link["document_id"]][link["char_start"] : link["char_end"]] == link["quote"]


def test_the_order_in_which_papers_arrive_changes_nothing(tmp_path: Path, out: Path) -> None:
    later = process(tmp_path, ("council", "later"), ("motion", "board"))
    for name in ("case_links", "cases", "agreements", "partnerships"):
        assert (later / f"{name}.parquet").read_bytes() == (out / f"{name}.parquet").read_bytes()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Motion om avslutat vänortssamarbete med Weihai", "Svar på motion från Karin Holm (L) om avslutat vänortssamarbete med Weihai"),
        ("Medborgarförslag angående cykelväg längs Ringvägen", "Yttrande över medborgarförslag om cykelväg längs Ringvägen"),
    ],
)
def test_words_of_procedure_do_not_tell_titles_apart(a: str, b: str) -> None:
    assert matter_stems(a) == matter_stems(b)


def titled(name: str, title: str, number: str | None = None, day: int = 0) -> TitledCase:
    return TitledCase(f"{name}-0", name, "0488", title, day, number)


def test_numbers_of_one_registry_tell_matters_of_one_title_apart() -> None:
    a, b = titled("a", "Delårsrapport för Trosa bostäder", "KS 2020/1"), titled("b", "Delårsrapport för Trosa bostäder", "KS 2021/1")
    assert list(same_titles([a, b])) == []
    assert len(list(same_titles([a, titled("b", "Delårsrapport för Trosa bostäder", "KTN 2021/1")]))) == 1


def test_titles_far_apart_in_time_or_too_short_are_not_compared() -> None:
    assert list(same_titles([titled("a", "Vänortsavtal med Paide"), titled("b", "Vänortsavtal med Paide", day=3000)])) == []
    assert list(same_titles([titled("a", "Budget"), titled("b", "Budget")])) == []


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12), st.randoms(use_true_random=False))
def test_components_are_named_by_their_smallest_whatever_the_order(links: list[tuple[int, int]], random: Random) -> None:
    named = components(links, 8)
    shuffled = [(b, a) for a, b in links]
    random.shuffle(shuffled)
    assert components(shuffled, 8) == named
    assert all(named[a] == named[b] <= min(a, b) for a, b in links)
    assert all(named[first] == first for first in named)


def test_cases_looked_at_in_portions_give_the_same_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    for name, rows in next(documents(300)).items():
        for row in rows:  # so that matters come up again
            number = int(row["document_id"], 16)
            if name == "documents":
                row["municipality_code"] = "0488" if number % 2 else "1480"
            elif name == "cases" and row["ordinal"] == 0:
                row |= {"title": f"Ombyggnad av {WORDS[number % 20]} vid {WORDS[number % 7]}", "case_number": None}
        store.connection.register("made", arrow_table(table(name), rows))
        store.connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM made")
    found = []
    for portion in (100_000, 1):
        for bound in ("_CASES_AT_A_TIME", "_ROWS_AT_A_TIME", "_PAIRS_AT_A_TIME"):
            monkeypatch.setattr(lineage, bound, portion)
        link_all(store.connection)
        found.append([store.connection.execute(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in ("case_links", "cases")])
    store.close()
    assert found[0] == found[1]
    assert {"same_title"} <= {row[4] for row in found[0][0]}, "titles are compared"
