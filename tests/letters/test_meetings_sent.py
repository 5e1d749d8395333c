"""The letters of every kind of procedure go the same way: from the register to the relay."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from nemcon.agenda.acts import AdoptAgenda, ProposeChange, Settlement, SettlePart
from nemcon.agenda.acts import Change as AgendaChange
from nemcon.agenda.items import Revisit
from nemcon.mail.pigeonhole import Pigeonhole
from nemcon.negotiation.acts import (
    ConcludeNegotiation,
    IssueRevision,
    MoveParagraphs,
    Rung,
    SetRound,
)
from nemcon.procedure.acts import File, Kind
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.profile import Profile
from nemcon.register import directory
from nemcon.register.door import Receipt
from nemcon.register.kinds import Act
from nemcon.register.mailings import mailings_of
from nemcon.text.document import Paragraph
from tests.agenda.build import circulation, sittings
from tests.negotiation.build import tabling
from tests.procedure.build import hour, rules

from .build import CHAIR, ISSUER
from .house import House, link, text_of

NORWAY = Actor(Office.DELEGATION, "norway", "a delegate of norway", "link")


def act(house: House, procedure: str, act: Act, at: float) -> None:
    """Record an act so many hours after the procedure was opened."""
    house.clock.present = hour(at)
    answer = house.register.record(procedure, act, hour(at), body=ISSUER.id)
    assert isinstance(answer, Receipt), answer


def _opened(house: House, procedure: str, profile: Profile | None = None) -> None:
    with house.database.reading() as connection:
        roll = directory.seats(connection, ISSUER.id)
    opening: Act = replace(circulation(), roll=roll)
    if procedure == "recommendations":
        opening = replace(tabling(profile), roll=roll, groups=())
    act(house, procedure, opening, 0)


async def sent(house: House, procedure: str) -> list[Message]:
    """Every letter of the procedure to one delegate, in order."""
    carrier = Pigeonhole()
    with house.database.reading() as connection:
        filed = mailings_of(connection, procedure)
    for mailing in filed:
        await house.send(mailing.id, carrier)
    own = [k.data for k in carrier.kept if k.recipient == "brazil-1@missions.example"]
    for data in own:
        assert link(data) == house.token("brazil-1", procedure)
        assert "delegation of Brazil" in " ".join(text_of(data).split())
    return [message_from_bytes(data) for data in own]


def entry_of(letter: Message) -> str:
    """The calendar entry of a letter; empty where it has none."""
    parts = [p for p in letter.walk() if p.get_content_type() == "text/calendar"]
    payload = parts[0].get_payload(decode=True) if parts else b""
    assert isinstance(payload, bytes)
    return payload.decode()


async def test_an_agenda_is_told_of_in_one_thread_and_its_entry_moves(house: House) -> None:
    _opened(house, "agenda")
    proposal = ProposeChange(NORWAY, AgendaChange.AMEND, "outcome", "By silence.")
    act(house, "agenda", proposal, 3)
    act(house, "agenda", AdoptAgenda(CHAIR, ("outcome",), Revisit(sitting=4)), 30)
    letters = await sent(house, "agenda")
    assert [x["X-Nemcon-Notice"] for x in letters] == [
        "agenda-circulation",
        "agenda-proposal",
        "agenda-adoption",
    ]
    first = letters[0]["Message-ID"]
    assert [x["In-Reply-To"] for x in letters] == [None, first, first]
    stems = {" ".join(x["Subject"].split()).partition(" - ")[0] for x in letters}
    assert stems == {"Provisional agenda"}
    assert [bool(entry_of(x)) for x in letters] == [False, False, True]
    assert f"DTSTART:{sittings(48, 52, 72, 76)[3].begins:%Y%m%dT%H%M%SZ}" in entry_of(letters[2])
    assert "UID:agenda-agenda@" in entry_of(letters[2])


async def test_the_entry_of_a_round_is_set_moved_and_called_off(house: House) -> None:
    _opened(house, "recommendations")
    act(house, "recommendations", SetRound(CHAIR, hour(40)), 5)
    words = (Paragraph("1", "States parties should meet twice a year."),)
    act(house, "recommendations", IssueRevision(CHAIR, wording=words), 10)
    letters = await sent(house, "recommendations")
    entries = [entry_of(x) for x in letters]
    assert [x["X-Nemcon-Notice"] for x in letters] == [
        "negotiation-text",
        "negotiation-round",
        "negotiation-revision",
    ]
    assert all("UID:negotiation-recommendations@" in entry for entry in entries)
    assert [f"DTSTART:{hour(24):%Y%m%dT%H%M%SZ}" in entry for entry in entries] == [
        True,
        False,
        False,
    ]
    assert f"DTSTART:{hour(40):%Y%m%dT%H%M%SZ}" in entries[1]
    assert [
        next(line for line in entry.splitlines() if line.startswith("SEQUENCE"))
        for entry in entries
    ] == ["SEQUENCE:1", "SEQUENCE:2", "SEQUENCE:3"]


async def reminded(house: House) -> str:
    """A negotiation whose round is about to end; the mailing that reminds of it."""
    profile = rules(negotiation__reminders="3h", late__admitted_by="chair")
    _opened(house, "recommendations", profile)
    house.clock.present = hour(21.5)
    house.register.keep_time("recommendations")
    with house.database.reading() as connection:
        return mailings_of(connection, "recommendations")[-1].id


async def test_a_reminder_of_a_round_leaves_while_it_is_of_use(house: House) -> None:
    mailing = await reminded(house)
    assert mailing.endswith("negotiation-reminder")
    assert (await house.send(mailing, Pigeonhole())).sent == 6


async def test_a_reminder_of_a_round_that_was_moved_or_is_over_is_not_sent(house: House) -> None:
    mailing = await reminded(house)
    act(house, "recommendations", SetRound(CHAIR, hour(40)), 22)
    assert (await house.send(mailing, Pigeonhole())).sent == 0


async def test_a_reminder_of_a_round_that_has_ended_is_not_sent(house: House) -> None:
    mailing = await reminded(house)
    house.clock.present = hour(24)
    assert (await house.send(mailing, Pigeonhole())).sent == 0


async def test_a_reminder_of_what_is_settled_meanwhile_is_not_sent(house: House) -> None:
    _opened(house, "agenda")
    act(house, "agenda", AdoptAgenda(CHAIR, ("outcome",), Revisit(sitting=4)), 30)
    house.clock.present = hour(60)
    house.register.keep_time("agenda")
    with house.database.reading() as connection:
        mailing = mailings_of(connection, "agenda")[-1].id
    assert mailing.endswith("agenda-reminder")
    act(house, "agenda", SettlePart(CHAIR, "outcome", Settlement.ADOPTED), 61)
    assert (await house.send(mailing, Pigeonhole())).sent == 0


async def test_the_compilation_holds_what_was_objected_to_in_the_final_silence(
    house: House,
) -> None:
    _opened(house, "recommendations")
    moved = MoveParagraphs(CHAIR, ("1", "2"), Rung.AGREED)
    act(house, "recommendations", moved, 1)
    act(house, "recommendations", ConcludeNegotiation(CHAIR, until=hour(90)), 2)
    objection = File(NORWAY, Kind.OBJECT, ("2",), says="Contact points cost money.")
    await sent(house, "recommendations-silence")  # nobody consents to a letter that never left
    act(house, "recommendations-silence", objection, 3)
    house.clock.present = hour(91)
    house.register.keep_time("recommendations-silence")
    letter = (await sent(house, "recommendations"))[-1]
    assert letter["X-Nemcon-Notice"] == "negotiation-outcome"
    text = " ".join(text_of(letter.as_bytes()).split())
    assert "Paragraph 1 is adopted." in text
    assert "silence was broken on it" in text
