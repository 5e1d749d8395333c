"""The six official languages of the United Nations, in the order of their English names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its code (ISO 639-1), what it calls itself, and which way it is written.

    `staff` says whether the pages of the staff are written in it, too; `gap` is what stands between
    two sentences that follow each other.
    """

    code: str
    name: str
    direction: str = "ltr"
    staff: bool = False
    gap: str = " "


OFFICIAL: Final[Mapping[str, Tongue]] = MappingProxyType(
    {
        one.code: one
        for one in (
            Tongue("ar", "العربية", direction="rtl"),
            Tongue("zh", "中文", gap=""),
            Tongue("en", "English", staff=True),
            Tongue("fr", "Français", staff=True),
            Tongue("ru", "Русский"),
            Tongue("es", "Español"),
        )
    }
)
ENGLISH: Final = OFFICIAL["en"]


def tongue(code: str) -> Tongue:
    """The language of that code, in small letters; English for any other, and for none."""
    return OFFICIAL.get(code, ENGLISH)
