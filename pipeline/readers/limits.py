"""What a reader accepts before it gives up on a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """Guards against files that would exhaust time or memory; exceeding one is a ``too_large`` failure.

    ``bytes``: size of the file. ``pages``: pages of a PDF or TIFF. ``pixels``: width × height of one image, also of one page
    drawn for recognition (which is drawn smaller instead). ``characters``: text of a document. ``unpacked_bytes``: contents
    of a zipped format (Word, OpenDocument). ``members``: files in it.
    """

    bytes: int = 400_000_000
    pages: int = 5_000
    pixels: int = 120_000_000
    characters: int = 40_000_000
    unpacked_bytes: int = 1_000_000_000
    members: int = 20_000


DEFAULT_LIMITS: Final = Limits()
