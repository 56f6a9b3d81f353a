"""The title of a paper: the line of its head that tells what it is about."""

from __future__ import annotations

import re

from extractors import headings
from extractors.bodies import body_regex
from extractors.calendar import find_dates
from extractors.core import Block
from extractors.given_names import is_given_name
from extractors.head import PUBLISHED, Head, labelled_values
from extractors.head_elements import AREA, OFFICE, elements
from extractors.labels import label_kind, leading_label
from extractors.paper_kinds import kind_of
from extractors.persons import NAME
from extractors.political_parties import party_forms
from extractors.registry import find_registry_numbers, is_label
from extractors.relation_words import relation_word
from pipeline.segment.adoption import adopted
from pipeline.segment.letters import FAREWELL

# The longest line of a party in the title of an agreement.
_LONGEST_PARTY = 60
# The longest line under "Ärende" that is a title.
_LONGEST_MATTER = 120
# "LETTER OF INTENT" over "ON FRIENDLY COOPERATION": the title of an agreement that goes on in the next line.
_GOES_ON = re.compile(r"(?:on|concerning|regarding|om|avseende|angående|rörande|gällande|för)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:mellan|between)\b", re.IGNORECASE)
_TWO_PARTIES = re.compile(r"\S+\s+\S[^\n]*?\s(?:och|and)\s+\S", re.IGNORECASE)
_GREETING = re.compile(r"(?:Käre|Kära|Bäste|Bästa|Ärade|Högt ärade|Hej|Dear|Your Excellency)\b[^.:]{0,60}[,!]?$")
# "Interpellation till kommunstyrelsens ordförande" tells whom it is for, "Remiss från ..." whence it came: not what it is about.
_ADDRESSED = re.compile(
    r"remiss från\b|(?:interpellation|motion|(?:enkel )?fråga|medborgarförslag|skrivelse|brev)(?:en)? till\b", re.IGNORECASE
)
_ANNOUNCED = re.compile(r"(?:Ärende(?:t)?|Angående|Ang\.?|Betr\.?|Beträffande|Gäller|Avser|Subject|Re)\s?:\s{0,4}(?P<title>[^\t]{8,200})")
_NAME_ALONE = re.compile(rf"{NAME}(?: \([A-ZÅÄÖa-zåäö]{{1,4}}\))?")
# "Medborgarförslag väckt i kommunfullmäktige i Orust den 3 mars 2018", "Motion av Anna Berg (S)": who put it and when, not what about.
_PUT = re.compile(
    r"(?:motion|interpellation|medborgarförslag|e-förslag|skrivelse|(?:enkel )?fråga)(?:en|et)?(?: nr \S+| \(\d{4}:\d+\))? "
    r"(?:väckt|inlämna[dt]|lämna[dt]|ställ[dt]|inkommen|inkommet|från|av)\b",
    re.IGNORECASE,
)
# "Ställd av Anna Berg (S)" under the kind of paper.
_PUT_BY = re.compile(
    rf"(?:ställd|inlämnad|väckt|framställd|ingiven|undertecknad|motionär|från|av)(?: av)?:? {NAME} \([A-ZÅÄÖa-zåäö]{{1,4}}\)", re.IGNORECASE
)
# What a form asks of whoever fills it in: "Fyll i blanketten med stora bokstäver".
_INSTRUCTION = re.compile(
    r"(?:läs|fyll|skriv|ange|texta|kryssa|markera|skicka|sänd|lämna|använd|bifoga|observera|obs)\b.*?\b(?:anvisning|instruktion|blankett"
    r"|formulär|ruta|rutor|versal|stora bokstäver|läslig|baksida|namnteckn|underskri|ditt förslag|dina uppgifter|fyller i)\w*",
    re.IGNORECASE,
)
# What may follow a party's name in its letterhead: "Vänsterpartiet i Mölndal", "Centerpartiet (C)".
_OF_PARTY = re.compile(r"(?: i| I)?(?: [A-ZÅÄÖ][\w-]+){0,3}(?: \([A-Za-zÅÄÖ]{1,4}\))?")
# Where the one lives to whom a letter is written: "Dezhou, Shandong, Kina".
_ADDRESS = re.compile(
    r"(?:Herr|Fru|Frau|Mr|Mrs|Ms|Monsieur|Madame|Stadt|Markt|Gemeinde|City of|Town of|Ville de|Miasto|Comune di)\b[^.!?]*|"
    r"[A-ZÅÄÖ][\w’'-]+(?: [A-ZÅÄÖ][\w’'-]+)?(?:, (?:Folkrepubliken )?[A-ZÅÄÖ][\w’'-]+(?: [A-ZÅÄÖ][\w’'-]+)?){1,3}"
)
# Papers whose title may be their kind with the municipality's name.
_NAMED_BY_KIND = {"policy", "agreement", "report", "position_paper"}
_CONTACT = re.compile(
    r"@|www\.|\b[A-Z]{1,2}-\d{4,6}\b|\b\d{2,4}[-/ ]\d[\d ]{4,}|^\d{3} \d\d [A-ZÅÄÖ]|\b(?:tfn|tel(?:efon)?)\b", re.IGNORECASE
)
_MATTER = re.compile(r"\b(?:om|angående|ang|avseende|gällande|rörande|beträffande)\b|[:–](?!\d)", re.IGNORECASE)


