"""Numbers of list items as word processors write them."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def numeral(number: int, style: str) -> str:
    """``number`` (1 or more) in a number style of Word: ``decimal``, ``lowerLetter``, ``upperRoman`` and so on."""
    if number < 1 or style in {"decimal", "ordinal", "cardinalText"}:
        return str(number)
    if style == "decimalZero":
        return f"{number:02}"
    if style in {"lowerLetter", "upperLetter"}:
        # Word goes on with aa, bb after z.
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif style in {"lowerRoman", "upperRoman"} and number < 4000:
        text = roman(number)
    else:
        return str(number)
    return text.upper() if style.startswith("upper") else text


def roman(number: int) -> str:
    """A number from 1 to 3999 in lower-case Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
