"""The sample documents: made again byte by byte, of every kind and format, and as EXPECTED.toml describes them."""

from __future__ import annotations

import importlib
import io
import re
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractors import codes

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
SOURCES = ROOT / "data" / "sources"
SCANS = ("11-norrkoping-utdrag-1998-skannad.pdf", "12-vasteras-tjansteutlatande-2003-skannad.pdf")
BROKEN = "15-orebro-interpellation-2015.pdf"


@pytest.fixture(scope="module")
def maker() -> Any:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        yield importlib.import_module("make_samples")
    finally:
        sys.path.remove(str(ROOT / "tools"))


@pytest.fixture(scope="module")
def samples(maker: Any) -> dict[str, Any]:
    return {s.output: s for s in maker.load_samples(SOURCES)}


@pytest.fixture(scope="module")
def built(maker: Any) -> dict[str, bytes]:
    return maker.build(SOURCES)


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    return tomllib.loads((SOURCES / "EXPECTED.toml").read_text("utf-8"))["document"]


def members(content: bytes) -> dict[str, object]:
    """The members of an archive with their content, archives inside it opened too: compression may differ between zlib builds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        read = {info.filename: (info.date_time, archive.read(info)) for info in archive.infolist()}
    return {name: (date, members(data) if zipfile.is_zipfile(io.BytesIO(data)) else data) for name, (date, data) in read.items()}


def content_of(path: str) -> bytes:
    archive, _, member = path.partition("!/")
    content = (RAW / archive).read_bytes()
    return zipfile.ZipFile(io.BytesIO(content)).read(member) if member else content


def pdf_texts(name: str) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(RAW / name)]


def test_committed_files_are_what_the_sources_give(built: dict[str, bytes]) -> None:
    assert {p.name for p in RAW.iterdir()} == set(built)
    for name, content in built.items():
        committed = (RAW / name).read_bytes()
        if zipfile.is_zipfile(io.BytesIO(content)):
            assert members(committed) == members(content), name
        else:
            assert committed == content, name


def test_building_twice_gives_the_same_bytes(maker: Any, built: dict[str, bytes]) -> None:
    assert maker.build(SOURCES) == built


def test_the_folder_stays_small() -> None:
    assert sum(p.stat().st_size for p in RAW.iterdir()) < 6_000_000


def test_every_kind_of_document_is_there(samples: dict[str, Any]) -> None:
    kinds = {s.kind for s in samples.values()}
    assert kinds == set(codes.DOCUMENT_TYPES) - {"other"}
    assert len({s.source for s in samples.values()}) >= 18


def test_every_format_is_there(samples: dict[str, Any]) -> None:
    outside = [name for name in samples if "!/" not in name]
    count = {
        ending: sum(name.endswith(ending) for name in outside) for ending in (".txt", ".md", ".pdf", ".docx", ".html", ".png", ".tiff")
    }
    assert count[".txt"] >= 3 and count[".md"] >= 2 and count[".docx"] >= 3 and count[".html"] >= 2
    assert count[".png"] == count[".tiff"] == 1
    assert sum(s.format == "pdf" and not s.broken_layer for s in samples.values()) >= 5
    assert tuple(n for n, s in samples.items() if s.format == "scan") == SCANS
    assert [n for n, s in samples.items() if s.broken_layer] == [BROKEN]


def test_plain_text_files_differ_in_encoding_and_page_breaks(samples: dict[str, Any]) -> None:
    motion = content_of("05-lund-motion-2020.txt")
    with pytest.raises(UnicodeDecodeError):
        motion.decode("utf-8")
    assert "pressfriheten" in motion.decode("cp1252") and b"\r\n" in motion
    assert content_of("19-sandviken-arbetsutskott-2011.txt").decode("utf-8").count("\f") == 3


def test_born_digital_pdfs_have_a_sound_text_layer_and_furniture_on_every_page(samples: dict[str, Any]) -> None:
    for name, sample in samples.items():
        if sample.format != "pdf" or sample.broken_layer:
            continue
        texts = pdf_texts(name)
        head = sample.header[0].split("|")[0].strip(" *")
        for number, text in enumerate(texts, 1):
            assert head in text and "\ufffd" not in text, name
            assert re.search(rf"{number} (\(|av ){len(texts)}|{number}/{len(texts)}", text), (name, number)
        assert re.search("[åäö]", "".join(texts))


def test_whole_meetings_run_over_several_pages() -> None:
    assert len(pdf_texts("01-vaxjo-kommunstyrelsen-2019.pdf")) >= 4
    assert len(pdf_texts("02-mora-kommunfullmaktige-2022.pdf")) >= 4


def test_scans_hold_images_and_no_text_and_one_page_lies_on_its_side() -> None:
    for name in SCANS:
        assert "".join(pdf_texts(name)) == ""
        for page in pdfium.PdfDocument(RAW / name):
            assert [obj.type for obj in page.get_objects()] == [pdfium.raw.FPDF_PAGEOBJ_IMAGE]
    widths = [page.get_width() > page.get_height() for page in pdfium.PdfDocument(RAW / SCANS[1])]
    assert widths == [False, True]


def test_few_pages_need_recognition() -> None:
    pages = sum(len(pdfium.PdfDocument(RAW / name)) for name in (*SCANS, BROKEN))
    with Image.open(RAW / "14-gotland-utdrag-2009.tiff") as tiff, Image.open(RAW / "13-boden-brev-2001.png") as png:
        assert tiff.n_frames == 2
        assert tiff.mode == png.mode == "1"
        pages += tiff.n_frames + 1
    assert pages <= 12


def test_broken_text_layer_has_lost_its_ligatures_only() -> None:
    text = "".join(pdf_texts(BROKEN))
    assert "Interpella\ufffd\ufffdon" in text and "ti" not in text
    assert "Örebro kommun" in text


def test_archive_has_folders_a_swedish_name_and_a_duplicate(expected: list[dict[str, Any]]) -> None:
    with zipfile.ZipFile(RAW / "21-handlingar-2016-2024.zip") as archive:
        names = archive.namelist()
    assert len(names) >= 4 and all("/" in name for name in names)
    assert any(re.search("[åäö]", name) for name in names)
    copies = [d for d in expected if "duplicate_of" in d]
    assert [content_of(d["path"]) == content_of(d["duplicate_of"]) for d in copies] == [True]


def test_word_files_have_real_lists_tables_and_running_heads() -> None:
    from docx import Document

    for name in ("03-halmstad-protokollsutdrag-2021.docx", "06-lund-svar-pa-motion-2021.docx", "08-ostersund-vanortsavtal-2008.docx"):
        document = Document(str(RAW / name))
        assert {"List Number", "List Bullet"} & {p.style.name for p in document.paragraphs}
        assert any(t.style.name == "Table Grid" for t in document.tables)
        assert document.sections[0].header.paragraphs[0].text and document.sections[0].footer.paragraphs[0].text


def test_expected_covers_every_sample(expected: list[dict[str, Any]], samples: dict[str, Any]) -> None:
    assert [d["path"] for d in expected] == list(samples)
    for document in expected:
        if "duplicate_of" not in document:
            assert document["document_type"] == samples[document["path"]].kind


def test_expected_facts_stand_in_the_sources(expected: list[dict[str, Any]], samples: dict[str, Any]) -> None:
    for document in expected:
        if "duplicate_of" in document:
            continue
        sample = samples[document["path"]]
        text = (SOURCES / sample.source).read_text("utf-8") + "\n".join(sample.header)
        text = re.sub(r"\s+", " ", re.sub(r"(?<=[a-zåäö])-\n", "", text))
        for place in [c[0] for c in document.get("counterparts", [])] + document["lures"]:
            assert place in text, (document["path"], place)
        for number, title, _ in document["sections"]:
            assert number in text and title in text, (document["path"], number)
        for case_number in document["case_numbers"] + document["references"]:
            year, serial = case_number.rsplit(" ", 1)[-1].split("/")
            assert year[2:] in text and serial in text, (document["path"], case_number)


def test_expected_uses_the_code_lists(expected: list[dict[str, Any]]) -> None:
    for document in (d for d in expected if "duplicate_of" not in d):
        named = {c[0] for c in document.get("counterparts", [])}
        assert not named & set(document["lures"]), document["path"]
        assert set(document.get("parts", [])) <= set(codes.DOCUMENT_TYPES)
        for outcome in document["outcomes"]:
            stages = outcome["stage"] if isinstance(outcome["stage"], list) else [outcome["stage"]]
            assert outcome["counterpart"] in named and outcome["outcome"] in codes.OUTCOMES
            assert set(stages) <= set(codes.OUTCOME_STAGES) and set(outcome.get("reasons", [])) <= set(codes.REASONS)


def test_fates_of_many_sorts_are_told(expected: list[dict[str, Any]]) -> None:
    outcomes = {o["outcome"] for d in expected for o in d.get("outcomes", [])}
    countries = {c[1] for d in expected for c in d.get("counterparts", [])}
    assert outcomes == set(codes.OUTCOMES)
    assert countries == {"CN", "RU", "UA", "PL", "NO", "US", "DE", "JP"}
