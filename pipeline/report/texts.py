"""The words of the report in each language, kept as data files: ``texts/sv.toml`` and ``texts/en.toml``."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from markupsafe import Markup

from pipeline.schema import TABLES

LANGUAGES: Final = ("sv", "en")
DEFAULT_LANGUAGE: Final = "sv"
_DECIMAL: Final = re.compile(r"\d+\.\d+\Z")

# Lists that are named after their column, but for those whose column's name means different things in different tables.
_LIST_NAMES: Final = {
    "case_numbers.role": "case_number_role",
    "parties.role": "party_role",
    "dates.role": "date_role",
    "parties.kind": "party_kind",
    "agreements.kind": "agreement_kind",
    "partnerships.kind": "agreement_kind",
    "case_links.kind": "link_kind",
    "focus_areas.area": "focus_area",
    "partnerships.focus_areas": "focus_area",
    "focus_areas.status": "focus_status",
    "agreements.status": "agreement_status",
    "partnerships.status": "partnership_status",
    "partnerships.warnings": "partnership_warnings",
    "correction_log.status": "correction_status",
    "failures.stage": "failure_stage",
    "partnerships.latest_outcome": "outcome",
    "partnerships.latest_stage": "stage",
    "partnerships.ended_by": "initiative",
    "partnerships.counterpart_kind": "place_kind",
    "outcomes.effective_from_precision": "precision",
    "outcomes.effective_to_precision": "precision",
    "agreements.signed_on_precision": "precision",
    "agreements.valid_from_precision": "precision",
    "agreements.valid_to_precision": "precision",
}


def code_list(table: str, column: str) -> str:
    """The name under which the texts hold the codes of a column: ``code.<name>.<code>``."""
    return _LIST_NAMES.get(f"{table}.{column}", column)


def all_codes() -> set[str]:
    """The key of every code of the schema."""
    return {
        f"code.{code_list(table.name, column.name)}.{code}" for table in TABLES for column in table.columns for code in column.codes or {}
    }


@cache
def load(language: str) -> dict[str, str]:
    """The texts of a language by their dotted keys; countries by ``country.<ISO code>``."""
    from babel import Locale

    raw = tomllib.loads((resources.files("pipeline.report") / "texts" / f"{language}.toml").read_text("utf-8"))
    countries = {f"country.{code}": str(name) for code, name in Locale(language).territories.items() if len(code) == 2 and code.isalpha()}
    return _flat(raw) | countries


def _flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in tree.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = value
    return found


@cache
def _warnings(code: str) -> list[tuple[str, re.Pattern[str]]]:
    """The keys of a warning's sentences, each with a pattern of how the tables tell it: the English text."""
    return [
        (key, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(text)), re.DOTALL))
        for key, text in load("en").items()
        if key.startswith(f"warning.{code}.")
    ]


def warning_text(told: str) -> tuple[str | None, dict[str, str]]:
    """The key of the text that tells a warning's sentence, and the values in it; no key where the texts do not know the sentence."""
    code, _, sentence = told.partition(":")
    for key, pattern in _warnings(code):
        if found := pattern.fullmatch(sentence.strip()):
            return key, {name: _listed(value) for name, value in found.groupdict().items()}
    return None, {}


def _listed(value: str) -> str:
    """What a warning lists, without English words between."""
    return re.sub(r"; and (\d+) more$", r"; +\1", value).replace(" and ", ", ")


class Texts:
    """Texts in the language a page is first shown in, marked so that the page can change to the other.

    A text is a key of the data files; ``{name}`` in it is filled with the value of that name. Where ``n`` is 1, a text of the key with
    ``_one`` behind it is taken before. Decimal numbers are told with the sign of the language.
    """

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        self.language = language
        self._texts = load(language)

    def plain(self, key: str, **values: object) -> str:
        """The text alone, not escaped. A key without a text shows its last part."""
        one = self._texts.get(f"{key}_one") if str(values.get("n")) == "1" else None
        text = one or self._texts.get(key) or key.rsplit(".", 1)[-1]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", self._number(str(value)))
        return text

    def _number(self, value: str) -> str:
        return value.replace(".", ",") if self.language == "sv" and _DECIMAL.match(value) else value

    def marks(self, key: str, **values: object) -> Markup:
        """The attributes of an element that holds the text and nothing else."""
        told = Markup(' data-a="{}"').format(json.dumps(values, ensure_ascii=False)) if values else Markup()
        return Markup('data-t="{}"').format(key) + told

    def span(self, key: str, **values: object) -> Markup:
        """The text in an element of its own."""
        return Markup("<span {}>{}</span>").format(self.marks(key, **values), self.plain(key, **values))

    def attribute(self, name: str, key: str, **values: object) -> Markup:
        """An attribute whose value is the text: ``aria-label``, ``placeholder`` or ``title``."""
        told = Markup(' data-a="{}"').format(json.dumps(values, ensure_ascii=False)) if values else Markup()
        return Markup('{}="{}" data-t-{}="{}"').format(name, self.plain(key, **values), name, key) + told

    def code(self, table: str, column: str, value: str) -> Markup:
        """A code of the schema in words; the code itself where the texts do not know it."""
        return self.span(f"code.{code_list(table, column)}.{value}")

    def decimal(self, value: float) -> Markup:
        """A number with two decimals."""
        return self.span("word.number", n=f"{value:.2f}")

    def warning(self, told: str) -> Markup:
        """The sentence of a warning (``code: sentence``) in the page's language; in English as it is where the texts do not know it."""
        key, values = warning_text(told)
        return self.span(key, **values) if key else Markup('<span lang="en">{}</span>').format(told.partition(":")[2].strip())

    def country(self, code: str | None) -> Markup:
        """A country's name by its ISO code."""
        return self.span(f"country.{code}") if code else Markup()


def for_script(countries: set[str]) -> str:
    """All texts as a script that the pages load: every language, but only the countries that occur."""
    chosen = {
        language: {k: v for k, v in load(language).items() if not k.startswith("country.") or k.removeprefix("country.") in countries}
        for language in LANGUAGES
    }
    return f"kommunbeslut.texts = {json.dumps(chosen, ensure_ascii=False, sort_keys=True)};\n"
