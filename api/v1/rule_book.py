"""A profile as a rule book, as it is answered."""

from __future__ import annotations

from datetime import datetime

from api.v1.shown import Shown
from nemcon.procedure.profile import Basis
from nemcon.rulebook.ways import Stage


class RuleInWords(Shown):
    """A rule as people read it; of a custom one `source` is the reason."""

    key: str
    means: str
    value: str
    basis: Basis
    source: str


class ChapterShown(Shown):
    """A chapter: what the profile says, and the defaults where it is silent."""

    title: str
    rules: list[RuleInWords]
    defaults: list[RuleInWords]


class WayShown(Shown):
    """One way: from which stage, by what, to which stage or outcome, opened by which rule."""

    start: Stage
    by: str
    end: Stage
    rule: str


class MomentShown(Shown):
    """What happens when, in UTC and as it is written in the zone of the body."""

    at: datetime
    written: str
    says: str
    rule: str


class TimelineShown(Shown):
    """What follows on a sample launch: if silence is kept, and if it is broken half-way."""

    launch: MomentShown
    kept: list[MomentShown]
    broken: list[MomentShown]
    latest: MomentShown | None
    notes: list[str]


class BookShown(Shown):
    """A profile as a rule book."""

    id: str
    title: str
    chapters: list[ChapterShown]
    ways: list[WayShown]
    timeline: TimelineShown
