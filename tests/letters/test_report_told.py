"""What the letter on the outcome of the report of a session lists, for which nobody waits."""

from __future__ import annotations

from dataclasses import replace

from nemcon.mail.facts import LetterFacts, Recipient
from nemcon.mail.gathering import facts_of
from nemcon.procedure.notices import Notice
from tests.letters.build import ENQUIRIES, Drama, rules


def outcome(procedure: str) -> LetterFacts:
    """The letter on a text whose second paragraph was objected to, and which hangs on an agenda."""
    compile_it = {"effect": "compile", "leads_to": "the Conference"}
    drama = Drama(profile=rules(objection=compile_it)).launch()
    drama.file("brazil", 20, paragraphs=("2",), says="Two days are too short.")
    occasion = drama.finish().occasion(Notice.OUTCOME)
    hangs = replace(occasion, procedure=procedure, state=replace(occasion.state, parent="agenda"))
    recipient = Recipient("c1", "norway", "Ms. Ana Silva", "ana@mission.example", "Europe/Oslo")
    return facts_of(hangs, recipient, ENQUIRIES)


def test_what_is_not_agreed_of_a_report_is_listed_in_its_own_letter() -> None:
    sections = outcome("agenda-report").compilation

    assert sections[0].title == "The Chair's compilation"
    assert any("2" in section.title for section in sections[1:])


def test_of_what_the_agenda_waits_for_the_letter_of_the_agenda_tells() -> None:
    assert outcome("agenda-silence").compilation == ()
    assert outcome("agenda-silence-2").compilation == ()
