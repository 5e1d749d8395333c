"""The one door: what is acknowledged is kept, in order, once, and under the rules."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Row, delete, event, func, select, text, update

from nemcon.procedure.acts import CloseEarly, Extend
from nemcon.procedure.entries import BookClosed
from nemcon.procedure.evolution import fold
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import Phase
from nemcon.register import appending, codec, door
from nemcon.register.door import Receipt, TryAgain
from nemcon.register.outbox import waiting_nudges
from nemcon.register.tables import entries, letters, mailings, outbox, procedures
from nemcon.register.verify import Head, verify

from .build import CHAIR, DEADLINE, START, Installation, objection, taken

TABLES = (procedures, entries, mailings, letters, outbox)


def census(house: Installation) -> dict[str, int]:
    with house.database.reading() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in TABLES
        }


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


def test_no_receipt_is_given_for_what_could_not_be_committed(house: Installation) -> None:
    house.place()
    before = census(house)

    def fail(_connection: Connection) -> None:
        message = "no room on the disk"
        raise OSError(message)

    event.listen(house.database.engine, "commit", fail)
    with pytest.raises(OSError, match="no room"):
        house.register.record("p", objection(), START, submission="s")
    event.remove(house.database.engine, "commit", fail)

    assert census(house) == before
    assert not taken(house.register.record("p", objection(), START, submission="s")).repeated


def test_an_act_that_waited_just_half_the_grace_is_recorded(house: Installation) -> None:
    house.place()
    house.clock.present = START + timedelta(seconds=2.5)

    taken(house.register.record("p", objection(), START))


def test_an_act_that_waited_longer_than_half_the_grace_leaves_nothing(house: Installation) -> None:
    house.place()
    before = census(house)
    house.clock.present = START + timedelta(seconds=3)

    with pytest.raises(TryAgain):
        house.register.record("p", objection(), START)

    assert census(house) == before


def test_the_same_submission_is_recorded_once_and_gets_its_receipt_again(
    house: Installation,
) -> None:
    house.place()
    first = taken(house.register.record("p", objection(), START, submission="s"))
    number = census(house)["entries"]

    again = taken(house.another().record("p", objection(), START, submission="s"))

    assert (again.number, again.hash, again.repeated) == (first.number, first.hash, True)
    assert census(house)["entries"] == number


def test_one_submission_from_eight_senders_at_once_is_recorded_once(house: Installation) -> None:
    house.place()
    registers = [house.another() for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(
            lambda register: register.record("p", objection(), START, submission="s"), registers
        )
        receipts = [taken(answer) for answer in answers]

    assert len({receipt.hash for receipt in receipts}) == 1
    assert sum(not receipt.repeated for receipt in receipts) == 1


def test_twenty_senders_at_once_leave_a_chain_without_gaps(house: Installation) -> None:
    house.place()

    def send(sender: int) -> list[str]:
        register = house.another()
        filings = (objection(says=f"{sender} {number}") for number in range(20))
        return [taken(register.record("p", filing, START)).hash for filing in filings]

    with ThreadPoolExecutor(20) as pool:
        acknowledged = {digest for digests in pool.map(send, range(20)) for digest in digests}

    stored = house.register.written("p")
    assert [written.number for written in stored] == list(range(1, len(stored) + 1))
    assert acknowledged <= {written.hash for written in stored}
    assert verify("p", stored, Head(stored[-1].number, stored[-1].hash)).sound


def test_two_processes_see_each_others_entries(house: Installation) -> None:
    house.place()
    one, two = house.register, house.another()

    for register, member in ((one, "egypt"), (two, "brazil"), (one, "norway"), (two, "japan")):
        taken(register.record("p", objection(member), START))

    for register in (one, two):
        position = register.position("p")
        assert position is not None
        assert len(position.state.outstanding) == 4


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


def test_the_book_is_closed_with_the_act_that_comes_after_it_or_not_at_all(
    house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.place()
    before = census(house)
    house.clock.present = received = DEADLINE + timedelta(days=3)

    def fail(*_: object) -> None:
        message = "no room for letters"
        raise OSError(message)

    with monkeypatch.context() as patch:
        patch.setattr(appending, "file_letters", fail)
        with pytest.raises(OSError, match="no room"):
            house.register.record("p", objection(), received)
    assert census(house) == before

    refused = house.register.record("p", objection("atlantis"), received)

    assert isinstance(refused, Refusal)
    kinds = [written.kind for written in house.register.written("p")]
    assert (kinds.count("BookClosed"), kinds.count("Filed")) == (1, 0)


def test_keeping_time_again_changes_nothing(house: Installation) -> None:
    house.place()
    house.clock.present = DEADLINE + timedelta(hours=1)
    first = house.register.keep_time("p")
    before = census(house)

    house.clock.present += timedelta(days=5)
    again = house.another().keep_time("p")

    assert again == first
    assert census(house) == before


def test_what_is_recorded_while_a_state_is_read_is_not_counted_twice(
    house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.place()
    reader, writer = house.another(), house.another()

    def find_and_be_overtaken(
        connection: Connection, procedure: str, *, lock: bool = False
    ) -> appending.ProcedureRow | None:
        row = appending.find(connection, procedure, lock=lock)
        monkeypatch.undo()
        taken(writer.record("p", objection(), START))
        return row

    monkeypatch.setattr(door, "find", find_and_be_overtaken)
    before = reader.position("p")
    after = reader.position("p")

    assert before is not None
    assert after is not None
    assert (before.head.number, len(before.state.filings)) == (2, 0)
    assert len(after.state.filings) == 1
    assert after.state == fold(codec.read(w.body) for w in house.register.written("p"))


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


def test_eight_knocks_of_time_close_a_book_once(house: Installation) -> None:
    house.place()
    house.clock.present = DEADLINE + timedelta(hours=1)
    registers = [house.another() for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda register: register.keep_time("p"), registers))

    kinds = [written.kind for written in house.register.written("p")]
    assert kinds.count("BookClosed") == 1


def test_nobody_was_written_to_so_silence_adopts_nothing(house: Installation) -> None:
    house.place()
    house.clock.present = DEADLINE + timedelta(hours=1)

    position = house.register.keep_time("p")

    assert position is not None
    assert position.state.outcome != "adopted"
    assert set(position.state.unreached) == {seat.participant for seat in house.roll}


def test_a_refusal_leaves_nothing_behind(house: Installation) -> None:
    house.place()
    before = census(house)

    for act in (objection("atlantis"), Extend(CHAIR, START)):
        assert isinstance(house.register.record("p", act, START), Refusal)

    assert census(house) == before


def test_a_placing_that_is_refused_leaves_no_procedure(house: Installation) -> None:
    before = census(house)
    act = replace(house.placing(), actor=objection().actor)

    answer = house.register.record("p", act, START, body="body")

    assert isinstance(answer, Refusal)
    assert census(house) == before
    house.place()


def test_a_name_is_given_to_one_procedure_only(house: Installation) -> None:
    house.place()
    before = census(house)

    answer = house.another().record("p", house.placing(), START, body="body")

    assert isinstance(answer, Refusal)
    assert answer.code == "already-exists"
    assert census(house) == before


def test_a_placing_in_a_body_that_does_not_exist_says_so(house: Installation) -> None:
    before = census(house)

    answer = house.register.record("p", house.placing(), START, body="nowhere", submission="s")

    assert isinstance(answer, Refusal)
    assert answer.code == "unknown-body"
    assert census(house) == before


def test_of_eight_placings_at_once_one_opens_the_procedure(house: Installation) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda register: register.record("p", house.placing(), START, body="body"),
                [house.another() for _ in range(8)],
            )
        )

    assert sum(isinstance(answer, Receipt) for answer in answers) == 1
    assert {a.code for a in answers if isinstance(a, Refusal)} == {"already-exists"}
    assert len(house.register.written("p")) == 2


def test_one_placing_sent_eight_times_at_once_gets_one_receipt(house: Installation) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda register: taken(
                    register.record("p", house.placing(), START, body="body", submission="s")
                ),
                [house.another() for _ in range(8)],
            )
        )

    assert len({answer.hash for answer in answers}) == 1
    assert sum(not answer.repeated for answer in answers) == 1


def test_an_act_on_a_procedure_that_does_not_exist_is_refused(house: Installation) -> None:
    answer = house.register.record("nothing", objection(), START)

    assert isinstance(answer, Refusal)
    assert answer.code == "no-such-procedure"
    assert house.register.keep_time("nothing") is None
    assert house.register.position("nothing") is None
    assert house.register.written("nothing") == ()


def test_everything_is_written_or_nothing(
    house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.place()
    before = census(house)

    def fail(*_: object) -> None:
        message = "no room for letters"
        raise OSError(message)

    with monkeypatch.context() as patch:
        patch.setattr(appending, "file_letters", fail)
        with pytest.raises(OSError, match="no room"):
            house.register.record("p", objection(), START)

    assert census(house) == before
    taken(house.register.record("p", objection(), START))


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
