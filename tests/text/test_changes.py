"""What a revision changed, word by word."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.text.aligning import Aligner, matches
from nemcon.text.changes import Mark, changes, compared
from nemcon.text.document import Paragraph, Text
from nemcon.text.telling import redline, told
from nemcon.text.tokens import tokens


def text(*words: str) -> Text:
    return Text("A text", tuple(Paragraph(str(n), w) for n, w in enumerate(words, 1)))


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_wordings_can_be_read_back_from_the_marked_one(old: str, new: str) -> None:
    for changed in changes(text(old), text(new)):
        kept = [p for p in changed.pieces if p.mark is not Mark.INSERTED]
        now = [p for p in changed.pieces if p.mark is not Mark.DELETED]
        assert "".join(p.words for p in kept) == old
        assert "".join(p.words for p in now) == new


def test_only_what_changed_is_marked() -> None:
    (changed,) = changes(text("Same.", "It lasts two days."), text("Same.", "It lasts three days."))
    assert [(p.mark, p.words) for p in changed.pieces] == [
        (Mark.KEPT, "It lasts "),
        (Mark.DELETED, "two"),
        (Mark.INSERTED, "three"),
        (Mark.KEPT, " days."),
    ]


def test_a_new_paragraph_is_new() -> None:
    (added,) = changes(text("One."), text("One.", "Two."))
    assert (added.number, added.added) == ("2", True)


def test_a_word_is_never_cut_whatever_its_script() -> None:
    assert tokens("क्षेत्रीय सहयोग") == ["क्षेत्रीय", " ", "सहयोग"]
    assert tokens("التَّعَاوُن الدولي") == ["التَّعَاوُن", " ", "الدولي"]
    assert tokens("国际合作。") == ["国", "际", "合", "作", "。"]
    assert tokens("ประเทศ") == list("ประเทศ")
    assert tokens("cafe\u0301-bar don\u2019t 2.5 L.1") == [
        *("cafe\u0301-bar", " ", "don\u2019t", " ", "2.5", " ", "L", ".", "1"),
    ]
    assert tokens("[EU: a_b]") == ["[", "EU", ":", " ", "a", "_", "b", "]"]


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "Z", "S", "Cf"])))
def test_tokens_joined_are_the_text_and_none_begins_with_a_combining_mark(written: str) -> None:
    found = tokens(written)
    assert "".join(found) == written
    assert not any(unicodedata.combining(token[0]) for token in found[1:])


def marked(old: str, new: str) -> str:
    return redline(compared(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "It lasts two days.",
            "It lasts three days.",
            "It lasts {\u2212two\u2212} {+three+} days.",
        ),
        (
            "by two long talks",
            "by three short talks",
            "by {\u2212two long\u2212} {+three short+} talks",
        ),
        (
            "item 3. Some met",
            "item 4. Many met",
            "item {\u22123\u2212} {+4+}. {\u2212Some\u2212} {+Many+} met",
        ),
        ("States parties shall", "States shall", "States {\u2212parties \u2212}shall"),
        ("国际合作应当加强", "国际合作必须加强", "国际合作{\u2212应当\u2212} {+必须+}加强"),
        ("تعاون دولي", "تعاون قضائي", "تعاون {\u2212دولي\u2212} {+قضائي+}"),
        ("shall meet", "[shall] meet", "{+[+}shall{+]+} meet"),
    ],
)  # fmt: skip - a case a line
def test_a_redline_is_read_in_black_and_white(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_what_was_left_out_is_shown_where_it_stood() -> None:
    old = Text("T", (Paragraph("1", "A."), Paragraph("2", "B."), Paragraph("3", "C.")))
    new = Text("T", (Paragraph("1", "A."), Paragraph("3", "D."), Paragraph("4", "E.")))
    found = changes(old, new)

    assert [(c.number, c.added, c.removed) for c in found] == [
        ("2", False, True),
        ("3", False, False),
        ("4", True, False),
    ]


def test_paragraphs_that_were_renumbered_are_compared_with_themselves() -> None:
    old = Text("T", (Paragraph("1", "A."), Paragraph("1 bis", "B."), Paragraph("2", "C c.")))
    new = Text("T", (Paragraph("1", "A."), Paragraph("2", "B."), Paragraph("3", "C d.")))
    (changed,) = changes(old, new, {"1 bis": "2", "2": "3"})

    assert (changed.number, changed.was, changed.added) == ("3", "2", False)
    assert redline(changed.pieces) == "C {\u2212c\u2212} {+d+}."


def test_changes_are_told_in_sentences_that_can_be_read_aloud() -> None:
    old = text("It lasts two days.", "Same.", "States parties shall meet.", "Gone.")
    new = Text(
        "A text",
        (
            Paragraph("1", "It lasts three days."),
            Paragraph("2", "Same."),
            Paragraph("3", "States shall meet again."),
            Paragraph("3 bis", "New."),
        ),
    )
    quoted = [s.replace("\u201c", "<").replace("\u201d", ">") for s in told(changes(old, new))]
    assert quoted == [
        "Paragraph 1: after <It lasts>, <two> is replaced by <three>.",
        "Paragraph 3: after <States>, <parties> is deleted; after <shall meet>, <again> is added.",
        "Paragraph 3 bis is new: <New.>",
        "Paragraph 4 is deleted: <Gone.>",
    ]


@pytest.mark.parametrize("few", ["ab", "abcdefgh"])
def test_the_work_of_a_comparison_grows_with_the_text_and_not_with_its_square(few: str) -> None:
    def work(length: int) -> float:
        chance = random.Random(length)
        ours, theirs = ([chance.choice(few) for _ in range(length)] for _ in range(2))
        aligner = Aligner([ord(c) for c in ours], [ord(c) for c in theirs])
        before = aligner.work
        aligner.run()
        return (before - aligner.work) / length

    assert work(12_000) < 2 * work(3_000)


@given(
    st.lists(st.sampled_from("ab "), max_size=300), st.lists(st.sampled_from("abc "), max_size=300)
)
def test_stretches_in_common_are_equal_rise_and_are_as_long_as_they_can_be(
    ours: list[str], theirs: list[str]
) -> None:
    i = k = 0
    for left, right, length in matches(ours, theirs):
        assert ours[left : left + length] == theirs[right : right + length]
        assert length > 0
        assert left >= i
        assert right >= k
        i, k = left + length, right + length
    assert sum(m[2] for m in matches(ours, ours)) == len(ours)
