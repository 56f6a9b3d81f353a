"""What passes between the steps of the pipeline: inputs, pages and errors."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class InputItem:
    """One file found by ``discover``.

    ``source_path`` is relative to the input the user named (``dump.zip!/a/b.pdf`` inside an archive). ``path`` is the
    file on disk that holds it; for an archive member it is the outermost archive and ``members`` are the names of the
    nested members from the outside in. On shared storage ``path`` is an address and ``stamp`` a number that changes with its content.
    """

    source_path: str
    path: str
    members: tuple[str, ...] = ()
    size_bytes: int = 0
    stamp: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read. ``text`` is NFC with ``\\n`` line ends and ends in a line or form feed unless it is empty, so that pages
    can be joined with nothing between. ``ocr_confidence`` is 0–1, or None where no character was recognised from an image."""

    number: int
    text: str
    text_source: str
    ocr_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file as read: its real media type (found from the content), pages in order and what a reader should be warned of."""

    media_type: str
    pages: list[Page]
    warnings: list[str] = field(default_factory=list)


class ReadError(Exception):
    """A file that gives no document. ``code`` is a stable word for the table ``failures``; ``message`` says what is wrong and
    what to do about it."""

    def __init__(self, code: str, message: str, stage: str = "read") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.stage = stage

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str]]:
        return (ReadError, (self.code, self.message, self.stage))
