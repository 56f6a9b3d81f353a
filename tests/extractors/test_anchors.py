"""A pattern that looks for its literals first finds what the pattern alone finds: no less and no more."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import actions, area_words, calendar, clause_words, demands, headings, municipalities, reservations, speakers, votes
from extractors.anchors import Anchored, folded, may_hold
from extractors.families import Family
from extractors.formulas import formula
from extractors.literals import Held, Places
from extractors.relation_words import agreement_noun, relation_word
from extractors.resources import toml


@cache
def _patterns() -> list[Anchored]:
    """Patterns of the extractors, of every shape."""
    families: list[Family[str]] = [headings._patterns(), actions._patterns(), actions._otherwise(), area_words._areas()]
    found = [pattern for family in families for _, pattern in family.members]
    found += [pattern for _, pattern in calendar._FORMS.members]
    found += [v for module in (votes, reservations, demands) for v in vars(module).values() if isinstance(v, Anchored)]
    found += [*demands._RETOLD, municipalities._index().area_pattern, municipalities._HOST, speakers.formula(), clause_words.own_sentence()]
    found += [formula(group, name) for group, entries in toml("party_formulas").items() for name in entries]
    return [*found, relation_word(), agreement_noun()]


@cache
def _literals() -> list[str]:
    return sorted({literal for pattern in _patterns() for clause in pattern.clauses for literal in clause})


# The patterns are many: an example is of every third.
_PARTS = 3
# Texts of what the patterns look for, in other letters and between other words.
_PIECES = st.one_of(
    st.deferred(lambda: st.sampled_from(_literals())),
    st.deferred(lambda: st.sampled_from(_literals()).map(str.upper)),
    st.deferred(lambda: st.sampled_from(_literals()).map(lambda s: s.replace("s", "\u017f").replace("k", "\u212a").replace("i", "\u0130"))),
    st.sampled_from([" ", "\n", ", ", ". ", ": ", " att ", " den ", "Region ", "Skåne", "(S)", "Anna Ek", "14 mars 2019", "8 ja"]),
    st.text(max_size=4),
)
_TEXTS = st.lists(_PIECES, max_size=14).map("".join)


def _spans(found: object) -> list[tuple[int, int]]:
    return [m.span() for m in found]  # type: ignore[attr-defined]


@settings(max_examples=30)
@given(_TEXTS, st.integers(0, 30), st.integers(0, 120), st.integers(0, _PARTS - 1))
def test_finds_what_the_pattern_finds(text: str, start: int, end: int, part: int) -> None:
    for pattern in _patterns()[part::_PARTS]:
        assert _spans(pattern.finditer(text)) == _spans(pattern.compiled.finditer(text)), pattern.pattern
        assert _spans(pattern.finditer(text, start, end)) == _spans(pattern.compiled.finditer(text, start, end)), pattern.pattern
        assert _spans(pattern.each(text, start, end)) == _spans(pattern.compiled.finditer(text, start, end)), pattern.pattern
        for name in ("search", "match", "fullmatch"):
            a, b = getattr(pattern, name)(text, start, end), getattr(pattern.compiled, name)(text, start, end)
            assert (a and a.span()) == (b and b.span()), (name, pattern.pattern)


@settings(max_examples=25)
@given(_TEXTS, st.integers(0, 400))
def test_finds_the_same_in_a_long_text(text: str, gap: int) -> None:
    far = text + "\n" + "Nämnden har inget att erinra. " * 60 + text + " " * gap + text
    for pattern in (p for p in _patterns() if p.reach):
        assert _spans(pattern.finditer(far)) == _spans(pattern.compiled.finditer(far)), pattern.pattern


@pytest.mark.parametrize("before", [0, 990, 995, 996, 997, 998, 999, 1_000, 2_995, 3_000, 9_000])
def test_the_first_match_is_found_wherever_it_stands(before: int) -> None:
    pattern = Anchored(r"\b(?:avtal|avtalet med|samråd)\b (?=x)", re.IGNORECASE)
    text = "." * before + " avtalet samråd avtalet med avtal x samråd x"
    assert pattern.leads
    for start, end in ((0, len(text)), (3, len(text)), (0, before + 20), (before + 40, len(text) + 5)):
        found, wanted = pattern.search(text, start, end), pattern.compiled.search(text, start, end)
        assert (found and found.span()) == (wanted and wanted.span())


@settings(max_examples=40)
@given(_TEXTS)
def test_every_member_that_matches_is_likely(text: str) -> None:
    family = Family((number, pattern) for number, pattern in enumerate(_patterns()))
    likely = [number for number, _ in family.likely(text)]
    assert likely == sorted(likely)
    assert {number for number, pattern in family.members if pattern.compiled.search(text)} <= set(likely)


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        (r"vän(?:ort|skap)", (("vänort", "vänskap"),)),
        (r"sta(?:d|den)", (("stad",),)),
        (r"\bavtal\w*", (("avtal",),)),
        (r"(?:ja|nej)?röst", (("röst",),)),
        (r"(?:ja|nej)?", ()),
        (r"\d+", ()),
        (r"[vh]t\s?\d", (("ht", "vt"),)),
        (r"(?:avtal|\w+)", ()),
        (r"(?=avtal)\w+", ()),
        (r"ja.{3}nej", (("nej",), ("ja",))),
    ],
)
def test_literals_that_every_match_holds(pattern: str, clauses: tuple[tuple[str, ...], ...]) -> None:
    assert Anchored(pattern, re.IGNORECASE).clauses == clauses


@pytest.mark.parametrize(
    ("pattern", "leads"),
    [
        (r"\bvän(?:ort|skap)", ("vänort", "vänskap")),
        (r"(?:ja|nej)?röst", ("jaröst", "nejröst", "röst")),
        (r"(?:under)?teckna(?:s|ts)", ("teckna", "underteckna")),
        (r"(?:ab)*cd", ("ab", "cd")),
        (r"(?<!\w)(?:[Aa]vtal|relation)", ("avtal", "relation")),
        (r"(?=avtal)\w+", ()),
        (r"(?:a)*cd", ()),
        (r"x\w+", ()),
        (r"\d+ avtal", ()),
    ],
)
def test_literals_that_every_match_begins_with(pattern: str, leads: tuple[str, ...]) -> None:
    assert Anchored(pattern, re.IGNORECASE).leads == leads


def test_literals_are_found_all_at_once() -> None:
    text = "\U0001f600 samarbetsavtalet"
    assert Places(["avtal", "samarbet", "arbete"]).within(text, 0, len(text)) == [2, 11]
    assert Places(["avtal", "samarbet"]).within(text, 3, len(text)) == [11]
    assert Places(["avtal"]).within(text, 0, 15) == []
    held = Held({"avtal": 1, "arbets": 2, "avtalet": 4, "vän": 8})
    assert held.within(text, 0, len(text)) == 7 and held.within(text, 0, 15) == 2 and held.within(text, 9, 3) == 0


def test_folding_knows_every_letter_that_a_pattern_takes_for_another() -> None:
    letters = "abcdefghijklmnopqrstuvwxyzåäöéü0123456789-–§"
    classes = {letter: re.compile(re.escape(letter), re.IGNORECASE) for letter in letters}
    everything = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x20000)]))
    for letter, pattern in classes.items():
        assert {folded(found) for found in pattern.findall(everything)} == {letter}
    assert len(folded(everything)) == len(everything)


def test_may_hold_looks_within_the_extent_alone() -> None:
    assert may_hold("Omröstning: NEJ", ("nej",), 5, 15)
    assert not may_hold("Omröstning: NEJ", ("nej",), 0, 12)
