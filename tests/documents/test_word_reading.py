"""Whatever is done to the text in Word is read as what it means, or told with the reason."""

from __future__ import annotations

import pytest

from nemcon.documents.word.reading import MarkedUp, read_marked_up
from nemcon.text.paper import read_text
from tests.documents.marking import (
    JANE,
    body,
    cut,
    exported,
    ins,
    kept,
    p,
    rewritten,
    with_part,
)
from tests.documents.proposing import (
    ONE,
    proposals,
    read,
)


def test_a_file_that_nobody_changed_says_nothing() -> None:
    assert read(exported()) == MarkedUp()
    assert read(rewritten()) == MarkedUp()


def test_words_that_are_replaced_added_and_deleted_are_about_these_words() -> None:
    marked = read(
        rewritten(
            p(kept(ONE), cut("meet"), ins("convene"), kept(" every year.")),
            p(
                kept("2.\tStates parties [EU: shall / China: should / no text] report"),
                ins(" in writing"),
                kept(" by [2030]."),
            ),
            p(kept("3.\tEvidence is admissible:")),
            p(kept("(a)\tbefore "), ins("all "), kept("courts;")),
            "",
            p(kept("4.\tThe Secretariat "), cut("should "), kept("develop tools.")),
        )
    )
    assert proposals(marked) == [
        ("replace", "1", "meet", "convene"),
        ("insert", "2", "report", "in writing"),
        ("insert", "3 (a)", "before", "all"),
        ("delete", "4", "should", ""),
    ]
    assert {one.author for one in marked.amendments} == {JANE}
    assert marked.unplaced == ()


def test_several_places_of_one_person_are_one_amendment_and_of_two_persons_two() -> None:
    both = p(
        kept("1.\t"),
        ins("All "),
        kept("States parties should meet every "),
        cut("year", "Bob"),
        ins("month", "Bob"),
        kept(", and more"),
    )
    text = read_text("T\n1. States parties should meet every year, and more")
    marked = read_marked_up(body(both, text), text)
    assert [(one.author, one.amendment.passage) for one in marked.amendments] == [
        (JANE, "States"),
        ("Bob", "year"),
    ]
    own = p(kept("1.\t"), ins("All "), kept("States parties should meet every "), cut("year."))
    assert proposals(read(rewritten(own))) == [
        ("replace", "1", "", "All States parties should meet every")
    ]


def test_brackets_that_are_typed_ask_for_brackets() -> None:
    some = p(kept(ONE), ins("["), kept("meet"), ins("]"), kept(" every year."))
    whole = p(kept("4.\t"), ins("["), kept("The Secretariat should develop tools."), ins("]"))
    marked = read(rewritten(some, "", "", "", "", whole))
    assert proposals(marked) == [("bracket", "1", "meet", ""), ("bracket", "4", "", "")]


def test_a_paragraph_is_deleted_with_or_without_its_end() -> None:
    with_end = p(cut("1.\tStates parties should meet every year."), ends="del")
    without = p(kept("4.\t"), cut("The Secretariat should develop tools."))
    marked = read(rewritten(with_end, "", "", "", "", without))
    assert proposals(marked) == [("delete", "1", "", ""), ("delete", "4", "", "")]


def test_what_stands_below_a_deleted_paragraph_goes_with_it_or_is_asked_about() -> None:
    three = p(cut("3.\tEvidence is admissible:"), ends="del")
    below = (p(cut("(a)\tbefore courts;"), ends="del"), p(cut("(b)\telsewhere."), ends="del"))
    assert proposals(read(rewritten("", "", three, *below))) == [("delete", "3", "", "")]
    marked = read(rewritten("", "", three))
    assert marked.amendments == ()
    (one,) = marked.unplaced
    assert (one.where, one.words) == ("paragraph 3", "Evidence is admissible:")


