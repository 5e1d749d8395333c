"""The one door: what is acknowledged is kept, in order, once, and under the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row, delete, select, text, update

from nemcon.procedure.acts import CloseEarly
from nemcon.procedure.entries import BookClosed
from nemcon.procedure.evolution import fold
from nemcon.procedure.state import Phase
from nemcon.register import codec
from nemcon.register.outbox import waiting_nudges
from nemcon.register.sent_act import TryAgain
from nemcon.register.tables import entries, mailings, procedures

from .build import CHAIR, DEADLINE, START, Installation, objection, taken
from .census import census


def projection(house: Installation, procedure: str = "p") -> Row[Any]:
    with house.database.reading() as connection:
        return connection.execute(select(procedures).where(procedures.c.id == procedure)).one()


def test_a_receipt_names_the_entry_of_the_act_itself(house: Installation) -> None:
    house.place()

    receipt = taken(house.register.record("p", objection(), START))

    filed = next(w for w in house.register.written("p") if w.kind == "Filed")
    assert (receipt.number, receipt.hash) == (filed.number, filed.hash)
    assert receipt.code == f"p/{filed.number}/{filed.hash[:12]}"


def test_a_ruling_that_crossed_another_act_is_sent_again(house: Installation) -> None:
    house.place()
    house.clock.present = START + timedelta(seconds=2)
    taken(house.register.record("p", objection(), house.clock.present))
    before = census(house)
    closing = CloseEarly(CHAIR)

    with pytest.raises(TryAgain):
        house.register.record("p", closing, START + timedelta(seconds=1))

    assert census(house) == before
    taken(house.register.record("p", closing, house.clock.present))


def test_a_filing_is_judged_by_its_receipt_whatever_it_crossed(house: Installation) -> None:
    house.place()
    house.clock.present = START + timedelta(seconds=2)
    taken(house.register.record("p", CloseEarly(CHAIR), house.clock.present))

    filed = taken(house.register.record("p", objection(), START + timedelta(seconds=1)))
    assert not filed.late


def test_an_act_that_waited_just_half_the_grace_is_recorded(house: Installation) -> None:
    house.place()
    house.clock.present = START + timedelta(seconds=2.5)

    taken(house.register.record("p", objection(), START))


def test_the_same_submission_is_recorded_once_and_gets_its_receipt_again(
    house: Installation,
) -> None:
    house.place()
    first = taken(house.register.record("p", objection(), START, submission="s"))
    number = census(house)["entries"]

    again = taken(house.another().record("p", objection(), START, submission="s"))

    assert (again.number, again.hash, again.repeated) == (first.number, first.hash, True)
    assert census(house)["entries"] == number


def test_the_projection_and_a_cached_state_are_what_the_entries_fold_to(
    house: Installation,
) -> None:
    house.place()
    taken(house.register.record("p", objection(), START))
    house.clock.present = DEADLINE + timedelta(days=2)
    position = house.register.keep_time("p")

    folded = fold(codec.read(written.body) for written in house.register.written("p"))

    assert position is not None
    assert folded is not None
    assert position.state == folded
    row = projection(house)
    assert (row.phase, row.outcome, row.decided_at) == (
        folded.phase,
        folded.outcome,
        folded.decided_at,
    )
    assert (row.head_number, row.head_hash) == (position.head.number, position.head.hash)


def test_an_act_after_the_deadline_finds_the_book_closed_though_no_engine_ran(
    house: Installation,
) -> None:
    house.place()
    house.clock.present = received = DEADLINE + timedelta(days=3)

    answer = taken(house.register.record("p", objection(), received))

    assert answer.late
    closed = [
        entry
        for written in house.register.written("p")
        if isinstance(entry := codec.read(written.body).entry, BookClosed)
    ]
    assert [book.at for book in closed] == [DEADLINE]


def test_keeping_time_again_changes_nothing(house: Installation) -> None:
    house.place()
    house.clock.present = DEADLINE + timedelta(hours=1)
    first = house.register.keep_time("p")
    before = census(house)

    house.clock.present += timedelta(days=5)
    again = house.another().keep_time("p")

    assert again == first
    assert census(house) == before


def test_a_database_that_was_set_back_is_read_anew(house: Installation) -> None:
    """A standby may have taken over without the last entries; no state is kept beyond them."""
    house.place()
    behind = house.another()
    taken(house.register.record("p", objection("egypt"), START))
    with house.database.writing() as connection:
        undo = "DROP TRIGGER entries_are_final"
        connection.execute(text(undo + ("_delete" if house.database.is_sqlite else " ON entries")))
        connection.execute(delete(mailings).where(mailings.c.number >= 3))
        connection.execute(delete(entries).where(entries.c.number >= 3))
        head = connection.scalars(select(entries.c.hash).where(entries.c.number == 2)).one()
        connection.execute(update(procedures).values(head_number=2, head_hash=head))
    for member in ("brazil", "norway"):
        taken(behind.record("p", objection(member), START))

    taken(house.register.record("p", objection("japan"), START))

    position = house.register.position("p")
    assert position is not None
    assert position.state == fold(codec.read(w.body) for w in house.register.written("p"))


def test_nobody_was_written_to_so_silence_adopts_nothing(house: Installation) -> None:
    house.place()
    house.clock.present = DEADLINE + timedelta(hours=1)

    house.register.keep_time("p")
    position = house.register.position("p")

    assert position is not None
    assert position.state.outcome != "adopted"
    assert set(position.state.unreached) == {seat.participant for seat in house.roll}


def test_what_people_do_leaves_a_nudge_and_what_time_does_leaves_none(
    house: Installation,
) -> None:
    house.place()
    with house.database.reading() as connection:
        assert [nudge.procedure for nudge in waiting_nudges(connection)] == ["p"]
    number = census(house)["outbox"]
    house.clock.present = DEADLINE + timedelta(hours=1)

    house.register.keep_time("p")

    assert census(house)["outbox"] == number


def test_time_asks_for_nothing_before_it_is_due(house: Installation) -> None:
    house.place()
    house.clock.present = DEADLINE + timedelta(seconds=4)

    position = house.register.keep_time("p")

    assert position is not None
    assert position.state.phase is Phase.UNDER_SILENCE
    assert position.next is not None
    assert position.next.at == DEADLINE + timedelta(seconds=5)
