"""Writes words as runs, cut where the direction of the script changes.

Word needs to be told which runs read from the right, and takes the signs between words, such as
brackets and full stops, by the run that they are in. So they go with the words on both their sides
where these agree, and with the paragraph where they do not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from nemcon.documents.house import House, Script
from nemcon.documents.model.inlines import Style
from nemcon.documents.word.xml import Element, made, val
from nemcon.text.lines import signs

_HAN: Final = range(0x2E80, 0xFFF0)
_PIECES: Final = {"\n": "w:br", "\t": "w:tab"}


def by_direction(text: str, *, right: bool) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it reads from the right; `right` is the paragraph's."""
    strong = [_direction(sign) for sign in text]
    after: list[bool] = []
    coming = right
    for side in reversed(strong):
        coming = coming if side is None else side
        after.append(coming)
    sides: list[bool] = []
    before = right
    for side, coming in zip(strong, reversed(after), strict=True):
        before = before if side is None else side
        sides.append(before if before == coming else right)
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or sides[at] != sides[start]:
            yield text[start:at], sides[start]
            start = at


def run(
    text: str, house: House, *, style: Style, character: str, right: bool, deleted: bool
) -> Element:
    """A run of words in one direction; line breaks and tabs are elements of their own."""
    parts: list[Element] = []
    for piece in _cut(text):
        if piece in _PIECES:
            parts.append(made(_PIECES[piece]))
        else:
            kind = "w:delText" if deleted else "w:t"
            parts.append(made(kind, piece, xml__space="preserve"))
    return made("w:r", _properties(text, house, style, character, right=right), *parts)


def clean(text: str) -> str:
    """The text as it is shown, with the tabs that are ours."""
    return "\t".join(signs(piece) for piece in text.split("\t"))


def _properties(
    text: str, house: House, style: Style, character: str, *, right: bool
) -> Element | None:
    # The order is that of the schema.
    bold, italic = style is Style.BOLD, style is Style.ITALIC
    mono = house.fonts.word[Script.MONO]
    fonts = None
    if style is Style.MONO:
        fonts = made("w:rFonts", ascii=mono, hAnsi=mono, cs=mono)
    elif any(ord(sign) in _HAN for sign in text):
        fonts = made("w:rFonts", hint="eastAsia")
    found = (
        val("w:rStyle", character) if character else None,
        fonts,
        made("w:b") if bold else None,
        made("w:bCs") if bold else None,
        made("w:i") if italic else None,
        made("w:iCs") if italic else None,
        made("w:rtl") if right else None,
    )
    kept = [element for element in found if element is not None]
    return made("w:rPr", *kept) if kept else None


def _cut(text: str) -> Iterator[str]:
    start = 0
    for at, sign in enumerate(text):
        if sign in _PIECES:
            if text[start:at]:
                yield text[start:at]
            yield sign
            start = at + 1
    if text[start:]:
        yield text[start:]


def _direction(sign: str) -> bool | None:
    kind = unicodedata.bidirectional(sign)
    if kind in {"R", "AL", "AN"}:
        return True
    return False if kind == "L" else None
