"""What a silence procedure adds to a timeline: its periods, deadlines and outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.entries import Recorded
from nemcon.timing.timeline import Fact, Mark, Point, Shade, Span


@dataclass(slots=True)
class _Story:
    """The facts so far, and the period that runs: since when, until when, which one."""

    lane: str = ""
    since: datetime | None = None
    deadline: datetime | None = None
    book: int = 0
    facts: list[Fact] = field(default_factory=list[Fact])

    def open(self, at: datetime, deadline: datetime, book: int) -> None:
        """A period begins, or runs on."""
        self.since, self.deadline, self.book = at, deadline, book

    def end(self, at: datetime, *, reached: bool) -> None:
        """The period ends; a deadline that was `reached`, or is still to come, is marked."""
        if self.since is None or self.deadline is None:
            return
        ends = max(min(at, self.deadline), self.since)
        says = f"Period {self.book} of silence" if self.book > 1 else "Period of silence"
        self.facts.append(Span(self.lane, "", self.since, ends, Shade.SILENCE, says))
        if reached:
            self.facts.append(Point(self.lane, "Deadline", self.deadline, Mark.DEADLINE))
        self.since = None


def silence_facts(recorded: Sequence[Recorded]) -> tuple[Fact, ...]:
    """The facts of one silence procedure, from its entries.

    Nothing of them tells more than that a period ran, was stopped or ended, and with what outcome.
    """
    story = _Story()
    for item in recorded:
        _take(story, item)
    if story.deadline is not None:
        story.end(story.deadline, reached=True)
    return tuple(story.facts)


def _take(story: _Story, item: Recorded) -> None:
    match item.entry:
        case e.ProcedureOpened(text=text):
            story.lane = text.name
        case e.PeriodOpened(deadline=deadline, book=book):
            story.open(item.at, deadline, book)
        case e.PeriodExtended(deadline=deadline) | e.PeriodEndedEarly(deadline=deadline):
            story.deadline = deadline
        case e.PeriodResumed(deadline=deadline):
            story.open(item.at, deadline, story.book)
        case e.PeriodSuspended():
            story.end(item.at, reached=False)
        case e.SilenceBroken(ends_period=True, at=at):
            story.end(at, reached=False)
        case e.BookClosed(at=at):
            story.end(at, reached=story.deadline is not None and at >= story.deadline)
        case o.OutcomeReached() | o.OutcomeDeclared():
            story.end(item.entry.at, reached=False)
            story.facts.extend(_outcome(story.lane, item.entry))
        case _:
            pass


def _outcome(lane: str, entry: o.OutcomeReached | o.OutcomeDeclared) -> Iterator[Fact]:
    word = entry.outcome.replace("-", " ").capitalize()
    yield Point(lane, word, entry.at, Mark.DECISION, f"Outcome: {word.lower()}")
