"""Swedish municipal decision documents in, evidence-backed tables out.

>>> from pipeline import open_tables
>>> tables = open_tables("data/processed")
>>> tables.relations(country="CN")

What is named in ``__all__`` is the public interface (docs/API.md); the other modules may change from version to version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.exit_codes import UserError
    from pipeline.tables import QuoteContext, Tables, open_tables

__all__ = ["QuoteContext", "Tables", "UserError", "open_tables"]


# Looked up when first used: the command line and its workers import this package and need neither pandas nor DuckDB for it.
def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("pipeline.exit_codes" if name == "UserError" else "pipeline.tables"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
