"""What is told of filings and outcomes, and what the rules keep to themselves."""

from __future__ import annotations

from nemcon.mail.wording import outcome_says
from nemcon.procedure import acts as a
from nemcon.procedure.notices import Notice
from nemcon.procedure.people import Actor, Office
from nemcon.text.document import Paragraph

from .build import PROCEDURE, Drama, rules
from .reading import flat, letter, of, seen


def hidden() -> Drama:
    profile = rules(disclosure={"during": "anonymous"})
    drama = Drama(profile=profile).launch()
    drama.file(
        "brazil",
        20,
        paragraphs=("2",),
        says="Brazil cannot accept this.",
        wording=(Paragraph("2", "It shall last three days."),),
        on_behalf_of=("norway",),
    )
    return drama


def test_where_objectors_are_not_named_no_notice_gives_them_away() -> None:
    drama = hidden()
    withdraws = a.WithdrawObjection(Actor(Office.DELEGATION, "brazil", "a delegate"))
    drama.act(withdraws, 25)
    for notice in (Notice.OBJECTION, Notice.WITHDRAWAL):
        facts = drama.facts(notice, to="united-kingdom")
        parts = letter(facts)
        for words in (parts.subject, flat(parts.text), seen(parts.html)):
            assert "Brazil" not in words
            assert "Norway" not in words
            assert "delegate of" not in words
        assert "a delegation" in flat(parts.text)
        assert "paragraph 2" in parts.text


def test_why_nobody_is_named_stands_apart_from_the_rules() -> None:
    text = letter(hidden().facts(Notice.OBJECTION, to="united-kingdom")).text
    before, _, _ = text.partition("\nRULES THAT APPLY")
    assert before.endswith(".\n")
    assert before.splitlines()[-1].startswith("  ")


def test_a_body_that_a_text_goes_to_takes_its_article() -> None:
    to = "Conference of the Parties, tenth session"
    for outcome in (a.Outcome.PARTLY_ADOPTED, a.Outcome.REFERRED, a.Outcome.COMPILED):
        assert f"to the {to}." in outcome_says(outcome, to)


def test_a_receipt_tells_the_filer_all_of_it_even_where_objectors_are_not_named() -> None:
    facts = hidden().facts(Notice.RECEIPT, to="brazil")
    parts = letter(facts)
    for words in (flat(parts.text), seen(parts.html)):
        assert "the delegation of Brazil (a delegate of brazil)" in words
        assert "an objection, to paragraph 2" in words
        assert "Brazil cannot accept this." in words
        assert "It shall last three days." in words
        assert "Wednesday, 17 June 2020, 2 p.m. (Vienna time, UTC+2)" in words
        assert "Wednesday, 17 June 2020, 12 noon (UTC)" in words
        assert "It was received in time and counts." in words
        assert facts.receipt in words
    assert facts.receipt in parts.subject


def test_the_receipts_code_is_that_of_the_filing_itself() -> None:
    drama = hidden()
    recorded, own = next(item for item in drama.record if type(item[0].entry).__name__ == "Filed")
    assert drama.facts(Notice.RECEIPT).receipt == f"{PROCEDURE}/{recorded.number}/{own[:12]}"


def test_a_late_filing_is_answered_as_late_and_told_who_may_admit_it() -> None:
    drama = Drama().launch()
    drama.file("norway", 72)
    text = flat(letter(drama.facts(Notice.RECEIPT)).text)
    assert "It was received after the deadline. It is recorded as late and does not count." in text
    assert "The rules let the Chair admit a late filing" in text
    assert "Rules that apply" in letter(drama.facts(Notice.RECEIPT)).html


def test_where_objections_are_kept_until_the_deadline_a_receipt_does_not_tell_of_silence() -> None:
    drama = Drama(profile=rules(disclosure={"during": "none"})).launch()
    drama.file("norway", 10)
    text = flat(letter(drama.facts(Notice.RECEIPT)).text)
    assert "Whether silence is kept is established at the deadline." in text
    assert "Silence is broken" not in text


def test_the_outcome_names_those_whom_no_letter_reached_and_presumes_nothing() -> None:
    drama = Drama(sent=("brazil", "unesco")).launch().finish()
    parts = letter(drama.facts(Notice.OUTCOME))
    for words in (flat(parts.text), seen(parts.html)):
        assert "Silence was kept. The text is adopted." in words
        assert "Letters left in time, and did not come back, for 2 of 4 on the roll." in words
        assert "No letter reached: Norway and United Kingdom. Nobody presumes" in words
        assert "Friday, 19 June 2020, 6 p.m. (Vienna time, UTC+2)" in words


def test_a_text_adopted_in_part_names_its_paragraphs() -> None:
    drama = Drama(divisible=True).launch()
    drama.file("brazil", 20, paragraphs=("2",))
    text = flat(letter(drama.finish().facts(Notice.OUTCOME)).text)
    assert "The text is adopted in part." in text
    assert "Adopted: paragraphs 1 and 2 bis." in text
    assert "Not agreed: paragraph 2." in text


def test_when_no_letter_left_at_all_the_consultation_says_so() -> None:
    drama = Drama(sent=()).launch()
    drama.step()
    drama.step()
    text = flat(letter(drama.facts(Notice.CONSULTATION)).text)
    assert "Silence for which nobody was asked is no consent" in text
    assert "silence was not kept" not in text


def test_a_finding_stands_beside_the_computed_outcome() -> None:
    text = flat(of(Notice.FINDING).text)
    assert "The text is not adopted." in text
    assert "By the record alone the rules give: adopted." in text
    assert "A letter had been mislaid." in text
