"""Languages that are none, so that a test sees what was looked up and what was not."""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations

import pytest


class Pseudo(NullTranslations):
    """A language that says the same of every message, whatever its number or its context."""

    def __init__(self, says: Callable[[str], str]) -> None:
        super().__init__()
        self._says = says

    def gettext(self, message: str) -> str:
        return self._says(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._says(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._says(message)


def speak_in(patch: pytest.MonkeyPatch, language: NullTranslations) -> None:
    """Have this language spoken instead of every one but English."""
    patch.setattr("nemcon.language.speech.catalogue", lambda _code: language)
