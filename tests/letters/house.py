"""An installation for the tests of sending: a register with people in it, and a carrier."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session
from pydantic import SecretStr
from temporalio.testing import ActivityEnvironment

from activities.contract import MailingDone
from activities.letters import LetterActivities
from nemcon.mail.carrier import Carrier
from nemcon.procedure import acts as a
from nemcon.procedure.people import Actor, Category, Office
from nemcon.register import directory
from nemcon.register.database import Database
from nemcon.register.directory import Body, Contact, Participant
from nemcon.register.door import Receipt, Register
from nemcon.register.links import issue_links
from nemcon.register.mailings import Mailing, StoredLetter, letters_of, mailings_of
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings
from tests.tables import give_tables

from .build import CHAIR, DECISION, ISSUER, NAMES, PROCEDURE, SEATS, START, rules

KEY = "0123456789" * 4
CIRCULATION = f"{PROCEDURE}.2.circulation"
ZONES = ("America/Sao_Paulo", "", "Europe/Vienna", "UTC")


@dataclass(slots=True)
class HandClock:
    """A clock that stands still until it is moved."""

    present: datetime = START

    def now(self) -> datetime:
        return self.present

    def move(self, hours: float) -> datetime:
        self.present = START + timedelta(hours=hours)
        return self.present


class House:
    """The register of one body, with a text under silence and two contacts a delegation."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.clock = HandClock()
        self.database = Database(url or f"sqlite:///{folder / 'nemcon.db'}")
        give_tables(self.database)
        self.register = Register(self.database, self.clock)
        self.key = LinkKey(KEY.encode())
        self.settings = Settings(
            link_key=SecretStr(KEY), public_url="https://silence.example", mail_reply_to=""
        )
        with self.database.writing() as connection:
            body = Body(
                ISSUER.id, ISSUER.name, ISSUER.zone, ISSUER.parent, ISSUER.session, "", ISSUER.chair
            )
            directory.put_body(connection, body, START)
            categories = (*(Category.MEMBER,) * 3, Category.OBSERVER)
            people = [Participant(*p) for p in zip(SEATS, NAMES, categories, strict=True)]
            directory.put_participants(connection, body.id, people)
            directory.put_contacts(connection, body.id, self._contacts())

    @staticmethod
    def _contacts() -> list[Contact]:
        return [
            Contact(
                id=f"{seat}-{number}",
                participant=seat,
                name=f"Côte {name} {number}",
                address=f"{seat}-{number}@missions.example",
                zone=zone,
            )
            for seat, name, zone in zip(SEATS, NAMES, ZONES, strict=True)
            for number in (1, 2)
        ]

    def place(self, procedure: str = PROCEDURE, **changes: object) -> None:
        """Place the text under silence for seventy-two hours."""
        profile = rules()
        with self.database.reading() as connection:
            roll = directory.seats(connection, ISSUER.id)
        act = a.PlaceUnderSilence(
            actor=CHAIR,
            text=DECISION,
            roll=roll,
            profile_id=profile.id,
            profile_title=profile.title,
            rules=profile.values,
            until=START + timedelta(hours=72),
        )
        act = replace(act, **changes)  # type: ignore[arg-type]  # passed on as it comes
        answer = self.register.record(procedure, act, self.clock.now(), body=ISSUER.id)
        assert isinstance(answer, Receipt), answer

    def object(self, who: str, says: str = "") -> Receipt:
        """Object for a delegation, now."""
        actor = Actor(Office.DELEGATION, who, f"a delegate of {who}", "link")
        act = a.File(actor, a.Kind.OBJECT, says=says)
        answer = self.register.record(PROCEDURE, act, self.clock.now())
        assert isinstance(answer, Receipt), answer
        return answer

    def record(self, act: a.Act) -> None:
        """Record an act on the procedure, now."""
        answer = self.register.record(PROCEDURE, act, self.clock.now())
        assert isinstance(answer, Receipt), answer

    def remind(self) -> str:
        """Let a day before the deadline come; the mailing that reminds those still silent."""
        self.clock.move(48.5)
        self.register.keep_time(PROCEDURE)
        return self.mailings()["reminder"].id

    def mailings(self, procedure: str = PROCEDURE) -> dict[str, Mailing]:
        """The mailings of a procedure by their notice; the last one of each."""
        with self.database.reading() as connection:
            return {m.notice: m for m in mailings_of(connection, procedure)}

    def letters(self, mailing: str) -> dict[str, StoredLetter]:
        """The letters of a mailing by contact."""
        with self.database.reading() as connection:
            return {letter.contact: letter for letter in letters_of(connection, mailing)}

    def token(self, contact: str, procedure: str = PROCEDURE) -> str:
        """The token of a contact's link."""
        with self.database.writing() as connection:
            return issue_links(connection, self.key, procedure, [contact], START)[contact]

    def activities(self, carrier: Carrier) -> LetterActivities:
        """A worker of its own on this register."""
        return LetterActivities(self.register, self.key, self.settings, carrier)

    async def send(self, mailing: str, carrier: Carrier) -> MailingDone:
        """Run the activity as a worker would."""
        environment = ActivityEnvironment()
        done: MailingDone = await environment.run(self.activities(carrier).send_mailing, mailing)
        return done


@dataclass(slots=True)
class Mood:
    """A server that answers as it is told: `at_rcpt` by address, and it keeps what it took."""

    at_rcpt: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd finds the method by this name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        answer = self.at_rcpt.get(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 2.1.5 Known"

    async def handle_DATA(  # noqa: N802 - aiosmtpd finds the method by this name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        self.taken.append((str(envelope.mail_from), envelope.rcpt_tos[0], content))
        return "250 2.0.0 Taken"


def link(data: bytes) -> str:
    """The token of the link in a letter."""
    found = re.search(r"https://silence\.example/l/(\S+)", text_of(data))
    assert found
    return found[1]


def text_of(data: bytes) -> str:
    """What a letter says, as plain text."""
    parts = [p for p in message_from_bytes(data).walk() if p.get_content_type() == "text/plain"]
    payload = parts[0].get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()
