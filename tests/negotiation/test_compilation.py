"""What the compilation lists of a negotiation, and what it says of each alternative."""

from __future__ import annotations

from nemcon.negotiation.acts import (
    MakeStatement,
    Merging,
    NegotiationOutcome,
    Statement,
    WithdrawAmendment,
    WithdrawTabled,
)
from nemcon.negotiation.compilation import compilation, write_compilation
from nemcon.negotiation.compiled import Compilation, CompiledParagraph, Stand
from tests.negotiation.build import (
    CHAIR,
    NAME,
    Negotiation,
    amend,
    delegation,
    done,
    move,
    position,
    revision,
    rules,
    tabled,
    text,
)
from tests.negotiation.ending import concluded


def made(it: Negotiation) -> Compilation:
    return compilation(NAME, it.state)


def paragraph(it: Negotiation, number: str) -> CompiledParagraph:
    return next(p for p in made(it).paragraphs if p.number == number)


def test_an_amendment_to_words_stands_there_as_the_paragraph_would_read_with_it_alone() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "shall", passage="should", reason="Stronger."), 1))
    done(it.does(amend("italy", "1", "every month", passage="every year"), 1))
    done(it.does(position("china", "A1", "oppose", "Not acceptable."), 2))
    done(it.does(position("brazil", "A1", "cosponsor"), 2))

    one, two = paragraph(it, "1").alternatives
    assert one.own == "shall"
    assert one.reads.words == "States parties shall meet every year."
    assert two.reads.words == "States parties should meet every month."
    assert (one.by.names, one.opponents.names) == (("France", "Brazil"), ("China",))
    assert [(s.by.names, s.opposes, s.says) for s in one.said] == [
        (("China",), True, "Not acceptable.")
    ]
    assert (one.stand, one.reason, one.source.number) == (Stand.LIVE, "Stronger.", 2)


def test_an_amendment_is_gone_once_it_is_accepted_merged_or_withdrawn() -> None:
    it = tabled()
    for number in ("1", "2", "3"):
        done(it.does(amend("france", number, "New words."), 1))
    done(it.does(WithdrawAmendment(delegation("france"), "A1"), 2))
    done(it.does(revision(accepted=("A2",)), 3))

    assert paragraph(it, "1").alternatives == ()
    assert paragraph(it, "2").alternatives == ()
    assert [a.id for a in paragraph(it, "3").alternatives] == ["A3"]


def test_what_was_late_not_taken_up_or_overtaken_is_listed_as_what_it_is() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "shall", passage="should"), 1))
    done(it.does(amend("italy", "1", "every month", passage="every year"), 1))
    done(it.does(amend("brazil", "1", "may", passage="should"), 1))
    done(
        it.does(
            revision(
                not_taken_up=("A1",),
                alternatives=("A3",),
                wording={"1": "States parties should meet often."},
            ),
            2,
        )
    )
    done(it.does(amend("china", "1", "rarely", passage="often"), 30))

    first, second, third, fourth = paragraph(it, "1").alternatives
    assert first.stand is Stand.NOT_TAKEN_UP
    assert first.reads.words == "States parties shall meet often."
    assert second.stand is Stand.NO_LONGER_FITS
    assert "these words do not stand there" in second.why
    assert second.reads.words == "States parties should meet every month."
    assert second.reads.issue == "as tabled"
    assert (third.stand, third.why) == (Stand.IN_TEXT, "")
    assert third.reads.words == "States parties may meet every year."
    assert fourth.stand is Stand.LATE


def test_the_last_common_text_is_the_latest_without_brackets_and_names_its_issue() -> None:
    it = tabled(text=text("We [shall / should] meet.", "We tell.", "Three.", "3 [EU: x]"))
    done(it.does(revision(wording={"2": "We [China: may] tell."}), 1))

    none, earlier, still = (paragraph(it, number) for number in "123")
    assert none.common is None
    assert none.present is not None
    assert none.present.words == "We [shall / should] meet."
    assert earlier.common is not None
    assert (earlier.common.words, earlier.common.issue) == ("We tell.", "as tabled")
    assert earlier.common.source.number == 1
    assert earlier.present is not None
    assert (earlier.present.words, earlier.present.issue) == ("We [China: may] tell.", "Rev.1")
    assert (still.common and still.common.issue, still.present) == ("Rev.1", None)


