"""Runs the notebooks and writes them as HTML pages that need nothing from the network: ``make notebooks``."""

from __future__ import annotations

import argparse
import copy
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT_SECONDS = 600


def execute(path: Path, folder: Path) -> nbformat.NotebookNode:
    """The notebook ``path`` with the outputs of a run in ``folder``, in this interpreter; raises where a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    # The packages of this tree, also where they are not installed.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=TIMEOUT_SECONDS, resources=resources, kernel_name="python3").execute()
    return notebook


def as_html(notebook: nbformat.NotebookNode, title: str) -> str:
    """The notebook as one page without scripts from elsewhere; its charts tell screen readers what they show."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            # As an image, which is what the exporter would make of it, a chart has no words.
            if drawing := output.get("data", {}).get("image/svg+xml"):
                output["data"] = {"text/html": drawing}
    elsewhere = {"require_js_url": "", "mathjax_url": "", "jquery_url": "", "mermaid_js_url": ""}
    page: str
    page, _ = HTMLExporter(embed_images=True, **elsewhere).from_notebook_node(notebook, {"metadata": {"name": title}})
    return re.sub(r'<script[^>]*src=""[^>]*>\s*</script>', "", page)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, help="notebooks; all where none is named")
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "processed" / "notebooks", help="folder of the pages")
    options = parser.parse_args(arguments)
    options.to.mkdir(parents=True, exist_ok=True)
    for path in options.notebooks or sorted((ROOT / "notebooks").glob("*.ipynb")):
        page = options.to / f"{path.stem}.html"
        page.write_text(as_html(execute(path, path.parent), path.stem), "utf-8")
        print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
