"""Spoils samples of every format, and reads what comes of it as a worker would."""

from __future__ import annotations

import hashlib
import io
import random
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
from PIL import Image, ImageDraw

from pipeline.archive import close_archives, read_item
from pipeline.discover import check_inputs, discover
from pipeline.document import InputItem, ReadError
from pipeline.engines.worker import WorkItem, process_item

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline" / "readers"))
from reader_samples import LETTER, encode, make_pdf, write

Task = tuple[str, int, int]
"""Name of a sample, and the first and last of the seeds it is spoilt with."""

ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><text:list-style style:name="L1">
<text:list-level-style-number text:level="1"/></text:list-style></office:automatic-styles><office:body><office:text>
<text:h>Svar på motion</text:h><text:p>Dnr<text:tab/>KS<text:s text:c="3"/>2020/345</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>att avslå motionen</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Ja</text:p></table:table-cell><table:table-cell><text:p>31</text:p></table:table-cell>
</table:table-row></table:table></office:text></office:body></office:document-content>"""
HTML = """<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body><h1>Protokoll</h1><p>Kommunstyrelsen beslutar</p>
<ol start="3"><li>att avslå<ul><li>del</li></ul></li></ol><table><tr><th>Ledamot</th><td>Åsa Öst (S)</td></tr></table>
<pre>Dnr KS 2020/1</pre></body></html>"""
RTF = r"{\rtf1\ansi\ansicpg1252 {\fonttbl{\f0 Arial;}}\f0 Sammantr\'e4de \u8211 ? beslut\par att avsl\'e5\cell 31\row\page Bilaga\par}"
EVIL: tuple[bytes, ...] = (
    *(b"\x00" * 40, b"\xff" * 40, b"-1", b"99999999999", b"4294967295", b"2147483648", b"%n%s", b"\x1b[2J", b"\xef\xbb\xbf", b"\xfe\xff"),
    *(
        b"<" * 300,
        b"(" * 300,
        b"{" * 300,
        b"[" * 300,
        b"&x;",
        b"<!ENTITY a SYSTEM 'file:///etc/passwd'>",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"\f",
    ),
    *(b"\f", "\u202e".encode(), "\ud7ff".encode(), "å".encode("cp1252"), b"1e999", b"NaN", b"../../x", b" " * 500, b"\n" * 500, b"9" * 500),
)


@cache
def samples() -> dict[str, bytes]:
    """A small valid file of each format."""
    word = docx.Document()
    word.add_heading("Svar på motion", 1)
    for line in LETTER.split("\n"):
        word.add_paragraph(line, style="List Number" if line.startswith("att") else None)
    word.add_table(rows=2, cols=2).cell(0, 0).text = "Ledamot"
    word.sections[0].header.paragraphs[0].text = "Norrvikens kommun"
    saved = io.BytesIO()
    word.save(saved)
    picture = Image.new("L", (240, 40), 255)
    ImageDraw.Draw(picture).text((5, 5), "Beslut KS 2020/1", fill=0)

    def grid(canvas: object) -> None:
        write("Ledamot      Ja      Nej\nAnna Ek      X\nBo Ost               X", 10)(canvas)  # type: ignore[arg-type]
        canvas.grid([60, 160, 220, 280], [740, 755, 770, 795])  # type: ignore[attr-defined]

    made = {
        "a.txt": LETTER.encode(),
        "b.txt": LETTER.encode("cp1252"),
        "c.txt": LETTER.encode("utf-16"),
        "a.md": ("# Protokoll\n\n" + LETTER).encode(),
        "a.html": HTML.encode(),
        "a.rtf": RTF.encode(),
        "a.docx": saved.getvalue(),
        "a.odt": packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": ODT.encode()}),
        "a.pdf": make_pdf(write(LETTER), write("Bilaga")),
        "b.pdf": make_pdf(grid),
        **{f"a.{form.lower()}": encode(picture, form) for form in ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")},
    }
    made["a.zip"] = packed({"a/b.txt": made["a.txt"], "in.zip": packed({"c.html": made["a.html"]}), "d.docx": made["a.docx"]})
    return made


def packed(members: dict[str, bytes]) -> bytes:
    """A ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def spoil(data: bytes, chance: random.Random) -> bytes:
    """The data after some spoiling: by bytes, by numbers and references, or within the members of a ZIP."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(members))
        members[name] = spoil(members[name], chance)
        if chance.random() < 0.1:
            del members[name]
        return packed(members)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = chance.choice(SPOILERS)(data, chance)
    return data


def _flip(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(min(len(data), chance.choice((1, 4, 20)))):
        spoilt[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 5, 40, 400)))


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _remove(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 3, 60)) + data[end:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + chance.choice(EVIL) + data[chance.choice((start, end)) :]


def _zero(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + bytes(end - start) + data[end:]


def _renumber(data: bytes, chance: random.Random) -> bytes:
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    found = chance.choice(numbers)
    new = chance.choice((b"0", b"1", b"2", b"3", b"4", b"5", b"-7", b"65536", b"99999999999", b"0.00001"))
    return data[: found.start()] + new + data[found.end() :]


def _rename(data: bytes, chance: random.Random) -> bytes:
    names = list(re.finditer(rb"[</]\w[\w:]*", data))
    if len(names) < 2:
        return data
    one, other = chance.choice(names), chance.choice(names)
    return data[: one.start()] + other[0] + data[one.end() :]


def _splice(data: bytes, chance: random.Random) -> bytes:
    other = chance.choice(list(samples().values()))
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


SPOILERS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _remove, _repeat, _insert, _zero, _renumber, _renumber, _rename, _splice,
)  # fmt: skip


def read_spoilt(task: Task) -> list[str]:
    """What became of the sample spoilt with each of the seeds: ``document`` or the code of its failure; runs in a worker process.

    Whatever else is raised goes out, with the seed that brought it about.
    """
    name, first, last = task
    told = []
    for seed in range(first, last):
        data = spoil(samples()[name], random.Random(f"{name} {seed}"))
        try:
            told += _outcomes(name, data)
        except Exception as error:
            raise RuntimeError(f"{name} spoilt with {seed}: {type(error).__name__}: {error}") from error
    return told


def _outcomes(name: str, data: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        found = list(discover(check_inputs([path])))
        assert found, "nothing is lost"
        outcomes = []
        for item in found:
            outcomes.append(_outcome(item) if isinstance(item, InputItem) else getattr(item, "error", "archive opened"))
        close_archives()
    return outcomes


def _outcome(item: InputItem) -> str:
    ocr = "auto" if item.source_path.endswith(("png", "jpeg", "tiff", "gif", "bmp", "webp")) else "off"
    try:
        sha256 = hashlib.sha256(read_item(item)).hexdigest()
        process_item(WorkItem(item, sha256, ocr, "1"))
    except ReadError as error:
        return error.code
    return "document"
