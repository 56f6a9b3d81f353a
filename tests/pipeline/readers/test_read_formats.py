"""Word, OpenDocument, Rich Text and HTML files, and what is no document at all."""

from __future__ import annotations

import io
import pickle
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_samples import cells

from pipeline.document import ReadError
from pipeline.readers import Limits, detect, read
from pipeline.readers.numerals import numeral


def save(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pack(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def code_of(data: bytes, name: str = "a", **options: object) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, name, **options)  # type: ignore[arg-type]
    assert len(caught.value.message) > 20
    return caught.value.code


MAIN = "wordprocessingml.document.main"


def renamed(data: bytes, member: str, old: str, new: str, **added: bytes) -> bytes:
    """The package with a text in one of its members replaced, and members added."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    content = bytes(members[member])  # type: ignore[arg-type]
    assert old.encode() in content
    return pack({**members, member: content.replace(old.encode(), new.encode()), **added})


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        ("dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ],
)
def test_word_files_with_macros_and_templates_are_read_as_others_are(ending: str, kind: str) -> None:
    document = docx.Document()
    document.add_paragraph("Kommunstyrelsen beslutar")
    document.add_paragraph("att anta planen", style="List Number")
    plain = save(document)
    ordinary = f"application/vnd.openxmlformats-officedocument.{MAIN}+xml"
    other = renamed(plain, "[Content_Types].xml", ordinary, kind, **{"word/vbaProject.bin": b"not looked at"})
    assert read(other, f"a.{ending}") == read(plain, "a.docx")


def test_strict_word_files_are_refused_with_the_remedy() -> None:
    strict = renamed(
        save(docx.Document()),
        "_rels/.rels",
        "http://schemas.openxmlformats.org/officeDocument/2006",
        "http://purl.oclc.org/ooxml/officeDocument",
    )
    with pytest.raises(ReadError, match=r"Strict .*\(\.docx\)") as caught:
        read(strict, "a.docx")
    assert caught.value.code == "unsupported_format"


def test_word_paragraphs_lists_tables_and_margins() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Norrvikens kommun"
    document.sections[0].footer.paragraphs[0].text = "Box 1, 123 45 Norrviken"
    document.add_heading("Svar på motion", 1)
    document.add_paragraph("Dnr\tKS 2020/345")
    for text in ("att avslå motionen", "att informera nämnden"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Utbildning", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ledamot", "Röst"
    table.cell(1, 0).text, table.cell(1, 1).text = "Örjan Åkesson (S)", "Ja"
    document.add_paragraph("Beslutet skickas till").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Bilaga 1")
    result = read(save(document), "x.bin")
    first, second = (page.text for page in result.pages)
    lines = first.split("\n")
    assert lines[:4] == ["Norrvikens kommun", "", "Svar på motion", ""]
    assert "Dnr    KS 2020/345" in lines
    assert lines[lines.index("1. att avslå motionen") + 1] == "2. att informera nämnden"
    assert "• Utbildning" in lines
    rows = [cells(line) for line in lines if line.startswith(("Ledamot", "Örjan"))]
    assert rows == [["Ledamot", "Röst"], ["Örjan Åkesson (S)", "Ja"]]
    assert second.startswith("Bilaga 1\n") and second.endswith("Box 1, 123 45 Norrviken\n")
    assert [p.text_source for p in result.pages] == ["text", "text"]


def test_word_levels_of_numbering_are_counted() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">'
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, text in ((0, "Godkänna"), (1, "avtalet"), (1, "bilagan"), (0, "Avslå"), (1, "yrkandet")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'))
    lines = [line.strip() for line in read(save(document), "a.docx").pages[0].text.split("\n") if line]
    assert lines == ["3. Godkänna", "3.a) avtalet", "3.b) bilagan", "4. Avslå", "4.a) yrkandet"]


def test_word_deleted_text_and_field_codes_are_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Kvar")
    deleted = OxmlElement("w:del")
    deleted.append(parse_xml(f"<w:r {nsdecls('w')}><w:delText>borta</w:delText></w:r>"))
    paragraph._p.append(deleted)
    code = parse_xml(f"<w:r {nsdecls('w')}><w:instrText>PAGE</w:instrText></w:r>")
    paragraph._p.append(code)
    assert deleted.tag == qn("w:del")
    assert read(save(document), "a.docx").pages[0].text == "Kvar\n"


def test_word_cell_with_several_paragraphs_keeps_its_row_readable() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Ordförande\nAnna Ek"
    table.cell(0, 1).text = "Justerare\nBo Öst"
    lines = read(save(document), "a.docx").pages[0].text.strip().split("\n")
    assert [cells(line) for line in lines] == [["Ordförande", "Justerare"], ["Anna Ek", "Bo Öst"]]
    assert lines[0].index("Justerare") == lines[1].index("Bo Öst")


ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>
<text:h>Svar på motion</text:h><text:p>Dnr<text:tab/>KS<text:s/>2020/345 <text:span>och</text:span> <text:span>mer</text:span></text:p>
<text:list><text:list-item><text:p>Utbildning</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Ja</text:p></table:table-cell><table:table-cell><text:p>31</text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document-content>"""


def test_opendocument() -> None:
    data = pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT})
    result = read(data, "a.zip")
    assert result.media_type == "application/vnd.oasis.opendocument.text"
    lines = [line for line in result.pages[0].text.split("\n") if line]
    assert lines == ["Svar på motion", "Dnr    KS 2020/345 och mer", "• Utbildning", "Ja    31"]