def title(head: Head, document_type: str) -> tuple[str, int, int] | None:
    """(title, start, end) of a paper that is no minutes: the first line of its head that is nothing else."""
    blocks, text = head.blocks, head.text
    if document_type in ("agreement", "notice") and (marker := _marker_title(head)):
        return marker
    if announced := _announced_title(head):
        return announced
    if document_type == "policy" and (named := _named_by_kind(head)):
        return named
    values = {(i, value.strip()) for _, value, i in labelled_values(head)}
    candidates = [i for i in range(head.first, head.end) if _may_be_title(head, i, values)]
    if document_type == "correspondence":
        candidates = [i for i in candidates if not _ADDRESS.fullmatch(text, blocks[i].start, blocks[i].end)]
        if opening := _before_greeting(head):
            return opening
    candidates = _below_letterhead(head, candidates)
    if not candidates:
        return _under_matter(head) or _one_word(head) or _marker_title(head)
    best = max(
        candidates,
        key=lambda i: (
            bool(blocks[i].level and blocks[i].level < 3),
            blocks[i].column <= 12,
            bool((k := kind_of(text[blocks[i].start : blocks[i].end])) and not k.marker),
            -i,
        ),
    )
    start, end = blocks[best].start, blocks[best].end
    for block in blocks[best + 1 : head.end]:
        line = text[block.start : block.end]
        if (
            block.blank_before
            or block.kind != "paragraph"
            or len(line) > 120
            or headings.classify(line)
            or leading_label(line)
            or label_kind(line)
            or _is_head_line(line)
            or _ADDRESSED.match(line)
            or find_dates(line)
            or _CONTACT.search(line)
            or line.endswith(".")
        ):
            break
        end = block.end
    return _trimmed(text[start:end]), start, end


def _below_letterhead(head: Head, candidates: list[int]) -> list[int]:
    """The candidates without a line of the letterhead, right under the municipality's name and over the word that names the paper, where
    others follow that word."""
    marker = next((i for i in range(head.first, head.end) if _names_kind(head, i)), head.first)
    if not any(i > marker for i in candidates):
        return candidates
    return [i for i in candidates if i > marker or not _under_area(head, i)]


def _names_kind(head: Head, i: int) -> bool:
    kind = kind_of(head.text[head.blocks[i].start : head.blocks[i].end])
    return kind is not None and kind.marker


def _under_area(head: Head, i: int) -> bool:
    """Does block ``i`` stand right under a line that holds nothing but a municipality's name?"""
    if i == head.first or head.blocks[i].blank_before:
        return False
    above = head.blocks[i - 1]
    return {e.kind for e in elements(head.text[above.start : above.end])} == {"area"}


def _named_by_kind(head: Head) -> tuple[str, int, int] | None:
    """The line that is nothing but a policy's name: "Vänortspolicy"."""
    for block in head.blocks[head.first : head.end]:
        kind = kind_of(head.text[block.start : block.end])
        if kind is not None and kind.head and kind.document_type == "policy":
            return _trimmed(head.text[block.start : block.end]), block.start, block.end
    return None


