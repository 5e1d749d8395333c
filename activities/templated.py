"""What the fields of a Word template hold in one letter, from the facts of the letter by mail."""

from __future__ import annotations

from collections.abc import Iterator

from activities.lettering import placed_of, sheet_of
from nemcon.documents.building.letter_says import Annex, Form
from nemcon.documents.house import House
from nemcon.documents.templates.fields import Values
from nemcon.language import ENGLISH, speaking
from nemcon.mail.facts import LetterFacts, Moment, Recipient
from nemcon.mail.gathering import facts_of
from nemcon.mail.occasion import Occasion
from nemcon.text.lines import block, line


def template_values(occasion: Occasion, form: Form, enquiries: str, house: House) -> Values:
    """The fields of the letter of that occasion; one that does not apply is empty.

    A letter as a document is the same file for all, in English.
    """
    with speaking(ENGLISH.code):
        return _values(occasion, form, enquiries, house)


def _values(occasion: Occasion, form: Form, enquiries: str, house: House) -> Values:
    facts = facts_of(occasion, Recipient("", "", "", "", occasion.issuer.zone), enquiries)
    sheet, placed = sheet_of(occasion, form, facts), placed_of(facts)
    deadline = facts.deadline or facts.announced_deadline
    confirmed = facts.confirmed
    return {
        "organ": sheet.organ,
        "heading": sheet.heading,
        "body": sheet.body,
        "session": sheet.session,
        "place": sheet.place,
        "date": house.writing("en").written(sheet.dated),
        "addressee": sheet.addressee,
        "reference": sheet.reference,
        "subject": sheet.subject,
        "instructed": line(sheet.instructed).strip(", "),
        "signed": "(Signed)" if sheet.signed else "",
        "signatory": sheet.signatory,
        "office": sheet.office,
        "enquiries": sheet.enquiries,
        "part": line(placed.part),
        "deadline": deadline.body if deadline else "",
        "deadline_clocks": _clocks(deadline),
        "deadline_rule": deadline.rule if deadline else "",
        "previous_deadline": facts.previous_deadline.body if facts.previous_deadline else "",
        "silence": facts.silence,
        "effect": facts.effect,
        "objecting": facts.needs,
        "warnings": facts.warnings,
        "among": sheet.among,
        "changes": tuple(_changes(facts)),
        "because": tuple(part for part in block(facts.because).split("\n") if part.strip()),
        "until": facts.until.body if facts.until else "",
        "number": confirmed.number if confirmed else "",
        "embargo": confirmed.embargo if confirmed else "",
        "text": tuple(_text(placed.annexes)),
        "digest": facts.digest,
    }


def _clocks(deadline: Moment | None) -> tuple[str, ...]:
    return deadline.lines if deadline else ()


def _changes(facts: LetterFacts) -> Iterator[str]:
    """What a revision changes, each wording under a line that says which it is."""
    for change in facts.changes:
        if change.old:
            yield f"Paragraph {change.number}, old wording:"
            yield change.old
        yield f"Paragraph {change.number}{', new wording' if change.old else ' is new'}:"
        yield change.new


def _text(annexes: tuple[Annex, ...]) -> Iterator[str]:
    """The text, a paragraph a line; with several texts each under its title."""
    for annex in annexes:
        if len(annexes) > 1:
            yield f"{line(annex.title)} ({line(annex.symbol)})" if annex.symbol else annex.title
        for paragraph in annex.paragraphs:
            yield f"{line(paragraph.number)}. {block(paragraph.words)}"
