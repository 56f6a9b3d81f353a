"""Tells an evaluation: a table for reading, JSON for programs, Markdown for papers."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.evaluation.bootstrap import LEVEL, RESAMPLES, SEED, Interval
from pipeline.evaluation.calibration import Reliability
from pipeline.evaluation.confusion import as_rows
from pipeline.evaluation.evaluate import Evaluation, Score
from pipeline.evaluation.match import Miss
from pipeline.exit_codes import ExitCode, UserError
from pipeline.wording import counted

if TYPE_CHECKING:
    from rich.console import Console

_QUOTE_CHARACTERS = 120
_NAMED = 10
_FILE_WIDTH = 160
_HEAD = ("field", "precision", "recall", "F1", "95 %", "gold", "output", "documents")


def write_report(found: Evaluation, form: str, to: Path | None, listed: int) -> None:
    """Write the report to the terminal, or to the file ``to``: ``form`` is ``table`` (with the first ``listed`` misses),
    ``json`` or ``md``. Raises :class:`UserError` where the file cannot be written."""
    from rich.console import Console

    text = {"json": as_json, "md": as_markdown}.get(form)
    if to is None:
        if text is None:
            print_evaluation(found, Console() if sys.stdout.isatty() else Console(width=_FILE_WIDTH), listed)
        else:
            sys.stdout.write(text(found) + "\n")
        return
    try:
        with to.open("w", encoding="utf-8") as file:
            if text is None:
                print_evaluation(found, Console(file=file, width=_FILE_WIDTH), listed)
            else:
                file.write(text(found) + "\n")
    except OSError as error:
        message = f"{to}: cannot be written ({error.strerror or error}); check the folder and its permissions"
        raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error


# ---------------------------------------------------------------- JSON


def as_json(found: Evaluation) -> str:
    """The whole evaluation, every miss included."""
    return json.dumps(as_dict(found), ensure_ascii=False, indent=1)


def as_dict(found: Evaluation) -> dict[str, Any]:
    return {
        "documents": found.documents,
        "macro_f1": found.macro_f1,
        "macro_f1_interval": found.macro_f1_interval,
        "bootstrap": {"resamples": RESAMPLES, "seed": SEED, "level": LEVEL, "unit": "document"},
        "pipeline_versions": found.pipeline_versions,
        "fields": {name: {k: getattr(s, k) for k in s.__slots__} for name, s in found.scores.items()},
        "confusion": {name: as_rows(table) for name, table in found.confusion.items()},
        "calibration": {name: _reliability_dict(r) for name, r in found.reliability.items()},
        "misses": [m.as_dict() for m in found.misses],
        "absent": [{"gold": path, "reason": why} for path, why in found.absent],
        "unlabelled": found.unlabelled,
    }


def _reliability_dict(r: Reliability) -> dict[str, Any]:
    bins = [{k: getattr(b, k) for k in b.__slots__} for b in r.bins]
    return {"rows": r.rows, "confidence": r.confidence, "right": r.right, "ece": r.ece, "bins": bins}


# ---------------------------------------------------------------- Markdown


def as_markdown(found: Evaluation) -> str:
    """The whole evaluation as Markdown tables."""
    lines = ["# Evaluation", "", _headline(found), ""]
    lines += markdown_table(_HEAD, [_score_cells(name, s) for name, s in found.scores.items()])
    for name, table in found.confusion.items():
        lines += ["", f"## Confusion of {name.replace('_', ' ')}", "", *confusion_markdown(as_rows(table))]
    lines += ["", "## Confidence", "", *markdown_table(_RELIABILITY_HEAD, list(_reliability_cells(found.reliability)))]
    if found.misses:
        lines += ["", f"## Misses ({len(found.misses)})", ""]
        lines += markdown_table(("field", "document", "kind", "gold", "output", "quote", "page"), [_miss_cells(m) for m in found.misses])
    if found.absent:
        lines += ["", "## Gold without a document", "", *(f"- {path}: {why}" for path, why in found.absent)]
    if found.unlabelled:
        lines += ["", "## Documents without gold, not scored", "", *(f"- {path}" for path in found.unlabelled)]
    return "\n".join(lines)


def markdown_table(head: tuple[str, ...], rows: list[list[str]]) -> list[str]:
    """Lines of a Markdown table."""
    cells = [[c.replace("|", "\\|").replace("\n", " ") for c in row] for row in rows]
    return ["| " + " | ".join(row) + " |" for row in (list(head), ["---"] * len(head), *cells)]


def confusion_markdown(rows: dict[str, dict[str, int]]) -> list[str]:
    """A confusion table by its rows: each gold code, how often the output says it, and what it says instead."""
    return markdown_table(("gold", "cases", "output agrees", "output says instead"), [_confusion_cells(g, o) for g, o in rows.items()])


# ---------------------------------------------------------------- a table for reading


def print_evaluation(found: Evaluation, console: Console, listed: int) -> None:
    """Print the figures, what is confused with what, and the first ``listed`` misses."""
    console.print(_headline(found), highlight=False, soft_wrap=True)
    _print_table(console, "Fields", _HEAD, [_score_cells(name, s) for name, s in found.scores.items()])
    confused = [
        [name, *_confusion_cells(gold, outputs)]
        for name, table in found.confusion.items()
        for gold, outputs in as_rows(table).items()
        if set(outputs) != {gold}
    ]
    if confused:
        _print_table(console, "Confused codes", ("field", "gold", "cases", "output agrees", "output says instead"), confused)
    _print_table(console, "Confidence", _RELIABILITY_HEAD, list(_reliability_cells(found.reliability)))
    _print_misses(found.misses, console, listed)
    _print_named(console, "Gold without a document", [f"{path}: {why}" for path, why in found.absent])
    _print_named(console, "Documents without gold, not scored", found.unlabelled)


def _print_table(console: Console, title: str, head: tuple[str, ...], rows: list[list[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table as RichTable

    if not rows:
        return
    shown = RichTable(title=f"[bold]{title}[/bold]", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for i, name in enumerate(head):
        numeric = all(row[i][:1].isdigit() or row[i] in ("", "–") for row in rows)
        shown.add_column(name, justify="right" if numeric else "left", overflow="fold", no_wrap=numeric or i == 0)
    for row in rows:
        shown.add_row(*map(escape, row))
    console.print()
    console.print(shown)


def _print_misses(found: list[Miss], console: Console, listed: int) -> None:
    from rich.markup import escape

    if not found:
        return
    console.print(f"\n[bold]Misses[/bold] ({len(found)})", highlight=False)
    for miss in found[:listed]:
        field, document, kind, gold, output, quote, page = map(escape, _miss_cells(miss))
        said = f"gold {gold}, output {output}" if kind == "differs" else gold or output
        console.print(f"  [dim]{field}[/dim]  {document}  {kind}  {said}", highlight=False, soft_wrap=True)
        if quote:
            console.print(f'      [italic]"{quote}"[/italic] [dim]page {page}[/dim]', highlight=False, soft_wrap=True)
    if rest := found[listed:]:
        by_field = ", ".join(f"{name} {n}" for name, n in Counter(m.field for m in rest).most_common())
        console.print(f"  … and {len(rest)} more ({by_field}); --misses or --format json shows them", highlight=False, soft_wrap=True)


def _print_named(console: Console, title: str, names: list[str]) -> None:
    if not names:
        return
    console.print(f"\n[bold]{title}[/bold] ({len(names)})", highlight=False)
    for name in names[:_NAMED]:
        console.print(f"  {name}", highlight=False, soft_wrap=True, markup=False)
    if len(names) > _NAMED:
        console.print(f"  … and {len(names) - _NAMED} more", highlight=False)


# ---------------------------------------------------------------- cells


def _headline(found: Evaluation) -> str:
    told = f"Macro F1 {found.macro_f1:.3f}{_bracketed(found.macro_f1_interval)} over {counted(len(found.scores), 'field')}"
    return f"{told} and {counted(found.documents, 'document')}; {counted(len(found.misses), 'miss', 'misses')}."


def _bracketed(interval: Interval | None) -> str:
    return f" ({interval_text(interval)})" if interval else ""


def interval_text(interval: Interval | list[float] | None) -> str:
    """``0.91–0.97``; a dash where there is no interval."""
    return f"{interval[0]:.3f}–{interval[1]:.3f}" if interval else "–"


def _score_cells(name: str, s: Score) -> list[str]:
    f1 = s.intervals["f1"] if s.intervals else None
    return [name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", interval_text(f1), str(s.gold), str(s.output), str(s.documents)]


def _confusion_cells(gold: str, outputs: dict[str, int]) -> list[str]:
    instead = ", ".join(f"{o} {n}" for o, n in sorted(outputs.items(), key=lambda x: (-x[1], x[0])) if o != gold)
    return [gold, str(sum(outputs.values())), str(outputs.get(gold, 0)), instead]


_RELIABILITY_HEAD = ("table", "confidence", "rows", "mean confidence", "share right", "ECE")


def _reliability_cells(found: dict[str, Reliability]) -> Iterator[list[str]]:
    for name, r in found.items():
        yield [name, "all", str(r.rows), f"{r.confidence:.3f}", f"{r.right:.3f}", f"{r.ece:.3f}"]
        for b in r.bins:
            yield ["", f"{b.low:.1f}–{b.high:.1f}", str(b.rows), f"{b.confidence:.3f}", f"{b.right:.3f}", ""]


def _miss_cells(miss: Miss) -> list[str]:
    quote = " ".join((miss.quote or "").split())
    quote = quote if len(quote) <= _QUOTE_CHARACTERS else quote[: _QUOTE_CHARACTERS - 1].rstrip() + "…"
    return [miss.field, miss.document, miss.kind, _value(miss.gold), _value(miss.output), quote, str(miss.page or "")]


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{k} {_value(v) or 'none'}" for k, v in value.items())
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


__all__ = ["as_dict", "as_json", "as_markdown", "confusion_markdown", "interval_text", "markdown_table", "print_evaluation"]
