"""The link steps on many documents. All facts are invented."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.sizes import Size
from benchmarks.timing import cpu_of
from extractors.resources import table as lexicon
from pipeline.link import link
from pipeline.rows import arrow_table
from pipeline.schema import table
from pipeline.store import Store

WORDS = [
    "budget",
    "detaljplan",
    "skola",
    "omsorg",
    "cykelväg",
    "bibliotek",
    "sophämtning",
    "vattenverk",
    "simhall",
    "hyresavtal",
    "upphandling",
    "ridhus",
    "idrottsplats",
    "centrum",
    "hamnområdet",
    "industrimark",
    "förskola",
    "äldreboende",
    "brandskydd",
    "lokaltrafik",
    "fjärrvärme",
    "museum",
    "konsthall",
    "ungdomsråd",
    "kulturhus",
    "split",
]
PLACES = [("Paide", "EE"), ("Tver", "RU"), ("Wuxi", "CN"), ("Lojo", "FI"), ("Bergen", "NO"), ("Rostock", "DE"), ("Duluth", "US")]
CASES_A_DOCUMENT = 5
BATCH = 5_000
Row = dict[str, Any]


def evidence(at: int) -> Row:
    return {"quote": "q", "page": 1, "char_start": at, "char_end": at + 1, "extractor": "benchmark", "confidence": 0.9}


def documents(count: int, seed: int = 1) -> Iterator[dict[str, list[Row]]]:
    """Batches of rows by table: minutes of five matters each; a matter comes up three times on average, one in twenty is a partnership."""
    random_ = random.Random(seed)  # noqa: S311
    municipalities = [(r["code"], r["name"]) for r in lexicon("municipalities")]
    for first in range(0, count, BATCH):
        rows: dict[str, list[Row]] = {n: [] for n in ("documents", "cases", "case_numbers", "case_references", "outcomes", "agreements")}
        for number in range(first, min(first + BATCH, count)):
            _document(random_, number, random_.choice(municipalities), rows)
        yield rows


def _document(random_: random.Random, number: int, municipality: tuple[str, str], rows: dict[str, list[Row]]) -> None:
    code, name = municipality
    document_id = f"{number:016x}"
    day = date(2005, 1, 1) + timedelta(days=random_.randrange(7000))
    shared = {"document_id": document_id, "municipality_code": code, "municipality": name}
    rows["documents"].append(
        shared
        | {"sha256": document_id, "source_path": document_id, "media_type": "text/plain", "size_bytes": 1, "pages": 1, "characters": 1}
        | {"text_source": "text", "document_type": "minutes", "meeting_date": day, "pipeline_version": "1"}
    )
    for ordinal in range(CASES_A_DOCUMENT):
        case_id, at = f"{document_id}-{ordinal:04d}", ordinal * 10
        matter = random_.randrange(2000)
        title = " ".join(random.Random(f"{code}{matter}").sample(WORDS, 4))  # noqa: S311
        case_number = f"KS {day.year}/{matter}"
        case = {"document_id": document_id, "case_id": case_id, **evidence(at)}
        place = {"part": 0, "ordinal": ordinal, "section_number": str(ordinal + 1), "text_start": at, "text_end": at + 9}
        rows["cases"].append(case | place | {"title": title, "case_number": case_number, "body": "Kommunstyrelsen"})
        split = {"registry": "KS", "year": day.year, "serial": matter}
        rows["case_numbers"].append(case | {"raw": case_number, "case_number": case_number, "role": "own"} | split)
        if random_.random() < 0.3:
            earlier = day - timedelta(days=random_.randrange(1, 300))
            reference = {"raw": "§", "section_number": "3", "meeting_date": earlier, "year": earlier.year, "body": None}
            rows["case_references"].append(case | reference)
        if random_.random() < 0.05:
            counterpart, country = random_.choice(PLACES)
            partner = shared | case | {"counterpart": counterpart, "counterpart_country": country}
            rows["outcomes"].append(
                partner | {"outcome": random_.choice(["renewed", "ended", "continued"]), "stage": "decided", "date": day}
            )
            years = {"start_year": day.year - random_.randrange(9), "end_year": day.year}
            rows["agreements"].append(partner | {"kind": "twin_town", "status": "in_force", **years})


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """Processor seconds of the link steps for a tenth of the documents and for all, and the most memory that this process has held."""
    found = []
    for count in (size.linked // 10, size.linked):
        out = folder / f"linking-{count}"
        out.mkdir()
        store = Store(out)
        for batch in documents(count):
            for name, rows in batch.items():
                if rows:
                    store.connection.register("made", pa.Table.from_batches(arrow_table(table(name), rows).to_batches()))
                    store.connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM made")
                    store.connection.unregister("made")
        seconds = cpu_of(lambda: link(store.connection))  # noqa: B023
        found.append({"documents": count, "cpu": seconds, "links": store.counts()["case_links"]})
        store.close()
    return {"sizes": found}
