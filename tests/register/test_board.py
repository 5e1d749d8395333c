"""The board: what is open first, who must act, which letters arrived, and finding by words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from nemcon.procedure import acts as a
from nemcon.procedure.awaited import Awaits, Whom
from nemcon.procedure.loader import load_profile, with_overrides
from nemcon.procedure.profile import Profile
from nemcon.register import mailings
from nemcon.register.board import BoardRow, Wanted, board
from nemcon.register.mailings import StoredLetter
from nemcon.register.projecting import fill_in
from nemcon.register.searching import words_in
from nemcon.register.tables import letters, procedure_words, procedures
from nemcon.text.document import Paragraph

from .build import CHAIR, DEADLINE, START, Installation, objection, taken


def rules(**other: str) -> Profile:
    values = {key.replace("__", "."): value for key, value in other.items()}
    return with_overrides(load_profile("un-informal-silence"), values)


def shown(house: Installation, wanted: Wanted | None = None, **part: int) -> list[BoardRow]:
    with house.database.reading() as connection:
        rows, _ = board(connection, wanted or Wanted(), **{"limit": 50, **part})
    return list(rows)


def names(house: Installation, wanted: Wanted | None = None, **part: int) -> list[str]:
    return [row.id for row in shown(house, wanted, **part)]


def ruled(house: Installation, name: str, act: a.Ruling) -> None:
    taken(house.register.record(name, act, house.clock.now()))


def write_letters(house: Installation, name: str, *became: tuple[str, str]) -> None:
    """Compose the first mailing, a letter for each pair of a member and what became of it."""
    with house.database.writing() as connection:
        first = mailings.mailings_of(connection, name)[0].id
        composed = [
            StoredLetter(f"{name}-{n}", first, who, f"c-{who}", f"{who}@example.org", "m", "x")
            for n, (who, _) in enumerate(became)
        ]
        mailings.store_letters(connection, first, composed, START)
        for n, (_, state) in enumerate(became):
            letter = letters.c.id == f"{name}-{n}"
            connection.execute(update(letters).where(letter).values(state=state))


def test_what_has_the_least_time_left_stands_first_and_what_has_ended_last(
    house: Installation,
) -> None:
    for name in ("ended", "later", "soon", "open-ended"):
        house.place(name)
    ruled(house, "later", a.Extend(CHAIR, DEADLINE + timedelta(days=3)))
    ruled(house, "open-ended", a.Suspend(CHAIR))
    ruled(house, "ended", a.WithdrawText(CHAIR))

    assert names(house) == ["soon", "later", "open-ended", "ended"]
    assert names(house, limit=2, offset=1) == ["later", "open-ended"]


def test_the_row_says_what_is_awaited_and_who_must_act(house: Installation) -> None:
    house.place("running")
    house.place("broken", rules(objection__effect="collect"))
    house.place("stopped", rules(objection__effect="stop"))
    house.place("judged", rules(objection__effect="judged"))
    house.place("voting", rules(objection__effect="to-vote", vote__length="2 days"))
    house.place("held", rules(objection__effect="hold", objection__hold="1 day"))
    for name in ("broken", "stopped", "judged", "voting", "held"):
        taken(house.register.record(name, objection(), house.clock.now()))
    house.place("standing")
    ruled(house, "standing", a.Suspend(CHAIR))
    house.place("resting")
    ruled(house, "resting", a.Suspend(CHAIR, until=START + timedelta(days=1)))
    house.clock.present = DEADLINE + timedelta(minutes=1)
    house.register.keep_time("judged")

    found = {row.id: (row.awaits, row.whom) for row in shown(house)}

    assert found == {
        "running": (Awaits.RESPONSES, Whom.DELEGATIONS),
        "broken": (Awaits.OBJECTIONS, Whom.DELEGATIONS),
        "stopped": (Awaits.WAY_OUT, Whom.CHAIR),
        "judged": (Awaits.FINDING, Whom.CHAIR),
        "voting": (Awaits.VOTES, Whom.DELEGATIONS),
        "held": (Awaits.HOLDS, Whom.TIME),
        "standing": (Awaits.RESUMPTION, Whom.CHAIR),
        "resting": (Awaits.RESUMPTION, Whom.TIME),
    }
    assert set(names(house, Wanted(whom=Whom.CHAIR))) == {"stopped", "judged", "standing"}


def test_a_delegation_is_lost_when_no_letter_of_the_period_reached_it(house: Installation) -> None:
    house.place("well")
    write_letters(house, "well", ("brazil", "sent"), ("egypt", "queued"))
    house.place("ill")
    write_letters(house, "ill", ("brazil", "bounced"), ("egypt", "refused"), ("japan", "sent"))
    house.place("over")
    write_letters(house, "over", ("brazil", "bounced"))
    ruled(house, "over", a.WithdrawText(CHAIR))

    assert {row.id: row.lost for row in shown(house)} == {"well": 0, "ill": 2, "over": 0}
    assert names(house, Wanted(whom=Whom.SECRETARIAT)) == ["ill"]


def test_one_letter_that_arrived_is_enough_for_a_delegation(house: Installation) -> None:
    house.place("well")
    write_letters(house, "well", ("brazil", "bounced"))
    with house.database.writing() as connection:
        first = mailings.mailings_of(connection, "well")[0].id
        other = StoredLetter("another", first, "brazil", "c-japan", "b@example.org", "m", "x")
        mailings.store_letters(connection, first, [other], START)

    assert [row.lost for row in shown(house)] == [0]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("draft", ["first", "second"]),
        ("DRÁFT egypt", ["first", "second"]),
        ("dra", ["first", "second"]),
        ("hybrid", ["second"]),
        ("draft hybrid", ["second"]),
        ("会", ["second"]),
        ("raft", []),
        ("nowhere", []),
        ("%", ["first", "second"]),
        ("", ["first", "second"]),
    ],
)
def test_procedures_are_found_by_the_beginnings_of_their_words(
    house: Installation, search: str, found: list[str]
) -> None:
    house.place("first")
    house.place("second")
    words = (Paragraph("1", "A hybrid meeting: 混合会议."),)
    ruled(house, "second", a.Revise(CHAIR, words, until=DEADLINE + timedelta(days=9)))

    assert sorted(names(house, Wanted(search=search))) == found


def test_only_the_bodies_that_somebody_sees_are_on_the_board(house: Installation) -> None:
    house.place()
    assert names(house, Wanted(among=frozenset({"body"}))) == ["p"]
    assert names(house, Wanted(among=frozenset())) == []
    assert names(house, Wanted(body="another")) == []
    assert names(house, Wanted(phase="suspended")) == []


def test_what_an_older_program_left_empty_is_filled_in_from_the_entries(
    house: Installation,
) -> None:
    house.place()
    before = shown(house, Wanted(search="draft"))
    with house.database.writing() as connection:
        connection.execute(procedure_words.delete())
        connection.execute(update(procedures).values(awaits="", whom="", until=None, zone=""))
        assert fill_in(connection) == 1
        assert fill_in(connection) == 0

    assert shown(house, Wanted(search="draft")) == before


def test_words_are_plain_and_signs_without_spaces_stand_alone() -> None:
    assert words_in("Côte d'Ivoire, A/CONF.4/L.1") == (
        "cote", "d", "ivoire", "a", "conf", "4", "l", "1",
    )  # fmt: skip
    assert words_in("第3条 مرحبا") == ("第", "3", "条", "مرحبا")
