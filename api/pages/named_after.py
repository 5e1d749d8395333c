"""The name that a procedure gets from the title that was typed, where no other was given."""

from __future__ import annotations

import re

from api.context import Context
from nemcon.procedure.families import RESERVED


def named_after(context: Context, title: str, otherwise: str, longest: int = 40) -> str:
    """A name made of the words of the title; with the day and hour where it cannot be had.

    It cannot where it is taken, or is one of those that the register gives by itself.
    """
    slug = _whole_words(re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-"), longest) or otherwise
    if context.register.whereabouts(slug) is None and not RESERVED.search(slug):
        return slug
    return f"{slug}-{context.clock.now():%Y%m%d-%H%M}"


def _whole_words(slug: str, longest: int) -> str:
    """As many of its words as there is room for; part of the first where that alone is too long."""
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]
