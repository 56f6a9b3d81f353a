"""Political parties by letter code and name, as papers of many years write them; read from ``lexicon/political_parties.csv``."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from extractors.resources import table

_LONG_PARTY = re.compile(r".*(?:partiet|demokraterna|väl|väljarna|listan|framtid)$|moderaterna|liberalerna")
_NO_PARTY: Final = frozenset(
    ("-", "–", "partilös", "partilösa", "partioberoende", "obunden", "opolitisk", "politisk vilde", "vilde", "oberoende", "-!")
)
# Abbreviations that stand where a letter code does and mean something else
_NOT_CODES: Final = frozenset(
    re.findall(
        r"\w+",
        "ORDF TF TJG TJ EJTJG ERS VIK LED JUST SEKR ADJ FRV EJ MFL JÄV KL NR SE OBS DEL BIL FORTS PL "
        "SKR SKL EU FN USA VD AB UD IT RS KS KF KSO KSAU AU",
    )
)
# Of these, letter codes of parties in some councils
_AMBIGUOUS: Final = frozenset({"RS", "PL"})
_FOR_PARTY = re.compile(r"(?:För )?([A-ZÅÄÖ][\wåäö ]{3,40}?)(?: \([A-ZÅÄÖ]{1,4}\))?:\s*")
_HEADING = re.compile(r"([A-ZÅÄÖ][\wåäö -]{3,40}?)\s*+(?:\(([A-Za-zÅÄÖåäö]{1,4})\)\s*+)?:?")


@cache
def party_codes() -> frozenset[str]:
    """The known letter codes of parties, upper-case."""
    return frozenset(row["code"] for row in table("political_parties"))


@cache
def _codes_by_name() -> dict[str, str]:
    rows = [row for row in reversed(table("political_parties")) if row["scope"] != "local"]
    names = {name.lower(): row["code"] for row in rows for name in (row["name"], row["name"].split()[0]) if _is_name(name)}
    return names | {"vänstern": "V", "centern": "C"}


def _is_name(name: str) -> bool:
    """Whether the first word of a name can stand for the party (``Miljöpartiet``, but not ``Ny``)."""
    return " " in name or name.endswith(("partiet", "erna"))


def party_named(name: str) -> str | None:
    """The letter code of the party called so (``Vänsterpartiet``); None for other names."""
    return _codes_by_name().get(" ".join(name.split()).strip(" .,").lower())


def party_group(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The letter code of the party for which a line names its members ("För Vänsterpartiet: Anna Ek, Bo Ek", "Vänsterpartiet (V): Anna
    Ek"), and where they begin."""
    match = _FOR_PARTY.match(text, start, end)
    code = party_named(match[1]) if match else None
    return (code, match.end()) if match and code else None


def party_heading(line: str) -> str | None:
    """The letter code of the party whose name, perhaps with its letter in brackets, is all that ``line`` holds; None for other lines."""
    match = _HEADING.fullmatch(line.strip())
    if match is None:
        return None
    return party_named(match[1]) or (party_of(match[2]) if match[2] and _LONG_PARTY.match(match[1].lower()) else None)


@cache
def party_forms() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """A pattern for the names of parties, and the name and letter code that each form (in lower case) stands for."""
    rows = [row for row in reversed(table("political_parties")) if row["scope"] != "local"]
    forms = {row["name"].lower(): (row["name"], row["code"]) for row in rows}
    forms |= {
        row["name"].split()[0].lower(): (row["name"], row["code"]) for row in rows if row["name"].split()[0].endswith(("partiet", "erna"))
    }
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})(?!\w)", re.IGNORECASE), forms


@cache
def party_stems() -> list[tuple[re.Pattern[str], str]]:
    """How the parties' names begin in running text (``Vänsterpartiets``, ``moderat ledamot``) and their letter codes."""
    return [(re.compile(rf"\b(?:{row['stem']})", re.IGNORECASE), row["code"]) for row in table("political_parties") if row["stem"]]


def party_of(raw: str) -> str | None:
    """The letter code written as ``raw``, upper-case; None if it is an abbreviation that is no party (ordf, tjg)."""
    code = raw.strip(" ()").upper()
    return None if (code in _NOT_CODES and code not in _AMBIGUOUS) or not code or code in "-–" else code


def is_code(raw: str) -> bool:
    """Whether ``raw`` may be a letter code in running text, where RS and the like are more often something else."""
    return raw.upper() not in _NOT_CODES


def read_bracket(raw: str) -> tuple[str | None, bool] | None:
    """The letter code in a bracket and whether it is surely about a party; None if the bracket is about something else."""
    if raw.lower() in _NO_PARTY:
        return None, True
    if len(raw) > 5:
        return (party_named(raw), True) if _LONG_PARTY.match(raw.lower()) else None
    code = party_of(raw)
    if code is None or not (code in party_codes() or raw.isupper() or raw.istitle()):
        return None
    return code, code in party_codes()


__all__ = ["is_code", "party_codes", "party_forms", "party_heading", "party_named", "party_of", "party_stems", "read_bracket"]
