"""Elements of HTML, made of text that is always escaped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

_VOID: Final = frozenset({"col", "img", "meta", "br"})


def made(name: str, /, *inside: str | None, **attributes: str | int | None) -> Markup:
    """An element of that name; of `inside` everything is escaped that is no markup already.

    An attribute that is None is left out, and so is a child. A low line in the name of an attribute
    stands for a hyphen, and one at its end is dropped: `aria_label`, `class_`.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{written}>")  # noqa: S704 - only escaped text went into it
    return Markup(f"<{name}{written}>{joined(inside)}</{name}>")  # noqa: S704 - as above


def joined(pieces: Iterable[str | None]) -> Markup:
    """The pieces one after another, each escaped unless it is markup already."""
    return Markup("").join(piece for piece in pieces if piece is not None)
