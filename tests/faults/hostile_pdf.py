"""PDF files that mean harm, or have come to it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import partial

from reader_samples import LETTER, make_pdf, write

FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOW = "BT /F1 12 Tf 70 700 Td (Kommunstyrelsen beslutar) Tj ET"


def pdf(objects: Sequence[str | bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (content.encode("latin-1") if isinstance(content, str) else content) + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    return bytes(out + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n".encode())


def stream(content: bytes, extra: str = "") -> bytes:
    return f"<</Length {len(content)}{extra}>>stream\n".encode() + content + b"\nendstream"


def one_page(content: bytes, *more: str | bytes, box: str = "0 0 595 842", catalogue: str = "", page: str = "", font: str = FONT) -> bytes:
    """A PDF of one page: objects 1 to 5 are catalogue, pages, page, font and content; ``more`` begins at 6."""
    return pdf(
        [
            f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<</Font<</F1 4 0 R>>/XObject<</X 6 0 R>>>>/Contents 5 0 R{page}>>",
            font,
            content if content.startswith(b"<<") else stream(content),
            *more,
        ]
    )


def _bomb() -> bytes:
    packed = zlib.compress(b" " * (300 << 20), 1)
    return one_page(stream(zlib.compress(packed, 9), "/Filter[/FlateDecode/FlateDecode]"))


def _many_pages() -> bytes:
    leaf = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    kids = " ".join(f"{n} 0 R" for n in range(3, 100_003))
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count 100000>>", *[leaf] * 100_000])


def _deep_tree(depth: int) -> bytes:
    nodes = [f"<</Type/Pages/Kids[{n + 3} 0 R]/Count 1>>" for n in range(depth)]
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", *nodes, f"<</Type/Page/Parent {depth + 1} 0 R/MediaBox[0 0 595 842]>>"])


def _unmapped() -> bytes:
    font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    system = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    descendant = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo{system}/FontDescriptor 7 0 R>>"
    descriptor = "<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 9 9]/ItalicAngle 0/Ascent 9/Descent 0/CapHeight 9/StemV 9>>"
    return one_page(b"BT /F1 12 Tf 70 700 Td <004B006F006D006D0075006E> Tj ET", descendant, descriptor, font=font)


WHOLE = make_pdf(write(LETTER))
TEXT = SHOW.encode()
ACTION = "/OpenAction<</S/JavaScript/JS(app.launchURL('http://example.invalid/'); this.exportDataObject({cName:'x',nLaunch:2});)>>"
LAUNCH = "/AA<</O<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>>>"
ATTACHMENT = "/Names<</EmbeddedFiles<</Names[(virus.exe) 6 0 R]>>>>"

FILES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "cut in half": (lambda: WHOLE[: len(WHOLE) // 2], {"damaged"}),
    "bytes of zero after the head": (lambda: WHOLE[:20] + bytes(len(WHOLE)), {"damaged"}),
    "protected by a password": (lambda: make_pdf(write(LETTER), encrypt="hemligt"), {"encrypted"}),
    "pages that contain themselves": (
        lambda: pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"]),
        {"damaged", "no_text"},
    ),
    "a count of pages that lies": (
        lambda: pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", "<</Type/Page/Parent 2 0 R>>"]),
        {"too_large", "damaged", "no_text"},
    ),
    "100,000 pages": (_many_pages, {"too_large"}),
    "a page of a million metres": (partial(one_page, TEXT, box="0 0 3e9 3e9"), {"document", "no_text", "damaged"}),
    "a page without extent": (partial(one_page, TEXT, box="0 0 0 0"), {"document", "no_text", "damaged"}),
    "a page of sizes that are no numbers": (partial(one_page, TEXT, box="nan 1e999 -1 []"), {"document", "no_text", "damaged"}),
    "a page as thin as a thread": (partial(one_page, b"0 0 1 999999 re f", box="0 0 0.001 1000000"), {"no_text", "damaged"}),
    "a page tree 20,000 deep": (partial(_deep_tree, 20_000), {"damaged", "no_text"}),
    "brackets 200,000 deep": (partial(one_page, TEXT, "[" * 200_000), {"document", "damaged"}),
    "a drawing that draws itself": (
        partial(one_page, TEXT + b" /X Do", stream(b"/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")),
        {"document"},
    ),
    "a stream that unpacks to 300 MiB": (_bomb, {"document", "no_text", "damaged", "out_of_memory", "crashed"}),
    "an image of 10,000 megapixels": (
        partial(
            one_page,
            TEXT + b" 500 0 0 700 0 0 cm /X Do",
            stream(b"\0", "/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceRGB/BitsPerComponent 8"),
        ),
        {"document", "no_text"},
    ),
    "a table of objects that points at itself": (
        lambda: pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"], "/Prev 9"),
        {"damaged"},
    ),
    "a font without a map to characters": (_unmapped, {"document", "no_text"}),
    "a script that runs when opened": (partial(one_page, TEXT, catalogue=ACTION), {"document"}),
    "a program that starts when opened": (partial(one_page, TEXT, page=LAUNCH), {"document"}),
    "an attachment": (
        partial(one_page, TEXT, "<</Type/Filespec/F(virus.exe)/EF<</F 7 0 R>>>>", stream(b"MZ attached"), catalogue=ATTACHMENT),
        {"document"},
    ),
}
