"""The one door when something is refused or fails: an act is written whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event

from nemcon.procedure.acts import Extend
from nemcon.procedure.refusal import Refusal
from nemcon.register import appending
from nemcon.register.sent_act import TryAgain

from .build import CHAIR, DEADLINE, START, Installation, objection, taken
from .census import census


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


def test_an_act_that_waited_longer_than_half_the_grace_leaves_nothing(house: Installation) -> None:
    house.place()
    before = census(house)
    house.clock.present = START + timedelta(seconds=3)

    with pytest.raises(TryAgain):
        house.register.record("p", objection(), START)

    assert census(house) == before


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
