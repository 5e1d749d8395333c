"""What the letters of agendas and negotiations tell in cases that differ from the plain one."""

from __future__ import annotations

from enum import StrEnum

import pytest

from nemcon.agenda import acts as aa
from nemcon.agenda.items import Item
from nemcon.agenda.notices import AgendaNotice
from nemcon.mail.agenda_letters import AGENDA
from nemcon.mail.negotiation_letters import NEGOTIATION
from nemcon.negotiation import acts as na
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import TakeResult
from nemcon.procedure.people import TIME
from tests.agenda import build as agenda
from tests.agenda.build import Session
from tests.negotiation import build as negotiation
from tests.negotiation.build import Negotiation, amend, delegation, done, move, position, revision
from tests.procedure.build import CHAIR, START, hour

from . import meetings
from .build import ISSUER
from .meetings import Course, course_of, rules
from .reading import flat, seen

UNNAMED = rules(compilation__names="unnamed", late__admitted_by="chair")


def about(session: Session) -> Course:
    return course_of(AGENDA, "agenda", ISSUER, session.recorded)


def on(it: Negotiation) -> Course:
    return course_of(NEGOTIATION, "recommendations", ISSUER, it.recorded)


def says(course: Course, notice: StrEnum, to: str = "") -> str:
    """What both parts of the last letter of that kind say: the text, which the HTML must match."""
    parts = course.letter(notice, to)
    return f"{flat(parts.text)} {seen(parts.html)}"


def both(course: Course, notice: StrEnum, *words: str, to: str = "") -> None:
    """Each part of the letter must say all of this."""
    parts = course.letter(notice, to)
    for part in (flat(parts.text), seen(parts.html)):
        for word in words:
            assert word in part, f"{word!r} is not in: {part}"


def test_the_redline_says_what_changed_in_text_and_in_type() -> None:
    it = negotiation.tabled()
    words = {"1": "States parties may meet every two years."}
    done(it.does(revision(wording=words), 2))
    parts = on(it).letter(NegotiationNotice.REVISION)
    assert (
        "States parties [\u2212should\u2212] [+may+] meet every [\u2212year\u2212] [+two years+]."
        in flat(parts.text)
    )
    assert (
        "States parties <del>should</del><ins>may</ins> meet every <del>year</del>"
        "<ins>two years</ins>." in parts.html
    )
    assert "[\u2212...\u2212]" in parts.text
    assert "<del>struck out</del>" in parts.html


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


def test_a_revision_tells_what_became_of_every_amendment() -> None:
    it = negotiation.tabled(rules(late__admitted_by="chair"))
    for number, (who, paragraph, words) in enumerate(
        (
            ("italy", "1", "States parties should meet twice a year."),
            ("china", "1", "States parties should meet thrice a year."),
            ("france", "2", "No contact points."),
            ("brazil", "3", "Evidence may be admissible."),
            ("italy", "4", "The Secretariat may develop tools."),
        )
    ):
        done(it.does(amend(who, paragraph, words), 1 + number / 10))
    merging = na.Merging(("A1", "A2"), "States parties should meet often.")
    parts = {"merged": (merging,), "not_taken_up": ("A3",), "alternatives": ("A4",)}
    done(it.does(revision(**parts, until=hour(50)), 20))
    both(
        on(it),
        NegotiationNotice.REVISION,
        "merged into A6",
        "A6 (Italy and China): other wording for paragraph 1",
        "“States parties should meet often.” - made of A1 and A2, and accepted",
        "A3 (France): other wording for paragraph 2: “No contact points.” - not taken up",
        "left in the text as an alternative, in brackets",
        "What stands in square brackets is not agreed.",
        "A5 (Italy): other wording for paragraph 4",
        "Paragraphs 3 and 3 alt: open, with brackets",
        "Round 2 of the negotiation has begun on it.",
    )


