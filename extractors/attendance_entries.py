"""The persons in a stretch of a list of those present, each with the role that the list or a remark beside the name gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from extractors.formulas import formula
from extractors.persons import Person, clean_name, is_title, name_before, people_in
from extractors.political_parties import party_codes, party_of
from extractors.roles import is_replaced, marks_in, role_label

SIGNING: Final = ("chair", "secretary", "adjuster")
# More are never elected: a longer list has lost the label of those who attend.
_MOST_ADJUSTERS = 5

# Anna Ek, S · Anna Ek - S · Anna Ek S · Anna Ek <gap> S; in small letters only where something parts it from the name
_LOOSE_PARTY = re.compile(r"(?:\s?[,/–-]\s?|\s)\(?([A-ZÅÄÖ]{1,4})\)?(?=$|[\s,;.])|(?:,\s?|\t|\s[–-]\s)([a-zåäö]{1,3})(?=$|[\t,;])")
# S   Anna Ek: the letter in a column before the name
_LEADING_CODE = re.compile(r"(SD|KDS|KD|MP|FP|NYD|VPK|[SMCLV])\s+(?=[A-ZÅÄÖÉ][\w'’-])")
_LONE_CODE = re.compile(r"(?<=[^\W\d_]) (?:([A-ZÅÄÖ]{1,2})(?=\s*(?:$|[,;\t§]))|([A-ZÅÄÖ]{1,3}|[a-zåäö]{1,3})(?= [Xx](?:\s|$)))")
# Anna Ek, 1:e vice ordförande S; Anna Ek, ordförande (S)
_CODE_BEHIND_OFFICE = re.compile(
    r",\s(?:\d:[ea] )?(?:(?:vice|v\.?) )?(?:ordförande|ordf\.?|ledamot|ersättare),?\s"
    r"(?:\(([A-Za-zÅÄÖåäö]{1,4})\)|([A-ZÅÄÖ]{1,2})(?=\s*(?:$|[,;\t§])))"
)
_ENTRY_START = re.compile(
    r"(?:^|[,;:\t)]|\b(?:och|samt|ordföranden?|ledamot|ersättare|vice))\s*(?:\d{1,3}[.)]?\s+|[*•–-]\s*)?(?:[\wåäö:.-]+ ){0,4}$",
    re.IGNORECASE,
)
_ENTRY_REST = re.compile(
    r"\s*(?:$|\.\s*$|[,;(*§–-]|och\b|samt\b|kl\b|t\.?o\.?m|fr\.?o\.?m|\d|v?\.? ?ordf|tj|ers|via\b|på distans|från|deltar|för\b|till\b)|\t",
    re.IGNORECASE,
)
# Behind the first deputy's label in a list of adjusters stand those who step in for them.
_DEPUTY = re.compile(r"\bersättare\b", re.IGNORECASE)
_AS_DEPUTY = re.compile(r"^[^,;]{0,12}\bsom (?:ersättare|suppleant)\b", re.IGNORECASE)
_CHAIR_BEFORE = re.compile(r"(?:mötes)?(?:ordföranden?|ordf\.?)\s+$", re.IGNORECASE)
_NOT_CHAIR_BEFORE = re.compile(r"vice|ålders|\bv\.", re.IGNORECASE)
# 1:e vice ordförande, ordförande § 12: in the chair for some matters only
_CHAIR_FOR_SOME = re.compile(r"vice ordförande\b[^\n]{0,30}\bordförande (?:vid |under )?§", re.IGNORECASE)
# A column with a dash where others have a mark of presence
_DASH = re.compile(r"\s*\t[–—-]\s*(?:[\t\n]|$)")
# Olle Hed <gap> tjg ersättare Ida Falk: the substitute serves in the place of the one before
_SERVES_INSTEAD = re.compile(r"(?:\t|, (?=ersätts))(?:tj\w*\.? ?ers\w*\.?|ersätts av|ersättare|ers\.?):? $", re.IGNORECASE)
_LAST_SEPARATOR = re.compile(r"[,;\t](?=[^,;\t]*$)")
# The secretary's office, where nobody is named as the meeting's secretary
_OFFICE_SECRETARY = re.compile(r"\b(?:nämnd|kommun|fullmäktige|utskotts|stads|region|landstings)sekreterare\b", re.IGNORECASE)
# Between the entries of a list, and the titles of elected persons
_ENTRY_EDGE = re.compile(r"[,;:\t\n•]|\b(?:och|samt)\b")
_JOINED_ENTRY = re.compile(r"\b(?:och|samt)\b")
_ELECTED = re.compile(r"ordf|ledamot|ersättare|suppleant|råd\b|president|\bvice\b|gruppledare|nämndeman|riksdag|talman", re.IGNORECASE)


@dataclass(slots=True)
class Attendant:
    """A person in a role at the meeting."""

    role: str
    person: Person
    rule: str
    confidence: float


def entries_of(
    text: str, start: int, end: int, kind: str, with_party: list[Person], *, party: str | None = None, starred: bool = False
) -> list[Attendant]:
    """The persons named in ``text[start:end]``, a stretch of a list of ``kind`` (a key of ``[labels]`` in ``lexicon/roles.toml``).

    :param party: the letter code of those who have none of their own.
    :param starred: whether an asterisk beside a name marks a serving substitute.
    """
    leading = _LEADING_CODE.match(text, start, end)
    leading = leading if not any(p.marked and p.start == start for p in people_in(text, start, end, with_party)) else None
    found: list[Attendant] = []
    people = _people(text, leading.end() if leading else start, end, kind, with_party)
    if leading and people and people[0].start == leading.end() and people[0].party is None:
        people[0] = replace(people[0], party=leading[1], known=True)
    deputy = _DEPUTY.search(text, start, end) if kind == "adjuster" and people else None
    lead = text[start : people[0].start].strip(" ,:\t\n") if people else ""
    titled = bool(lead) and (role_label(lead) is not None or is_title(lead))
    title = ""
    for i, person in enumerate(people):
        before = text[people[i - 1].tail if i else start : person.start]
        following = people[i + 1].start if i + 1 < len(people) else end
        remark = text[person.end : following]
        if i + 1 < len(people) and titled:
            cut = _LAST_SEPARATOR.search(remark)
            remark = remark[: max(cut.start() if cut else 0, person.tail - person.end)]
        if is_replaced(before) or _DASH.match(text, person.tail, following) or "absent" in (marks := marks_in(remark)):
            continue
        if kind == "adjuster" and (_AS_DEPUTY.match(text[person.tail : following]) or (deputy and person.start > deputy.end())):
            continue
        if person.party is None and not person.known and party is not None:
            person = replace(person, party=party, known=True)
        title = _own_title(before, first=i == 0, titled=titled or bool(title))
        if kind == "official" or (kind in ("member", "substitute") and not person.marked and (_is_official(remark) or _titled(title))):
            found.append(_official(person, title, remark, marks))
            continue
        if kind == "member" and i and found and _SERVES_INSTEAD.search(before) and found[-1].person.start == people[i - 1].start:
            replaced = found.pop().person
            person = person if person.party else replace(person, party=replaced.party, known=replaced.known)
            found.append(Attendant("substitute", person, "attendance", 0.85))
            continue
        role = _role(kind, before, marks, first=i == 0, titled=titled, vice=_CHAIR_FOR_SOME.search(remark) is not None)
        if role == "chair" and kind == "member" and not titled and found and found[-1].role == "chair":
            role = kind  # "Anna Ek (S), ordförande Bo Berg (M)": the word is said of the first.
        if starred and ("*" in before[-2:] or "*" in remark[:6]):
            role = "substitute"
        if kind == "adjuster" and (signs := _signs_as(marks, remark)):
            found.append(Attendant(signs, person, "signs_minutes", 0.9))
            continue
        found.append(Attendant(role, person, "attendance", 0.95 if person.party or kind in SIGNING else 0.75))
        if "adjuster" in marks and kind in ("member", "substitute"):
            found.append(Attendant("adjuster", person, "attendance", 0.9))
    return found


def _signs_as(marks: list[str], remark: str) -> str | None:
    """The role of one who signs the minutes beside the adjusters: ``Anna Ek (S), ordförande``, ``Bo Ek, sekreterare``."""
    return next((r for r in ("chair", "secretary") if r in marks and not _CHAIR_FOR_SOME.search(remark)), None)


def _is_official(remark: str) -> bool:
    """Whether the words behind a name are an official's title."""
    return bool(formula("signatory", "official").match(remark.strip(" ,–-\t")))


