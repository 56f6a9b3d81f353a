"""The fenced blocks of the project's pages, and how they are run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "kommunbeslut"
_FENCE = re.compile(r"^(?P<indent> *)(?P<marks>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)(?P=marks) *$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block. ``info`` holds the words behind its language: ``notest`` (not to be run; a comment in it says why),
    ``output`` (of the command before it), ``title="FILE"`` (to be written to FILE), ``needs=MODULE,...``."""

    page: str
    line: int
    language: str
    info: str
    body: str

    @property
    def is_run(self) -> bool:
        """Whether the block is to be run."""
        return "notest" not in self.info.split()

    @property
    def is_code(self) -> bool:
        """Whether the block is Python or SQL."""
        return self.language in ("python", "sql")

    @property
    def title(self) -> str | None:
        """The file that the block is the content of."""
        found = re.search(r'title="([^"]+)"', self.info)
        return found[1] if found else None

    @property
    def needs(self) -> list[str]:
        """Modules without which the block cannot be run."""
        found = re.search(r"needs=(\S+)", self.info)
        return found[1].split(",") if found else []

    @property
    def commands(self) -> list[str]:
        """The command lines, where the block is one of commands: lines joined at a backslash, comments taken off."""
        if self.language not in ("", "sh", "bash", "shell"):
            return []
        lines = [line.strip() for line in self.body.replace("\\\n", " ").splitlines()]
        return [line for line in lines if re.match(r"(?:\.venv/bin/)?(?:kommunbeslut|make|python)\b", line)]

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> list[Path]:
    """README.md and every page of docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of ``page``, in their order."""
    return list(_blocks(page.relative_to(ROOT).as_posix(), page.read_text("utf-8")))


def _blocks(name: str, text: str) -> Iterator[Block]:
    for found in _FENCE.finditer(text):
        language, _, info = found["info"].strip().partition(" ")
        body = re.sub(rf"^{found['indent']}", "", found["body"], flags=re.MULTILINE)
        yield Block(name, text.count("\n", 0, found.start()) + 1, language, info, body)


def words(command: str) -> list[str]:
    """A command line's words after the program's name; what a shell would do with the rest (``> FILE``, a comment) is left out."""
    found = shlex.split(command, comments=True)
    return found[1 : found.index(">")] if ">" in found else found[1:]
