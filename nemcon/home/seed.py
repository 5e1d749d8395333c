"""The real meeting, loaded so that a newcomer finds something to see.

The meeting, its participants and the text are those of the draft report CTOC/COP/WG.3/2020/L.1;
addresses, zones and the date are made up, and the text is placed under silence for three days
from now.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from importlib.resources import as_file, files

from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.loader import load_profile
from nemcon.procedure.people import Actor, Office
from nemcon.register import directory
from nemcon.register.door import Register
from nemcon.rehearsal.cast import Cast
from nemcon.rehearsal.scenario import Scenario, read_scenario
from nemcon.text.document import Paragraph, Text
from nemcon.timing.zones import from_wall_clock, to_wall_clock

BODY = "wg-international-cooperation"
PROCEDURE = "hybrid-format"
ROLL = "extended bureau"


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
    text = _text(scenario)
    with register.database.writing() as connection:
        Cast(scenario, BODY).enter(connection, now)
        directory.put_text(connection, BODY, "format", text)
    register.record(PROCEDURE, _placing(register, text, now), now, body=BODY)
    return True


def demonstration(scenario: Scenario) -> Scenario:
    """The meeting with a session that says on every page and letter what this is."""
    body = scenario.outline.body
    session = f"{body.session} - DEMONSTRATION: roll, dates and addresses are made up"
    named = body.model_copy(update={"session": session})
    outline = scenario.outline.model_copy(update={"body": named, "chair": "the Chair"})
    return scenario.model_copy(update={"outline": outline})


def _placing(register: Register, text: Text, now: datetime) -> PlaceUnderSilence:
    profile = load_profile("unodc-vienna-eb")
    with register.database.reading() as connection:
        roll = directory.seats(connection, BODY, ROLL)
    day = to_wall_clock(now, profile.zone).date() + timedelta(days=3)
    return PlaceUnderSilence(
        actor=Actor(Office.CHAIR, person="the Chair", channel="local run"),
        text=text,
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=from_wall_clock(datetime.combine(day, time(18)), profile.zone),
        among=ROLL,
    )


def _text(scenario: Scenario) -> Text:
    found = scenario.outline.texts["format"]
    paragraphs = tuple(Paragraph(n, words.strip()) for n, words in found.paragraphs.items())
    return Text(found.title, paragraphs, found.symbol)