def _own_title(before: str, *, first: bool, titled: bool) -> str:
    """The title that stands before a name and is its bearer's. Where titles stand behind the names, the only one between two names is that
    of the first (``Bo Ek, kommunsekreterare`` over ``Ida Al, ekonom``)."""
    *earlier, title = _ENTRY_EDGE.split(before)
    behind = not first and not titled and not any(map(str.strip, earlier)) and before.lstrip(" ").startswith((",", "("))
    return "" if behind and not _JOINED_ENTRY.search(before) else title.strip()


def _titled(title: str) -> bool:
    """Whether the title before a name in a list is an official's, as in ``Anna Ek (S), socialchef Bo Ek``."""
    return bool(title) and is_title(title) and role_label(title) in (None, "secretary") and not _ELECTED.search(title)


def _official(person: Person, title: str, remark: str, marks: list[str]) -> Attendant:
    """One who is present without being a member: a substitute so marked, the secretary, or somebody merely mentioned."""
    if "substitute" in marks and person.party:
        return Attendant("substitute", person, "attendance", 0.85)
    if "secretary" in marks:
        return Attendant("secretary", person, "attendance", 0.85)
    if role_label(title) == "secretary" and not _OFFICE_SECRETARY.search(title):
        return Attendant("secretary", person, "attendance", 0.85)
    if _OFFICE_SECRETARY.search(title) or _OFFICE_SECRETARY.match(remark.strip(" ,–-(\t")):
        return Attendant("secretary", person, "office_secretary", 0.7)
    return Attendant("mentioned", person, "officials_present", 0.8)


