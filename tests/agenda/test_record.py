"""The record from which the report of a session is drafted: who keeps it, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from nemcon.agenda import acts as a
from nemcon.agenda.record import (
    USUAL,
    Adoption,
    Called,
    Capacity,
    Deliberation,
    Heading,
    Section,
    SessionRecord,
    Statements,
)
from nemcon.agenda.recording import STAYS_OPEN
from nemcon.procedure.refusal import Refusal
from tests.agenda.build import adopted, circulated
from tests.procedure.build import CHAIR, SECRETARIAT, allowed, hour

RECORD = SessionRecord(
    introduction=("The group was established in [2019].",),
    deliberations=(Deliberation("2", ("Speakers [...] agreed.",), sittings=(1, 2)),),
)


def test_a_record_replaces_the_one_before_and_the_same_again_is_no_news() -> None:
    session = circulated()
    other = replace(RECORD, short="Group")

    assert allowed(session.by(SECRETARIAT, a.KeepRecord, 1, RECORD)) == ["RecordKept"]
    assert session.chair(a.KeepRecord, 2, RECORD) == ()
    assert allowed(session.chair(a.KeepRecord, 3, other)) == ["RecordKept"]
    assert session.state.record == other


def test_a_record_written_from_one_that_does_not_stand_any_more_is_refused() -> None:
    session = circulated()
    other = replace(RECORD, short="Group")

    assert allowed(session.chair(a.KeepRecord, 1, RECORD, 0)) == ["RecordKept"]
    late = session.chair(a.KeepRecord, 2, other, 0)
    assert isinstance(late, Refusal)
    assert late.code == "record-changed"
    assert session.state.record == RECORD
    read = session.state.record_number
    assert allowed(session.chair(a.KeepRecord, 3, other, read)) == ["RecordKept"]


def test_a_delegation_does_not_keep_the_record() -> None:
    answer = circulated().of("brazil", a.KeepRecord, 1, RECORD)

    assert isinstance(answer, Refusal)
    assert answer.code == "not-authorised"


def test_the_record_can_be_kept_for_a_year_after_the_session_and_no_longer() -> None:
    session = adopted().wait(200)
    ended = session.state.ended_at
    assert ended is not None

    late = session.act(a.KeepRecord(CHAIR, RECORD), ended + STAYS_OPEN + timedelta(seconds=1))
    last = session.act(a.KeepRecord(CHAIR, RECORD), ended + STAYS_OPEN)

    assert isinstance(late, Refusal)
    assert late.code == "record-closed"
    assert allowed(last) == ["RecordKept"]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (SessionRecord(deliberations=(Deliberation("9"),)), "no-such-place"),
        (SessionRecord(deliberations=(Deliberation("2", sittings=(9,)),)), "no-such-sitting"),
        (SessionRecord(statements=(Statements("9"),)), "no-such-place"),
        (SessionRecord(adoption=Adoption(called=(Called("x", "y"),))), "no-such-place"),
        (
            SessionRecord(statements=(Statements("2", capacities=(Capacity("mars", "too"),)),)),
            "not-on-the-roll",
        ),
        (SessionRecord(introduction=("Open [ended.",)), "bracket-not-closed"),
        (SessionRecord(how="by ] wire"), "bracket-not-opened"),
        (SessionRecord(outline=(*USUAL, USUAL[0])), "section-twice"),
        (SessionRecord(outline=(Heading(Section.OPENING, "Opening"),)), "section-alone"),
        (SessionRecord(deliberations=(Deliberation("2"), Deliberation("2"))), "item-twice"),
    ],
)
def test_a_record_that_names_what_is_not_there_or_cannot_be_read_is_refused(
    record: SessionRecord, code: str
) -> None:
    session = circulated()

    answer = session.act(a.KeepRecord(CHAIR, record), hour(1))

    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert session.state.record is None