def test_a_paragraph_with_another_wording_beside_it_is_not_common_text() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "We meet."), 1))
    done(it.does(revision(alternatives=("A1",), wording={"1": "States should meet."}), 2))

    one, other = paragraph(it, "1"), paragraph(it, "1 alt")
    assert one.common is not None
    assert one.common.issue == "as tabled"
    assert other.common is None
    assert other.present is not None
    assert other.present.words == "[France: We meet.]"
    assert (one.alternatives, one.beside) == ((), (("A1", "1 alt"),))
    assert [a.id for a in other.alternatives] == ["A1"]
    assert write_compilation(made(it)).count("We meet.") == len(["its words", "the wording"])


def test_what_an_alternative_to_a_paragraph_came_from_stands_beside_it() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "We meet."), 1))
    done(it.does(amend("italy", "1", "We may meet."), 1))
    done(it.does(amend("china", "1", "will", passage="should"), 1))
    done(it.does(revision(alternatives=("A1", "A2")), 2))
    done(it.does(move("withdrawn", "1"), 3))
    done(it.does(revision(not_taken_up=("A3",)), 4))

    assert [p.number for p in made(it).paragraphs][:2] == ["1 alt", "1 alt 2"]
    for number, name in (("1 alt", "A1"), ("1 alt 2", "A2")):
        (one,) = paragraph(it, number).alternatives
        assert (one.id, one.stand) == (name, Stand.IN_TEXT)
        assert one.reads.words == one.own


def test_an_accepted_amendment_that_a_later_revision_undoes_is_not_lost() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "shall", passage="should"), 1))
    done(it.does(amend("italy", "1", "every month", passage="every year"), 1))
    done(it.does(amend("brazil", "4", "A fifth.", change="insert"), 1))
    done(it.does(revision(accepted=("A1", "A2", "A3")), 2))
    assert [a for p in made(it).paragraphs for a in p.alternatives] == []
    words = {"1": "States parties may meet every month.", "4 bis": "Another."}
    done(it.does(revision(wording=words), 3))

    (one,) = paragraph(it, "1").alternatives
    assert (one.id, one.stand, one.accepted_in) == ("A1", Stand.CHANGED_SINCE, "Rev.1")
    (added,) = paragraph(it, "4 bis").alternatives
    assert (added.id, added.stand) == ("A3", Stand.CHANGED_SINCE)
    said = write_compilation(made(it))
    assert "Amendment A1: France proposes to replace “should” by:" in said
    assert "[accepted in Rev.1, and changed since; " in said


def test_what_the_chair_merged_and_undid_is_shown_with_those_who_sponsored_it() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "shall", passage="should"), 1))
    done(it.does(amend("italy", "1", "may", passage="should"), 1))
    done(it.does(revision(merged=(Merging(("A1", "A2"), "will"),)), 2))
    done(it.does(revision(wording={"1": "States parties meet."}), 3))

    (one,) = paragraph(it, "1").alternatives
    assert (one.id, one.by.count, one.by.names) == ("A3", 2, ("France", "Italy"))


def test_a_late_amendment_to_what_was_adopted_is_annexed_and_changes_nothing() -> None:
    it = tabled()
    done(it.does(move("agreed-ad-referendum", "1", "2", "3", "4"), 1))
    done(it.does(amend("france", "1", "shall", passage="should"), 25))

    assert paragraph(it, "1").note == "agreed ad ref; what came late is annexed"
    ending = concluded(it, 26, 50)
    ending.finish()

    assert it.state.outcome is NegotiationOutcome.AGREED
    assert it.state.listed == ()
    listed = compilation(NAME, ending.state, ending.child)
    (annexed,) = listed.paragraphs
    assert annexed.annexed
    assert annexed.note == "adopted; what came late is annexed"
    assert [(a.id, a.stand) for a in annexed.alternatives] == [("A1", Stand.LATE)]
    assert "There is nothing to list." in listed.chapeau
    assert "no bearing" in listed.chapeau[-1]
    assert "Paragraph 1 (adopted; what came late is annexed)" in write_compilation(listed)


def test_a_proposed_paragraph_stands_where_it_would_and_has_the_number_it_would_get() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "Late words.", change="insert"), 1))
    done(it.does(amend("italy", "1", "Other words.", change="insert"), 1))
    done(it.does(amend("brazil", "1", "Late words.", change="insert"), 1))
    done(it.does(revision(not_taken_up=("A2",), wording={"4": "Four."}), 2))

    numbers = [p.number for p in made(it).paragraphs]
    assert numbers == ["1", "1 bis", "1 ter", "2", "3", "4"]
    assert [a.id for a in paragraph(it, "1 bis").alternatives] == ["A1", "A3"]
    assert paragraph(it, "1 ter").alternatives[0].stand is Stand.NOT_TAKEN_UP
    assert paragraph(it, "1 ter").added


