"""The languages that people read: which is spoken now, and what a sentence is in it.

Code says what it says in English and marks it; the other languages stand in catalogues. Whoever
writes for somebody speaks that person's language for as long as it writes.
"""

from nemcon.language.speech import (
    N_,
    _,
    in_every_language,
    ngettext,
    pgettext,
    speak,
    speaking,
    spoken,
)
from nemcon.language.tongues import ENGLISH, OFFICIAL, Tongue, tongue

__all__ = [
    "ENGLISH",
    "N_",
    "OFFICIAL",
    "Tongue",
    "_",
    "in_every_language",
    "ngettext",
    "pgettext",
    "speak",
    "speaking",
    "spoken",
    "tongue",
]
