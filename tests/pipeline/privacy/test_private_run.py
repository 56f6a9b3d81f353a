"""A run with and without private persons' names: nothing of them in any file of the output, and the options that change it."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.exit_codes import ExitCode, UserError
from pipeline.failures import last_settings
from pipeline.privacy.policy import KEY_NAME, Mode, Policy, make_policy, pseudonym
from pipeline.run import run
from pipeline.store import DATABASE_NAME

PROPOSAL = """Mora kommun

Medborgarförslag

Namn: Börje Stenkvistad
Telefon: 0250-123 45

Bygg en lekplats

Jag vill ha en lekplats.
"""
ANSWER = """Mora kommun
Kommunstyrelsen
Sammanträdesprotokoll 2021-03-09

§ 4 Medborgarförslag om lekplats    KS 2021/77

Börje Stenkvistad har lämnat in ett medborgarförslag. Anna Knutar (C) yrkar avslag.

Kommunstyrelsen beslutar
att avslå förslaget.
"""


def published(out: Path) -> str:
    return "\n".join(str(pq.read_table(p).to_pylist()) for p in sorted(out.glob("*.parquet")))


def stored(out: Path) -> str:
    with duckdb.connect(str(out / DATABASE_NAME), read_only=True) as connection:
        names = [r[0] for r in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return "\n".join(str(connection.sql(f'FROM "{n}"').fetchall()) for n in names)


def test_private_names_are_in_no_file_and_other_options_read_again(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "forslag.txt").write_text(PROPOSAL, "utf-8")
    (source / "svar.txt").write_text(ANSWER, "utf-8")
    log = tmp_path / "log.jsonl"

    def process(policy: Policy, *inputs: Path) -> int:
        return run(inputs or [source], Settings(out=out, jobs=1, ocr="off", privacy=policy, log_file=log)).documents

    policy = make_policy(out, Mode.pseudonymise)
    assert process(policy) == 2
    everything = published(out) + stored(out) + log.read_text("utf-8")
    assert "Stenkvistad" not in everything and "Börje" not in everything and "0250" not in everything
    assert "Anna Knutar" in everything
    assert len(set(re.findall("Person-[a-z2-7]{10}", published(out)))) == 1, "one person, one pseudonym, in both papers"
    hidden = [b"Stenkvistad", policy.key]
    assert not [p for p in out.iterdir() if p.name != KEY_NAME and any(h in p.read_bytes() for h in hidden)]
    assert (out / KEY_NAME).stat().st_mode & 0o077 == 0

    assert process(make_policy(out, Mode.pseudonymise)) == 0, "the key is kept, so nothing is read again"
    assert last_settings(out).privacy == policy

    assert process(Policy()) == 2 and "Börje Stenkvistad" in published(out) and "0250" not in published(out)
    assert b"Stenkvistad" in (out / DATABASE_NAME).read_bytes()
    half = run([source / "svar.txt"], Settings(out=out, jobs=1, ocr="off", privacy=Policy(Mode.drop)))
    assert half.read_otherwise == 1 and "Stenkvistad" in published(out), "the other paper is as it was read, and that is told"
    assert run([source], Settings(out=out, jobs=1, ocr="off", privacy=Policy(Mode.drop))).read_otherwise == 0
    assert "Stenkvistad" not in published(out) + stored(out) and "Person-" not in published(out)


def test_a_key_is_made_once_and_a_given_one_is_taken(tmp_path: Path) -> None:
    made = make_policy(tmp_path / "out", Mode.pseudonymise)
    assert make_policy(tmp_path / "out", Mode.pseudonymise) == made and len(made.key) >= 32
    own = tmp_path / "own.key"
    own.write_text("sixteen bytes or more\n")
    given_key = make_policy(tmp_path / "out", Mode.pseudonymise, key_file=own)
    assert given_key.key == b"sixteen bytes or more" and given_key.description != made.description
    assert "sixteen" not in repr(given_key) + given_key.description


@pytest.mark.parametrize(
    ("mode", "content", "code"),
    [
        (Mode.pseudonymise, None, ExitCode.BAD_ARGUMENTS),
        (Mode.pseudonymise, "short", ExitCode.BAD_ARGUMENTS),
        (Mode.pseudonymise, "x" * 5000, ExitCode.BAD_ARGUMENTS),
        (Mode.public, "sixteen bytes or more", ExitCode.BAD_ARGUMENTS),
    ],
)
def test_a_key_that_cannot_be_used_is_told(tmp_path: Path, mode: Mode, content: str | None, code: ExitCode) -> None:
    path = tmp_path / "own.key"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UserError) as caught:
        make_policy(tmp_path / "out", mode, key_file=path)
    assert caught.value.code is code


def test_pseudonyms_without_a_key_are_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        Policy(Mode.pseudonymise)


@given(st.text("abcåäö ", min_size=1, max_size=20), st.text("abcåäö ", min_size=1, max_size=20))
def test_names_alike_but_for_case_and_space_have_one_pseudonym_and_others_another(one: str, other: str) -> None:
    def canonical(name: str) -> str:
        return " ".join(name.casefold().split())

    key = b"a key for tests only"
    assert (pseudonym(key, one) == pseudonym(key, other)) == (canonical(one) == canonical(other))
    assert pseudonym(key, one) == pseudonym(key, f" {one.upper()}  ")
    assert re.fullmatch("Person-[a-z2-7]{10}", pseudonym(key, one))
