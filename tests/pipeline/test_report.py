"""The report as files: what is written where, from which rows, and what it refuses. All papers are invented."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from extractors.codes import PARTNERSHIP_WARNINGS, WARNINGS
from pipeline.cli import app
from pipeline.config import Settings
from pipeline.exit_codes import UserError
from pipeline.privacy.contact import find_contact_data
from pipeline.published import read_rows
from pipeline.readers.limits import Limits
from pipeline.readers.pdf import read_pdf
from pipeline.report.build import build_report
from pipeline.report.links import document_page
from pipeline.report.source import read_bundles
from pipeline.report.texts import Texts, all_codes, load
from pipeline.report.writer import MARKER
from pipeline.run import run

PAPER = """{name} kommun
Kommunfullmäktige
Sammanträdesprotokoll
Sammanträdesdatum {day}

§ 7 Översyn av vänortsavtalet med {city}
Dnr KS {year}/55

Kommunfullmäktige beslutar
att {decision}.
"""
PAPER_WITH_CONTACT_DATA = Path(__file__).parents[2] / "data/raw/04-karlstad-tjansteskrivelse-med-avtal-2018.pdf"
PAPERS = {
    "trosa": ("Trosa", "2019-05-06", "Paide", "förlänga vänortsavtalet med Paide till och med 2023"),
    "flen": ("Flen", "2022-11-07", "Tver", "säga upp vänortsavtalet med Tver"),
    "flen-tidigare": ("Flen", "2014-11-10", "Tver", "förlänga vänortsavtalet med Tver till och med 2024"),
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "in").mkdir()
    for stem, (name, day, city, decision) in PAPERS.items():
        (folder / "in" / f"{stem}.txt").write_text(PAPER.format(name=name, day=day, city=city, decision=decision, year=day[:4]), "utf-8")
    shutil.copyfile(PAPER_WITH_CONTACT_DATA, folder / "in" / "avtal.pdf")
    run([folder / "in"], Settings(out=folder / "out", jobs=1, ocr="off"))
    return folder / "out"


@pytest.fixture(scope="module")
def site(out: Path) -> Path:
    build_report(out, out.parent / "site")
    return out.parent / "site"


def test_every_document_municipality_and_partnership_has_its_page(out: Path, site: Path) -> None:
    documents = read_rows(out, "documents")
    assert len(documents) == len(PAPERS) + 1
    assert all((site / document_page(d["document_id"])).is_file() for d in documents)
    assert {p.name for p in (site / "municipalities").iterdir()} == {"0488.html", "0482.html", "1780.html"}
    assert len(list((site / "partnerships").iterdir())) == len(read_rows(out, "partnerships"))


def test_every_link_leads_to_a_file_or_place_of_the_site(site: Path) -> None:
    looked_at = 0
    for page in site.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"]+)"', page.read_text("utf-8")):
            path, _, anchor = link.partition("#")
            assert "://" not in path and not path.startswith(("/", "data:"))
            target = (page.parent / path).resolve() if path else page
            assert target.is_file() and target.is_relative_to(site.resolve()), (page, link)
            if anchor and target.suffix == ".html" and "=" not in anchor:
                assert f'id="{anchor}"' in target.read_text("utf-8"), (page, link)
            looked_at += 1
    assert looked_at > 100


def test_a_page_shows_the_whole_text_and_marks_every_value(out: Path, site: Path) -> None:
    for bundle in read_bundles(out):
        page = (site / document_page(bundle.document_id)).read_text("utf-8")
        values = sum(len(rows) for rows in bundle.values.values())
        assert values == len(re.findall(r'<li class="value"', page))
        marked = {v for m in re.findall(r'<mark class="[^"]*" data-v="([^"]*)"', page) for v in m.split()}
        assert marked == {str(n) for n in range(1, values + 1)}


def test_bundles_hold_all_rows_of_all_tables(out: Path) -> None:
    bundles = list(read_bundles(out))
    assert [b.document_id for b in bundles] == sorted(d["document_id"] for d in read_rows(out, "documents"))
    for name in ("outcomes", "dates", "parties", "cases", "decisions"):
        assert sum(len(b.values.get(name, [])) for b in bundles) == len(read_rows(out, name))
    assert sum(len(b.pages) for b in bundles) == len(read_rows(out, "pages"))


def test_every_value_of_a_pdf_has_its_box(site: Path) -> None:
    page = next(text for p in (site / "documents").rglob("*.html") if "<img" in (text := p.read_text("utf-8")))
    boxed = set(re.findall(r'<rect class="[^"]*" data-v="(\d+)"', page))
    assert boxed == {str(n) for n in range(1, len(re.findall(r'<li class="value"', page)) + 1)}


def test_without_images_no_picture_is_written(out: Path, tmp_path: Path) -> None:
    build_report(out, tmp_path / "site", images=False)
    assert not list((tmp_path / "site").rglob("*.webp"))


def test_where_the_file_is_gone_the_text_is_shown_and_it_is_said(out: Path, tmp_path: Path) -> None:
    shutil.copytree(out, tmp_path / "out")
    (tmp_path / "out" / "kommunbeslut.duckdb").unlink()
    build_report(tmp_path / "out", tmp_path / "site")
    pages = [p.read_text("utf-8") for p in (tmp_path / "site" / "documents").rglob("*.html")]
    assert sum('data-t="document.source_gone"' in p for p in pages) == 1
    assert not any("<img" in p for p in pages)


def test_what_was_read_without_private_persons_is_not_pictured(out: Path, tmp_path: Path) -> None:
    shutil.copytree(out, tmp_path / "out")
    with duckdb.connect(str(tmp_path / "out" / "kommunbeslut.duckdb")) as state:
        state.execute("UPDATE inputs SET options = 'ocr=off privacy=drop'")
    build_report(tmp_path / "out", tmp_path / "site")
    assert not list((tmp_path / "site").rglob("*.webp"))


def test_what_is_masked_is_nowhere_in_the_site_though_its_page_is_pictured(out: Path, site: Path) -> None:
    text = "".join(p.text for p in read_pdf(PAPER_WITH_CONTACT_DATA.read_bytes(), "off", Limits()).pages)
    secrets = {text[d.start : d.end].encode() for d in find_contact_data(text)}
    pages = [p for p in read_rows(out, "pages") if "█" in p["text"]]
    assert secrets and pages
    for page in pages:
        assert (site / document_page(page["document_id"]).removesuffix(".html") / f"{page['page']}.webp").is_file()
    for path in (p for p in site.rglob("*") if p.is_file()):
        assert not any(secret in path.read_bytes() for secret in secrets), path


def test_several_processes_write_the_same_site(out: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.report.build.DOCUMENTS_PER_PROCESS", 1)
    build_report(out, tmp_path / "site", jobs=2)
    names = sorted(p.relative_to(site) for p in site.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(tmp_path / "site") for p in (tmp_path / "site").rglob("*") if p.is_file())
    assert all((site / n).read_bytes() == (tmp_path / "site" / n).read_bytes() for n in names)


def test_an_earlier_report_is_replaced_and_nothing_else(out: Path, tmp_path: Path) -> None:
    to = tmp_path / "site"
    build_report(out, to, images=False)
    (to / "stale.html").touch()
    build_report(out, to, language="en", images=False)
    assert not (to / "stale.html").exists() and '<html lang="en"' in (to / "index.html").read_text("utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_other_things_is_left_alone(out: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(UserError, match="holds something else than a report"):
        build_report(out, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_report_that_fails_leaves_the_earlier_one(out: Path, tmp_path: Path) -> None:
    to = tmp_path / "site"
    build_report(out, to, images=False)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_report(out, to, images=False, tell=interrupt)
    assert (to / MARKER).is_file() and [p.name for p in tmp_path.iterdir()] == ["site"]


def test_the_command_says_what_to_open(out: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["report", "--out", str(out), "--to", str(tmp_path / "site"), "--no-images"], catch_exceptions=False)
    assert result.exit_code == 0
    assert f"Open {tmp_path / 'site' / 'index.html'}" in result.output.replace("\n", "")
    assert (tmp_path / "site" / "index.html").is_file()


def test_tables_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such table"):
        build_report(tmp_path, tmp_path / "site")


def test_an_output_without_documents_gives_a_site(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "tom.pdf").write_bytes(b"%PDF-1.7 broken")
    run([tmp_path / "in"], Settings(out=tmp_path / "out", jobs=1, ocr="off"))
    built = build_report(tmp_path / "out", tmp_path / "site")
    assert (built.documents, built.partnerships) == (0, 0)
    assert "Alla filer gick att läsa" not in (tmp_path / "site" / "quality.html").read_text("utf-8")


def test_the_saved_partnerships_open_in_a_spreadsheet(site: Path) -> None:
    text = (site / "data" / "partnerships.csv").read_bytes().decode("utf-8")
    assert text.startswith("\ufeffmunicipality,counterpart,")
    assert "Flen,Tver,RU" in text


def test_the_languages_have_the_same_texts_and_every_code() -> None:
    swedish, english = load("sv"), load("en")
    own = [{k for k in texts if not k.startswith("country.")} for texts in (swedish, english)]
    assert own[0] == own[1]
    assert all_codes() <= own[0], "add the new codes to pipeline/report/texts/*.toml"
    assert all(set(re.findall(r"\{\w+\}", swedish[k])) == set(re.findall(r"\{\w+\}", english[k])) for k in own[0])


def test_every_text_that_is_asked_for_is_there(site: Path) -> None:
    known = load("sv")
    asked = {k for p in site.rglob("*.html") for k in re.findall(r'data-t(?:-[a-z-]+)?="([^"]+)"', p.read_text("utf-8"))}
    scripts = {
        k for p in (site / "assets").glob("*.js") for k in re.findall(r'"((?:explore|document|column|theme)\.\w+)"', p.read_text("utf-8"))
    }
    assert asked and scripts
    assert {k for k in asked | scripts if k not in known and not k.endswith(".")} == set()


def test_the_data_is_in_chunks_that_hold_all_documents(out: Path, site: Path) -> None:
    (chunk,) = (site / "data").glob("documents-*.js")
    rows = json.loads(chunk.read_text("utf-8").split(",", 2)[2].rsplit(")", 1)[0])
    assert sorted(r[1] for r in rows) == sorted(d["source_path"] for d in read_rows(out, "documents"))


def test_what_the_samples_warn_of_is_told_in_swedish(sample_output: Path) -> None:
    texts = Texts("sv")
    warnings = {w for table in ("documents", "partnerships") for row in read_rows(sample_output, table) for w in row["warnings"] or ()}
    assert warnings
    assert {k.split(".")[1] for k in load("en") if k.startswith("warning.")} == {*WARNINGS, *PARTNERSHIP_WARNINGS}
    assert [w for w in warnings if 'lang="en"' in texts.warning(w)] == []


def test_the_overview_says_which_year_is_not_whole(out: Path, site: Path) -> None:
    last = max(d for r in read_rows(out, "documents") for d in (r["meeting_date"], r["document_date"]) if d)
    overview = (site / "index.html").read_text("utf-8")
    assert f"dokumenten slutar {last.isoformat()}, så {last.year} är inget helt år" in overview
    assert overview.count('class="partial"') == 2 and "(inte helt)" in overview
