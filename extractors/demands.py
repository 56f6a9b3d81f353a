"""Demands made at a meeting (yrkanden) and proposals retold in running text, cut into single clauses."""

from __future__ import annotations

import re

# Words between the verb and what is demanded: "yrkar därför i första hand", "yrkar, med instämmande av X, ".
_ASIDE = (
    r"därför|vidare|också|även|dels|i första hand|i andra hand|på|först|som tillägg|dessutom|i stället|istället|muntligt"
    r"|skriftligt|för egen del|för sin del|för [^,.]{1,30} räkning|å [^,.]{3,40} vägnar"
    r"|med (?:instämmande|bifall|stöd) av [^,.]{3,60}?(?=,|\s+(?:att|bifall|avslag)\b)"
    r"|tillsammans med [^,.]{3,60}|att få"
)
_DEMAND = re.compile(
    rf"\b(?P<verb>yrkar|yrkade|föreslår|hemställer|(?:framställer|framställde|framför|lägger)\s+yrkande\s+om)\b(?:,[^,]{{3,80}},)?(?:\s+(?:{_ASIDE}))*[\s:]*",
    re.IGNORECASE,
)
# "Bo Ek (M): Avslag på förslaget.", "Bo Ek (m) - Avslag."
_NAMED = re.compile(r"[^:\n]{3,120}\([A-ZÅÄÖa-zåäö]{1,5}\)\s*(?::|[-–]\s)\s*")
_DEMANDED = re.compile(r"(?:att|bifall|avslag|återremiss|bordlägg|i enlighet|enligt|ärendet|motionen)", re.IGNORECASE)
# "Avslag på förslaget yrkas av Bo Ek (M)."
_YRKAS = re.compile(
    r"(?:yrkanden?\s+om\s+)?(?P<what>(?:bifall|avslag|återremiss|bordläggning)\b[^.]{0,160}?)"
    r"\s+(?:yrkas|framställs|framställdes|yrkades)(?:\s+(?:även|också))?\s+av\b",
    re.IGNORECASE,
)
_PARTY = re.compile(r"\([A-ZÅÄÖa-zåäö!]{1,5}\)")
_NO_DEMAND = re.compile(r"\b(?:har|hade) inte någon\b|\bansluter sig\b|\binstämmer\b", re.IGNORECASE)
_WITH = r"dock(?: med den ändringen)?|med (?:det tillägget|den ändringen|tillägget)"
_JOINS = rf"(?:samt|och|dels|{_WITH}|i (?:andra|tredje) hand(?: yrkas)?)"
_DEMAND_SPLIT = re.compile(
    rf"(?:,\s*|\s+(?={_JOINS}\b))(?:{_JOINS}\s+)*"
    r"(?=(?:att|bifall|avslag|återremiss|bordläggning)\b)|\s+dock med den ändringen\s+(?=att)|,\s*dock\s+",
    re.IGNORECASE,
)
SPLIT_ATT = re.compile(r"(?:,\s*|\s+)(?:(?:samt|och|dels)\s+)+(?=att\s)|[,;]\s+(?=att\s)|;\s*(?:samt|och)\s+(?=att\s)", re.IGNORECASE)

_REASON = r"(?: därför| vidare| också| mot [^.]{3,30} bakgrund| med hänvisning till [^.]{3,40}| sammanfattningsvis)*"
_RETOLD = (
    re.compile(
        r"\b(?:kontoret|förvaltningen|kansliet|staben|avdelningen|enheten|motionärerna|motionären|förslagsställaren)\b[^.]{0,40}"
        rf"\b(?:föreslår|yrkar)\b{_REASON},?\s+att\s+(?P<what>[^.]+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:motionären|motionärerna|förslagsställaren)\b[^.]{0,20}\b(?:vill|önskar|begär)\s+att\s+(?P<what>[^.]+)", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:i motionen|däri|i den) (?:föreslås|yrkas)(?: bland annat| bl\.a\.)?(?: därför)?\s+att\s+(?P<what>[^.]+)", re.IGNORECASE
    ),
    re.compile(r"\bhar i en motion\b[^.]{0,120}?\bföreslagit\s+att\s+(?P<what>[^.]+)", re.IGNORECASE),
    # "I en motion föreslår Bo Ek (M) att ...", "har lämnat en motion där hon yrkar att ..."
    re.compile(
        r"\b(?:i (?:en|sin) (?:motion|skrivelse)|i (?:ett|sitt) medborgarförslag|i (?:motionen|medborgarförslaget)"
        r"|en motion (?:där|vari|i vilken|med förslag)|ett medborgarförslag (?:där|vari|i vilket))\b"
        r"[^.]{0,120}?\b(?:föreslår|föreslås|yrkar|yrkas|hemställer)\b[^.]{0,80}?\batt\s+(?P<what>[^.]+)",
        re.IGNORECASE,
    ),
)


def demand_extents(sentence: str, named: bool = False) -> list[tuple[int, int]]:
    """The extents of the demands in a sentence: "A (S) yrkar bifall till ... samt att ..." holds two. Empty where there is none.

    :param named: whether "Bo Ek (M): Avslag." is a demand too, as under the heading Yrkanden.
    """
    if passive := _YRKAS.match(sentence):
        return [passive.span("what")]
    match = _DEMAND.search(sentence)
    if match is None and named:
        match = _NAMED.match(sentence)
    if match is None or _NO_DEMAND.search(sentence, 0, match.start()):
        return []
    verb = match.groupdict().get("verb")
    # An office proposes too; at a meeting a demand is a member's, who is named with a party.
    if verb is not None and verb.lower() in ("föreslår", "hemställer") and not _PARTY.search(sentence, 0, match.start()):
        return []
    rest = sentence[match.end() :]
    if not _DEMANDED.match(rest):
        return []
    marks = list(_DEMAND_SPLIT.finditer(rest))
    pieces = zip([0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(rest)], strict=True)
    return [(match.end() + a, match.end() + b) for a, b in pieces]


def is_demand(words: str) -> bool:
    """Do the words of a list item under the heading Yrkanden demand something: "Bifall till utskottets förslag"?"""
    return _DEMANDED.match(words) is not None


def retold_extents(sentence: str) -> list[tuple[int, int]]:
    """The extents of what an office or a motion is said to propose in running text. Empty where nothing is retold."""
    match = next((m for m in (p.search(sentence) for p in _RETOLD) if m), None)
    if match is None:
        return []
    start, end = match.span("what")
    marks = list(SPLIT_ATT.finditer(sentence, start, end))
    return list(zip([start, *(m.end() for m in marks)], [*(m.start() for m in marks), end], strict=True))
