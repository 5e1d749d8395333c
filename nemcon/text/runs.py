"""The runs that a paragraph under negotiation is made of.

Words that nobody disputes, brackets of three kinds, and alternatives. A bracket is data, not a
character: a delegation that disputes words, a fact that is not confirmed yet and a gap that
somebody has to fill look alike on paper and end in different ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

# A space that keeps words together on a line is part of the wording and stays as it is.
_SPACES: Final = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")


class Kind(StrEnum):
    """Why something stands in square brackets."""

    DISPUTED = "disputed"
    TO_BE_CONFIRMED = "to be confirmed"
    TO_BE_COMPLETED = "to be completed"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand in no bracket of their own."""

    words: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands in square brackets, and at whose request.

    An empty bracket to be completed is a gap; an empty one to be confirmed says it of the words
    before it. Disputed brackets are never empty.
    """

    kind: Kind
    runs: Runs
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One of several wordings, and who proposes it; no runs: that nothing be said there."""

    runs: Runs
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Wordings of which one is to be chosen; at least two."""

    options: tuple[Option, ...]


Run: TypeAlias = Words | Bracket | Alternatives
Runs: TypeAlias = tuple[Run, ...]


def words(text: str) -> Runs:
    """The words as runs, without anything to be read in them."""
    return tidy((Words(text),))


def tidy(runs: Sequence[Run]) -> Runs:
    """The runs of a paragraph in the one form in which they are kept.

    Neighbouring words are one run, spaces are single, and none stand at the ends.
    """
    return _stripped(_joined(runs), start=True, end=True)


def plain(runs: Sequence[Run]) -> str:
    """The words alone, all of them, without any mark: for searching and counting."""
    return "".join(run.words for run in leaves(runs))


def leaves(runs: Sequence[Run]) -> Iterator[Words]:
    """The words of the runs and of everything in them, in reading order."""
    for run in runs:
        match run:
            case Words():
                yield run
            case Bracket():
                yield from leaves(run.runs)
            case Alternatives():
                for option in run.options:
                    yield from leaves(option.runs)


def unattributed(runs: Sequence[Run]) -> Runs:
    """The runs without any name, for a body whose practice is not to say who proposed what."""
    bare: list[Run] = []
    for run in runs:
        match run:
            case Words():
                bare.append(run)
            case Bracket():
                bare.append(Bracket(run.kind, unattributed(run.runs)))
            case Alternatives():
                options = tuple(Option(unattributed(option.runs)) for option in run.options)
                bare.append(Alternatives(options))
    return tuple(bare)


def unsettled(runs: Sequence[Run]) -> tuple[Bracket | Alternatives, ...]:
    """The outermost brackets and alternatives that have to go before the runs can be adopted."""
    return tuple(run for run in runs if not isinstance(run, Words))


def side_by_side(runs: Sequence[Run]) -> tuple[tuple[Bracket, Bracket], ...]:
    """Disputed brackets with only a space between them.

    "[was] [were]" may be two alternatives or two words that are disputed one by one. What was
    typed does not say which; a page may ask.
    """
    found: list[tuple[Bracket, Bracket]] = []
    last: Bracket | None = None
    for run in runs:
        if isinstance(run, Words) and not run.words.strip():
            continue
        now = run if isinstance(run, Bracket) and run.kind is Kind.DISPUTED else None
        if last and now:
            found.append((last, now))
        last = now
    return tuple(found)


def _joined(runs: Sequence[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if not isinstance(run, Words):
            joined.append(_tidied(run))
            continue
        before = joined.pop() if joined and isinstance(joined[-1], Words) else None
        text = (before.words if isinstance(before, Words) else "") + run.words
        text = _SPACES.sub(" ", text)
        if text:
            joined.append(Words(text))
    return joined


def _tidied(run: Bracket | Alternatives) -> Run:
    if isinstance(run, Alternatives):
        return Alternatives(tuple(Option(tidy(o.runs), o.by) for o in run.options))
    # Inside a bracket that begins with no name a space is part of the wording: "meeting[s ]of".
    named = bool(run.by) or run.kind is not Kind.DISPUTED
    return Bracket(run.kind, _stripped(_joined(run.runs), start=named, end=False), run.by)


def _stripped(runs: list[Run], *, start: bool, end: bool) -> Runs:
    if start and runs and isinstance(runs[0], Words):
        runs[0] = Words(runs[0].words.lstrip())
    if end and runs and isinstance(runs[-1], Words):
        runs[-1] = Words(runs[-1].words.rstrip())
    return tuple(run for run in runs if not isinstance(run, Words) or run.words)
