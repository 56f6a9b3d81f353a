"""What a document says of itself in its head: municipality, body, dates, title, language."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from extractors import headings
from extractors.bodies import body_pattern, body_regex, canonical_body, head_body_regex
from extractors.calendar import DateMention, find_dates
from extractors.core import Block, Part
from extractors.head import PLACE_AND_DAY, PUBLISHED, Head, cells_of, is_listed, labelled_values, values_below
from extractors.head_elements import elements, pieces
from extractors.labels import label_kind, leading_label
from extractors.municipalities import GOTLAND, MunicipalityMention, find_municipalities
from extractors.paper_kinds import kind_of
from extractors.resources import toml
from pipeline.segment.adoption import adopting_body_of_head
from pipeline.segment.sections import SECTION

HEAD_BLOCKS = 40
# A municipality that only the running text names, once and as one met or compared with ("I Skövde kommun finns ..."), is not the one
# whose paper it is.
_FEWEST_MENTIONS = 2
# What a name in a running head or foot weighs: as much as one that fills a line of the head.
_IN_MARGIN = 12.0
# Lines at the top of a paper that its letterhead may stand on.
_LETTERHEAD = 5
_COMPARED = re.compile(
    r"(?:(?:^|[.!?\n])\s*(?:I|Från|Hos|Enligt)"
    r"|\b(?:även|också|exempelvis|t\.? ?ex\.?|bl\.? ?a\.?|annat|liksom|såsom|som|från|med|av|hos|mellan|och))\s+(?:i\s+)?$"
)
_COMPARISON = re.compile(r"(?i)\b(?:jämför\w*|exempel\w*|andra (?:kommuner|städer|regioner))\b")
# Characters at the end of a paper where it is signed, and of the longest line of places and days.
_TAIL = 1500
_LONGEST_SIGNING = 100
# Characters before a municipality that may hold the title of who works there.
_TITLE = 40
MEETINGS = ("minutes", "minutes_extract")
_SIGNED_WITH_DATE = ("motion", "interpellation", "correspondence", "citizen_proposal", "notice", "agreement")
# How an agreement in English says when it was signed: "Done at Lund on 3 May 2018", "was signed in Lund on the 3rd of May, 2018".
_DONE = re.compile(r"\b(?:Done|[Ss]igned|Executed)\b[^.\n\d]{0,80}?\b(?:on|this)\s+(?:the\s+)?(?=\d)")
_SWEDISH = frozenset(
    ["och", "att", "det", "som", "för", "av", "på", "är", "med", "till", "den", "inte", "om", "har", "ett", "kommunen", "vid", "från"]
)
_ENGLISH = frozenset(["the", "and", "of", "to", "in", "that", "for", "is", "with", "on", "as", "by", "be", "this", "shall", "are"])


def head_of(text: str, blocks: list[Block], start: int, end: int) -> Head:
    """The head of the paper between two offsets: its blocks up to the first §, known text heading or long paragraph."""
    first = next((i for i, b in enumerate(blocks) if b.start >= start), len(blocks))
    i = first
    while i < len(blocks) and i < first + HEAD_BLOCKS and blocks[i].start < end:
        block = blocks[i]
        line = text[block.start : block.end]
        heading = headings.classify(line) if not block.cells else None
        if (
            SECTION.match(text, block.start)
            or (block.end - block.start > 220 and block.kind != "row")
            or (heading and i > first and heading.kind not in ("documents", "history") and not kind_of(line))
        ):
            break
        i += 1
    return Head(text, blocks, first, i)


def _may_have(body: str | None, mention: MunicipalityMention) -> bool:
    """Can the owner of the name have such a body? A region has no kommunstyrelse, a municipality no regionstyrelse (but Gotland)."""
    if body is None or mention.code == GOTLAND:
        return True
    if re.match(r"region|landsting", body, re.IGNORECASE):
        return mention.kind == "region"
    return mention.kind == "municipality" or not re.match(r"kommun|stads", body, re.IGNORECASE)


def municipality(text: str, head: Head, body: str | None, margins: Sequence[str] = ()) -> tuple[str | None, str | None]:
    """(code, name) of the municipality or region whose paper it is: named in the head, a running head or foot, by its domain,
    or most often.

    :param body: the body that the head names; a region's is no municipality's.
    :param margins: the lines of running heads and feet, each once.
    """
    if body is not None and _OF_FEDERATION.match(body):
        return None, None
    scores: dict[tuple[str, str], float] = defaultdict(float)
    claims: dict[tuple[str, str], int] = defaultdict(int)
    head_end = head.blocks[head.end - 1].end if head.end > head.first else 0
    for mention in (m for m in find_municipalities(text) if _may_have(body, m)):
        if body and mention.start < head_end and _employs(text, mention):
            continue
        weight = {"official": 1.0, "domain": 2.0, "bare": 0.25}[mention.form]
        if mention.start < head_end:
            weight *= 12 if _fills_line(head, mention.start, mention.end) else 5 if mention.form == "official" else 3
        elif mention.form == "bare" and PLACE_AND_DAY.match(text, mention.start, min(len(text), mention.end + 40)):
            weight = 1.0
        claims[mention.code, mention.name] += _FEWEST_MENTIONS if _claims(text, mention, head_end, weight) else 1
        weight /= 1 + scores[mention.code, mention.name] / 40
        scores[mention.code, mention.name] += weight
    for mention in (m for line in margins for m in find_municipalities(line) if m.form != "bare" and _may_have(body, m)):
        claims[mention.code, mention.name] += _FEWEST_MENTIONS
        scores[mention.code, mention.name] += _IN_MARGIN / (1 + scores[mention.code, mention.name] / 40)
    for name in _letterheads(head):
        for mention in find_municipalities(name):
            if mention.form == "official" and mention.end - mention.start == len(name) and _may_have(body, mention):
                claims[mention.code, mention.name] += _FEWEST_MENTIONS
                scores[mention.code, mention.name] += _IN_MARGIN
    if not scores:
        return None, None
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > 1 and ranked[0][1] < 1.15 * ranked[1][1]:
        return None, None
    return ranked[0][0] if ranked[0][1] >= 0.75 and claims[ranked[0][0]] >= _FEWEST_MENTIONS else (None, None)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"[\wåäö-]*(?:{'|'.join(toml('person_titles')['titles']['endings'])}),?\s*$", re.IGNORECASE)


def _employs(text: str, mention: MunicipalityMention) -> bool:
    """Is the municipality where a visitor of the meeting works ("Bo Ek, utredare Kalix kommun")? That does not tell whose they are."""
    line = text.rfind("\n", 0, mention.start) + 1
    return mention.form == "official" and _title().search(text[max(line, mention.start - _TITLE) : mention.start]) is not None


def _letterheads(head: Head) -> Iterator[str]:
    """What the first cells of the head's first lines say together: "Landstinget" over "DALARNA" beside the kind of paper."""
    blocks = head.blocks[head.first : min(head.end, head.first + _LETTERHEAD)]
    for above, below in pairwise(blocks):
        if above.cells and below.cells and not below.blank_before and abs(above.column - below.column) <= 1:
            yield " ".join(head.text[b.cells[0].start : b.cells[0].end] for b in (above, below))


