"""A text, its revisions and its digest."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from nemcon.text.document import Paragraph, Text

DRAFT = Text("Draft decision", (Paragraph("1", "One."), Paragraph("2", "Two.")), "A/1/L.1")

words = st.text(max_size=20)
texts = st.builds(
    Text,
    title=words,
    paragraphs=st.lists(st.builds(Paragraph, words, words), max_size=4).map(tuple),
    symbol=words,
    revision=st.integers(0, 9),
    issued_as=words,
)


def test_a_text_is_named_with_its_revision() -> None:
    assert DRAFT.name == "Draft decision"
    assert DRAFT.revised({"1": "Uno."}).name == "Draft decision, Rev.1"
    assert DRAFT.revised({"1": "Uno."}).revised({"1": "Ein."}).name == "Draft decision, Rev.2"


def test_a_revision_replaces_words_in_place_and_adds_new_paragraphs_last() -> None:
    revised = DRAFT.revised({"2 bis": "Between.", "1": "Uno."})

    assert revised.numbers == ("1", "2", "2 bis")
    assert [p.words for p in revised.paragraphs] == ["Uno.", "Two.", "Between."]
    assert (revised.title, revised.symbol) == (DRAFT.title, DRAFT.symbol)
    assert DRAFT.numbers == ("1", "2")


def test_the_digest_is_the_same_for_ever() -> None:
    assert DRAFT.digest() == "503b2bdbf305d1c5e8bc1314da9c040607c549c6761c98c22769f41624003a5e"


@given(texts, texts)
def test_different_texts_have_different_digests(one: Text, other: Text) -> None:
    assume(one != other)
    assert one.digest() != other.digest()


@given(texts)
def test_equal_texts_have_equal_digests(text: Text) -> None:
    again = Text(text.title, tuple(text.paragraphs), text.symbol, text.revision, text.issued_as)
    assert again.digest() == text.digest()


def test_words_cannot_be_moved_across_the_border_of_a_paragraph_unnoticed() -> None:
    joined = Text("T", (Paragraph("1", "a"), Paragraph("2", "b")))
    split = Text("T", (Paragraph("1", 'a"],["2","b'),))
    assert joined.digest() != split.digest()