def _role(kind: str, before: str, marks: list[str], *, first: bool, titled: bool, vice: bool = False) -> str:
    """The role of an entry in a list of ``kind``. Where titles stand before the names, those between two names belong to the second."""
    if kind != "member":
        return kind
    if "substitute" in marks:
        return "substitute"
    own = re.split(r"[,;\t:•]" if titled else r"[,;\t:•\n]", before)[-1]
    if titled and role_label(own.strip()) == "substitute":
        return "substitute"
    parted = first or titled or re.search(r"[,;]\s*(?:mötes)?ordf\w*\.?\s+$", before, re.IGNORECASE)
    if parted and _CHAIR_BEFORE.search(own) and not _NOT_CHAIR_BEFORE.search(own):
        return "chair"
    return "chair" if "chair" in marks and not vice else "member"


def _people(text: str, start: int, end: int, kind: str, with_party: list[Person]) -> list[Person]:
    """The persons of a list: with a letter code in brackets, bare, or with a code behind a comma, a dash or a gap."""
    people = []
    coded = list(_with_lone_code(text, start, end))
    begun = {p.start for p in coded}
    for person in [*(p for p in people_in(text, start, end, with_party) if p.marked or p.start not in begun), *coded]:
        if person.party is None and not person.known and kind != "official":
            before, after = text[max(start, person.start - 40) : person.start], text[person.end : end]
            if not _ENTRY_START.search(before) and not is_replaced(before):
                continue
            loose = _LOOSE_PARTY.match(after)
            office = _CODE_BEHIND_OFFICE.match(after)
            if office and (held := party_of(office[1] or office[2])) in party_codes():
                person = replace(person, party=held, known=True)
            code = party_of(loose[1] or loose[2]) if loose else None
            if loose and code in party_codes():
                person = Person(person.start, person.end, person.name, code, person.end + loose.end(), True)
            elif not _ENTRY_REST.match(after):
                continue
        people.append(person)
    return sorted(people, key=lambda p: p.start)


def _with_lone_code(text: str, start: int, end: int) -> Iterator[Person]:
    """``Anna Ek S``, ``Anna Ek s x`` with a mark of presence: the letter would else pass for part of the name."""
    for match in _LONE_CODE.finditer(text, start, end):
        code = party_of(match[1] or match[2])
        name = name_before(text, start, match.start()) if code in party_codes() else None
        if name is not None:
            yield Person(*name, clean_name(text[name[0] : name[1]]), code, match.end(), True)


def plausible(found: list[Attendant]) -> list[Attendant]:
    """What was found; a secretary by office only attends where another is named as secretary, and more adjusters than are ever elected are
    none."""
    named = any(a.role == "secretary" and a.rule != "office_secretary" for a in found)
    too_many = len({a.person.name for a in found if a.role == "adjuster" or a.rule == "signs_minutes"}) > _MOST_ADJUSTERS
    dropped = {("adjuster", "attendance"), ("chair", "signs_minutes"), ("secretary", "signs_minutes")} if too_many else set()
    return [
        Attendant("mentioned", a.person, "officials_present", 0.8) if named and a.rule == "office_secretary" else a
        for a in found
        if (a.role, a.rule) not in dropped
    ]


__all__ = ["SIGNING", "Attendant", "entries_of", "plausible"]
