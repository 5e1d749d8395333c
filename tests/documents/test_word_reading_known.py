"""What others proposed, comments, and where a file comes from are known in what comes back."""

from __future__ import annotations

import io
import zipfile

import pytest

from nemcon.documents.building.marked_text import Offered, Remark
from nemcon.documents.word.reading import read_marked_up, word_file
from nemcon.documents.word.refused import WordRefused
from nemcon.text.amendments import Change, Status, settled
from nemcon.text.paper import read_text
from nemcon.text.writing import write_runs
from tests.documents.marking import (
    AT,
    JANE,
    TEXT,
    body,
    changed,
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
    offer,
    read,
)


def test_what_others_proposed_is_not_proposed_again() -> None:
    known = (
        offer(1, "1", Change.REPLACE, "convene", passage="meet"),
        offer(2, "3", Change.INSERT, "A new one."),
        offer(3, "4", Change.DELETE),
    )
    marked = read(exported(TEXT, known), *known)
    assert (marked.amendments, marked.unplaced) == ((), ())
    assert marked.notes == ("Already on the table and not filed again: A1, A2 and A3.",)


def test_the_change_of_another_that_was_accepted_or_rejected_asks_for_a_position() -> None:
    known = (offer(1, "1", Change.REPLACE, "convene", passage="meet"),)
    data = exported(TEXT, known)
    plain = p(kept(ONE + "convene every year."))

    def keep_property(paragraph: str) -> bytes:
        def edit(xml: str) -> str:
            start = xml.index('<w:p><w:pPr><w:pStyle w:val="BodyText"/>')
            end = xml.index("</w:p>", start) + len("</w:p>")
            return f"{xml[:start]}{paragraph}{xml[end:]}"

        return with_part(data, "word/document.xml", edit)

    accepted = read(keep_property(plain), *known)
    assert accepted.amendments == ()
    (one,) = accepted.unplaced
    assert "A1 was accepted" in one.because
    rejected = read(keep_property(p(kept(ONE + "meet every year."))), *known)
    (one,) = rejected.unplaced
    assert "no longer in the file" in one.because


def test_the_proposal_of_another_that_was_edited_or_struck_out_is_told() -> None:
    known = (offer(1, "1", Change.INSERT, "and report", passage="meet"),)
    added = f'<w:ins w:id="7" w:author="Norway">{kept(" and")}{cut(" report")}</w:ins>'
    named = f'<w:bookmarkStart w:id="5" w:name="na_x41x1"/>{added}<w:bookmarkEnd w:id="5"/>'
    marked = read(rewritten(p(kept(ONE + "meet"), named, kept(" every year."))), *known)
    assert marked.amendments == ()
    assert [(one.author, one.words) for one in marked.unplaced] == [(JANE, " report")]


def test_the_same_words_as_an_amendment_on_the_table_ask_for_support() -> None:
    known = (offer(1, "1", Change.REPLACE, "convene", passage="meet"),)
    typed = p(kept(ONE), cut("meet"), ins("convene"), kept(" every year."))
    marked = read(rewritten(typed), *known)
    assert marked.amendments == ()
    assert "A1 of Norway proposes already" in marked.unplaced[0].because


def test_an_amendment_that_was_dealt_with_is_not_filed_by_who_sends_the_file() -> None:
    one = offer(1, "1", Change.REPLACE, "convene", passage="meet")
    gone = Offered(settled(one.amendment, Status.WITHDRAWN), one.author, one.at)
    marked = read(exported(TEXT, (one,)), gone)
    assert marked.amendments == ()
    assert "withdrawn" in marked.unplaced[0].because
    strange = read(exported(TEXT, (one,)), offer(2, "4", Change.DELETE))
    assert "knows no amendment A1" in strange.unplaced[0].because


def test_comments_are_told_with_their_place_and_ours_are_known() -> None:
    remarks = (Remark("Norway", AT, "Reservation: Why?", ("1",)),)
    data = exported(TEXT, (), remarks)
    assert read(data, remarks=remarks).comments == ()
    (one,) = read(data).comments
    assert (one.author, one.says, one.paragraph) == ("Norway", "Reservation: Why?", "1")
    assert one.words == "States parties should meet every year."
    reworded = changed(data, ("Why?", "Why not?"), part="word/comments.xml")
    assert [c.says for c in read(reworded, remarks=remarks).comments] == ["Reservation: Why not?"]


def test_comments_are_found_in_a_part_that_was_counted() -> None:
    data = exported(TEXT, (), (Remark("Norway", AT, "Reservation: Why?", ("1",)),))
    named = (b"comments.xml", b"comments2.xml")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(
                name.replace("comments.xml", "comments2.xml"), old.read(name).replace(*named)
            )
    assert [one.says for one in read(out.getvalue()).comments] == ["Reservation: Why?"]


def test_the_file_says_what_it_was_made_from() -> None:
    origin = word_file(exported())
    assert (origin.procedure, origin.issue, origin.digest) == ("recommendations", "0", "d" * 64)


def test_the_file_of_another_text_is_refused() -> None:
    other = read_text("Other\n1. Nothing of this is known here at all, whatever one looks for.")
    with pytest.raises(WordRefused) as refused:
        read_marked_up(exported(), other)
    assert refused.value.code == "word-another-text"


def test_what_would_keep_everybody_waiting_is_refused() -> None:
    crowd = [ins("x ", f"Author {n}") for n in range(2_000)]
    ways = (
        [p(kept(ONE), *crowd)],
        [p(kept(ONE), *(kept(str(n)) for n in range(200_001)))],
        [p(kept(ONE)), *(p(kept(f"1. Other words {n}")) for n in range(10_001))],
        [p(kept(ONE), *[ins("a "), cut("b ")] * 10_001)],
        [p(kept(ONE), *[ins("a "), cut("b ")] * 6_000, ends="ins")] * 2,
    )
    for lines in ways:
        with pytest.raises(WordRefused) as refused:
            read(rewritten(*lines))
        assert refused.value.code == "word-too-much"


def test_many_edits_of_one_long_paragraph_are_one_amendment() -> None:
    runs = [run for n in range(3_000) for run in (kept(f"word{n} "), ins("more "))]
    text = read_text("T\n1. " + " ".join(f"word{n}" for n in range(3_000)))
    (one,) = read_marked_up(body(p(kept("1.\t"), *runs), text), text).amendments
    assert one.amendment.change is Change.REPLACE
    assert write_runs(one.amendment.wording).count("more") == 3_000
