"""What the letters about an agenda tell in cases that differ from the plain one."""

from __future__ import annotations

import pytest

from nemcon.agenda import acts as aa
from nemcon.agenda.items import Item, Revisit, Sitting
from nemcon.agenda.notices import AgendaNotice
from nemcon.mail.agenda_letters import AGENDA
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import ReopenResult
from nemcon.procedure.people import TIME
from tests.agenda import build as agenda
from tests.agenda.build import Session
from tests.procedure.build import START, hour

from . import meetings
from .build import ISSUER
from .meetings import Course, both, course_of, says
from .reading import flat
from .typed import rules

UNNAMED = rules(compilation__names="unnamed", late__admitted_by="chair")


def about(session: Session) -> Course:
    return course_of(AGENDA, "agenda", ISSUER, session.recorded)


def test_a_paragraph_that_is_left_out_or_new_is_called_so() -> None:
    session = agenda.circulated()
    items = (*agenda.ITEMS[:2], Item("4", "Other matters"))
    assert session.chair(aa.ReviseAgenda, 5, items, agenda.PARTS[1:])
    both(
        about(session),
        AgendaNotice.REVISION,
        "Item 3 is deleted",
        "Item 4 is new",
        "The part “sittings” of the organization of work is deleted",
    )


def test_an_agenda_adopted_by_silence_says_so_and_that_the_time_is_not_known() -> None:
    session = agenda.under_silence(item_by_item=True)
    session.result(40, Outcome.PARTLY_ADOPTED, "outcome")
    course = about(session)
    both(
        course,
        AgendaNotice.ADOPTION,
        "the agenda was adopted by silence, with the exception of the part “outcome”",
        "To be taken up again at a time to be announced",
        "[left open]",
    )
    assert course.matter(AgendaNotice.ADOPTION).calendar("nemcon.example", START, "brazil") == ""


def test_an_adoption_that_was_set_aside_is_replaced_by_the_one_told_next() -> None:
    session = agenda.under_silence(item_by_item=True)
    session.result(40, Outcome.PARTLY_ADOPTED, "outcome")
    replaces = "This replaces what was told of the adoption before."
    assert replaces not in says(about(session), AgendaNotice.ADOPTION)
    session.put(ReopenResult(TIME, session.state.child, hour(41)), hour(41))
    session.result(42, Outcome.ADOPTED)
    both(about(session), AgendaNotice.ADOPTION, "the agenda was adopted by silence.", replaces)


def test_the_entry_of_what_was_left_open_is_called_off_when_it_is_settled() -> None:
    session = agenda.adopted("outcome")
    session.settle(40, "outcome", aa.Settlement.DEFERRED)
    course = about(session)
    matter = course.matter(AgendaNotice.PART)
    assert "STATUS:CANCELLED" in matter.calendar("nemcon.example", START, "brazil")
    both(course, AgendaNotice.PART, "was deferred to the eleventh session. Nothing is left open.")


def test_an_agenda_that_was_not_adopted_is_said_not_to_be() -> None:
    session = agenda.circulated().wait(90)
    both(about(session), AgendaNotice.END, "The agenda was not adopted.")


def test_a_late_proposal_is_told_as_late() -> None:
    session = agenda.circulated()
    session.propose("brazil", 25)
    both(about(session), AgendaNotice.PROPOSAL, "It is recorded as late", to="norway")
    both(about(session), AgendaNotice.RECEIPT, "It is recorded as late", to="brazil")


def test_who_speaks_on_the_agenda_is_named_where_a_compilation_names_nobody() -> None:
    session = agenda.circulated(UNNAMED)
    session.propose("brazil", 3, change=aa.Change.EXCEPT, says="The capital cannot.")
    session.chair(aa.PutCompromise, 6, ("outcome",), Revisit(sitting=3), "Adopt now.")
    session.of("brazil", aa.OpposeCompromise, 7, "Item 2 comes first.")
    course = about(session)
    words = ("the delegation of Brazil has proposed a change", "The capital cannot.")
    both(course, AgendaNotice.PROPOSAL, *words, to="norway")
    words = ("the delegation of Brazil cannot join the compromise", "Item 2 comes first.")
    both(course, AgendaNotice.OPPOSITION, *words, to="norway")


def test_a_sitting_that_ends_at_midnight_names_no_day_after_its_own() -> None:
    session = agenda.circulated(sittings=(Sitting(1, hour(58), hour(62), ("2",)),))
    text = flat(about(session).letter(AgendaNotice.CIRCULATION, zone="UTC").text)
    assert "Wednesday, 17 June 2026, 8 p.m. (UTC), to 12 midnight" in text


