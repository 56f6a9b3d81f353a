"""Files of other formats that mean harm, or have come to it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial

import docx
from fuzzing import HTML, ODT, packed
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/y">'
Made = Callable[[], bytes]


def word(document_xml: str | None = None, relations: str = "", **members: bytes) -> bytes:
    """A Word file with another body, or with more relations and members."""
    saved = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("Kommunstyrelsen beslutar")
    made.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if document_xml is not None:
        parts["word/document.xml"] = document_xml.encode()
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    return packed(parts | members)


def body(inner: str, doctype: str = "") -> str:
    return f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'


def paragraph(inner: str) -> str:
    return f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>"


def odt(content: str, **members: bytes) -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode(), **members})


def nested(tag: str, depth: int, inner: str = "Beslut") -> str:
    return f"<{tag}>" * depth + inner + f"</{tag}>" * depth


def _nested_html(tag: str) -> bytes:
    return f"<html><body>{nested(tag, 20_000)}</body></html>".encode()


def png(width: int, height: int, rows: bytes | None = None) -> bytes:
    """A PNG that says it is so large, whatever pixels it holds."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows or b"")) + chunk(b"IEND", b"")


def picture(size: tuple[int, int], form: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, 255).save(out, form, **options)  # type: ignore[arg-type]
    return out.getvalue()


def looping_tiff() -> bytes:
    """A TIFF whose directory of the first image names itself as the next."""
    data = bytearray(picture((30, 30), "TIFF"))
    at = struct.unpack("<I", data[4:8])[0]
    count = struct.unpack("<H", data[at : at + 2])[0]
    data[at + 2 + 12 * count : at + 6 + 12 * count] = struct.pack("<I", at)
    return bytes(data)


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKED = f'<Relationship Id="rX" Type="{RELATIONS}/{{0}}" Target="{{1}}" TargetMode="External"/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
READ = {"document"}

