"""What an installation sets for its documents: its house style, and where its fonts are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from nemcon.documents.house import House, HouseError, read_house, shipped_house
from nemcon.documents.pdf.fonts import Fonts, NoFontsFolder, folders_of
from nemcon.settings import Settings

UNUSABLE: Final = (HouseError, NoFontsFolder)
"""What may be wrong with what was set; each has a stable code."""


def house_of(settings: Settings) -> House:
    """The house style; that of the United Nations where none is set. Raises `HouseError`.

    The file is read once, so that all documents of a process look alike.
    """
    return _read(settings.house) if settings.house else shipped_house()


def fonts_of(settings: Settings) -> Fonts:
    """The fonts of a PDF. Raises `NoFontsFolder`; they are read when the first PDF needs them."""
    return Fonts(folders_of(settings.fonts_folder))


def require_house(settings: Settings) -> None:
    """Raise what is `UNUSABLE` now, rather than when the first document is asked for.

    Whether each sign has a font shows only when a document is written.
    """
    house_of(settings)
    fonts_of(settings)


@lru_cache(maxsize=8)
def _read(path: str) -> House:
    return read_house(Path(path))
