"""Data packages that a repository takes, and citations: validated by the standard's own program."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest
import yaml
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.export import citation
from pipeline.export.citation import Deposit, cite, extent
from pipeline.export.datapackage import table_schema
from pipeline.export.dataset import Dataset, describe_dataset
from pipeline.export.formats import LICENCES, CitationFormat
from pipeline.schema import TABLES, table

ROOT = Path(__file__).resolve().parents[2]
CREATORS = ("--creator", "Forskare, Anna", "--creator", "Lunds universitet")


def call(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def package(sample_output: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("deposit") / "package"
    call("export", "--out", sample_output, "--to", to, "--format", "package", *CREATORS, "--licence", "CC0-1.0", "--title", "Vänorter")
    return to


@pytest.fixture(scope="module")
def descriptor(package: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((package / "datapackage.json").read_text("utf-8"))
    return told


def test_the_package_is_valid_by_the_standards_own_program(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == len(TABLES)


def test_a_broken_reference_is_found(package: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(package, tmp_path / "broken")
    documents = broken / "tables" / "documents.csv"
    lines = documents.read_text("utf-8").splitlines(keepends=True)
    documents.write_text("".join(lines[:-1]), "utf-8")
    told = json.loads((broken / "datapackage.json").read_text("utf-8"))
    for resource in told["resources"]:
        del resource["hash"], resource["bytes"]
    (broken / "datapackage.json").write_text(json.dumps(told), "utf-8")
    report = frictionless.validate(str(broken / "datapackage.json"))
    assert {kind for [kind] in report.flatten(["type"])} == {"foreign-key"}


def test_rows_come_back_typed(package: Path, sample_output: Path) -> None:
    told = frictionless.Package(str(package / "datapackage.json"))
    rows = pq.read_table(sample_output / "outcomes.parquet").to_pylist()
    for row, found in zip(rows, told.get_resource("outcomes").read_rows(), strict=True):
        assert (found["date"], found["page"], found["uncertain"]) == (row["date"], row["page"], row["uncertain"])
        assert (found["reasons"] or []) == (row["reasons"] or []) and float(found["confidence"]) == row["confidence"]


def test_schemas_are_the_projects_schema() -> None:
    for t in TABLES:
        schema = table_schema(t)
        assert [f["name"] for f in schema["fields"]] == t.column_names
        assert [f["description"] for f in schema["fields"]] == [c.description for c in t.columns]
        for field, column in zip(schema["fields"], t.columns, strict=True):
            assert field.get("constraints", {}).get("required", False) == column.required
            if column.codes and column.type == "text":
                assert field["constraints"]["enum"] == list(column.codes)
    keys = {(t.name, k["fields"][0], k["reference"]["resource"]) for t in TABLES for k in table_schema(t).get("foreignKeys", [])}
    assert ("outcomes", "document_id", "documents") in keys and ("decisions", "case_id", "cases") in keys
    assert ("case_links", "linked_case_id", "cases") in keys and ("cases", "matter_id", "") in keys
    assert not any(name in ("documents", "failures", "correction_log") for name, _, _ in keys)
    assert "foreignKeys" not in table_schema(table("pages"), {"pages"})


def test_the_descriptor_tells_licence_sources_creators_and_digests(descriptor: dict[str, Any], package: Path, sample_output: Path) -> None:
    dataset = describe_dataset(sample_output)
    assert descriptor["title"] == "Vänorter" and descriptor["id"] == f"sha256:{dataset.sha256}"
    assert descriptor["licenses"] == [{"name": "CC0-1.0", "title": LICENCES["CC0-1.0"][0], "path": LICENCES["CC0-1.0"][1]}]
    sources = [s["title"] for s in descriptor["sources"]]
    assert "Lund: 2 documents" in sources and any("GeoNames" in s for s in sources)
    assert [c["title"] for c in descriptor["contributors"] if c["roles"] == ["creator"]] == ["Forskare, Anna", "Lunds universitet"]
    for resource in descriptor["resources"]:
        content = (package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content) and resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_a_zip_holds_the_same_package(package: Path, sample_output: Path, tmp_path: Path) -> None:
    options = (*CREATORS, "--licence", "CC0-1.0", "--title", "Vänorter")
    call("export", "--out", sample_output, "--to", tmp_path / "deposit.zip", *options)
    with zipfile.ZipFile(tmp_path / "deposit.zip") as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {p.relative_to(package).as_posix(): p.read_bytes() for p in package.rglob("*") if p.is_file()}
    assert [p.name for p in tmp_path.iterdir()] == ["deposit.zip"]


def test_some_tables_make_a_valid_package_too(sample_output: Path, tmp_path: Path) -> None:
    call(
        "export", "--out", sample_output, "--to", tmp_path / "p", "--format", "package", "-t", "partnerships", "-t", "outcomes", "--labels"
    )
    assert frictionless.validate(str(tmp_path / "p" / "datapackage.json")).valid
    assert {p.stem for p in (tmp_path / "p" / "tables").iterdir()} == {"partnerships", "outcomes"}


def test_the_readme_tells_how_to_cite_and_how_to_read(package: Path, sample_output: Path) -> None:
    readme = (package / "README.md").read_text("utf-8")
    assert "Forskare, Anna & Lunds universitet" in readme and describe_dataset(sample_output).sha256 in readme
    assert LICENCES["CC0-1.0"][0] in readme and "take the first apostrophe away" in readme
    assert yaml.safe_load((package / "CITATION.cff").read_text("utf-8"))["type"] == "dataset"


def test_the_digest_is_what_sha256sum_gives(sample_output: Path, tmp_path: Path) -> None:
    for path in sample_output.glob("*.parquet"):
        shutil.copy(path, tmp_path)
    told = subprocess.run("LC_ALL=C; sha256sum *.parquet | sha256sum", shell=True, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout.split()[0] == describe_dataset(tmp_path).sha256 == describe_dataset(sample_output).sha256


def test_another_value_is_another_dataset(sample_output: Path, tmp_path: Path) -> None:
    for path in sample_output.glob("*.parquet"):
        shutil.copy(path, tmp_path)
    pq.write_table(pq.read_table(tmp_path / "outcomes.parquet").slice(1), tmp_path / "outcomes.parquet")
    assert describe_dataset(tmp_path).sha256 != describe_dataset(sample_output).sha256


def test_facts_of_a_dataset(sample_output: Path) -> None:
    dataset = describe_dataset(sample_output)
    documents = pq.read_table(sample_output / "documents.parquet").to_pylist()
    days = [d["document_date"] or d["meeting_date"] for d in documents if d["document_date"] or d["meeting_date"]]
    assert dataset.documents == len(documents) and (dataset.first, dataset.newest) == (min(days), max(days))
    assert sum(n for _, n in dataset.issuers) == sum(d["municipality"] is not None for d in documents)
    assert dataset.versions == (documents[0]["pipeline_version"],)
    assert f"the newest of {max(days).isoformat()}" in extent(dataset)


def test_the_program_is_cited_as_its_citation_file_says() -> None:
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert told["title"] == citation.PROGRAM_TITLE and told["date-released"] == citation.PROGRAM_RELEASED
    assert [a["name"] for a in told["authors"]] == list(citation.PROGRAM_AUTHORS)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert told["version"] == version
    made = yaml.safe_load(call("cite", "--format", "cff"))
    assert {k: v for k, v in told.items() if k != "keywords"} == made
    assert f"(version {version}) [Computer software]." in call("cite")


def test_a_dataset_is_cited_in_every_format(sample_output: Path) -> None:
    options = ("--out", sample_output, *CREATORS, "--title", "Vänorter & städer 100 %", "--published", "2026-05-01")
    digest = describe_dataset(sample_output).sha256
    text = call("cite", *options)
    assert "Forskare, Anna & Lunds universitet (2026). Vänorter & städer 100 % [Data set]." in text and digest in text
    bibtex = call("cite", *options, "--format", "bibtex")
    assert "author  = {Forskare, Anna and {Lunds universitet}}" in bibtex and r"{Vänorter \& städer 100 \%}" in bibtex
    assert bibtex.count("{") == bibtex.count("}") and digest in bibtex
    cff = yaml.safe_load(call("cite", *options, "--format", "cff"))
    assert cff["authors"] == [{"family-names": "Forskare", "given-names": "Anna"}, {"name": "Lunds universitet"}]
    assert cff["date-released"] == dt.date(2026, 5, 1) and cff["identifiers"][0]["value"] == f"sha256:{digest}"
    assert cff["references"][0]["title"] == citation.PROGRAM_TITLE


@pytest.mark.parametrize("format", CitationFormat)
def test_a_dataset_without_dates_or_documents_is_cited_too(format: CitationFormat) -> None:
    empty = Dataset(0, (), None, None, (), dt.date(2026, 1, 2), "0" * 64)
    told = cite(format, empty, Deposit())
    assert "0 documents" in told and "2026" in told and "None" not in told
    assert re.search(r"creators of the dataset", told, re.IGNORECASE)


def test_creators_left_out_are_asked_for(sample_output: Path) -> None:
    result = CliRunner().invoke(app, ["cite", "--out", str(sample_output)])
    assert result.exit_code == 0 and '--creator "Family, Given"' in result.stderr
