"""Plain text and Markdown: find the encoding, part pages at form feeds."""

from __future__ import annotations

import codecs
from typing import Final

from pipeline.document import Page, ReadDocument, ReadError
from pipeline.readers.textform import split_pages
from pipeline.wording import counted

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE: Final = ("cp1252", "latin-1", "mac_roman", "cp850")
_SWEDISH: Final = frozenset("åäöÅÄÖ")
_PLAUSIBLE: Final = frozenset("éÉüÜèàáíóúøæØÆçñß§–—”“’‘«»•·…°½£€²³´©®\xa0×%‰±µ")


def read_text(data: bytes, media_type: str) -> ReadDocument:
    """Pages of a text file. Raises ReadError ``damaged`` where the bytes are no text in any likely encoding."""
    text, warnings = decode(data)
    pages = [Page(i, page, "text") for i, page in enumerate(split_pages(text), start=1)]
    return ReadDocument(media_type, pages, warnings)


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text of ``data`` and warnings. UTF-8, UTF-16 and UTF-32 (with or without mark) come first, then the single-byte
    encodings of Western Europe, of which the one that gives plausible Swedish is taken."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data.decode(encoding, "replace"), encoding.removesuffix("-sig"))
    wide = wide_encoding(data)
    if wide is not None:
        return _checked(data.decode(wide, "replace"), wide)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    loose = data.decode("utf-8", "replace")
    broken, whole = loose.count("�"), sum(1 for c in loose if c > "\x7f" and c != "�")
    if whole > 4 * broken:
        return _checked(loose, "utf-8")
    return _checked(_best_single_byte(data), "single-byte")


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the NULs stand; None for anything else."""
    sample = data[:4096]
    sample = sample[: len(sample) - len(sample) % 4]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    shares = [sample[i::4].count(0) / (len(sample) / 4) for i in range(4)]
    patterns = (
        ("utf-32-le", (0, 0.9, 0.9, 0.9)),
        ("utf-32-be", (0.9, 0.9, 0.9, 0)),
        ("utf-16-le", (0, 0.8, 0, 0.8)),
        ("utf-16-be", (0.8, 0, 0.8, 0)),
    )
    for encoding, pattern in patterns:
        if all(share > least if least else share < 0.2 for share, least in zip(shares, pattern, strict=True)):
            return encoding
    return None


def _best_single_byte(data: bytes) -> str:
    candidates = [(_plausibility(text), -i, text) for i, text in enumerate(_decodings(data))]
    score, _, best = max(candidates)
    if score > 0:
        return best
    from charset_normalizer import from_bytes

    match = from_bytes(data[:200_000]).best()
    return data.decode(match.encoding, "replace") if match is not None else best


def _decodings(data: bytes) -> list[str]:
    texts = []
    for encoding in _SINGLE_BYTE:
        try:
            texts.append(data.decode(encoding))
        except UnicodeDecodeError:
            texts.append(data.decode("latin-1"))
    return texts


def _plausibility(text: str) -> float:
    """High where the characters outside ASCII are what a Swedish text has, in places where it has them."""
    score = 0.0
    previous = " "
    for char in text:
        if char > "\x7f":
            if char in _SWEDISH:
                # A capital inside a lower-case word is the mark of the wrong code page.
                score += 1.0 if char.islower() or not previous.islower() else -1.0
            elif char in _PLAUSIBLE:
                score += 0.3
            else:
                score -= 2.0
        previous = char
    return score


def _checked(text: str, encoding: str) -> tuple[str, list[str]]:
    """Refuse text that is mostly unreadable; warn of the characters that were lost."""
    lost = text.count("�")
    control = sum(text.count(chr(c)) for c in (*range(1, 9), *range(14, 32)))
    if lost + control > 0.05 * len(text) + 2:
        raise ReadError("damaged", "the file is no readable text; check that it opens in a text editor, or export it again as UTF-8")
    warnings = [f"{counted(lost, 'character')} could not be decoded as {encoding}"] if lost else []
    return text, warnings
