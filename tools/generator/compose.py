"""One document from a seed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tools.generator.agreements import agreement
from tools.generator.catalogue import Catalogue, Split
from tools.generator.desk import Desk
from tools.generator.letters import citizen_proposal, interpellation, motion, notice, position_paper
from tools.generator.minutes import minutes, minutes_extract
from tools.generator.reports import consultation_response, motion_response, official_report

WRITERS: dict[str, Callable[[Desk], str]] = {
    "minutes": minutes,
    "minutes_extract": minutes_extract,
    "official_report": official_report,
    "motion": motion,
    "motion_response": motion_response,
    "interpellation": interpellation,
    "agreement": agreement,
    "position_paper": position_paper,
    "consultation_response": consultation_response,
    "citizen_proposal": citizen_proposal,
    "notice": notice,
}
KINDS = tuple(WRITERS)
# The kinds of a run by turns: minutes, extracts and reports are most of what municipalities publish.
MIX = ("minutes", "official_report", "minutes", "minutes_extract", *KINDS)


@dataclass(frozen=True)
class Document:
    """A made document.

    Attributes:
        name: Its file name without suffix.
        text: Its pages, parted by form feeds.
        gold: Its annotation, as the annotation files hold it.
    """

    name: str
    text: str
    gold: dict[str, Any]


def finish(desk: Desk, name: str) -> Document:
    """The document that a desk's kind of paper makes, with what its annotation leaves open."""
    text = WRITERS[desk.kind](desk)
    if desk.home.full.casefold() not in " ".join(text.split()).casefold():
        # Only the bare name tells whose paper it is, if anything does.
        desk.gold.documents["municipality"] = [desk.home.canonical, None]
    body = desk.gold.documents["body"]
    if isinstance(body, str) and body.casefold() not in text.casefold():
        desk.gold.documents["body"] = [body, None]
    return Document(name, text, desk.gold.finished(desk.used))


def compose(seed: int, index: int, catalogue: Catalogue, kinds: tuple[str, ...] = MIX) -> Document:
    """The document of that seed and index; the same arguments and forms give the same one."""
    rng = Random(f"{seed}:{index}:{catalogue.split}")
    kind = kinds[index % len(kinds)]
    return finish(Desk(catalogue, rng, kind), f"{index:05}-{kind}")


def write_documents(out: Path, count: int, seed: int, split: Split, kinds: tuple[str, ...] = MIX) -> None:
    """Write ``count`` documents and their annotations into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    catalogue = Catalogue(split)
    for index in range(count):
        write(out, compose(seed, index, catalogue, kinds))


def write(out: Path, document: Document) -> None:
    """Write a document and its annotation."""
    (out / f"{document.name}.txt").write_text(document.text, "utf-8", newline="\n")
    (out / f"{document.name}.json").write_text(json.dumps(document.gold, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
