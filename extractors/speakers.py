"""Who speaks in a line of minutes or a report, and who decides: "Kommunstyrelsen föreslår kommunfullmäktige besluta att ...".

A deciding body decides, a preparing body recommends to the next, all others propose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.anchors import Anchored
from extractors.bodies import body_pattern, canonical_body, heading_pattern
from extractors.clause_words import infinitives

DECIDE = r"(?:besluta(?:r|s|de|t)?|beslöt|beslutit|fatta(?:r|de|t)?\s+(?:följande|nedanstående)\s+beslut)"
_TOLD = ("beslutade", "beslöt", "beslutit", "beslutat", "fattade", "fattat")
_OFFICE = re.compile(r"(?i)\b(?:kontoret|förvaltningen|kansliet|ordföranden|vi|jag|motionär\w*)\b")
# What may stand between the verb and its att-clauses: "beslutar, för egen del under förutsättning av fullmäktiges beslut, att".
_QUALIFIED = r"(?:\s*+,)?\s*+(?:för egen del|under förutsättning|med|efter|enligt|i enlighet|på|mot|således|därför)\b[^.:\n]{0,140}?"
_DEMANDS = re.compile(r"(?i)\b(?:yrkar|yrkade|yrkande om)\b")
_DATED = re.compile(r"\d{4}|§")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The stage of what is said in the lines at hand, and the body that finally decides it; ``verb`` is the verb that governs
    them where the lead says it ("Kommunfullmäktige utser")."""

    stage: str
    body: str | None
    verb: str = ""


@cache
def formula() -> Anchored:
    """A sentence that says who proposes or decides. Groups: ``who``, ``propose`` (the verb), ``to``, ``decide``, ``tail``, ``end``."""
    return Anchored(
        rf"(?P<who>[^.:\n]{{0,140}}?)\b(?:(?P<propose>föreslår|föreslå|hemställer|föreslog)\b(?P<to>[^.:\n]{{0,160}}?)\b)?(?P<decide>{DECIDE})"
        rf"(?P<tail>[^.:\n]{{0,40}}?|{_QUALIFIED})(?<!\s)(?P<end>\s*+:|,?\s++(?:dels\s++)?att\b|\s*+$|\s*+,\s*+(?=att\b))",
        re.IGNORECASE,
    )


@cache
def _subject() -> Anchored:
    return Anchored(rf"\b({body_pattern()})\b(?!\s+(?:beslut|förslag|ordförande|arbetsutskott)\b)", re.IGNORECASE)


@cache
def _pass_on() -> re.Pattern[str]:
    verbs = r"(?:(?:före)?slår?|hemställ(?:a|er)(?: hos)?|rekommendera|tillstyrka(?: hos)?|hos)"
    decide = r",?\s++(?:att\s++)?(?:om\s++)?(?:följande\s++)?(?:fatta\s++följande\s++)?beslut(?:a|ar|at)?(?:\s++följande)?"
    rest = rf"(?:\s++(?:hemställa|föreslå))?(?:{decide})?"
    # "att föreslå kommunfullmäktige anta planen" has neither "att" nor "besluta" before the infinitive.
    end = rf"(?P<end>(?:\s*+:)?\s*+$|,?\s++(?=att\b)|:\s*+|\s++(?=(?:{infinitives()})\s))"
    return re.compile(rf"\s*+(?:att\s++)?{verbs}\s++(?P<to>{body_pattern()}){rest}{end}", re.IGNORECASE)


@cache
def _addressed() -> Anchored:
    body = heading_pattern()
    proposes = rf"(?:föreslår|hemställer(?:\s+hos)?)(?:\s+att)?\s+(?P<to>{body})(?:\s+att)?"
    hands_over = rf"(?:överlämnar|översänder|lämnar)\s+ärendet\s+till\s+(?P<next>{body})\s+med\s.{{0,40}}"
    return Anchored(rf"{body}\s+(?:{proposes}|{hands_over})\s*:?", re.IGNORECASE)


def addressed_by(heading: str) -> str | None:
    """The body that a heading such as "Kommunstyrelsen föreslår kommunfullmäktige" proposes something to."""
    match = _addressed().fullmatch(heading.strip())
    return canonical_body(match["to"] or match["next"]) if match else None


