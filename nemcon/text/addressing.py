"""To what body or session something goes, as that stands in a sentence."""

from __future__ import annotations

import re
from typing import Final

from nemcon.language import ENGLISH, spoken

_BODIES: Final = re.compile(
    r"(Conference|Commission|Committee|Council|Assembly|Board|Working Group|General|Plenary)\b"
)
_SESSIONS: Final = re.compile(
    r"(?:last|next|resumed|coming|following|\d+(?:st|nd|rd|th)|(?:[a-z-]+-)?(?:first|second|third)|"
    r"[a-z-]+th)\b.*\b(?:session|meeting|conference|round|sitting)s?\b",
    re.IGNORECASE,
)


def addressed(to: str) -> str:
    """The body or session with its article: "the Conference", "the twelfth session".

    It stands as it was written in other languages, whose sentences are built for that.
    """
    if spoken() is not ENGLISH:
        return to
    if _BODIES.match(to):
        return f"the {to}"
    if _SESSIONS.match(to):
        return f"the {to[:1].lower()}{to[1:]}"
    return to
