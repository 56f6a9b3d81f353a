"""Minutes composed in the tests and set in any layout: line width, hyphenation, page breaks and page furniture; and what the
pipeline finds in them, apart from places in the text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from pipeline.document import Page, ReadDocument
from pipeline.process import understand

Facts = dict[str, Counter[str]]

# Columns that tell where and how a fact stands in the text, not what it says.
_PLACES = {
    *("document_id", "case_id", "page", "char_start", "char_end", "text_start", "text_end", "quote", "raw", "sha256", "confidence"),
    *("source_path", "media_type", "size_bytes", "pages", "characters", "text_source", "ocr_confidence", "warnings"),
}
_HYPHEN = re.compile(r"(?<=[a-zåäö]{4})(?=[bdfgjklmnprstv][aeiouyåäö][a-zåäö]{2})")
_WORD = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]{8,}[.,]?")

HEAD = (
    ("Plats och tid", "Stadshuset, Vättersalen, kl. 13.00–15.40"),
    ("Beslutande", "Anna Hallgren (S), ordförande"),
    ("", "Bo Ekdal (M)"),
    ("", "Eva Dahlin (V)"),
    ("", "Nils Brunn (C)"),
    ("Ersättare", "Vera Almlund (S)"),
    ("Övriga närvarande", "Karin Ståhl, kommundirektör"),
    ("", "Per Gran, sekreterare"),
    ("Utses att justera", "Bo Ekdal"),
)


@dataclass(frozen=True, slots=True)
class Matter:
    """A § of the minutes; each piece of ``body`` is (kind, text): ``h`` heading, ``p`` paragraph, ``i`` list item with its marker."""

    number: int
    title: str
    registry: str | None
    body: tuple[tuple[str, str], ...]


MATTERS = (
    Matter(31, "Godkännande av dagordning", None, (("h", "Beslut"), ("p", "Dagordningen godkänns."))),
    Matter(
        32,
        "Samarbetsavtalet med Weifang, Kina",
        "KS 2019/478",
        (
            ("h", "Beslut"),
            ("p", "Kommunstyrelsen föreslår kommunfullmäktige besluta"),
            ("i", "att inte förlänga samarbetsavtalet med Weifang, som löper ut den 31 december 2019,"),
            ("i", "att uppdra åt kommundirektören att underrätta staden Weifang om beslutet, samt"),
            ("i", "att anse motionen besvarad."),
            ("h", "Reservation"),
            ("p", "Eva Dahlin (V) reserverar sig mot beslutet till förmån för eget yrkande."),
            ("h", "Sammanfattning"),
            (
                "p",
                "Jönköpings kommun och Weifang i Shandongprovinsen undertecknade den 12 september 2016 ett samarbetsavtal om "
                "miljöteknik, utbildning och stadsplanering. Avtalet gäller till och med den 31 december 2019 och kan förlängas om "
                "båda parter begär det. Kommunledningskontoret har utvärderat samarbetet och konstaterar att utbytet har varit litet "
                "och att kostnaderna för resor har överstigit nyttan.",
            ),
            (
                "p",
                "Enligt kontorets bedömning bör kommunen i stället lägga sina resurser på samarbetet inom Östersjöområdet, där flera "
                "projekt pågår med stöd från Europeiska unionen.",
            ),
            ("h", "Yrkanden"),
            ("p", "Eva Dahlin (V) yrkar att avtalet förlängs med ett år."),
            ("p", "Bo Ekdal (M) yrkar bifall till arbetsutskottets förslag."),
            ("h", "Handlingar"),
            ("i", "• Kontorets skrivelse den 14 augusti 2019"),
            ("i", "• Samarbetsavtal med Weifang den 12 september 2016"),
            ("h", "Beslutet skickas till"),
            ("p", "Kommunfullmäktige"),
        ),
    ),
    Matter(
        33,
        "Svar på motion om solceller på kommunens tak",
        "KS 2019/107",
        (
            ("h", "Arbetsutskottets förslag"),
            ("p", "Motionen avslås."),
            ("h", "Kommunstyrelsens beslut"),
            ("p", "1. Motionen avslås."),
            ("p", "2. Tekniska nämnden får i uppdrag att återkomma med en redovisning av läget senast i maj 2020."),
            ("h", "Sammanfattning"),
            (
                "p",
                "Nils Brunn (C) har i en motion föreslagit att kommunen sätter upp solceller på alla tak som kommunen äger. Tekniska "
                "nämnden har yttrat sig och anser att frågan redan är utredd inom ramen för energiplanen.",
            ),
        ),
    ),
    Matter(
        34,
        "Vänortsavtal med Bodø",
        "KS 2019/512",
        (
            ("h", "Beslut"),
            ("i", "att godkänna vänortsavtalet med Bodø i Norge för tiden 1 januari 2020 till 31 december 2024, och"),
            ("i", "att ge kommunstyrelsens ordförande i uppdrag att underteckna avtalet."),
            ("h", "Bakgrund"),
            (
                "p",
                "Kommunerna har varit vänorter sedan 1947. Det nuvarande avtalet handlar om kultur, ungdomsutbyten och idrott, och de "
                "båda kommunerna vill fortsätta på samma sätt.",
            ),
        ),
    ),
)


def _wrapped(text: str, width: int, hyphenate: bool, indent: str = "", first: str = "") -> list[str]:
    lines, line = [], first
    for word in text.split(" "):
        gap = "" if line in ("", first, indent) else " "
        if len(line) + len(gap) + len(word) <= width:
            line += gap + word
            continue
        room = width - len(line) - len(gap) - 1
        cuts = [m.start() for m in _HYPHEN.finditer(word) if 3 <= m.start() <= room] if hyphenate and _WORD.fullmatch(word) else []
        if cuts:
            lines.append(f"{line}{gap}{word[: cuts[-1]]}-")
            line = indent + word[cuts[-1] :]
        else:
            lines.append(line)
            line = indent + word
    return [*lines, line]


def minutes_lines(matters: tuple[Matter, ...] = MATTERS, width: int = 80, hyphenate: bool = False) -> list[str]:
    """The minutes as lines of at most ``width`` characters."""
    lines = ["Jönköpings kommun".ljust(40) + "SAMMANTRÄDESPROTOKOLL", "Kommunstyrelsen", "Sammanträdesdatum 2019-10-08", ""]
    lines += [(label.ljust(22) + value).rstrip() for label, value in HEAD]
    for matter in matters:
        lines += ["", "", f"§ {matter.number}   {matter.title}", *([f"Dnr {matter.registry}"] if matter.registry else []), ""]
        before = None
        for kind, text in matter.body:
            if kind == "h":
                lines += ["", text]
            elif kind == "p":
                lines += [*([""] if before == "p" else []), *_wrapped(text, width, hyphenate)]
            else:
                marker, _, words = text.partition(" ")
                lines += _wrapped(words, width, hyphenate, "    ", marker.ljust(4))
            before = kind
    return lines


FURNITURE = ("none", "head", "head and signatures", "foot")


def paged(lines: list[str], length: int, furniture: str) -> list[str]:
    """The lines on pages of ``length`` lines (0: all on one), each with the page furniture named."""
    if not length:
        return ["\n".join(lines) + "\n"]
    chunks = [lines[i : i + length] for i in range(0, len(lines), length)]
    pages = []
    for number, chunk in enumerate(chunks, 1):
        head, foot = [], []
        if furniture.startswith("head") and number > 1:
            title = f"SAMMANTRÄDESPROTOKOLL   {number} ({len(chunks)})"
            head = ["Jönköpings kommun".ljust(40) + title, "Kommunstyrelsen", "Sammanträdesdatum 2019-10-08", ""]
        if furniture == "head and signatures":
            foot = ["", "Justerandes sign".ljust(40) + "Utdragsbestyrkande"]
        elif furniture == "foot":
            foot = ["", "_" * 40, f"Sida {number} av {len(chunks)}"]
        pages.append("\n".join([*head, *chunk, *foot]) + ("\n\f" if number < len(chunks) else "\n"))
    return pages


def facts_of(pages: list[str], cases_by: str = "ordinal") -> Facts:
    """Every row found in a document of these pages, by table, without its place; typographic variants of dashes and quotes are one.

    :param cases_by: the column of ``cases`` that tells a row's case.
    """
    document = ReadDocument("text/plain", [Page(n, text, "text") for n, text in enumerate(pages, 1)], [])
    text = "".join(pages)
    rows = understand(document, "minutes.txt", hashlib.sha256(text.encode()).hexdigest(), len(text))
    case = {row["case_id"]: row[cases_by] for row in rows["cases"]}
    found: Facts = {}
    for table, table_rows in rows.items():
        if table == "pages" or not table_rows:
            continue
        found[table] = Counter(
            repr(sorted((k, _plain(v)) for k, v in row.items() if k not in _PLACES)) + f" case {case.get(row.get('case_id'))}"
            for row in table_rows
        )
    return found


def _plain(value: Any) -> str:
    if not isinstance(value, str):
        return repr(value)
    return re.sub("[‐‑–—−]", "-", " ".join(value.split())).replace("”", '"').replace("’", "'")


__all__ = ["FURNITURE", "MATTERS", "Facts", "Matter", "facts_of", "minutes_lines", "paged"]
