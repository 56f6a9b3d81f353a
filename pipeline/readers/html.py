"""HTML: the visible text with its blocks, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pipeline.document import Page, ReadDocument
from pipeline.readers.detect import HTML
from pipeline.readers.text import decode
from pipeline.readers.textform import finish, table_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SKIPPED: Final = {"script", "style", "noscript", "template", "head", "svg", "nav", "select", "button", "iframe", "object", "-comment"}
_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS: Final = {
    *("p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "address", "figure", "figcaption"),
    *("form", "fieldset", "dl", "dt", "dd", "hr", "details", "summary", "pre", "body", "html", "center", "caption", "legend"),
}
_SPACED: Final = {"p", "blockquote", "table", "ul", "ol", "dl", "pre", *_HEADINGS}
_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_DEPTH: Final = 200


def read_html(data: bytes) -> ReadDocument:
    """The one page of an HTML file."""
    from selectolax.lexbor import LexborHTMLParser

    text, warnings = _decode(data)
    root = LexborHTMLParser(text).body
    writer = _Writer()
    if root is not None:
        writer.children(root, 0)
    return ReadDocument(HTML, [Page(1, finish(writer.text()), "text")], warnings)


def _decode(data: bytes) -> tuple[str, list[str]]:
    """Decode by byte-order mark, then by what the page declares if that is true of the bytes, then by content."""
    declared = _CHARSET.search(data[:4096]) or _XML_ENCODING.search(data[:200])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared[1].decode("ascii").lower()
        # Browsers read these two as cp1252, and so do the pages' authors.
        name = "cp1252" if name in {"iso-8859-1", "latin1", "us-ascii"} else name
        try:
            return data.decode(name), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


class _Writer:
    """Collects lines of text; ``blank`` asks for an empty line before the next one."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.current = ""
        self.indent = ""
        self.marker = ""
        self.blank = False

    def text(self) -> str:
        """All that was written."""
        self.end_line()
        return "\n".join(self.lines)

    def end_line(self) -> None:
        """Close the line under way, if it holds anything."""
        line = self.current.strip()
        if line:
            if self.blank and self.lines:
                self.lines.append("")
            self.lines.append(self.indent + self.marker + line)
            self.marker = ""
            self.blank = False
        self.current = ""

    def space(self) -> None:
        """An empty line before what comes next."""
        self.end_line()
        self.blank = True

    def children(self, node: LexborNode, depth: int) -> None:
        """Write what is inside ``node``."""
        for child in node.iter(include_text=True, skip_empty=False):
            self.node(child, depth + 1)

    def node(self, node: LexborNode, depth: int) -> None:
        """Write a node according to its tag."""
        tag = node.tag or ""
        if tag == "-text":
            self.current += re.sub(r"[ \t\r\n\f]+", " ", node.text(deep=False)) if self.current.strip() else _left(node.text(deep=False))
        elif tag == "br":
            self.break_line()
        elif tag in _SKIPPED or _hidden(node):
            return
        elif depth > _DEPTH:
            self.current += _left(node.text())
        elif tag == "table":
            self.table(node, depth)
        elif tag in {"ul", "ol"}:
            self.list(node, depth)
        elif tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            self.block(node, tag, depth)
        else:
            self.children(node, depth)

    def break_line(self) -> None:
        """End the line; a second break in a row leaves an empty line."""
        if self.current.strip():
            self.end_line()
        else:
            self.blank = True

    def block(self, node: LexborNode, tag: str, depth: int) -> None:
        """A paragraph, heading or division."""
        self.space() if tag in _SPACED else self.end_line()
        if tag == "pre":
            self.lines.extend(["", *node.text().rstrip("\n").split("\n")])
        else:
            self.children(node, depth)
        self.space() if tag in _SPACED else self.end_line()

    def list(self, node: LexborNode, depth: int) -> None:
        """A list, numbered as a browser would."""
        outer = self.indent
        self.end_line() if outer or self.marker else self.space()
        number = _number(node.attributes.get("start"), 1)
        kind = node.attributes.get("type") or "1"
        for item in node.iter():
            if item.tag != "li":
                self.node(item, depth + 1)
                continue
            self.end_line()
            number = _number(item.attributes.get("value"), number)
            self.marker = "• " if node.tag == "ul" else f"{_numeral(number, kind)}. "
            number += 1
            self.item(item, outer, depth)
        self.indent = outer
        self.end_line() if outer else self.space()

    def item(self, item: LexborNode, outer: str, depth: int) -> None:
        """One list item; a list inside it is indented."""
        for child in item.iter(include_text=True, skip_empty=False):
            if child.tag in {"ul", "ol"}:
                self.end_line()
                self.indent = outer + "  "
                self.node(child, depth + 1)
                self.indent = outer
            else:
                if child.tag in _SPACED and self.marker:
                    self.children(child, depth + 1)
                    self.end_line()
                else:
                    self.node(child, depth + 1)
        self.end_line()
        self.marker = ""

    def table(self, node: LexborNode, depth: int) -> None:
        """A table, its rows as lines; a table inside a cell is written within the cell."""
        self.space()
        rows = []
        for row in _rows(node):
            cells = []
            for cell in row.iter():
                if cell.tag in {"td", "th"}:
                    inner = _Writer()
                    inner.children(cell, depth + 1)
                    cells.append(re.sub(r"\n\n+", "\n", inner.text()))
            rows.append(cells)
        text = table_text(rows)
        if text.strip():
            self.lines.extend(["", text] if self.lines else [text])
        self.blank = True


def _left(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text).lstrip(" ")


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or "display:none" in (attributes.get("style") or "").replace(" ", "").lower()


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """The table's own rows, not those of tables within it; the parser puts every row into a group."""
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child.iter() if row.tag == "tr")


def _number(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,6}", value) else default


def _numeral(number: int, kind: str) -> str:
    from pipeline.readers.numerals import numeral

    return numeral(number, {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}.get(kind, "decimal"))
