"""What was left open reads as it was adopted, and what became of proposals by then."""

from __future__ import annotations

from nemcon.agenda.acts import Change, ProposeChange, Settlement
from nemcon.agenda.fate import Fate, count_of, fate_of
from nemcon.agenda.settling import words_at
from tests.agenda.build import LAST, Session, adopted, circulated
from tests.procedure.build import MEMBERS

WORDS = "Recommendations, and a summary of the Chair"
WAS = "Recommendations that are not agreed go to a compilation"


def fates(session: Session) -> list[Fate]:
    """What became of each proposal."""
    return [fate_of(session.state, proposal) for proposal in session.state.proposals]


def adopted_after(*proposals: tuple[Change, str, str]) -> Session:
    """An agenda that was adopted without the part on the outcome, after these proposals."""
    session = circulated()
    for change, place, says in proposals:
        session.of(MEMBERS[0], ProposeChange, 2, change, place, says)
    session.adopt(30, "outcome", revisit=LAST)
    return session


def test_a_part_that_is_adopted_in_other_words_reads_in_these_with_the_old_ones_kept() -> None:
    session = adopted("outcome")
    session.settle(77, "outcome", Settlement.ADOPTED, f"{WORDS}\n")
    assert words_at(session.state, "outcome") == WORDS
    assert session.state.exceptions[0].was == WAS


def test_an_item_that_is_adopted_in_other_words_has_them_as_its_title() -> None:
    session = adopted("1 (b)")
    session.settle(77, "1 (b)", Settlement.ADOPTED, "Adoption, and other matters")
    assert words_at(session.state, "1 (b)") == "Adoption, and other matters"
    assert words_at(session.state, "1") == "Organizational matters"


def test_what_is_said_of_a_part_that_is_deferred_is_not_how_it_reads() -> None:
    session = adopted("outcome")
    session.settle(77, "outcome", Settlement.DEFERRED, "To be discussed again")
    assert words_at(session.state, "outcome") == WAS


def test_a_proposal_waits_while_what_it_is_about_is_open_and_is_then_met_or_not() -> None:
    session = adopted_after(
        (Change.AMEND, "outcome", WORDS.upper()),
        (Change.AMEND, "outcome", "Something else"),
        (Change.EXCEPT, "outcome", ""),
        (Change.DELETE, "2", ""),
    )
    assert fates(session) == [Fate.WAITS, Fate.WAITS, Fate.WAITS, Fate.NOT_TAKEN_UP]
    session.settle(77, "outcome", Settlement.ADOPTED, WORDS)
    assert fates(session) == [Fate.MET, Fate.NOT_TAKEN_UP, Fate.MET, Fate.NOT_TAKEN_UP]


def test_proposals_are_counted_from_one_whatever_their_entries_are_called() -> None:
    session = adopted_after((Change.DELETE, "2", ""), (Change.DELETE, "3", ""))
    assert [count_of(session.state, p.number) for p in session.state.proposals] == [1, 2]
