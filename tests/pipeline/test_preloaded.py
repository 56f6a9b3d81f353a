"""What worker processes are forked with: the paper that is read beforehand has something for each extractor."""

from __future__ import annotations

from pipeline.engines.preloaded import load


def test_the_paper_that_is_read_beforehand_gives_rows_in_every_table_of_a_document() -> None:
    assert {"cases", "case_numbers", "dates", "decisions", "parties", "outcomes", "agreements", "focus_areas"} <= load().keys()
