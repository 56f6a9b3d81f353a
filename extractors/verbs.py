"""The forms of Swedish verbs, made from their principal parts, so that lexicons name a verb once and not its forms.

A verb is written as its infinitive where it goes like *avsluta* (avslutar, avslutade, avslutat), else as its four principal
parts: ``säga säger sade sagt``. What must follow it is written behind a plus sign, as a pattern: ``säga säger sade sagt + upp``;
what must not follow it directly, behind an exclamation mark: ``bestå består bestod bestått ! av``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.anchors import Anchored

TENSES = ("infinitive", "present", "past", "supine")
# Words that may stand between a verb and its particle: "säger kommunen upp", "läggs avtalet med Brest vilande".
_GAP = r"(?P<gap>(?:[ \n][\w-]+){0,6}?)[ \n]"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a lexicon: its infinitive and the pattern of its forms in each tense, active and passive."""

    name: str
    patterns: dict[str, Anchored]


def parse(entry: str) -> Verb:
    """The verb that a lexicon line writes.

    :raises ValueError: where the line holds neither one nor four principal parts.
    """
    written, _, barred = (part.strip() for part in entry.partition("!"))
    written, _, particle = (part.strip() for part in written.partition("+"))
    parts = written.split()
    if len(parts) == 1:
        parts = [parts[0], f"{parts[0]}r", f"{parts[0]}de", f"{parts[0]}t"]
    if len(parts) != len(TENSES):
        raise ValueError(f"one or four principal parts expected: {entry!r}")
    behind = rf"{_GAP}(?:{particle})(?!\w)" if particle else ""
    behind += rf"(?!\s+(?:{barred})\b)" if barred else ""
    forms = dict(zip(TENSES, parts, strict=True))
    return Verb(
        f"{parts[0]} {particle}".strip(),
        {
            tense: Anchored(rf"\b(?:{'|'.join(dict.fromkeys((form, *_passive(form, tense))))})\b{behind}", re.IGNORECASE)
            for tense, form in forms.items()
        },
    )


def _passive(form: str, tense: str) -> Iterator[str]:
    """The passive of a form: avsluta → avslutas, förlänger → förlängs and förlänges, bröt → bröts."""
    if tense == "present":
        stem = form.removesuffix("r")
        if stem.endswith("e"):
            yield f"{stem[:-1]}s"
        form = stem
    yield f"{form}s"


__all__ = ["TENSES", "Verb", "parse"]