def _announced_title(head: Head) -> tuple[str, int, int] | None:
    """The title that a form or letter announces with a label: "Rubrik" over it, "Ärende: ..." before it."""
    for kind, value, i in labelled_values(head):
        if kind == "title" and len(value.split()) > 1 and not find_registry_numbers(value):
            start = head.text.find(value, head.blocks[i].start)
            return (_trimmed(value), start, start + len(value)) if start >= 0 else None
    for i in range(head.first, head.end):
        block = head.blocks[i]
        match = _ANNOUNCED.fullmatch(head.text, block.start, block.end)
        if match and len(match["title"].split()) > 1 and not find_dates(match["title"]) and not find_registry_numbers(match["title"]):
            return _trimmed(match["title"]), match.start("title"), match.end("title")
    return None


def _under_matter(head: Head) -> tuple[str, int, int] | None:
    """The line under a heading that says nothing but "Ärende", where the head ends at it."""
    if not 0 < head.end < len(head.blocks) - 1:
        return None
    label, block = head.blocks[head.end], head.blocks[head.end + 1]
    line = head.text[block.start : block.end]
    named = re.fullmatch(r"(?i)(?:ärende(?:t|mening)?|saken):?", head.text[label.start : label.end].strip())
    if (
        not named
        or block.kind != "paragraph"
        or block.blank_before > 1
        or len(line) > _LONGEST_MATTER
        or line.rstrip().endswith((".", ":"))
    ):
        return None
    return _trimmed(line), block.start, block.end


def _one_word(head: Head) -> tuple[str, int, int] | None:
    """The single word of relations that a paper is headed with: "Vänorter"."""
    for block in head.blocks[head.first : head.end]:
        line = head.text[block.start : block.end]
        if block.kind in ("paragraph", "heading") and line.istitle() and line.isalpha() and relation_word().match(line):
            return line, block.start, block.end
    return None


def _before_greeting(head: Head) -> tuple[str, int, int] | None:
    """The line right before the greeting of a letter: "Vänortsutbytet" over "Käre Ulrich,"."""
    for i in range(head.first + 1, head.end):
        if _GREETING.match(head.text, head.blocks[i].start, head.blocks[i].end):
            block = head.blocks[i - 1]
            line = head.text[block.start : block.end]
            told = relation_word().search(line) and block.kind != "row" and len(line) < _LONGEST_PARTY and not line.endswith(".")
            return (_trimmed(line), block.start, block.end) if told else None
    return None


def _names_officer(head: Head, i: int) -> bool:
    """Is block ``i`` nothing but a person's name, or a name beside the title, office or telephone of one who handles the matter?"""
    start, end = head.blocks[i].start, head.blocks[i].end
    if not _NAME_ALONE.fullmatch(head.text, start, end):
        return False
    if is_given_name(head.text[start:end].split()[0]):
        return True
    for j in (i - 1, i + 1):
        if head.first <= j < head.end and not head.blocks[max(i, j)].blank_before:
            line = head.text[head.blocks[j].start : head.blocks[j].end]
            kinds = {e.kind for e in elements(line)}
            if _CONTACT.search(line) or kinds & {"officer", "office", "label"} or label_kind(line) == "case_officer":
                return True
    return False


def _names_signer(head: Head, block: Block, line: str) -> bool:
    """Is a line nothing but a name that stands on a line of its own again further down, where its bearer signs?"""
    return _NAME_ALONE.fullmatch(line) is not None and re.search(rf"\n{re.escape(line)}(?=[\n\t]|$)", head.text[block.end :]) is not None


