"""Takes in mail that comes back to letters: keeps it, notes what it means, owes an answer.

Nothing that comes by mail is ever a filing. One transaction keeps the message, notes that its
letter came back where a report says so, and files the answer that a person is owed; only after it
is the relay told that the message was taken. The same message again changes nothing.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from activities.mail_room import bounce_secret
from nemcon.mail.message import parse_verp
from nemcon.mail.returned.listening import Taken
from nemcon.mail.returned.reading import Meaning, Returned, returned
from nemcon.register import returned as kept
from nemcon.register.door import Register
from nemcon.register.mailings import LetterState
from nemcon.register.returned import LetterAddressed, ReturnedMail
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings


class Receiving:
    """The door for mail that comes back. Safe to call from any thread."""

    def __init__(self, register: Register, links: LinkKey, settings: Settings) -> None:
        """`links` is the installation's key, which signs the return addresses."""
        self._register = register
        self._secret = bounce_secret(links, settings.mail_domain)
        self._office = settings.mail_office.lower()

    def expects(self, recipient: str) -> bool:
        """Whether the address is the return address of a letter, by its signature."""
        return parse_verp(recipient, self._secret) is not None

    def take(self, recipient: str, envelope_sender: str, data: bytes) -> Taken:
        """Keep the message, received now. Raises SQLAlchemy's errors while the database is away."""
        name = parse_verp(recipient, self._secret)
        if name is None:
            return Taken.UNKNOWN
        now, read = self._register.clock.now(), returned(data, envelope_sender)
        with self._register.database.writing() as connection:
            letter = kept.letter_addressed(connection, name)
            if letter is None:
                return Taken.UNKNOWN
            if letter.state is LetterState.QUEUED:
                # It was handed over, and the worker has not noted it yet.
                return Taken.LATER
            self._keep(connection, letter, read, data, now)
        return Taken.KEPT

    def _keep(
        self,
        connection: Connection,
        letter: LetterAddressed,
        read: Returned,
        data: bytes,
        now: datetime,
    ) -> None:
        person = read.meaning is Meaning.REPLY
        mail = ReturnedMail(
            id=kept.identity(letter.id, read.meaning, read.message_id, data),
            letter=letter.id,
            procedure=letter.procedure,
            participant=letter.participant,
            contact=letter.contact,
            meaning=read.meaning,
            status=read.status,
            says=read.says,
            until=read.until,
            sender=read.sender,
            subject=read.subject,
            at=now,
            data=data if person else b"",
        )
        if kept.keep(connection, mail, failed=read.meaning is Meaning.FAILED) and person:
            kept.owe_copy(connection, mail, self._office)
            if _answers(read, letter) and read.sender not in ("", self._office):
                kept.owe_answer(connection, mail, read.sender)


def _answers(read: Returned, letter: LetterAddressed) -> bool:
    """Whether it comes from the contact, or answers the very letter: nobody else is written to."""
    return read.sender == letter.address.lower() or letter.message_id in read.refers_to
