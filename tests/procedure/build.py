"""A procedure in a few words: the rules with a register in memory, and hours instead of dates.

`Silence` does what the register's door does: it lets every overdue step of time be taken before it
considers what a person asks. Hours count from the launch, on Monday, 15 June 2026, 10 a.m. in UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias, TypeVar

from nemcon.procedure import acts as a
from nemcon.procedure.due import next_step, overdue
from nemcon.procedure.entries import Entry, Happened, Recorded
from nemcon.procedure.evolution import evolve
from nemcon.procedure.loader import with_overrides
from nemcon.procedure.people import TIME, Actor, Category, Office, Seat
from nemcon.procedure.profile import Profile, profile_of
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.text.document import Paragraph, Text

START = datetime(2026, 6, 15, 10, tzinfo=UTC)
CHAIR = Actor(Office.CHAIR, person="the Chair")
SECRETARIAT = Actor(Office.SECRETARIAT, person="the secretary")
MEMBERS = ("brazil", "egypt", "norway", "japan")
E = TypeVar("E", bound=Entry)
# Entries or a refusal: each test looks at the one that it expects.
Answer: TypeAlias = Any
# What an act takes is passed on as it comes.
Part: TypeAlias = Any


def hour(number: float) -> datetime:
    """The instant that many hours after the launch."""
    return START + timedelta(hours=number)


def rules(**values: Part) -> Profile:
    """The default rules with some values changed: `effect="stop"` or `late__admitted_by="chair"`.

    A word without a section belongs to `objection`.
    """
    plain = profile_of("test", "Rules for a test", {})
    named = {
        key.replace("__", ".") if "__" in key else f"objection.{key}": value
        for key, value in values.items()
    }
    return with_overrides(plain, named)


def text(*words: str) -> Text:
    """A text with numbered paragraphs."""
    paragraphs = (Paragraph(str(number), w) for number, w in enumerate(words, start=1))
    return Text("Draft decision", tuple(paragraphs))


def roll(
    members: Iterable[str] = MEMBERS, observers: Iterable[str] = ("unesco",)
) -> tuple[Seat, ...]:
    """Members and observers, in that order."""
    seats = [Seat(name, name.title(), Category.MEMBER) for name in members]
    return (*seats, *(Seat(name, name.upper(), Category.OBSERVER) for name in observers))


def delegation(name: str) -> Actor:
    """A delegate of that participant."""
    return Actor(Office.DELEGATION, name, person=f"a delegate of {name}", channel="link")


def placed(profile: Profile, **changes: Part) -> a.PlaceUnderSilence:
    """The launch of a text of three paragraphs for seventy-two hours."""
    act = a.PlaceUnderSilence(
        actor=CHAIR,
        text=text("The meeting is hybrid.", "It lasts two days.", "It is chaired by Norway."),
        roll=roll(),
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=hour(72),
    )
    return replace(act, **changes)


@dataclass(slots=True)
class Silence:
    """A procedure and its record; `sent` are those whom the letters reached, `None` is all."""

    recorded: list[Recorded] = field(default_factory=list)
    known: ProcedureState | None = None
    sent: frozenset[str] | None = None

    @property
    def state(self) -> ProcedureState:
        """Where the procedure stands."""
        assert self.known is not None
        return self.known

    def stands_in(self, phase: Phase) -> bool:
        """Whether the procedure is now in that phase."""
        return self.state.phase is phase

    @property
    def happened(self) -> list[str]:
        """The kinds of the entries, in order, without the opening."""
        return [type(r.entry).__name__ for r in self.recorded[2:]]

    def last(self, kind: type[E]) -> E:
        """The last entry of that kind."""
        return [r.entry for r in self.recorded if isinstance(r.entry, kind)][-1]

    def all(self, kind: type[E]) -> list[E]:
        """Every entry of that kind."""
        return [r.entry for r in self.recorded if isinstance(r.entry, kind)]

    def act(self, act: a.Act, at: datetime) -> Answer:
        """Record an act as the register does: first what is overdue, then the act."""
        self.catch_up(at)
        return self.time(act, at)

    def catch_up(self, at: datetime) -> None:
        """Take what should have been taken by that instant."""
        while self.known is not None and (step := overdue(self.known, at)):
            assert self.time(step, at), step

    def time(self, act: a.Act, at: datetime) -> Answer:
        """Put an act to the rules, and record what they answer."""
        if isinstance(act, a.CloseBook):
            act = replace(act, deliveries=self._deliveries())
        answer = decide(self.known, act, at)
        if not isinstance(answer, Refusal):
            for entry in answer:
                recorded = Happened(len(self.recorded) + 1, at, act.actor, entry)
                self.known = evolve(self.known, recorded)
                self.recorded.append(recorded)
        return answer

    def wait(self, until: float) -> Silence:
        """Let a clock that wakes in time take every step up to that hour."""
        now = self.recorded[-1].at
        while (step := next_step(self.state, now)) is not None and step.at <= hour(until):
            now = max(now, step.at)
            assert self.time(step.act, now), step
        return self

    def wake(self, now: datetime, when: Callable[[datetime], datetime]) -> Silence:
        """Take the steps that are due by `now`, each at the instant that `when` makes of it."""
        step = next_step(self.state, now)
        while step is not None and step.at <= now:
            at = when(step.at)
            assert self.time(step.act, at), step
            step = next_step(self.state, now)
        return self

    def file(self, who: str, at: float, kind: a.Kind, *paragraphs: str, **more: Part) -> Answer:
        """File something for a delegation."""
        act = a.File(delegation(who), kind, tuple(paragraphs), **more)
        return self.act(act, hour(at))

    def object(self, who: str, at: float, *paragraphs: str, **more: Part) -> Answer:
        """Object to the whole text, or to paragraphs."""
        return self.file(who, at, a.Kind.OBJECT, *paragraphs, **more)

    def withdraw(self, who: str, at: float) -> Answer:
        """Withdraw a delegation's objections."""
        return self.act(a.WithdrawObjection(delegation(who)), hour(at))

    def chair(self, act: Callable[..., a.Ruling], at: float, *args: Part, **more: Part) -> Answer:
        """Let the Chair rule."""
        return self.act(act(CHAIR, *args, **more), hour(at))

    def close(self, at: float) -> Answer:
        """Try to close the present book at that hour."""
        return self.time(a.CloseBook(TIME, self.state.book), hour(at))

    def _deliveries(self) -> tuple[a.Delivery, ...]:
        sent = self.sent
        return tuple(
            a.Delivery(seat.participant, "sent")
            for seat in self.state.roll
            if sent is None or seat.participant in sent
        )


def under_silence(
    launch: Mapping[str, Any] | None = None, sent: Iterable[str] | None = None, **values: Part
) -> Silence:
    """A procedure that has just been placed under silence, under `rules(**values)`."""
    silence = Silence(sent=None if sent is None else frozenset(sent))
    answer = silence.act(placed(rules(**values), **(launch or {})), START)
    assert not isinstance(answer, Refusal), answer
    return silence


def start_of(launch: a.PlaceUnderSilence) -> Silence:
    """The procedure that this launch opens."""
    silence = Silence()
    assert not isinstance(silence.act(launch, START), Refusal)
    return silence


def refused(answer: Answer) -> str:
    """The code of a refusal."""
    assert isinstance(answer, Refusal), answer
    assert answer.says.endswith("."), answer.says
    return answer.code


def allowed(answer: Answer) -> list[str]:
    """The kinds of the entries that an act led to."""
    assert not isinstance(answer, Refusal), answer
    return [type(entry).__name__ for entry in answer]


def wording(**words: str) -> tuple[Paragraph, ...]:
    """New wording: `wording(p2="...")`."""
    return tuple(Paragraph(number.removeprefix("p"), w) for number, w in words.items())
