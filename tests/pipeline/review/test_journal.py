"""The journal's laws: whatever the order of two writers nothing is lost, what is replayed is what was meant, and a torn line is
set aside and told of."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections import COLUMNS, Correction, read_corrections
from pipeline.exit_codes import UserError
from pipeline.review.corrections_file import TAG, write_corrections
from pipeline.review.journal import Entry, Journal, JournalError, parse_line
from pipeline.review.judgements import Judgements, effect

TIME = "2026-01-15T10:00:00+00:00"
BEFORE = {"counterpart": "Paide", "outcome": "renewed", "char_start": 10, "char_end": 20, "reasons": []}

verdicts = st.sampled_from(["accept", "reject", "correct", "add", "undo", "resolve"])
values = st.fixed_dictionaries({"outcome": st.sampled_from(["ended", "paused"])}, optional={"decided_by": st.text(max_size=12)})
steps = st.lists(st.tuples(st.integers(0, 1), verdicts, st.integers(0, 2), values, st.text(max_size=12)), max_size=14)


def write(journal: Journal, reviewer: str, verdict: str, row: int, given_values: dict, note: str) -> Entry | None:
    """One judgement as the desk writes it; None where there is nothing to take back or to resolve."""
    with journal.locked():
        state = Judgements(journal.entries)
        number = journal.next_id
        common = {"table": "outcomes", "document_id": "a" * 16, "reviewer": reviewer, "time": TIME}
        key = f"row-{row}"
        if verdict == "undo":
            last = state.last_of(reviewer)
            if last is None:
                return None
            entry = Entry(number, last.row, verdict="undo", undoes=last.id, **common)
        elif verdict == "add":
            entry = Entry(number, f"added-{number}", verdict="add", values=given_values, before=BEFORE | given_values, note=note, **common)
        elif verdict == "resolve":
            review = state.rows.get(key)
            if review is None or not review.disputed:
                return None
            seen = tuple(sorted(e.id for e in review.standing().values()))
            entry = Entry(number, key, verdict="reject", before=BEFORE, resolves=seen, blind=False, **common)
        else:
            changed = given_values if verdict == "correct" else {}
            entry = Entry(number, key, verdict=verdict, values=changed, before=BEFORE, note=note, **common)
        journal.append(entry)
        return entry


@given(steps)
def test_two_writers_lose_nothing_and_replay_gives_the_same_corrections(taken: list) -> None:
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        journals = [Journal(out), Journal(out)]
        written = []
        for who, verdict, row, given_values, note in taken:
            entry = write(journals[who], ("Anna", "Bo")[who], verdict, row, given_values, note)
            if entry is not None:
                written.append(entry)
                write_corrections(out, Judgements(journals[who].entries))
        for journal in (*journals, Journal(out)):
            journal.refresh()
            assert journal.entries == written and not journal.reports
        assert [e.id for e in written] == list(range(1, len(written) + 1))
        state = Judgements(written)
        assert not write_corrections(out, state)
        stepwise = Judgements()
        for entry in written:
            stepwise.take(entry)
        assert stepwise.rows == state.rows
        told = {c.reason.split("]")[0] for c in read_corrections(out)}
        changing = {
            f"[review {entry.id}"
            for review, entry in state.in_force()
            if (entry.verdict == "correct" or entry.verdict == "reject" if review.added is None else entry.verdict != "reject")
        }
        assert told == changing


@given(steps)
def test_what_is_in_force_is_the_earliest_judgement_or_the_resolution_of_a_dispute(taken: list) -> None:
    with tempfile.TemporaryDirectory() as name:
        journal = Journal(Path(name))
        for who, verdict, row, given_values, note in taken:
            write(journal, ("Anna", "Bo")[who], verdict, row, given_values, note)
        for review in Judgements(journal.entries).rows.values():
            standing = list(review.standing().values())
            assert all(e.id not in review.undone for e in standing)
            if review.resolution() is None:
                assert review.in_force == (min(standing, key=lambda e: e.id) if standing else None)
                assert review.disputed == (len({effect(e) for e in standing}) > 1)
            else:
                assert review.in_force == review.resolution()


@given(steps, st.data())
def test_a_journal_cut_anywhere_keeps_every_whole_line_and_reports_the_torn_one(taken: list, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        journal = Journal(out)
        for who, verdict, row, given_values, note in taken:
            write(journal, ("Anna", "Bo")[who], verdict, row, given_values, note)
        if not journal.entries:
            return
        whole = journal.path.read_bytes()
        cut = data.draw(st.integers(0, len(whole)))
        journal.path.write_bytes(whole[:cut])
        lines = whole[:cut].split(b"\n")
        try:
            parse_line(lines[-1])
            kept, torn = len(lines), False  # only its line break was cut off
        except JournalError:
            kept, torn = len(lines) - 1, bool(lines[-1])
        again = Journal(out)
        with again.locked():
            assert again.entries == journal.entries[:kept]
        assert bool(again.reports) == (out / "reviews.torn").exists() == torn
        entry = write(again, "Bo", "accept", 0, {}, "")
        assert entry is not None and Journal(out).refresh() == [*journal.entries[:kept], entry]


def test_lines_that_cannot_be_understood_are_kept_passed_over_and_reported(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    write(journal, "Anna", "accept", 0, {}, "")
    with journal.path.open("ab") as file:
        file.write(b"not json\n{}\n[1]\n" + json.dumps({"id": "2", "verdict": "accept"}).encode() + b"\n")
    write(journal, "Bo", "reject", 0, {}, "")
    again = Journal(tmp_path)
    assert [e.reviewer for e in again.refresh()] == ["Anna", "Bo"]
    assert len(again.reports) == 4 and all("line" in r for r in again.reports)
    assert b"not json\n" in journal.path.read_bytes()


WRITER = """
import sys
from pathlib import Path
from pipeline.review.journal import Entry, Journal
from pipeline.review.judgements import Judgements
from pipeline.review.corrections_file import write_corrections
out, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
journal = Journal(out)
for n in range(count):
    with journal.locked():
        before = {"counterpart": "Paide", "char_start": n}
        told = ("outcomes", "a" * 16, who, "2026-01-15T10:00:00+00:00", "reject")
        journal.append(Entry(journal.next_id, f"{who}-{n}", *told, before=before))
        write_corrections(out, Judgements(journal.entries))