def test_rich_text() -> None:
    source = r"{\rtf1\ansi\ansicpg1252 {\fonttbl{\f0 Arial;}}\f0 Sammantr\'e4de i \'c5re \u8211 ? beslut\par att avsl\'e5\page Bilaga\par}"
    pages = read(source.encode("ascii"), "a.doc").pages
    assert [p.text for p in pages] == ["Sammanträde i Åre – beslut\natt avslå\n", "Bilaga\n"]


HTML = """<html><head><meta charset="{0}"><title>dold</title><style>p {{}}</style></head><body><nav>meny</nav>
<h1>Protokoll  för
 kommunstyrelsen</h1><p>Första <b>stycket</b>.<br>Ny rad.</p><ol start="3"><li>avslå</li><li>bifalla<ul><li>del</li></ul></li></ol>
<table><tr><th>Ledamot</th><th>Röst</th></tr><tr><td>Åsa Öst</td><td>Ja</td></tr></table>
<script>dolt()</script><p hidden>dolt</p></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_html_blocks_lists_tables_and_charset(encoding: str) -> None:
    lines = [line for line in read(HTML.format(encoding).encode(encoding), "sida").pages[0].text.split("\n") if line]
    assert lines[:3] == ["Protokoll för kommunstyrelsen", "Första stycket.", "Ny rad."]
    assert lines[3:6] == ["3. avslå", "4. bifalla", "  • del"]
    assert [cells(line) for line in lines[6:]] == [["Ledamot", "Röst"], ["Åsa Öst", "Ja"]]


@pytest.mark.parametrize(
    ("number", "style", "text"), [(28, "lowerLetter", "bb"), (4, "upperRoman", "IV"), (7, "decimal", "7"), (0, "lowerRoman", "0")]
)
def test_numerals(number: int, style: str, text: str) -> None:
    assert numeral(number, style) == text


def test_formats_that_are_not_read_say_what_to_convert_to() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert code_of(ole + "WordDocument".encode("utf-16-le")) == "unsupported_format"
    assert code_of(ole + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert code_of(pack({"[Content_Types].xml": "", "xl/workbook.xml": ""})) == "unsupported_format"
    assert code_of(pack({"a/beslut.txt": "text"})) == "archive"
    assert code_of(b"<?xml version='1.0'?><data/>") == "unsupported_format"
    with pytest.raises(ReadError, match="docx or PDF"):
        read(ole + "WordDocument".encode("utf-16-le"), "gammal.doc")


def test_damaged_and_oversized_files() -> None:
    document = docx.Document()
    document.add_paragraph("Beslut " * 2000)
    whole = save(document)
    assert detect(whole[: len(whole) // 2], "a.docx") == detect(whole)
    assert code_of(whole[: len(whole) // 2]) == "damaged"
    assert code_of(pack({"[Content_Types].xml": "", "word/document.xml": "<skräp"})) == "damaged"
    assert code_of(whole, limits=Limits(unpacked_bytes=1000)) == "too_large"
    assert code_of(b"text " * 100, limits=Limits(bytes=100)) == "too_large"
    assert code_of(b"text " * 100, limits=Limits(characters=100)) == "too_large"
    assert code_of(save(docx.Document())) == "no_text"


MAGIC = [
    *(b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1 ", b"<html>"),
    *(b"\x89PNG\r\n\x1a\n", b"II*\x00", b"\xff\xd8\xff\xe0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(MAGIC), st.binary(max_size=400), st.sampled_from(["a.pdf", "a.txt", "a.html", "a"]))
def test_no_bytes_whatever_end_in_anything_but_text_or_a_named_failure(magic: bytes, rest: bytes, name: str) -> None:
    try:
        document = read(magic + rest, name, ocr="off")
    except ReadError as error:
        assert error.code in {"empty", "unsupported_format", "encrypted", "damaged", "too_large", "no_text", "archive"}
    else:
        assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
        assert all(page.text == "" or page.text[-1] in "\n\f" for page in document.pages)


@given(st.data())
def test_a_word_file_cut_anywhere_is_a_named_failure(data: st.DataObject) -> None:
    document = docx.Document()
    document.add_paragraph("Beslut")
    whole = save(document)
    cut = whole[: data.draw(st.integers(100, len(whole) - 30))]
    assert code_of(cut, "a.docx") in {"damaged", "archive"}


def test_html_nested_beyond_reason_keeps_its_words() -> None:
    data = b"<html><body>" + b"<div>" * 3000 + b"Beslut" + b"</div>" * 3000
    assert read(data, "a.html").pages[0].text == "Beslut\n"


def test_failure_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(ReadError("damaged", "cut off")))
    assert (error.code, error.message, error.stage) == ("damaged", "cut off", "read")
