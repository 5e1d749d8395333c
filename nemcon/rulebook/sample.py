"""A sample procedure, run by the rules themselves: what they answer is what is shown.

Nothing is computed here. The launch, the acts and the steps of time are put to `decide`, in the
order in which they would fall due.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Final

from nemcon.procedure import acts as a
from nemcon.procedure import entries as e
from nemcon.procedure.acts import Delivery, Kind
from nemcon.procedure.due import next_step
from nemcon.procedure.entries import Entry
from nemcon.procedure.evolution import evolve
from nemcon.procedure.people import Actor, Office, Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.standing import contested_paragraphs
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.text.document import Paragraph, Text
from nemcon.timing.durations import Duration, lapse_of

TEXT: Final = Text("A sample text", (Paragraph("1", "It is agreed."),))
STEPS: Final = 200
"""More than any sample takes; holds and reminders make the longest."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, and the instant that dates it."""

    at: datetime
    entry: Entry


@dataclass(slots=True)
class Sample:
    """A procedure under the profile; `refusal` says why it could not be launched."""

    profile: Profile
    known: ProcedureState | None = None
    happened: list[Happened] = field(default_factory=list[Happened])
    refusal: Refusal | None = None

    @property
    def state(self) -> ProcedureState:
        """Where it stands. Raises `ValueError` where it was not launched."""
        if self.known is None:
            message = "the sample was not launched"
            raise ValueError(message)
        return self.known

    def launch(
        self,
        at: datetime,
        length: Duration | None = None,
        meeting: datetime | None = None,
    ) -> Sample:
        """Place the sample text under silence."""
        act = a.PlaceUnderSilence(
            actor=self._one_of(self.profile.launch_by),
            text=TEXT,
            roll=_roll(self.profile),
            profile_id=self.profile.id,
            profile_title=self.profile.title,
            rules=self.profile.values,
            length=length,
            meeting=meeting,
        )
        self.act(act, at)
        if self.known is not None and self.known.phase is Phase.ANNOUNCED:
            self.act(a.BeginSilence(self._one_of(self.profile.launch_by)), at)
        return self

    def act(self, act: a.Act, at: datetime, nominal: datetime | None = None) -> bool:
        """Put an act to the rules; whether they let it be."""
        answer = decide(self.known, act, at)
        if isinstance(answer, Refusal):
            self.refusal = answer
            return False
        for entry in answer:
            number = 1 if self.known is None else self.known.number + 1
            self.known = evolve(self.known, e.Happened(number, at, act.actor, entry))
            self.happened.append(Happened(nominal or at, entry))
        return True

    def half_way(self) -> datetime:
        """The middle of the period that runs, on the minute."""
        deadline = self.state.deadline
        until = deadline.instant if deadline else self.state.opened_at
        half = (until - self.state.opened_at) / 2
        return self.state.opened_at + timedelta(minutes=half // timedelta(minutes=1))

    def reply(self, at: datetime) -> None:
        """Let every member agree expressly."""
        for seat in self._members():
            self.act(a.File(_delegate(seat), Kind.AGREE), at)

    def object(self, at: datetime) -> int:
        """Let as many object as it takes; how many it took."""
        wording = (Paragraph("1", "Other words."),) if self.profile.wording_required else ()
        for number, seat in enumerate(self._members(), start=1):
            self.act(a.File(_delegate(seat), Kind.OBJECT, (), "For a reason.", wording), at)
            state = self.state
            if contested_paragraphs(state) or state.phase is not Phase.UNDER_SILENCE:
                return number
        return len(self._members())

    def extend(self, times: int, by: Duration) -> datetime | None:
        """Extend the period that often, each time by that length; the deadline it then has."""
        actor = self._one_of(self.profile.extension_by)
        for _ in range(times):
            deadline = self.state.deadline
            if deadline is None:
                return None
            until = lapse_of(deadline.instant, by, self.profile.zone)
            if not self.act(a.Extend(actor, until), self.state.opened_at):
                return None
        return self.state.deadline.instant if self.state.deadline else None

    def wait(self) -> Sample:
        """Let time take every step until the end, or until it is for people to go on."""
        now = self.state.opened_at
        for _ in range(STEPS):
            step = next_step(self.state, now)
            if step is None:
                break
            now = max(now, step.at)
            act = step.act
            if isinstance(act, a.CloseBook):
                act = replace(act, deliveries=self._all_sent())
            if not self.act(act, now, step.nominal):
                break
        return self

    def _members(self) -> list[Seat]:
        return [seat for seat in self.state.roll if seat.may_object]

    def _all_sent(self) -> tuple[Delivery, ...]:
        return tuple(Delivery(seat.participant, "sent") for seat in self.state.roll)

    def _one_of(self, offices: frozenset[Office]) -> Actor:
        return Actor(min(offices, default=Office.CHAIR), person="somebody")


def _roll(profile: Profile) -> tuple[Seat, ...]:
    """As many members as make every number that the rules name reachable."""
    needed = max(bar.number for bar in profile.threshold.bars) + 2
    categories = islice(cycle(sorted(profile.objectors)), needed)
    return tuple(Seat(f"m{i}", f"Member {i}", c) for i, c in enumerate(categories, start=1))


def _delegate(seat: Seat) -> Actor:
    return Actor(Office.DELEGATION, seat.participant, person="a delegate")
