"""The ladder on which the Chair moves paragraphs."""

from __future__ import annotations

from nemcon.negotiation.acts import Rung
from nemcon.negotiation.entries import ParagraphsMoved
from tests.negotiation.build import (
    FOUR,
    SECRETARIAT,
    amend,
    code,
    delegation,
    done,
    move,
    revision,
    tabled,
    text,
)


def test_paragraphs_move_and_the_text_that_was_issued_stays_as_it_is() -> None:
    it = tabled()

    done(it.does(move("agreed-ad-referendum", "3", "OP1", actor=SECRETARIAT), 1))

    assert it.last(ParagraphsMoved).paragraphs == ("1", "3")
    assert [it.state.rung_of(n) for n in "1234"] == [
        Rung.AD_REFERENDUM,
        Rung.OPEN,
        Rung.AD_REFERENDUM,
        Rung.OPEN,
    ]
    assert it.state.issued == FOUR
    assert it.state.text_digest == FOUR.digest()


def test_what_is_there_already_is_not_moved_again() -> None:
    it = tabled()
    done(it.does(move("agreed", "1"), 1))

    assert it.does(move("agreed", "1"), 2) == ()
    done(it.does(move("agreed", "1", "2"), 3))
    assert it.last(ParagraphsMoved).paragraphs == ("2",)


def test_a_revision_carries_the_notes() -> None:
    it = tabled()
    done(it.does(move("agreed-ad-referendum", "1"), 1))
    done(it.does(revision(wording={"2": "Otherwise."}), 2))

    assert it.words("1") == f"(agreed ad ref) {FOUR.paragraphs[0].words}"
    assert it.state.rung_of("1") is Rung.AD_REFERENDUM


def test_a_paragraph_with_brackets_or_live_amendments_is_not_agreed() -> None:
    it = tabled(text=text("One [shall / should].", "Two.", "Three:\n  (a) [some];"))
    done(it.does(amend("italy", "2", "Two, and more."), 1))

    assert code(it.does(move("agreed", "1"), 2)) == "still-bracketed"
    assert code(it.does(move("agreed-ad-referendum", "3"), 2)) == "still-bracketed"
    assert code(it.does(move("agreed", "2"), 2)) == "amendments-open"
    done(it.does(revision(not_taken_up=("A1",)), 3))
    done(it.does(move("agreed", "2"), 4))


def test_a_paragraph_is_not_agreed_while_another_wording_for_it_stands_beside_it() -> None:
    it = tabled(text=text("Two.", "Three."), package=True)
    done(it.does(move("agreed", "1"), 1))
    done(it.does(revision(wording={"1 alt": "Two, otherwise."}), 1))
    assert it.state.rung_of("1") is Rung.OPEN

    assert code(it.does(move("agreed", "1"), 2)) == "alternative-stands"
    assert code(it.does(move("agreed-ad-referendum", "1 alt"), 2)) == "alternative-stands"
    assert code(it.does(move("agreed", "1", "1 alt"), 2)) == "alternative-stands"
    done(it.does(move("agreed", "2"), 2))
    done(it.does(move("withdrawn", "1"), 3))
    done(it.does(move("agreed", "1 alt"), 4))


def test_agreed_stays_agreed_except_in_a_package_and_ad_referendum_may_go_back() -> None:
    it, package = tabled(), tabled(package=True)
    for one in (it, package):
        done(one.does(move("agreed", "1"), 1))
        done(one.does(move("agreed-ad-referendum", "2"), 1))
        done(one.does(move("open", "2"), 2))

    assert code(it.does(move("open", "1"), 2)) == "agreed-stays"
    assert code(it.does(move("withdrawn", "1"), 2)) == "agreed-stays"
    done(package.does(move("open", "1"), 2))


def test_a_withdrawn_paragraph_keeps_its_amendments_and_may_be_opened_again() -> None:
    it = tabled()
    done(it.does(amend("italy", "2", "x"), 1))
    done(it.does(move("withdrawn", "2"), 2))

    assert it.amendment("A1").live
    assert "withdrawn" in it.amendment("A1").fits
    assert code(it.does(move("agreed", "2"), 3)) == "paragraph-withdrawn"
    done(it.does(move("open", "2"), 4))
    assert it.amendment("A1").fits == ""


def test_only_whole_paragraphs_that_are_there_move_and_only_the_chair_moves_them() -> None:
    it = tabled(text=text("One:\n  (a) first;"))

    assert code(it.does(move("agreed", "1 (a)"), 1)) == "not-a-whole-paragraph"
    assert code(it.does(move("agreed", "7"), 1)) == "no-such-paragraph"
    assert code(it.does(move("agreed"), 1)) == "no-such-paragraph"
    assert code(it.does(move("agreed", "1", actor=delegation("italy")), 1)) == "not-authorised"
    assert it.state.rung_of("7") is Rung.OPEN
