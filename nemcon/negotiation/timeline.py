"""What a negotiation adds to a timeline: its rounds, its conclusion and its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.negotiation import entries as e
from nemcon.negotiation.entries import NegotiationRecorded
from nemcon.procedure.timeline import OUTCOME_LABELS
from nemcon.timing.timeline import Fact, Mark, Point, Shade, Span

_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    **OUTCOME_LABELS,
    "agreed": (N_("Agreed"), N_("Outcome: agreed")),
    "partly-agreed": (N_("Partly agreed"), N_("Outcome: partly agreed")),
}


@dataclass(slots=True)
class _Story:
    """The facts so far, and the round that runs: since when, until when, which one."""

    lane: str = ""
    since: datetime | None = None
    until: datetime | None = None
    round: int = 1
    facts: list[Fact] = field(default_factory=list[Fact])

    def begin(self, at: datetime, until: datetime | None, number: int) -> None:
        """A round begins; one that runs ends with it."""
        self.end(at)
        self.since, self.until, self.round = at, until, number

    def end(self, at: datetime) -> None:
        """The round that runs, if any, ends."""
        # A round that ended as it began lasted for nothing that could be drawn or told.
        if self.since is not None and at > self.since:
            label = _("Round {number}", number=self.round)
            self.facts.append(Span(self.lane, label, self.since, at, Shade.ROUND))
        self.since = None


def negotiation_facts(recorded: Sequence[NegotiationRecorded]) -> tuple[Fact, ...]:
    """The facts of one negotiation, from its entries."""
    story = _Story()
    for item in recorded:
        _take(story, item)
    if story.until is not None and story.since is not None:
        story.facts.append(
            Point(
                story.lane,
                _("Round {number} ends", number=story.round),
                story.until,
                Mark.DEADLINE,
            )
        )
        story.end(story.until)
    elif recorded:
        story.end(recorded[-1].at)
    return tuple(story.facts)


def _take(story: _Story, item: NegotiationRecorded) -> None:
    match item.entry:
        case e.TextTabled(text=text, until=until):
            story.lane = text.name
            story.begin(item.at, until, 1)
        case e.RevisionIssued(round=number, until=until, text=text):
            issued = f"Rev.{text.revision}"
            says = _("{issued} is issued", issued=issued)
            story.facts.append(Point(story.lane, issued, item.at, Mark.STEP, says))
            if number != story.round:
                story.begin(item.at, until, number)
        case e.RoundSet(begins=True, round=number, until=until):
            story.begin(item.at, until, number)
        case e.RoundSet(until=until):
            story.until = until
        case e.RoundClosed(at=at):
            story.end(at)
        case e.NegotiationConcluded():
            story.end(item.at)
            story.facts.append(Point(story.lane, _("Concluded"), item.at, Mark.DECISION))
        case e.NegotiationEnded(at=at, outcome=outcome):
            story.end(at)
            label, says = _LABELS[outcome]
            story.facts.append(Point(story.lane, _(label), at, Mark.DECISION, _(says)))
        case _:
            pass