def _claims(text: str, mention: MunicipalityMention, head_end: int, weight: float) -> bool:
    """Does a single mention of such ``weight`` tell whose paper it is: in its head, or in its text but for one met or compared with?"""
    line_end = text.find("\n", mention.end)
    sentence = text[mention.end : line_end if line_end >= 0 else len(text)].rstrip().endswith(".")
    if mention.form == "domain" or (mention.start < head_end and not sentence):
        return True
    before = text[max(text.rfind(". ", 0, mention.start), text.rfind("\n", 0, mention.start)) + 1 : mention.start]
    return weight >= 1 and not (_COMPARED.search(before[-20:]) or _COMPARISON.search(before))


def _fills_line(head: Head, start: int, end: int) -> bool:
    """Does a name make up most of its line or cell, as it does in a letterhead?"""
    for block in head.blocks[head.first : head.end]:
        if block.start <= start < block.end:
            cells = [(c.start, c.end) for c in block.cells] or [(block.start, block.end)]
            return any(a <= start and end <= b and (end - start >= 0.6 * (b - a) or elements(head.text[a:b])) for a, b in cells)
    return False


# The bodies of a federation of municipalities (kommunalförbund), which is no municipality's.
_OF_FEDERATION = re.compile(r"(?i)(?:kommunal)?förbund(?:et)?\b|(?:förbunds)?direktion(?:en)?\b|förbunds(?:styrelse|fullmäktige)")
# A committee's own word under the name of the body it belongs to
_COMMITTEE = re.compile(r"(?:[a-zåäö]{3,20}a )?[a-zåäö]{0,30}(?:utskott|beredning|delegation|presidium)(?:et|en)?(?!\w)")
# Words for a body that name none.
_NO_BODY = frozenset(
    ["nämnd", "nämnden", "styrelse", "styrelsen", "utskott", "utskottet", "beredningen", "presidiet", "delegationen", "fullmäktige"]
)
# Papers that a body adopts, whatever other body their title names.
_ADOPTED_TYPES = ("policy", "position_paper")
# Papers that a member or resident puts to the assembly.
_TO_ASSEMBLY = ("motion", "interpellation", "citizen_proposal")
_CALLS = re.compile(r"(?i)\b(?:(?:kallas|inbjuds) (?:härmed |härigenom )?till (?:ordinarie |extra )?(?:sammanträde|möte)|sammanträder)\b")
_CALLED = r"(?:kallas|inbjuds|sammanträder|håller)\b"


