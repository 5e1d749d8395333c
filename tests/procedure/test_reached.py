"""Whose silence may be taken for consent: only theirs whom a letter reached."""

from __future__ import annotations

from nemcon.procedure.acts import Kind
from nemcon.procedure.standing import still_silent
from nemcon.procedure.state import Phase

from .build import MEMBERS, under_silence


def test_a_filing_on_behalf_of_others_that_does_not_object_is_not_theirs() -> None:
    silence = under_silence()

    silence.file("norway", 10, Kind.AGREE, on_behalf_of=MEMBERS)

    assert still_silent(silence.state) == tuple(m for m in MEMBERS if m != "norway")


def test_where_nobody_was_reached_no_paragraph_is_adopted_beside_a_contested_one() -> None:
    silence = under_silence(sent=(), text__divisible="true", consultation__length="10 days")
    silence.object("norway", 10, "1")

    silence.wait(73)

    assert silence.state.phase is Phase.CONSULTATION
    assert silence.state.adopted == ()
