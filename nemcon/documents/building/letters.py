"""Builds the letters of a silence procedure as documents, each as a letter or a note verbale.

They say what the letters by mail say, in full dress: a delegation can put one on file, and a
Permanent Mission can pass it on to its capital. Nothing personal is in them, since all those to
whom a letter goes receive the same document; the link by which one files is in the mail alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from nemcon.documents.building.letter_form import (
    annexed,
    as_typed,
    lead,
    letter,
    opening,
    para,
    time,
    told,
    worded,
)
from nemcon.documents.building.letter_says import (
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
)
from nemcon.documents.house import House
from nemcon.documents.model.blocks import Block
from nemcon.documents.model.document import Document, Paper
from nemcon.text.lines import line

_ANEW = (
    "It replaces the earlier text. Objections to that text do not stand against this one, and "
    "would have to be made anew."
)
_CIRCULATED = {Form.LETTER: Paper.LETTER, Form.NOTE_VERBALE: Paper.NOTE_VERBALE}


def circulation(sheet: Sheet, says: Placed, house: House) -> Document:
    """The letter by which a text is placed under silence, with the text as its annex."""
    where = "annexes" if len(says.annexes) > 1 else "annex"
    what = "texts that are" if len(says.annexes) > 1 else "text that is"
    body: list[Block] = [
        opening(sheet, f"transmit in the {where} the {what} hereby placed {_under_silence(sheet)}"),
        *([para(says.part)] if says.part.strip() else ()),
        *_until(says),
        *_objecting(says),
    ]
    title = "Text placed under silence"
    return letter(sheet, house, _CIRCULATED[sheet.form], title, body, annexed(says.annexes))


def revision(sheet: Sheet, says: Revised, house: House) -> Document:
    """The letter by which a revised text is placed under silence, with that text as its annex."""
    placed = says.placed
    body: list[Block] = [
        opening(
            sheet,
            "transmit in the annex a revision of the text, which is hereby placed "
            f"{_under_silence(sheet)} as a new round",
        ),
        para(_ANEW),
        *([para(placed.part)] if placed.part.strip() else ()),
        *_until(placed),
        lead("What has changed"),
        *(block for change in says.changes for block in _reworded(change)),
        *as_typed("Reason given for the revision", says.because),
        *_objecting(placed),
    ]
    title = "Revised text placed under silence"
    return letter(sheet, house, _CIRCULATED[sheet.form], title, body, annexed(placed.annexes))


def notice_of_objection(sheet: Sheet, says: Objected, house: House) -> Document:
    """The notice that objections were received, as far as the rules let them be told."""
    if says.objections:
        received = "an objection to the text was received in time, as set out below"
    else:
        received = "silence on the text has been broken by objection"
    body: list[Block] = [opening(sheet, f"inform {_them(sheet)} that {received}")]
    if not says.objections:
        body.append(para("The rules of the body tell no more of it at this stage."))
    body += [para(f"{says.number} to it now.")] if says.number else []
    body += [para(f"In dispute: {says.in_dispute}.")] if says.in_dispute else []
    for objection in says.objections:
        body += _objection(objection)
    body += [para(says.kept)] if says.kept else []
    body += told("What this means", says.follows)
    body += time("Deadline", says.deadline) if says.deadline else ()
    return letter(sheet, house, Paper.NOTICE_OF_OBJECTION, "Objection received", body, ())


def notice_of_extension(sheet: Sheet, says: Extended, house: House) -> Document:
    """The notice of a new deadline."""
    body: list[Block] = [opening(sheet, f"inform {_them(sheet)} that the period was extended")]
    if says.previous:
        body.append(para(f"The deadline of {says.previous} no longer applies."))
    body += time("New deadline", says.deadline)
    body += [para("What was filed so far stands, and need not be filed again.")]
    body += told("Please note", says.warnings)
    body += as_typed("Reason given", says.because)
    return letter(sheet, house, Paper.NOTICE_OF_EXTENSION, "Deadline extended", body, ())


def notice_of_suspension(sheet: Sheet, says: Suspended, house: House) -> Document:
    """The notice that the clock was stopped."""
    stopped = f"inform {_them(sheet)} that the clock of the silence procedure "
    if says.at:
        stopped += f"was stopped on {says.at}, with {says.left} of the period left"
    else:
        stopped += "is stopped; the message with this letter says when, and what is left"
    body: list[Block] = [opening(sheet, stopped)]
    body.append(para("The deadline that was announced before no longer applies."))
    if says.until:
        body.append(para("Unless it is resumed earlier, the period runs again from then on."))
        body += time("Runs again from", says.until)
    else:
        body.append(para("A new deadline will be notified when the period is resumed."))
    still = (
        "While the clock is stopped silence is not taken as consent, and filings may still be made."
    )
    body.append(para(still))
    body += as_typed("Reason given", says.because)
    return letter(sheet, house, Paper.NOTICE_OF_SUSPENSION, "Period suspended", body, ())


def letter_of_adoption(sheet: Sheet, says: Decided, house: House) -> Document:
    """The letter that tells the outcome, with the text as adopted as its annex."""
    body: list[Block] = [
        opening(sheet, f"inform {_them(sheet)} of the outcome of the silence procedure"),
        *(para(sentence) for sentence in says.says if sentence.strip()),
    ]
    if says.number:
        body.append(para(f"The decision bears the number {says.number}."))
    if says.embargo:
        body.append(para(f"Its text is not to be made public before {says.embargo}."))
    body += time("Decided as at", says.decided) if says.decided else ()
    body += as_typed("Reason given", says.because)
    annex = annexed(says.annexes)
    return letter(sheet, house, Paper.LETTER_OF_ADOPTION, "Outcome of the procedure", body, annex)


def _under_silence(sheet: Sheet) -> str:
    """Under silence by whom: by the body, or by those on one of its rolls."""
    if sheet.among.strip():
        roll = f"the roll \u201c{line(sheet.among)}\u201d"
        return f"under a silence procedure among those on {roll} of {sheet.body}"
    return f"under a silence procedure by {sheet.body}"


def _until(says: Placed) -> Iterator[Block]:
    yield from time("Deadline", says.deadline)
    yield from told("What silence means", (says.silence,))


def _objecting(says: Placed) -> Iterator[Block]:
    yield from told("What an objection does", (says.effect, *says.needs))
    yield from told("Please note", says.warnings)


def _reworded(change: Reworded) -> Iterator[Block]:
    """A paragraph as it read and as it reads; a new one as it reads."""
    where = f"Paragraph {line(change.number)}"
    if not change.old.strip():
        yield from as_typed(f"{where} is new", change.new)
        return
    yield from as_typed(f"{where}, old wording", change.old)
    yield from as_typed(f"{where}, new wording", change.new)


def _them(sheet: Sheet) -> str:
    """How the addressees are spoken of: to their face, or in the third person."""
    return "them" if sheet.form is Form.NOTE_VERBALE else "you"


def _objection(objection: Objection) -> Iterator[Block]:
    """One objection: by whom, to what, when; and its grounds and wording where they are told."""
    where = f" to {objection.where}" if objection.where else ""
    yield lead(f"An objection of {objection.by}{where}")
    if objection.on_behalf_of:
        yield para(f"It was made also on behalf of {objection.on_behalf_of}.")
    yield from time("Received", objection.received)
    yield from as_typed("Grounds", objection.grounds)
    if objection.wording:
        yield lead("Wording proposed")
        yield from worded(objection.wording, quoted=True)
