"""How a run treats personal data, and the key that its pseudonyms are made with."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from pipeline.exit_codes import ExitCode, UserError

KEY_NAME: Final = "privacy.key"
_KEY_BYTES: Final = 32
_SHORTEST_KEY: Final = 16
_LONGEST_KEY: Final = 4096
_PSEUDONYM_LETTERS: Final = 10
REMOVED: Final = "[person]"


class Mode(StrEnum):
    """What becomes of private persons' names."""

    public = "public"
    pseudonymise = "pseudonymise"
    drop = "drop"


@dataclass(frozen=True, slots=True)
class Policy:
    """The treatment of personal data. ``key`` makes the pseudonyms; it is needed for ``pseudonymise`` only. ``key_file``
    tells where a user's own key lies.

    Raises ValueError where pseudonyms are wanted without a key of 16 bytes or more.
    """

    mode: Mode = Mode.public
    keep_contact_data: bool = False
    key: bytes = field(default=b"", repr=False)
    key_file: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.mode is Mode.pseudonymise and len(self.key) < _SHORTEST_KEY:
            raise ValueError(f"pseudonyms need a key of {_SHORTEST_KEY} bytes or more")

    @property
    def changes_nothing(self) -> bool:
        return self.mode is Mode.public and self.keep_contact_data

    @property
    def description(self) -> str:
        """The policy as a run is told by: other pseudonyms are made with another key, so the key shows by a digest of it."""
        told: str = self.mode.value
        if self.mode is Mode.pseudonymise:
            told += f":{hmac.new(self.key, b'key', hashlib.sha256).hexdigest()[:8]}"
        return f"{told}+contact" if self.keep_contact_data else told

    def stand_in(self, name: str) -> str:
        """What stands for a private person's name: the same pseudonym for the same name under one key, however it is cased and spaced;
        ``[person]`` where names are dropped."""
        return pseudonym(self.key, name) if self.mode is Mode.pseudonymise else REMOVED


def pseudonym(key: bytes, name: str) -> str:
    """``Person-`` and ten letters and digits made from the name with HMAC-SHA-256 (50 bits)."""
    # Without a genitive's s, which cannot be told from a name's own: a person is to have one pseudonym in all papers.
    canonical = " ".join(unicodedata.normalize("NFC", name).casefold().split()).removesuffix("s")
    digest = hmac.new(key, canonical.encode(), hashlib.sha256).digest()
    return "Person-" + base64.b32encode(digest)[:_PSEUDONYM_LETTERS].decode().lower()


def make_policy(out: Path, mode: Mode = Mode.public, keep_contact_data: bool = False, key_file: Path | None = None) -> Policy:
    """The policy that a user asks for; where it needs a key and none is given, ``OUT/privacy.key`` is read, or made once.

    Raises :class:`UserError` where the key cannot be read or made, or is too short.
    """
    if mode is not Mode.pseudonymise:
        if key_file is not None:
            raise UserError("--privacy-key is for --privacy pseudonymise; leave it out, or choose that mode", ExitCode.BAD_ARGUMENTS)
        return Policy(mode, keep_contact_data)
    path = key_file or out / KEY_NAME
    try:
        if key_file is None and not path.exists():
            _make_key(path)
        if path.stat().st_size > _LONGEST_KEY:
            raise UserError(f"{path}: is no key (larger than {_LONGEST_KEY} bytes); name the right file", ExitCode.BAD_ARGUMENTS)
        key = path.read_bytes().strip()
    except OSError as error:
        message = f"{path}: the key of the pseudonyms cannot be used ({error.strerror or error}); check the path and its permissions"
        raise UserError(message, ExitCode.BAD_ARGUMENTS if key_file else ExitCode.OUTPUT_UNUSABLE) from error
    if len(key) < _SHORTEST_KEY:
        message = f"{path}: the key is shorter than {_SHORTEST_KEY} bytes; make one by `openssl rand -hex 32 > FILE`"
        raise UserError(message, ExitCode.BAD_ARGUMENTS)
    return Policy(mode, keep_contact_data, key, str(key_file.absolute()) if key_file else "")


def _make_key(path: Path) -> None:
    """Write a new key that only its owner can read, whole or not at all; another process may have been first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, secrets.token_hex(_KEY_BYTES).encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        if not path.exists():
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
