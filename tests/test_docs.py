"""The documents that are made from the code are as the code would make them now."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline import codebook, exit_codes

ROOT = Path(__file__).resolve().parent.parent


def test_codebook_is_up_to_date() -> None:
    assert (ROOT / "docs" / "CODEBOOK.md").read_text("utf-8").strip() == codebook.as_markdown().strip()


def test_readme_names_the_exit_codes() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    told = re.search(r"Exit codes:(.*?)\n\n", readme, re.DOTALL)
    assert told is not None
    assert {int(n) for n in re.findall(r"(?<![\w-])(\d{1,3}) (?=\w)", told[1])} == {c.value for c in exit_codes.ExitCode} - {1}


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = (ROOT / ".ci" / "run").read_text("utf-8").strip().split("\n")[-1]
    assert command in (ROOT / "README.md").read_text("utf-8")
