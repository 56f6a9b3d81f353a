"""Word files (.docx, .docm, .dotx, .dotm): paragraphs, list numbers, tables, text boxes, headers and footers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from pipeline.document import Page, ReadDocument, ReadError
from pipeline.readers.archive_guard import MALFORMED, damaged, open_package
from pipeline.readers.detect import DOCX
from pipeline.readers.docx_numbering import Numbering, W
from pipeline.readers.limits import Limits
from pipeline.readers.textform import CELL_GAP, finish, table_text

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", f"{_MC}Fallback"}
_PAGE: Final = "\f"
_LONG_LINE: Final = 90
# A template and a file with macros differ from a document in the name of their type alone; macros are never looked at.
_KINDS: Final = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


def read_docx(data: bytes, limits: Limits) -> ReadDocument:
    """Pages of a Word file, parted at explicit page breaks. Raises ReadError ``damaged``, ``encrypted``, ``too_large``, or
    ``unsupported_format`` where it is written in Strict Open XML."""
    open_package(data, limits, "Word").close()
    try:
        text = _Body(_opened(data)).text()
    except MALFORMED as error:
        if _is_strict(data):
            message = "the Word file is in Strict Open XML; save it anew as an ordinary Word document (.docx)"
            raise ReadError("unsupported_format", message) from error
        raise damaged("Word") from error
    pages = [finish(page) for page in text.split(_PAGE)]
    pages = [page for page in pages if page] or [""]
    return ReadDocument(DOCX, [Page(i, page, "text") for i, page in enumerate(pages, start=1)])


def _opened(data: bytes) -> Any:
    """The document of a Word file of any kind; ``docx.Document`` opens none but plain documents."""
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    PartFactory.part_type_for |= dict.fromkeys(_KINDS, DocumentPart)
    main = Package.open(io.BytesIO(data)).main_document_part
    if not isinstance(main, DocumentPart):
        raise ValueError(f"the main part is {main.content_type}")
    return main.document


def _is_strict(data: bytes) -> bool:
    """Whether the parts are tied together by the names of the strict form of the standard."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("_rels/.rels") as relations:
            return b"http://purl.oclc.org/ooxml/" in relations.read(1 << 20)
    except MALFORMED:
        return False


class _Block(NamedTuple):
    """Lines of text, and whether an empty line belongs before and after them; ``item`` marks a list paragraph."""

    text: str
    before: bool = False
    after: bool = False
    item: bool = False


