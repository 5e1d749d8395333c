"""Texts that travel in one letter: which may, and whose letter asks for which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nemcon.procedure.refusal import Refusal
from nemcon.register import directory, mailings
from nemcon.register.deliveries import deliveries_of
from nemcon.register.directory import Body
from nemcon.register.mailings import LetterState, Sending, StoredLetter

from .build import START, Installation, taken


def place(house: Installation, procedure: str, *, body: str = "body", **more: object) -> object:
    act = replace(house.placing(), **more)  # type: ignore[arg-type]  # fields of the act
    return house.register.record(procedure, act, START, body=body)


def delivered(house: Installation, procedure: str) -> set[str]:
    position = house.register.position(procedure)
    assert position is not None
    with house.database.reading() as connection:
        return {d.state for d in deliveries_of(connection, procedure, position.state)}


def send_the_letter(house: Installation, procedure: str) -> None:
    mailing = f"{procedure}.2.circulation"
    people = [seat.participant for seat in house.roll]
    letters = [
        StoredLetter(f"{mailing}-{m}", mailing, m, f"c-{m}", f"{m}@example.org", f"<{m}>", "words")
        for m in people
    ]
    with house.database.writing() as connection:
        mailings.store_letters(connection, mailing, letters, START)
        results = [Sending(one.id, LetterState.SENT, "250", "0a" * 32, START) for one in letters]
        mailings.note_sendings(connection, results)


def test_the_carriers_letter_asks_for_the_texts_that_it_names(house: Installation) -> None:
    taken(place(house, "second", carried_by="first"))
    taken(place(house, "first", linked=("second",)))
    send_the_letter(house, "first")

    assert delivered(house, "first") == {"sent"}
    assert delivered(house, "second") == {"sent"}


def test_a_letter_that_does_not_name_a_text_does_not_ask_for_it(house: Installation) -> None:
    taken(place(house, "second", carried_by="first"))
    taken(place(house, "first"))
    send_the_letter(house, "first")

    assert delivered(house, "second") == {"no letter"}


def test_a_letter_that_has_gone_out_carries_nothing_more(house: Installation) -> None:
    taken(place(house, "first"))

    answer = place(house, "second", carried_by="first")

    assert isinstance(answer, Refusal)
    assert answer.code == "carrier-placed"
    assert house.register.position("second") is None


def test_no_procedure_carries_itself(house: Installation) -> None:
    answer = place(house, "first", carried_by="first")

    assert isinstance(answer, Refusal)
    assert answer.code == "carrier-placed"


@pytest.mark.parametrize("carried", ["nothing", "alone", "elsewhere"])
def test_a_letter_names_only_texts_that_were_placed_to_travel_in_it(
    house: Installation, carried: str
) -> None:
    with house.database.writing() as connection:
        directory.put_body(connection, Body("other", "Another body", "UTC"), START)
    taken(place(house, "alone"))
    taken(place(house, "elsewhere", body="other", carried_by="first"))

    answer = place(house, "first", linked=(carried,))

    assert isinstance(answer, Refusal)
    assert answer.code == "not-carried"
    assert house.register.position("first") is None
