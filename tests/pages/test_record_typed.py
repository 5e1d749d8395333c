"""The record of a session as the fields of its forms: what is written is read back unchanged."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.pages.agenda_record_parts import Part
from api.pages.agenda_record_typed import read_part, written
from api.pages.form import Form, Wrongs
from nemcon.agenda import acts as a
from nemcon.agenda.items import Item
from nemcon.agenda.record import (
    USUAL,
    Adoption,
    Attendance,
    Attendees,
    Called,
    Capacity,
    Deliberation,
    Heading,
    Opening,
    Panellist,
    Section,
    SessionRecord,
    Statements,
)
from nemcon.agenda.state import AgendaState
from nemcon.documents.record.reading import read_record
from tests.agenda.build import PLACES, circulated
from tests.documents.session import RECORD as RECORD_FILE


def _state() -> AgendaState:
    session = circulated()
    session.chair(a.NoteSpeaker, 49, "2", "brazil", 1)
    session.chair(a.NoteSpeaker, 49, "1 (a)", "egypt", 1)
    return session.state


STATE = _state()
REAL = replace(
    STATE,
    items=(*STATE.items, Item("4", "Other matters")),
    roll=(*STATE.roll, replace(STATE.roll[0], participant="chile", name="Chile")),
)
"""A session that has what the record of the real one names."""
SEATS = [seat.participant for seat in STATE.roll]
TEXT = st.sampled_from(
    ["A", "é", "其他。", "a, b; c: d", "- [2nd and 3rd]", "\"<b>\" & 'it'", "[...]", "1"]
)
MAYBE = st.one_of(st.just(""), TEXT)
SOME = st.lists(TEXT, max_size=2).map(tuple)
NUMBERS = st.lists(st.sampled_from([1, 2, 3, 4]), unique=True).map(lambda n: tuple(sorted(n)))
DELIBERATION = st.builds(
    Deliberation,
    st.sampled_from(PLACES),
    SOME,
    st.lists(st.builds(Panellist, TEXT, MAYBE), max_size=2).map(tuple),
    NUMBERS,
    st.booleans(),
)
CAPACITIES = st.lists(
    st.builds(Capacity, st.sampled_from(SEATS), TEXT),
    max_size=2,
    unique_by=lambda capacity: capacity.participant,
).map(tuple)
STATEMENTS = st.builds(Statements, st.sampled_from(PLACES), st.booleans(), CAPACITIES)
ATTENDANCE = st.builds(
    Attendance,
    st.sampled_from(Attendees),
    st.lists(TEXT, max_size=2).map(tuple),
    st.booleans(),
    st.booleans(),
)
CALLED = st.lists(st.builds(Called, st.sampled_from(PLACES), TEXT), max_size=2).map(tuple)
OUTLINE = st.lists(
    st.builds(Heading, st.sampled_from(Section), TEXT),
    min_size=1,
    unique_by=lambda heading: heading.section,
).map(lambda some: (*some, *(h for h in USUAL if _lacks_the_organization(h, some))))
RECORD = st.builds(
    SessionRecord,
    symbol=MAYBE,
    dated=st.one_of(st.none(), st.dates()),
    place=MAYBE,
    short=MAYBE,
    instrument=MAYBE,
    introduction=SOME,
    summarized=SOME,
    deliberations=st.lists(DELIBERATION, max_size=3, unique_by=lambda d: d.place).map(tuple),
    opening=st.builds(Opening, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE),
    notes=SOME,
    statements=st.lists(STATEMENTS, max_size=3, unique_by=lambda s: s.place).map(tuple),
    unconfirmed=st.lists(st.sampled_from(Attendees), unique=True).map(tuple),
    adoption=st.builds(Adoption, MAYBE, SOME, CALLED, MAYBE),
    how=MAYBE,
    attendance=st.lists(ATTENDANCE, max_size=3).map(tuple),
    participants=MAYBE,
    outline=OUTLINE,
)


def _lacks_the_organization(heading: Heading, among: list[Heading]) -> bool:
    return heading.section is Section.ORGANIZATION and all(
        other.section is not Section.ORGANIZATION for other in among
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(RECORD)
def test_a_record_written_into_its_forms_and_read_back_part_by_part_is_the_same(
    record: SessionRecord,
) -> None:
    whole = SessionRecord()
    for part in Part:
        read = read_part(part, written(part, STATE, record), STATE, whole)
        assert isinstance(read, SessionRecord), (part, read)
        whole = read

    assert whole == record


@pytest.mark.parametrize("part", Part)
def test_a_form_changes_its_own_part_of_the_record_and_no_other(part: Part) -> None:
    real = read_record(RECORD_FILE).record()
    other = replace(real, outline=USUAL[:2])

    begun = read_part(part, written(part, REAL, other), REAL, SessionRecord())
    ended = read_part(part, written(part, REAL, SessionRecord()), REAL, other)

    assert isinstance(begun, SessionRecord)
    assert isinstance(ended, SessionRecord)
    for elsewhere in set(Part) - {part}:
        assert written(elsewhere, REAL, begun) == written(elsewhere, REAL, SessionRecord())
        assert written(elsewhere, REAL, ended) == written(elsewhere, REAL, other)
    assert written(part, REAL, begun) == written(part, REAL, other)
    assert begun != SessionRecord()
    assert ended != other


@pytest.mark.parametrize("part", Part)
def test_a_form_that_is_sent_as_it_came_begins_nothing(part: Part) -> None:
    blank = SessionRecord()

    assert read_part(part, written(part, STATE, blank), STATE, blank) == blank


def test_the_record_of_a_real_session_goes_through_its_forms_unchanged() -> None:
    record = read_record(RECORD_FILE).record()

    whole = SessionRecord()
    for part in Part:
        read = read_part(part, written(part, REAL, record), REAL, whole)
        assert isinstance(read, SessionRecord), (part, read)
        whole = read
    assert whole == record


def test_what_the_register_knows_is_offered_and_not_asked() -> None:
    sent = written(Part.STATEMENTS, STATE, SessionRecord())
    offered = [value for name, value in sent.parts if name.endswith("-participant")]

    assert set(offered) == {"brazil", "egypt"}
    assert [v for n, v in sent.parts if n.endswith("-place")] == ["1", "2", "3"]


def wrongs(part: Part, *parts: tuple[str, str]) -> dict[str, str]:
    """What is wrong with that form, by its fields."""
    read = read_part(part, Form(parts), STATE, SessionRecord())
    assert isinstance(read, Wrongs)
    return {wrong.field: wrong.says for wrong in read.found}


def test_what_is_wrong_is_said_at_its_field_with_the_line_that_it_is_about() -> None:
    lines = "This is well.\n\nThis [is not."
    assert "“This [is not.”: " in wrongs(Part.INTRODUCTION, ("introduction", lines))["introduction"]
    assert "2026-07-08" in wrongs(Part.MASTHEAD, ("dated", "8 July"))["dated"]
    assert "dated" in wrongs(Part.MASTHEAD, ("dated", "2026-02-31"))
    hidden = wrongs(Part.OPENING, ("opening-format", "at \u202edistance"))
    assert "direction" in hidden["opening-format"]


def test_what_is_wrong_with_what_repeats_is_said_where_it_stands_in_the_form() -> None:
    unticked = ("deliberations-1-place", "1"), ("deliberations-1-summary", "Words")
    assert "deliberations-1-told" in wrongs(
        Part.SUMMARY, *unticked, ("deliberations-1-kept", "yes")
    )
    begun = read_part(Part.SUMMARY, Form(unticked), STATE, SessionRecord())
    assert isinstance(begun, SessionRecord)
    assert begun.deliberations == (Deliberation("1", ("Words",)),)
    later = [("deliberations-1-place", "1"), ("deliberations-4-place", "2")]
    later += [("deliberations-4-told", "yes"), ("deliberations-4-panellists-2-office", "Judge")]
    assert list(wrongs(Part.SUMMARY, *later)) == ["deliberations-4-panellists-2-name"]
    later += [("deliberations-4-summary", "Open [")]
    later += [("deliberations-4-panellists-2-name", "A"), ("deliberations-4-sittings", "9")]
    found = wrongs(Part.SUMMARY, *later)
    assert set(found) == {"deliberations-4-summary", "deliberations-4-sittings"}
    gone = [("statements-2-place", "9"), ("statements-2-open", "yes")]
    assert "statements-2-open" in wrongs(Part.STATEMENTS, *gone)
    kind = [("attendance-3-of", "parties"), ("attendance-3-names", "One\nTwo\u202e")]
    assert "“Two" in wrongs(Part.ATTENDANCE, *kind)["attendance-3-names"]
    assert "attendance-3-told" in wrongs(Part.ATTENDANCE, *kind, ("attendance-3-kept", "yes"))


def test_sections_stand_in_the_places_that_were_typed_and_none_are_the_usual_ones() -> None:
    sent = [("outline-1-section", "summary"), ("outline-1-words", "S"), ("outline-1-position", "2")]
    sent += [("outline-2-section", "introduction"), ("outline-2-words", "I")]
    assert "outline-2-position" in wrongs(Part.OUTLINE, *sent)

    read = read_part(
        Part.OUTLINE, Form((*sent, ("outline-2-position", "1"))), STATE, SessionRecord()
    )
    assert isinstance(read, SessionRecord)
    assert [heading.words for heading in read.outline] == ["I", "S"]
    none = read_part(Part.OUTLINE, Form(), STATE, read)
    assert isinstance(none, SessionRecord)
    assert none.outline == USUAL


def test_a_fault_in_another_part_is_told_as_such() -> None:
    record = SessionRecord(deliberations=(Deliberation("9"),))
    read = read_part(Part.MASTHEAD, Form((("place", "Vienna"),)), STATE, record)

    assert isinstance(read, Wrongs)
    assert "In the part “Summary of deliberations, item by item”: " in read.found[0].says
    assert read.found[0].field == ""


def test_the_paper_names_each_form_and_every_part_of_the_file_is_in_one_of_them() -> None:
    paper = (Path(__file__).parents[2] / "docs/report.md").read_text(encoding="utf-8")
    forms = dict(re.findall(r"(?m)^\| [^|]+ \| `(\w+)` \| ([^|]+) \|$", paper))

    assert set(forms) - {"file"} == set(Part)
    real = read_record(RECORD_FILE).record()
    for part in Part:
        other = replace(real, outline=USUAL[:2], unconfirmed=(Attendees.OBSERVERS,))
        read = read_part(part, written(part, REAL, SessionRecord()), REAL, other)
        assert isinstance(read, SessionRecord)
        gone = {f.name for f in fields(real) if getattr(read, f.name) != getattr(other, f.name)}
        assert gone == set(re.findall(r"`(\w+)`", forms[part])), part