@pytest.mark.parametrize("word", [True, False])
def test_a_new_paragraph_goes_after_the_one_before_it(word: bool) -> None:
    first = kept("1.\tStates parties should meet every year.")
    if word:  # the end of the paragraph before it is new, and the new one has the old end
        given = p(first, ends="ins") + p(ins("They report."))
    else:
        given = p(first) + p(ins("1 bis.\tThey report."), ends="ins")
    assert proposals(read(rewritten(given))) == [("insert", "1", "", "They report.")]


def test_new_sub_paragraphs_go_where_their_labels_say() -> None:
    last = p(kept("(b)\telsewhere."), ends="ins") + p(ins("(c)\tonline."))
    between = p(kept("(a)\tbefore courts;"), ends="ins") + p(ins("in camera;"))
    top = p(kept("4.\tThe Secretariat should develop tools."), ends="ins") + p(ins("(a)\tfast;"))
    marked = read(rewritten("", "", "", between, last, top))
    assert proposals(marked) == [
        ("insert", "3 (a)", "", "in camera;"),
        ("insert beneath", "3", "", "online."),
        ("insert beneath", "4", "", "fast;"),
    ]


def test_what_stands_below_a_new_paragraph_is_told_and_not_lost() -> None:
    new = (
        p(kept("1.\tStates parties should meet every year."), ends="ins")
        + p(ins("1 bis.\tThey report:"), ends="ins")
        + p(ins("(a)\ton tools."))
    )
    marked = read(rewritten(new))
    assert proposals(marked) == [("insert", "1", "", "They report:")]
    (one,) = marked.unplaced
    assert "on tools." in one.words
    assert "new itself" in one.because


def test_two_new_paragraphs_in_one_place_say_that_they_are() -> None:
    new = (
        p(kept("1.\tStates parties should meet every year."), ends="ins")
        + p(ins("They report."), ends="ins")
        + p(ins("They publish their reports."))
    )
    marked = read(rewritten(new))
    assert [a[1] for a in proposals(marked)] == ["1", "1"]
    assert [bool(one.note) for one in marked.amendments] == [False, True]


def test_a_paragraph_before_all_others() -> None:
    new = p(ins("Recalling its mandate,"), ends="ins") + p(
        kept("1.\tStates parties should meet every year.")
    )
    assert proposals(read(rewritten(new))) == [("insert", "", "", "Recalling its mandate,")]


def test_a_parted_paragraph_is_shortened_and_its_rest_is_added_after_it() -> None:
    parted = p(kept("1.\tStates parties should meet"), ends="ins") + p(kept(" every year."))
    marked = read(rewritten(parted))
    assert proposals(marked) == [
        ("delete", "1", "every year.", ""),
        ("insert", "1", "", "every year."),
    ]
    assert all(one.note for one in marked.amendments)


def test_joined_paragraphs_are_one_and_the_other_is_deleted() -> None:
    text = read_text("T\n1. One.\n2. Two.\n3. Three.")
    joined = (
        p(kept("1.\tOne."), ins(" And"), ends="del") + p(kept("2.\tTwo.")) + p(kept("3.\tThree."))
    )
    marked = read_marked_up(body(joined, text), text)
    assert proposals(marked) == [("insert", "1", "One.", "And Two."), ("delete", "2", "", "")]
    assert "paragraph 2" in marked.amendments[0].note


def test_moved_words_are_deleted_in_one_place_and_added_in_another() -> None:
    marked = read(
        rewritten(
            p(kept(ONE + "meet"), cut(" every year", kind="moveFrom"), kept(".")),
            *("", "", "", ""),
            p(
                kept("4.\tThe Secretariat should develop tools"),
                ins(" every year", kind="moveTo"),
                kept("."),
            ),
        )
    )
    assert proposals(marked) == [
        ("delete", "1", "every year", ""),
        ("insert", "4", "tools", "every year"),
    ]


