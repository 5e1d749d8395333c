"""The one door with many at it: each act is recorded once, in a chain without gaps."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from nemcon.procedure.evolution import fold
from nemcon.procedure.refusal import Refusal
from nemcon.register import appending, codec, door
from nemcon.register.door import Receipt
from nemcon.register.verify import Head, verify

from .build import DEADLINE, START, Installation, objection, taken


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


def test_eight_knocks_of_time_close_a_book_once(house: Installation) -> None:
    house.place()
    house.clock.present = DEADLINE + timedelta(hours=1)
    registers = [house.another() for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda register: register.keep_time("p"), registers))

    kinds = [written.kind for written in house.register.written("p")]
    assert kinds.count("BookClosed") == 1


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