def _may_be_title(head: Head, i: int, values: set[tuple[int, str]]) -> bool:
    block = head.blocks[i]
    line = head.text[block.start : block.end].strip()
    if (
        block.kind in ("row", "item")
        or PUBLISHED.match(line)
        or len(line) < 8
        or (not any(c.islower() for c in line) and len(line.split()) < 3)
        or (i, line) in values
    ):
        return False
    kind = kind_of(line)
    if (kind and kind.marker) or _is_head_line(line) or ((_ADDRESSED.match(line) or _PUT.match(line)) and not _MATTER.search(line)):
        return False
    if _INSTRUCTION.match(line) or _is_party(head, i) or re.match(r"till [a-zåäö]", line):
        return False
    if FAREWELL.fullmatch(line) or _names_signer(head, block, line):
        return False
    if _GREETING.match(line) or _names_officer(head, i) or adopted().match(line) or _PUT_BY.match(line):
        return False
    if label_kind(line) or leading_label(line) or _CONTACT.search(line) or OFFICE.fullmatch(line) or AREA.fullmatch(line):
        return False
    if (
        ((match := body_regex().search(line)) and len(match.group()) > len(line) - 22)
        or (line.endswith(".") and len(line.split()) > 9)
        or re.match(r"(?:kommunstyrelsens )?ordförande\b|(?:kommunal|borgar|region)råd(?:et)?\b", line, re.IGNORECASE)
        or line.endswith((" att", " är", " om"))
        or block.column > 45
    ):
        return False
    dates, numbers = find_dates(line), find_registry_numbers(line)
    if numbers and all(_is_code(word) for word in re.split(r"[\s()]+", line) if word):
        return False
    return (
        not (dates and len(dates[0].raw) > 0.6 * len(line))
        and not (numbers and len(numbers[0].raw) > 0.4 * len(line))
        and len(line.split()) >= 2
    )


def _is_party(head: Head, i: int) -> bool:
    """Is block ``i`` the letterhead of a party, with or without its place: "VÄNSTERPARTIET I SALA"?"""
    line = head.text[head.blocks[i].start : head.blocks[i].end]
    names, _ = party_forms()
    name = names.match(line)
    return name is not None and _OF_PARTY.fullmatch(line, name.end()) is not None


def _is_code(word: str) -> bool:
    """Is it the label or a part of a number: "PM 2016:12 RIX (Dnr 110-84/2016)" holds nothing else?"""
    return is_label(word) or any(c.isdigit() for c in word) or (len(word) <= 3 and word.isupper())


def _is_head_line(line: str) -> bool:
    """Is a line made of the elements of a head? "Internationell strategi för Sala kommun" names the paper: it is a title."""
    found = elements(line)
    kinds = [k.document_type for e in found if e.kind == "paper" and (k := kind_of(line[e.start : e.end]))]
    return bool(found) and not (set(kinds) & _NAMED_BY_KIND and {e.kind for e in found} <= {"paper", "area", "body"})


def _marker_title(head: Head) -> tuple[str, int, int] | None:
    """The line that names the kind of paper; of an agreement, with the parties that the next lines name ("mellan ... och ...")."""
    for i in range(head.first, head.end):
        for cell in head.blocks[i].cells or (head.blocks[i],):
            if kind_of(head.text[cell.start : cell.end]):
                end = _parties_end(head, i, cell.end)
                return _trimmed(head.text[cell.start : end]), cell.start, end
    return None


def _parties_end(head: Head, i: int, end: int) -> int:
    blocks = head.blocks[i + 1 : min(head.end, i + 7)]
    lines = [head.text[b.start : b.end] for b in blocks]
    if (parties := _parties_on_lines(lines)) is not None:
        return blocks[parties].end
    if blocks and not blocks[0].blank_before and blocks[0].kind == "paragraph" and _GOES_ON.match(lines[0]) and lines[0].isupper():
        end = blocks[0].end
    for block in blocks:
        line = head.text[block.start : block.end]
        if line.lower() in ("mellan", "between"):
            break
        if block.kind == "row" or len(line) > 200 or line.endswith("."):
            break
        if re.match(r"(?i)mellan\b|between\b", line) or re.search(r"(?im)^(?:mellan|between)\b", head.text[end : block.start]):
            end = block.end
        elif not line.startswith("("):
            break
    return end


def _parties_on_lines(lines: list[str]) -> int | None:
    """The last of the lines that name two parties between them: "mellan", the parties and "och" on lines of their own or not."""
    said = ""
    for i, line in enumerate(lines if lines and _BETWEEN.match(lines[0]) else []):
        both = re.search(r"\s(?:och|and)\s", line) is not None
        if len(line) > _LONGEST_PARTY * (1 + both) or re.search(r"[\d(.]", line):
            return None
        said = f"{said} {line}".strip()
        following = lines[i + 1].lower() if i + 1 < len(lines) else ""
        if _TWO_PARTIES.match(said) and following not in ("och", "and"):
            return i
    return None


def _trimmed(line: str) -> str:
    return " ".join(line.split()).strip(" *_#.:")


__all__ = ["title"]
