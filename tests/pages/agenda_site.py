"""An agenda to look at: the installation of the pages with a session of three sittings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from httpx import Response

from nemcon.agenda import acts as a
from nemcon.agenda.items import Item, Part, Revisit, Sitting
from nemcon.agenda.state import AgendaState
from nemcon.procedure.loader import load_profile, with_overrides
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.links import issue_links
from tests.api.house import BODY, MEMBERS, OBSERVER, START
from tests.pages.site import Site, forms_of

AGENDA: Final = "agenda"
SECRETARIAT: Final = Actor(Office.SECRETARIAT, person="the secretariat", channel="test")
CHAIR: Final = Actor(Office.CHAIR, person="the chair", channel="test")
FIRST: Final = datetime(2026, 7, 7, 10, 0, tzinfo=UTC)
ITEMS: Final = (
    Item("1", "Organizational matters", (Item("(a)", "Opening"), Item("(b)", "Adoption"))),
    Item("2", "Joint investigative bodies"),
    Item("3", "Adoption of the report"),
)
PARTS: Final = (
    Part("sittings", "Three meetings, on two days"),
    Part("outcome", "Recommendations that are not agreed go to a compilation"),
)
HELD: Final = START - timedelta(days=1)
"""The beginning of a session that is in its last day."""
SITTINGS: Final = (
    Sitting(1, FIRST, FIRST + timedelta(hours=2), ("1", "2")),
    Sitting(2, FIRST + timedelta(hours=4), FIRST + timedelta(hours=6), ("2",)),
    Sitting(3, FIRST + timedelta(days=1), FIRST + timedelta(days=1, hours=2), ("3",), "Closing"),
)


def circulate(
    site: Site,
    name: str = AGENDA,
    title: str = "Provisional agenda",
    first: datetime = FIRST,
    **rules: str,
) -> None:
    """Circulate an agenda and hand out its links; `compilation__names` is `compilation.names`.

    The session begins with the instant `first`, and lasts two days.
    """
    later = first - FIRST
    values = {"period.zone": "Europe/Vienna"}
    values |= {key.replace("__", "."): value for key, value in rules.items()}
    profile = with_overrides(load_profile("un-informal-silence"), values)
    with site.context.database.reading() as connection:
        roll = directory.seats(connection, BODY)
    act = a.CirculateAgenda(
        actor=SECRETARIAT,
        title=title,
        items=ITEMS,
        parts=PARTS,
        sittings=tuple(replace(s, begins=s.begins + later, ends=s.ends + later) for s in SITTINGS),
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        symbol="WG/2026/1",
        until=START + timedelta(days=7),
        session="Third session",
        next_session="the fourth session",
    )
    answer = site.context.register.record(name, act, site.clock.now(), body=BODY)
    assert not isinstance(answer, Refusal), answer
    with site.context.database.writing() as connection:
        ids = [f"at-{member}" for member in (*MEMBERS, OBSERVER)]
        links = issue_links(connection, site.context.links, name, ids, START)
    site.tokens |= {f"{name}/{who.removeprefix('at-')}": token for who, token in links.items()}


def agenda(site: Site, name: str = AGENDA) -> AgendaState:
    """Where the agenda stands in the register."""
    found = site.context.register.position(name, AgendaState)
    assert found is not None
    return found.state


def do(site: Site, act: a.AgendaAct, name: str = AGENDA) -> None:
    """Record an act now, past the pages."""
    answer = site.context.register.record(name, act, site.clock.now())
    assert not isinstance(answer, Refusal), answer


def delegate(who: str) -> Actor:
    """The delegate of a member."""
    return Actor(Office.DELEGATION, who, f"A delegate of {who.title()}", "link")


def adopt_but_outcome(site: Site, name: str = AGENDA) -> None:
    """Let the Chair adopt all but the outcome, which sitting 3 takes up again."""
    do(site, a.AdoptAgenda(CHAIR, ("outcome",), Revisit(sitting=3)), name)


def confirm(site: Site, shown: Response, who: str = "") -> Response:
    """Press the button of a page that asks for confirmation."""
    assert shown.status_code == 200, shown.text
    _, address, hidden = forms_of(shown)[-1]
    return site.send(address, hidden, who)
