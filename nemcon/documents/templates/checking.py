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
from nemcon.language import _
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
        says = _(
            "The template is larger than the {n} MB that are possible.",
            n=MOST_BYTES // 1024 // 1024,
        )
        return _refused(Fault("word-too-large", _("the file"), says))
    try:
        package = opened(data)
    except WordRefused as refused:
        return _refused(Fault(refused.code, _("the file"), refused.says))
    found = [Fault(code, _("the file"), says) for code, says in unfit(package)]
    reading = _Reading(package)
    found += reading.faults
    try:
        if not found:
            misuse = dict.fromkeys(misused(data))
            found += [Fault("template-code", _("the file"), says) for says in misuse]
        if not found and is_too_long(data):
            found.append(_too_long())
        if not found:
            found += _trial(data)
    # What the library cannot make a document of it says in whatever way comes to it.
    except (KeyError, TypeError, ValueError, etree.XMLSyntaxError):
        says = _("The file is damaged. Open it in Word, save it anew and send that.")
        return _refused(Fault("word-damaged", _("the file"), says))
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
        where = _("the paragraph “{words}”", words=_short(text))
        for match in PLACEHOLDER.finditer(text):
            self._placeholder(match[0], where)
        if any(mark in PLACEHOLDER.sub("", text) for mark in MARKS):
            says = _(
                "A placeholder is opened and not closed in the same paragraph, or the reverse."
            )
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
            says = _(
                "“{words}” is not understood. Possible are {forms} and their ends.",
                words=_short(written),
                forms="{{ field }}, {%p for line in field %}, {%p if field %}",
            )
            self.faults.append(Fault("template-code", where, says))

    def _shown(self, name: str, where: str) -> None:
        if name in self._lines or not self._known(name, where):
            return
        if KNOWN[name].many:
            says = _(
                "“{name}” holds several lines: {repeats} repeats them.",
                name=name,
                repeats="{%p for line in " + name + " %}",
            )
            self.faults.append(Fault("template-lines", where, says))

    def _repeated(self, line: str, name: str, where: str) -> None:
        if line in KNOWN:
            says = _(
                "“{name}” is a field; give each line a name of its own, such as line.", name=line
            )
            self.faults.append(Fault("template-lines", where, says))
        if self._known(name, where) and not KNOWN[name].many:
            says = _(
                "“{name}” holds words, not several lines: write {shown}.",
                name=name,
                shown="{{ " + name + " }}",
            )
            self.faults.append(Fault("template-lines", where, says))

    def _known(self, name: str, where: str) -> bool:
        if name in KNOWN:
            self.used.add(name)
            return True
        meant = nearest(name)
        says = _("There is no field “{name}”.", name=name[:_MOST_SHOWN])
        if meant:
            hint = _("Is “{name}” meant?", name=meant)
            says = f"{says} {hint}"
        self.faults.append(Fault("template-unknown-field", where, says))
        return False


def _trial(data: bytes) -> Iterator[Fault]:
    """What goes wrong when it is filled with samples."""
    try:
        words = shown_words(fill(data, SAMPLES))
    except (NotFilled, WordRefused) as error:
        yield Fault("template-not-filled", _("the file"), str(error))
        return
    left = boilerplate.boilerplate_in(
        (_("the paragraph “{words}”", words=_short(text)), text) for text in words
    )
    if left:
        yield Fault(boilerplate.CODE, _("the file"), boilerplate.says_left(left))


def _warnings(package: Package, reading: _Reading, notice: Notice) -> tuple[str, ...]:
    missing = (field for field in needed(notice) if not _is_used(field, reading.used))
    leaves_out = (
        _(
            "It does not say {what} ({name}).",
            what=field.means.partition(", a ")[0],
            name=field.name,
        )
        for field in missing
    )
    outside = (_("It has links or a template of the computer that it was made on."),)
    return (*leaves_out, *(outside if package.notes else ()))


def _is_used(field: Field, used: set[str]) -> bool:
    return field.name in used or (field.name == "subject" and "reference" in used)


def _too_long() -> Fault:
    says = _(
        "So much is repeated for each line that a long text would make a letter too long to be "
        "sent. Repeat only the paragraph that shows the line."
    )
    return Fault("template-too-long", _("the file"), says)


def _refused(fault: Fault) -> Checked:
    return Checked((fault,), (), ())


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST_SHOWN else f"{plain[: _MOST_SHOWN - 1]}…"
