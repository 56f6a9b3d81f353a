"""What the many forms of heads say of their papers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from paging import pages

from pipeline.clean import clean
from pipeline.segment import segment

_TALK = (
    "Samarbetet mellan kommunen och Lindvik har pågått i många år och omfattar skola, kultur, näringsliv och miljö, med årliga "
    "besök i båda riktningarna och ett utbyte mellan föreningarna."
)
REST = {
    "minutes": f"""
§ 12
Förnyat avtal med Lindvik

Beslut
Avtalet med Lindvik förnyas.

Ärendebeskrivning
{_TALK}

§ 13
Anmälningsärenden

Beslut
Anmälningarna läggs till handlingarna.
""",
    "extract": f"""
§ 12
Förnyat avtal med Lindvik

Beslut
Avtalet med Lindvik förnyas.

Ärendebeskrivning
{_TALK}
""",
    "report": f"""
Förnyat avtal med Lindvik

Förslag till beslut
Avtalet med Lindvik förnyas.

Sammanfattning
{_TALK}
""",
    "answer": f"""
Svar på motion om vänorten Lindvik

Förslag till beslut
Motionen avslås.

Sammanfattning
{_TALK}
""",
    "text": f"""
{_TALK}

Vi anser därför att frågan behöver prövas på nytt och att kommunen bör överväga vilka orter den samarbetar med.

Därför yrkar vi att samarbetet med Lindvik avslutas.
""",
    "agenda": """
1. Upprop och val av justerare
2. Förnyat avtal med Lindvik
3. Anmälningsärenden
""",
    "clauses": f"""
§ 1 Syfte
{_TALK}

§ 2 Giltighet
Avtalet gäller från undertecknandet och upprättas i två likalydande exemplar. Parterna har tagit var sitt.
""",
    "policy": f"""
Inledning
{_TALK}

Mål
Kommunen ska delta i utbyten som gynnar invånarna.
""",
}

FORMS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("header_forms.toml").read_text("utf-8"))["form"]
SAID = ("document_type", "municipality", "body", "document_date", "meeting_date")


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_what_a_head_says(form: dict[str, Any]) -> None:
    found = segment(clean(pages(f"{form['head']}\n{REST[form['rest']]}"))).metadata
    said = {name: str(getattr(found, name)) for name in SAID if getattr(found, name) is not None}
    assert said == {name: form[name] for name in SAID if name in form}