def test_a_paragraph_that_a_revision_left_as_an_alternative_has_its_amendment_beside_it() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "More words.", change="insert"), 1))
    done(it.does(revision(alternatives=("A1",)), 2))

    beside = paragraph(it, "1 bis")
    assert not beside.added
    assert [(a.id, a.stand) for a in beside.alternatives] == [("A1", Stand.IN_TEXT)]
    assert len(made(it).paragraphs) == 5


def test_what_is_agreed_is_not_listed_and_the_session_is_named() -> None:
    it = tabled()
    done(it.does(move("agreed-ad-referendum", "1", "2", "4"), 1))
    ending = concluded(it, 2, 50)

    listed = compilation(NAME, ending.state, ending.child)
    assert [p.number for p in listed.paragraphs] == ["3"]
    assert "for the next session." in listed.chapeau[0]


def test_a_text_that_was_withdrawn_leaves_nothing_to_compile() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "More words.", change="insert"), 1))
    done(it.does(WithdrawTabled(CHAIR), 2))

    assert made(it).paragraphs == ()
    assert "There is nothing to list." in made(it).chapeau


def test_statements_stand_beside_their_paragraph_or_at_the_end() -> None:
    it = tabled(text=text("One:\n  (a) two."))
    done(it.does(MakeStatement(delegation("unesco"), Statement.EXPLAIN, ("1 (a)",), "Why."), 1))
    done(it.does(MakeStatement(delegation("italy"), Statement.RESERVE, (), "Of all."), 1))

    (remark,) = paragraph(it, "1").remarks
    assert (remark.by.names, remark.says) == (("UNESCO",), "Why.")
    assert [r.says for r in made(it).remarks] == ["Of all."]


def test_where_proposals_are_not_attributed_delegations_are_only_counted() -> None:
    it = tabled(rules(compilation__names="unnamed"), text=text("We [China: may] meet [Iran: x]."))
    done(it.does(amend("france", "1", "[EU: shall / must]", passage="meet"), 1))
    done(it.does(position("italy", "A1", "support", "Italy agrees."), 1))

    (one,) = paragraph(it, "1").alternatives
    written = write_compilation(made(it))
    assert (one.by.count, one.by.names, one.supporters.count) == (1, (), 1)
    assert one.own == "[shall / must]"
    assert "We [may] meet [x]." in written
    assert "a delegation" in written
    # Free words give their author away.
    assert "Italy" not in written
    assert "France" not in written


def test_a_group_stands_for_its_members_where_all_of_them_sponsor() -> None:
    it = tabled()
    done(it.does(amend("china", "1", "shall", passage="should", cosponsors=("The Pair",)), 1))

    (one,) = paragraph(it, "1").alternatives
    assert (one.by.names, one.by.count) == (("The Pair",), 2)


def test_the_compilation_is_written_as_a_delegate_reads_it() -> None:
    it = tabled()
    done(it.does(amend("france", "1", "shall", passage="should"), 1))
    done(it.does(amend("italy", "1", change="delete"), 1))
    done(it.does(amend("brazil", "1", "more", passage="meet", change="insert"), 1))
    done(it.does(amend("brazil", "1", passage="year", change="bracket"), 1))
    done(it.does(amend("china", "1", "A sub-paragraph.", change="insert", beneath=True), 1))
    done(it.does(amend("china", "", "First of all.", change="insert"), 1))

    written = write_compilation(made(it))
    for said in (
        "Amendment A1: France proposes to replace “should” by:\n    shall\n",
        "[proposed, and not dealt with; recommendations, entry 2]",
        "States parties shall meet every year.",
        "Amendment A2: Italy proposes to delete the paragraph.",
        "Amendment A3: Brazil proposes to insert after “meet”:",
        "States parties should meet more every year.",
        "put “year” in square brackets",
        "States parties should meet every [Brazil: year].",
        "add a sub-paragraph beneath paragraph 1",
        "(a) A sub-paragraph.",
        "Paragraph 0 (proposed to be added)",
        "add a paragraph before all others",
    ):
        assert said in written, said
    assert all(len(line) <= 76 for line in written.splitlines())


def test_before_the_end_it_says_what_it_would_be_now() -> None:
    it = tabled()
    before = [p.number for p in made(it).paragraphs]
    done(it.does(move("agreed-ad-referendum", "1"), 1))

    assert before == ["1", "2", "3", "4"]
    assert [p.number for p in made(it).paragraphs] == ["2", "3", "4"]
