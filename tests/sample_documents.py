"""The documents of data/raw, as tests name them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.discover import check_inputs, discover
from pipeline.document import InputItem

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
# Samples that hold pages without usable text.
RECOGNISED = ("11-", "12-", "13-", "14-", "15-")


def sample_items() -> list[InputItem]:
    """Every document of data/raw, members of archives too."""
    return [found for found in discover(check_inputs([RAW])) if isinstance(found, InputItem)]


def sample_parameters(paths: list[str]) -> list[Any]:
    """Test parameters, those marked that need characters to be recognised."""
    return [pytest.param(path, marks=[pytest.mark.ocr] if path.startswith(RECOGNISED) else [], id=path) for path in paths]
