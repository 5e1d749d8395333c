"""What the letters of a negotiation tell in cases that differ from the plain one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nemcon.mail.negotiation_letters import NEGOTIATION
from nemcon.negotiation import acts as na
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import TakeResult
from nemcon.procedure.people import TIME
from tests.negotiation import build as negotiation
from tests.negotiation.build import (
    FOUR,
    Negotiation,
    amend,
    delegation,
    done,
    move,
    position,
    revision,
)
from tests.procedure.build import CHAIR, START, hour

from . import meetings
from .build import ISSUER
from .meetings import Course, both, course_of, says
from .reading import flat
from .typed import rules

UNNAMED = rules(compilation__names="unnamed", late__admitted_by="chair")


def on(it: Negotiation) -> Course:
    return course_of(NEGOTIATION, "recommendations", ISSUER, it.recorded)


def test_the_redline_says_what_changed_in_text_and_in_type() -> None:
    it = negotiation.tabled()
    words = {"1": "States parties may meet every two years."}
    done(it.does(revision(wording=words), 2))
    parts = on(it).letter(NegotiationNotice.REVISION)
    assert (
        "States parties {\u2212should\u2212} {+may+} meet every {\u2212year\u2212} {+two years+}."
        in flat(parts.text)
    )
    assert (
        "States parties <del>should</del><ins>may</ins> meet every <del>year</del>"
        "<ins>two years</ins>." in parts.html
    )
    assert "{\u2212...\u2212}" in parts.text
    assert "<del>struck out</del>" in parts.html


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
    done(it.does(position("france", "A1", "cosponsor"), 2.5))
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
        course,
        NegotiationNotice.RECEIPT,
        "a reservation, filed in its name on paragraph 2",
        "Not us.",
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


def test_who_is_named_as_a_cosponsor_is_told_all_of_the_amendment_and_what_it_may_do() -> None:
    it = negotiation.tabled(UNNAMED)
    done(it.does(amend("italy", "2", "Two [France: or three] points.", cosponsors=("france",)), 1))
    course = on(it)
    assert course.receivers(NegotiationNotice.NAMED) == ("france",)
    both(
        course,
        NegotiationNotice.NAMED,
        "it is named as a co-sponsor of amendment A1, which the delegation of Italy has filed",
        "has filed nothing by this, and is reminded of the end of the round like any other",
        "it may confirm that it co-sponsors the amendment, or oppose it",
        "Two [France: or three] points.",
    )


def test_a_cosponsor_is_called_one_once_it_has_said_so_itself() -> None:
    it = negotiation.tabled()
    named = ("france", "china")
    done(it.does(amend("italy", "2", "Two points.", cosponsors=named), 1))
    told = flat(on(it).letter(NegotiationNotice.RECEIPT, "italy").text)
    assert "Named as co-sponsors: France and China" in told
    assert "Co-sponsored by" not in told
    done(it.does(position("france", "A1", "cosponsor"), 2))
    told = flat(on(it).letter(NegotiationNotice.RECEIPT, "france").text)
    assert "Co-sponsored by: France Named as co-sponsors: China" in told


def test_who_is_named_by_a_late_amendment_is_told_that_it_does_not_count() -> None:
    it = negotiation.tabled(rules(late__admitted_by="chair"))
    done(it.does(amend("italy", "2", "Two points.", cosponsors=("france",)), 25))
    course = on(it)
    both(course, NegotiationNotice.NAMED, "It is recorded as late and does not count.")
    assert "reminded" not in says(course, NegotiationNotice.NAMED)


def test_names_typed_into_a_wording_are_told_to_nobody_but_its_author() -> None:
    it = negotiation.tabled(UNNAMED)
    done(it.does(amend("italy", "2", "Parties [Italy: shall] meet."), 1))
    done(it.does(na.SetRound(CHAIR, hour(40)), 2))
    done(it.does(position("brazil", "A1", "support"), 3))
    course = on(it)
    for notice in (NegotiationNotice.ROUND, NegotiationNotice.RECEIPT):
        told = says(course, notice, "brazil")
        assert "Parties [shall] meet." in told
        assert "Italy" not in told
    own = course_of(NEGOTIATION, "recommendations", ISSUER, it.recorded[:2])
    both(own, NegotiationNotice.RECEIPT, "Parties [Italy: shall] meet.", to="italy")


@pytest.mark.parametrize(
    ("rung", "package", "opens"),
    [
        ("agreed-ad-referendum", "false", True),
        ("agreed", "false", False),
        ("agreed", "true", True),
    ],
)
def test_a_paragraph_is_said_to_open_again_only_where_an_amendment_opens_it(
    rung: str, package: str, *, opens: bool
) -> None:
    it = negotiation.tabled(rules(negotiation__package=package))
    done(it.does(move(rung, "2"), 1))
    told = says(on(it), NegotiationNotice.PARAGRAPHS)
    assert ("An amendment to such a paragraph opens it again." in told) == opens
    assert ("No amendment to what has been agreed can be proposed any more" in told) != opens


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


def test_an_outcome_that_comes_after_another_says_that_it_replaces_it() -> None:
    it = negotiation.tabled()
    done(it.does(move("agreed", "1", "2"), 1))
    done(it.does(na.ConcludeNegotiation(CHAIR, until=hour(90)), 2))
    child = it.state.child
    done(it.does(TakeResult(TIME, child, Outcome.PARTLY_ADOPTED, hour(90), ("1",), ("2",)), 91))
    both(on(it), NegotiationNotice.OUTCOME, "inform it that the negotiation has ended.")
    done(it.does(TakeResult(TIME, child, Outcome.ADOPTED, hour(92), ("1", "2")), 92))
    both(
        on(it),
        NegotiationNotice.OUTCOME,
        "the negotiation has ended. This replaces what was told of its outcome before.",
        "Paragraphs 1 and 2 are adopted.",
    )


def test_a_round_without_an_end_has_no_deadline_and_no_entry() -> None:
    course = on(negotiation.tabled(until=None))
    both(course, NegotiationNotice.TABLED, "until the Chair ends the round")
    assert course.letter(NegotiationNotice.TABLED).subject.endswith(" - tabled")
    matter = course.matter(NegotiationNotice.TABLED)
    assert matter.calendar("nemcon.example", START, "brazil") == ""


def test_a_body_that_something_goes_to_takes_its_article() -> None:
    to = "Conference of the Parties, tenth session"
    course = on(negotiation.tabled(to=to))
    both(course, NegotiationNotice.TABLED, f"which is addressed to the {to}.")


def test_what_a_rule_of_the_negotiation_says_is_said_in_words() -> None:
    course = meetings.of(NegotiationNotice.OUTCOME)
    both(course, NegotiationNotice.OUTCOME, "the paragraph is listed in the compilation")
    assert "otherwise: compiled" not in says(course, NegotiationNotice.OUTCOME)


def test_amendments_may_be_proposed_by_those_whom_the_rules_name() -> None:
    course = meetings.of(NegotiationNotice.TABLED)
    may = "your delegation may propose amendments"
    assert may in says(course, NegotiationNotice.TABLED, "brazil")
    assert may not in says(course, NegotiationNotice.TABLED, "unesco")


def test_a_text_that_was_taken_up_says_from_where_and_a_revision_has_its_symbol() -> None:
    it = negotiation.tabled(
        text=replace(FOUR, symbol="A/1/L.1"), origin=na.Origin("last-year", 12, "f" * 64)
    )
    both(
        on(it),
        NegotiationNotice.TABLED,
        "taken up from the Chair's compilation of the negotiation last-year, entry 12.",
    )
    done(it.does(revision(wording={"1": "States parties may meet."}), 2))
    both(on(it), NegotiationNotice.REVISION, "A/1/L.1/Rev.1")


def test_the_reason_of_the_conclusion_is_none_of_what_silence_led_to() -> None:
    it = negotiation.tabled()
    done(it.does(move("agreed", "1", "2"), 1))
    done(it.does(na.ConcludeNegotiation(CHAIR, until=hour(90), because="Time is up."), 2))
    done(it.does(TakeResult(TIME, it.state.child, Outcome.ADOPTED, hour(90), ("1", "2")), 91))
    assert "Time is up." in says(on(it), NegotiationNotice.CONCLUSION)
    assert "Time is up." not in says(on(it), NegotiationNotice.OUTCOME)
