"""Those present at a document's meetings, found once for all extractors that ask."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.attendance import Attendant, find_attendance
from extractors.core import text_of
from extractors.persons import Person

_KEY = "attendance"


def attendance_of(doc: Doc, with_party: list[Person]) -> list[Attendant]:
    """As :func:`find_attendance` of the document, remembered for whoever asks with the same people next."""
    known: tuple[list[Person], list[Attendant]] | None = doc.user_data.get(_KEY)
    if known is None or known[0] != with_party:
        known = doc.user_data[_KEY] = (with_party, find_attendance(text_of(doc), doc._.structure, with_party))
    return known[1]


__all__ = ["attendance_of"]
