"""What a silence procedure adds to a timeline: its periods, deadlines and outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.entries import Recorded
from nemcon.timing.timeline import Fact, Mark, Point, Shade, Span

OUTCOME_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "adopted": (N_("Adopted"), N_("Outcome: adopted")),
    "partly-adopted": (N_("Partly adopted"), N_("Outcome: partly adopted")),
    "not-adopted": (N_("Not adopted"), N_("Outcome: not adopted")),
    "referred": (N_("Referred"), N_("Outcome: referred")),
    "compiled": (N_("Compiled"), N_("Outcome: compiled")),
    "voted": (N_("Voted"), N_("Outcome: voted")),
    "withdrawn": (N_("Withdrawn"), N_("Outcome: withdrawn")),
    "lapsed": (N_("Lapsed"), N_("Outcome: lapsed")),
    "not-launched": (N_("Not launched"), N_("Outcome: not launched")),
    "recalled": (N_("Recalled"), N_("Outcome: recalled")),
}
"""How the outcomes of silence procedures, and of negotiations, are labelled, and said."""


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
        says = (
            _("Period {number} of silence", number=self.book)
            if self.book > 1
            else _("Period of silence")
        )
        self.facts.append(Span(self.lane, "", self.since, ends, Shade.SILENCE, says))
        if reached:
            self.facts.append(Point(self.lane, _("Deadline"), self.deadline, Mark.DEADLINE))
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
    label, says = OUTCOME_LABELS[entry.outcome]
    yield Point(lane, _(label), entry.at, Mark.DECISION, _(says))
