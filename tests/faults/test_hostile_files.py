"""Hostile files of every format: each ends in a document or in a failure that says what to do, within the limits, and reveals nothing."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import hostile_files
import hostile_pdf
import pytest

from pipeline.document import InputItem, ReadError
from pipeline.engines.local import Failure, Limits, LocalPool
from pipeline.engines.worker import WorkItem, process_item
from pipeline.readers.textform import finish
from pipeline.rows import from_bytes
from pipeline.schema import table

FILES = {
    **{f"pdf: {name}": ("a.pdf", make, allowed) for name, (make, allowed) in hostile_pdf.FILES.items()},
    **hostile_files.FILES,
}


def read_hostile(name: str) -> tuple[str, str]:
    """What became of a hostile file, and its text; runs in a worker process."""
    file_name, make, _ = FILES[name]
    data = make()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file_name)
        path.write_bytes(data)
        ocr = "auto" if data[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0", b"II*\0") or "thread" in name or "megapixels" in name else "off"
        try:
            made = process_item(WorkItem(InputItem(file_name, str(path)), hashlib.sha256(data).hexdigest(), ocr, "1"))
        except ReadError as error:
            return error.code, error.message
        pages = from_bytes(table("pages"), [made.tables["pages"]]).to_pylist()
        return "document", "".join(p["text"] for p in pages)


@pytest.fixture(scope="module")
def outcomes() -> dict[str, tuple[str, str]]:
    """Every hostile file read in worker processes under limits."""
    pool: LocalPool[str, tuple[str, str]] = LocalPool(read_hostile, Limits(1, timeout_seconds=120, memory_bytes=1 << 30))
    return {name: (r.code, r.message) if isinstance(r, Failure) else r for name, r in pool.run(list(FILES))}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's data")
@pytest.mark.parametrize("name", list(FILES))
def test_hostile_file(outcomes: dict[str, tuple[str, str]], name: str) -> None:
    code, told = outcomes[name]
    assert code in FILES[name][2], told
    assert "root:" not in told and "attached" not in told and "launchURL" not in told, "nothing from outside, attached or of scripts"
    if code == "document":
        assert any(word in told for word in ("eslut", "motion", "KS 2020/345", "[[[")) or "map to characters" in name
    else:
        assert len(told) > 20, "a remedy"


def test_a_million_spaces_are_no_trailing_spaces() -> None:
    assert finish("a" + " " * 1_000_000 + "b  \n") == "a" + " " * 1_000_000 + "b\n"
