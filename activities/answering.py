"""Sends what is owed because of replies: answers to those who wrote, copies to the secretariat.

An answer is a row first, filed with the reply, and is tried for five days. One that was sent and
not noted, because the process died, is sent again with the same Message-ID.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from activities.errands import CANNOT_BE_WRITTEN, Errands
from nemcon.language import speaking
from nemcon.mail.addresses import HeaderRefused
from nemcon.mail.giving_up import TRIED_FOR
from nemcon.mail.issuing import Issuer
from nemcon.mail.message import Message, serialise
from nemcon.mail.relay import Deferred, Delivery, Outgoing, Refused, Sent
from nemcon.mail.returned.answering import Question, answer_to, copy_of
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.register import directory
from nemcon.register import returned as kept
from nemcon.register.colleagues import addressees
from nemcon.register.directory import Contact
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State, projected
from nemcon.register.links import living_link
from nemcon.register.people import language_at
from nemcon.register.returned import AnswerKind, AnswerState, Owed, ReturnedMail
from nemcon.timing.writing import write_deadline, write_instant, write_utc

log = logging.getLogger(__name__)

_FIRST_PAUSE: Final = timedelta(minutes=1)
_LONGEST_PAUSE: Final = timedelta(hours=1)


class Answering(Errands[Owed]):
    """Sends owed answers and copies."""

    every = 2.0
    about = "in answer to replies"

    def _taken(self) -> tuple[Owed, ...]:
        with self._register.database.reading() as connection:
            return kept.owed(connection, self._register.clock.now())

    def _written(self, due: Iterable[Owed]) -> Iterator[Outgoing[Owed]]:
        for answer in due:
            try:
                data = serialise(self._message(answer))
            except (HeaderRefused, LookupError) as error:
                self._note(answer, Refused(CANNOT_BE_WRITTEN, str(error)))
                continue
            yield Outgoing(answer, "", answer.recipient, data)

    def _note(self, due: Owed, delivery: Delivery) -> None:
        now = self._register.clock.now()
        match delivery:
            case Sent(reply):
                state, at = AnswerState.SENT, now
            case Refused(code, text):
                state, at, reply = AnswerState.REFUSED, now, f"{code} {text}"
            case Deferred(code, text):
                given_up = now - due.filed_at > TRIED_FOR
                state = AnswerState.REFUSED if given_up else AnswerState.QUEUED
                pause = min(_FIRST_PAUSE * 2 ** min(due.attempts, 8), _LONGEST_PAUSE)
                at, reply = now + pause, f"{code or ''} {text}".strip()
        with self._register.database.writing() as connection:
            kept.note_answer(connection, due.id, state, reply, at=at)

    def _message(self, answer: Owed) -> Message:
        """An answer is in the language of the contact whose letter was replied to."""
        told = answer_to if answer.kind is AnswerKind.ANSWER else copy_of
        with speaking(self._language(answer)):
            return told(self._question(answer), self._house, answer.filed_at)

    def _language(self, answer: Owed) -> str:
        with self._register.database.reading() as connection:
            if answer.kind is not AnswerKind.ANSWER:
                return language_at(connection, answer.recipient)
            mail = kept.returned_by_id(connection, answer.returned)
        position = self._register.whereabouts(mail.procedure) if mail else None
        if mail is None or position is None:
            return ""
        with self._register.database.reading() as connection:
            people = addressees(connection, position.body, mail.procedure, [mail.participant])
        return next((person.language for person in people if person.id == mail.contact), "")

    def _question(self, answer: Owed) -> Question:
        with self._register.database.reading() as connection:
            mail = kept.returned_by_id(connection, answer.returned)
        position = self._register.whereabouts(mail.procedure) if mail else None
        if mail is None or position is None:
            message = f"the reply of {answer.id!r} or its procedure is not there"
            raise LookupError(message)
        with self._register.database.reading() as connection:
            body = directory.body_of(connection, position.body)
            people = addressees(connection, body.id, mail.procedure, [mail.participant])
            contact = next((person for person in people if person.id == mail.contact), None)
            link = self._link(connection, mail, contact, answer.recipient)
        title = projected(position.state).title
        return Question(
            id=answer.id,
            address=answer.recipient,
            issuer=Issuer(body.id, body.name, body.zone, body.parent, body.session, body.chair),
            title=title,
            delegation=_name(position.state, mail.participant),
            sender=mail.sender,
            subject=mail.subject,
            says=mail.says,
            link=link,
            deadline=_deadline(position, mail.participant, body.zone, contact),
            page=f"{self._house.public_url}/procedures/{mail.procedure}/returned",
        )

    def _link(
        self, connection: Connection, mail: ReturnedMail, contact: Contact | None, recipient: str
    ) -> str:
        """The contact's own link, and only where the answer goes to the contact."""
        if contact is None or contact.address.lower() != recipient:
            return ""
        token = living_link(connection, self._links, mail.procedure, contact.id)
        return f"{self._house.public_url}/l/{token}" if token else ""


def _name(state: State, participant: str) -> str:
    names = (seat.name for seat in state.roll if seat.participant == participant)
    return next(names, participant)


def _deadline(
    position: PositionOf[State], participant: str, zone: str, contact: Contact | None
) -> tuple[str, ...]:
    """The deadline that the delegation has still to keep, as it is written."""
    state = position.state
    if isinstance(state, ProcedureState):
        deadline = state.deadline_for(participant)
        if deadline is None or state.phase is not Phase.UNDER_SILENCE:
            return ()
        return write_deadline(deadline, contact.zone or None if contact else None).lines
    until: datetime | None = projected(state).deadline
    return (write_instant(until, zone), write_utc(until)) if until else ()
