"""``kommunbeslut doctor``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class DoctorFormat(StrEnum):
    """How the findings are told."""

    table = "table"
    json = "json"


def doctor(
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Output folder to check too.", show_default=False)] = None,
    ocr: Annotated[bool, typer.Option("--ocr/--no-ocr", help="Check the recognition of characters (takes some seconds).")] = True,
    format: Annotated[DoctorFormat, typer.Option(help="A list for reading, or JSON.")] = DoctorFormat.table,
) -> None:
    """Check the installation, and an output folder: packages, extractors, OCR, state, disk room, permissions.

    Exits with 0 where nothing is at fault, 1 where the installation is, 5 where the output folder is.
    """
    from pipeline.doctor import Finding, examine, worst

    findings: list[Finding] = []
    for finding in examine(out, ocr):
        findings.append(finding)
        if format is DoctorFormat.table:
            typer.echo(f"{finding.state:<8} {finding.check}: {finding.told}" + (f"; {finding.remedy}" if finding.remedy else ""))
    if format is DoctorFormat.json:
        import json

        told = [{"check": f.check, "state": f.state, "told": f.told, "remedy": f.remedy or None} for f in findings]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    raise typer.Exit(worst(findings))
