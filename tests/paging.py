"""Pages and clean views for tests, made from plain strings."""

from __future__ import annotations

from pipeline.clean import CleanView, clean
from pipeline.document import Page

SWEDISH_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


def pages(*texts: str) -> list[Page]:
    """One page a text, each ending in a line end as the readers leave it."""
    return [Page(n, text if not text or text.endswith(("\n", "\f")) else text + "\n", "text") for n, text in enumerate(texts, 1)]


def raw_text(given: list[Page]) -> str:
    """The verbatim text: the pages put end to end."""
    return "".join(page.text for page in given)


def view(*texts: str) -> CleanView:
    """The clean view of the pages."""
    return clean(pages(*texts))


def lines(*texts: str) -> list[str]:
    """The blocks of the clean view, as text."""
    return view(*texts).text.split("\n")


def assert_offsets_hold(seen: CleanView, raw: str) -> None:
    """Every clean character stands at its place in the verbatim text, but for spaces, line ends and tabs that joining put in."""
    assert len(seen.offsets) == len(seen.text)
    assert all(a <= b for a, b in zip(seen.offsets, seen.offsets[1:], strict=False))
    for character, place in zip(seen.text, seen.offsets, strict=True):
        assert raw[place] == character or character in " \n\t", (character, raw[max(0, place - 20) : place + 20])
    assert "".join(seen.text[b.start : b.end] + "\n" for b in seen.blocks) == (seen.text + "\n" if seen.blocks else "")
