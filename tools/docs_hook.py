"""What MkDocs asks while it builds the site: pages made from the code, the order of pages, links that leave the site, and
what stands behind a block's language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

from tools import docs_pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_FENCE = re.compile(r"^(?P<opening> *`{3,}\w+) +(?P<info>[^\n`]+)$", re.MULTILINE)
# Why a test leaves a block out: for those who read the source.
_REASON = re.compile(r"^[ \t]*(?:#|--) notest:.*\n|[ \t]*(?:#|--) notest:.*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\((\.\./[^)\s#]+)(?:#[^)\s]*)?\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The navigation: the pages that are there, in the order of ``docs_pages.NAVIGATION``, then all that it does not name."""
    config.nav = docs_pages.navigation(Path(config.docs_dir), docs_pages.generated())
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages made from the code."""
    for path, content in docs_pages.generated().items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files, **_: Any) -> str:
    """Links to files of the repository that are no pages (right where the repository is read) become their names, and of what
    stands behind a block's language only the title stays (the rest is for the tests that run it)."""
    folder = (Path(config.docs_dir) / page.file.src_uri).parent

    def named(link: re.Match[str]) -> str:
        target = (folder / link[2]).resolve()
        outside = not target.is_relative_to(Path(config.docs_dir).resolve()) and target.exists()
        return link[1] if outside else link[0]

    def titled(fence: re.Match[str]) -> str:
        title = re.search(r'title="[^"]*"', fence["info"])
        return f"{fence['opening']} {title[0]}" if title else fence["opening"]

    return _REASON.sub("", _FENCE.sub(titled, _LINK.sub(named, markdown)))
