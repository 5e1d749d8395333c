"""Whatever a document is made of, it is written in every format, and its outline leaves no gap."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from nemcon.documents.house import shipped_house
from nemcon.documents.model.blocks import Entry, Heading, Listing, Para, Signature, Table
from nemcon.documents.model.document import Document
from nemcon.documents.model.inlines import (
    Bracketed,
    Change,
    Comment,
    Footnote,
    Inline,
    Style,
    Symbol,
    Words,
    content,
)
from nemcon.documents.model.reading import outlined
from nemcon.documents.rendering import Format, rendered
from nemcon.text.changes import Mark
from nemcon.text.runs import Kind
from tests.documents.samples import AT, REPORT

TEXTS = st.sampled_from(["", " ", "a", "a\nb", "1.", "A/1/2", "لا"])
MARKS = st.sampled_from(Mark)


def _nested(inside: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    within = st.lists(inside, max_size=2).map(tuple)
    names = st.sampled_from([(), ("Norway",)])
    return st.one_of(
        st.builds(Bracketed, st.sampled_from(Kind), within, names),
        st.builds(Change, MARKS, within, TEXTS, st.just(AT), TEXTS),
        st.builds(Comment, within, TEXTS, st.just(AT), TEXTS),
        st.builds(Footnote, within),
    )


WORDS: st.SearchStrategy[Inline] = st.builds(Words, TEXTS, st.sampled_from(Style))
INLINES = st.recursive(WORDS | st.builds(Symbol, TEXTS), _nested, max_leaves=4)
LINES = st.lists(INLINES, max_size=3).map(tuple)
ENTRIES = st.recursive(
    st.builds(Entry, LINES, TEXTS, whole=MARKS),
    lambda below: st.builds(Entry, LINES, TEXTS, st.lists(below, max_size=2).map(tuple)),
    max_leaves=3,
)
ROWS = st.lists(LINES, max_size=3).map(tuple)
WIDTHS = st.lists(st.integers(1, 3), max_size=3).map(tuple)
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 4), LINES, TEXTS),
    st.builds(Para, LINES, TEXTS, TEXTS, MARKS, st.booleans()),
    st.builds(Listing, st.lists(ENTRIES, max_size=2).map(tuple)),
    st.builds(Table, TEXTS, ROWS, st.lists(ROWS, max_size=3).map(tuple), WIDTHS),
    st.builds(Signature, TEXTS, TEXTS, TEXTS),
)
DOCUMENTS = st.builds(
    replace,
    st.just(REPORT),
    language=st.sampled_from(["en", "ar"]),
    title=TEXTS,
    note=TEXTS,
    masthead=st.builds(replace, st.just(REPORT.masthead), symbol=TEXTS, organ=TEXTS, item=TEXTS),
    blocks=st.lists(BLOCKS, max_size=4).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(document=DOCUMENTS)
def test_any_document_is_written_in_every_format(document: Document) -> None:
    for kind in Format:
        assert rendered(document, shipped_house(), kind).data
    page = html.document_fromstring(rendered(document, shipped_house(), Format.HTML).data)
    levels = [int(str(each.tag)[1]) for each in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("levels", "depths"),
    [([1, 2, 2, 1], [1, 2, 2, 1]), ([2, 4, 3, 1, 3], [1, 2, 2, 1, 2]), ([4], [1])],
)
def test_an_outline_begins_at_the_top_and_leaves_no_level_out(
    levels: list[int], depths: list[int]
) -> None:
    headings = [Heading(level, content("Words")) for level in levels]
    assert [depth for _, depth in outlined([*headings, Heading(1, ())])] == [*depths, 0]
