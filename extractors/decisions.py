"""Decision clauses with their votes and reservations."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clauses import MEETING_TYPES, Clause, ClauseFinder
from extractors.core import Case, Fact, Structure, text_of
from extractors.overlap import overlap
from extractors.persons import people_with_party, with_repetitions
from extractors.points import pointed_at, points_in
from extractors.present import attendance_of
from extractors.reservations import Reservation, find_reservations
from extractors.vote_questions import decides_when
from extractors.vote_tables import tabled_votes
from extractors.votes import Vote, find_votes, listed_votes, lists_begin

# Text before a vote that tells what was voted on, in characters.
VOTE_CONTEXT = 900
# "mot beslutet om Brest", "mot att Brest får ett avtal": what a reservation is against, and the names in it
_ABOUT = re.compile(
    r"\bmot (?:att|besluten?t?(?: att| om| beträffande| avseende| rörande| gällande| i fråga om))\s(?P<what>[^.]{3,160}?)"
    r"(?=,? till (?:förmån|fördel)|\.|$)"
)
_NAME = re.compile(r"(?<!\w)[^\W\da-zåäö_][\w’'-]{2,}(?! \()")
# "Votering begärs om punkt 3."
_ON_POINT = re.compile(r"\b(?:votering|omröstning)\w*+[^.:\n]{0,60}?\bpunkt[^.:\n]{0,30}", re.IGNORECASE)


def _taken(clauses: list[Clause]) -> list[int]:
    """The places of the clauses that were decided or recommended by the meeting itself: the last such run."""
    decided = [i for i, c in enumerate(clauses) if c.stage == "decided"]
    return decided or [i for i, c in enumerate(clauses) if c.stage == "recommended"]


def _question(text: str, case: Case, clauses: list[Clause], vote: Vote) -> str:
    """The words around a vote that tell what was voted on: the decided clauses themselves are left out of them."""
    start = max(case.start, vote.start - VOTE_CONTEXT)
    pieces = []
    for clause in sorted((c for c in clauses if c.stage != "proposed" and c.end > start and c.start < vote.start), key=lambda c: c.start):
        pieces.append(text[start : max(start, clause.start)])
        start = max(start, clause.end)
    return " ".join([*pieces, text[start : min(case.end, vote.end + 80)]])


def assign_votes(text: str, case: Case, clauses: list[Clause], votes: list[Vote]) -> dict[int, Vote]:
    """The vote on each clause (by its place): a single decided clause takes it; of several, the one whose words the question
    shares most, else the next in order. A vote more than there are decided clauses goes to the demand it was about."""
    taken = _taken(clauses)
    assigned: dict[int, Vote] = {}
    for vote in votes:
        asked = list(_ON_POINT.finditer(text, max(case.start, vote.start - VOTE_CONTEXT), vote.end))
        named = pointed_at(points_in(asked[-1].group()), text, clauses, taken) if asked else []
        if free := [i for i in named if i not in assigned]:
            assigned |= dict.fromkeys(free, vote)
            continue
        context = _question(text, case, clauses, vote)
        for candidates in (taken, [i for i, c in enumerate(clauses) if c.stage == "proposed"]):
            free = [i for i in candidates if i not in assigned and (not vote.about_when or decides_when(clauses[i].text(text)))]
            if free:
                best = max(free, key=lambda i: (round(overlap(clauses[i].text(text), context), 2) if len(free) > 1 else 0, -i))
                assigned[best] = vote
                break
    return assigned


def _named_in(reservation: str, clauses: list[str]) -> list[int]:
    """The places of the clauses that hold a name which the reservation says it is about ("mot beslutet om Brest"); none where all do."""
    about = _ABOUT.search(reservation)
    names = _NAME.findall(about["what"]) if about else []
    found = [n for n, clause in enumerate(clauses) if any(re.search(rf"\b{re.escape(name)}", clause) for name in names)]
    return found if len(found) < len(clauses) else []


def assign_reservations(text: str, clauses: list[Clause], reservations: list[Reservation]) -> dict[int, list[str]]:
    """The party codes that dissent from each clause (by its place)."""
    taken = _taken(clauses)
    parties: dict[int, list[str]] = {}
    for reservation in reservations:
        targets = taken
        if named_points := pointed_at(reservation.points, text, clauses, taken):
            targets = named_points
        elif len(taken) > 1:
            what = reservation.text.split("beslutet", 1)[-1] if "beslutet" in reservation.text else ""
            shares = {i: overlap(clauses[i].text(text), what) for i in taken}
            best = max(shares.values())
            named = _named_in(reservation.text, [clauses[i].text(text) for i in taken])
            if best >= 0.5 and " att " in f" {what[:8]} ":
                targets = [i for i in taken if shares[i] == best]
            elif named:
                targets = [taken[n] for n in named]
        for i in targets:
            known = parties.setdefault(i, [])
            known.extend(p for p in reservation.parties if p not in known)
    return parties


def _case_facts(text: str, structure: Structure, case: Case, listed: dict[str, Vote], lists: int, present: dict[str, str]) -> list[Fact]:
    clauses = ClauseFinder(text, structure, case).find()
    part = structure.parts[case.part]
    votes: dict[int, Vote] = {}
    reservations: dict[int, list[str]] = {}
    if part.document_type in MEETING_TYPES:
        end = min(case.end, max(lists, case.heading[1]))
        counted = find_votes(text, case.heading[1], end, tabled_votes(text, structure, case.heading[1], end))
        if not counted and case.section_number in listed:
            counted = [listed[case.section_number]]
        votes = assign_votes(text, case, clauses, counted)
        reservations = assign_reservations(text, clauses, find_reservations(text, case.heading[1], case.end, present))
    facts = []
    for ordinal, clause in enumerate(clauses):
        vote = votes.get(ordinal)
        values = {
            "ordinal": ordinal,
            "stage": clause.stage,
            "body": clause.body,
            "action": clause.action.code,
            "text": clause.text(text),
            "votes_for": vote.votes_for if vote else None,
            "votes_against": vote.votes_against if vote else None,
            "votes_abstained": vote.votes_abstained if vote else None,
            "reservations": reservations.get(ordinal, []),
        }
        rule = "decisions:listed" if clause.listed else "decisions:running_text"
        confidence = clause.action.confidence * (1.0 if clause.listed else 0.8)
        facts.append(Fact("decisions", clause.start, clause.end, rule, confidence, values, case.ordinal))
    return facts


def _codes_of_present(doc: Doc) -> dict[str, str]:
    """The letter codes of those present at the meeting, by name: needed only where somebody dissents."""
    text = text_of(doc)
    if "eserv" not in text:
        return {}
    people = with_repetitions(text, people_with_party(text))
    return {a.person.name: a.person.party for a in attendance_of(doc, people) if a.person.party}


@Language.component("decisions")
def decisions(doc: Doc) -> Doc:
    """Adds a ``decisions`` fact for each clause of each matter."""
    structure: Structure = doc._.structure
    listed, lists = listed_votes(text_of(doc), structure), lists_begin(text_of(doc), structure)
    present = _codes_of_present(doc)
    for case in structure.cases:
        doc._.facts.extend(_case_facts(text_of(doc), structure, case, listed, lists, present))
    return doc
