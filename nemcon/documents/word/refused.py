"""Why a Word file is not read, in sentences for whoever sent it."""

from __future__ import annotations

from typing import Final

from nemcon.language import N_, _
from nemcon.text.lines import sentences

SAVE_AGAIN: Final = N_("Save it as a Word document (.docx) and send that.")


class WordRefused(ValueError):
    """A file that is not read; `code` is stable, `says` is a sentence for whoever sent it."""

    def __init__(self, code: str, says: str) -> None:
        self.code = code
        self.says = says
        super().__init__(says)


def too_much() -> WordRefused:
    """The file holds more than can be read while somebody waits."""
    says = _("The file holds more changes than can be read at once. Send the text in parts.")
    return WordRefused("word-too-much", says)


def not_word(what: str) -> WordRefused:
    """The file is something else; `what` says so in a sentence."""
    return WordRefused("word-not-a-document", sentences(what, _(SAVE_AGAIN)))


def damaged() -> WordRefused:
    """The file cannot be read."""
    says = _("The file is damaged and cannot be read. Open it in Word, save it anew and send that.")
    return WordRefused("word-damaged", says)


def bomb(what: str) -> WordRefused:
    """The file holds something of which reading could stop the service."""
    says = _(
        "The file holds {what}. It is not read, since reading it could stop the service.", what=what
    )
    return WordRefused("word-unpacks-too-large", says)


def runs() -> WordRefused:
    """The file holds what could run."""
    says = _(
        "The file holds macros or embedded objects, which could run on the "
        "computers of others. Save it as a Word document (.docx) without them and "
        "send that."
    )
    return WordRefused("word-macros", says)


def unsafe(what: str) -> WordRefused:
    """The file holds something that no file of Word has to hold."""
    says = _(
        "The file holds {what}. Save the text as a new Word document and send that.", what=what
    )
    return WordRefused("word-unsafe", says)
