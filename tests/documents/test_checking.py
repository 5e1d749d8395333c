"""What offends the conventions of a house is told with its place; the rest is left alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from activities.papers import report_of
from nemcon.documents.checking import faults
from nemcon.documents.house import HouseError, shipped_house
from nemcon.documents.model.blocks import Block, Entry, Heading, Listing, Para, Table, labelled
from nemcon.documents.model.document import Distribution, Document, Masthead, Paper
from nemcon.documents.model.inlines import Footnote, Words, content
from nemcon.text.changes import Mark
from tests.documents.samples import IN_SIX, REPORT, hostile, long_report
from tests.documents.session import AGENDA, meeting

HOUSE = shipped_house()
HEAD = Masthead("Conference", "CTOC/COP/2020/L.1", date(2020, 7, 8))
AT = datetime(2020, 7, 8, 12, tzinfo=UTC)


def document(*blocks: Block, paper: Paper = Paper.REPORT, language: str = "en") -> Document:
    return Document(paper, HEAD, "Report", blocks, language)


def said(*blocks: Block, paper: Paper = Paper.REPORT) -> list[tuple[str, str]]:
    return [(f.code, f.where) for f in faults(document(*blocks, paper=paper), HOUSE)]


def paras(*numbers: str) -> tuple[Block, ...]:
    return tuple(Para(content("So it is."), number=number) for number in numbers)


def headings(*labels: tuple[int, str]) -> tuple[Block, ...]:
    return tuple(Heading(level, content("On it"), label) for level, label in labels)


def listing(*labels: str) -> Listing:
    return Listing(tuple(Entry(content("So it is;"), label) for label in labels))


def test_the_report_that_is_drafted_of_a_real_meeting_has_no_fault(tmp_path: Path) -> None:
    with meeting(tmp_path) as held:
        assert faults(report_of(held.register, AGENDA), HOUSE) == ()


def test_the_report_that_has_one_of_everything_has_no_fault() -> None:
    assert faults(REPORT, HOUSE) == ()


@pytest.mark.parametrize("language", ["ar", "zh", "fr", "ru", "es"])
def test_the_samples_of_the_other_languages_have_the_two_faults_that_are_in_them(
    language: str,
) -> None:
    # Their symbol says L. while they go to everybody, and their first heading has no second.
    assert [f.code for f in faults(IN_SIX[language], HOUSE)] == ["distribution", "heading-alone"]


def test_a_hostile_document_is_checked_like_any_other() -> None:
    codes = {fault.code for fault in faults(hostile(), HOUSE)}

    assert codes == {"heading-alone", "left-to-fill-in", "bracket"}


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (((1, "I."),), ["heading-alone"]),
        (((1, "I."), (2, "A."), (1, "II.")), ["heading-alone"]),
        (((1, "I."), (2, "A."), (2, "B."), (3, "1."), (1, "II.")), ["heading-alone"]),
        (((1, "I."), (1, "III.")), ["heading-order"]),
        (((1, "I."), (1, "I.")), ["heading-order"]),
        (((1, "II."), (1, "I.")), ["heading-order", "heading-order"]),
        (((1, "I."), (3, "1."), (3, "2."), (1, "II.")), ["level-skipped"]),
        (((1, ""),), []),
        (((1, "I."), (2, "A."), (2, "B."), (1, "II."), (2, "A."), (2, "B.")), []),
        (((1, "أولا-"), (1, "ثانيا-")), []),
    ],
)
def test_no_heading_stands_alone_out_of_order_or_below_a_level_that_is_missing(
    labels: tuple[tuple[int, str], ...], found: list[str]
) -> None:
    assert [code for code, _ in said(*headings(*labels))] == found


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (("(a)",), ["entry-alone"]),
        (("(a)", "(c)"), ["entry-order"]),
        (("(a)", "(b)", "(b)"), ["entry-order"]),
        (("(b)", "(a)"), ["entry-order", "entry-order"]),
        (("(i)", "(ii)", "(iv)"), ["entry-order"]),
        (("(a)", "(a bis)", "(b)"), []),
        (tuple(f"({letter})" for letter in "abcdefghij"), []),  # (i) is a letter here
        (("(i)", "(ii)", "(iii)"), []),
        (("a)", "b)"), []),
        (("1.", "2.", "3."), []),
        (("а)", "б)"), []),
        (("(أ)", "(ب)"), []),
        (("", ""), []),
        (("",), []),
    ],
)
def test_the_entries_of_a_list_are_labelled_in_order(
    labels: tuple[str, ...], found: list[str]
) -> None:
    assert [code for code, _ in said(*paras("1"), listing(*labels))] == found


def test_a_list_goes_on_after_words_without_a_number_and_begins_anew_after_a_paragraph() -> None:
    between = Para(content("And further:"))
    together = (*paras("1"), listing("(a)"), between, listing("(b)"), *paras("2"))
    anew = (*paras("1"), listing("(a)", "(b)"), *paras("2"), listing("(c)", "(d)"))

    assert said(*together) == []
    assert said(*anew) == [("entry-order", "paragraph 2")]


def test_what_is_quoted_keeps_the_numbers_and_labels_that_it_had() -> None:
    quoted = Para(content("Decides:"), number="7", quoted=True)

    assert said(*paras("1"), quoted, listing("(b)"), *paras("2")) == []


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("1", "2", "2 bis", "2 ter", "3"), []),
        (("PP1", "PP2", "OP1", "OP1 alt", "OP1 alt 2", "OP2"), []),
        (("1", "3"), ["paragraph 3"]),
        (("2", "3"), ["paragraph 2"]),
        (("1", "2", "2"), ["paragraph 2"]),
        (("1", "3", "2"), ["paragraph 3", "paragraph 2"]),
        (("1", "2 ter"), ["paragraph 2 ter"]),
        (("1", "{{ 7*7 }}", "2"), []),
    ],
)
def test_paragraphs_are_numbered_through(numbers: tuple[str, ...], found: list[str]) -> None:
    places = [where for code, where in said(*paras(*numbers)) if code == "paragraph-order"]

    assert places == found


def test_while_a_text_is_negotiated_its_numbers_may_have_gaps_but_not_twins() -> None:
    assert said(*paras("1", "3", "5 bis"), paper=Paper.REVISION) == []
    assert said(*paras("1"), listing("(b)"), *paras("2"), paper=Paper.MARKED_TEXT) == []
    assert said(*paras("1", "3", "3"), paper=Paper.REVISION) == [("paragraph-order", "paragraph 3")]


def test_a_paragraph_that_was_deleted_has_its_number_still() -> None:
    deleted = Para(content("Gone."), number="2", whole=Mark.DELETED)
    successor = Para(content("Come."), number="2", whole=Mark.INSERTED)

    assert said(*paras("1"), deleted, *paras("3")) == []
    assert said(*paras("1"), deleted, successor, *paras("3")) == []


def test_the_symbol_in_the_masthead_has_to_be_read_and_to_say_what_the_masthead_says() -> None:
    wrong = replace(document(), masthead=replace(HEAD, symbol="CTOC/COP/2020/L1"))
    general = replace(document(), masthead=replace(HEAD, distribution=Distribution.GENERAL))
    none = replace(document(), masthead=replace(HEAD, symbol=""))

    assert [fault.code for fault in faults(wrong, HOUSE)] == ["symbol"]
    assert [fault.code for fault in faults(general, HOUSE)] == ["distribution"]
    assert faults(none, HOUSE) == ()


def test_the_reference_of_a_letter_is_no_symbol() -> None:
    referred = replace(HEAD, symbol="CU 2020/210(A)/DTA")

    assert faults(Document(Paper.NOTE_VERBALE, referred, "Note verbale", ()), HOUSE) == ()


def test_what_was_left_to_be_filled_in_is_told_with_its_place() -> None:
    table = Table("Dates", (content("Who"),), ((content("[insert name]"),),), (1,))

    assert said(*paras("1"), table) == [("left-to-fill-in", "the table “Dates”")]


def test_a_footnote_has_a_text_and_is_checked_like_the_rest() -> None:
    notes = (Words("So."), Footnote(()), Footnote(content("Of July 8, 2020.")))

    assert said(Para(notes, "1")) == [
        ("footnote-empty", "footnote 1"),
        ("date-style", "footnote 2"),
    ]


def test_the_guide_lists_every_convention_by_its_code() -> None:
    rooms = Path(__file__).parents[2] / "nemcon" / "documents"
    sources = "".join(path.read_text(encoding="utf-8") for path in rooms.glob("checking*.py"))
    codes = set(re.findall(r'(?:Fault\(|yield )\s*"([a-z-]+)"', sources))
    guide = Path(__file__).parents[2] / "docs" / "documents.md"
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", guide.read_text(encoding="utf-8"), re.MULTILINE))

    assert len(codes) == 16
    assert codes <= listed


def test_a_document_has_at_most_so_many_words_as_the_house_allows() -> None:
    (fault,) = faults(long_report(), HOUSE)

    assert fault.code == "too-long"
    assert "may have 10,700" in fault.says


def test_the_labels_that_are_counted_for_headings_are_in_order() -> None:
    counted = labelled([Heading(1 + n % 2, content("On it")) for n in (0, 1, 1, 0, 1, 1)])

    assert said(*counted) == []


def test_a_language_that_the_house_lacks_is_refused() -> None:
    with pytest.raises(HouseError):
        faults(document(language="it"), HOUSE)
