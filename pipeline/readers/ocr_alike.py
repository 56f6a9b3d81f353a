"""Characters that the network takes for a commoner look-alike: where it half sees ``§`` it writes ``S``.

The network learned from texts in which ``S`` is far commoner than ``§``, and ``z`` than ``Z``. The chance of a character that municipal
papers have oftener is weighed up before the likeliest is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_READ_FOR: Final[dict[str, dict[str, float]]] = {
    "§": {"S": 500, "s": 500, "5": 500},
    "Å": {"A": 300, "Ä": 10, "å": 10},
    "Ä": {"A": 30, "ä": 10},
    "Ö": {"O": 30, "ö": 8},
    "å": {"a": 30, "â": 30, "ā": 30, "ä": 10},
    "ä": {"a": 30, "â": 30},
    "ö": {"o": 20, "ó": 20},
    "–": {"-": 25},
    "l": {"1": 8},
    "1": {"l": 8, "I": 8},
    "C": {"c": 8},
    "O": {"o": 12},
    "S": {"s": 5},
    "U": {"u": 8},
    "V": {"v": 10},
    "W": {"w": 10},
    "X": {"x": 10},
    "Z": {"z": 20},
}
"""For each character, those that are read for it and how much its chance is weighed up against theirs. Set on made pages in 14 fonts and 20
conditions so that none was taken where the other was printed; pairs too rare on them (``W``, ``X``, ``C``, ``U``) follow their like."""

MEANT: Final = tuple(_READ_FOR)
"""The characters whose chances :func:`resolved` asks for."""

_MEANT_FOR: Final = {
    read: [(column, weights[read]) for column, weights in enumerate(_READ_FOR.values()) if read in weights]
    for read in {r for weights in _READ_FOR.values() for r in weights}
}


def resolved(letters: list[str], chances: NDArray[np.float32], meant: NDArray[np.float32]) -> tuple[list[str], list[float]]:
    """The characters of a line with look-alikes set right, and the chance of each. ``chances`` are those of ``letters`` as read, ``meant``
    (letters × ``MEANT``) those of the characters that they may stand for."""
    found, sure = list(letters), chances.tolist()
    for place, letter in enumerate(letters):
        rivals = [
            (weight * float(meant[place, column]), MEANT[column])
            for column, weight in _MEANT_FOR.get(letter, ())
            if _fits(letters, place, MEANT[column])
        ]
        if rivals:
            weighed = sure[place] + sum(chance for chance, _ in rivals)
            best, found[place] = max([(sure[place], letter), *rivals])
            # Weighing up another character is no reason to be surer of this one.
            sure[place] = best / weighed if found[place] != letter else min(sure[place], best / weighed)
    for place in range(len(found)):
        # Of the two of ``§§`` one may be doubtful beyond weighing.
        if found[place] in {"S", "s"} and "§" in (*found[max(0, place - 1) : place], *found[place + 1 : place + 2]):
            found[place] = "§"
    return found, sure


def _fits(letters: list[str], place: int, meant: str) -> bool:
    """Whether the neighbours allow the character: an ``l`` follows a letter (``protokol1``), a ``1`` stands beside none (``bilaga l``), and
    a ``§`` is no part of a word or number (``0550``)."""
    before, after = letters[place - 1] if place else " ", letters[place + 1] if place + 1 < len(letters) else " "
    if meant == "l":
        return before.isalpha()
    if meant == "§":
        within_number = letters[place] == "5" and after.isdigit()
        return (before in "Ss§" or not before.isalnum()) and (after in "Ss§" or not after.isalpha()) and not within_number
    return meant != "1" or not (before.isalpha() or after.isalpha())
