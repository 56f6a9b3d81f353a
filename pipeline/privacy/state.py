"""What earlier runs left in an output's state: documents read under another policy, and the bytes of rows that are gone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.exit_codes import ExitCode, UserError
from pipeline.privacy.policy import Mode, Policy
from pipeline.store import DATABASE_NAME

if TYPE_CHECKING:
    import duckdb

_NEW_NAME: Final = f".{DATABASE_NAME}.new"


def read_otherwise(connection: duckdb.DuckDBPyConnection, policy: Policy) -> int:
    """Number of documents in the store that were read under another policy: their files were not among the inputs of late."""
    query = "SELECT count(DISTINCT sha256) FROM inputs WHERE status = 'done' AND split_part(options, ' privacy=', 2) <> ?"
    (number,) = connection.execute(query, [policy.description]).fetchone() or (0,)
    return int(number)


def is_tighter(policy: Policy, earlier: dict[str, str]) -> bool:
    """Whether the policy keeps less than one of an earlier run, told as options by name."""
    mode = earlier.get("privacy", Mode.public.value)
    contact = earlier.get("keep_contact_data") == "true" and not policy.keep_contact_data
    names = policy.mode is not Mode.public and mode != policy.mode.value and mode != Mode.drop.value
    return contact or names


def compact(out: Path) -> None:
    """Put a new file in place of the store's, with the rows that it has: DuckDB leaves the bytes of deleted rows where they were.

    The caller holds the output's lock, and has closed the store. Raises :class:`UserError` where the file cannot be written; the old
    one is then still there.
    """
    import duckdb

    new = out / _NEW_NAME
    try:
        for path in (new, new.with_name(f"{new.name}.wal")):
            path.unlink(missing_ok=True)
        with duckdb.connect(":memory:", config={"memory_limit": "1GB", "temp_directory": f"{new}.tmp"}) as connection:
            connection.execute(f"ATTACH {_literal(str(out / DATABASE_NAME))} AS old (READ_ONLY)")
            connection.execute(f"ATTACH {_literal(str(new))} AS new")
            connection.execute("COPY FROM DATABASE old TO new")
            connection.execute("CHECKPOINT new")
        with new.open("rb") as handle:
            os.fsync(handle.fileno())
        new.replace(out / DATABASE_NAME)
        (out / f"{DATABASE_NAME}.wal").unlink(missing_ok=True)
    except (OSError, duckdb.Error) as error:
        message = f"{out}: the state cannot be written anew ({error}); make room or check the permissions, and give the command again"
        raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