def test_an_amendment_that_no_longer_fits_is_listed_with_the_reason() -> None:
    it = negotiation.tabled()
    done(it.does(amend("italy", "2", "two points", passage="contact points"), 1))
    done(it.does(revision(wording={"2": "States parties should meet."}), 2))
    text = on(it).letter(NegotiationNotice.REVISION).text
    listed = text.index("AMENDMENTS THAT NO LONGER FIT THE TEXT")
    assert "A1 (Italy): other wording for words in paragraph 2" in text[listed:]


@pytest.mark.parametrize("named", [True, False])
def test_receipts_say_what_was_filed_and_name_nobody_else_where_nobody_is_named(
    *, named: bool
) -> None:
    profile = rules(late__admitted_by="chair") if named else UNNAMED
    it = negotiation.tabled(profile)
    done(it.does(amend("italy", "2", "Two points.", cosponsors=("france",), reason="Why."), 1))
    done(it.does(position("brazil", "A1", "oppose", "One suffices."), 2))
    told = says(on(it), NegotiationNotice.RECEIPT, "brazil")
    assert "acknowledge that it opposes amendment A1" in told
    assert "One suffices." in told
    assert "Two points." in told
    assert ("Italy" in told, "France" in told, "Why." in told) == (named,) * 3
    done(it.does(na.WithdrawAmendment(delegation("italy"), "A1"), 3))
    told = says(on(it), NegotiationNotice.RECEIPT, "italy")
    assert "A co-sponsor carries it on" in told
    assert ("the delegation of France" in told) == named


def test_a_late_amendment_is_answered_as_late() -> None:
    it = negotiation.tabled(rules(late__admitted_by="chair"))
    done(it.does(amend("italy", "2", "Two points."), 25))
    both(
        on(it),
        NegotiationNotice.RECEIPT,
        "It is recorded as late and does not count. The Chair may admit it; you would be told.",
        to="italy",
    )


def test_an_amendment_to_what_was_agreed_says_that_it_is_open_again() -> None:
    it = negotiation.tabled()
    done(it.does(move("agreed-ad-referendum", "2"), 1))
    done(it.does(amend("italy", "2", "Two points."), 2))
    both(
        on(it),
        NegotiationNotice.RECEIPT,
        "Paragraph 2, which had been agreed, is open again.",
        to="italy",
    )


def test_a_statement_is_answered_with_its_words() -> None:
    it = negotiation.tabled()
    statement = na.MakeStatement(delegation("unesco"), na.Statement.RESERVE, ("2",), "Not us.")
    done(it.does(statement, 2))
    course = on(it)
    both(
        course, NegotiationNotice.RECEIPT, "a reserve, filed in its name on paragraph 2", "Not us."
    )
    both(course, NegotiationNotice.RECEIPT, "On this page your delegation may make statements.")


def test_the_end_of_a_round_says_what_follows_if_the_chair_does_nothing() -> None:
    it = negotiation.tabled(rules(negotiation__chair_time="2 days", negotiation__reminders="none"))
    done(it.time(25))
    both(
        on(it),
        NegotiationNotice.ROUND_CLOSED,
        "If the Chair has done none of these by the time below, all that is not adopted goes to",
    )


def test_what_is_adopted_in_the_meeting_is_told_at_once() -> None:
    it = negotiation.tabled()
    done(it.does(move("agreed", "1", "2", "3", "4"), 1))
    done(it.does(na.ConcludeNegotiation(CHAIR, in_meeting=True), 2))
    course = on(it)
    both(course, NegotiationNotice.OUTCOME, "Paragraphs 1, 2, 3 and 4 are adopted.")
    calendar = course.matter(NegotiationNotice.OUTCOME).calendar("nemcon.example", START, "brazil")
    assert "STATUS:CANCELLED" in calendar


def test_a_text_that_is_withdrawn_is_said_to_be() -> None:
    it = negotiation.tabled()
    done(it.does(na.WithdrawTabled(CHAIR, "Overtaken."), 2))
    both(on(it), NegotiationNotice.OUTCOME, "the text was withdrawn", "Overtaken.")


