"""What becomes of letters: filed once, composed once, noted once, and told in the outcome."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from nemcon.procedure.acts import RestoreSilence, Revise, WithdrawObjection
from nemcon.procedure.loader import with_overrides
from nemcon.procedure.profile import Profile, profile_of
from nemcon.register import mailings
from nemcon.register.deliveries import deliveries_of
from nemcon.register.listing import list_letters, totals
from nemcon.register.mailings import LetterState, Sending, StoredLetter
from nemcon.register.outbox import backlog, forget_nudges, nudge_open, waiting_nudges
from nemcon.text.document import Paragraph

from .build import CHAIR, DEADLINE, START, Installation, objection, taken

CIRCULATION = "p.2.circulation"


def letter(mailing: str, contact: str, member: str | None = None) -> StoredLetter:
    name = member or contact.removeprefix("c-")
    identifier = f"{mailing}-{contact}"
    address, message = f"{contact}@example.org", f"<{identifier}@example.org>"
    return StoredLetter(identifier, mailing, name, contact, address, message, "words")


def sent(one: StoredLetter, hours: float = 1, state: LetterState = LetterState.SENT) -> Sending:
    return Sending(one.id, state, "250 taken", "0a" * 32, START + timedelta(hours=hours))


def circulate(connection: Connection, *contacts: str) -> list[StoredLetter]:
    composed = [letter(CIRCULATION, contact) for contact in contacts]
    mailings.store_letters(connection, CIRCULATION, composed, START)
    return composed


def deliveries(house: Installation) -> dict[str, str]:
    position = house.register.position("p")
    assert position is not None
    with house.database.reading() as connection:
        return {d.participant: d.state for d in deliveries_of(connection, "p", position.state)}


def consulting() -> Profile:
    """Rules under which a broken silence leads to consultation."""
    plain = profile_of("test", "Rules for a test", {})
    return with_overrides(plain, {"consultation.length": "10 days", "objection.effect": "stop"})


def test_a_mailing_is_filed_with_the_entry_that_calls_for_it(house: Installation) -> None:
    house.place()

    with house.database.reading() as connection:
        [filed] = mailings.mailings_of(connection, "p")

    assert filed.id == CIRCULATION
    assert filed.participants == tuple(seat.participant for seat in house.roll)
    assert not filed.composed
    assert not filed.completed


def test_a_mailing_is_composed_once_and_done_when_nothing_waits(house: Installation) -> None:
    house.place()
    with house.database.writing() as connection:
        composed = circulate(connection, "c-egypt", "c-norway")
        mailings.note_sendings(connection, [sent(composed[0])])
    with pytest.raises(IntegrityError), house.database.writing() as connection:
        circulate(connection, "c-egypt")

    with house.database.writing() as connection:
        found = mailings.mailing(connection, CIRCULATION, lock=True)
        queued = mailings.letters_of(connection, CIRCULATION, queued=True)
        every = mailings.letters_of(connection, CIRCULATION)
        assert mailings.mailings_of(connection, "p", incomplete=True) == (found,)
        mailings.complete(connection, CIRCULATION, START)
        assert mailings.mailings_of(connection, "p", incomplete=True) == ()
        assert mailings.mailing(connection, "nothing") is None

    assert found is not None
    assert found.composed
    assert [one.contact for one in queued] == ["c-norway"]
    assert [one.contact for one in every] == ["c-egypt", "c-norway"]


def test_what_is_final_stays_when_a_second_worker_notes_its_own(house: Installation) -> None:
    house.place()
    with house.database.writing() as connection:
        [one] = circulate(connection, "c-egypt")
        mailings.note_sendings(connection, [sent(one, 0, LetterState.QUEUED)])
        mailings.note_sendings(connection, [sent(one, 1)])
        mailings.note_sendings(connection, [sent(one, 2, LetterState.REFUSED)])
        [noted] = mailings.letters_of(connection, CIRCULATION)

    assert (noted.state, noted.attempts) == (LetterState.SENT, 2)
    assert noted.sent_at == START + timedelta(hours=1)


def test_a_letter_that_was_sent_may_still_bounce(house: Installation) -> None:
    house.place()
    with house.database.writing() as connection:
        [one] = circulate(connection, "c-egypt")
        mailings.note_sendings(connection, [sent(one)])
        assert mailings.note_bounce(connection, one.id, "550 unknown " + "x" * 600, START)
        assert not mailings.note_bounce(connection, "nothing", "550", START)
        [listed] = list_letters(connection, "p")
        assert mailings.counts(connection, "p") == {"circulation": {"bounced": 1}}
        assert totals(connection).letters == {"bounced": 1}

    assert listed.state == LetterState.BOUNCED
    assert len(listed.reply) == 500
    assert deliveries(house)["egypt"] == "bounced"


def test_a_letter_that_has_not_left_cannot_come_back(house: Installation) -> None:
    house.place()
    with house.database.writing() as connection:
        [one] = circulate(connection, "c-egypt")
        assert not mailings.note_bounce(connection, one.id, "550", START)
        [listed] = list_letters(connection, "p")

    assert listed.state == LetterState.QUEUED


def test_what_came_back_after_the_deadline_changes_nobodys_silence(house: Installation) -> None:
    house.place()
    with house.database.writing() as connection:
        in_time, late = circulate(connection, "c-egypt", "c-norway")
        mailings.note_sendings(connection, [sent(in_time), sent(late)])
        mailings.note_bounce(connection, in_time.id, "550", DEADLINE)
        mailings.note_bounce(connection, late.id, "550", DEADLINE + timedelta(seconds=1))
        # A second report of the same letter does not move the first.
        mailings.note_bounce(connection, in_time.id, "550", DEADLINE + timedelta(days=1))

    assert deliveries(house)["egypt"] == "bounced"
    assert deliveries(house)["norway"] == "sent"


def test_the_best_of_a_delegations_letters_counts_and_no_letter_is_said(
    house: Installation,
) -> None:
    house.place()
    with house.database.writing() as connection:
        composed = [
            letter(CIRCULATION, "c-egypt"),
            letter(CIRCULATION, "c-brazil", "egypt"),
            letter(CIRCULATION, "c-norway"),
        ]
        mailings.store_letters(connection, CIRCULATION, composed, START)
        refused, good, _queued = composed
        mailings.note_sendings(connection, [sent(refused, 1, LetterState.REFUSED), sent(good, 2)])

    assert deliveries(house) == {
        "brazil": "no letter",
        "egypt": "sent",
        "norway": "queued",
        "japan": "no letter",
    }


def test_a_letter_that_left_after_the_deadline_asked_nobody_in_time(house: Installation) -> None:
    house.place()
    with house.database.writing() as connection:
        early, at_the_end, late = circulate(connection, "c-egypt", "c-norway", "c-japan")
        mailings.note_sendings(connection, [sent(early), sent(at_the_end, 72), sent(late, 72.001)])
    house.clock.present = DEADLINE + timedelta(hours=5)

    house.register.keep_time("p")
    position = house.register.position("p")

    assert position is not None
    assert {d.participant: d.state for d in position.state.deliveries} == {
        "brazil": "no letter",
        "egypt": "sent",
        "norway": "sent",
        "japan": "sent late",
    }
    assert set(position.state.unreached) == {"brazil", "japan"}
    assert set(position.state.silent) == {"egypt", "norway"}


def test_only_the_letters_of_the_running_period_count(house: Installation) -> None:
    house.place(profile=consulting())
    with house.database.writing() as connection:
        [one] = circulate(connection, "c-egypt")
        mailings.note_sendings(connection, [sent(one)])
    taken(house.register.record("p", objection("norway"), START))
    assert deliveries(house)["egypt"] == "sent"

    revise = Revise(CHAIR, (Paragraph("1", "Other words."),), until=DEADLINE)
    taken(house.register.record("p", revise, START))

    assert set(deliveries(house).values()) == {"no letter"}
    with house.database.reading() as connection:
        notices = {found.notice: found for found in mailings.mailings_of(connection, "p")}
    revision = notices["revision"]
    assert revision.book == 2
    with house.database.writing() as connection:
        again = letter(revision.id, "c-japan")
        mailings.store_letters(connection, revision.id, [again], START)
        mailings.note_sendings(connection, [sent(again)])
    assert deliveries(house)["japan"] == "sent"


def test_letters_of_a_restored_period_count_too(house: Installation) -> None:
    house.place(profile=consulting())
    taken(house.register.record("p", objection("norway"), START))
    taken(house.register.record("p", WithdrawObjection(objection("norway").actor), START))
    taken(house.register.record("p", RestoreSilence(CHAIR, until=DEADLINE), START))
    with house.database.writing() as connection:
        [found] = [m for m in mailings.mailings_of(connection, "p") if m.notice == "restoration"]
        one = letter(found.id, "c-egypt")
        mailings.store_letters(connection, found.id, [one], START)
        mailings.note_sendings(connection, [sent(one)])

    assert deliveries(house)["egypt"] == "sent"


def test_nudges_are_grouped_by_procedure_and_forgotten_when_they_arrived(
    house: Installation,
) -> None:
    for name in ("p", "q"):
        house.place(name)
        taken(house.register.record(name, objection(), START))
    with house.database.writing() as connection:
        nudges = waiting_nudges(connection)
        assert {nudge.procedure: len(nudge.rows) for nudge in nudges} == {"p": 2, "q": 2}
        assert backlog(connection) == (4, START)
        forget_nudges(connection, nudges[0].rows)
        assert [nudge.procedure for nudge in waiting_nudges(connection)] == ["q"]
        forget_nudges(connection, ())
        forget_nudges(connection, nudges[1].rows)
        assert backlog(connection) == (0, None)


def test_every_open_procedure_may_be_asked_to_be_looked_at(house: Installation) -> None:
    house.place("p")
    house.clock.present = DEADLINE + timedelta(hours=1)
    house.register.keep_time("p")
    house.clock.present = START
    house.place("q")
    with house.database.writing() as connection:
        for nudge in waiting_nudges(connection):
            forget_nudges(connection, nudge.rows)
        ended = house.register.position("p")
        assert ended is not None
        number = 1 + (not ended.state.ended)

        assert nudge_open(connection, START) == number
        assert "q" in {nudge.procedure for nudge in waiting_nudges(connection)}
