"""People, parties, places and organisations to write about; all persons are made up."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tools.generator.facts import Place

HERE = Path(__file__).resolve().parent
LEXICON = HERE.parents[1] / "extractors" / "lexicon"


@cache
def tables() -> dict[str, Any]:
    """The name lists of ``world.toml``."""
    return tomllib.loads((HERE / "world.toml").read_text("utf-8"))


def _official(name: str) -> list[dict[str, str]]:
    with (LEXICON / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


@cache
def municipalities() -> tuple[Place, ...]:
    """The municipalities."""
    return tuple(Place(row["name"], row["name"], row["code"]) for row in _official("municipalities.csv"))


@cache
def regions() -> tuple[Place, ...]:
    """The regions."""
    return tuple(Place(row["name"], row["name"], row["code"]) for row in _official("regions.csv"))


@cache
def foreign_places() -> tuple[Place, ...]:
    """Foreign towns and cities that Swedish papers tell of."""
    return tuple(Place(name, name, code, country["name"]) for code, country in tables()["countries"].items() for name in country["places"])


@dataclass(frozen=True)
class Person:
    """Someone made up; ``party`` is a letter code, empty for officials and foreigners, ``given`` the first name."""

    name: str
    party: str = ""
    given: str = ""

    @property
    def surname(self) -> str:
        """The last name."""
        return self.name.removeprefix(self.given).strip()


class Population:
    """Names of one document, no two persons alike."""

    def __init__(self, rng: Random, year: int) -> None:
        self.rng = rng
        self.year = year
        self.taken: set[str] = set()

    def name(self) -> tuple[str, str]:
        """A name not yet taken and its first name, first and last names differing from the others' too where that is possible."""
        names, rng = tables()["names"], self.rng
        for _ in range(200):
            if rng.random() < 0.1:
                first, last = rng.choice(names["other_first"]), rng.choice(names["other_last"])
            else:
                first = rng.choice(names["women"] + names["men"])
                if rng.random() < 0.12:
                    first = rng.choice(names["double"])
                last = rng.choice(names["last"])
                if rng.random() < 0.06:
                    last = (
                        f"{last}-{rng.choice([n for n in names['last'] if n != last])}"
                        if rng.random() < 0.5
                        else rng.choice(names["noble"])
                    )
            full = f"{first} {last}"
            if not {full, last} & self.taken:
                self.taken |= {full, last}
                return full, first
        raise RuntimeError("out of names")

    def official(self) -> Person:
        """Someone employed."""
        name, given = self.name()
        return Person(name, "", given)

    def politician(self, party: str | None = None) -> Person:
        """An elected representative, of a party that sat in that year."""
        name, given = self.name()
        return Person(name, party or self.rng.choice(self.parties()), given)

    def parties(self) -> list[str]:
        """Parties by their likelihood."""
        liberal = "FP" if self.year <= 2015 else "L"
        common = ["S"] * 7 + ["M"] * 5 + ["C"] * 2 + ["V"] * 2 + ["KD", "MP", liberal, liberal]
        return common + (["SD"] * 2 if self.year >= 2006 else []) + (["NYD"] if self.year <= 1998 and self.rng.random() < 0.3 else [])


PARTY_NAMES = {
    "S": "Socialdemokraterna",
    "M": "Moderaterna",
    "C": "Centerpartiet",
    "V": "Vänsterpartiet",
    "KD": "Kristdemokraterna",
    "MP": "Miljöpartiet",
    "L": "Liberalerna",
    "FP": "Folkpartiet",
    "SD": "Sverigedemokraterna",
    "NYD": "Ny demokrati",
}