def test_an_agenda_adopted_by_silence_says_so_and_that_the_time_is_not_known() -> None:
    session = agenda.under_silence(item_by_item=True)
    session.result(40, Outcome.PARTLY_ADOPTED, "outcome")
    course = about(session)
    both(
        course,
        AgendaNotice.ADOPTION,
        "the agenda was adopted by silence, with the exception of the part “outcome”",
        "To be revisited at a time to be announced",
        "[left open]",
    )
    assert course.matter(AgendaNotice.ADOPTION).calendar("nemcon.example", START, "brazil") == ""


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


def test_grounds_are_not_told_where_they_would_give_their_author_away() -> None:
    session = agenda.circulated(UNNAMED)
    session.propose("brazil", 3, change=aa.Change.EXCEPT, says="Brasília cannot.")
    told = says(about(session), AgendaNotice.PROPOSAL, "norway")
    assert "a delegation has proposed a change" in told
    assert "Brasília" not in told
    assert "Brasília" in says(about(session), AgendaNotice.RECEIPT, "brazil")


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


def test_what_may_be_done_on_the_page_is_what_the_rules_let_the_delegation_do() -> None:
    course = meetings.of(AgendaNotice.CIRCULATION)
    assert "your delegation may propose changes" in says(course, AgendaNotice.CIRCULATION, "brazil")
    assert "your delegation may propose changes" not in says(
        course, AgendaNotice.CIRCULATION, "unesco"
    )
    course = meetings.of(NegotiationNotice.TABLED)
    assert "your delegation may propose amendments" in says(
        course, NegotiationNotice.TABLED, "brazil"
    )
    assert "your delegation may propose amendments" not in says(
        course, NegotiationNotice.TABLED, "unesco"
    )


def test_the_outcome_is_that_of_the_period_of_silence() -> None:
    it = negotiation.tabled()
    done(it.does(move("agreed", "1", "2"), 1))
    done(it.does(na.ConcludeNegotiation(CHAIR, until=hour(90)), 2))
    result = TakeResult(TIME, it.state.child, Outcome.PARTLY_ADOPTED, hour(90), ("1",), ("2",))
    done(it.does(result, 91))
    both(
        on(it),
        NegotiationNotice.OUTCOME,
        "Paragraph 1 is adopted.",
        "Paragraphs 2, 3 and 4 do not enjoy agreement, and are listed in the Chair's compilation, "
        "which is addressed to the next session.",
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


def test_a_round_without_an_end_has_no_deadline_and_no_entry() -> None:
    course = on(negotiation.tabled(until=None))
    both(course, NegotiationNotice.TABLED, "until the Chair ends the round")
    assert course.letter(NegotiationNotice.TABLED).subject.endswith(" - tabled")
    matter = course.matter(NegotiationNotice.TABLED)
    assert matter.calendar("nemcon.example", START, "brazil") == ""


def test_an_agenda_without_a_time_for_proposals_says_how_long_they_may_be_made() -> None:
    course = about(agenda.circulated(until=None))
    both(course, AgendaNotice.CIRCULATION, "may be made until it is adopted")
    assert course.letter(AgendaNotice.CIRCULATION).subject.endswith(" - circulated")


def test_a_body_that_something_goes_to_takes_its_article() -> None:
    to = "Conference of the Parties, tenth session"
    course = on(negotiation.tabled(to=to))
    both(course, NegotiationNotice.TABLED, f"which is addressed to the {to}.")


def test_what_a_rule_of_the_negotiation_says_is_said_in_words() -> None:
    course = meetings.of(NegotiationNotice.OUTCOME)
    both(course, NegotiationNotice.OUTCOME, "the paragraph is listed in the compilation")
    assert "otherwise: compiled" not in says(course, NegotiationNotice.OUTCOME)
