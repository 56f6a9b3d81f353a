"""Publishes the tables of an output folder again, reading no document: what corrections say now is applied."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pipeline.config import Settings
from pipeline.corrections import corrected
from pipeline.exit_codes import ExitCode, UserError
from pipeline.link import link
from pipeline.lock import OutputLock
from pipeline.memory import with_room
from pipeline.publish import publish
from pipeline.store import DATABASE_NAME, Store


def republish(out: Path) -> Counter[str]:
    """Publish the tables anew as the last stage of ``run`` does; gives the number of corrections by status.

    Raises :class:`UserError` where there is no state of earlier runs, a run is at work, or the output cannot be written.
    """
    import duckdb

    settings = Settings(out=out)
    if not (out / DATABASE_NAME).exists():
        message = f"{out / DATABASE_NAME}: the state of earlier runs is not here; corrections are applied by `kommunbeslut run`"
        raise UserError(message, ExitCode.OUTPUT_UNUSABLE)
    with OutputLock(out):
        store = Store(out, memory=settings.database_memory)
        try:
            with corrected(store.connection, out) as counts:
                with_room(store.connection, lambda: link(store.connection))
                with_room(store.connection, lambda: publish(store.connection, out, settings.publish))
                return counts
        except duckdb.IOException as error:
            message = f"{out}: the output cannot be written ({error}); make room or check the permissions, and try again"
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
        finally:
            store.close()
