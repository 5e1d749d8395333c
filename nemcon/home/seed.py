"""The real meeting, loaded so that a newcomer finds something to see.

The meeting, its participants, its agenda and the text on its format are those of the draft report
CTOC/COP/WG.3/2020/L.1; the recommendations, who amends them, addresses, zones and all dates are
made up. The text is under silence for three days from now, the session begins in a week, and the
recommendations are negotiated until it does. All of it goes to the extended Bureau only, so that
few letters have to be read. Some of its members read theirs in another language than English, so
that each of the six can be seen; which one a delegation reads is made up, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from importlib.resources import as_file, files
from typing import TypeVar

from nemcon.agenda.acts import CirculateAgenda
from nemcon.agenda.items import Sitting
from nemcon.negotiation.acts import (
    NegotiationAct,
    ProposeAmendment,
    Stance,
    TableText,
    TakePosition,
)
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.loader import load_profile, with_overrides
from nemcon.procedure.people import Actor, Office, Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.door import Register
from nemcon.register.kinds import Act
from nemcon.rehearsal.cast import Cast, delegation_of, slug, wording_of
from nemcon.rehearsal.conducting import items_of, parts_of
from nemcon.rehearsal.meeting_parts import Amending, Circulation, OfAnother
from nemcon.rehearsal.parts import Part
from nemcon.rehearsal.scenario import Scenario, cast_of, read_scenario
from nemcon.text.amendments import Change
from nemcon.text.document import Text
from nemcon.timing.zones import from_wall_clock, to_wall_clock

BODY = "wg-international-cooperation"
PROCEDURE = "hybrid-format"
AGENDA = "agenda"
NEGOTIATION = "recommendations"
ROLL = "extended bureau"
SITTINGS = "sittings"
CHAIR = Actor(Office.CHAIR, person="the Chair", channel="local run")
LANGUAGES = {
    "Algeria": "ar",
    "Chile": "es",
    "China": "zh",
    "Egypt": "ar",
    "France": "fr",
    "Mexico": "es",
    "Russian Federation": "ru",
}
"""In which language the contact of a delegation reads; the others read English."""
_Part = TypeVar("_Part", bound=Part)


def the_real_meeting() -> Scenario:
    """The scenario of the meeting, as it ships."""
    with as_file(files("nemcon.rehearsal") / "cases" / "ctoc-wg3-2020.yaml") as path:
        return read_scenario(path)


def seed(register: Register) -> bool:
    """Load the meeting unless it is loaded; whether anything was done."""
    now = register.clock.now()
    if register.position(PROCEDURE) is not None:
        return False
    scenario = demonstration(the_real_meeting())
    text = _text(scenario, "format")
    with register.database.writing() as connection:
        Cast(scenario, BODY).enter(connection, now)
        directory.put_text(connection, BODY, "format", text)
    acts: list[tuple[str, Act]] = [
        (PROCEDURE, _placing(register, text, now)),
        (AGENDA, _agenda(register, scenario, now)),
        (NEGOTIATION, _tabling(register, scenario, now)),
        *((NEGOTIATION, act) for act in _amendments(scenario)),
    ]
    for procedure, act in acts:
        answer = register.record(procedure, act, register.clock.now(), body=BODY)
        if isinstance(answer, Refusal):
            message = f"the demonstration cannot be loaded: {procedure}: {answer.says}"
            raise RuntimeError(message)  # noqa: TRY004 - what is wrong is the demonstration
    return True


def demonstration(scenario: Scenario) -> Scenario:
    """The meeting with a session that says on every page and letter what this is."""
    body = scenario.outline.body
    meeting = f"DEMONSTRATION after a real meeting ({body.session})"
    session = f"{meeting}: roll, dates and addresses are made up"
    named = body.model_copy(update={"session": session})
    people = [
        person.model_copy(update={"language": LANGUAGES.get(person.name, "")})
        for person in cast_of(scenario.outline)
    ]
    changes = {"body": named, "chair": "the Chair", "participants": people}
    outline = scenario.outline.model_copy(update=changes)
    return scenario.model_copy(update={"outline": outline})


def _placing(register: Register, text: Text, now: datetime) -> PlaceUnderSilence:
    profile = load_profile("unodc-vienna-eb")
    return PlaceUnderSilence(
        actor=CHAIR,
        text=text,
        roll=_roll(register),
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=_on_the_day(now, 3, 18, profile),
        among=ROLL,
    )


def _agenda(register: Register, scenario: Scenario, now: datetime) -> CirculateAgenda:
    """The agenda of the meeting, with its four sittings a week from now."""
    profile = load_profile("unodc-vienna-wg")
    part = _details(scenario, Circulation)
    hours = ((7, 12), (7, 16), (8, 12), (8, 16))
    sittings = (
        Sitting(
            number,
            _on_the_day(now, day, hour, profile),
            _on_the_day(now, day, hour + 2, profile),
            tuple(sitting.items),
        )
        for number, (sitting, (day, hour)) in enumerate(zip(part.sittings, hours, strict=True), 1)
    )
    return CirculateAgenda(
        actor=CHAIR,
        title=part.title,
        items=items_of(part.items),
        roll=_roll(register),
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        # What the report says of the days of the sittings is not so of these.
        parts=tuple(p for p in parts_of(part.organization) if p.name != SITTINGS),
        sittings=tuple(sittings),
        until=_on_the_day(now, 7, 12, profile),
        next_session=scenario.outline.body.next_session,
    )


def _tabling(register: Register, scenario: Scenario, now: datetime) -> TableText:
    profile = with_overrides(load_profile("unodc-vienna-wg"), {"compilation.names": "named"})
    return TableText(
        actor=CHAIR,
        text=_text(scenario, "recommendations"),
        roll=_roll(register),
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=_on_the_day(now, 7, 16, profile),
        agenda=AGENDA,
        sitting=2,
        to=scenario.outline.body.next_session,
    )


def _amendments(scenario: Scenario) -> Iterator[NegotiationAct]:
    """What delegations propose in the scenario, and what others say to it."""
    proposed = 0
    for event in scenario.events:
        who = Actor(Office.DELEGATION, slug(event.by), delegation_of(event.by), "local run")
        match event.details:
            case Amending() as part:
                proposed += 1
                yield ProposeAmendment(who, part.paragraph, Change.REPLACE, part.replace)
            case OfAnother() if event.target == NEGOTIATION:
                yield TakePosition(who, f"A{proposed}", Stance(event.verb))
            case _:
                pass


def _details(scenario: Scenario, kind: type[_Part]) -> _Part:
    return next(event.details for event in scenario.events if isinstance(event.details, kind))


def _roll(register: Register) -> tuple[Seat, ...]:
    with register.database.reading() as connection:
        return directory.seats(connection, BODY, ROLL)


def _on_the_day(now: datetime, days: int, hour: int, profile: Profile) -> datetime:
    day = to_wall_clock(now, profile.zone).date() + timedelta(days=days)
    return from_wall_clock(datetime.combine(day, time(hour)), profile.zone)


def _text(scenario: Scenario, name: str) -> Text:
    found = scenario.outline.texts[name]
    return Text(found.title, wording_of(found.paragraphs), found.symbol)
