"""What the browser is given to show the review: one page, its scripts, styles and words."""

from __future__ import annotations

import json
from importlib import resources
from typing import Final

from pipeline.report import texts

LANGUAGES: Final = texts.LANGUAGES
_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html"}
_OF_REPORT: Final = ("site.css", "head.js", "site.js", "icon.svg")
_OWN: Final = ("review.css", "review.html", *(f"{n}.js" for n in ("form", "source", "queue", "figures", "review")))


def assets() -> dict[str, tuple[str, bytes]]:
    """Every file that is served, by name, with its media type. The look and the switches are those of the report."""
    found = {}
    for package, names in (("pipeline.report", _OF_REPORT), ("pipeline.review", _OWN)):
        for name in names:
            media_type = _TYPES[name[name.rindex(".") :]]
            found[name] = (media_type, (resources.files(package) / "assets" / name).read_bytes())
    found["texts.js"] = (_TYPES[".js"], _texts().encode())
    return found


def own_texts(language: str) -> dict[str, str]:
    """The review's own words by their dotted keys."""
    import tomllib

    raw = tomllib.loads((resources.files("pipeline.review") / "texts" / f"{language}.toml").read_text("utf-8"))
    return {f"{part}.{name}": text for part, named in raw.items() for name, text in named.items()}


def _texts() -> str:
    together = {language: texts.load(language) | own_texts(language) for language in LANGUAGES}
    return f"kommunbeslut.texts = {json.dumps(together, ensure_ascii=False, sort_keys=True)};\n"
