"""Has the letters of a silence procedure built as documents, from the facts of the letters by mail.

All those to whom a letter goes receive the same document, so that it is written for somebody who is
on no roll: what the rules hide from others is hidden here too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nemcon.documents.building import letters as built
from nemcon.documents.building.letter_says import (
    Annex,
    Decided,
    Extended,
    Form,
    Objected,
    Objection,
    Placed,
    Revised,
    Reworded,
    Sheet,
    Suspended,
    Time,
)
from nemcon.documents.house import House
from nemcon.documents.model.document import Document
from nemcon.language import ENGLISH, speaking
from nemcon.mail.facts import Filed, LetterFacts, Moment, Recipient, Result
from nemcon.mail.gathering import facts_of
from nemcon.mail.occasion import Occasion
from nemcon.procedure.notices import Notice
from nemcon.procedure.people import Office
from nemcon.text.lines import line
from nemcon.timing.writing import city_of
from nemcon.timing.zones import to_wall_clock

NOTICES = frozenset(
    {
        Notice.CIRCULATION,
        Notice.REVISION,
        Notice.OBJECTION,
        Notice.EXTENSION,
        Notice.RESUMPTION,
        Notice.SUSPENSION,
        Notice.OUTCOME,
        Notice.FINDING,
        Notice.CONFIRMATION,
    }
)
"""The notices of which there is a document."""


def paper_named(form: Form, number: int) -> str:
    """The name under which the letter of that entry is asked for, in that form."""
    return f"{form}-{number}"


def papers_for(number: int) -> frozenset[str]:
    """The names of the letters of that entry."""
    return frozenset(paper_named(form, number) for form in Form)


def letter_document(
    occasion: Occasion, form: Form, enquiries: str, house: House, *, foreseen: bool = False
) -> Document:
    """The letter of that occasion. Raises `KeyError` for a notice of which there is no document.

    One that is only `foreseen` holds no instant that will be known when the act is received. It is
    the same file for all, and written in English whoever asks for it.
    """
    with speaking(ENGLISH.code):
        return _written(occasion, form, enquiries, house, foreseen=foreseen)


def _written(
    occasion: Occasion, form: Form, enquiries: str, house: House, *, foreseen: bool
) -> Document:
    facts = facts_of(occasion, Recipient("", "", "", "", occasion.issuer.zone), enquiries)
    sheet = sheet_of(occasion, form, facts)
    match occasion.notice:
        case Notice.CIRCULATION:
            return built.circulation(sheet, placed_of(facts), house)
        case Notice.REVISION:
            return built.revision(sheet, _revised(facts), house)
        case Notice.OBJECTION:
            return built.notice_of_objection(sheet, _objected(facts), house)
        case Notice.EXTENSION | Notice.RESUMPTION:
            return built.notice_of_extension(sheet, _extended(facts), house)
        case Notice.SUSPENSION:
            stopped = _suspended(facts)
            stopped = replace(stopped, at="", left="") if foreseen else stopped
            return built.notice_of_suspension(sheet, stopped, house)
        case Notice.OUTCOME | Notice.FINDING | Notice.CONFIRMATION:
            return built.letter_of_adoption(sheet, _decided(occasion, facts), house)
        case _:
            raise KeyError(occasion.notice)


def sheet_of(occasion: Occasion, form: Form, facts: LetterFacts) -> Sheet:
    """What stands around the letter."""
    issuer = occasion.issuer
    signed, signatory, office = _signatory(occasion, facts.body)
    return Sheet(
        form=form,
        organ=line(issuer.parent) or line(issuer.name),
        heading=line(issuer.name) if issuer.parent.strip() else "",
        body=facts.body,
        session=line(issuer.session),
        place=place_of(issuer.zone),
        dated=dated(occasion),
        addressee=f"all Permanent Missions and delegations on {_roll(facts)} of {facts.body}",
        reference=facts.symbol,
        subject=facts.title,
        instructed=facts.instructed,
        signed=signed,
        signatory=signatory,
        office=office,
        enquiries=facts.enquiries,
        among=facts.among,
    )


def _signatory(occasion: Occasion, body: str) -> tuple[bool, str, str]:
    """Whether the letter is signed, whose it is, and in what office.

    A Chair signs who acted, and whose name the body gives; nobody else signs.
    """
    chair = f"Chair of {body}"
    if occasion.recorded.actor.office is not Office.CHAIR:
        return False, "The Secretariat", f"on behalf of the {chair}, without signature"
    named = occasion.issuer.chair_named
    return (True, named, chair) if named else (False, "The Chair", "")


def _roll(facts: LetterFacts) -> str:
    return f"the roll \u201c{facts.among}\u201d" if facts.among else "the roll"


def placed_of(facts: LetterFacts) -> Placed:
    """What a circulation says."""
    return Placed(
        deadline=_time(facts.deadline) or _time(facts.announced_deadline) or Time(()),
        silence=facts.silence,
        effect=facts.effect,
        needs=facts.needs,
        warnings=facts.warnings,
        part=facts.part,
        annexes=(
            Annex(facts.title, facts.symbol, facts.paragraphs, facts.digest),
            *(Annex(x.title, x.symbol, x.paragraphs) for x in facts.enclosures),
        ),
    )


def place_of(zone: str) -> str:
    """The place that the zone of a body is named after; empty where it is named after none."""
    return city_of(zone) if "/" in zone else ""


def dated(occasion: Occasion) -> date:
    """The day of the entry, where the body is."""
    return to_wall_clock(occasion.recorded.at, occasion.issuer.zone).date()


def _revised(facts: LetterFacts) -> Revised:
    changes = (Reworded(c.number, c.old, c.new) for c in facts.changes)
    return Revised(placed_of(facts), tuple(changes), facts.because)


def _objected(facts: LetterFacts) -> Objected:
    kept = ""
    if facts.filings and not facts.tells.names:
        later = (
            "Who objects is not told at this stage. When the procedure has ended, everybody on the "
            "roll is told who objected and on what grounds."
        )
        never = (
            "The rules of the body do not name who objects; grounds, in which an author may be "
            "recognized, are left to the Chair."
        )
        kept = later if facts.named_later else never
    return Objected(
        objections=tuple(_objection(filing) for filing in facts.filings),
        in_dispute="" if facts.filings else facts.contested,
        number=_how_many_object(facts.objectors),
        follows=facts.follows,
        kept=kept,
        deadline=_time(facts.deadline) if facts.running else None,
    )


def _how_many_object(number: int) -> str:
    if not number:
        return ""
    return f"{number} delegations object" if number > 1 else "One delegation objects"


def _objection(filing: Filed) -> Objection:
    return Objection(
        by=filing.by,
        where=filing.where,
        received=_time(filing.at) or Time(()),
        on_behalf_of=filing.on_behalf_of,
        grounds=filing.says,
        wording=filing.wording,
    )


def _extended(facts: LetterFacts) -> Extended:
    return Extended(
        deadline=_time(facts.deadline) or Time(()),
        previous=facts.previous_deadline.body if facts.previous_deadline else "",
        because=facts.because,
        warnings=facts.warnings,
    )


def _suspended(facts: LetterFacts) -> Suspended:
    return Suspended(facts.received.body, facts.left, _time(facts.until), facts.because)


def _decided(occasion: Occasion, facts: LetterFacts) -> Decided:
    result, confirmed = facts.result, facts.confirmed
    if result is None:
        message = f"a letter on the {occasion.notice} tells an outcome"
        raise ValueError(message)
    adopted = _adopted(occasion, facts)
    return Decided(
        says=tuple(_results(result)),
        decided=_time(result.decided_at),
        number=confirmed.number if confirmed else "",
        embargo=confirmed.embargo if confirmed else "",
        because=facts.because,
        annexes=(adopted,) if adopted else (),
    )


def _results(result: Result) -> list[str]:
    outcome = f"Silence was kept. {result.says}" if result.kept else result.says
    return [outcome, *result.sentences, *result.delivery]


def _adopted(occasion: Occasion, facts: LetterFacts) -> Annex | None:
    """The text as adopted: the whole, or the paragraphs that were; nothing where none was."""
    numbers = {line(number) for number in occasion.state.adopted}
    adopted = tuple(p for p in facts.paragraphs if p.number in numbers)
    if not adopted:
        return None
    whole = len(adopted) == len(facts.paragraphs)
    return Annex(facts.title, facts.symbol, adopted, facts.digest if whole else "")


def _time(moment: Moment | None) -> Time | None:
    return Time(moment.lines, moment.rule) if moment else None
