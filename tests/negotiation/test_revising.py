"""The Chair issues the text anew and disposes of amendments."""

from __future__ import annotations

import pytest

from nemcon.negotiation.acts import Merging, Rung
from nemcon.negotiation.entries import Disposed, RevisionIssued, RoundClosed
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import NegotiationPhase
from nemcon.procedure.people import Group
from nemcon.text.amendments import Status
from nemcon.text.document import Paragraph
from tests.negotiation.build import (
    CHAIR,
    FOUR,
    SECRETARIAT,
    Negotiation,
    Part,
    amend,
    code,
    delegation,
    done,
    hour,
    move,
    position,
    revision,
    rules,
    tabled,
    text,
)


def with_amendments() -> Negotiation:
    it = tabled()
    done(it.does(amend("italy", "1", "shall", passage="should"), 1))
    done(it.does(amend("brazil", "1", "may", passage="should", cosponsors=("france",)), 1))
    done(it.does(amend("china", "2", "New.", change="insert"), 1))
    done(it.does(amend("france", "3", change="delete"), 1))
    done(it.does(position("china", "A1", "support"), 2))
    return it


def statuses(it: Negotiation) -> list[str]:
    return [p.amendment.status.name for p in it.state.amendments]


def test_what_is_accepted_and_what_needs_its_words_are_both_named_where_they_collide() -> None:
    it = tabled()
    done(it.does(amend("italy", "1", "may", passage="should"), 1))
    done(it.does(amend("china", "1", "should always", passage="should"), 1))
    answer = it.does(revision(accepted=("A1",), alternatives=("A2",)), 2)
    assert code(answer) == "amendments-collide"
    assert "A2 is about words that A1 changes" in getattr(answer, "says", "")


def test_what_is_accepted_stands_in_the_text() -> None:
    it = with_amendments()

    done(it.does(revision(accepted=("A1", "A3", "A4"), actor=SECRETARIAT), 3))

    assert it.words("1") == "States parties shall meet every year."
    assert it.words("2 bis") == "New."
    assert it.words("3") == f"(withdrawn) {FOUR.paragraphs[2].words}"
    assert statuses(it) == ["ACCEPTED", "PROPOSED", "ACCEPTED", "ACCEPTED"]
    assert it.state.issued.revision == it.state.text.revision == 1
    assert it.state.text_digest == it.state.issued.digest()


def test_what_no_longer_fits_is_listed_and_stays_live() -> None:
    it = with_amendments()

    done(it.does(revision(accepted=("A1",)), 3))

    ((name, why),) = it.last(RevisionIssued).unplaced
    assert name == "A2"
    assert it.amendment("A2").fits == why
    assert it.amendment("A2").live
    assert code(it.does(move("agreed", "1"), 4)) == "amendments-open"


def test_what_fits_again_is_said_to_fit() -> None:
    it = with_amendments()
    done(it.does(revision(accepted=("A1",)), 3))

    done(it.does(revision(wording={"1": FOUR.paragraphs[0].words}), 4))

    assert it.amendment("A2").fits == ""


def test_amendments_that_collide_are_not_both_accepted() -> None:
    assert code(with_amendments().does(revision(accepted=("A1", "A2")), 3)) == "amendments-collide"


def test_several_amendments_are_merged_into_one_of_all_their_sponsors() -> None:
    it = with_amendments()

    done(it.does(revision(merged=(Merging(("A1", "A2"), "will"),)), 3))

    assert it.words("1") == "States parties will meet every year."
    one = it.amendment("A5")
    assert (one.merged, one.amendment.proposer, one.amendment.status) == (True, "", Status.ACCEPTED)
    assert one.amendment.cosponsors == ("italy", "brazil", "france")
    assert one.amendment.supporters == ("china",)
    assert [it.amendment(n).amendment.into for n in ("A1", "A2")] == ["A5", "A5"]
    done(it.does(amend("italy", "4", "x"), 4))
    assert it.amendment("A6").live


def test_what_cannot_be_merged_is_refused() -> None:
    it = with_amendments()

    assert code(it.does(revision(merged=(Merging(("A1",), "x"),)), 3)) == "cannot-merge"
    assert code(it.does(revision(merged=(Merging((), "x"),)), 3)) == "cannot-merge"
    assert code(it.does(revision(merged=(Merging(("A1", "A4"), "x"),)), 3)) == "cannot-merge"


def test_alternatives_stand_in_brackets_in_the_names_of_their_sponsors() -> None:
    it = with_amendments()
    done(it.does(revision(alternatives=("A1", "A2")), 3))

    said = "States parties [should / Italy: shall / Brazil, France: may] meet every year."
    assert it.words("1") == said
    assert statuses(it)[:2] == ["ALTERNATIVE", "ALTERNATIVE"]
    assert code(it.does(move("agreed", "1"), 4)) == "still-bracketed"


def test_a_group_of_which_all_sponsor_stands_for_its_members() -> None:
    it = tabled(groups=(Group("The Pair", ("brazil", "China")),))
    done(it.does(amend("china", "1", "x", cosponsors=("france", "brazil")), 1))
    done(it.does(revision(alternatives=("A1",)), 3))

    assert it.words("1 alt") == "[The Pair, France: x]"


def test_no_names_stand_in_the_text_where_the_rules_keep_them_back() -> None:
    it = tabled(rules(compilation__names="unnamed"), text=text("One [EU: here].", "Two."))
    done(it.does(amend("china", "2", "x", cosponsors=("brazil",)), 1))
    done(it.does(revision(alternatives=("A1",)), 3))

    assert (it.words("1"), it.words("2 alt")) == ("One [EU: here].", "[x]")


