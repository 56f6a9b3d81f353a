"""Papers that the report is tried on: samples, and papers whose names and words try to break out of the page."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.config import Settings
from pipeline.run import run

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
SAMPLES = (
    "01-vaxjo-kommunstyrelsen-2019.pdf",
    "02-mora-kommunfullmaktige-2022.pdf",
    "05-lund-motion-2020.txt",
)
SCAN = "13-boden-brev-2001.png"
HOSTILE_NAME = '=<img src=x onerror="window.broken=1">.txt'
HOSTILE_TITLE = "Vänort <script>window.broken=2</script> {{ 7*7 }} med Paide"
HOSTILE = f"""Trosa kommun
Kommunfullmäktige
Sammanträdesprotokoll
Sammanträdesdatum 2019-05-06

§ 7 {HOSTILE_TITLE}
Dnr KS 2019/55

"><svg onload="window.broken=3"> &amp; </main></body> \N{RIGHT-TO-LEFT OVERRIDE}txet
<style>body {{ display: none }}</style>

Kommunfullmäktige beslutar
att förlänga vänortsavtalet med Paide till och med 2023.
"""


def make_tables(folder: Path, scan: bool = True) -> None:
    """Fill ``folder/in`` with papers and read them into ``folder/out``."""
    papers = folder / "in"
    papers.mkdir()
    for name in (*SAMPLES, *((SCAN,) if scan else ())):
        shutil.copyfile(RAW / name, papers / name)
    (papers / HOSTILE_NAME).write_text(HOSTILE, "utf-8")
    (papers / "trasig.pdf").write_bytes(b"%PDF-1.7 broken")
    run([papers], Settings(out=folder / "out", jobs=1))
