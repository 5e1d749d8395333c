"""What offends the conventions of a house is told with its place; the rest is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from activities.papers import report_of
from nemcon.documents.checking import faults
from nemcon.documents.house import HouseError, shipped_house
from nemcon.documents.model.blocks import Block, Entry, Heading, Listing, Para, Table, labelled
from nemcon.documents.model.document import Distribution, Document, Masthead, Paper
from nemcon.documents.model.inlines import Bracketed, Change, Content, Footnote, Words, content
from nemcon.text.changes import Mark
from nemcon.text.runs import Kind
from tests.documents.samples import IN_SIX, REPORT, hostile, long_report
from tests.documents.session import AGENDA, meeting

HOUSE = shipped_house()
HEAD = Masthead("Conference", "CTOC/COP/2020/L.1", date(2020, 7, 8))
AT = datetime(2020, 7, 8, 12, tzinfo=UTC)


def document(*blocks: Block, paper: Paper = Paper.REPORT, language: str = "en") -> Document:
    return Document(paper, HEAD, "Report", blocks, language)


def said(*blocks: Block, paper: Paper = Paper.REPORT) -> list[tuple[str, str]]:
    return [(f.code, f.where) for f in faults(document(*blocks, paper=paper), HOUSE)]


def words(text: str, language: str = "en") -> list[str]:
    para = Para(content(text), number="1")
    return [fault.code for fault in faults(document(para, language=language), HOUSE)]


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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Held on July 8, 2020."),
        ("en", "Held on 8th July 2020."),
        ("en", "Held on 8 July, 2020."),
        ("en", "Held on 8 Jul. 2020."),
        ("en", "Held on 08.07.2020."),
        ("en", "Held on 7/8/2020."),
        ("fr", "Tenue le juillet 8 2020."),
        ("fr", "Tenue le 08/07/2020."),
        ("es", "Celebrada el 8 julio 2020."),
        ("ru", "Состоялось 8 июля 2020."),
        ("ru", "Состоялось 08.07.2020."),
        ("zh", "会议于2020年 7月8日举行。"),
        ("ar", "عقد في 8 يوليه 2020."),
    ],
)
def test_a_date_that_the_house_writes_otherwise_is_told(language: str, text: str) -> None:
    assert words(text, language) == ["date-style"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 7 and 8 July 2020, 7–8 July 2020, and from 30 June 2020 to 8 July\u00a02020."),
        ("en", "On Wednesday, 8 July 2020, and in July 2020; at 2020-07-08T18:00:00+02:00."),
        ("en", "See version 10.12.2020.1, and article 31/12/2020/3."),
        ("fr", "Du 30 juin au 8 juillet 2020, et le 1er juillet 2020."),
        ("es", "Los días 7 y 8 de julio de 2020."),
        ("ru", "7–8 июля 2020 года, и в июле 2020 года."),
        ("zh", "2020年7月7日至8日，以及2020年11月1日。"),
        ("ar", "في 7 و8 تموز/يوليه 2020."),
    ],
)
def test_dates_as_the_house_writes_them_are_left_alone(language: str, text: str) -> None:
    assert words(text, language) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("at 6:00 PM (CEST)", "6 p.m."),
        ("at 6pm", "6 p.m."),
        ("at 6.00 p.m.", "6 p.m."),
        ("at 8:30 p.m.", "8.30 p.m."),
        ("at 18:00 hours", "6 p.m."),
        ("at 09:05", "9.05 a.m."),
        ("at 12:00", "12 noon"),
    ],
)
def test_a_time_that_the_house_writes_otherwise_is_told_as_it_is_written(
    text: str, written: str
) -> None:
    (fault,) = faults(document(Para(content(text), "1")), HOUSE)

    assert fault.code == "time-style"
    assert f"is written “{written}”" in fault.says


@pytest.mark.parametrize(
    "text",
    [
        "at 6 p.m. (CEST), at 8.30 p.m. and at 12 noon",
        "from 6 p.m.",
        "2020-07-08T18:00:00Z, 2020-07-08 18:00 and 18:00:05+02:00",
        "3 amendments and 4 pm-records",
    ],
)
def test_times_as_the_house_and_programs_write_them_are_left_alone(text: str) -> None:
    assert words(text) == []


def test_a_house_without_a_clock_has_no_rule_for_times() -> None:
    assert words("Ouverte à 18:00.", "fr") == []


def test_a_slip_in_a_symbol_is_told_and_the_symbols_of_others_are_left_alone() -> None:
    assert words("See CTOC/COP/WG3/2020/1.") == ["symbol-in-text"]
    assert words("See CTOC/COP/2020/WG.3/1.") == ["symbol-in-text"]
    assert words("See FCCC/AWGLCA/2009/INF.2, A/HRC/40/1, ISO/IEC27001 and A/RES/55/25.") == []


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The [Working Group decided", ["bracket"]),
        ("The (Working Group] decided", ["bracket"]),
        ("The Working Group) decided", ["bracket"]),
        ("States should: a) answer; b) ask, and 1) do so (as in (a) above)", []),
        ("[[2nd] and (3rd)] days [...]", []),
        (r"a sign \] and \[ that is none", []),
    ],
)
def test_brackets_are_closed_as_they_were_opened(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_brackets_of_the_negotiation_and_deleted_words_are_no_fault() -> None:
    items: Content = (
        Bracketed(Kind.DISPUTED, (Words("shall (always)"),), ("Chile",)),
        Bracketed(Kind.TO_BE_COMPLETED, ()),
        Change(Mark.DELETED, (Words(" (for now"),), "Chile", AT),
    )

    assert said(Para(items, "1")) == []


def test_what_was_left_to_be_filled_in_is_told_with_its_place() -> None:
    table = Table("Dates", (content("Who"),), ((content("[insert name]"),),), (1,))

    assert said(*paras("1"), table) == [("left-to-fill-in", "the table “Dates”")]


def test_a_footnote_has_a_text_and_is_checked_like_the_rest() -> None:
    notes = (Words("So."), Footnote(()), Footnote(content("Of July 8, 2020.")))

    assert said(Para(notes, "1")) == [
        ("footnote-empty", "footnote 1"),
        ("date-style", "footnote 2"),
    ]


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
