"""The whole evaluation: pairing of gold with documents, figures, reports and the agreement with the corpora's own scorer."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from labelled_samples import TEXTS, rows_of, write_gold, write_output
from rich.console import Console

from pipeline.evaluation.evaluate import Evaluation, evaluate
from pipeline.evaluation.report import as_dict, as_json, as_markdown, print_evaluation, write_report
from pipeline.evaluation.skeleton import write_skeleton
from pipeline.exit_codes import ExitCode, UserError

SHARED = Path(os.environ.get("KOMMUNBESLUT_CORPUS", Path(__file__).resolve().parents[4] / "shared"))
MOTION: dict[str, Any] = {"documents": {"municipality": "Solberga", "document_type": "motion"}, "persons": []}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output of our own, made once."""
    return write_output(tmp_path_factory.mktemp("evaluation") / "out", rows_of(TEXTS))


def printed(found: Evaluation, listed: int = 30) -> str:
    console = Console(file=io.StringIO(), width=200)
    print_evaluation(found, console, listed)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_gold_is_paired_by_the_stem_of_the_document(out: Path, tmp_path: Path) -> None:
    found = evaluate(out, [write_gold(tmp_path, motion_zibo=MOTION)])
    assert found.documents == 1 and found.unlabelled == ["utdrag-31.txt"] and found.absent == []
    assert found.exit_code is ExitCode.OK
    assert found.scores["document_type"].f1 == 1.0 and found.scores["document_type"].intervals is None
    assert {(m.kind, m.output["name"]) for m in found.misses if m.field == "persons"} == {("wrong", "Erik Sandberg")}


def test_gold_without_a_document_is_named_with_its_reason(tmp_path: Path) -> None:
    rows = rows_of({"motion-zibo": TEXTS["motion-zibo"]})
    rows["failures"] = [
        {"source_path": "dump.zip!/a/b.pdf", "stage": "read", "error": "encrypted", "message": "give its password", "attempts": 1}
    ]
    out = write_output(tmp_path / "out", rows)
    gold = write_gold(tmp_path / "gold", motion_zibo=MOTION, b=MOTION, ny=MOTION, ensam=MOTION)
    (gold / "ny.pdf").write_bytes(b"")
    found = evaluate(out, [gold])
    why = {Path(path).stem: reason for path, reason in found.absent}
    assert found.documents == 1 and found.exit_code is ExitCode.SOME_FAILED
    assert "the document failed: give its password" in why["b"]
    assert "ny.pdf beside it is not in the output; run `kommunbeslut run` on it" in why["ny"]
    assert "no document of this name" in why["ensam"]
    assert "ensam.json" in printed(found) and "ensam.json" in as_markdown(found)


def test_a_name_of_several_documents_is_settled_by_the_source_path(tmp_path: Path) -> None:
    rows = rows_of({"motion-zibo": TEXTS["motion-zibo"], "utdrag-31": TEXTS["utdrag-31"]})
    for i, document in enumerate(sorted(rows["documents"], key=lambda d: str(d["source_path"]))):
        document["source_path"] = f"20{i}/papper.txt"
    out = write_output(tmp_path / "out", rows)
    with pytest.raises(UserError, match=r"several documents have this name .*200/papper.txt, 201/papper.txt.* source_path of one"):
        evaluate(out, [write_gold(tmp_path / "gold", papper=MOTION)])
    found = evaluate(out, [write_gold(tmp_path / "gold", papper={**MOTION, "source_path": "200/papper.txt"})])
    assert found.scores["document_type"].f1 == 1.0 and found.unlabelled == ["201/papper.txt"]


def test_a_copy_of_a_document_is_found_by_its_name(tmp_path: Path) -> None:
    rows = rows_of({"motion-zibo": TEXTS["motion-zibo"]})
    rows["documents"][0]["duplicate_paths"] = ["arkiv.zip!/2019/kopia.pdf"]
    out = write_output(tmp_path / "out", rows)
    assert evaluate(out, [write_gold(tmp_path / "gold", kopia=MOTION)]).documents == 1


def test_gold_for_no_document_at_all_is_an_error(out: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="none of the 1 gold files has a document") as error:
        evaluate(out, [write_gold(tmp_path, ensam=MOTION)])
    assert error.value.code is ExitCode.INPUT_MISSING


def test_an_output_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    out = write_output(tmp_path / "out", {})
    (out / "documents.parquet").write_bytes(b"PAR1")
    with pytest.raises(UserError, match=r"documents.parquet: cannot be read") as error:
        evaluate(out, [write_gold(tmp_path / "gold", a=MOTION)])
    assert error.value.code is ExitCode.OUTPUT_UNUSABLE


