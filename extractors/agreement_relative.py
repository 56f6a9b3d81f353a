"""The ends of agreements that are told by the paper's own year: "löper ut vid årsskiftet", "går ut i år"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from extractors.core import Fact
from extractors.relation_words import agreement_noun, words
from extractors.relations import Relations, Sentence


def relative_ends(context: Relations, today: dt.date | None) -> Iterator[Fact]:
    """The ends of agreements in the year of the paper, the one before or the next, as dates of the role ``agreement_end``.

    :param today: the paper's date; without it nothing can be told.
    """
    for sentence in context.sentences if today is not None else ():
        if not sentence.counterparts or sentence.others or not _of_agreement(context, sentence):
            continue
        told = words("relative_end").search(sentence.text)
        if told is None or today is None:
            continue
        last = dt.date(_year(told.group(), today), 12, 31)
        values = {"date_start": last, "date_end": last, "precision": "year", "role": "agreement_end"}
        at = context.text.find(told.group(), sentence.start, sentence.end)
        start = at if at >= 0 else sentence.start
        yield Fact("dates", start, min(sentence.end, start + len(told.group())), "agreements:relative", 0.75, values, sentence.case)


def _of_agreement(context: Relations, sentence: Sentence) -> bool:
    return agreement_noun().search(sentence.text) is not None or context.goes_on(sentence)


def _year(told: str, today: dt.date) -> int:
    if words("next_year").search(told):
        return today.year + 1
    over = re.match(r"(?:löpte|gick|har|hade|upphörde)\b", told, re.IGNORECASE) is not None
    return today.year - 1 if over and words("turn_of_year").search(told) else today.year


__all__ = ["relative_ends"]
