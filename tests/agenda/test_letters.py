"""Which letters an agenda calls for, and what of it the register keeps."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import TypeAdapter

from nemcon.agenda import acts as a
from nemcon.agenda.entries import AgendaEntry
from nemcon.agenda.evolution import evolve
from nemcon.agenda.items import Document, Item, Officer
from nemcon.agenda.notices import AgendaNotice, letters_for
from nemcon.agenda.record import SessionRecord
from nemcon.agenda.state import AgendaState
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import ReopenResult
from nemcon.procedure.keys import KEYS
from nemcon.procedure.papers import PaperIssued
from nemcon.procedure.people import TIME
from nemcon.procedure.recall import LaunchRecalled
from tests.agenda.build import (
    ITEMS,
    LAST,
    PARTS,
    PLACES,
    Session,
    adopted,
    circulated,
    sittings,
    under_silence,
)
from tests.procedure.build import CHAIR, MEMBERS, hour

ALL = (*MEMBERS, "unesco")
OTHERS = tuple(name for name in ALL if name != "brazil")


def letters(session: Session) -> list[tuple[str, tuple[str, ...]]]:
    """Every letter of the record, in order."""
    state: AgendaState | None = None
    found: list[tuple[str, tuple[str, ...]]] = []
    for recorded in session.recorded:
        state = evolve(state, recorded)
        found += [(str(letter.notice), letter.to) for letter in letters_for(recorded, state)]
    return found


def busy() -> Session:
    """A session in which everything happens that can."""
    session = circulated()
    session.propose("brazil", 1)
    session.propose("brazil", 2)
    session.of("brazil", a.WithdrawProposal, 3, 2)
    session.chair(a.ReviseAgenda, 4, ITEMS, PARTS, (3,))
    session.chair(a.PutCompromise, 5, ("2",), LAST)
    session.of("brazil", a.OpposeCompromise, 6, "Not this.")
    session.of("brazil", a.JoinCompromise, 7)
    session.chair(a.AddItem, 8, Item("4", "Other"))
    session.wait(25)
    session.chair(a.PlaceAgendaUnderSilence, 26, until=hour(40))
    session.result(40, Outcome.PARTLY_ADOPTED, "2", "3")
    session.put(ReopenResult(TIME, session.state.child, hour(41)), hour(41))
    session.result(42, Outcome.PARTLY_ADOPTED, "2", "3")
    session.chair(a.NameOfficers, 48, (Officer("Chair", "norway"),))
    session.chair(a.NoteSpeaker, 48, "1", "brazil", 1)
    session.chair(a.ListDocument, 48, Document("A/1", "Annotations"))
    session.chair(a.KeepRecord, 48, SessionRecord(introduction=("The group was [...].",)))
    session.chair(a.ChangeTimetable, 49, sittings(48, 52, 72, 78))
    session.settle(50, "2", a.Settlement.DEFERRED)
    session.chair(a.AddItem, 51, Item("5", "Late"), revisit=LAST)
    return session.wait(100)


def test_everybody_is_written_to_but_receipts_go_to_the_delegation_that_acted() -> None:
    assert letters(busy()) == [
        ("agenda-circulation", ALL),
        ("agenda-receipt", ("brazil",)),
        ("agenda-proposal", OTHERS),
        ("agenda-receipt", ("brazil",)),
        ("agenda-proposal", OTHERS),
        ("agenda-receipt", ("brazil",)),
        ("agenda-withdrawal", OTHERS),
        ("agenda-revision", ALL),
        ("agenda-compromise", ALL),
        ("agenda-receipt", ("brazil",)),
        ("agenda-opposition", OTHERS),
        ("agenda-receipt", ("brazil",)),
        ("agenda-joining", OTHERS),
        ("agenda-item", ALL),
        ("agenda-adoption", ALL),
        ("agenda-adoption", ALL),
        ("agenda-timetable", ALL),
        ("agenda-part", ALL),
        ("agenda-item", ALL),
        ("agenda-reminder", ALL),
        ("agenda-reminder", ALL),
        ("agenda-end", ALL),
    ]


def test_the_letter_of_the_silence_procedure_says_that_silence_has_begun() -> None:
    assert [notice for notice, _ in letters(under_silence())] == ["agenda-circulation"]


def test_the_end_is_told_only_where_something_is_left() -> None:
    assert letters(adopted().wait(100))[-1][0] == "agenda-adoption"
    assert letters(circulated().wait(100))[-1] == ("agenda-end", ALL)
    assert letters(adopted("2").wait(100))[-1] == ("agenda-end", ALL)


def test_the_names_of_letters_are_short_enough_for_the_register() -> None:
    assert all(len(notice) <= 32 for notice in AgendaNotice)
    assert all(notice.startswith("agenda-") for notice in AgendaNotice)


def test_every_entry_is_kept_and_read_again_as_it_was() -> None:
    recorded = busy().recorded
    kinds = {type(item.entry) for item in recorded}

    # Documents are issued, and launches recalled, alike in every kind of procedure, and tested for
    # all of them together.
    assert kinds == set(get_args(AgendaEntry)) - {PaperIssued, LaunchRecalled}
    for item in recorded:
        adapter: TypeAdapter[Any] = TypeAdapter(type(item.entry))
        assert adapter.validate_json(adapter.dump_json(item.entry)) == item.entry


def test_every_entry_names_a_rule_of_the_vocabulary() -> None:
    assert {item.entry.rule for item in busy().recorded} <= set(KEYS)


def test_a_busy_session_is_where_its_record_leads() -> None:
    state = busy().state

    assert state.carried_over == ("2", "3", "5")
    assert state.places == (*PLACES[:5], "4", "5", *PLACES[5:])
    assert state.last_acted == hour(51)
    assert CHAIR in {item.actor for item in busy().recorded}
