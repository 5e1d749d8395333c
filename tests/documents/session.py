"""The register of the meeting of 7 and 8 July 2020, as its draft report of 8 July knew it.

What the scenario of the meeting records of its agenda is recorded here as well, by the same acts;
what only the report tells is added with the number of its paragraph. The recommendations are left
out, which section II of the report does not have yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from nemcon.agenda import acts as g
from nemcon.agenda.items import Document, Officer
from nemcon.documents.record.reading import read_record
from nemcon.procedure import acts as a
from nemcon.procedure.loader import load_profile
from nemcon.procedure.people import Actor, Office
from nemcon.register import directory
from nemcon.register.database import Database
from nemcon.register.door import Receipt, Register
from nemcon.register.kinds import Act
from nemcon.rehearsal.agenda_verbs import AGENDA_ACTS
from nemcon.rehearsal.cast import Cast, slug
from nemcon.rehearsal.conducting import Conducting
from nemcon.rehearsal.scenario import Event, Scenario, read_scenario
from nemcon.text.document import Paragraph, Text
from tests.register.build import HandClock
from tests.tables import give_tables

CASES = Path(__file__).parents[2] / "nemcon" / "rehearsal" / "cases"
RECORD = CASES / "ctoc-wg3-2020.record.yaml"
BODY = "rehearsal"
AGENDA = "agenda"
CHAIR = Actor(Office.CHAIR, person="the Chair", channel="api")
SECRETARIAT = Actor(Office.SECRETARIAT, person="Secretariat", channel="api")
_BACKGROUND = "Background paper prepared by the Secretariat on"
PAPERS = {  # paragraph 27
    "CTOC/COP/WG.3/2020/2": f"{_BACKGROUND} the use and role of joint investigative bodies in "
    "combating transnational organized crime",
    "CTOC/COP/WG.3/2020/3": f"{_BACKGROUND} international cooperation involving special "
    "investigative techniques",
}


def vienna(day: int, hour: int, minute: int = 0) -> datetime:
    """That hour in Vienna in July 2020, in UTC; days below 1 are of June."""
    return datetime(2020, 7, 1, hour, minute, tzinfo=UTC) + timedelta(days=day - 1, hours=-2)


@dataclass(slots=True)
class Meeting:
    """The register, and the clock that is moved by hand."""

    database: Database
    register: Register
    clock: HandClock

    def record(self, procedure: str, act: Act, at: datetime) -> Receipt:
        """Record an act at that instant, which must be allowed."""
        self.clock.present = at
        answer = self.register.record(procedure, act, at, body=BODY)
        assert isinstance(answer, Receipt), answer
        return answer

    def roll(self, among: str = "") -> tuple[Any, ...]:
        """The participants with their standing."""
        with self.database.reading() as connection:
            return directory.seats(connection, BODY, among)


@contextmanager
def meeting(folder: Path, *, kept: bool = True) -> Iterator[Meeting]:
    """The meeting, with its record `kept` or without it."""
    scenario = read_scenario(CASES / "ctoc-wg3-2020.yaml")
    clock = HandClock(vienna(-14, 18))
    database = Database(f"sqlite:///{folder / 'register.db'}")
    give_tables(database)
    performers = Cast(scenario, BODY)
    with database.writing() as connection:
        performers.enter(connection, clock.now())
    held = Meeting(database, Register(database, clock), clock)
    _agree_to_the_format(held, scenario)
    _hold(held, scenario, performers)
    if kept:
        record = read_record(RECORD).record()
        held.record(AGENDA, g.KeepRecord(SECRETARIAT, record), vienna(8, 15, 50))
    yield held
    database.close()


def _agree_to_the_format(held: Meeting, scenario: Scenario) -> None:
    profile = load_profile("unodc-vienna-eb")
    words = scenario.outline.texts["format"].paragraphs["1"]
    act = a.PlaceUnderSilence(
        CHAIR,
        Text("Format of the meeting", (Paragraph("1", words),)),
        held.roll("extended bureau"),
        profile.id,
        profile.title,
        profile.values,
        until=vienna(-11, 18),
        among="extended bureau",
    )
    held.record("format", act, vienna(-14, 18))
    held.clock.present = vienna(-11, 18) + timedelta(minutes=1)
    held.register.keep_time("format")
    # No letter left this test, and nobody is presumed to consent; that all did is in paragraph 9.
    held.record("format", a.Declare(CHAIR, a.Outcome.ADOPTED, "As told."), vienna(-11, 18, 2))


def _hold(held: Meeting, scenario: Scenario, performers: Cast) -> None:
    """Everything about the agenda up to the last sitting, of which the draft does not tell yet."""
    for event in scenario.events:
        if event.target == AGENDA and event.at < vienna(8, 16):
            held.record(AGENDA, _act_of(held, event, scenario, performers), event.at)
    at = vienna(8, 15, 40)
    for symbol, title in PAPERS.items():
        held.record(AGENDA, g.ListDocument(SECRETARIAT, Document(symbol, title)), at)
    chair = Officer("Chair", "united-states-of-america", "Mr. Thomas Burrows")  # paragraph 11
    held.record(AGENDA, g.NameOfficers(SECRETARIAT, (chair,)), at)
    held.record(AGENDA, g.NoteSpeaker(SECRETARIAT, "4", "chile"), at)  # paragraph 16


def _act_of(held: Meeting, event: Event, scenario: Scenario, performers: Cast) -> Act:
    # The parts of the stage that these verbs look at; the rest of it is an engine and a relay.
    stage = SimpleNamespace(
        register=held.register,
        database=held.database,
        settings=SimpleNamespace(grace_seconds=5),
    )
    conducting = Conducting(event, _actor(event), scenario, cast("Any", stage), performers)
    return AGENDA_ACTS[event.verb](conducting, event.details)


def _actor(event: Event) -> Actor:
    match event.by:
        case "Chair":
            return CHAIR
        case "Secretariat":
            return SECRETARIAT
        case name:
            return Actor(Office.DELEGATION, slug(name), name, "link")
