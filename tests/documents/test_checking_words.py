"""The words of a document keep to the conventions of its house: dates, times, symbols, notes."""

from __future__ import annotations

import pytest

from nemcon.documents.checking import faults
from nemcon.documents.model.blocks import Para
from nemcon.documents.model.inlines import Bracketed, Change, Content, Footnote, Words, content
from nemcon.text.changes import Mark
from nemcon.text.runs import Kind
from tests.documents.test_checking import AT, HOUSE, document, said


def words(text: str, language: str = "en") -> list[str]:
    para = Para(content(text), number="1")
    return [fault.code for fault in faults(document(para, language=language), HOUSE)]


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


@pytest.mark.parametrize(
    ("language", "before", "after", "found"),
    [
        ("en", "It did.", "", []),
        ("en", "It did", ".", ["footnote-place"]),
        ("en", "It did", " so.", []),
        ("fr", "Il l’a fait", ".", []),
        ("fr", "Il l’a fait.", "", ["footnote-place"]),
        ("ru", "Так.", ".", []),  # no rule was found
    ],
)
def test_the_number_of_a_footnote_stands_on_the_side_of_punctuation_that_the_language_asks(
    language: str, before: str, after: str, found: list[str]
) -> None:
    line = (Words(before), Footnote(content("So.")), Words(after))

    assert [
        fault.code for fault in faults(document(Para(line, "1"), language=language), HOUSE)
    ] == found


def test_two_footnotes_in_a_line_are_looked_at_one_by_one() -> None:
    note = Footnote(content("So."))
    inserted = Change(Mark.INSERTED, (Words(" then,"), note), "Chile", AT)

    assert said(Para((Words("First"), note, inserted, Words(" and last"), note), "1")) == []
    assert said(Para((inserted, Words(", and last"), note), "1")) == [
        ("footnote-place", "paragraph 1")
    ]