def test_names_that_could_not_be_read_back_are_left_out() -> None:
    seats = tuple(
        seat if seat.participant != "italy" else type(seat)("italy", "x" * 1_100, seat.category)
        for seat in tabled().state.roll
    )
    it = tabled(roll=seats)
    done(it.does(amend("italy", "1", "shall", passage="should"), 1))
    done(it.does(revision(alternatives=("A1",)), 2))

    assert it.words("1") == "States parties [should / shall] meet every year."


def test_the_chairs_own_hand_comes_last_and_opens_only_what_it_changes() -> None:
    it = with_amendments()
    done(it.does(move("agreed-ad-referendum", "2", "4"), 3))
    words = {"2": FOUR.paragraphs[1].words, "4": "Otherwise.", "5": "Added:\n  (a) here."}

    done(it.does(revision(accepted=("A1",), wording=words), 4))

    assert [it.state.rung_of(n) for n in "245"] == [Rung.AD_REFERENDUM, Rung.OPEN, Rung.OPEN]
    assert it.state.issued.numbers == ("1", "2", "3", "4", "5")
    assert it.words("5") == "Added:\n  (a) here."


def test_a_note_typed_by_hand_does_not_agree_a_paragraph() -> None:
    it = tabled()

    done(it.does(revision(wording={"1": "(agreed) Otherwise.", "9": "(agreed) New."}), 1))

    assert (it.words("1"), it.words("9")) == ("Otherwise.", "New.")


@pytest.mark.parametrize(
    ("act", "new"),
    [
        (amend("italy", "1", "Wholly new."), {"1": "Wholly new."}),
        (
            amend("italy", "1", "shall", passage="should"),
            {"1": "States parties shall meet every year."},
        ),
        (amend("italy", "2", "New.", change="insert"), {"2 bis": "New."}),
    ],
)
def test_an_amendment_that_the_new_text_grants_is_accepted(act: Part, new: Part) -> None:
    it = tabled()
    done(it.does(act, 1))

    done(it.does(revision(wording=new), 2))

    assert it.last(RevisionIssued).disposed == (Disposed("A1", Status.ACCEPTED),)


def test_a_change_that_is_not_what_was_asked_grants_nothing() -> None:
    it = tabled()
    done(it.does(amend("italy", "1", "Wholly new."), 1))

    done(it.does(revision(wording={"1": "Wholly other."}), 2))

    assert it.amendment("A1").live


@pytest.mark.parametrize(
    ("parts", "refused"),
    [
        ({}, "nothing-changes"),
        ({"wording": {"1": FOUR.paragraphs[0].words}}, "nothing-changes"),
        ({"accepted": ("A9",)}, "no-such-amendment"),
        ({"accepted": ("A1",), "not_taken_up": ("A1",)}, "amendment-twice"),
        ({"wording": {"1": "[x"}}, "bracket-not-closed"),
        ({"wording": {"one": "x"}}, "number-unreadable"),
        ({"accepted": ("A1",), "until": hour(1)}, "deadline-not-ahead"),
        ({"accepted": ("A1",), "sitting": 2}, "no-agenda"),
        ({"actor": delegation("italy"), "accepted": ("A1",)}, "not-authorised"),
    ],
)
def test_a_revision_that_cannot_be_is_refused(parts: Part, refused: str) -> None:
    assert code(with_amendments().does(revision(**dict(parts)), 3)) == refused


def test_what_was_withdrawn_is_not_reworded() -> None:
    it = tabled()
    done(it.does(move("withdrawn", "1"), 1))

    assert code(it.does(revision(wording={"1": "x"}), 2)) == "paragraph-withdrawn"


def test_what_was_settled_or_is_late_is_not_disposed_of_again() -> None:
    it = with_amendments()
    done(it.does(revision(not_taken_up=("A1",)), 3))
    done(it.does(amend("italy", "1", "late"), 25))

    assert code(it.does(revision(accepted=("A1",)), 26)) == "amendment-settled"
    assert code(it.does(revision(accepted=("A5",)), 26)) == "late-not-admitted"
    done(it.does(revision(not_taken_up=("A5",)), 26))


def test_dispositions_alone_are_a_revision() -> None:
    it = with_amendments()
    done(it.does(revision(not_taken_up=("A1", "A2"), because="No agreement."), 3))

    assert it.state.issued.paragraphs == FOUR.paragraphs
    assert it.state.issued.revision == 1


def test_a_revision_with_an_end_begins_a_round_and_one_without_does_not() -> None:
    it = tabled()
    done(it.does(revision(wording={"1": "x"}), 1))
    assert (it.state.round, it.state.until) == (1, hour(24))

    done(it.does(revision(wording={"1": "y"}, until=hour(48)), 2))
    assert (it.state.round, it.state.until, it.state.phase) == (2, hour(48), "in-round")

    it.overdue_until(hour(49))
    done(it.does(revision(wording={"1": "z"}), 50))
    assert (it.state.round, it.state.phase) == (2, NegotiationPhase.BETWEEN_ROUNDS)


def test_a_round_whose_time_is_up_is_closed_before_another_begins() -> None:
    it = tabled(grace_seconds=3600)

    for entry in done(decide(it.state, revision(wording={"1": "x"}, until=hour(48)), hour(25))):
        it.record(entry, CHAIR, hour(25))

    assert it.last(RoundClosed).at == hour(24)
    assert (it.state.round, it.state.until) == (2, hour(48))


def test_a_paragraph_with_sub_paragraphs_is_open_again_when_one_of_them_changes() -> None:
    it = tabled(text=text("One:\n  (a) first;\n  (b) second."))
    done(it.does(move("agreed-ad-referendum", "1"), 1))

    new = Paragraph("1", "One:\n  (a) first;\n  (b) last.").words
    done(it.does(revision(wording={"1": new}), 2))

    assert it.state.rung_of("1 (a)") is Rung.OPEN
