"""A development tool that composes Swedish municipal documents from forms, with gold annotations by construction.

Every wording and layout is a *form* with an id in ``forms/*.toml``. A fixed hash of the id holds about a quarter of each
axis out, so that rules can be tuned on the rest and judged on forms they were not tuned on.
"""
