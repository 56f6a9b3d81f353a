"""The numbers and bullets of list paragraphs in Word files, which are computed and not stored in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.readers.numerals import numeral

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DASHES: Final = frozenset("-–—")


@dataclass(slots=True)
class Level:
    """One level of a list: its number style, its pattern (``%1.%2``) and its first number."""

    style: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Counts list paragraphs in the order of the text and gives each its label."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def parse(cls, numbering: Any | None, styles: Any | None) -> Numbering:
        """Read the numbering part and the list styles; either may be missing."""
        result = cls()
        if numbering is not None:
            result._read_numbering(numbering)
        if styles is not None:
            result._read_styles(styles)
        return result

    def _read_numbering(self, root: Any) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {}
            for level in abstract.iter(f"{W}lvl"):
                levels[_int(level.get(f"{W}ilvl"), 0)] = Level(
                    _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", _int(_value(level, "start"), 1)
                )
            self.levels[abstract.get(f"{W}abstractNumId")] = levels
        for num in root.iter(f"{W}num"):
            key = num.get(f"{W}numId")
            self.abstract_of[key] = _value(num, "abstractNumId") or ""
            for override in num.iter(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
                if start is not None:
                    self.overrides.setdefault(key, {})[_int(override.get(f"{W}ilvl"), 0)] = _int(start, 1)

    def _read_styles(self, root: Any) -> None:
        parents: dict[str, str] = {}
        for style in root.iter(f"{W}style"):
            key = style.get(f"{W}styleId")
            parents[key] = _value(style, "basedOn") or ""
            found = numbering_of(style.find(f"{W}pPr"))
            if found is not None:
                self.styles[key] = found
        for key in parents:
            ancestor, seen = key, set[str]()
            while ancestor and ancestor not in self.styles and ancestor not in seen:
                seen.add(ancestor)
                ancestor = parents.get(ancestor, "")
            if ancestor in self.styles:
                self.styles[key] = self.styles[ancestor]

    def label(self, properties: Any | None, style: str | None) -> tuple[str, int] | None:
        """The label and level of a paragraph with these properties, or None where it is no list item. Counts it."""
        found = numbering_of(properties) or self.styles.get(style or "")
        if found is None or found[0] == "0":
            return None
        key, depth = found
        levels = self.levels.get(self.abstract_of.get(key, ""), {})
        level = levels.get(depth)
        if level is None:
            return "-", depth
        if level.style == "bullet":
            return (level.pattern if level.pattern in _DASHES else "•"), depth
        if level.style == "none":
            return None
        return self._count(key, depth, levels), depth

    def _count(self, key: str, depth: int, levels: dict[int, Level]) -> str:
        own = self.overrides.get(key, {})
        counter = self.counters.setdefault(key if own else "abstract " + self.abstract_of[key], {})
        counter[depth] = counter[depth] + 1 if depth in counter else own.get(depth, levels[depth].start)
        for deeper in [d for d in counter if d > depth]:
            del counter[deeper]

        def number(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            shape = levels.get(level, Level())
            return numeral(counter.get(level, shape.start), shape.style)

        return re.sub(r"%(\d)", number, levels[depth].pattern).strip() or "-"


def numbering_of(properties: Any | None) -> tuple[str, int] | None:
    """The list and level that paragraph properties name."""
    element = properties.find(f"{W}numPr") if properties is not None else None
    if element is None:
        return None
    key = _value(element, "numId")
    return None if key is None else (key, _int(_value(element, "ilvl"), 0))


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    value = child.get(f"{W}val") if child is not None else None
    return None if value is None else str(value)


def _int(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else default
