"""Words of messages."""

from __future__ import annotations


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number and what it counts; ``several`` is ``one`` with an s where it is not given.

    >>> counted(1, "document"), counted(2000, "document"), counted(2, "municipality", "municipalities")
    ('1 document', '2,000 documents', '2 municipalities')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"
