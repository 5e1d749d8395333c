"""Composing a mailing from the record: what the letters are about, and who receives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeAlias

from sqlalchemy import select

from activities.lettering import papers_for
from nemcon.agenda.notices import AgendaNotice
from nemcon.mail.agenda_letters import AGENDA
from nemcon.mail.attached import Attached
from nemcon.mail.compose import House, Letter, compose_mailing
from nemcon.mail.facts import Recipient
from nemcon.mail.giving_up import agenda_overtaken, negotiation_overtaken, overtaken
from nemcon.mail.issuing import Issuer
from nemcon.mail.matter import Matter
from nemcon.mail.meeting import MeetingMatter, Room
from nemcon.mail.negotiation_letters import NEGOTIATION
from nemcon.mail.occasion import Enclosure, Occasion, occasion_of
from nemcon.mail.silence import SilenceMatter
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure.entries import Happened, ProcedureOpened
from nemcon.procedure.evolution import fold
from nemcon.procedure.notices import Notice
from nemcon.procedure.papers import PaperIssued
from nemcon.procedure.state import ProcedureState
from nemcon.register import codec, directory
from nemcon.register.colleagues import addressees
from nemcon.register.door import Register
from nemcon.register.kinds import Kind, evolve, kind_of
from nemcon.register.mailings import Mailing, StoredLetter
from nemcon.register.papers import kept_file
from nemcon.register.sending_again import sent_to_alone
from nemcon.register.tables import procedures

Record: TypeAlias = Sequence[tuple[Happened[Any], str]]
"""The entries of a procedure of any kind, each with its hash."""


class Composing:
    """Composes the letters of a mailing; whoever stores them first is believed."""

    def __init__(self, register: Register, house: House) -> None:
        """`house` is the installation as its letters show it."""
        self._register = register
        self._house = house
        self._matters: dict[Kind, Callable[[Mailing, Issuer, Record], Matter]] = {
            Kind.SILENCE: self._silence,
            Kind.AGENDA: partial(self._meeting, AGENDA),
            Kind.NEGOTIATION: partial(self._meeting, NEGOTIATION),
        }

    def overtaken(self, mailing: Mailing, now: datetime) -> str:
        """Why the mailing is not to be sent any more; empty where it is."""
        if mailing.notice not in _OVERTAKEN:
            return ""
        record = [recorded for recorded, _ in self._record(mailing.procedure)]
        return _OVERTAKEN[mailing.notice](mailing.number, record, now)

    def compose(self, mailing: Mailing, now: datetime) -> tuple[StoredLetter, ...]:
        """The letters of the mailing as they are to be stored."""
        issuer, recipients = self._people(mailing)
        record = self._record(mailing.procedure)
        kind = kind_of(evolve(None, record[0][0]))
        matter = self._matters[kind](mailing, issuer, record)
        letters = compose_mailing(matter, recipients, self._house, mailing.id, now)
        return tuple(_as_stored(letter, mailing.id) for letter in letters)

    def _people(self, mailing: Mailing) -> tuple[Issuer, tuple[Recipient, ...]]:
        query = select(procedures.c.body_id).where(procedures.c.id == mailing.procedure)
        with self._register.database.reading() as connection:
            body = directory.body_of(connection, connection.scalars(query).one())
            contacts = addressees(connection, body.id, mailing.procedure, mailing.participants)
            alone = sent_to_alone(connection, mailing.id)
        contacts = tuple(c for c in contacts if alone in (None, c.id))
        return issuer_of(body), tuple(
            Recipient(c.id, c.participant, c.name, c.address, c.zone, c.language) for c in contacts
        )

    def _silence(self, mailing: Mailing, issuer: Issuer, record: Record) -> Matter:
        occasion = silence_occasion(
            self._register,
            issuer,
            Notice(mailing.notice),
            mailing.procedure,
            mailing.number,
            record,
        )
        attached = self._letter_with(mailing, record)
        return SilenceMatter(replace(occasion, attached=attached) if attached else occasion)

    def _letter_with(self, mailing: Mailing, record: Record) -> Attached | None:
        """The letter that was issued with the act that called for the mailing."""
        digest = issued_with(mailing.number, record)
        if not digest:
            return None
        with self._register.database.reading() as connection:
            kept = kept_file(connection, digest)
        if kept is None:
            message = f"the letter {digest} of {mailing.id} was issued and is not kept"
            raise LookupError(message)
        return Attached(kept.file.name, kept.file.media_type, digest)

    def _meeting(self, room: Room[Any], mailing: Mailing, issuer: Issuer, record: Record) -> Matter:
        notice, procedure = room.notices(mailing.notice), mailing.procedure
        occasion = room.occasion(notice, procedure, issuer, mailing.number, record)
        name = occasion.state.child if notice in room.with_child else ""
        if name:
            child = self._as_it_stood(name, occasion.recorded.at)
            occasion = replace(occasion, child=(name, child) if child else None)
        return MeetingMatter(room, occasion)

    def _as_it_stood(self, procedure: str, at: datetime) -> ProcedureState | None:
        """A silence procedure at that instant, so that a letter never tells what came later."""
        return fold(recorded for recorded, _ in self._record(procedure) if recorded.at <= at)

    def _record(self, procedure: str) -> Record:
        return [(codec.read(w.body), w.hash) for w in self._register.written(procedure)]


def issuer_of(body: directory.Body) -> Issuer:
    """The body as its letters show it."""
    return Issuer(body.id, body.name, body.zone, body.parent, body.session, body.chair)


def silence_occasion(
    register: Register,
    issuer: Issuer,
    notice: Notice,
    procedure: str,
    number: int,
    record: Record,
) -> Occasion:
    """The occasion in a silence procedure, with the texts that the same letter places."""
    opened = record[0][0].entry
    enclosures: tuple[Enclosure, ...] = ()
    if notice is Notice.CIRCULATION and isinstance(opened, ProcedureOpened):
        enclosures = tuple(
            enclosure for name in opened.linked if (enclosure := _enclosure(register, name))
        )
    return occasion_of(notice, procedure, issuer, number, record, enclosures)


def issued_with(number: int, record: Record) -> str:
    """The hash of the letter that the act of that entry issued for it; empty for none.

    What was issued later is another document, even one under the same name.
    """
    first = record[number - 1][0]
    for recorded, _ in record[number:]:
        if (recorded.at, recorded.actor) != (first.at, first.actor):
            break
        entry = recorded.entry
        if isinstance(entry, PaperIssued) and entry.paper in papers_for(number):
            return entry.digests[0][1]
    return ""


def _enclosure(register: Register, procedure: str) -> Enclosure | None:
    """The text of a linked procedure as it was placed, once that has been opened."""
    written = register.written(procedure)
    opened = codec.read(written[0].body).entry if written else None
    return Enclosure(procedure, opened.text) if isinstance(opened, ProcedureOpened) else None


_OVERTAKEN: Final[dict[str, Callable[[int, Sequence[Any], datetime], str]]] = {
    Notice.REMINDER.value: overtaken,
    AgendaNotice.REMINDER.value: agenda_overtaken,
    NegotiationNotice.REMINDER.value: negotiation_overtaken,
}
"""Only a reminder can come too late to be of use: of everything else people must be told."""


def as_composed(letter: StoredLetter) -> Letter:
    """A stored letter as the mail room knows it."""
    return Letter(
        letter.id,
        letter.participant,
        letter.contact,
        letter.address,
        letter.message_id,
        letter.content,
    )


def _as_stored(letter: Letter, mailing_id: str) -> StoredLetter:
    return StoredLetter(
        id=letter.id,
        mailing=mailing_id,
        participant=letter.participant,
        contact=letter.contact,
        address=letter.address,
        message_id=letter.message_id,
        content=letter.content,
    )
