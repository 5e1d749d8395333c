"""Reads the properties of a Word file: what it says of itself, which nobody vouches for."""

from __future__ import annotations

from typing import Final

from nemcon.documents.word.guard import Package
from nemcon.documents.word.writing_package import PREFIX
from nemcon.documents.word.xml import named

TITLE: Final = "title"
"""The title that every program shows."""
SYMBOL: Final = "symbol"
_CUSTOM: Final = "docProps/custom.xml"
_CORE: Final = "docProps/core.xml"


def properties_of(package: Package) -> dict[str, str]:
    """Our own properties, without their prefix, and the title under `TITLE`."""
    found: dict[str, str] = {}
    for element in package.parts.get(_CUSTOM, ()):
        name = element.get("name", "")
        if name.startswith(PREFIX):
            found[name.removeprefix(PREFIX)] = "".join(each.text or "" for each in element).strip()
    for element in package.parts.get(_CORE, ()):
        if element.tag == named("dc:title"):
            found[TITLE] = (element.text or "").strip()
    return found
