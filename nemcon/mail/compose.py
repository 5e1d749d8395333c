"""Composes a mailing, once, and makes the bytes of each letter from what was composed.

Words that differ from one recipient to the next (the name, the delegation, the link) are few, so
the templates run once for all recipients that read the same letter, with marks in their place. The
mark of the link stays in what is stored, so that no link can be read from a stolen database. A mark
is made of the register's head: nobody who files words into the letter can know it beforehand.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

from nemcon.language import _, speaking
from nemcon.mail.addresses import HeaderRefused, Mailbox, refuse_unsafe
from nemcon.mail.attached import Attached, Attachment
from nemcon.mail.facts import Names, Recipient
from nemcon.mail.letters import Parts, headed
from nemcon.mail.matter import Matter
from nemcon.mail.message import Message, replies_address, verp_address
from nemcon.text.lines import line

_NOT_IN_IDS: Final = re.compile(r"[^A-Za-z0-9-]+")
_LINKS: Final = "/l/"


@dataclass(frozen=True, slots=True)
class House:
    """The installation as its letters show it.

    `bounce_secret` guards the return addresses; with `replies_kept` replies go to those, too.
    """

    domain: str
    sender: str
    reply_to: str
    public_url: str
    bounce_secret: bytes
    replies_kept: bool = False

    @property
    def office(self) -> str:
        """Where replies, questions and what the staff is told go."""
        return self.reply_to or self.sender


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as composed: `content` is what is stored of it, with marks where links belong."""

    id: str
    participant: str
    contact: str
    address: str
    message_id: str
    content: str


def compose_mailing(
    matter: Matter, recipients: Iterable[Recipient], house: House, mailing: str, at: datetime
) -> tuple[Letter, ...]:
    """The letters of a mailing, one a recipient, dated `at`."""
    marks = _Marks(mailing, matter)
    enquiries = house.office
    shared = {
        "notice": matter.notice,
        "date": at.astimezone(UTC).replace(microsecond=0).isoformat(),
        "reply_to": ["", enquiries],
        "list_id": f"{_plain(matter.issuer.id) or 'body'}.{house.domain}",
        "links": marks.links,
        "attached": asdict(matter.attached) if matter.attached else None,
    }
    # One that several read alike is written once: in the same language and zone.
    written: dict[Hashable, tuple[Parts, str]] = {}
    letters: list[Letter] = []
    for recipient in recipients:
        with speaking(recipient.language) as language:
            names = matter.names(recipient)
            marked = marks.in_place_of(names)
            alike = (marked, language.code, recipient.zone, matter.alike(recipient))
            if alike not in written:
                parts = matter.write(recipient, marked, enquiries, marks.urls(house))
                calendar = matter.calendar(house.domain, at, recipient.participant)
                written[alike] = parts, calendar
            sender = [secretariat_of(matter.issuer.name), house.sender]
        parts, calendar = written[alike]
        told = {**shared, "sender": sender, "calendar": calendar}
        letters.append(_letter(matter, recipient, house, mailing, marks.filled(parts, names), told))
    return tuple(letters)


def links_in(content: str) -> Mapping[str, str]:
    """Which marks stand in a stored letter, and the procedure to which the link of each leads."""
    links: dict[str, str] = json.loads(content)["links"]
    return links


def attached_to(content: str) -> Attached | None:
    """The file that goes with a stored letter."""
    attached: dict[str, str] | None = json.loads(content).get("attached")
    return Attached(**attached) if attached else None


