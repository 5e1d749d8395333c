"""A negotiation in a few words: the rules with a register in memory, and hours instead of dates.

`Negotiation` does what the register's door does: it lets every overdue step of time be taken before
it considers what a person asks. Hours count from the tabling, on Monday, 15 June 2026, 10 a.m. UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias, TypeVar

from nemcon.negotiation import acts as a
from nemcon.negotiation.asking import asks
from nemcon.negotiation.due import next_step, overdue
from nemcon.negotiation.entries import NegotiationEntry, NegotiationRecorded
from nemcon.negotiation.evolution import evolve
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import NegotiationState, Proposed
from nemcon.procedure.entries import Happened
from nemcon.procedure.families import Ask
from nemcon.procedure.people import Actor, Category, Group, Office, Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.text.amendments import Change
from nemcon.text.document import Paragraph, Text
from tests.procedure.build import rules as rules_of

START = datetime(2026, 6, 15, 10, tzinfo=UTC)
CHAIR = Actor(Office.CHAIR, person="the Chair")
SECRETARIAT = Actor(Office.SECRETARIAT, person="the secretary")
MEMBERS = ("brazil", "china", "france", "italy")
NAME = "recommendations"
E = TypeVar("E", bound=NegotiationEntry)
# Entries or a refusal: each test looks at the one that it expects.
Answer: TypeAlias = Any
# What an act takes is passed on as it comes.
Part: TypeAlias = Any


def hour(number: float) -> datetime:
    """The instant that many hours after the tabling."""
    return START + timedelta(hours=number)


def rules(**values: Part) -> Profile:
    """The default rules with some values changed: `package="true"` or `late__admitted_by="chair"`.

    A word without a section belongs to `negotiation`.
    """
    named = {k if "__" in k else f"negotiation__{k}": value for k, value in values.items()}
    return rules_of(**named)


def text(*words: str) -> Text:
    """A text with numbered paragraphs."""
    paragraphs = (Paragraph(str(number), w) for number, w in enumerate(words, start=1))
    return Text("Draft recommendations", tuple(paragraphs))


FOUR = text(
    "States parties should meet every year.",
    "States parties should appoint contact points.",
    "Evidence should be admissible.",
    "The Secretariat should develop tools.",
)


def roll() -> tuple[Seat, ...]:
    """Members and an observer, in that order."""
    seats = (Seat(name, name.title(), Category.MEMBER) for name in MEMBERS)
    return (*seats, Seat("unesco", "UNESCO", Category.OBSERVER))


def delegation(name: str) -> Actor:
    """A delegate of that participant."""
    return Actor(Office.DELEGATION, name, person=f"a delegate of {name}", channel="link")


def tabling(profile: Profile | None = None, **changes: Part) -> a.TableText:
    """The tabling of a text of four paragraphs, with a round of twenty-four hours."""
    profile = profile or rules(reminders="none")
    act = a.TableText(
        actor=CHAIR,
        text=FOUR,
        roll=roll(),
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=hour(24),
        to="the next session",
        groups=(
            Group("The Pair", ("brazil", "china"), speakers=("china",)),
            Group("The Others", ("France", "Italy", "UNESCO")),
        ),
    )
    return replace(act, **changes)


@dataclass
class Negotiation:
    """A negotiation that runs in memory; what is overdue is done before what is asked."""

    state: NegotiationState = field(init=False)
    recorded: list[NegotiationRecorded] = field(default_factory=list[NegotiationRecorded])
    asked: list[Ask] = field(default_factory=list[Ask])
    seen: list[NegotiationState] = field(default_factory=list[NegotiationState])

    def does(self, act: a.NegotiationAct, at: float) -> Answer:
        """What the act leads to at that hour; entries are kept, a refusal leaves no trace."""
        self.overdue_until(hour(at))
        return self._decide(act, hour(at))

    def overdue_until(self, at: datetime) -> None:
        """Take the steps that are due."""
        while self.recorded and (step := overdue(self.state, at)) is not None:
            assert self._decide(step, at), "a step of time that is due leads to something"

    def time(self, at: float) -> Answer:
        """The next step of time, reminders included, if it is due at that hour."""
        step = next_step(self.state, hour(at))
        return self._decide(step.act, hour(at)) if step and step.at <= hour(at) else ()

    def _decide(self, act: a.NegotiationAct, at: datetime) -> Answer:
        answer = decide(self.state if self.recorded else None, act, at, procedure=NAME)
        if isinstance(answer, Refusal):
            return answer
        for entry in answer:
            self.record(entry, act.actor, at)
        self.asked += asks(NAME, act, answer, self.state)
        return answer

    def record(self, entry: NegotiationEntry, actor: Actor, at: datetime) -> None:
        """Append an entry, and let the state follow."""
        recorded = Happened(len(self.recorded) + 1, at, actor, entry)
        self.state = evolve(self.state if self.recorded else None, recorded)
        self.recorded.append(recorded)
        self.seen.append(self.state)

    def last(self, kind: type[E]) -> E:
        """The latest entry of that kind."""
        return next(r.entry for r in reversed(self.recorded) if isinstance(r.entry, kind))

    def amendment(self, name: str) -> Proposed:
        """The amendment of that id."""
        found = self.state.proposed(name)
        assert found is not None
        return found

    def words(self, paragraph: str) -> str:
        """How that paragraph was issued last."""
        return next(p.words for p in self.state.issued.paragraphs if p.number == paragraph)


def tabled(profile: Profile | None = None, **changes: Part) -> Negotiation:
    """A negotiation whose text was tabled."""
    negotiation = Negotiation()
    answer = negotiation.does(tabling(profile, **changes), 0)
    assert not isinstance(answer, Refusal), answer
    return negotiation


def amend(by: str, paragraph: str, wording: str = "", **more: Part) -> a.ProposeAmendment:
    """An amendment: of the whole paragraph, if nothing else is said."""
    change = Change(more.pop("change", "replace"))
    return a.ProposeAmendment(delegation(by), paragraph, change, wording, **more)


def position(by: str, amendment: str, stance: str, says: str = "") -> a.TakePosition:
    """What a delegation says to an amendment."""
    return a.TakePosition(delegation(by), amendment, a.Stance(stance), says)


def move(rung: str, *paragraphs: str, actor: Actor = CHAIR) -> a.MoveParagraphs:
    """The Chair moves paragraphs."""
    return a.MoveParagraphs(actor, paragraphs, a.Rung(rung))


def revision(**parts: Part) -> a.IssueRevision:
    """The Chair issues a revision; `wording` maps numbers to words."""
    wording = tuple(Paragraph(n, w) for n, w in parts.pop("wording", {}).items())
    return a.IssueRevision(parts.pop("actor", CHAIR), wording=wording, **parts)


def code(answer: Answer) -> str:
    """The code of a refusal."""
    assert isinstance(answer, Refusal), f"it was not refused: {answer}"
    assert answer.says.endswith((".", '"')), answer.says
    assert answer.says[0].isupper() or not answer.says[0].isalpha(), answer.says
    return answer.code


def done(answer: Answer) -> Answer:
    """The entries of an act that was not refused."""
    assert not isinstance(answer, Refusal), answer
    return answer
