"""The page's words: every one is there in both languages, and every file it names is served."""

from __future__ import annotations

import re

from pipeline.report.texts import load
from pipeline.review.form import forms
from pipeline.review.index import ORDERS, STATES
from pipeline.review.journal import VERDICTS
from pipeline.review.pages import LANGUAGES, assets, own_texts


def test_both_languages_have_the_same_words_with_the_same_places_for_values() -> None:
    places = [{key: sorted(re.findall(r"\{\w+\}", text)) for key, text in own_texts(language).items()} for language in LANGUAGES]
    assert places[0] == places[1] and len(places[0]) > 100


def test_every_word_that_the_page_asks_for_is_there() -> None:
    own = {name: data.decode() for name, (kind, data) in assets().items() if name in ("review.html", "form.js", "source.js", "queue.js")}
    own |= {name: assets()[name][1].decode() for name in ("figures.js", "review.js")}
    asked = {
        key for text in own.values() for key in re.findall(r"[\"'`]((?:review|document|word|explore|nav|column)\.\w+[a-z])[\"'`]", text)
    }
    asked |= {f"review.state_{s}" for s in STATES} | {f"review.order_{o}" for o in ORDERS}
    asked |= {f"review.verdict_{v}" for v in VERDICTS if v != "undo"}
    for table, fields in forms().items():
        asked |= {f"table.{table}.one", f"table.{table}.many"} | {f"column.{f['name']}" for f in fields}
        asked |= {f"code.{f['list']}.{code}" for f in fields for code in f["codes"]}
    counted = {key for text in own.values() for key in re.findall(r'text\("(review\.\w+)", \{ n: ', text)}
    assert len(asked) > 150 and len(counted) > 4
    for language in LANGUAGES:
        words = load(language) | own_texts(language)
        assert {k for k in asked | {f"{c}_one" for c in counted} if k not in words} == set()


def test_no_word_of_the_review_is_idle() -> None:
    used = " ".join(data.decode() for name, (_, data) in assets().items() if name.endswith((".js", ".html")) and name != "texts.js")
    made = ("state_", "order_", "verdict_", "done_", "key_", "precision_", "is_disputed")
    idle = [
        k for k in own_texts("sv") if k.startswith("review.") and k not in used and not k[7:].startswith(made) and not k.endswith("_one")
    ]
    assert idle == []
