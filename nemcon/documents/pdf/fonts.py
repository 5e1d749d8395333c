"""The fonts of a PDF: which there are, and what to say of a document that they cannot write.

Latin, Cyrillic and the letters of one width come with the compiler, Arabic with a package; Han is
too large to be shipped and is taken from the system or from folders that the installation names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nemcon.documents.house import House, Script

if TYPE_CHECKING:
    import typst

SYSTEM: Final = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-serif-cjk-vf-fonts"),
)
"""Where the systems that are known to us keep Noto's Han fonts."""
_ARABIC: Final = Path(str(files("fontpkg_amiri"))) / "files"
_INSTALL: Final = (
    "install it (on Debian and Ubuntu: apt-get install fonts-noto-cjk), or name its folder in "
    "NEMCON_FONTS_FOLDER"
)
_HAN: Final = ("CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH")


class FontMissing(ValueError):
    """No font at hand writes a character or script of the document; rather that than boxes."""

    code = "font-missing"


class NoFontsFolder(ValueError):
    """A folder that NEMCON_FONTS_FOLDER names is not there."""

    code = "no-fonts-folder"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that are shipped and those of these folders, read when they are first needed."""

    folders: tuple[Path, ...] = SYSTEM

    @property
    def compiler(self) -> typst.Fonts:
        """What the compiler writes with."""
        return _read(self.folders)

    @property
    def families(self) -> frozenset[str]:
        """The names of the families."""
        return _families(self.folders)


def found_fonts(folders: tuple[Path, ...] = SYSTEM) -> Fonts:
    """The fonts that are shipped and those of these folders."""
    return Fonts(folders)


def folders_of(setting: str) -> tuple[Path, ...]:
    """The folders that a setting names, parted by colons, before those of the system.

    Raises `NoFontsFolder` for one that is not there.
    """
    named = [Path(name) for name in setting.split(":") if name]
    for folder in named:
        if not folder.is_dir():
            raise NoFontsFolder(f"NEMCON_FONTS_FOLDER names {folder}, and there is no such folder.")
    return (*named, *SYSTEM)


def needed(texts: Iterable[str]) -> frozenset[Script]:
    """The scripts for which these texts need a font of their own."""
    signs = set[str]().union(*texts)
    return frozenset(script for sign in signs for script in _script(sign))


def require(house: House, texts: Iterable[str], fonts: Fonts) -> None:
    """Raise `FontMissing` unless the families of the house for the scripts of the texts are there.

    A sign that its family lacks is found when the compiler has placed it: see `missing_sign`.
    """
    kept = list(texts)
    for script in sorted({Script.TEXT, Script.MONO} | needed(kept)):
        family = house.fonts.pdf[script]
        if family not in fonts.families:
            sign = next((s for text in kept for s in text if script in _script(s)), "")
            seen = f" for {_named(sign)}" if sign else ""
            message = f"The {script} script needs the font {family}{seen}, which is not here: "
            raise FontMissing(f"{message}{_INSTALL}.")


def missing_sign(text: str) -> FontMissing:
    """The refusal of a text that was placed and has a sign that no font at hand writes."""
    signs = ", ".join(_named(sign) for sign in text[:3]) or "a sign"
    return FontMissing(
        f"No font at hand writes {signs}: put a font that has it into a folder and name the folder "
        "in NEMCON_FONTS_FOLDER, or write it otherwise."
    )


@lru_cache(maxsize=8)
def _read(folders: tuple[Path, ...]) -> typst.Fonts:
    # Loaded here, since most processes that know of fonts never write a PDF.
    import typst  # noqa: PLC0415 - see above

    there = [str(folder) for folder in (_ARABIC, *folders) if folder.is_dir()]
    return typst.Fonts(include_system_fonts=False, font_paths=list(there))


@lru_cache(maxsize=8)
def _families(folders: tuple[Path, ...]) -> frozenset[str]:
    return frozenset(_read(folders).families())


def _script(sign: str) -> tuple[Script, ...]:
    name = unicodedata.name(sign, "")
    if name.startswith("ARABIC"):
        return (Script.ARABIC,)
    return (Script.HAN,) if name.startswith(_HAN) else ()


def _named(sign: str) -> str:
    return f"“{sign}” (U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')})"