def body(head: Head, document_type: str) -> str | None:
    """The body whose paper it is or that it is addressed to: behind its label or "Till", or among the elements of a head line."""
    if document_type in _ADOPTED_TYPES and (adopting := adopting_body_of_head(head)):
        return adopting
    labelled = [value for kind, value, _ in labelled_values(head) if kind in ("body", "recipient")[: 1 if document_type in MEETINGS else 2]]
    for value in labelled:
        if (match := head_body_regex().match(value)) and _ends_name(value[match.end() :]) and not _names_none(match.group()):
            return canonical_body(match.group())
    found = [
        (e.kind, _over_two_lines(head, i, k, cell[e.start : e.end]) if e.end == len(cell) else cell[e.start : e.end])
        for i in range(head.first, head.end)
        for k, cell in enumerate(cells_of(head.text, head.blocks[i]))
        for e in elements(cell)
        if e.kind in ("body", "addressee")
        and not _nameless(cell[e.start : e.end])
        and not (e.kind == "addressee" and _names_none(cell[e.start : e.end]))
    ]
    if document_type in _TO_ASSEMBLY:
        found.sort(key=lambda f: ("fullmäktige" not in f[1].lower(), f[0] != "addressee"))
        lines = head.text[head.blocks[head.first].start : head.blocks[head.end - 1].end] if head.end > head.first else ""
        if not found and (addressed := re.search(r"(?i)\btill (?:[A-ZÅÄÖ]\w+ )?((?:kommun|stads|region|landstings)fullmäktige)\b", lines)):
            return canonical_body(addressed[1])
    return canonical_body(found[0][1]) if found else _called_body(head, document_type)


def _over_two_lines(head: Head, i: int, k: int, words: str) -> str:
    """The name of a committee where the body it belongs to fills the line over it: "Kommunstyrelsens" over "arbetsutskott"."""
    below = [v for v in values_below(head, i, k) if _COMMITTEE.match(v)] if words.endswith("s") and i + 1 < len(head.blocks) else []
    return f"{words} {_COMMITTEE.match(below[0])[0]}" if below else words  # type: ignore[index]


def _ends_name(rest: str) -> bool:
    """Does nothing follow a body's name that would make it another's ("kommunstyrelsens ordförande")?"""
    return re.match(r"\s*(?:$|[,;(/]|\d|i\b|den\b|för\b|och\b|\t)", rest) is not None


def _names_none(words: str) -> bool:
    """Is it no name, or only the genitive over the next line ("Till kommunstyrelsens" / "ordförande")?"""
    return _nameless(words) or re.search(r"(?:en|é?n|fullmäktige|utskott|et)s$", words) is not None


def _nameless(words: str) -> bool:
    return words.lower() in _NO_BODY


def _called_body(head: Head, document_type: str) -> str | None:
    """The body that a notice or the opening of minutes says is to meet: "sammanträde med ...", "... kallas till sammanträde"."""
    if document_type not in (*MEETINGS, "notice") or head.end == head.first:
        return None
    lines = head.text[head.blocks[head.first].start : head.blocks[head.end - 1].end]
    named = re.search(rf"(?i)\b(?:sammanträd|möte)\w*(?: \w+)? (?:med|i|för) (?P<body>{body_pattern()})\b", lines) or re.search(
        rf"(?i)\b(?P<body>{body_pattern()})(?: i [\wåäö]+(?: kommun| stad)?)?(?: ledamöter(?: och ersättare)?)? {_CALLED}", lines
    )
    return canonical_body(named["body"]) if named and not _nameless(named["body"]) else None


