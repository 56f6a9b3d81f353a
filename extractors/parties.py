"""Actors in their roles: persons, organisations, the municipality and its bodies.

Foreign places (``counterpart`` and places merely ``mentioned``) are found by another component.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.addressees import Addressee, find_decision_makers, find_issuer, find_recipients
from extractors.attendance import MEETING_TYPES
from extractors.chair_moves import find_chair_moves
from extractors.core import Fact, Structure, text_of
from extractors.interventions import find_interventions
from extractors.notices import find_conveners
from extractors.organisations import OrganisationRole, find_organisation_roles
from extractors.party_groups import find_party_roles
from extractors.person_groups import Role, in_nominative
from extractors.persons import Person, people_with_party, with_repetitions
from extractors.present import attendance_of
from extractors.proposers import find_listed_proposers, find_proposers
from extractors.signatures import find_signatures
from extractors.surname_first import turned_names

_MEETING_ROLES = frozenset({"chair", "secretary", "adjuster", "member", "substitute"})


def person_roles(doc: Doc, with_party: list[Person]) -> list[Role]:
    """Every person in every role that the text gives, in order: one for each name, role and matter."""
    text, structure = text_of(doc), doc._.structure
    names = frozenset(p.name for p in with_party)
    marked, with_party = with_party, with_repetitions(text, with_party)
    found = [Role(a.role, a.person, a.rule, a.confidence) for a in attendance_of(doc, with_party)]
    found += find_interventions(text, structure, with_party)
    found += find_chair_moves(text, structure, found)
    found += find_proposers(text, with_party, names)
    found += find_listed_proposers(text, structure, with_party)
    found += [*find_signatures(text, structure, with_party), *find_conveners(text, structure, with_party)]
    turned = turned_names(text, [*marked, *(r.person for r in found)])
    found = [replace(r, person=_natural(r.person, turned)) for r in found]
    marked, with_party = [_natural(p, turned) for p in marked], [_natural(p, turned) for p in with_party]
    found = [r for part in _by_part(structure, _with_parties(found, with_party)) for r in _settled(part)]
    holders = {r.person.name for r in found if r.role != "mentioned"}
    found = [r for r in found if r.role != "mentioned" or r.person.name not in holders]
    found += [Role("mentioned", p, "named_with_party", 0.8) for p in marked if p.known and p.name not in holders]
    best: dict[tuple[str, str, int | None], Role] = {}
    for role in sorted(found, key=lambda r: r.person.start):
        case = structure.case_at(role.person.start)
        key = (role.person.name, role.role, case.ordinal if case else None)
        if key not in best or role.confidence > best[key].confidence:
            best[key] = role
    return sorted(best.values(), key=lambda r: (r.person.start, r.role))


def _natural(person: Person, turned: dict[str, str]) -> Person:
    """The person with the given name first."""
    return replace(person, name=turned[person.name]) if person.name in turned else person


def _by_part(structure: Structure, roles: list[Role]) -> Iterator[list[Role]]:
    """The roles paper by paper: a bundle may hold the minutes of several meetings."""
    parts: dict[int, list[Role]] = defaultdict(list)
    for role in roles:
        part = structure.part_at(role.person.start)
        parts[part.index if part else -1].append(role)
    yield from (parts[index] for index in sorted(parts))


def _with_parties(roles: list[Role], with_party: list[Person]) -> list[Role]:
    """Give a person the letter code that stands beside the same full name elsewhere, if all such places agree."""
    codes: dict[str, set[str]] = defaultdict(set)
    for person in [*with_party, *(r.person for r in roles)]:
        if person.party:
            codes[person.name].add(person.party)
    settled = {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}
    return [r if r.person.party else replace(r, person=replace(r.person, party=settled.get(r.person.name))) for r in roles]


def _settled(roles: list[Role]) -> list[Role]:
    """The chair is no member besides and signs beside the adjusters without being one; a serving substitute in a list of members is a
    substitute."""
    chairs = {r.person.name for r in roles if r.role == "chair"}
    substitutes = {r.person.name for r in roles if r.role == "substitute"}
    return [
        r
        for r in roles
        if not (r.person.name in chairs and (r.role in ("member", "substitute") or (r.role, r.rule) == ("adjuster", "attendance")))
        and not (r.role == "member" and r.person.name in substitutes)
    ]


def _person_facts(structure: Structure, roles: Iterable[Role], text: str) -> Iterator[Fact]:
    for role in roles:
        person = role.person
        case = structure.case_at(person.start)
        ordinal = case.ordinal if case else None
        if (
            role.role in _MEETING_ROLES
            and case is not None
            and role.rule in ("attendance", "attendance_table", "signature", "signs_minutes")
            and _is_meeting(structure, person.start)
        ):
            ordinal = None if len([c for c in structure.cases if c.part == case.part]) > 1 else ordinal
        yield _fact(
            text,
            person.start,
            person.end,
            role.rule,
            role.confidence,
            person.name,
            "person",
            role.role,
            ordinal,
            political_party=person.party,
        )


def _is_meeting(structure: Structure, offset: int) -> bool:
    part = structure.part_at(offset)
    return part is not None and part.document_type in MEETING_TYPES


def _fact(
    text: str,
    start: int,
    end: int,
    rule: str,
    confidence: float,
    name: str,
    kind: str,
    role: str,
    case: int | None,
    *,
    political_party: str | None = None,
    identifier: str | None = None,
) -> Fact:
    values = {
        "name": name,
        "raw": text[start:end],
        "kind": kind,
        "role": role,
        "political_party": political_party,
        "country_code": None,
        "identifier": identifier,
    }
    return Fact("parties", start, end, f"parties:{rule}", confidence, values, case)


def _organisation_facts(text: str, structure: Structure, roles: Iterable[OrganisationRole]) -> Iterator[Fact]:
    seen: set[tuple[int, str]] = set()
    for found in roles:
        organisation = found.organisation
        if (organisation.start, found.role) in seen:
            continue
        seen.add((organisation.start, found.role))
        case = structure.case_at(organisation.start)
        yield _fact(
            text,
            organisation.start,
            organisation.end,
            found.rule,
            found.confidence,
            organisation.name,
            organisation.kind,
            found.role,
            case.ordinal if case else None,
            identifier=organisation.identifier,
        )


def _party_facts(text: str, structure: Structure) -> Iterator[Fact]:
    for found in find_party_roles(text):
        case = structure.case_at(found.start)
        yield _fact(
            text,
            found.start,
            found.end,
            "party_as_such",
            found.confidence,
            found.name,
            "political_party",
            found.role,
            case.ordinal if case else None,
            political_party=found.code,
        )


def _addressee_facts(text: str, addressees: Iterable[Addressee]) -> Iterator[Fact]:
    for a in addressees:
        yield _fact(text, a.start, a.end, a.rule, a.confidence, a.name, a.kind, a.role, a.case, identifier=a.identifier)


@Language.component("parties")
def parties(doc: Doc) -> Doc:
    """Adds ``parties`` facts for persons, organisations, the issuing municipality, deciding bodies and recipients."""
    structure: Structure = doc._.structure
    text = text_of(doc)
    with_party = in_nominative(text, people_with_party(text))
    facts = list(_person_facts(structure, person_roles(doc, with_party), text))
    with_party = with_repetitions(text, with_party)
    facts += _organisation_facts(text, structure, find_organisation_roles(text, structure, with_party))
    facts += _party_facts(text, structure)
    facts += _addressee_facts(
        text, [*find_issuer(text, structure), *find_decision_makers(text, structure), *find_recipients(text, structure, with_party)]
    )
    doc._.facts.extend(sorted(facts, key=lambda f: (f.start, f.end, f.values["role"])))
    return doc


__all__ = ["parties", "person_roles"]