def test_a_timetable_that_changed_says_what_was_and_what_is() -> None:
    course = meetings.of(AgendaNotice.TIMETABLE)
    text = course.letter(AgendaNotice.TIMETABLE).text
    new, old = text.index("WHAT IS NEW"), text.index("WHAT NO LONGER HOLDS")
    assert text.index("Friday, 19 June 2026, 4 p.m. (Vienna time", new) < old
    assert "Thursday, 18 June 2026, 8 p.m. (Vienna time" in text[old:]
    assert "STATUS:CONFIRMED" in course.matter(AgendaNotice.TIMETABLE).calendar("x.org", START, "")


def test_a_sitting_that_ends_on_another_day_of_the_reader_names_that_day() -> None:
    course = meetings.of(AgendaNotice.CIRCULATION)
    text = flat(course.letter(AgendaNotice.CIRCULATION, zone="Asia/Karachi").text)
    assert (
        "Thursday, 18 June 2026, 11 p.m. (Karachi time, UTC+5), to Friday, 19 June 2026, 1 a.m."
        in (text)
    )


def test_a_letter_composed_late_speaks_of_its_own_moment() -> None:
    session = agenda.adopted("outcome")
    early = about(session).letter(AgendaNotice.ADOPTION)
    session.settle(40, "outcome")
    assert about(session).letter(AgendaNotice.ADOPTION) == early


def test_an_unknown_entry_is_not_an_occasion() -> None:
    course = meetings.of(AgendaNotice.CIRCULATION)
    with pytest.raises(LookupError):
        AGENDA.occasion(AgendaNotice.END, "agenda", ISSUER, 9, course.record)


def test_a_session_that_is_a_place_and_dates_reads_as_one() -> None:
    course = about(agenda.circulated(session="Vienna, 7 and 8 July 2020"))
    both(course, AgendaNotice.CIRCULATION, "organization of work (Vienna, 7 and 8 July 2020), set")


def test_an_agenda_without_a_time_for_proposals_says_how_long_they_may_be_made() -> None:
    course = about(agenda.circulated(until=None))
    both(course, AgendaNotice.CIRCULATION, "may be made until it is adopted")
    assert course.letter(AgendaNotice.CIRCULATION).subject.endswith(" - circulated")


def test_changes_may_be_proposed_by_those_whom_the_rules_name() -> None:
    course = meetings.of(AgendaNotice.CIRCULATION)
    may = "your delegation may propose changes"
    assert may in says(course, AgendaNotice.CIRCULATION, "brazil")
    assert may not in says(course, AgendaNotice.CIRCULATION, "unesco")


def test_a_letter_about_an_agenda_has_the_session_of_the_agenda_at_its_head() -> None:
    course = about(agenda.circulated(session="Third session, Geneva"))
    head = course.letter(AgendaNotice.CIRCULATION).text.split("PROVISIONAL")[0]
    assert "Third session, Geneva" in head
    assert ISSUER.session not in head
    assert ISSUER.session in about(agenda.circulated()).letter(AgendaNotice.CIRCULATION).text


def test_a_part_adopted_in_other_words_is_told_with_both() -> None:
    session = agenda.adopted("outcome")
    session.settle(40, "outcome", says="Travel and interpretation")
    text = flat(about(session).letter(AgendaNotice.PART).text)
    before, after = text.split("ADOPTED IN THESE WORDS")
    assert "Recommendations that are not agreed go to a compilation" in before
    assert "Travel and interpretation" in after


def test_letters_say_what_becomes_of_proposals_that_wait_and_count_them_from_one() -> None:
    session = agenda.circulated()
    session.propose("brazil", 2, place="2", says="Other bodies")
    session.propose("norway", 3, says="By silence.")
    session.chair(aa.PutCompromise, 6, ("outcome",), Revisit(sitting=3), "Adopt now.")
    session.adopt(7, "outcome", revisit=Revisit(sitting=3))
    session.settle(73, "outcome")
    first = "Proposal 1: the delegation of Brazil asked"
    second = "Proposal 2: the delegation of Norway asked"
    course = about(session)
    both(course, AgendaNotice.COMPROMISE, first, second, "They stay in the record.")
    left = "proposals that were not taken up, and stay in the record"
    waits, over = flat(course.letter(AgendaNotice.ADOPTION).text).lower().split(left)
    assert second.lower() in waits
    assert first.lower() in over
    assert second.lower() in flat(course.letter(AgendaNotice.PART).text).lower().split(left)[1]