@pytest.fixture
def found(out: Path, tmp_path: Path) -> Evaluation:
    for stem in TEXTS:
        write_skeleton(out, stem, tmp_path)
    path = tmp_path / "utdrag-31.json"
    gold = json.loads(path.read_text("utf-8"))
    gold["decisions"][0]["action"] = "enter"
    gold["outcomes"][0]["outcome"] = "established"
    path.write_text(json.dumps(gold), "utf-8")
    return evaluate(out, [tmp_path])


def test_reports_tell_the_same_in_all_forms(found: Evaluation) -> None:
    told = json.loads(as_json(found))
    assert told["fields"]["decisions"]["f1"] < 1 and told["macro_f1"] == found.macro_f1
    assert told["confusion"]["outcome"]["established"] == {"renewed": 1}
    assert told["calibration"]["outcomes"]["rows"] == found.reliability["outcomes"].rows
    (fate,) = [m for m in told["misses"] if m["field"] == "outcomes"]
    assert (fate["kind"], fate["gold"]["outcome"], fate["output"]["outcome"]) == ("differs", "established", "renewed")
    assert "förnya samarbetsavtalet" in fate["quote"] and fate["page"] == 1
    for text in (printed(found), as_markdown(found)):
        assert f"{found.macro_f1:.3f}" in text and "established" in text and "förnya samarbetsavtalet" in text
        assert all(name in text for name in found.scores)


def test_the_list_of_misses_is_cut_in_the_terminal_only(found: Evaluation) -> None:
    assert f"… and {len(found.misses) - 1} more" in printed(found, 1)
    assert as_markdown(found).count("| differs |") == sum(m.kind == "differs" for m in found.misses)


def test_an_evaluation_is_the_same_each_time(out: Path, tmp_path: Path) -> None:
    gold = write_gold(tmp_path, motion_zibo=MOTION)
    assert as_json(evaluate(out, [gold])) == as_json(evaluate(out, [gold]))


@pytest.mark.parametrize(("form", "begins"), [("json", "{"), ("md", "# Evaluation"), ("table", "Macro F1")])
def test_a_report_is_written_to_a_file(found: Evaluation, tmp_path: Path, form: str, begins: str) -> None:
    target = tmp_path / "report"
    write_report(found, form, target, 5)
    text = target.read_text("utf-8")
    assert text.startswith(begins) and "\x1b" not in text
    with pytest.raises(UserError, match="cannot be written"):
        write_report(found, form, tmp_path / "nowhere" / "report", 5)


@pytest.mark.skipif(not (SHARED / "tools" / "score.py").is_file(), reason=f"no annotated corpus at {SHARED}")
@pytest.mark.parametrize("corpus", ["seeds", "constructed", "goteborg-ks-2024"])
def test_the_figures_are_those_of_the_corpora_s_own_scorer(corpus: str, tmp_path: Path) -> None:
    gold = SHARED / "corpus" / corpus
    out = write_output(tmp_path / "out", _corpus_rows(gold))
    report = tmp_path / "scorer.json"
    scorer = [sys.executable, str(SHARED / "tools" / "score.py"), str(out), str(gold), "--json", str(report)]
    subprocess.run(scorer, check=False, capture_output=True, timeout=300)
    wanted = json.loads(report.read_text("utf-8"))
    told = as_dict(evaluate(out, [gold]))
    assert told["macro_f1"] == pytest.approx(wanted["macro_f1"], abs=1e-12)
    fields = {name: {k: f[k] for k in ("precision", "recall", "f1", "gold", "output")} for name, f in told["fields"].items()}
    assert fields == wanted["fields"]


def _corpus_rows(gold: Path) -> dict[str, list[dict[str, Any]]]:
    """Rows of the corpus' first documents, some spoilt so that every kind of miss is met."""
    texts = {p.stem: p.read_text("utf-8") for p in sorted(gold.glob("*.txt"))[:6]}
    rows = rows_of(texts)
    for name, column, value in (("outcomes", "outcome", "paused"), ("decisions", "action", "table"), ("agreements", "start_year", 1901)):
        for row in rows[name][::5]:
            row[column] = value
    for name in ("parties", "dates", "case_numbers", "focus_areas", "cases"):
        rows[name] = [row for i, row in enumerate(rows[name]) if i % 7]
    return rows
