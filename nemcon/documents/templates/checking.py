"""Checks a Word template of a letter before it is used: its file, its placeholders, what it omits.

All that is wrong is said at once, in words for whoever edits the template. What passes is filled
with samples, so that what is kept has been seen to work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from nemcon.documents.templates.fields import (
    KNOWN,
    SAMPLES,
    Field,
    NotFilled,
    nearest,
    needed,
)
from nemcon.documents.templates.filling import fill, is_too_long, misused
from nemcon.documents.templates.reading import MARKS, PLACEHOLDER, paragraphs, unfit
from nemcon.documents.word.guard import Package, opened
from nemcon.documents.word.refused import WordRefused
from nemcon.procedure.notices import Notice
from nemcon.text import boilerplate

MOST_BYTES: Final = 4 * 1024 * 1024
"""The largest template: it goes to everybody with every letter."""
_MOST_SHOWN: Final = 60
_NAME: Final = r"[A-Za-z_][A-Za-z0-9_]*"
_SHOWN: Final = re.compile(rf"\{{\{{\s*({_NAME})\s*\}}\}}")
_REPEATS: Final = re.compile(rf"\{{%(?:p|tr|tc|r)? *for\s+({_NAME})\s+in\s+({_NAME})\s*%\}}")
_ASKS: Final = re.compile(
    rf"\{{%(?:p|tr|tc|r)? *(?:el)?if\s+((?:not\s+|and\s+|or\s+|{_NAME}\s*)+)%\}}"
)
_ENDS: Final = re.compile(r"\{%(?:p|tr|tc|r)? *(?:else|endif|endfor)\s*%\}")
_WORDS: Final = frozenset({"not", "and", "or"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a template cannot be used: a stable code, where it is, and a sentence."""

    code: str
    where: str
    says: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. With a fault it is not used; `warnings` are for whoever decides that."""

    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]
    used: tuple[str, ...]


def check(data: bytes, notice: Notice) -> Checked:
    """The check of a template for letters of that notice."""
    if len(data) > MOST_BYTES:
        says = f"The template is larger than the {MOST_BYTES // 1024 // 1024} MB that are possible."
        return _refused(Fault("word-too-large", "the file", says))
    try:
        package = opened(data)
    except WordRefused as refused:
        return _refused(Fault(refused.code, "the file", refused.says))
    found = [Fault(code, "the file", says) for code, says in unfit(package)]
    reading = _Reading(package)
    found += reading.faults
    try:
        if not found:
            misuse = dict.fromkeys(misused(data))
            found += [Fault("template-code", "the file", says) for says in misuse]
        if not found and is_too_long(data):
            found.append(_too_long())
        if not found:
            found += _trial(data)
    # What the library cannot make a document of it says in whatever way comes to it.
    except (KeyError, TypeError, ValueError, etree.XMLSyntaxError):
        says = "The file is damaged. Open it in Word, save it anew and send that."
        return _refused(Fault("word-damaged", "the file", says))
    # What is missing shows only where every placeholder is understood.
    warnings = () if found else _warnings(package, reading, notice)
    return Checked(tuple(found), warnings, tuple(sorted(reading.used)))


def shown_words(data: bytes) -> tuple[str, ...]:
    """The words of a filled letter, a paragraph each. Raises `WordRefused`."""
    return tuple(words for words in paragraphs(opened(data)) if words.strip())


class _Reading:
    """The placeholders as they are written, paragraph by paragraph."""

    def __init__(self, package: Package) -> None:
        self.faults: list[Fault] = []
        self.used: set[str] = set()
        self._lines: set[str] = set()
        texts = tuple(paragraphs(package))
        for text in texts:
            self._lines |= {match[1] for match in _REPEATS.finditer(text)}
        for text in texts:
            self._read(text)

    def _read(self, text: str) -> None:
        where = f"the paragraph “{_short(text)}”"
        for match in PLACEHOLDER.finditer(text):
            self._placeholder(match[0], where)
        if any(mark in PLACEHOLDER.sub("", text) for mark in MARKS):
            says = "A placeholder is opened and not closed in the same paragraph, or the reverse."
            self.faults.append(Fault("template-open", where, says))

    def _placeholder(self, written: str, where: str) -> None:
        if match := _SHOWN.fullmatch(written):
            self._shown(match[1], where)
        elif match := _REPEATS.fullmatch(written):
            self._repeated(match[1], match[2], where)
        elif match := _ASKS.fullmatch(written):
            for name in match[1].split():
                if name not in _WORDS:
                    self._known(name, where)
        elif not _ENDS.fullmatch(written):
            says = (
                f"“{_short(written)}” is not understood. Possible are {{{{ field }}}}, "
                "{%p for line in field %}, {%p if field %} and their ends."
            )
            self.faults.append(Fault("template-code", where, says))

    def _shown(self, name: str, where: str) -> None:
        if name in self._lines or not self._known(name, where):
            return
        if KNOWN[name].many:
            says = f"“{name}” holds several lines: {{%p for line in {name} %}} repeats them."
            self.faults.append(Fault("template-lines", where, says))

    def _repeated(self, line: str, name: str, where: str) -> None:
        if line in KNOWN:
            says = f"“{line}” is a field; give each line a name of its own, such as line."
            self.faults.append(Fault("template-lines", where, says))
        if self._known(name, where) and not KNOWN[name].many:
            says = f"“{name}” holds words, not several lines: write {{{{ {name} }}}}."
            self.faults.append(Fault("template-lines", where, says))

    def _known(self, name: str, where: str) -> bool:
        if name in KNOWN:
            self.used.add(name)
            return True
        meant = nearest(name)
        hint = f" Is “{meant}” meant?" if meant else ""
        says = f"There is no field “{name[:_MOST_SHOWN]}”.{hint}"
        self.faults.append(Fault("template-unknown-field", where, says))
        return False


def _trial(data: bytes) -> Iterator[Fault]:
    """What goes wrong when it is filled with samples."""
    try:
        words = shown_words(fill(data, SAMPLES))
    except (NotFilled, WordRefused) as error:
        yield Fault("template-not-filled", "the file", str(error))
        return
    left = boilerplate.boilerplate_in((f"the paragraph “{_short(text)}”", text) for text in words)
    if left:
        yield Fault(boilerplate.CODE, "the file", boilerplate.says_left(left))


def _warnings(package: Package, reading: _Reading, notice: Notice) -> tuple[str, ...]:
    missing = (field for field in needed(notice) if not _is_used(field, reading.used))
    leaves_out = (
        f"It does not say {field.means.partition(', a ')[0]} ({field.name})." for field in missing
    )
    outside = ("It has links or a template of the computer that it was made on.",)
    return (*leaves_out, *(outside if package.notes else ()))


def _is_used(field: Field, used: set[str]) -> bool:
    return field.name in used or (field.name == "subject" and "reference" in used)


def _too_long() -> Fault:
    says = (
        "So much is repeated for each line that a long text would make a letter too long to be "
        "sent. Repeat only the paragraph that shows the line."
    )
    return Fault("template-too-long", "the file", says)


def _refused(fault: Fault) -> Checked:
    return Checked((fault,), (), ())


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST_SHOWN else f"{plain[: _MOST_SHOWN - 1]}…"
