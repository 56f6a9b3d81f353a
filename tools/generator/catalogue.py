"""The forms, by axis, and the split into tuned and held-out ones."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

Split = Literal["tuned", "heldout", "all"]
FORMS = Path(__file__).resolve().parent / "forms"
HELD_OUT_SHARE = 0.25
# Changing the salt deals the forms anew; it is part of the documented seed.
SALT = "generator-1"


@dataclass(frozen=True)
class Form:
    """One wording or layout.

    Attributes:
        axis: What it is a form of (``registry``, ``vote``, ...).
        id: Unique within its axis.
        data: The form's own keys; ``text`` is its template.
        held_out: Whether it belongs to the part that rules are not tuned on.
        shared: Whether both sides use it, being the plain form that every municipality knows.
    """

    axis: str
    id: str
    data: dict[str, Any] = field(hash=False)
    held_out: bool = False
    shared: bool = False

    @property
    def kind(self) -> str:
        """What forms of its axis are alike in build: both sides of the split draw each kind as often."""
        return "|".join(str(self.data.get(key, "")) for key in ("style", "list", "bare", "two", "stamp", "dated", "abstained"))

    @property
    def text(self) -> str:
        """The template."""
        return str(self.data["text"])

    def get(self, key: str, default: Any = None) -> Any:
        """A key of the form's own."""
        return self.data.get(key, default)


def fraction(axis: str, identifier: str) -> float:
    """A fixed number from 0 to 1 for a form, evenly spread."""
    digest = hashlib.sha256(f"{SALT}:{axis}:{identifier}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / float(1 << 48)


@cache
def load_forms(folder: Path = FORMS) -> dict[str, list[Form]]:
    """All forms by axis, in the files' order.

    A file holds one array of tables per axis. A group whose forms all fall on one side of the split gives one of them to
    the other side, so that both sides can always be drawn from; groups of one form are common to both. A form with the key
    ``tuned`` has been looked at while rules were made and is never held out; one with the key ``heldout`` always is.

    Raises:
        ValueError: When two forms of an axis have the same id.
    """
    axes: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for path in sorted(folder.glob("*.toml")):
        for axis, entries in tomllib.loads(path.read_text("utf-8")).items():
            axes.setdefault(axis, []).extend((str(entry.pop("id")), entry) for entry in entries)
    return {axis: _dealt(axis, entries) for axis, entries in axes.items()}


def _dealt(axis: str, entries: list[tuple[str, dict[str, Any]]]) -> list[Form]:
    """The axis's forms, a quarter of each group (the key ``group`` or ``mode``, if any) held out; the only form of a group never is.

    A form written later for the held-out side (``heldout``) changes nothing for the others, so that none that rules were tuned on
    is ever held out afterwards.
    """
    ids = [identifier for identifier, _ in entries]
    if len(set(ids)) != len(ids):
        raise ValueError(f"forms of {axis} share an id: {sorted({i for i in ids if ids.count(i) > 1})}")
    groups: dict[str, list[str]] = {}
    for identifier, data in entries:
        if not (data.get("shared") or data.get("tuned") or data.get("heldout")):
            groups.setdefault(str(data.get("group") or data.get("mode") or ""), []).append(identifier)
    held = {identifier for identifier, data in entries if data.get("heldout")}
    for members in groups.values():
        ranked = sorted(members, key=lambda identifier: fraction(axis, identifier))
        below = [identifier for identifier in ranked if fraction(axis, identifier) < HELD_OUT_SHARE]
        held.update((below or ranked[:1])[: len(ranked) - 1])
    return [Form(axis, identifier, data, identifier in held, bool(data.get("shared"))) for identifier, data in entries]


class Catalogue:
    """Forms of one split to choose from; remembers what was chosen."""

    def __init__(self, split: Split = "all", forms: dict[str, list[Form]] | None = None) -> None:
        self.split = split
        self.forms = load_forms() if forms is None else forms

    def fitting(self, axis: str, fits: Callable[[Form], bool] | None = None) -> list[Form]:
        """The forms of an axis that fit, of this split where it has any.

        Raises:
            LookupError: When no form of the axis fits.
        """
        found = [form for form in self.forms.get(axis, []) if fits is None or fits(form)]
        if not found:
            raise LookupError(f"no form of {axis} fits")
        if self.split == "all":
            return found
        return [form for form in found if form.shared or form.held_out == (self.split == "heldout")] or found

    def pick(self, axis: str, rng: Random, fits: Callable[[Form], bool] | None = None) -> Form:
        """One form of an axis; those of greater ``weight`` are picked more often, being commoner in real papers.

        The kind is drawn first, by what all forms weigh, so that documents of either side are built alike and differ in wording
        only; a kind that the side lacks is left out.
        """
        found = self.fitting(axis, fits)
        kinds = sorted({form.kind for form in found})
        if len(kinds) > 1:
            known = [form for form in self.forms[axis] if fits is None or fits(form)]
            kind = rng.choices(kinds, [sum(_weight(form) for form in known if form.kind == kind) for kind in kinds])[0]
            found = [form for form in found if form.kind == kind]
        return rng.choices(found, [_weight(form) for form in found])[0]


def _weight(form: Form) -> float:
    return float(form.get("weight", 1))