FILES: dict[str, tuple[str, Made, set[str]]] = {
    # name: (file name, content, what may become of it)
    "docx cut in half": ("a.docx", lambda: word()[:9000], {"damaged"}),
    "docx named otherwise": ("a.pdf", word, READ),
    "docx with a password": ("a.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), {"encrypted"}),
    "docx of a billion laughs": (
        "a.docx",
        lambda: word(body(paragraph("&a11; Beslut"), f"<!DOCTYPE x [{LAUGHS}]>")),
        {"damaged", "document", "no_text"},
    ),
    "docx of one entity named a million times": (
        "a.docx",
        lambda: word(body(paragraph("&a;" * 1_000_000), f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]>')),
        {"damaged", "no_text"},
    ),
    "docx with outside entities": (
        "a.docx",
        lambda: word(body(paragraph("Beslut &x;&y;"), f"<!DOCTYPE x [{OUTSIDE}]>")),
        {"damaged", *READ},
    ),
    "docx with an outside DTD": (
        "a.docx",
        lambda: word(body(paragraph("Beslut"), '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')),
        READ,
    ),
    "docx with an outside template": ("a.docx", lambda: word(None, LINKED.format("attachedTemplate", "http://127.0.0.1:9/t.dotm")), READ),
    "docx with an outside numbering": ("a.docx", lambda: word(None, LINKED.format("numbering", "file:///etc/passwd")), {"damaged", *READ}),
    "docx with a part that lies outside": (
        "a.docx",
        lambda: word(None, LINKED.format("header", "../../../../etc/passwd").replace(' TargetMode="External"', "")),
        {"damaged"},
    ),
    "docx nested 100,000 deep": ("a.docx", lambda: word(body(nested("w:sdt", 100_000, paragraph("Beslut")))), {"damaged"}),
    "docx nested 1,900 deep": ("a.docx", lambda: word(body(nested("w:sdt", 1900, paragraph("Beslut")))), {"damaged", *READ}),
    "docx of tables in tables": (
        "a.docx",
        lambda: word(body("<w:tbl><w:tr><w:tc>" * 300 + paragraph("Beslut") + "</w:tc></w:tr></w:tbl>" * 300)),
        {"damaged", *READ},
    ),
    "docx of styles in a circle": (
        "a.docx",
        lambda: word(
            None,
            "",
            **{
                "word/styles.xml": (
                    f'<w:styles xmlns:w="{W}"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
                    '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
                ).encode()
            },
        ),
        READ,
    ),
    "docx that unpacks to 2 GB": ("a.docx", lambda: _lying_size(word(), 2_000_000_000), {"too_large"}),
    "docx of 30,000 parts": ("a.docx", lambda: word(None, "", **{f"x/{n}": b"" for n in range(30_000)}), {"too_large"}),
    "docx with macros": ("a.docx", lambda: word(None, "", **{"word/vbaProject.bin": OLE}), READ),
    "odt of a billion laughs": (
        "a.odt",
        lambda: odt(f"<!DOCTYPE x [{LAUGHS}]>" + ODT.replace("Svar", "&a11;")),
        {"damaged", *READ},
    ),
    "odt with outside entities": ("a.odt", lambda: odt(f"<!DOCTYPE x [{OUTSIDE}]>" + ODT.replace("Svar", "&x;&y;")), {"damaged", *READ}),
    "odt nested 100,000 deep": ("a.odt", lambda: odt(ODT.replace("Svar", nested("text:span", 100_000))), {"damaged"}),
    "odt nested 1,900 deep": ("a.odt", lambda: odt(ODT.replace("Svar", nested("text:span", 1900))), {"damaged", *READ}),
    "odt of a billion spaces": ("a.odt", lambda: odt(ODT.replace('text:c="3"', 'text:c="999999999"')), READ),
    "odt of a table of a billion cells": (
        "a.odt",
        lambda: odt(
            ODT.replace("<table:table-cell>", '<table:table-cell table:number-columns-repeated="999999999">').replace(
                "<table:table-row>", '<table:table-row table:number-rows-repeated="999999999">'
            )
        ),
        READ,
    ),
    "odt with a password": ("a.odt", lambda: odt("\x8f", **{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), {"encrypted"}),
    "html with outside entities": ("a.html", lambda: f"<!DOCTYPE html [{OUTSIDE}{LAUGHS}]>{HTML}&x;&y;&a11;".encode(), READ),
    "html that fetches and runs": (
        "a.html",
        lambda: HTML.replace(
            "<h1>", "<script src='http://127.0.0.1:9/'>while(1){}</script><iframe src='file:///etc/passwd'></iframe><img src='file:///etc/passwd'><h1>"
        ).encode(),
        READ,
    ),
    **{
        f"html of {tag} nested 20,000 deep": ("a.html", partial(_nested_html, tag), READ)
        for tag in ("div", "b", "ul><li", "blockquote", "font")
    },
    "html of tables in tables": ("a.html", lambda: f"<html>{'<table><tr><td>' * 3000}Beslut".encode(), READ),
    "html of an attribute of 5 MB": ("a.html", lambda: f"<html><body><p title='{'x' * 5_000_000}'>Beslut</p></body></html>".encode(), READ),
    "html whose charset does not exist": ("a.html", lambda: HTML.replace("utf-8", "x-evil").encode(), READ),
    "html whose charset is no text": ("a.html", lambda: HTML.replace("utf-8", "base64").encode(), READ),
    "rtf nested 200,000 deep": ("a.rtf", lambda: b"{\\rtf1 " + b"{" * 200_000 + b"Beslut" + b"}" * 200_001, READ),
    "rtf with a length that lies": ("a.rtf", lambda: rb"{\rtf1 Beslut {\bin99999999999 x}\u99999999999 ?\'zz}", {"damaged", *READ}),
    "rtf with an object and a field": (
        "a.rtf",
        lambda: rb"{\rtf1 Beslut {\object\objemb{\*\objdata 0105}}{\field{\*\fldinst INCLUDETEXT file:///etc/passwd}}}",
        READ,
    ),
    "json nested 500,000 deep": ("a.json", lambda: b"[" * 500_000, {"unsupported_format", "document"}),
    "text of zeros": ("a.txt", lambda: bytes(100_000), {"empty"}),
    "text of control characters": ("a.txt", lambda: bytes(range(32)) * 1000, {"unsupported_format", "damaged"}),
    "text that turns the terminal and the reading direction": (
        "a.txt",
        lambda: "\x1b[2J\u202eBeslut\0\ud7ff".encode(),
        {"document", "unsupported_format"},
    ),
    "an image of 1 pixel": ("a.png", lambda: picture((1, 1)), {"no_text"}),
    "an image of 500 megapixels": ("a.png", lambda: png(25_000, 20_000, bytes(3126 * 20_000)), {"too_large"}),
    "an image that says 10,000 megapixels": ("a.png", lambda: png(100_000, 100_000), {"too_large"}),
    "an image without extent": ("a.png", lambda: png(0, 0), {"damaged", "no_text", "unsupported_format"}),
    "an image as thin as a thread": ("a.png", lambda: picture((60_000, 1)), {"no_text"}),
    "an image cut in half": ("a.jpg", lambda: picture((800, 800), "JPEG")[:3000], {"damaged", "no_text"}),
    "an image of images in a circle": ("a.tiff", looping_tiff, {"no_text", "damaged"}),
    "an image with 200 MB of remarks": ("a.png", lambda: _remarks(), {"damaged", "no_text", "too_large"}),
}  # fmt: skip


def _lying_size(data: bytes, size: int) -> bytes:
    """The archive with the unpacked size of every member put up in its directory."""
    spoilt = bytearray(data)
    at = spoilt.find(b"PK\x01\x02")
    while at >= 0:
        spoilt[at + 24 : at + 28] = struct.pack("<I", size)
        at = spoilt.find(b"PK\x01\x02", at + 4)
    return bytes(spoilt)


def _remarks() -> bytes:
    text = b"Comment\0\0" + zlib.compress(b" " * 200_000_000, 1)
    chunk = struct.pack(">I", len(text)) + b"zTXt" + text + struct.pack(">I", zlib.crc32(b"zTXt" + text))
    whole = picture((20, 20))
    return whole[:33] + chunk + whole[33:]
