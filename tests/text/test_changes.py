"""What a revision changed, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nemcon.text.changes import Mark, changes
from nemcon.text.document import Paragraph, Text


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


def test_a_new_paragraph_is_new_and_an_endless_one_is_replaced_whole() -> None:
    (added,) = changes(text("One."), text("One.", "Two."))
    assert (added.number, added.added) == ("2", True)
    (whole,) = changes(text("a b " * 3000), text("a c " * 3000))
    assert [p.mark for p in whole.pieces] == [Mark.DELETED, Mark.INSERTED]