def test_numbers_belong_to_the_text_and_looks_are_no_proposals() -> None:
    looks = "<w:r><w:rPr><w:b/><w:rPrChange w:id='3' w:author='J'/></w:rPr><w:t>tools.</w:t></w:r>"
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space='preserve'>meet</w:t></w:r>"
    marked = read(
        rewritten(
            p(cut("1"), ins("7"), kept(".\tStates parties should "), struck, kept(" every year.")),
            *("", "", "", ""),
            p(kept("4.\tThe Secretariat should develop "), looks),
        )
    )
    assert marked.amendments == ()
    assert marked.unplaced == ()
    assert len(marked.notes) == 3


def test_marks_that_cannot_be_read_are_told_with_the_reason() -> None:
    marked = read(rewritten(p(kept(ONE), ins("[not "), kept("meet every year."))))
    assert marked.amendments == ()
    (one,) = marked.unplaced
    assert one.words == "States parties should [not meet every year."
    assert "never closed" in one.because or "bracket" in one.because


def test_changes_in_tables_notes_headers_and_boxes_are_told() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(ins('in a cell'))}</w:tc></w:tr></w:tbl>"
    box = f"<w:r><w:pict><w:txbxContent>{p(ins('boxed'))}</w:txbxContent></w:pict></w:r>"
    note = f'<w:ins w:id="3" w:author="{JANE}"><w:r><w:footnoteReference w:id="9"/></w:r></w:ins>'
    data = rewritten(p(kept(ONE + "meet every year."), box, note) + table)
    data = with_part(
        data, "word/header1.xml", lambda x: x.replace("</w:hdr>", f"{p(ins('above'))}</w:hdr>")
    )
    marked = read(data)
    assert marked.amendments == ()
    assert {(one.where, one.words) for one in marked.unplaced} == {
        ("in a table", "in a cell"),
        ("in a text box", "boxed"),
        ("at a note's reference", "a footnote"),
        ("in a header", "above"),
    }


def test_what_was_typed_without_tracking_is_found_by_its_words_and_says_so() -> None:
    marked = read(
        rewritten(
            p(kept(ONE + "convene every year.")),
            p(kept("2.\tStates parties [EU: shall / China: should / no text] report by [2030]."))
            + p(kept("They may report online.")),
        )
    )
    assert proposals(marked) == [
        ("replace", "1", "meet", "convene"),
        ("insert", "2", "", "They may report online."),
    ]
    assert all(one.untracked and not one.author for one in marked.amendments)
    assert len(marked.notes) == 1


def test_a_tracked_change_beside_an_untracked_one_is_a_proposal_of_its_own() -> None:
    both = p(kept("1.\tAll States parties should "), cut("meet"), ins("convene"), kept(" yearly."))
    text = read_text("T\n1. States parties should meet yearly.")
    marked = read_marked_up(body(both, text), text)
    assert [(one.untracked, one.amendment.passage) for one in marked.amendments] == [
        (True, "States"),
        (False, "meet"),
    ]


def test_a_paragraph_that_is_gone_without_a_trace_is_deleted_but_an_extract_deletes_nothing() -> (
    None
):
    texts = "T\n" + "\n".join(f"{n}. Paragraph about {w}." for n, w in enumerate(["ab"] * 4, 1))
    text = read_text(texts.replace("1. Paragraph", "1. First"))
    whole = [p(kept(f"{n}.\t{'First' if n == 1 else 'Paragraph'} about ab.")) for n in range(1, 5)]
    marked = read_marked_up(body("".join(whole[:3]), text), text)
    assert [(a[0], a[1]) for a in proposals(marked)] == [("delete", "4")]
    assert marked.amendments[0].untracked
    assert read_marked_up(body(whole[0], text), text).amendments == ()


def test_without_bookmarks_paragraphs_are_found_by_number_and_by_words() -> None:
    marked = read(
        body(
            p(kept("Dear colleagues, please find our changes."))
            + p(kept("States parties should "), cut("meet"), ins("convene"), kept(" every year."))
            + p(kept("4.\tThe Secretariat should develop "), ins("more "), kept("tools."))
        )
    )
    assert proposals(marked) == [
        ("replace", "1", "meet", "convene"),
        ("insert", "4", "develop", "more"),
    ]
