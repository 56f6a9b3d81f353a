"""The reviewer's desk: what is shown of a row, and what becomes of a judgement."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pipeline.corrections import Correction
from pipeline.database import connect
from pipeline.exit_codes import ExitCode, UserError
from pipeline.report.texts import warning_text
from pipeline.republish import republish
from pipeline.review.corrections_file import check_file, derived_rows, write_corrections
from pipeline.review.figures import agreement, precision
from pipeline.review.form import changed_values, shown
from pipeline.review.index import Filters, Index
from pipeline.review.journal import Entry, Journal, Row
from pipeline.review.judgements import Judgements, RowReview
from pipeline.review.rows import TABLES, match_of
from pipeline.review.trial import Refused, after

_LONGEST_NAME: Final = 80
_LONGEST_NOTE: Final = 2000


class NotThere(Exception):
    """There is no such row, document or judgement."""


class Overtaken(Exception):
    """What the reviewer saw is no longer so; ``item`` is what is there now."""

    def __init__(self, item: Row) -> None:
        super().__init__("the row was judged in another window since it was shown; this is what is there now")
        self.item = item


class Desk:
    """One reviewer's work on one output folder. Methods may be called from several threads, and processes may work side by side.

    Raises :class:`UserError` where ``out`` holds no tables or corrections cannot be written into it.
    """

    def __init__(self, out: Path, reviewer: str) -> None:
        self.out = out
        self.reviewer = check_reviewer(reviewer)
        self._lock = threading.RLock()
        self.journal = Journal(out)
        self.judgements = Judgements()
        self._known: list[Entry] = []
        self._seen_files: tuple[tuple[str, int, int], ...] = ()
        connect(out).close()  # no lock is left in a folder that holds no tables
        check_file(out)
        with self.journal.locked():
            self._take_in()
            write_corrections(out, self.judgements)
        self._seen_files = self._files()
        self.index = Index(out, self.reviewer, self.judgements)

    def close(self) -> None:
        """Let go of the tables."""
        with self._lock:
            self.index.close()

    def _files(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for table in TABLES:
            path = self.out / f"{table}.parquet"
            for part in sorted(path.glob("*.parquet")) if path.is_dir() else [path]:
                status = part.stat()
                found.append((part.name, status.st_mtime_ns, status.st_ino))
        return tuple(found)

    def _take_in(self) -> list[Entry]:
        """Take in what the journal holds and is not known yet."""
        self.journal.refresh()
        if self.journal.entries[: len(self._known)] != self._known:  # it was replaced
            self.judgements, self._known, self._seen_files = Judgements(), [], ()
        new = self.journal.entries[len(self._known) :]
        for entry in new:
            self.judgements.take(entry)
        self._known += new
        return new

    def _follow(self) -> None:
        """As :meth:`_take_in`, and note it in the queue."""
        new = self._take_in()
        if new:
            self._mark(new)

    def _mark(self, entries: Iterable[Entry]) -> None:
        rows = {self.judgements.by_id[e.undoes].row if e.undoes in self.judgements.by_id else e.row for e in entries}
        self.index.mark(self.judgements.rows[r] for r in rows if r in self.judgements.rows)

    def refresh(self) -> None:
        """Take in what other reviewers wrote and tables that were published since."""
        with self._lock:
            self._follow()
            try:
                files = self._files()
            except FileNotFoundError:  # just being published
                return
            if files != self._seen_files:
                fresh = Index(self.out, self.reviewer, self.judgements)
                self.index.close()
                self.index, self._seen_files = fresh, files

    def about(self) -> Row:
        """Who reviews what: the reviewer, the municipalities, and what was amiss with the journal."""
        with self._lock:
            self.refresh()
            return {"reviewer": self.reviewer, "municipalities": self.index.municipalities(), "reports": self.journal.reports}

    def queue(self, filters: Filters, after_place: tuple[int, int] | None, limit: int) -> Row:
        """A page of the queue; the first page with counts."""
        with self._lock:
            self.refresh()
            rows = [{("table" if k == "table_name" else k): v for k, v in r.items()} for r in self.index.page(filters, after_place, limit)]
            return {"rows": rows} | ({"counts": self.index.counts(filters)} if after_place is None else {})

    def figures(self) -> Row:
        """Precision of what was judged, in all and of rows drawn at random, and agreement of reviewers."""
        with self._lock:
            self.refresh()
            rows = list(self.judgements.rows.values())
            return {
                "all": precision(rows),
                "random": precision(rows, drawn_at_random=True),
                "agreement": agreement(rows),
                "corrections": len(derived_rows(self.judgements)),
            }

    def document(self, document_id: str) -> Row:
        """The document's row; raises :class:`NotThere`."""
        with self._lock:
            document = self.index.document(document_id)
        if document is None:
            raise NotThere(document_id)
        return document

    def page(self, document_id: str, number: int) -> Row:
        """A page's row; raises :class:`NotThere`."""
        with self._lock:
            found = self.index.rows("SELECT * FROM pages WHERE document_id = ? AND page = ?", [document_id, number])
        if not found:
            raise NotThere(f"{document_id}, page {number}")
        return found[0]

    def item(self, key: str) -> Row:
        """Everything that is shown of a row. Others' judgements are told to those only who have judged it themselves."""
        with self._lock:
            self.refresh()
            return self._item(key)

    def _item(self, key: str) -> Row:
        review, row = self._row(key)
        place = self.index.place_of(key) or ((review.table, review.document_id) if review else ("", ""))
        standing = review.standing() if review else {}
        mine = standing.get(self.reviewer)
        settled = review.resolution() if review else None
        visible = list(standing.values()) if mine else []
        return {
            "key": key,
            "table": place[0],
            "row": shown(row),
            "document": self._document_of(place[1]),
            "added": review is not None and review.added is not None,
            "mine": _told(mine),
            "others": [_told(e) for e in visible if e.reviewer != self.reviewer],
            "disputed": bool(mine and review and review.disputed),
            "resolution": _told(settled) if mine else None,
            "in_force": review.in_force.id if mine and review and review.in_force else None,
            "seen": sorted(e.id for e in [*visible, *([settled] if settled and mine else [])]),
        }

    def _document_of(self, document_id: str) -> Row:
        document = self.index.document(document_id) or {"document_id": document_id}
        names = ("document_id", "source_path", "title", "municipality", "pages", "language", "warnings", "media_type", "document_type")
        return {n: document.get(n) for n in names} | {"warnings": [_warning(w) for w in document.get("warnings") or ()]}

    def _row(self, key: str) -> tuple[RowReview | None, Row]:
        """The review of a row, if any, and the row as the program extracted it."""
        review = self.judgements.rows.get(key)
        row = review.before if review and review.is_live else self.index.published(key)
        if row is None:
            raise NotThere(key)
        return review, row

    def judge(self, key: str, verdict: str, values: Any, note: str, seen: Sequence[int], order: str, resolve: bool) -> Row:
        """Write a judgement and give the row as it is then.

        ``seen`` are the judgements that the reviewer was shown (``item["seen"]``). Raises :class:`Overtaken` where others are there
        now, :class:`Refused` where the judgement cannot be kept, :class:`NotThere` where there is no such row.
        """
        with self._lock, self._writing():
            review, row = self._row(key)
            table, document_id = (review.table, review.document_id) if review else (self.index.place_of(key) or ("", ""))
            self._check_seen(key, seen, resolve)
            standing = review.standing() if review else {}
            if resolve and not (review and review.disputed and self.reviewer in standing):
                raise Refused("only a disputed row that one has judged can be resolved")
            if verdict not in ("accept", "correct", "reject") or (verdict == "reject" and table == "documents"):
                raise Refused(f"{verdict!r} is no judgement of a row of {table}")
            entry = self._entry(key, table, document_id, verdict, note, order)
            changed: dict[str, Any] = {
                "before": shown(row),
                "blind": not resolve and _is_blind(review, self.reviewer),
                "resolves": tuple(sorted(e.id for e in standing.values())) if resolve else (),
            }
            if verdict == "correct":
                changed |= self._corrected(entry, row, values, review)
            self._write(replace(entry, **changed))
            return self._item(key)

    def _check_seen(self, key: str, seen: Sequence[int], resolve: bool) -> None:
        """Raise :class:`Overtaken` unless the reviewer saw his own judgement that stands now; to resolve, all of them."""
        now = self._item(key)
        own = [now["mine"]["id"]] if now["mine"] else []
        if (sorted(seen) != now["seen"]) if resolve else (not set(own) <= set(seen) or (not own and seen)):
            raise Overtaken(now)

    def _corrected(self, entry: Entry, row: Row, values: Any, review: RowReview | None) -> Row:
        changed = changed_values(entry.table, values, row)
        if not changed:
            raise Refused("nothing was changed; accept the row, or change a value")
        if review is not None and review.added is not None:
            _, key = after(self.index, self._correction(entry, "add", review.added.values | changed), None)
        else:
            _, key = after(self.index, self._correction(entry, "set", changed, row), row)
        return {"values": changed, "after_key": key}

    def add(self, table: str, document_id: str, values: Any, note: str, order: str) -> Row:
        """Write a row that the program overlooked, and give it as it is then. Raises :class:`Refused` and :class:`NotThere`."""
        with self._lock, self._writing():
            if table not in TABLES or not TABLES[table].evidence:
                raise Refused(f"no row can be added to {table!r}")
            self.document(document_id)
            given = {k: v for k, v in changed_values(table, values, {}).items() if v not in (None, [])}
            entry = self._entry(f"added-{self.journal.next_id}", table, document_id, "add", note, order)
            row, key = after(self.index, self._correction(entry, "add", given), None)
            self._write(replace(entry, values=given, before=shown(row), after_key=key))
            return self._item(entry.row)

    def undo(self, number: int | None) -> Row:
        """Take back one's judgement of this number, or one's last. Gives its number and the row's key.

        Raises :class:`NotThere` where one has no such judgement that stands.
        """
        with self._lock, self._writing():
            last = self.judgements.last_of(self.reviewer)
            found = self.judgements.by_id.get(number) if number is not None else last
            if found is None or found.reviewer != self.reviewer or found.verdict == "undo":
                raise NotThere("there is no judgement of yours to take back")
            if found.id in self.judgements.rows[found.row].undone:
                raise NotThere("this judgement was taken back already")
            entry = self._entry(found.row, found.table, found.document_id, "undo", "", "")
            self._write(replace(entry, undoes=found.id))
            return {"id": found.id, "key": found.row, "is_there": self.judgements.rows[found.row].is_live}

    def apply(self) -> Row:
        """Publish the tables with the corrections as they are now; gives the number of corrections by status."""
        with self._lock:
            with self.journal.locked():
                self._follow()
                write_corrections(self.out, self.judgements)
            counts = republish(self.out)
            self.refresh()
            return dict(counts)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """While entered, this process alone writes, and knows all that was written."""
        check_file(self.out)
        with self.journal.locked():
            self.refresh()
            yield

    def _entry(self, key: str, table: str, document_id: str, verdict: str, note: str, order: str) -> Entry:
        if len(note) > _LONGEST_NOTE:
            raise Refused(f"a note may have {_LONGEST_NOTE} characters")
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        return Entry(self.journal.next_id, key, table, document_id, self.reviewer, now, verdict, note=note.strip(), order=order)

    def _correction(self, entry: Entry, action: str, values: Row, row: Row | None = None) -> Correction:
        match = match_of(entry.table, row) if row is not None else {}
        texts = [json.dumps(v, ensure_ascii=False, default=str) if v else "" for v in (match, values)]
        return Correction(
            entry.id, action, entry.table, entry.document_id, texts[0], texts[1], entry.reviewer, entry.time[:10], f"[review {entry.id}]"
        )

    def _write(self, entry: Entry) -> None:
        self.journal.append(entry)
        self._follow()
        write_corrections(self.out, self.judgements)


def _is_blind(review: RowReview | None, reviewer: str) -> bool:
    if review is None:
        return True
    return all(e.reviewer == reviewer for e in review.entries) or all(e.reviewer != reviewer for e in review.entries)


def _warning(told: str) -> Row:
    """A warning for the browser: its code, the key and values of the text that tells it, and the words of the table."""
    key, values = warning_text(told)
    code, _, words = told.partition(":")
    return {"code": code, "key": key, "values": values, "words": words.strip()}


def _told(entry: Entry | None) -> Row | None:
    """A judgement as it is shown."""
    if entry is None:
        return None
    return {
        "id": entry.id,
        "reviewer": entry.reviewer,
        "time": entry.time,
        "verdict": entry.verdict,
        "values": entry.values,
        "note": entry.note,
    }


def check_reviewer(name: str) -> str:
    """The reviewer's name without blanks around it. Raises :class:`UserError` where it is none."""
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or name[0] in "=+-@":
        message = f"{name!r} is no reviewer's name; give one of up to {_LONGEST_NAME} printable characters with --reviewer"
        raise UserError(message, ExitCode.BAD_ARGUMENTS)
    return name
