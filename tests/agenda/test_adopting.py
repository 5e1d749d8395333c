"""Adopting an agenda in the meeting, and settling what was left open."""

from __future__ import annotations

import pytest

from nemcon.agenda import acts as a
from nemcon.agenda.acts import AgendaOutcome, Settlement
from nemcon.agenda.entries import AgendaAdopted
from nemcon.agenda.items import UNSET, Document, Item, Officer, Revisit
from nemcon.agenda.state import AgendaPhase
from tests.agenda.build import (
    LAST,
    PLACES,
    Session,
    adopted,
    circulated,
    under_silence,
)
from tests.procedure.build import (
    SECRETARIAT,
    allowed,
    delegation,
    hour,
    refused,
    rules,
)


def test_an_agenda_without_exceptions_is_adopted_as_a_whole() -> None:
    session = adopted()

    assert session.state.outcome is AgendaOutcome.ADOPTED
    assert session.state.adopted_at == hour(30)
    assert session.stands_in(AgendaPhase.ADOPTED)


def test_each_exception_is_open_until_it_is_settled() -> None:
    session = adopted("outcome", "2")

    assert session.open == ("2", "outcome")
    assert session.state.outcome is AgendaOutcome.WITH_EXCEPTIONS
    assert {part.revisit for part in session.state.open_parts} == {LAST}


def test_an_exception_of_an_item_covers_those_below_it() -> None:
    session = adopted("1 (b)", "1", "1")

    assert session.open == ("1",)


@pytest.mark.parametrize(
    ("exceptions", "revisit", "code"),
    [
        (("9",), LAST, "no-such-place"),
        (PLACES, LAST, "nothing-left"),
        (("1", "2", "3", "sittings", "outcome"), LAST, "nothing-left"),
        (("2",), Revisit(sitting=5), "no-such-sitting"),
        (("2",), Revisit(at=hour(30)), "revisit-not-ahead"),
        (("2",), Revisit(at=hour(60), sitting=1), "bad-revisit"),
    ],
)
def test_exceptions_must_be_places_and_leave_something(
    exceptions: tuple[str, ...], revisit: Revisit, code: str
) -> None:
    assert refused(circulated().adopt(30, *exceptions, revisit=revisit)) == code


def test_all_items_below_one_may_be_excepted_without_the_one() -> None:
    assert adopted("1 (a)", "1 (b)").open == ("1 (a)", "1 (b)")


def test_something_may_be_taken_up_again_later_in_the_sitting_that_is_going_on() -> None:
    session = circulated()

    assert allowed(session.adopt(49, "2", revisit=Revisit(sitting=1)))
    answer = circulated().adopt(50, "2", revisit=Revisit(sitting=1))
    assert refused(answer) == "revisit-not-ahead"


def test_when_it_is_taken_up_may_be_announced_later() -> None:
    assert adopted("2", revisit=UNSET).open == ("2",)


def test_only_those_who_act_for_the_body_gavel_it() -> None:
    for actor in (SECRETARIAT, delegation("brazil")):
        assert refused(circulated().by(actor, a.AdoptAgenda, 30)) == "not-authorised"
    session = circulated(rules(agenda__adopted_by="bureau"))
    assert refused(session.adopt(30)) == "not-authorised"


def test_rules_that_let_nobody_adopt_an_agenda_say_so() -> None:
    session = circulated(rules(agenda__adopted_by="none"))

    assert refused(session.adopt(30)) == "not-foreseen"


def test_an_agenda_is_adopted_once_and_not_while_it_is_under_silence() -> None:
    for session in (adopted(), under_silence()):
        assert refused(session.adopt(31)) == "wrong-phase"


def test_when_every_exception_is_adopted_the_agenda_is() -> None:
    session = adopted("2", "outcome")

    session.settle(76, "2")
    assert session.state.outcome is AgendaOutcome.WITH_EXCEPTIONS
    session.settle(77, "outcome")

    assert session.state.outcome is AgendaOutcome.ADOPTED


@pytest.mark.parametrize("settlement", [Settlement.DEFERRED, Settlement.DROPPED])
def test_what_is_deferred_or_dropped_stays_an_exception(settlement: Settlement) -> None:
    session = adopted("outcome")

    session.settle(76, "outcome", settlement)

    assert session.open == ()
    assert session.state.outcome is AgendaOutcome.WITH_EXCEPTIONS


def test_a_part_is_settled_in_the_words_and_for_the_reason_given() -> None:
    session = adopted("outcome")

    session.chair(a.SettlePart, 76, "outcome", Settlement.ADOPTED, "By silence.", "Agreed.")

    (part,) = session.state.exceptions
    assert (part.says, part.because, part.settled_at) == ("By silence.", "Agreed.", hour(76))