def message_for(
    letter: Letter, tokens: Mapping[str, str], house: House, files: Mapping[str, bytes]
) -> Message:
    """The letter with its links and its file.

    `tokens` holds the token of the contact's link per procedure, `files` the bytes of files by
    their SHA-256. The same letter and tokens give the same message, whenever it is made. Raises
    `KeyError` for a procedure without a token or a file that is not there, and `HeaderRefused` for
    an address that mail cannot carry.
    """
    content = json.loads(letter.content)
    attached = attached_to(letter.content)
    text, page = content["text"], content["html"]
    for mark, procedure in content["links"].items():
        text = text.replace(mark, tokens[procedure])
        page = page.replace(mark, html.escape(tokens[procedure]))
    root = content["root"]
    follows = letter.message_id != root
    return Message(
        sender=Mailbox(*content["sender"]),
        reply_to=_reply_to(letter, house) or Mailbox(*content["reply_to"]),
        to=Mailbox(content["to"], letter.address),
        subject=content["subject"],
        text=text,
        html=page,
        calendar=content["calendar"].encode() if content["calendar"] else None,
        message_id=letter.message_id,
        in_reply_to=root if follows else None,
        references=(root,) if follows else (),
        date=datetime.fromisoformat(content["date"]),
        list_id=content["list_id"],
        envelope_sender=verp_address(house.domain, letter.id, house.bounce_secret),
        kind=content["notice"],
        attachment=Attachment(attached.name, attached.media_type, files[attached.digest])
        if attached
        else None,
    )


def _reply_to(letter: Letter, house: House) -> Mailbox | None:
    """Where replies to this letter are kept, if they are."""
    if not house.replies_kept:
        return None
    return Mailbox("Secretariat", replies_address(house.domain, letter.id, house.bounce_secret))


class _Marks:
    """The marks of one mailing."""

    def __init__(self, mailing: str, matter: Matter) -> None:
        base = hashlib.sha256(f"{mailing}\0{matter.head[1]}".encode()).hexdigest()[:20]
        self._person = f"person-{base[:12]}"
        self._delegation = f"state-{base[:12]}"
        self.links = {
            f"link-{base}-{number:04}": procedure
            for number, procedure in enumerate(matter.procedures)
        }
        self._pattern = re.compile(f"{self._person}|{self._delegation}")

    def in_place_of(self, names: Names) -> Names:
        """Marks for the names, where there are any."""
        return Names(self._person if names.person else "", self._delegation)

    def urls(self, house: House) -> dict[str, str]:
        """The links, with marks for their tokens."""
        return {
            procedure: f"{house.public_url}{_LINKS}{mark}" for mark, procedure in self.links.items()
        }

    def filled(self, parts: Parts, names: Names) -> Parts:
        """The parts with the names of this reader."""
        meant = {self._person: names.person, self._delegation: names.delegation}
        safe = {mark: html.escape(name) for mark, name in meant.items()}
        return Parts(
            self._pattern.sub(lambda found: meant[found[0]], parts.subject),
            self._pattern.sub(lambda found: meant[found[0]], parts.text),
            self._pattern.sub(lambda found: safe[found[0]], parts.html),
        )


def _letter(
    matter: Matter,
    recipient: Recipient,
    house: House,
    mailing: str,
    parts: Parts,
    shared: Mapping[str, Any],
) -> Letter:
    root = _root(matter, recipient, house)
    content = {
        **shared,
        "subject": parts.subject,
        "text": parts.text,
        "html": parts.html,
        "to": _header_name(recipient.person),
        "root": root,
    }
    number = f"{_plain(matter.procedures[0])}.{matter.number}.{matter.notice}"
    own = f"<{number}.{_short(mailing, recipient.contact)[:16]}@{house.domain}>"
    return Letter(
        id=_short(mailing, recipient.contact),
        participant=recipient.participant,
        contact=recipient.contact,
        address=recipient.address,
        message_id=root if matter.begins else own,
        content=json.dumps(content, ensure_ascii=False),
    )


def secretariat_of(body: str) -> str:
    """Who a letter is from, as its reader's program shows it."""
    return _header_name(headed(_("Secretariat, {body}", body=line(body))))


def _root(matter: Matter, recipient: Recipient, house: House) -> str:
    """The first letter of the procedure to this contact, which every later one refers to."""
    contact = _short(matter.root, recipient.contact)[:16]
    return f"<{_plain(matter.root)}.circulation.{contact}@{house.domain}>"


def _short(*names: str) -> str:
    """Twenty-four letters and digits that name these names and no others."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()[:15]
    return base64.b32encode(digest).decode().lower()


def _plain(name: str) -> str:
    return _NOT_IN_IDS.sub("-", name).strip("-")[:64]


def _header_name(name: str) -> str:
    """The name as it may stand in a header; one that cannot is left out, and the letter leaves."""
    try:
        return refuse_unsafe("name", line(name))
    except HeaderRefused:
        return ""
