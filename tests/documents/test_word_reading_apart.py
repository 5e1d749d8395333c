"""No word of a Word file is lost: what becomes no amendment is told, tracked or not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nemcon.documents.word.reading import MarkedUp, read_marked_up
from nemcon.text.writing import write_runs
from tests.documents.marking import JANE, TEXT, cut, ins, kept, p, rewritten, with_part

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ONE = "1.\tStates parties should meet every year."
PICTURE = '<w:r><w:drawing><x:pic xmlns:x="urn:pictures"/></w:drawing></w:r>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def by_jane(runs: str, kind: str = "ins") -> str:
    return f'<w:{kind} w:id="6" w:author="{JANE}">{runs}</w:{kind}>'


def table(cells: str, row: str = "") -> str:
    return f"<w:tbl><w:tr>{row}<w:tc>{cells}</w:tc></w:tr></w:tbl>"


def box(words: str) -> str:
    inside = f"<w:pict><w:txbxContent>{words}</w:txbxContent></w:pict>"
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps">{inside}'
        f"</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def equation(words: str) -> str:
    return f'<m:oMath xmlns:m="{M}"><m:r><m:t>{words}</m:t></m:r></m:oMath>'


def first(inside: str = "", after: str = "", before: str = "") -> bytes:
    return rewritten(before + p(kept(ONE), inside) + after)


def note(data: bytes, part: str, words: str) -> bytes:
    end = re.compile(r"</w:(?:footnotes|hdr|ftr)>$")
    inside = {"footnotes": f'<w:footnote w:id="5">{words}</w:footnote>'}.get(part, words)
    return with_part(
        data,
        f"word/{part}.xml",
        lambda xml: end.sub(lambda found: inside + found[0], xml.rstrip()),
    )


def told(data: bytes) -> list[tuple[str, str, str]]:
    marked = read_marked_up(data, TEXT)
    assert marked.amendments == ()
    return [(one.where, one.author, one.words) for one in marked.unplaced]


ROW = f'<w:trPr><w:ins w:id="4" w:author="{JANE}"/></w:trPr>'
PLACES = {
    "table": (first(after=table(p(kept("apart")))), "in a table", ""),
    "row": (first(after=table(p(kept("apart")), ROW)), "in a table", JANE),
    "box": (first(box(p(kept("apart")))), "in a text box", ""),
    "equation": (first(equation("apart")), "in an equation", ""),
    "tracked equation": (first(by_jane(equation("apart"))), "in an equation", JANE),
    "equation by itself": (first(after=equation("apart")), "in an equation", ""),
    "runs by themselves": (first(after=by_jane(kept("apart"))), "outside all paragraphs", JANE),
    "footnote": (note(first(), "footnotes", p(kept("apart"))), "in a footnote", ""),
    "header": (note(first(), "header1", p(kept("apart"))), "in a header", ""),
    "footer": (note(first(), "footer1", p(kept("apart"))), "in a footer", ""),
    "above the text": (first(before=p(kept("apart"))), "before all paragraphs", ""),
    "title": (first(before=p(kept("apart"), style="Title")), "before all paragraphs", ""),
    "field": (first(by_jane(FIELD.format(""))), "in a field", JANE),
    "picture": (first(by_jane(PICTURE)), "at a picture", JANE),
}


@pytest.mark.parametrize("place", PLACES)
def test_what_stands_outside_the_text_is_told(place: str) -> None:
    data, where, author = PLACES[place]
    words = {"field": "DATE", "picture": "a picture"}.get(place, "apart")
    assert told(data) == [(where, author, words)]


def test_pictures_and_fields_that_were_there_are_noted_and_words_of_fields_read() -> None:
    assert read_marked_up(first(PICTURE), TEXT).notes == (
        "Pictures, charts and drawings were not read.",
    )
    marked = read_marked_up(first(by_jane(FIELD.format(kept(" Today.")))), TEXT)
    assert [write_runs(one.amendment.wording) for one in marked.amendments] == ["Today."]
    assert marked.notes[0].startswith("Fields")


def test_the_words_of_a_new_paragraph_that_another_changed_are_told_with_the_change() -> None:
    data = first(after=p(kept("They report "), ins("soon "), cut("late ")))
    assert "They report" in everything(read_marked_up(data, TEXT))


def everything(marked: MarkedUp) -> str:
    return repr((marked.amendments, marked.unplaced, marked.comments))


HOLDERS = (
    p,
    lambda run: p(kept(ONE), run),
    lambda run: table(p(run)),
    lambda run: table(table(p(run)) + p(), ROW),
    lambda run: p(box(p(run))),
    lambda run: p(by_jane(box(p(run)))),
    lambda run: p(f"<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>"),
    lambda run: f"<w:sdt><w:sdtContent>{p(run)}</w:sdtContent></w:sdt>",
    lambda run: p(f'<w:hyperlink w:anchor="x">{run}</w:hyperlink>'),
    lambda run: p(f"<w:unknown>{run}</w:unknown>"),
    lambda run: f"<w:unknown>{p(run)}</w:unknown>",
    lambda run: p(FIELD.format(run)),
    lambda run: p(f'<w:fldSimple w:instr="REF x">{run}</w:fldSimple>'),
    lambda run: p(f"<w:r><w:ruby><w:rt>{run}</w:rt><w:rubyBase>{run}</w:rubyBase></w:ruby></w:r>"),
)
RUNS = (
    kept,
    ins,
    lambda words: by_jane(kept(words), "moveTo"),
    equation,
    lambda words: by_jane(equation(words)),
    lambda words: kept("kept ") + ins(words),
    lambda words: ins("added ") + kept(words),
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(HOLDERS), st.sampled_from(RUNS), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_every_word_that_is_not_of_the_text_is_somewhere_in_what_was_read(
    put: list[tuple[object, object, bool]],
) -> None:
    before, after = "", ""
    for number, (holder, run, above) in enumerate(put):
        xml = holder(run(f"word{number}x"))  # type: ignore[operator]  # both are functions of words
        before, after = (before + xml, after) if above else (before, after + xml)
    found = everything(read_marked_up(first(after=after, before=before), TEXT))
    assert [n for n in range(len(put)) if f"word{n}x" not in found] == []
