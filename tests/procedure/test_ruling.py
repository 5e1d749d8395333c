"""Who may rule while a text is under silence, and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nemcon.procedure.acts import CloseEarly, Extend, Refer, Revise, Ruling, Suspend, WithdrawText
from nemcon.procedure.entries import TextRevised
from nemcon.procedure.people import TIME, Actor, Office
from tests.procedure.build import (
    CHAIR,
    SECRETARIAT,
    Part,
    Silence,
    allowed,
    delegation,
    hour,
    refused,
    text,
    under_silence,
    wording,
)

ANOTHER = wording(p2="It lasts three days.")
FAR = datetime(9999, 12, 31, tzinfo=UTC)
RULINGS: dict[str, Callable[[Actor], Ruling]] = {
    "extend": lambda actor: Extend(actor, hour(90)),
    "suspend": Suspend,
    "close early": CloseEarly,
    "revise": lambda actor: Revise(actor, ANOTHER, until=hour(90)),
    "refer": Refer,
    "withdraw the text": WithdrawText,
}


@pytest.mark.parametrize("ruling", RULINGS.values(), ids=list(RULINGS))
@pytest.mark.parametrize("actor", [delegation("brazil"), SECRETARIAT, TIME])
def test_only_the_chair_rules(ruling: Callable[[Actor], Ruling], actor: Actor) -> None:
    assert refused(under_silence().act(ruling(actor), hour(1))) == "not-authorised"


@pytest.mark.parametrize("ruling", RULINGS.values(), ids=list(RULINGS))
def test_no_ruling_between_the_deadline_and_the_closing(
    ruling: Callable[[Actor], Ruling],
) -> None:
    assert refused(under_silence().act(ruling(CHAIR), hour(72.001))) == "deadline-passed"


@pytest.mark.parametrize("ruling", RULINGS.values(), ids=list(RULINGS))
def test_no_ruling_after_the_end(ruling: Callable[[Actor], Ruling]) -> None:
    assert refused(under_silence().act(ruling(CHAIR), hour(80))) == "wrong-phase"


def test_the_bureau_rules_where_the_rules_let_it() -> None:
    silence = under_silence(extension__by=["chair", "bureau"])
    assert allowed(silence.act(Extend(Actor(Office.BUREAU), hour(90)), hour(1)))


@pytest.mark.parametrize(
    ("key", "ruling"),
    [
        ("extension__by", "extend"),
        ("suspension__by", "suspend"),
        ("early_close__by", "close early"),
    ],
)
def test_what_the_rules_give_to_nobody_is_not_foreseen(key: str, ruling: str) -> None:
    values: dict[str, Part] = {key: "none"}
    answer = under_silence(**values).act(RULINGS[ruling](CHAIR), hour(1))
    assert refused(answer) == "not-foreseen"
    assert answer.rule == key.replace("__", ".")


@pytest.mark.parametrize(
    "act",
    [Extend(CHAIR, FAR), Suspend(CHAIR, until=FAR), Revise(CHAIR, ANOTHER, until=FAR)],
    ids=["extend", "suspend", "revise"],
)
def test_a_date_beyond_a_century_is_taken_for_a_slip(act: Ruling) -> None:
    assert refused(under_silence().act(act, hour(1))) == "too-far-ahead"


def with_symbol() -> Silence:
    words = text("The meeting is hybrid.", "It lasts two days.")
    return under_silence({"text": replace(words, symbol="A/1/L.1")})


def test_a_revision_has_the_symbol_that_follows_or_the_one_that_it_is_given() -> None:
    silence = with_symbol()
    silence.act(Revise(CHAIR, ANOTHER, until=hour(90)), hour(1))
    assert silence.last(TextRevised).text.issued_symbol == "A/1/L.1/Rev.1"
    again = wording(p2="It lasts four days.")
    silence.act(Revise(CHAIR, again, until=hour(90), symbol=" A/1/L.9 "), hour(2))
    revised = silence.last(TextRevised)
    assert revised.text.issued_symbol == "A/1/L.9"
    assert revised.text_digest == revised.text.digest() == silence.state.text_digest
    assert silence.state.text.next_symbol == "A/1/L.9/Rev.1"


@pytest.mark.parametrize("symbol", ["A/1/L.1", " A/1/L.1", "A/1/L.1/Rev.2", ""])
def test_no_two_issues_of_a_text_bear_one_symbol(symbol: str) -> None:
    silence = with_symbol()
    for number, given in enumerate(("A/1/L.1/Rev.2", "A/1/L.1/Rev.1")):
        words = wording(p2=f"It lasts {number} days.")
        assert allowed(silence.act(Revise(CHAIR, words, until=hour(90), symbol=given), hour(1)))
    act = Revise(CHAIR, ANOTHER, until=hour(90), symbol=symbol)
    assert refused(silence.act(act, hour(2))) == "symbol-taken"


def test_texts_without_a_symbol_are_revised_as_often_as_it_takes() -> None:
    silence = under_silence()
    for number in range(3):
        words = wording(p2=f"It lasts {number} days.")
        assert allowed(silence.act(Revise(CHAIR, words, until=hour(90)), hour(1)))
