"""An installation with procedures of every kind, in which every document there is can be drawn up.

The words of people are given, so that they can be plain or somebody's syntax. The grounds, the
names and the titles are all of them typed by people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from activities.papers import Drafted, draft, papers_of
from activities.papers_drawn import Desk
from api.papers import desk_of
from nemcon.agenda import acts as g
from nemcon.agenda.items import Document, Item, Officer, Part, Sitting
from nemcon.negotiation import acts as n
from nemcon.procedure import acts as a
from nemcon.procedure.loader import load_profile, with_overrides
from nemcon.procedure.people import Actor, Category, Office
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.directory import Body, Participant
from nemcon.register.door import PositionOf
from nemcon.register.kinds import Act, State
from nemcon.text.amendments import Change
from nemcon.text.document import Paragraph, Text
from tests.api.house import BODY, DEADLINE, MEMBERS, OBSERVER, START, House
from tests.pages.negotiating import TEXT, amends, open_negotiation

CHAIR: Final = Actor(Office.CHAIR, person="the chair", channel="test")
BRAZIL: Final = Actor(Office.DELEGATION, "brazil", "A delegate of Brazil", "link")
NORWAY: Final = Actor(Office.DELEGATION, "norway", "A delegate of Norway", "link")
SESSION: Final = "agenda"
DECISION: Final = "decision"
BROKEN: Final = "broken"
NEGOTIATED: Final = "recommendations"
OPEN: Final = "open"
ALL: Final = (SESSION, DECISION, BROKEN, NEGOTIATED, OPEN)
Part_ = Any  # of the rules; the tests know which


@dataclass(frozen=True, slots=True)
class Said:
    """What people typed, each on one line: a title, grounds, wording, a reason, a name."""

    title: str = "Format of the eleventh meeting"
    grounds: str = "Two days are too few for us."
    wording: str = "It lasts three days."
    reason: str = "Capitals asked for time."
    name: str = "Norway"
    symbol: str = "WG/2026/L.1"


PLAIN: Final = Said()


@dataclass(frozen=True, slots=True)
class World:
    """The installation, and what can be drawn up in it."""

    house: House

    @property
    def desk(self) -> Desk:
        return desk_of(self.house.context)

    def position(self, name: str) -> PositionOf[State]:
        found = self.house.context.register.whereabouts(name)
        assert found is not None
        return found

    def ids(self, name: str, *, sees_all: bool = True) -> list[str]:
        """The ids of the documents that can be drawn up now."""
        listed = papers_of(self.desk, self.position(name), sees_all=sees_all)
        return [paper.id for paper in listed if paper.can_draft]

    def draft(self, name: str, paper: str, *, sees_all: bool = True) -> Drafted:
        return draft(self.desk, self.position(name), paper, sees_all=sees_all)

    def every(self) -> Iterator[tuple[str, Drafted]]:
        """Every document, with the procedure that it is of."""
        for name in ALL:
            for paper in self.ids(name):
                yield name, self.draft(name, paper)

    def at(self, **hours: float) -> None:
        """Set the clock to so long after the start, and let time do what is due."""
        self.house.clock.at = START + timedelta(**hours)

    def do(self, name: str, act: Act, body: str = "") -> None:
        register, now = self.house.context.register, self.house.clock.now()
        answer = register.record(name, act, now, body=body)
        assert not isinstance(answer, Refusal), answer


@contextmanager
def world(
    folder: Path,
    said: Said = PLAIN,
    objector: Actor = NORWAY,
    proposers: str = "named",
    rules: Mapping[str, str] | None = None,
) -> Iterator[World]:
    """The installation with all its procedures; `rules` replace those of the silence procedures.

    The `objector` is who objects there; `proposers` are named in the negotiation, or not.
    """
    house = House(f"sqlite:///{folder / 'register.db'}")
    try:
        made = World(house)
        _furnish(house, said)
        _decide(made, said, objector, rules or {})
        _break(made, said, objector, rules or {})
        _negotiate(made, said, {"compilation.names": proposers})
        _hold(made, said)
        _go_on(made, said)
        yield made
    finally:
        house.close()


def _furnish(house: House, said: Said) -> None:
    people = [Participant(m, m.title(), Category.MEMBER) for m in MEMBERS if m != "norway"]
    people.append(Participant("norway", said.name, Category.MEMBER))
    people.append(Participant(OBSERVER, "The Council", Category.OBSERVER))
    with house.context.database.writing() as connection:
        body = Body(BODY, "Working Group", "Europe/Vienna", parent="Conference", session=said.title)
        directory.put_body(connection, body, START)
        directory.put_participants(connection, BODY, people)


def _place(made: World, name: str, said: Said, rules: Mapping[str, str], **more: Part_) -> None:
    made.house.clock.at = START
    profile = load_profile("un-informal-silence")
    profile = with_overrides(profile, rules)
    paragraphs = (
        Paragraph("1", "The meeting is hybrid."),
        Paragraph("2", "It lasts two days."),
        Paragraph("2 bis", said.wording),
    )
    with made.house.context.database.reading() as connection:
        roll = directory.seats(connection, BODY)
    act = a.PlaceUnderSilence(
        actor=CHAIR,
        text=Text(said.title, paragraphs, said.symbol),
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=DEADLINE,
        **more,
    )
    made.do(name, act, BODY)


def _decide(made: World, said: Said, objector: Actor, rules: Mapping[str, str]) -> None:
    """A text that is objected to, revised, adopted in the end, and numbered."""
    _place(made, DECISION, said, rules)
    made.at(hours=2)
    wording = (Paragraph("2", said.wording),)
    made.do(DECISION, a.File(objector, a.Kind.OBJECT, ("2",), said.grounds, wording))
    made.at(hours=3)
    made.do(DECISION, a.Suspend(CHAIR, said.reason))
    made.at(hours=4)
    made.do(DECISION, a.Resume(CHAIR, said.reason))
    made.at(hours=5)
    made.do(DECISION, a.Extend(CHAIR, DEADLINE + timedelta(hours=12), said.reason))
    made.at(hours=90)
    made.house.context.register.keep_time(DECISION)
    later = START + timedelta(hours=200)
    made.do(DECISION, a.Revise(CHAIR, wording, later, because=said.reason))
    made.at(hours=201)
    made.house.context.register.keep_time(DECISION)
    # No letter left this test, so that nobody's consent is presumed.
    made.do(DECISION, a.Declare(CHAIR, a.Outcome.ADOPTED, said.reason))
    made.do(DECISION, a.Confirm(CHAIR, "2026/1", date(2026, 7, 7), said.reason))


def _break(made: World, said: Said, objector: Actor, rules: Mapping[str, str]) -> None:
    """A text that is adopted but for one paragraph, which is listed for a later session."""
    _place(made, BROKEN, said, rules, divisible=True)
    made.at(hours=2)
    made.do(BROKEN, a.File(objector, a.Kind.OBJECT, ("2",), said.grounds))
    made.at(hours=90)
    made.house.context.register.keep_time(BROKEN)
    made.do(BROKEN, a.Compile(CHAIR, "the next session", said.reason))


def _negotiate(made: World, said: Said, rules: Mapping[str, str]) -> None:
    """A text of which one paragraph is amended and adopted, and the rest is compiled."""
    made.house.clock.at = START
    _hold_agenda(made, said)
    text = replace(TEXT, symbol=said.symbol)
    open_negotiation(made.house, NEGOTIATED, agenda=SESSION, text=text, rules=rules)
    amends(made.house, "norway", "1", "States parties should meet every month.", reason=said.reason)
    amends(made.house, "brazil", "4", "Tools [Brazil: soon].", reason=said.reason)
    made.do(NEGOTIATED, n.MakeStatement(NORWAY, n.Statement.RESERVE, ("4",), said.grounds))
    made.do(NEGOTIATED, n.IssueRevision(CHAIR, accepted=("A1",), because=said.reason))
    made.do(NEGOTIATED, n.MoveParagraphs(CHAIR, ("1",), n.Rung.AGREED, said.reason))
    made.do(NEGOTIATED, n.ConcludeNegotiation(CHAIR, in_meeting=True, to="the next session"))


def _go_on(made: World, said: Said) -> None:
    """A text that is negotiated still, with an amendment that waits."""
    open_negotiation(made.house, OPEN)
    wording = "Evidence should be admitted."
    amendment = n.ProposeAmendment(NORWAY, "3", Change.REPLACE, wording, reason=said.reason)
    made.do(OPEN, amendment)
    made.do(OPEN, n.MakeStatement(NORWAY, n.Statement.EXPLAIN, ("3",), said.grounds))


def _hold_agenda(made: World, said: Said) -> None:
    profile = load_profile("un-informal-silence")
    with made.house.context.database.reading() as connection:
        roll = directory.seats(connection, BODY)
    act = g.CirculateAgenda(
        actor=CHAIR,
        title=said.title,
        symbol="WG/2026/1",
        session="Eleventh session",
        items=(Item("1", "Opening", (Item("(a)", said.title),)), Item("2", "Report")),
        parts=(Part("outcome", said.reason),),
        sittings=(
            Sitting(1, START + timedelta(hours=48), START + timedelta(hours=50), ("1 (a)",)),
        ),
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=START + timedelta(hours=24),
    )
    made.do(SESSION, act, BODY)


def _hold(made: World, said: Said) -> None:
    """The session: its agenda is adopted with an exception, it has officers and documents."""
    made.do(SESSION, g.AdoptAgenda(CHAIR, ("2",)))
    made.do(SESSION, g.NameOfficers(CHAIR, (Officer("Chair", "norway", said.name),)))
    made.do(SESSION, g.ListDocument(CHAIR, Document(said.symbol, said.title, ("1 (a)",))))
