"""The report: a static site that shows every extracted value in its source, from disk and offline."""
