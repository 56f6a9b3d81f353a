"""Loads gold files: one JSON file a document, named after the document's file, checked before anything is scored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipeline.evaluation.gold_format import CODED_LISTS, DOCUMENT_KEYS, LISTS, TOP_KEYS, Key
from pipeline.exit_codes import ExitCode, UserError

_TOLD = 20
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldFile:
    """The labels of one document; ``path`` is the file they stand in."""

    path: Path
    labels: Gold

    @property
    def stem(self) -> str:
        """Stem of the document's file name."""
        return self.path.stem


def load_gold(places: list[Path]) -> list[GoldFile]:
    """The gold files of folders (and their subfolders) or files, in the order of their paths.

    Raises :class:`UserError` that names each fault by file and key, with its remedy.
    """
    loaded: list[GoldFile] = []
    faults: list[str] = []
    for path in _paths(places):
        labels, found = _read(path)
        faults += [f"{path}: {fault}" for fault in found]
        loaded.append(GoldFile(path, labels))
    if faults:
        more = [f"… and {len(faults) - _TOLD} more"] if len(faults) > _TOLD else []
        raise UserError("the gold cannot be used:\n" + "\n".join([*faults[:_TOLD], *more]), ExitCode.INPUT_MISSING)
    return loaded


def _paths(places: list[Path]) -> list[Path]:
    found: list[Path] = []
    for place in places:
        if not place.exists():
            raise UserError(f"{place}: there is no such gold folder; check --gold", ExitCode.INPUT_MISSING)
        files = [place] if place.is_file() else sorted(place.rglob("*.json"))
        if not files:
            raise UserError(f"{place}: holds no .json file; write one with `kommunbeslut gold DOCUMENT`", ExitCode.INPUT_MISSING)
        found += [path for path in files if path not in found]
    return found


def _read(path: Path) -> tuple[Gold, list[str]]:
    try:
        labels = json.loads(path.read_text("utf-8-sig"))
    except json.JSONDecodeError as error:
        return {}, [f"line {error.lineno}, column {error.colno}: no valid JSON ({error.msg}); mend it there"]
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"cannot be read ({error}); save it as UTF-8 and check its permissions"]
    if not isinstance(labels, dict) or not labels.keys() & TOP_KEYS:
        return {}, [f"is no gold file: it has none of the keys {', '.join(sorted(TOP_KEYS))}; move it out of the folder"]
    return labels, check_gold(labels)


def check_gold(labels: Gold) -> list[str]:
    """What is wrong with the labels of one document, each fault by its key and with its remedy; [] where nothing is."""
    faults = _misspelt(labels, TOP_KEYS, "")
    if "documents" in labels:
        faults += _check_item(labels["documents"], DOCUMENT_KEYS, "documents")
    for name, keys in LISTS.items():
        if _is_list(labels, name, faults):
            for i, item in enumerate(labels[name]):
                faults += _check_item(item, keys, f"{name}[{i}]")
    for name, key in CODED_LISTS.items():
        if _is_list(labels, name, faults):
            for i, value in enumerate(labels[name]):
                faults += key.faults(value, f"{name}[{i}]")
    return faults


def _is_list(labels: Gold, name: str, faults: list[str]) -> bool:
    """Is the key there, with a list? Another value is added to ``faults``."""
    if name in labels and not isinstance(labels[name], list):
        faults.append(f"{name}: must be a list; write [] where the document has none")
        return False
    return name in labels


def _check_item(item: object, keys: dict[str, Key], place: str) -> list[str]:
    if not isinstance(item, dict):
        return [f"{place}: must be an object with the keys {', '.join(keys)}"]
    faults = _misspelt(item, set(keys), place + ".")
    for name, key in keys.items():
        if name in item:
            faults += key.faults(item[name], f"{place}.{name}")
        elif key.required:
            faults.append(f"{place}.{name}: is missing; add it{' (null where the document has none)' if key.nullable else ''}")
    return faults


def _misspelt(item: dict[str, Any], known: set[str], place: str) -> list[str]:
    """Keys that look like a known one; other keys are the labeller's own notes."""
    found = []
    for name in item.keys() - known:
        if close := get_close_matches(name, known, 1, 0.8):
            found.append(f"{place}{name}: unknown key; did you mean {close[0]}?")
    return sorted(found)
