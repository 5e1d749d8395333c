"""Taking up a mailing: what of it waits to be sent, with the links that belong into it.

The letters are composed and their links looked for before the lock is taken, so that nobody waits
for templates. One transaction then stores the letters and issues the links.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from activities.composing import Composing
from nemcon.mail.compose import House, attached_to, links_in
from nemcon.register import mailings
from nemcon.register.appending import find
from nemcon.register.contacts import STOPPED, given_up
from nemcon.register.door import Register
from nemcon.register.links import issue_links
from nemcon.register.mailings import LetterState, Mailing, Sending, StoredLetter
from nemcon.register.papers import kept_file
from nemcon.register.recalling import held_until
from nemcon.register.secrets import LinkKey

PATIENCE: Final = 4

Tokens = Mapping[str, Mapping[str, str]]
"""The token of each contact's link, by contact and procedure."""


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The letters of a mailing that wait, the links that belong into them, and their files.

    The files are found by their SHA-256.
    """

    queued: tuple[StoredLetter, ...] = ()
    tokens: Tokens = field(default_factory=dict[str, Mapping[str, str]])
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


class TakingUp:
    """Composes each mailing once, whoever takes it up and however often."""

    def __init__(self, register: Register, links: LinkKey, house: House) -> None:
        """`links` is the key from which the links are derived."""
        self._register = register
        self._links = links
        self._composing = Composing(register, house)

    def take_up(self, mailing_id: str) -> TakenUp | None:
        """What waits to be sent; `None` when there is no such mailing.

        Where others compose the mailing or issue a link in the same moment, theirs stand. Raises
        `StillHeld` while the launch may be recalled; of one that was, nothing waits.
        """
        for _ in range(PATIENCE):
            with contextlib.suppress(IntegrityError, _OtherWasFaster):
                return self._take_up(mailing_id)
        return self._take_up(mailing_id)

    def _take_up(self, mailing_id: str) -> TakenUp | None:
        now = self._register.clock.now()
        with self._register.database.reading() as connection:
            mailing = mailings.mailing(connection, mailing_id)
            if mailing is None:
                return None
            held = held_until(connection, mailing.procedure)
            composed = mailing.composed
            queued = mailings.letters_of(connection, mailing_id, queued=True) if composed else ()
        if mailing.completed and not composed:
            return TakenUp()  # the launch was recalled
        if held is not None and now < held:
            raise StillHeld(mailing_id)
        overtaken = self._composing.overtaken(mailing, now)
        if not composed and not overtaken:
            queued = self._composing.compose(mailing, now)
        wanted = _links_wanted(queued)
        with self._register.database.writing() as connection:
            if not composed:
                if held is not None:
                    find(connection, mailing.procedure, lock=True)  # before who may recall it
                _store(connection, mailing, queued, now)
            if overtaken:
                _set_aside(connection, queued, overtaken)
                return TakenUp()
            # Who was put right meanwhile gets no living link at the address before.
            gone = given_up(connection, mailing.procedure, queued)
            if gone and not composed:
                raise _OtherWasFaster  # what nobody has seen yet is written to the address now
            _set_aside(connection, (x for x in queued if x.contact in gone), STOPPED)
            left = tuple(letter for letter in queued if letter.contact not in gone)
            tokens = self._issue(connection, _without(wanted, gone), now)
            return TakenUp(left, tokens, _files(connection, left))

    def _issue(
        self, connection: Connection, wanted: Mapping[str, Iterable[str]], now: datetime
    ) -> Tokens:
        tokens: dict[str, dict[str, str]] = {}
        # Always in the same order, so that two workers never wait for each other's rows.
        for procedure, people in sorted(wanted.items()):
            issued = issue_links(connection, self._links, procedure, sorted(people), now)
            for contact, token in issued.items():
                tokens.setdefault(contact, {})[procedure] = token
        return tokens


class StillHeld(Exception):
    """The launch may still be recalled, and no letter of it leaves before that moment is over."""


class _OtherWasFaster(Exception):
    """Others composed it meanwhile, recalled its launch or put a contact right: look again."""


def _store(
    connection: Connection, mailing: Mailing, letters: tuple[StoredLetter, ...], now: datetime
) -> None:
    locked = mailings.mailing(connection, mailing.id, lock=True)
    if locked is None or locked.composed or locked.completed:
        raise _OtherWasFaster
    mailings.store_letters(connection, mailing.id, letters, now)


def _set_aside(connection: Connection, letters: Iterable[StoredLetter], says: str) -> None:
    """Say of letters that were composed why they do not leave any more."""
    given_up = (Sending(letter.id, LetterState.REFUSED, says, "", None) for letter in letters)
    mailings.note_sendings(connection, sorted(given_up, key=lambda sending: sending.letter))


def _files(connection: Connection, letters: Iterable[StoredLetter]) -> Mapping[str, bytes]:
    """What goes with these letters, byte for byte as it was issued."""
    attached = (attached_to(letter.content) for letter in letters)
    files: dict[str, bytes] = {}
    for digest in sorted({one.digest for one in attached if one}):
        kept = kept_file(connection, digest)
        if kept is None or kept.file.digest != digest:
            message = f"the bytes of the letter {digest} are not those that were issued"
            raise LookupError(message)
        files[digest] = kept.file.data
    return files


def _without(
    wanted: Mapping[str, Iterable[str]], gone: Collection[str]
) -> Mapping[str, Iterable[str]]:
    return {name: [who for who in people if who not in gone] for name, people in wanted.items()}


def _links_wanted(letters: Iterable[StoredLetter]) -> Mapping[str, Iterable[str]]:
    """Whose links belong into these letters, by the procedure to which they lead."""
    contacts: dict[str, list[str]] = {}
    for letter in letters:
        for procedure in links_in(letter.content).values():
            contacts.setdefault(procedure, []).append(letter.contact)
    return contacts
