"""What the journal comes to: who holds what of each row, which rows are disputed, and which judgement is in force.

A reviewer's judgement of a row is the last one not taken back. The earliest of those that stand is in force; where they
differ the row is disputed until somebody who judged it resolves it with sight of all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.review.journal import Entry, Row


def effect(entry: Entry) -> str:
    """What a judgement makes of its row; equal for judgements that agree."""
    if entry.verdict == "reject":
        return "reject"
    changed = entry.values if entry.verdict == "correct" else {}
    return json.dumps(changed, sort_keys=True, ensure_ascii=False, default=str)


@dataclass(slots=True)
class RowReview:
    """A row that was judged, with its entries in the order of the journal; ``added`` is the entry of a row added by hand."""

    row: str
    table: str
    document_id: str
    before: Row
    added: Entry | None = None
    entries: list[Entry] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def standing(self) -> dict[str, Entry]:
        """Each reviewer's judgement, in the order in which those that stand were given."""
        last = {e.reviewer: e for e in self.entries if e.id not in self.undone and not e.resolves}
        return dict(sorted(last.items(), key=lambda pair: pair[1].id))

    def blind(self) -> dict[str, Entry]:
        """Each reviewer's last judgement given without sight of another's."""
        return {e.reviewer: e for e in self.entries if e.id not in self.undone and not e.resolves and e.blind}

    def resolution(self) -> Entry | None:
        """The last resolution not taken back, as long as it was given with sight of judgements that still matter."""
        standing = {e.id for e in self.standing().values()}
        found = [e for e in self.entries if e.resolves and e.id not in self.undone and standing & set(e.resolves)]
        return found[-1] if found else None

    @property
    def disputed(self) -> bool:
        """Whether judgements differ that no resolution has seen."""
        standing = list(self.standing().values())
        if len({effect(e) for e in standing}) < 2:
            return False
        settled = self.resolution()
        return settled is None or any(e.id not in settled.resolves and effect(e) != effect(settled) for e in standing)

    @property
    def in_force(self) -> Entry | None:
        """The judgement that the tables follow: the resolution, or else the earliest that stands."""
        return self.resolution() or next(iter(self.standing().values()), None)

    @property
    def is_live(self) -> bool:
        """Whether there is still something to see: an added row that everybody took back is gone."""
        return self.added is None or bool(self.standing())


class Judgements:
    """All rows that were judged, by their key; ``made`` are the keys of rows as corrections leave them."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.rows: dict[str, RowReview] = {}
        self.by_id: dict[int, Entry] = {}
        self.made: set[str] = set()
        for entry in entries:
            self.take(entry)

    def take(self, entry: Entry) -> None:
        """Take in the next entry of the journal. One that takes back what is not there, or another's, changes nothing."""
        self.by_id[entry.id] = entry
        if entry.verdict == "undo":
            undone = self.by_id.get(entry.undoes or 0)
            if undone is not None and undone.verdict != "undo" and undone.reviewer == entry.reviewer:
                self.rows[undone.row].undone.add(undone.id)
            return
        added = entry if entry.verdict == "add" else None
        review = self.rows.setdefault(entry.row, RowReview(entry.row, entry.table, entry.document_id, entry.before, added))
        review.entries.append(entry)
        if entry.after_key:
            self.made.add(entry.after_key)

    def last_of(self, reviewer: str) -> Entry | None:
        """The reviewer's latest judgement not taken back."""
        for entry in reversed(self.by_id.values()):
            if entry.reviewer == reviewer and entry.verdict != "undo" and entry.id not in self.rows[entry.row].undone:
                return entry
        return None

    def in_force(self) -> Iterator[tuple[RowReview, Entry]]:
        """The rows with the judgement that the tables follow, in the order in which those were given."""
        found = [(review, entry) for review in self.rows.values() if (entry := review.in_force) is not None]
        yield from sorted(found, key=lambda pair: pair[1].id)
