"""Draws up the letter of an act before the act, from the state as it would be.

The rules are asked what the act leads to, and the entries that they answer with are folded onto the
record; from there on the letter is written like that of an act of the past. Nothing is recorded
(docs/decisions/0016).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from activities.composing import issuer_of, silence_occasion
from activities.lettering import letter_document, paper_named
from activities.papers_drawn import Desk
from activities.templated import template_values
from nemcon.documents.building.letter_says import Form
from nemcon.documents.model.blocks import contents_of
from nemcon.documents.model.document import Document
from nemcon.documents.model.inlines import words_of
from nemcon.documents.pdf.fonts import FontMissing, Fonts
from nemcon.documents.rendering import Format, rendered
from nemcon.documents.templates.fields import NotFilled
from nemcon.language import N_
from nemcon.mail.attached import Attached
from nemcon.mail.facts import Recipient
from nemcon.mail.letters import Parts
from nemcon.mail.occasion import Occasion
from nemcon.mail.silence import SilenceMatter
from nemcon.procedure.entries import Happened
from nemcon.procedure.notices import Notice
from nemcon.procedure.refusal import Refusal
from nemcon.register import codec, directory
from nemcon.register.door import Register
from nemcon.register.drawn_up import DrawnUp
from nemcon.register.kinds import Act, Entry, State, decide, evolve, letters_for
from nemcon.register.letter_templates import template_in_force
from nemcon.register.papers import PaperFile
from nemcon.register.verify import Head
from nemcon.text import boilerplate

FORESEEN: Final = frozenset(
    {
        Notice.CIRCULATION,
        Notice.REVISION,
        Notice.EXTENSION,
        Notice.SUSPENSION,
        Notice.RESUMPTION,
        Notice.CONFIRMATION,
    }
)
"""The notices whose letter can be shown before the act: all is known of it then."""
NO_LETTER: Final = Refusal(
    "no-letter", N_("No letter that could be shown beforehand goes out with this act.")
)
_UNRECORDED: Final = "\u2026"
"""Stands for the hash of an entry that is not recorded yet."""
_THE_LINK: Final = "the-link-of-each-contact"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The letter that an act calls for: on which record, after which entries, on what occasion."""

    procedure: str
    head: Head
    entries: tuple[Entry, ...]
    occasion: Occasion

    @property
    def number(self) -> int:
        """The number of the entry that will call for the letter."""
        return self.occasion.recorded.number


def foresee(
    register: Register, procedure: str, act: Act, at: datetime, *, body: str
) -> Foreseen | Refusal:
    """What the act would lead to if it were received at that instant; why not, where it may not be.

    `body` is the one that the procedure belongs to.
    """
    record: list[tuple[Happened[Any], str]] = [
        (codec.read(w.body), w.hash) for w in register.written(procedure)
    ]
    state: State | None = None
    for recorded, _hash in record:
        state = evolve(state, recorded)
    head = Head(len(record), record[-1][1] if record else "")
    answer = decide(procedure, state, act, at)
    if isinstance(answer, Refusal):
        return answer
    called: tuple[int, StrEnum] | None = None
    for number, entry in enumerate(answer, head.number + 1):
        recorded = Happened(number, at, act.actor, entry)
        record.append((recorded, _UNRECORDED))
        state = evolve(state, recorded)
        for letter in letters_for(recorded, state):
            called = called or (number, letter.notice)
    if called is None or called[1] not in FORESEEN:
        return NO_LETTER
    with register.database.reading() as connection:
        issuer = issuer_of(directory.body_of(connection, body))
    number, notice = called[0], Notice(called[1])
    occasion = silence_occasion(register, issuer, notice, procedure, number, record)
    return Foreseen(procedure, head, answer, occasion)


def drawn_up(
    desk: Desk, foreseen: Foreseen, form: Form, fonts: Fonts | None = None
) -> DrawnUp | Refusal:
    """The letter as a file: of the body's own Word template, where it has one for it, or a PDF.

    Why not, where something is left to be filled in or cannot be written. `fonts` are those that a
    PDF may be written with, the shipped ones and the system's without.
    """
    document = letter_document(foreseen.occasion, form, desk.enquiries, desk.house, foreseen=True)
    template = _template(desk.register, foreseen, form)
    try:
        if template is not None:
            kind, data, words = Format.DOCX, *_filled(desk, foreseen, form, template)
        else:
            written = rendered(document, desk.house, Format.PDF, fonts)
            kind, data, words = Format.PDF, written.data, _words(document)
    except (FontMissing, NotFilled) as error:
        return Refusal(error.code, str(error))
    if left := boilerplate.boilerplate_in(("the letter", each) for each in words):
        return Refusal(boilerplate.CODE, boilerplate.says_left(left))
    name = f"{foreseen.procedure}-{foreseen.number}-{form}.{kind}"
    return DrawnUp(
        head=foreseen.head,
        entries=foreseen.entries,
        number=foreseen.number,
        paper=paper_named(form, foreseen.number),
        symbol=f"{foreseen.procedure}/{foreseen.number}",
        title=document.title,
        language=document.language,
        distribution=document.masthead.distribution.value,
        format=kind.value,
        file=PaperFile(name, kind.media_type, data),
    )


def mail_of(
    desk: Desk, foreseen: Foreseen, public_url: str, letter: DrawnUp | None = None
) -> Parts:
    """The words of the mail to one of those who will get it, without the link and the hash.

    It is the first on the roll that may object and has a contact, or without a name where none has.
    """
    occasion = foreseen.occasion
    if letter is not None:
        file = letter.file
        occasion = replace(occasion, attached=Attached(file.name, file.media_type, file.digest))
    matter = SilenceMatter(occasion)
    recipient = _one_of_them(desk.register, occasion)
    links = dict.fromkeys(matter.procedures, f"{public_url}/l/{_THE_LINK}")
    return matter.write(recipient, matter.names(recipient), desk.enquiries, links)


def _one_of_them(register: Register, occasion: Occasion) -> Recipient:
    seats = [seat.participant for seat in occasion.state.roll if seat.may_object]
    with register.database.reading() as connection:
        known = directory.contacts_of(connection, occasion.issuer.id, seats)
    first = min(known, key=lambda c: seats.index(c.participant), default=None)
    if first is None:
        return Recipient("", next(iter(seats), ""), "", "", occasion.issuer.zone)
    return Recipient(first.id, first.participant, first.name, first.address, first.zone)


def _template(register: Register, foreseen: Foreseen, form: Form) -> bytes | None:
    occasion = foreseen.occasion
    with register.database.reading() as connection:
        return template_in_force(connection, occasion.issuer.id, occasion.notice, form)


def _filled(
    desk: Desk, foreseen: Foreseen, form: Form, template: bytes
) -> tuple[bytes, tuple[str, ...]]:
    """The letter in Word, and its words a paragraph each. Raises `NotFilled`."""
    # What reads Word files is large, and most processes never fill a template.
    from nemcon.documents.templates.checking import shown_words  # noqa: PLC0415 - see above
    from nemcon.documents.templates.filling import fill  # noqa: PLC0415 - see above

    values = template_values(foreseen.occasion, form, desk.enquiries, desk.house)
    data = fill(template, values)
    return data, shown_words(data)


def _words(document: Document) -> tuple[str, ...]:
    return tuple(words_of(content) for _, content in contents_of(document.blocks))
