"""Finds what a template left to be filled in: no text is launched, and no letter sent, with it.

Brackets alone are nothing of the kind: a negotiated text is full of them, "[...]" is a gap that
its readers know of, and "[2nd and 3rd]" a fact to be confirmed. What is found here is an
instruction to whoever writes, the name of a field, or a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nemcon.language import _, ngettext
from nemcon.text.lines import line, listed

CODE: Final = "boilerplate-left"
"""The code of the refusal."""
_SHOWN: Final = 60
_NAMED: Final = 5

# An instruction, in the six languages: "[insert date]", "[à compléter]". A word ends where its
# letters end, but Chinese parts no words.
_TOLD: Final = (
    r"(?:(?:insert|to be (?:inserted|filled in|supplied)|fill in|enter|type|click (?:here|to)"
    r"|t\.?b\.?[acd]|ins[ée]rer|à (?:compl[ée]ter|ins[ée]rer|remplir)|insertar|ins[ée]rtese"
    r"|por completar|a rellenar|вставить|вставьте|указать|укажите|أدخل|يُدرج|يدرج)(?![^\W\d_])"
    r"|插入|填写|填入|请输入)"
)
# What a field is called: "[date]", "<name>", but not "[the date of adoption]".
_NAME: Final = (
    r"(?:(?:your|full|first|last|document) )?"
    r"(?:dates?|names?|titles?|symbols?|address(?:ee)?|recipient|deadline|signature|subject|place|"
    r"number|nombre|fecha|nom|дата|имя|日期|姓名|名称|التاريخ|الاسم)"
)
_MONTH: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_PATTERN: Final = re.compile(
    rf"\[\s*{_TOLD}[^\[\]]*\]"
    rf"|\[\s*(?:{_NAME})\s*\]"
    rf"|<\s*(?:{_TOLD}[^<>]*|{_NAME}\s*)>"
    r"|<<[^<>]*>>"
    r"|\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}|\$\{[^{}]*\}"
    # After a number it is the Roman one of a session: resolution 3379 (XXX).
    r"|(?<!\d \()(?<!\d\u00a0\()\bx{3,}\b"
    rf"|\bxx[./-]xx\b|\bxx(?= {_MONTH}\b)"
    r"|_{3,}"
    r"|\blorem ipsum\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What was left to be filled in, and where it stands: "paragraph 2", "the title"."""

    where: str
    words: str


def left_in(words: str, where: str) -> tuple[LeftOver, ...]:
    """What is left to be filled in of these words, which stand in that place."""
    return tuple(LeftOver(where, _shown(found[0])) for found in _PATTERN.finditer(words))


def boilerplate_in(parts: Iterable[tuple[str, str]]) -> tuple[LeftOver, ...]:
    """What is left in parts, each given as where it stands and its words, in reading order."""
    return tuple(_each(parts))


def says_left(found: Iterable[LeftOver]) -> str:
    """The refusal in a sentence, which quotes what was found and names the places."""
    all_of_it = tuple(found)
    # Translators: {where} is a place in the document, such as "the title".
    named = [
        _('"{words}" in {where}', words=one.words, where=one.where) for one in all_of_it[:_NAMED]
    ]
    if len(all_of_it) > _NAMED:
        named.append(ngettext("{n} more", "{n} more", len(all_of_it) - _NAMED))
    return _("Something is still to be filled in: {places}.", places=listed(named))


def _each(parts: Iterable[tuple[str, str]]) -> Iterator[LeftOver]:
    for where, words in parts:
        yield from left_in(words, where)


def _shown(words: str) -> str:
    short = line(words)
    return short if len(short) <= _SHOWN else f"{short[: _SHOWN - 1]}\u2026"
