"""Names of the site's pages. They are made from the data, so whatever a text may hold, they are plain ASCII and stay in the site."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

from markupsafe import Markup

_SAFE_ID: Final = re.compile(r"[0-9a-f]{16}\Z")
_LONGEST: Final = 40


def slug(text: str) -> str:
    """``text`` in small letters, digits and hyphens; empty where it has none.

    >>> slug("Västerås – ../Shenyang")
    'vasteras-shenyang'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def _short_hash(*parts: str | None) -> str:
    return hashlib.sha256("\0".join(p or "" for p in parts).encode()).hexdigest()[:8]


def document_page(document_id: str) -> str:
    """Path of a document's page in the site; documents lie in folders of at most a 256th of them."""
    name = document_id if _SAFE_ID.match(document_id) else _short_hash(document_id) * 2
    return f"documents/{name[:2]}/{name}.html"


def document_images(document_id: str) -> str:
    """Folder of a document's page images."""
    return document_page(document_id).removesuffix(".html")


def municipality_page(code: str) -> str:
    return f"municipalities/{slug(code) or _short_hash(code)}.html"


def partnership_page(code: str | None, counterpart: str, country: str | None) -> str:
    """Path of a partnership's page: readable, and one of its own for every municipality, counterpart and country."""
    readable = "-".join(filter(None, (slug(code or ""), slug(counterpart), slug(country or ""))))
    return f"partnerships/{readable}-{_short_hash(code, counterpart, country)}.html"


def document_link(document_id: str, label: str, depth: int, anchor: str = "") -> Markup:
    """A link to a document's page from a page ``depth`` folders down."""
    return Markup('<a href="{}">{}</a>').format(root(depth) + document_page(document_id) + (f"#{anchor}" if anchor else ""), label)


def root(depth: int) -> str:
    """The way from a page ``depth`` folders down to the site's first page."""
    return "../" * depth
