"""The driver alone, at sizes that reading would make too long: documents' rows are made, everything else is a real run.

python -m benchmarks.driver FOLDER OUT
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

from benchmarks.linking import documents
from benchmarks.sizes import Size
from benchmarks.watch import watched
from pipeline.config import Settings
from pipeline.engines.worker import Processed, WorkItem
from pipeline.memory import be_frugal
from pipeline.rows import to_bytes
from pipeline.run import run
from pipeline.schema import table

_PAGE = "Kommunstyrelsen beslutar att godkänna redovisningen. " * 40 + "\n"
_PAGES = 4


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """Processor seconds and peak memory of the driver for a tenth of the documents and for all, and for a rerun over all."""
    found = []
    for count in (size.made // 10, size.made):
        for number in range(count):
            path = folder / f"made-{count}" / f"{number // 1000:03}" / f"{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{number}\n")
        command = [sys.executable, "-m", "benchmarks.driver", str(folder / f"made-{count}"), str(folder / f"made-out-{count}")]
        took = watched(command)
        found.append({"documents": count, "cpu": took.driver_cpu, "peak": took.driver_peak})
    again = watched(command)
    return {"sizes": found, "rerun": {"seconds": again.seconds, "cpu": again.cpu, "peak": again.driver_peak}}


def made(work: WorkItem) -> Processed:
    """The rows of invented minutes in place of those that the input holds."""
    sha256 = hashlib.sha256(Path(work.item.path).read_bytes()).hexdigest()
    rows = next(iter(documents(1, seed=int(sha256[:8], 16))))
    for row in (r for rows_ in rows.values() for r in rows_):
        row["document_id"] = sha256[:16]
        if "quote" in row:
            row["quote"] = _PAGE[row["char_start"] : row["char_end"]]
        if "case_id" in row:
            row["case_id"] = f"{sha256[:16]}-{row['case_id'][-4:]}"
    told = {"sha256": sha256, "source_path": work.item.source_path, "pipeline_version": work.version}
    rows["documents"][0].update(told, pages=_PAGES, characters=_PAGES * len(_PAGE))
    starts = [number * len(_PAGE) for number in range(_PAGES)]
    places = [{"document_id": sha256[:16], "page": n, "char_start": at, "char_end": at + len(_PAGE)} for n, at in enumerate(starts, 1)]
    rows["parts"] = [{**places[0], "char_end": _PAGES * len(_PAGE), "part": 0, "document_type": "minutes"}]
    rows["pages"] = [{**place, "text": _PAGE, "text_source": "text"} for place in places]
    tables = {name: to_bytes(table(name), found) for name, found in rows.items() if found}
    return Processed(sha256, sha256[:16], _PAGES, [], tables)


if __name__ == "__main__":
    from benchmarks import driver

    be_frugal()
    # Workers import the function by its module's name, which is not that of a script.
    run([Path(sys.argv[1])], Settings(Path(sys.argv[2])), function=driver.made)