def _single_date(text: str, year: int | None = None) -> DateMention | None:
    return next((d for d in find_dates(text, year) if d.of_days), None)


def meeting_date(head: Head, document_type: str) -> dt.date | None:
    """The day of the meeting: behind its label, or the date of a minutes' head; on a report, behind a label that names the
    meeting, or a date with a point of the agenda."""
    values = labelled_values(head)
    if document_type not in (*MEETINGS, "notice"):
        return _meeting_of_matter(head)
    for kind, value, _ in values:
        if kind == "meeting_date" and (date := _single_date(value)):
            return date.date_start
    if document_type == "notice" and (called := _day_called_to(head)):
        return called
    others = ("adjusted", "posted", "received", "taken_down", "printed", *(("document_date",) if document_type == "notice" else ()))
    other = {(i, value) for kind, value, i in values if kind in others}
    for i in range(head.first, min(head.end, head.first + 12)):
        line = head.text[head.blocks[i].start : head.blocks[i].end]
        if re.match(r"(?i)just|anslag|ink|utdrags?best|rätt utdr", line):
            continue
        for cell in cells_of(head.text, head.blocks[i]):
            if (date := _single_date(cell)) and not any(i == at and date.raw in value for at, value in other):
                return date.date_start
    return None


def _day_called_to(head: Head) -> dt.date | None:
    """The day behind the words of a notice that call to the meeting: "kallas till sammanträde tisdagen den 1 november 2022"."""
    for block in head.blocks[head.first : head.end]:
        line = head.text[block.start : block.end]
        if (calls := _CALLS.search(line)) and (date := _single_date(line[calls.end() :])):
            return date.date_start
    return None


def day_of_margins(margins: Sequence[str]) -> dt.date | None:
    """The one day that the running heads of minutes bear, where their pages are counted from an earlier paper."""
    days = {date.date_start for line in margins for date in find_dates(line) if date.of_days}
    return next(iter(days)) if len(days) == 1 else None


def _meeting_of_matter(head: Head) -> dt.date | None:
    """The meeting that a report says it is for."""
    for i in range(head.first, head.end):
        line = head.text[head.blocks[i].start : head.blocks[i].end]
        if (match := re.search(r"\d{4}-\d\d-\d\d(?=,? (?:p\.?|punkt|ärende) ?\d)", line)) and (date := _single_date(match.group())):
            return date.date_start
    return None


def document_date(head: Head, paper: str, document_type: str, meeting: dt.date | None = None) -> DateMention | None:
    """The paper's own date: behind its label, or alone in a line or cell of the head or among the elements of a head line; for a
    motion or letter, beside the place over the signatures.

    :param meeting: the day of the meeting that a notice calls to, which is not its own.
    """
    values = labelled_values(head)
    for kind, value, _ in values:
        if kind == "document_date" and (date := _single_date(value)):
            return date
    others = {value for kind, value, _ in values if kind not in ("document_date", "case_officer", "recipient", "body")}
    candidates: list[tuple[int, int, DateMention]] = []
    for i in range(head.first, head.end):
        cells = cells_of(head.text, head.blocks[i])
        for cell in cells if not is_listed(cells) else ():
            date = _single_date(cell)
            if date and _stands_apart(date, cell) and not any(date.raw in value for value in others):
                candidates.append((_stamp_likeness(head, i), i, date))
    at_end = document_type in _SIGNED_WITH_DATE and document_type != "interpellation"
    signed = _date_of_signing(paper[-_TAIL:] if at_end else paper, document_type)
    if document_type in _TO_ASSEMBLY and signed:
        return signed
    if document_type == "notice":
        signed = signed if signed and signed.date_start != meeting else None
        candidates = [c for c in candidates if c[2].date_start != meeting]
    if candidates:
        return min(candidates, key=lambda c: c[:2])[2]
    return signed or (None if document_type in MEETINGS else _date_of_publishing(head))


