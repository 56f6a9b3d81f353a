"""Removes a document and all that was made from it, for good: from the store, the tables, and the bytes of the store's file."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from pipeline.corrections import corrected, read_corrections
from pipeline.exit_codes import ExitCode, UserError
from pipeline.integrity import check_integrity
from pipeline.link import link
from pipeline.lock import OutputLock
from pipeline.privacy.forgotten import Forgotten, read_forgotten, write_forgotten
from pipeline.privacy.state import compact
from pipeline.publish import publish
from pipeline.published import find_document
from pipeline.store import DATABASE_NAME, Store


def forget(out: Path, wanted: str) -> tuple[Forgotten, int]:
    """Forget the document that ``wanted`` means; gives it, and the number of corrections that still name it.

    What is done in which order matters: the list first, then the rows, the tables, and last the file's bytes; where it breaks off, the
    same call completes it. Raises :class:`UserError` where no document, or more than one, is meant, or ``out`` cannot be written.
    """
    _check_store(out)
    with OutputLock(out):
        listed = read_forgotten(out)
        known = _listed(listed, wanted)
        target = known or Forgotten(str(find_document(out, wanted)["sha256"]), dt.datetime.now(dt.UTC).date().isoformat())
        try:
            if target.sha256 not in {f.sha256 for f in listed}:
                write_forgotten(out, [*listed, target])
            _remove(out, target)
            compact(out)
        except OSError as error:
            message = (
                f"{out}: cannot be written ({error.strerror or error}); make room or check the permissions, and give the command again"
            )
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
        return target, sum(c.document_id == target.document_id for c in read_corrections(out))


def remember(out: Path, wanted: str) -> Forgotten:
    """Take a document off the list of the forgotten: the next run that meets it reads it again. Raises :class:`UserError` where no
    document, or more than one, on the list is meant."""
    _check_store(out)
    with OutputLock(out):
        listed = read_forgotten(out)
        target = _listed(listed, wanted)
        if target is None:
            told = "\n".join(f"  {f.document_id}  since {f.forgotten_on}" for f in listed)
            remedy = f"give the beginning of one of these document_ids:\n{told}" if listed else "nothing is forgotten there"
            raise UserError(f"{wanted}: no such document among the forgotten of {out}; {remedy}", ExitCode.BAD_ARGUMENTS)
        write_forgotten(out, [f for f in listed if f != target])
        return target


def _check_store(out: Path) -> None:
    if not (out / DATABASE_NAME).exists():
        raise UserError(f"{out}: there is no output of a run here; check --out", ExitCode.OUTPUT_UNUSABLE)


def _listed(listed: list[Forgotten], wanted: str) -> Forgotten | None:
    """The document on the list whose content's digest begins with ``wanted``."""
    found = [f for f in listed if re.fullmatch("[0-9a-f]{4,64}", wanted) and f.sha256.startswith(wanted)]
    if len(found) > 1:
        raise UserError(f"{wanted}: {len(found)} forgotten documents begin so; give more of the document_id", ExitCode.BAD_ARGUMENTS)
    return found[0] if found else None


def _remove(out: Path, target: Forgotten) -> None:
    """Delete the document's rows and inputs, make anew what is derived from all documents, and publish."""
    store = Store(out)
    try:
        places = store.connection.execute("SELECT source_path FROM inputs WHERE sha256 = ?", [target.sha256]).fetchall()
        store.forget([row[0] for row in places])
        with corrected(store.connection, out):
            link(store.connection)
            check_integrity(store.connection)
            publish(store.connection, out)
    finally:
        store.close()