"""


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    count = 25
    commands = [[sys.executable, "-c", WRITER, str(tmp_path), who, str(count)] for who in ("Anna", "Bo")]
    processes = [subprocess.Popen(command, cwd=Path(__file__).parents[3]) for command in commands]
    assert [p.wait() for p in processes] == [0, 0]
    journal = Journal(tmp_path)
    journal.refresh()
    assert [e.id for e in journal.entries] == list(range(1, 2 * count + 1))
    assert {e.row for e in journal.entries} == {f"{who}-{n}" for who in ("Anna", "Bo") for n in range(count)}
    assert len(read_corrections(tmp_path)) == 2 * count


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10)
by_hand = st.lists(
    st.fixed_dictionaries(dict.fromkeys(COLUMNS, cells)).filter(lambda r: not TAG.match(r["reason"]) and any(r.values())), max_size=3
)


@given(by_hand, st.sampled_from([",", ";"]), st.booleans(), st.permutations(COLUMNS), steps)
def test_rows_written_by_hand_stay_byte_for_byte(rows: list, delimiter: str, has_mark: bool, header: list, taken: list) -> None:
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        path = out / "corrections.csv"
        with path.open("w", encoding="utf-8-sig" if has_mark else "utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            writer.writeheader()
            writer.writerows(rows)
        before = path.read_bytes()
        hand: list[Correction] = read_corrections(out)
        journal = Journal(out)
        for who, verdict, row, given_values, note in taken:
            write(journal, ("Anna", "Bo")[who], verdict, row, given_values, note)
        write_corrections(out, Judgements(journal.entries))
        assert path.read_bytes().startswith(before)
        assert read_corrections(out)[: len(hand)] == hand
        assert all(TAG.match(c.reason) for c in read_corrections(out)[len(hand) :])
        write_corrections(out, Judgements())
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "told"), [(b"\xff\xfe", "UTF-8"), (b"action,table\nset,outcomes\n", "columns"), (b"reason,action\n", "lacks the column")]
)
def test_a_file_that_cannot_be_added_to_is_left_alone_with_a_remedy(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "corrections.csv").write_bytes(content)
    with pytest.raises(UserError, match=told):
        write_corrections(tmp_path, Judgements())
    assert (tmp_path / "corrections.csv").read_bytes() == content


def test_a_line_break_in_a_value_by_hand_is_no_new_row(tmp_path: Path) -> None:
    text = 'action,table,document_id,match,values,author,date,reason\nset,outcomes,a,x=1,"text=a\n[review 1] b",A,2026-01-15,"rad\nbruten"'
    (tmp_path / "corrections.csv").write_text(text, "utf-8")
    journal = Journal(tmp_path)
    write(journal, "Anna", "reject", 0, {}, "två\nrader")
    write_corrections(tmp_path, Judgements(journal.entries))
    assert (tmp_path / "corrections.csv").read_text("utf-8").startswith(text + "\n")
    assert [c.reason for c in read_corrections(tmp_path)] == ["rad\nbruten", "[review 1] två rader"]


def test_a_folder_that_cannot_be_written_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="permissions"), Journal(tmp_path / "file").locked():
        pass


def test_effects_agree_where_rows_would_be_the_same() -> None:
    def made(verdict: str, changed: dict) -> Entry:
        return Entry(1, "row", "outcomes", "a" * 16, "Anna", TIME, verdict, values=changed)

    same: Callable[[Entry, Entry], bool] = lambda a, b: effect(a) == effect(b)  # noqa: E731
    assert same(made("correct", {"a": 1, "b": None}), made("correct", {"b": None, "a": 1}))
    assert same(made("accept", {}), made("add", {"a": 1}))
    assert not same(made("accept", {}), made("reject", {}))
    assert not same(made("correct", {"a": 1}), made("correct", {"a": 2}))
