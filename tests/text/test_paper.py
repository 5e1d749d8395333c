"""A text under negotiation on paper, and as the text that the register freezes."""

from __future__ import annotations

import pytest
from hypothesis import given

from nemcon.text.document import Paragraph, Text
from nemcon.text.negotiated import Clause, NegotiatedText, anonymous, open_points
from nemcon.text.numbers import Number, Part, path_written, read_path
from nemcon.text.paper import from_text, read_text, to_text, write_text
from nemcon.text.refused import MarksRefused
from nemcon.text.runs import Words, plain
from nemcon.text.standing import Level, Standing
from tests.text.drafts import NAMES, negotiated, unhurried

TYPED = """\
Draft recommendations

PP1. Recalling article 19 of the
Convention,

OP1 States parties are encouraged:
(a) To meet;
(a) bis [EU: To write];
(b) To agree on:
(i) Dates;
(ii) Places:
  a. Rooms;
  b. Towns.
OP1 (bis). [All [of] it]
OP6alt (agreed in informals pending Iran) Another wording.
7.
Alt 1: One way.
Option 2: Another way.
[8. In brackets as a whole.]
9 bis. To be approved in capitals. (agreed ad ref)
"""


@unhurried
@given(negotiated())
def test_a_text_is_printed_and_read_back_as_it_was(text: NegotiatedText) -> None:
    again = read_text(write_text(text), symbol=text.symbol, revision=text.revision)

    assert again == text
    assert write_text(again) == write_text(text)
    assert read_text(write_text(text), names=NAMES).clauses == text.clauses


@unhurried
@given(negotiated())
def test_a_text_is_frozen_and_thawed_without_loss(text: NegotiatedText) -> None:
    frozen = to_text(text)

    assert from_text(frozen) == text
    assert frozen.numbers == tuple(c.number.written(0) for c in text.clauses)


@pytest.mark.parametrize("words", ["(a) is cited", "(i) and (ii) apply", "- (a) is cited"])
def test_words_that_look_like_a_label_are_frozen_as_words(words: str) -> None:
    text = NegotiatedText("Draft", (Clause(Number(1), (Words(words),)),))

    assert from_text(to_text(text)) == text


def test_a_text_is_read_the_way_it_is_typed() -> None:
    text = read_text(TYPED)
    paths = [path_written(path) for path, _ in text.walk()]

    assert text.title == "Draft recommendations"
    assert paths == [
        *("PP1", "OP1", "OP1 (a)", "OP1 (a bis)", "OP1 (b)", "OP1 (b) (i)", "OP1 (b) (ii)"),
        *("OP1 (b) (ii) a", "OP1 (b) (ii) b", "OP1 bis", "OP6 alt", "7 alt", "7 alt 2", "8"),
        "9 bis",
    ]
    assert plain(text.at(read_path("PP1")).runs) == "Recalling article 19 of the Convention,"
    assert text.at(read_path("6 alt")).standing == Standing(Level.IN_INFORMALS, ("Iran",))
    assert text.at(read_path("9 bis")).standing == Standing(Level.AD_REFERENDUM)
    assert [str(place) for place in open_points(text)] == [
        "paragraph OP1 (a bis)",
        "paragraph OP1 bis",
        "paragraph 8",
    ]


def test_what_is_placed_under_silence_has_no_notes_and_nothing_that_was_withdrawn() -> None:
    text = read_text("1. (agreed ad ref) One.\n  (a) (withdrawn) A.\n2. (withdrawn) Two.\n")

    assert to_text(text, noted=False).paragraphs == (Paragraph("1", "One."),)
    assert to_text(text).paragraphs[0].words == "(agreed ad ref) One.\n  (a) (withdrawn) A."


@unhurried
@given(negotiated())
def test_a_text_without_names_has_none_and_keeps_every_word(text: NegotiatedText) -> None:
    bare = anonymous(text)

    assert read_text(write_text(bare)).clauses == bare.clauses
    assert read_text(write_text(bare), names=[]).clauses == bare.clauses
    for (_, before), (_, after) in zip(text.walk(), bare.walk(), strict=True):
        assert plain(after.runs) == plain(before.runs)


def test_lines_that_were_broken_by_a_mail_program_are_one_paragraph() -> None:
    text = from_text(Text("T", (Paragraph("1", "One line\n\nand another\n  (a) below it."),)))
    assert write_text(text) == "T\n\n1. One line and another\n  (a) below it.\n"


@pytest.mark.parametrize("written", ["(agreed ad ref)", "(ad referendum)", "(AR)"])
def test_agreement_ad_referendum_is_written_in_several_ways(written: str) -> None:
    assert read_text(f"1. {written} A.").clauses[0].standing.level is Level.AD_REFERENDUM


def test_several_things_are_noted_beside_a_number() -> None:
    (clause,) = read_text("1. (agreed CoW; pending Iran, Cuba; reserve: EU) A.").clauses
    assert clause.standing == Standing(Level.IN_COMMITTEE, ("Iran", "Cuba"), ("EU",))
    assert str(clause.standing) == "(agreed in committee; pending Iran, Cuba; reserve: EU)"
    assert read_text("1. (hybrid) format").clauses[0].standing == Standing()


@pytest.mark.parametrize(
    ("typed", "code", "paragraph"),
    [
        ("Title\nAnother line\n1. A.", "number-missing", ""),
        ("1. A.\n\nNo number.", "number-missing", "1"),
        ("1. A.\n1. B.", "number-twice", "1"),
        ("2. A.\n1. B.", "number-order", "1"),
        ("1. A\n(h) B\n(i) C", "label-unclear", "1 (h)"),
        ("1. A\n(a) B [C", "bracket-not-closed", "1 (a)"),
    ],
)
def test_a_text_that_is_not_in_order_is_refused_with_the_paragraph(
    typed: str, code: str, paragraph: str
) -> None:
    with pytest.raises(MarksRefused) as refused:
        read_text(typed)
    assert (refused.value.code, refused.value.place.paragraph) == (code, paragraph)


def test_indentation_says_whether_a_label_is_a_letter_or_a_numeral() -> None:
    deeper = read_text("1. A\n  (h) B\n    (i) C")
    beside = read_text("1. A\n  (h) B\n  (i) C")

    assert [path_written(p) for p, _ in deeper.walk()] == ["1", "1 (h)", "1 (h) (i)"]
    assert [path_written(p) for p, _ in beside.walk()] == ["1", "1 (h)", "1 (i)"]


def test_numbers_are_read_as_they_are_cited() -> None:
    assert read_path("OP3 ter alt 2") == (Number(3, 2, 2, Part.OPERATIVE),)
    assert path_written(read_path("2(bis) (a)(iv) a. i.")) == "2 bis (a) (iv) a i"
    for wrong in ("Annex", "2 (a) then", "2 (!)"):
        with pytest.raises(MarksRefused):
            read_path(wrong)


def test_a_date_at_the_beginning_of_a_line_is_no_number() -> None:
    text = read_text("1. The meeting was held in\n2020. It lasted until\n8 July.")
    assert len(text.clauses) == 1