class _Body:
    """Writes the blocks of a document as lines."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = document.styles.element
        self.numbering = Numbering.parse(_numbering_root(document), self.styles)
        self.style_names = {s.get(f"{W}styleId"): _style_name(s) for s in self.styles.iter(f"{W}style")}
        self.spacing = _Spacing(self.styles)

    def text(self) -> str:
        """Header, body and footer; form feeds part the pages."""
        header = self.margin("header")
        footer = self.margin("footer")
        body = self.blocks(self.document.element.body)
        return "\n\n".join(part for part in (header, body, footer) if part.strip())

    def margin(self, kind: str) -> str:
        """The distinct headers or footers of all sections, each once."""
        texts: list[str] = []
        for section in self.document.sections:
            names = [f"first_page_{kind}", kind] if section.different_first_page_header_footer else [kind]
            for part in (getattr(section, name) for name in names):
                text = "" if part.is_linked_to_previous else self.blocks(part._element)
                if text.strip() and text not in texts:
                    texts.append(text.strip("\n"))
        return "\n".join(texts)

    def blocks(self, parent: Any) -> str:
        """The paragraphs and tables inside ``parent``."""
        out: list[str] = []
        above = _Block("")
        empty = False
        for element in _block_elements(parent):
            is_table = element.tag == f"{W}tbl"
            block = _Block(self.table(element), before=True, after=True) if is_table else self.paragraph(element)
            if not block.text.strip(" \n"):
                empty = True
                continue
            # The items of a list stand close, whatever space its style leaves around the whole list.
            spaced = (above.after or block.before) and not (above.item and block.item)
            if out and (empty or spaced) and not out[-1].endswith(_PAGE):
                out.append("")
            out.append(block.text)
            above, empty = block, False
        return re.sub(r"(?:(?<!\n)\n++)?\f\n*+", _PAGE, "\n".join(out))

    def paragraph(self, element: Any) -> _Block:
        """A paragraph with its list label; text boxes anchored in it come first."""
        properties = element.find(f"{W}pPr")
        style = _child_value(properties, "pStyle")
        text = "".join(_inline(element))
        boxes = [self.blocks(box) for box in element.iter(f"{W}txbxContent") if not _in_fallback(box)]
        label = self.numbering.label(properties, style) if text.strip(" \f\n") else None
        heading = _is_heading(self.style_names.get(style, ""), properties)
        if label is not None:
            text = "  " * label[1] + f"{label[0]} {text.lstrip()}"
        if boxes:
            text = "\n".join(part for part in (*boxes, text) if part.strip())
        if _breaks_before(properties):
            text = _PAGE + text
        if properties is not None and _section_breaks(properties):
            text += _PAGE
        before, after = self.spacing.of(properties, style)
        item = label is not None and not heading
        return _Block(text, heading or before, heading or after or (not item and len(text) > _LONG_LINE), item)

    def table(self, element: Any) -> str:
        """A table, its rows as lines; the paragraphs of a cell stand under each other."""
        rows = []
        for row in element.iterchildren(f"{W}tr", f"{W}sdt"):
            cells = []
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tbl")) is not element or _continues_above(cell):
                    continue
                cells.append(re.sub(r"\n\n+", "\n", self.blocks(cell).replace(_PAGE, "\n")))
            rows.append(cells)
        return table_text(rows)


class _Spacing:
    """Whether a paragraph is set apart from the one before or after it by its style."""

    def __init__(self, styles: Any) -> None:
        self.by_style: dict[str, tuple[int | None, int | None, str]] = {}
        self.default = (0, 0)
        for style in styles.iter(f"{W}style"):
            before, after = _spacing(style.find(f"{W}pPr"))
            self.by_style[style.get(f"{W}styleId")] = (before, after, _child_value(style, "basedOn") or "")
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self.normal = style.get(f"{W}styleId")
        defaults = styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        first, second = _spacing(defaults)
        self.default = (first or 0, second or 0)

    normal: str = "Normal"

    def of(self, properties: Any | None, style: str | None) -> tuple[bool, bool]:
        """Whether there is space before and after."""
        before, after = _spacing(properties)
        name, seen = style or self.normal, 0
        while (before is None or after is None) and name in self.by_style and seen < 20:
            b, a, name = self.by_style[name]
            before, after, seen = (b if before is None else before), (a if after is None else after), seen + 1
        before = self.default[0] if before is None else before
        after = self.default[1] if after is None else after
        # 60 twentieths of a point: less is no visible paragraph space.
        return before >= 60, after >= 60


def _spacing(properties: Any | None) -> tuple[int | None, int | None]:
    element = properties.find(f"{W}spacing") if properties is not None else None
    if element is None:
        return None, None
    values = (element.get(f"{W}{name}") for name in ("before", "after"))
    before, after = (int(v) if v is not None and v.isdigit() else None for v in values)
    return before, after


def _numbering_root(document: Any) -> Any | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            part = relation.target_part
            return part.element if hasattr(part, "element") else None
    return None


def _block_elements(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls and tracked insertions."""
    for child in parent.iterchildren():
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}:
            yield from _block_elements(child)


def _inline(element: Any) -> Iterator[str]:
    """The text of a paragraph as shown: no deleted text, no field codes; page breaks are form feeds."""
    for child in element.iterchildren():
        tag = child.tag
        if tag in _SKIPPED or tag == f"{W}txbxContent":
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag == f"{W}tab":
            yield CELL_GAP
        elif tag == f"{W}br":
            yield _PAGE if child.get(f"{W}type") == "page" else "\n"
        elif tag == f"{W}cr":
            yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "‑"
        elif isinstance(tag, str):
            yield from _inline(child)


def _in_fallback(element: Any) -> bool:
    return any(a.tag == f"{_MC}Fallback" for a in element.iterancestors())


def _is_heading(style_name: str, properties: Any | None) -> bool:
    named = re.match(r"(?i)(heading|rubrik|title|titel|subtitle|underrubrik|överskrift)", style_name) is not None
    return named or (properties is not None and properties.find(f"{W}outlineLvl") is not None)


def _style_name(style: Any) -> str:
    return _child_value(style, "name") or ""


def _child_value(element: Any | None, name: str) -> str | None:
    child = element.find(f"{W}{name}") if element is not None else None
    value = child.get(f"{W}val") if child is not None else None
    return None if value is None else str(value)


def _breaks_before(properties: Any | None) -> bool:
    child = properties.find(f"{W}pageBreakBefore") if properties is not None else None
    return child is not None and child.get(f"{W}val") not in {"0", "false"}


def _section_breaks(properties: Any) -> bool:
    section = properties.find(f"{W}sectPr")
    return section is not None and _child_value(section, "type") not in {"continuous", "nextColumn"}


def _continues_above(cell: Any) -> bool:
    """Whether a cell only continues the cell above it (merged downwards)."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart" and not "".join(_inline(cell)).strip()
