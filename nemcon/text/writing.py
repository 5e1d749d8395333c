"""Writes the runs of a paragraph with the marks that negotiators type.

What is written reads back as the same runs (`reading.read_runs`): words that would be taken for a
mark get a backslash, and nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nemcon.text.runs import Alternatives, Bracket, Kind, Option, Run, Words
from nemcon.text.signs import (
    ASIDE,
    CLOSE,
    GAP,
    KINDS,
    LONGEST_CHUNK,
    NO_TEXT,
    OPEN,
    STROKE,
    Stroke,
    is_gap,
    prefix,
    stroke,
)

_MARKS: Final = re.compile("([" + re.escape("".join(OPEN | CLOSE)) + "\\\\])")
_STRIKE: Final = re.compile(r"(?<=~)~|~(?=~)")
_CHUNK: Final = re.compile(r"\S+")


def write_runs(runs: Sequence[Run], *, bare: Kind = Kind.DISPUTED) -> str:
    """The runs as they are typed; `bare` is the kind of bracket that needs no word to say it."""
    return "".join(_run(run, bare, within=False) for run in runs)


def _run(run: Run, bare: Kind, *, within: bool) -> str:
    match run:
        case Words():
            return _words(run.words, within=within)
        case Bracket():
            return f"[{_bracket(run, bare)}]"
        case Alternatives():
            return f"[{' / '.join(_option(option, bare) for option in run.options)}]"


def _words(text: str, *, within: bool) -> str:
    text = _MARKS.sub(r"\\\1", text)
    text = _STRIKE.sub(r"\\~", text)
    text = ASIDE.sub(lambda found: f"\\{found[0]}", text)
    return _CHUNK.sub(lambda found: _strokes(found[0]), text) if within else text


def _strokes(chunk: str) -> str:
    written: list[str] = []
    for at, char in enumerate(chunk):
        before = chunk[max(0, at - LONGEST_CHUNK) : at]
        after = chunk[at + 1 : at + 1 + LONGEST_CHUNK]
        surely = char not in STROKE or stroke(before, after, alone=False) is Stroke.JOINS
        written.append(char if surely else f"\\{char}")
    return "".join(written)


def _bracket(bracket: Bracket, bare: Kind) -> str:
    if not bracket.runs:
        return _empty(bracket)
    said = () if bracket.kind is bare else (bracket.kind.value,)
    before = ", ".join((*said, *bracket.by))
    content = _content(bracket.runs, bare)
    if not before:
        return content
    return f"{before}: {_backslash(content, 0) if content.startswith(' ') else content}"


def _empty(bracket: Bracket) -> str:
    if bracket.kind is Kind.TO_BE_COMPLETED:
        return f"{', '.join(bracket.by)}: {GAP}" if bracket.by else GAP
    if bracket.by:
        return f"{', '.join((bracket.kind.value, *bracket.by))}: {GAP}"
    return bracket.kind.value


def _option(option: Option, bare: Kind) -> str:
    content = _content(option.runs, bare) if option.runs else NO_TEXT
    return f"{', '.join(option.by)}: {content}" if option.by else content


def _content(runs: Sequence[Run], bare: Kind) -> str:
    """The content of a bracket, so written that its words are not read as what it is."""
    content = "".join(_run(run, bare, within=True) for run in runs)
    text = content.strip()
    if is_gap(text) or text.casefold() in KINDS or text.casefold() == NO_TEXT:
        return _backslash(content, len(content) - len(content.lstrip()))
    # Looked for in the words before they get their backslashes: that is how they are read again.
    first = runs[0].words if isinstance(runs[0], Words) else ""
    if prefix(f"{first} " if len(runs) == 1 else f"{first}\0"):
        at = re.search("[:\uff1a]", content)
        return _backslash(content, at.start()) if at else content
    return content


def _backslash(text: str, at: int) -> str:
    return f"{text[:at]}\\{text[at:]}"
