"""A timeline: what lasts and what happens at an instant, and the same facts as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from nemcon.language import N_, _
from nemcon.timing.writing import write_instant, write_span


class Shade(StrEnum):
    """What a stretch of time is; each is drawn so that it is told apart without a colour."""

    SITTING = N_("sitting")
    SILENCE = N_("period of silence")
    ROUND = N_("round of negotiation")


class Mark(StrEnum):
    """What happens at an instant."""

    OPENING = N_("beginning")
    STEP = N_("proposal or revision")
    DEADLINE = N_("deadline")
    DECISION = N_("decision")


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasts, between two aware UTC instants.

    `lane` is the name of what it belongs to, such as a procedure; facts of one lane are drawn
    together. `label` stands in the picture, `says` in words beside it; empty: the label.
    """

    lane: str
    label: str
    begins: datetime
    ends: datetime
    shade: Shade
    says: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Something that happens at an aware UTC instant."""

    lane: str
    label: str
    at: datetime
    mark: Mark
    says: str = ""


Fact: TypeAlias = Span | Point


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in words."""

    begins: datetime
    when: str
    lane: str
    says: str


def rows_of(facts: Sequence[Fact], zone: str) -> tuple[Row, ...]:
    """The facts in words and in the order of time, written in that zone."""
    return tuple(_row(fact, zone) for fact in in_order(facts))


def write_timeline(facts: Sequence[Fact], zone: str) -> str:
    """The facts as lines of text in the order of time; empty where there are none."""
    # Translators: a line of a timeline: when, what it belongs to, what happens.
    lines = (
        _("{when}: {lane}: {says}", when=row.when, lane=row.lane, says=row.says)
        for row in rows_of(facts, zone)
    )
    return "".join(f"{line}\n" for line in lines)


def in_order(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts in the order of time; of those that begin together a stretch comes first."""
    return tuple(sorted(facts, key=lambda fact: (begin_of_fact(fact), isinstance(fact, Point))))


def begin_of_fact(fact: Fact) -> datetime:
    """When it begins, or happens."""
    return fact.begins if isinstance(fact, Span) else fact.at


def _row(fact: Fact, zone: str) -> Row:
    says, lane = (" ".join(words.split()) for words in (fact.says or fact.label, fact.lane))
    if isinstance(fact, Point):
        return Row(fact.at, write_instant(fact.at, zone), lane, says)
    return Row(fact.begins, write_span(fact.begins, fact.ends, zone), lane, says)
