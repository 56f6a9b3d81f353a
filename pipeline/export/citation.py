"""How to cite the program and a dataset made with it: as text, BibTeX or in the Citation File Format."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.config import package_version
from pipeline.export.dataset import Dataset
from pipeline.export.formats import CitationFormat

# As in CITATION.cff, which is not part of an installed package.
PROGRAM_TITLE = "kommunbeslut: evidence-backed tables from Swedish municipal decision documents"
PROGRAM_AUTHORS = ("The kommunbeslut authors",)
PROGRAM_RELEASED = dt.date(2026, 11, 21)
NO_CREATORS = ("The creators of the dataset",)
_SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Deposit:
    """What the one who publishes a dataset says of it. A creator is ``Family, Given``, or an organisation; ``title`` is made from
    the documents where it is not given, ``published`` is the day the tables were written where it is not."""

    title: str | None = None
    creators: tuple[str, ...] = ()
    published: dt.date | None = None

    def title_of(self, dataset: Dataset) -> str:
        """The dataset's title."""
        years = f", {dataset.span}" if dataset.span else ""
        return self.title or f"Swedish municipal decisions on partnerships abroad{years}"

    def published_on(self, dataset: Dataset) -> dt.date:
        """The day of publication."""
        return self.published or dataset.written


def cite(format: CitationFormat, dataset: Dataset | None = None, deposit: Deposit | None = None) -> str:
    """The citation of the program, and of a dataset where one is given."""
    deposit = deposit or Deposit()
    if format is CitationFormat.cff:
        return _dataset_cff(dataset, deposit) if dataset else _program_cff()
    program, data = (_program_text, _dataset_text) if format is CitationFormat.text else (_program_bibtex, _dataset_bibtex)
    return program() + ("\n" + data(dataset, deposit) if dataset else "")


def extent(dataset: Dataset) -> str:
    """What the dataset holds: ``23 documents of 19 municipalities and regions, 1998–2024, the newest of 2024-01-29``."""
    of = f" of {len(dataset.issuers)} {'municipality or region' if len(dataset.issuers) == 1 else 'municipalities and regions'}"
    newest = f", {dataset.span}, the newest of {dataset.newest.isoformat()}" if dataset.newest else ""
    return f"{dataset.documents:,} document{'' if dataset.documents == 1 else 's'}{of if dataset.issuers else ''}{newest}"


def dataset_version(dataset: Dataset) -> str:
    """A short name of this state of the tables: the first digits of their digest."""
    return dataset.sha256[:_SHOWN_DIGITS]


def _made_with(dataset: Dataset) -> str:
    return " and ".join(dataset.versions) or package_version()


def _program_text() -> str:
    return f"{_people(PROGRAM_AUTHORS)} ({PROGRAM_RELEASED.year}). {PROGRAM_TITLE} (version {package_version()}) [Computer software].\n"


def _dataset_text(dataset: Dataset, deposit: Deposit) -> str:
    creators = _people(deposit.creators or NO_CREATORS)
    return (
        f"{creators} ({deposit.published_on(dataset).year}). {deposit.title_of(dataset)} [Data set]. {extent(dataset)}. "
        f"Made with kommunbeslut {_made_with(dataset)}. SHA-256 of the tables: {dataset.sha256}.\n"
    )


def _people(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} & {names[-1]}"


def _program_bibtex() -> str:
    fields = [
        ("author", _bibtex_people(PROGRAM_AUTHORS)),
        ("title", f"{{{PROGRAM_TITLE}}}"),
        ("year", str(PROGRAM_RELEASED.year)),
        ("version", package_version()),
    ]
    return _bibtex_entry("software", "kommunbeslut", fields)


def _dataset_bibtex(dataset: Dataset, deposit: Deposit) -> str:
    note = f"{extent(dataset)}. Made with kommunbeslut {_made_with(dataset)}. SHA-256 of the tables: {dataset.sha256}"
    fields = [
        ("author", _bibtex_people(deposit.creators or NO_CREATORS)),
        ("title", f"{{{_bibtex(deposit.title_of(dataset))}}}"),
        ("year", str(deposit.published_on(dataset).year)),
        ("version", dataset_version(dataset)),
        ("note", _bibtex(note)),
    ]
    return _bibtex_entry("dataset", f"kommunbeslut_dataset_{dataset_version(dataset)}", fields)


def _bibtex_entry(kind: str, key: str, fields: list[tuple[str, str]]) -> str:
    return f"@{kind}{{{key},\n" + "".join(f"  {name:<8}= {{{value}}},\n" for name, value in fields) + "}\n"


def _bibtex_people(names: Sequence[str]) -> str:
    # An organisation stands in braces of its own, lest its last word be taken for a family name.
    return " and ".join(_bibtex(n) if "," in n else f"{{{_bibtex(n)}}}" for n in names)


def _bibtex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", r"\textbackslash "))


def _program_cff() -> str:
    return (
        'cff-version: 1.2.0\nmessage: "If you use kommunbeslut in research, please cite it."\n'
        f"title: {_yaml(PROGRAM_TITLE)}\ntype: software\nauthors:\n{_cff_people(PROGRAM_AUTHORS)}"
        f"version: {_yaml(package_version())}\ndate-released: {PROGRAM_RELEASED.isoformat()}\nlicense: MIT\n"
    )


def _dataset_cff(dataset: Dataset, deposit: Deposit) -> str:
    return (
        'cff-version: 1.2.0\nmessage: "If you use this dataset, please cite it and the program that made it."\n'
        f"title: {_yaml(deposit.title_of(dataset))}\ntype: dataset\nabstract: {_yaml(extent(dataset) + '.')}\n"
        f"authors:\n{_cff_people(deposit.creators or NO_CREATORS)}"
        f"version: {_yaml(dataset_version(dataset))}\ndate-released: {deposit.published_on(dataset).isoformat()}\n"
        f'identifiers:\n  - type: other\n    value: "sha256:{dataset.sha256}"\n    description: "SHA-256 of the tables"\n'
        f"references:\n  - type: software\n    title: {_yaml(PROGRAM_TITLE)}\n    version: {_yaml(_made_with(dataset))}\n"
        f"    year: {PROGRAM_RELEASED.year}\n    authors:\n{_cff_people(PROGRAM_AUTHORS, '      ')}"
    )


def _cff_people(names: Sequence[str], indent: str = "  ") -> str:
    lines = []
    for name in names:
        family, comma, given = (part.strip() for part in name.partition(","))
        if comma:
            lines.append(f"{indent}- family-names: {_yaml(family)}\n{indent}  given-names: {_yaml(given)}\n")
        else:
            lines.append(f"{indent}- name: {_yaml(name)}\n")
    return "".join(lines)


def _yaml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON text is a YAML text too
