"""An agenda in a few words: the rules with a register in memory, and hours instead of dates.

Hours count from the circulation, on Monday, 15 June 2026, 10 a.m. in UTC. The session has four
sittings of two hours, which begin at the hours 48, 52, 72 and 76. `Session` does what the
register's door does: it lets every overdue step of time be taken before it considers what a person
asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from nemcon.agenda import acts as a
from nemcon.agenda.asking import asks
from nemcon.agenda.due import next_step, overdue
from nemcon.agenda.entries import AgendaEntry, AgendaRecorded
from nemcon.agenda.evolution import evolve
from nemcon.agenda.items import UNSET, Item, Part, Revisit, Sitting
from nemcon.agenda.rules import decide
from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.procedure.acts import Outcome
from nemcon.procedure.entries import Happened
from nemcon.procedure.families import Ask, TakeResult
from nemcon.procedure.people import TIME, Actor
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from tests.procedure.build import CHAIR, SECRETARIAT, START, delegation, hour, roll, rules

E = TypeVar("E", bound=AgendaEntry)
NAME = "agenda"
ITEMS = (
    Item("1", "Organizational matters", (Item("(a)", "Opening"), Item("(b)", "Adoption"))),
    Item("2", "Joint investigative bodies"),
    Item("3", "Adoption of the report"),
)
PARTS = (
    Part("sittings", "Four meetings, on two days"),
    Part("outcome", "Recommendations that are not agreed go to a compilation"),
)
PLACES = ("1", "1 (a)", "1 (b)", "2", "3", "sittings", "outcome")
BEGINS = (48, 52, 72, 76)
LAST = Revisit(sitting=4)
Answer = Any  # entries or a refusal: each test looks at the one that it expects
Some = Any  # what an act takes is passed on as it comes


def sittings(*begins: float) -> tuple[Sitting, ...]:
    """Sittings of two hours that begin at these hours."""
    return tuple(Sitting(n, hour(at), hour(at + 2)) for n, at in enumerate(begins, start=1))


def circulation(profile: Profile | None = None, **changes: Some) -> a.CirculateAgenda:
    """The circulation of an agenda of three items and two parts."""
    profile = profile or rules()
    act = a.CirculateAgenda(
        actor=SECRETARIAT,
        title="Provisional agenda",
        items=ITEMS,
        parts=PARTS,
        sittings=sittings(*BEGINS),
        roll=roll(),
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=hour(24),
        next_session="the eleventh session",
    )
    return replace(act, **changes)


@dataclass(slots=True)
class Session:
    """An agenda and its record; `asked` is what it asked of other procedures."""

    recorded: list[AgendaRecorded] = field(default_factory=list)
    known: AgendaState | None = None
    asked: list[Ask] = field(default_factory=list)

    @property
    def state(self) -> AgendaState:
        """Where the agenda stands."""
        assert self.known is not None
        return self.known

    def stands_in(self, phase: AgendaPhase) -> bool:
        """Whether the agenda is now in that phase."""
        return self.state.phase is phase

    @property
    def happened(self) -> list[str]:
        """The kinds of the entries, in order, without the circulation."""
        return [type(r.entry).__name__ for r in self.recorded[1:]]

    @property
    def open(self) -> tuple[str, ...]:
        """What is left open."""
        return tuple(part.place for part in self.state.open_parts)

    def all(self, kind: type[E]) -> list[E]:
        """Every entry of that kind."""
        return [r.entry for r in self.recorded if isinstance(r.entry, kind)]

    def act(self, act: a.AgendaAct, at: datetime) -> Answer:
        """Record an act as the register does: first what is overdue, then the act."""
        while self.known is not None and (step := overdue(self.known, at)):
            assert self.put(step, at), step
        return self.put(act, at)

    def put(self, act: a.AgendaAct, at: datetime) -> Answer:
        """Put an act to the rules, and record what they answer."""
        answer = decide(self.known, act, at, procedure=NAME)
        if not isinstance(answer, Refusal):
            for entry in answer:
                recorded = Happened(len(self.recorded) + 1, at, act.actor, entry)
                self.known = evolve(self.known, recorded)
                self.recorded.append(recorded)
            self.asked += asks(NAME, act, answer, self.state)
        return answer

    def wait(self, until: float) -> Session:
        """Let a clock that wakes in time take every step up to that hour."""
        now = self.recorded[-1].at
        while (step := next_step(self.state, now)) is not None and step.at <= hour(until):
            now = max(now, step.at)
            assert self.put(step.act, now), step
        return self

    def chair(
        self, act: Callable[..., a.AgendaAct], at: float, *args: Some, **more: Some
    ) -> Answer:
        """Let the Chair act."""
        return self.by(CHAIR, act, at, *args, **more)

    def of(
        self, who: str, act: Callable[..., a.AgendaAct], at: float, *args: Some, **more: Some
    ) -> Answer:
        """Let a delegation act."""
        return self.by(delegation(who), act, at, *args, **more)

    def by(
        self, who: Actor, act: Callable[..., a.AgendaAct], at: float, *args: Some, **more: Some
    ) -> Answer:
        """Let somebody act."""
        return self.act(act(who, *args, **more), hour(at))

    def propose(self, who: str, at: float, **changes: Some) -> Answer:
        """Propose to amend the part on the outcome."""
        told = {"change": a.Change.AMEND, "place": "outcome", "says": "By silence.", **changes}
        return self.of(who, a.ProposeChange, at, **told)

    def adopt(self, at: float, *exceptions: str, revisit: Revisit = UNSET) -> Answer:
        """Let the Chair gavel the agenda, with exceptions."""
        return self.chair(a.AdoptAgenda, at, exceptions, revisit)

    def settle(
        self,
        at: float,
        place: str,
        settlement: a.Settlement = a.Settlement.ADOPTED,
        says: str = "",
    ) -> Answer:
        """Let the Chair settle what was left open."""
        return self.chair(a.SettlePart, at, place, settlement, says)

    def result(self, at: float, outcome: Outcome, *contested: str, child: str = "") -> Answer:
        """Let the silence procedure on the agenda come to an outcome."""
        kept = outcome in (Outcome.ADOPTED, Outcome.PARTLY_ADOPTED)
        adopted = tuple(p for p in self.state.places if kept and p not in contested)
        child = child or self.state.child
        return self.put(TakeResult(TIME, child, outcome, hour(at), adopted, contested), hour(at))


def circulated(profile: Profile | None = None, **changes: Some) -> Session:
    """An agenda that has just been circulated."""
    session = Session()
    answer = session.act(circulation(profile, **changes), START)
    assert not isinstance(answer, Refusal), answer
    return session


def adopted(*exceptions: str, revisit: Revisit = LAST, at: float = 30, **changes: Some) -> Session:
    """An agenda that the meeting adopted with these exceptions."""
    session = circulated(**changes)
    answer = session.adopt(at, *exceptions, revisit=revisit if exceptions else UNSET)
    assert not isinstance(answer, Refusal), answer
    return session


def under_silence(*, item_by_item: bool = False, **changes: Some) -> Session:
    """An agenda that was placed under silence until the hour 40."""
    session = circulated(**changes)
    answer = session.chair(a.PlaceAgendaUnderSilence, 1, until=hour(40), item_by_item=item_by_item)
    assert not isinstance(answer, Refusal), answer
    return session
