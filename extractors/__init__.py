"""Extractors: one spaCy pipeline component a kind of fact.

``pipeline_for`` gives a spaCy pipeline whose components read ``doc._.structure`` and append facts to ``doc._.facts``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# The order matters: agreements read the dates and counterparts, outcomes read decisions and agreements.
COMPONENTS = (
    "case_numbers",
    "dates",
    "case_references",
    "decisions",
    "parties",
    "counterparts",
    "agreements",
    "focus_areas",
    "outcomes",
    "initiative",
)


@cache
def pipeline() -> Language:
    """The spaCy pipeline with every extractor, made once a process."""
    import importlib

    import spacy

    from extractors.core import register_extensions

    register_extensions()
    nlp = spacy.blank("sv")
    nlp.max_length = 100_000_000
    for name in COMPONENTS:
        importlib.import_module(f"extractors.{name}")
        nlp.add_pipe(name)
    return nlp


__all__ = ["COMPONENTS", "pipeline"]