@cache
def _proposes() -> Anchored:
    body = body_pattern()
    return Anchored(
        rf"{body}(?:,? (?:därför|för (?:egen|sin) del|enhälligt|även|vidare)){{0,2}}\s++"
        rf"(?:föreslår|förordar|hemställer(?:\s++hos)?|(?:föreslog|hemställde|har\b[^.:\n]{{0,60}}?\s(?:beslutat\s++(?:att\s++)?föreslå|föreslagit)))"
        rf"(?:\s++(?:den\s++)?\d[^.:\n]{{3,40}}?,?)?(?:\s++(?P<to>{body}))?(?:(?:\s++att|:)\s++(?=\S)|\s++(?=(?:avslag|bifall)\b))",
        re.IGNORECASE,
    )


def proposal_to(text: str) -> tuple[str | None, int] | None:
    """Where a sentence "Kommunstyrelsen föreslår (kommunfullmäktige) att ..." says its proposal: the body addressed, and the offset."""
    match = _proposes().match(text)
    if match is None:
        return None
    to = canonical_body(match["to"]) if match["to"] else subject_of(text[match.end() :])
    return to, match.end()


def bodies_in(text: str) -> list[str]:
    """The deciding bodies that ``text`` names as such, in order; one in the genitive ("kommunstyrelsens beslut") only owns what follows."""
    found = []
    for match in _subject().finditer(text):
        raw = match.group(1)
        if raw.lower().endswith(("ens", "ets")) and not raw.lower().endswith("arbetsutskottets"):
            continue
        found.append(canonical_body(raw))
    return found


def passed_on(text: str) -> tuple[str, int] | None:
    """The body that ``text`` ("att föreslå kommunfullmäktige att ...") passes the decision on to, and the offset of what is proposed; the
    last body of several ("föreslå styrelsen föreslå fullmäktige")."""
    match = _pass_on().match(text)
    if match is None:
        return None
    further = passed_on(text[match.end() :])
    return (further[0], match.end() + further[1]) if further else (canonical_body(match["to"]), match.end())


@cache
def _also() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,|(?<!\s))\s++(?:och|samt)\s++(?:att\s++)?(?=(?:föreslår?|hemställ(?:a|er)(?: hos)?)\s++{body_pattern()})", re.IGNORECASE
    )


def also_passed_on(text: str) -> tuple[int, str, int] | None:
    """Where a decision goes on with what it proposes to the next body ("säga upp avtalet samt föreslår kommunfullmäktige att ..."): the
    end of the decision, the body, and the offset of what is proposed."""
    match = _also().search(text)
    passed = passed_on(text[match.end() :]) if match else None
    return (match.start(), passed[0], match.end() + passed[1]) if match and passed else None


def subject_of(text: str) -> str | None:
    """The body that a clause begins with as its subject: "Kommunfullmäktige antar programmet"."""
    match = _subject().match(text)
    if match is None or match.group(1).lower().endswith(("ens", "ets")):
        return None
    return canonical_body(match.group(1))


def is_told(match: re.Match[str]) -> bool:
    """Does the formula tell of a decision in the past tense?"""
    return match["decide"].lower().split()[0] in _TOLD


def speaker_of(match: re.Match[str], meeting: bool, default: str | None) -> Speaker | None:
    """Who speaks by a match of :func:`formula`; None where an earlier decision is told of.

    :param meeting: whether the words stand in minutes; elsewhere everything is a proposal.
    :param default: the body that decides where the formula names none.
    """
    who, to, told = match["who"], match["to"], is_told(match)
    own = bodies_in(who)
    if _DEMANDS.search(who):
        # "yrkar att arbetsutskottet föreslår kommunstyrelsen besluta": who is addressed last decides.
        asked = (bodies_in(to) if match["propose"] else []) or own
        return Speaker("proposed", asked[-1] if asked else default)
    if match["propose"]:
        bodies = bodies_in(to) or own
        office = not own or _OFFICE.search(who) is not None or (not meeting and re.search(r"(?i)\bföreslår\b", to) is not None)
        return Speaker("proposed" if office or (not meeting and not told) else "recommended", bodies[-1] if bodies else default)
    if re.search(r"(?i)\b(?:föreslå|hemställa)\b", match["tail"] or "") and own:
        return Speaker("recommended" if meeting else "proposed", (bodies_in(match["tail"]) or own)[-1])
    if told and _DATED.search(match.group()):
        return None
    return Speaker("decided" if meeting else "proposed", own[-1] if own else default)


def same_body(short: str, full: str) -> bool:
    """Do two names mean one body? "Arbetsutskottet", "Utskottet" and "Kommunstyrelsens arbetsutskott" do."""
    a, b = (re.sub(r"(?<=.{4})(?:et|en)$", "", name.lower()) for name in (short, full))
    return a.endswith(b) or b.endswith(a)