def _date_of_publishing(head: Head) -> DateMention | None:
    """The day on which a news item or press release says that it was published."""
    for block in head.blocks[head.first : head.end]:
        line = head.text[block.start : block.end]
        published, date = PUBLISHED.match(line), _single_date(line)
        if published and date and date.start <= published.end() and len(line) - date.end < 4:
            return date
    return None


def _date_of_signing(tail: str, document_type: str) -> DateMention | None:
    """The last date beside a place at the end of a paper that members or parties sign; of an interpellation, which its answer may
    follow, the first; of another paper, and of an agreement whose parties signed on different days, the only one."""
    cells = [cell.strip() for line in tail.split("\n") if len(line) < _LONGEST_SIGNING for cell in line.split("\t")]
    dates = [
        date for cell in cells if PLACE_AND_DAY.fullmatch(cell) and (date := _single_date(cell)) and _of_place(cell, date, document_type)
    ]
    if document_type == "agreement" and not dates:
        dates = [date for done in _DONE.finditer(tail) if (date := _single_date(tail[done.end() : done.end() + 30]))]
    if document_type == "citizen_proposal" and not dates:
        labelled = (cell[lead[1] :] for cell in cells if (lead := leading_label(cell)) and lead[0] == "document_date")
        dates = [date for value in (*labelled, *_under_label(tail)) if (date := _single_date(value))]
    several = len({d.date_start for d in dates}) > 1
    if several and (document_type == "agreement" or document_type not in _SIGNED_WITH_DATE):
        return None
    if document_type == "interpellation":
        return dates[0] if dates else None
    return dates[-1] if dates else None


def _under_label(text: str) -> Iterator[str]:
    """The first cells under those of a form's last row that hold nothing but a label for its day: "Datum" over "3 maj 2014"."""
    for above, below in pairwise(line for line in text.split("\n") if line.strip()):
        if len(above) < _LONGEST_SIGNING and label_kind(above.split("\t")[0]) == "document_date":
            yield below.split("\t")[0]


def _of_place(cell: str, date: DateMention, document_type: str) -> bool:
    """Does a place stand before the day, and no kind of paper; in papers that need not be signed so, as over a letter ("den")?"""
    place = cell[: date.start].strip(" ,")
    letter = document_type in _SIGNED_WITH_DATE or date.raw.lower().startswith("den ")
    return letter and not (kind_of(place) or label_kind(place) or body_regex().search(place))


def _stands_apart(date: DateMention, cell: str) -> bool:
    """Is a date alone in its cell, or one of the elements of a head line ("Rapport 2016-02-19", "Sala kommun 2016-02-19 1 (3)")?"""
    return len(date.raw) >= len(cell.strip()) - 4 or len(elements(cell)) > 1


def _stamp_likeness(head: Head, i: int) -> int:
    """How much a lone date in block ``i`` looks like a registry stamp's (the less, the more it is the paper's own): beside the
    words of a stamp, and not under the word that names the paper."""
    near = [head.text[b.start : b.end] for b in head.blocks[max(head.first, i - 2) : min(head.end, i + 3)]]
    marked = any((k := kind_of(piece)) and k.marker for line in near[:3] for cell in line.split("\t") for piece in pieces(cell))
    stamp = any(re.search(r"(?i)\bink(?:\.|om\b)|\brnr\b|\bhandl(?:\.|$)", line) for line in near)
    return (2 if stamp else 0) - (1 if marked else 0)


def language(text: str) -> str | None:
    """ISO 639-1 code by the share of common words: ``sv``, ``en`` or None where neither is clear."""
    words = re.findall(r"[a-zåäö]+", text[:20000].lower())
    if len(words) < 20:
        return "sv" if any(w in _SWEDISH for w in words) else None
    swedish, english = sum(w in _SWEDISH for w in words), sum(w in _ENGLISH for w in words)
    if max(swedish, english) < 0.03 * len(words):
        return None
    return "sv" if swedish >= english else "en"


def part_date(text: str, blocks: list[Block], part: Part) -> dt.date | None:
    """The own date of a paper attached to another; of an extract from minutes, the day of its meeting."""
    head = head_of(text, blocks, part.start, part.end)
    if part.document_type in MEETINGS and (day := meeting_date(head, part.document_type)):
        return day
    mention = document_date(head, text[part.start : part.end], part.document_type)
    return mention.date_start if mention else None
