"""What can be chosen of an export: formats and licences. It imports nothing heavy, for the command line names them in its help."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class ExportFormat(StrEnum):
    """What tables are written as."""

    csv = "csv"
    xlsx = "xlsx"
    stata = "stata"
    json = "json"
    package = "package"


class CitationFormat(StrEnum):
    """How a citation is written."""

    text = "text"
    bibtex = "bibtex"
    cff = "cff"


# Licences for data by their SPDX identifiers: title and address.
LICENCES: Final = {
    "CC0-1.0": ("Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("Creative Commons Attribution-ShareAlike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-NC-4.0": ("Creative Commons Attribution-NonCommercial 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "ODC-By-1.0": ("Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "ODbL-1.0": ("Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}
