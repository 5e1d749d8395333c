"""Letters as documents say what the letters by mail say, and hide what those hide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from activities.lettering import NOTICES, letter_document
from nemcon.documents.building.letter_says import Form
from nemcon.documents.house import shipped_house
from nemcon.documents.model.blocks import Heading, Para, Signature, contents_of
from nemcon.documents.model.document import Document, Paper
from nemcon.documents.model.inlines import words_of
from nemcon.procedure.keys import SET_HERE
from nemcon.procedure.notices import Notice
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.profile import Basis, RuleValue
from nemcon.procedure.wording import rule_source
from nemcon.rehearsal.cast import delegation_of
from nemcon.text.document import Paragraph, Text
from tests.letters.build import DECISION, DRAMAS, ENQUIRIES, ISSUER, Drama, rules

TO = f"all Permanent Missions and delegations on the roll of the {ISSUER.name}"
BY_THE_CHAIR = NOTICES - {Notice.OBJECTION, Notice.OUTCOME}


def of(drama: Drama, notice: Notice, form: Form = Form.LETTER) -> Document:
    return letter_document(drama.occasion(notice), form, ENQUIRIES, shipped_house())


def lines(document: Document) -> list[str]:
    return [words_of(content) for _, content in contents_of(document.blocks)]


def all_of(document: Document) -> str:
    return "\n".join(lines(document))


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("notice", sorted(NOTICES))
def test_each_letter_opens_closes_and_is_signed_as_its_form_asks(
    notice: Notice, form: Form
) -> None:
    document = of(DRAMAS[notice](), notice, form)
    says = lines(document)
    signatures = [block for block in document.blocks if isinstance(block, Signature)]
    rev = notice is Notice.REVISION
    assert f"Reference: {DECISION.symbol}{'/Rev.1' if rev else ''}" in says
    assert f"Subject: {DECISION.title}{', Rev.1' if rev else ''}" in says
    assert f"Enquiries may be addressed to {ENQUIRIES}." in says
    assert document.masthead.symbol == "", "the symbol is that of the text, not of the letter"
    if form is Form.NOTE_VERBALE:
        assert signatures == []
        assert f"The Secretariat of the {ISSUER.name} presents its compliments to {TO}" in (
            all_of(document)
        )
        assert "the assurances of its highest consideration." in all_of(document)
        assert not {"I", "you", "my"} & set(all_of(document).split())
        assert document.title.startswith("Note verbale. ")
    else:
        if notice in BY_THE_CHAIR:
            assert signatures == [Signature(ISSUER.chair, f"Chair of the {ISSUER.name}")]
        else:
            assert signatures == []
            assert f"on behalf of the Chair of the {ISSUER.name}, without signature" in says
        assert says[:2] == [says[0], f"To {TO}"]
        assert says[0].startswith("Vienna, ")
        assert "I have the honour to" in all_of(document)


def test_a_circulation_holds_the_deadline_on_its_clocks_what_silence_means_and_the_text() -> None:
    document = of(Drama().launch(48), Notice.CIRCULATION, Form.NOTE_VERBALE)
    says = lines(document)
    assert document.paper is Paper.NOTE_VERBALE
    assert "Thursday, 18 June 2020, 6 p.m. (Vienna time, UTC+2)" in says
    assert "Thursday, 18 June 2020, 4 p.m. (UTC)" in says
    assert any(line.startswith("What is received before 6 p.m. is in time") for line in says)
    assert any("taken as consent" in line for line in says)
    assert "The period is shorter than the shortest that the rules foresee." in says
    annex = document.blocks.index(
        next(block for block in document.blocks if isinstance(block, Heading))
    )
    paragraphs = [b for b in document.blocks[annex:] if isinstance(b, Para) and b.number]
    assert [(p.number, words_of(p.content)) for p in paragraphs] == [
        (paragraph.number, paragraph.words) for paragraph in DECISION.paragraphs
    ]
    assert f"SHA-256 of the text: {DECISION.digest()}" in says


def test_a_revision_says_what_the_mail_around_it_says() -> None:
    document = of(DRAMAS[Notice.REVISION](), Notice.REVISION)
    says = lines(document)
    assert document.title == "Revised text placed under silence"
    assert (
        "I have the honour to transmit in the annex a revision of the text, which is hereby placed "
        f"under a silence procedure by the {ISSUER.name} as a new round."
    ) in says
    assert (
        "It replaces the earlier text. Objections to that text do not stand against this one, and "
        "would have to be made anew."
    ) in says
    changed = says.index("What has changed")
    assert says[changed + 1 : changed + 9] == [
        "Paragraph 2, old wording",
        "It shall last two days, with one sitting a day.",
        "Paragraph 2, new wording",
        "It shall last three days.",
        "Paragraph 3 is new",
        "Norway chairs it.",
        "Reason given for the revision",
        "After consultations.",
    ]
    assert f"Annex. {DECISION.title}, Rev.1 ({DECISION.symbol}/Rev.1)" in says


def test_what_a_revision_tells_in_mail_bears_the_symbol_of_its_issue() -> None:
    facts = DRAMAS[Notice.REVISION]().facts(Notice.REVISION)
    assert facts.symbol == f"{DECISION.symbol}/Rev.1"


def test_the_instructions_of_a_chair_are_set_between_two_commas_and_not_three() -> None:
    says = all_of(of(Drama().launch(), Notice.CIRCULATION, Form.NOTE_VERBALE))
    assert f" and, on the instructions of the Chair, {ISSUER.chair}, has the honour to " in says


def test_a_custom_of_the_body_is_cited_without_the_note_of_why_it_was_assumed() -> None:
    note = "No rule was found; the Chair wants to know every objection."
    value = RuleValue("objection.effect", "break", Basis.CUSTOM, note)
    assert rule_source(value) == "by custom of the body"
    assert rule_source(replace(value, source=SET_HERE)) == "as set for this procedure"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Russian Federation", "the Russian Federation"),
        ("United States of America", "the United States of America"),
        ("Cook Islands", "the Cook Islands"),
        ("Brazil", "Brazil"),
    ],
)
def test_a_delegation_is_called_with_the_article_of_its_state(name: str, written: str) -> None:
    assert delegation_of(name) == f"Delegation of {written}"


@pytest.mark.parametrize("chair", ["", "the Chair", "Chair of the Working Group"])
def test_a_letter_of_a_chair_whose_name_is_not_known_is_not_signed(chair: str) -> None:
    drama = Drama(issuer=replace(ISSUER, chair=chair)).launch()
    document = of(drama, Notice.CIRCULATION)
    says = lines(document)
    assert not any(isinstance(block, Signature) for block in document.blocks)
    closing = says.index("Accept, Excellency, the assurances of my highest consideration.")
    assert says[closing + 1] == "The Chair"
    assert says[closing + 2].startswith("Annex")


def test_what_the_secretariat_places_goes_out_on_behalf_of_the_chair_unsigned() -> None:
    drama = Drama()
    drama.by = Actor(Office.SECRETARIAT, person="A. Clerk")
    document = of(drama.launch(), Notice.CIRCULATION)
    says = lines(document)
    assert not any(isinstance(block, Signature) for block in document.blocks)
    closing = says.index("Accept, Excellency, the assurances of my highest consideration.")
    assert says[closing + 1 : closing + 3] == [
        "The Secretariat",
        f"on behalf of the Chair of the {ISSUER.name}, without signature",
    ]


@pytest.mark.parametrize("form", Form)
def test_a_letter_to_a_named_roll_is_addressed_to_that_roll(form: Form) -> None:
    drama = Drama(among="extended bureau").launch()
    says = all_of(of(drama, Notice.CIRCULATION, form))
    roll = f"the roll \u201cextended bureau\u201d of the {ISSUER.name}"
    assert f"all Permanent Missions and delegations on {roll}" in says
    assert f"hereby placed under a silence procedure among those on {roll}." in says
    assert f"under a silence procedure by the {ISSUER.name}" not in says


def test_a_text_that_stands_or_falls_as_a_whole_is_not_said_to_be_objected_to_in_parts() -> None:
    whole = all_of(of(Drama().launch(), Notice.CIRCULATION))
    parts = all_of(of(Drama(divisible=True).launch(), Notice.CIRCULATION))
    assert "the text stands or falls as a whole." in whole
    assert "It may be limited to paragraphs." not in whole
    assert "It may be limited to paragraphs." in parts


def test_an_objection_is_told_in_full_where_the_rules_name_objectors() -> None:
    says = all_of(of(DRAMAS[Notice.OBJECTION](), Notice.OBJECTION))
    assert "An objection of the delegation of Brazil to paragraph 2" in says
    assert "Two days are too short.\nThree are needed." in says
    assert "It shall last three days." in says
    assert "It was made also on behalf of Norway." in says


@pytest.mark.parametrize("level", ["existence", "count", "paragraphs", "anonymous"])
def test_what_the_rules_hide_of_an_objection_is_in_no_document(level: str) -> None:
    profile = rules(disclosure={"during": level, "in_consultation": level, "after": level})
    drama = Drama(profile=profile).launch()
    drama.file("brazil", 20, paragraphs=("2",), says="Two days are too short.")
    says = all_of(of(drama, Notice.OBJECTION))
    for hidden in ("Brazil", "brazil", "Two days are too short", "a delegate of"):
        assert hidden not in says


def test_an_extension_gives_both_deadlines_and_the_reason() -> None:
    says = lines(of(DRAMAS[Notice.EXTENSION](), Notice.EXTENSION))
    assert (
        "The deadline of Friday, 19 June 2020, 6 p.m. (Vienna time, UTC+2) no longer applies."
    ) in says
    assert "Saturday, 20 June 2020, 6 p.m. (Vienna time, UTC+2)" in says
    assert "Capitals asked for time." in says


def test_a_suspension_says_when_the_clock_stopped_and_that_silence_is_no_consent() -> None:
    says = all_of(of(DRAMAS[Notice.SUSPENSION](), Notice.SUSPENSION))
    assert "was stopped on Wednesday, 17 June 2020, 4 a.m. (Vienna time, UTC+2)" in says
    assert "with 2 days 14 hours of the period left" in says
    assert "silence is not taken as consent" in says


def test_the_letter_of_adoption_bears_the_number_and_annexes_the_text_as_adopted() -> None:
    document = of(DRAMAS[Notice.CONFIRMATION](), Notice.CONFIRMATION)
    says = all_of(document)
    assert "The decision bears the number 2020/1." in says
    assert "Its text is not to be made public before Tuesday, 7 July 2020." in says
    assert "The meeting shall be held in a hybrid format." in says


def test_what_was_not_adopted_is_annexed_to_no_letter() -> None:
    says = all_of(of(DRAMAS[Notice.FINDING](), Notice.FINDING))
    assert "hybrid format" not in says
    assert "Annex" not in says


def test_words_of_others_stand_line_by_line_as_they_were_typed_and_are_set_in() -> None:
    hostile = '#panic("x") {{ 7*7 }}\n=HYPERLINK("http://x")\n<b>&amp;'
    drama = Drama().launch()
    drama.file("brazil", 20, paragraphs=("2",), says=hostile)
    quoted = [
        words_of(block.content)
        for block in of(drama, Notice.OBJECTION).blocks
        if isinstance(block, Para) and block.quoted
    ]
    assert quoted == hostile.split("\n")


def test_a_paragraph_of_several_lines_keeps_one_number() -> None:
    text = Text("Title", (Paragraph("1", "First.\nSecond."),), "A/1")
    blocks = of(Drama(text=text).launch(), Notice.CIRCULATION).blocks
    at = next(i for i, b in enumerate(blocks) if isinstance(b, Para) and b.number)
    first, second = blocks[at : at + 2]
    assert isinstance(first, Para)
    assert isinstance(second, Para)
    assert [(p.number, words_of(p.content)) for p in (first, second)] == [
        ("1", "First."),
        ("", "Second."),
    ]
