"""What stands around the sentences that tell of agreements: the headings and lists they stand in, and whom else they speak of."""

from __future__ import annotations

from extractors.core import Block
from extractors.relation_layouts import HEADING
from extractors.relation_words import kind_of, words
from extractors.relations import LIST_REACH, Relations, Sentence

# How far before a sentence the one before it is looked for, in characters.
_BEFORE = 400


def heading_places(context: Relations) -> dict[int, set[str]]:
    """The places that the heading over each block names, by the block's index."""
    of_block: dict[int, set[str]] = {}
    over: set[str] = set()
    case: int | None = None
    for sentence in context.sentences:
        heads = _is_heading(context, context.structure.blocks[sentence.block])
        if heads or sentence.case != case:
            over = {p.name for p in sentence.places if p.kind != "country"} if heads else set()
            case = sentence.case
        of_block[sentence.block] = over
    return of_block


def _is_heading(context: Relations, block: Block) -> bool:
    line = context.text[block.start : block.end].rstrip()
    return block.kind == "heading" or (block.kind == "paragraph" and len(line) < HEADING and not block.cells and line[-1:].isalpha())


def of_another(context: Relations, sentence: Sentence, headings: dict[int, set[str]]) -> bool:
    """Does a sentence that names none of its counterparts speak of another: a company, an unlisted place, or its heading's?"""
    named = [p for p in sentence.places if p.kind != "country"]
    if any(p.name in sentence.counterparts for p in named):
        return False
    if words("with_other").search(sentence.text):
        return True
    known = [*((p.start, p.end) for p in named), *((m.start, m.end) for m in sentence.municipalities)]
    for match in words("with_name").finditer(context.text, sentence.start, sentence.end):
        if not any(start <= match.start("place") < end for start, end in known):
            return True
    over = headings.get(sentence.block, set())
    return bool(over) and not over & set(sentence.counterparts)


def kind_over_list(context: Relations, sentence: Sentence) -> str | None:
    """The kind that the line or header over a list names, for its items: "Kommunens vänorter:"."""
    blocks = context.structure.blocks
    if blocks[sentence.block].kind not in ("item", "row"):
        return None
    for block in reversed(blocks[max(0, sentence.block - LIST_REACH) : sentence.block]):
        line = context.text[block.start : block.end]
        listed = block.kind in ("item", "row")
        if listed and any(c.isdigit() for c in line):
            continue
        kind = kind_of(line)
        if kind is not None or not listed:
            return kind
    return None


def kind_before(context: Relations, sentence: Sentence) -> str | None:
    """The kind that the sentence before in the paragraph names of one counterpart, for one that goes on about it: "Den gäller ..."."""
    last = next(
        (s for s in reversed(context.sentences_in(max(0, sentence.start - _BEFORE), sentence.start)) if s.end <= sentence.start), None
    )
    same = last is not None and last.block == sentence.block and last.counterparts == sentence.counterparts
    kind = kind_of(last.text) if last is not None and same else None
    return None if kind == "other" else kind


__all__ = ["heading_places", "kind_before", "kind_over_list", "of_another"]
