"""Letters as their readers see them: the words alone, whatever the part of the letter."""

from __future__ import annotations

import re
from html import unescape

from nemcon.mail.facts import LetterFacts
from nemcon.mail.letters import Parts, write
from nemcon.procedure.notices import Notice

from .build import DRAMAS, PROCEDURE

LINK = "https://silence.example/l/" + "A" * 32


def letter(facts: LetterFacts) -> Parts:
    return write(facts, {PROCEDURE: LINK})


def of(notice: Notice) -> Parts:
    return letter(DRAMAS[notice]().facts(notice))


def flat(text: str) -> str:
    """The words alone: lines are wrapped and markup is taken out."""
    return " ".join(text.split())


def seen(html: str) -> str:
    """What a reader of the HTML sees."""
    body = html.split("<body>")[1]
    inline = re.sub(r"</?(bdi|strong|a|span)\b[^>]*>", "", body)
    return flat(unescape(re.sub(r"<[^>]*>", " ", inline)).replace("\u2019", "'"))