def test_only_what_is_open_is_settled() -> None:
    session = adopted("outcome")

    assert refused(session.settle(76, "2")) == "not-open"
    assert refused(session.settle(76, "9")) == "no-such-place"
    session.settle(76, "outcome")
    assert refused(session.settle(77, "outcome")) == "not-open"


def test_nothing_is_settled_before_the_adoption_or_after_the_session() -> None:
    assert refused(circulated().settle(1, "2")) == "wrong-phase"
    assert refused(adopted("2").wait(100).settle(101, "2")) == "wrong-phase"


def test_a_delegation_settles_nothing() -> None:
    answer = adopted("2").of("brazil", a.SettlePart, 76, "2", Settlement.ADOPTED)

    assert refused(answer) == "not-authorised"


def test_without_sittings_the_session_ends_when_nothing_is_open() -> None:
    assert adopted(sittings=()).stands_in(AgendaPhase.ENDED)
    session = adopted("2", "outcome", sittings=(), revisit=Revisit(at=hour(60)))
    assert session.stands_in(AgendaPhase.ADOPTED)

    session.settle(60, "2")
    session.settle(61, "outcome", Settlement.DEFERRED)

    assert session.stands_in(AgendaPhase.ENDED)
    assert session.state.carried_over == ("outcome",)
    assert session.state.ended_at == hour(61)


@pytest.mark.parametrize(
    ("session", "at"),
    [(circulated(), 1), (under_silence(), 2), (adopted("2"), 31), (adopted().wait(100), 101)],
    ids=lambda value: value.state.phase if isinstance(value, Session) else "",
)
def test_officers_speakers_and_documents_are_recorded_at_any_time_and_move_nothing(
    session: Session, at: float
) -> None:
    before = session.state
    officer = Officer("Chair", "norway", "Ms. Lie")
    session.by(SECRETARIAT, a.NameOfficers, at, (officer,))
    session.by(SECRETARIAT, a.NoteSpeaker, at, "2", "A panellist", 1, ("AIAMP",))
    session.chair(a.ListDocument, at, Document("A/1", "Annotations", ("1 (b)",)))

    state = session.state
    assert state.officers == (officer,)
    assert [spoken.speaker for spoken in state.speakers] == ["A panellist"]
    assert [document.symbol for document in state.documents] == ["A/1"]
    assert (state.phase, state.outcome, state.exceptions) == (
        before.phase,
        before.outcome,
        before.exceptions,
    )


def test_the_same_symbol_again_replaces_a_document_where_it_stands() -> None:
    session = circulated()
    for symbol, title in (("A/1", "Draft"), ("A/2", "Paper"), ("A/1", "Annotations")):
        session.chair(a.ListDocument, 1, Document(symbol, title))

    titles = [document.title for document in session.state.documents]
    assert titles == ["Annotations", "Paper"]
    assert session.chair(a.ListDocument, 2, Document("A/2", "Paper")) == ()


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (a.NameOfficers(SECRETARIAT, (Officer(" "),)), "no-office"),
        (a.NameOfficers(SECRETARIAT, (Officer("Chair", "utopia"),)), "not-on-the-roll"),
        (a.NoteSpeaker(SECRETARIAT, "9", "Brazil"), "no-such-place"),
        (a.NoteSpeaker(SECRETARIAT, "2", " "), "no-speaker"),
        (a.NoteSpeaker(SECRETARIAT, "2", "Brazil", 9), "no-such-sitting"),
        (a.ListDocument(SECRETARIAT, Document(" ", "Untitled")), "no-symbol"),
        (a.ListDocument(SECRETARIAT, Document("A/1", "x", ("9",))), "no-such-place"),
        (a.NameOfficers(delegation("brazil"), ()), "not-authorised"),
        (a.NoteSpeaker(delegation("brazil"), "2", "Brazil"), "not-authorised"),
        (a.ListDocument(delegation("brazil"), Document("A/1", "x")), "not-authorised"),
    ],
)
def test_what_cannot_be_recorded_is_refused(act: a.AgendaAct, code: str) -> None:
    assert refused(circulated().act(act, hour(1))) == code


def test_the_adoption_carries_its_reason_and_its_rule() -> None:
    session = circulated()
    session.chair(a.AdoptAgenda, 30, (), UNSET, "By acclamation.")

    (entry,) = session.all(AgendaAdopted)
    assert (entry.because, entry.rule, entry.at) == (
        "By acclamation.",
        "agenda.adopted_by",
        hour(30),
    )


def test_an_item_added_below_an_open_one_is_open_of_its_own() -> None:
    session = adopted("1")
    session.chair(a.AddItem, 31, Item("(c)", "Elections"), "1")

    session.settle(76, "1")

    assert session.open == ("1 (c)",)
