"""Codes by which a delegation confirms what it filed through a link: issuing, sending, checking.

A code is derived from the installation's key, so that the database holds none. It belongs to one
filing: to what it says, and to the link through which it came. It is sent to the addresses that
the directory has for the delegation, also where the link is that of a colleague.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from unicodedata import decimal

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, update

from nemcon.language import N_, _, in_every_language, ngettext
from nemcon.procedure.refusal import Refusal
from nemcon.register.appending import find as lock_procedure
from nemcon.register.directory import contacts_of
from nemcon.register.secrets import LinkKey
from nemcon.register.tables import contacts, participants, procedures
from nemcon.register.tables_codes import filing_code_letters as letters
from nemcon.register.tables_codes import filing_codes as codes
from nemcon.register.tables_staff import waiting_filings
from nemcon.register.waiting import Waiting, WaitingState, find, settle

DIGITS: Final = 8
TRIES: Final = 5
"""How often a code may be typed wrongly."""
MOST: Final = 5
"""How many codes are sent for one filing."""
MOST_WAITING: Final = 20
"""How many filings wait for their codes that came through one link."""
APART: Final = timedelta(minutes=1)
LAPSE_TOLD_FOR: Final = timedelta(days=3)
"""For how long it is tried to tell a delegation that its filing lapsed."""
_CLAIMED: Final = timedelta(seconds=20)
_AFTER: Final = timedelta(minutes=1)
_QUEUED: Final = "queued"
BY_CODE: Final = "confirmed by a code sent to the addresses of the delegation"
LAPSED_SAYS: Final = N_("No code was entered in time.")


class About(StrEnum):
    """What a letter is about: a code, or that the filing lapsed without one."""

    CODE = "code"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Due:
    """A letter to be sent; `filing` is what it is about, `code` is empty where it lapsed.

    `language` is the one that the contact reads.
    """

    id: str
    contact: str
    address: str
    code: str
    filing: Waiting
    title: str
    delegation: str
    zone: str
    language: str


def issue(
    connection: Connection, filing: Waiting, now: datetime, about: About = About.CODE
) -> None:
    """File the letters about a filing, one for each address that the delegation has."""
    sending = secrets.token_hex(16)
    named = {"id": sending, "filing_id": filing.id, "kind": about, "issued_at": now}
    connection.execute(insert(codes).values(**named))
    to = {"code_id": sending, "state": _QUEUED, "due_at": now}
    for contact in contacts_of(connection, filing.body, (filing.act.actor.participant,)):
        own = {"contact_id": contact.id, "address": contact.address}
        connection.execute(insert(letters).values(**to, **own))


def too_many_wait(connection: Connection, procedure: str, contact: str) -> Refusal | None:
    """Why nothing more is taken through that link for now, where too much waits for its codes."""
    waits = waiting_filings.c.state == WaitingState.WAITING
    here = (waiting_filings.c.procedure_id == procedure) & (waiting_filings.c.contact_id == contact)
    if (connection.scalar(select(func.count()).where(here, waits)) or 0) < MOST_WAITING:
        return None
    # Translators: {n} is a number above one.
    says = ngettext(
        "{n} filing through this link waits for its code. Enter the code of one of them first, or "
        "wait until their time has run out.",
        "{n} filings through this link wait for their codes. Enter the code of one of them first, "
        "or wait until their time has run out.",
        MOST_WAITING,
    )
    return Refusal("too-many-waiting", says)


def issue_again(connection: Connection, filing: Waiting, now: datetime) -> Refusal | None:
    """Send another code; why not, where one was sent just now or too many were."""
    rows = _issued(connection, filing)
    if len(rows) >= MOST:
        # Translators: {n} is a number above one.
        says = ngettext(
            "{n} code was sent for this filing, and no more are. Tell the secretariat.",
            "{n} codes were sent for this filing, and no more are. Tell the secretariat.",
            MOST,
        )
        return Refusal("too-many-codes", says)
    if rows and now < rows[0].issued_at + APART:
        says = _("A code was sent within the last minute. Wait for it, then ask for another one.")
        return Refusal("code-just-sent", says)
    issue(connection, filing, now)
    return None


def check(
    connection: Connection, key: LinkKey, filing: Waiting, typed: str, now: datetime
) -> Refusal | None:
    """Why what was typed does not confirm the filing. Eight digits count as a try.

    Digits may be those of any script. An earlier code that comes late is as good as the last one.
    """
    if has_lapsed(connection, filing, now):
        says = _("The time for the code has run out; nothing was filed.")
        return Refusal("code-expired", says)
    rows, given = _issued(connection, filing), _digits(typed)
    guesses = len(given) == DIGITS  # whatever presses a button with nothing typed guesses nothing
    if guesses and not (rows and _spend_a_try(connection, rows[0].id)):
        says = _("A wrong code was entered too often. Ask for a new code.")
        return Refusal("code-used-up", says)
    if any(hmac.compare_digest(code_of(key, row.id).encode(), given) for row in rows):
        return None
    says = _("That is not the code in the letter. Nothing was filed yet; look at the letter again.")
    return Refusal("wrong-code", says)


def code_of(key: LinkKey, sending: str) -> str:
    """The code that was sent."""
    derived = key.derive("a code of a filing", sending).encode()
    return f"{int.from_bytes(derived) % 10**DIGITS:0{DIGITS}d}"


def has_lapsed(connection: Connection, filing: Waiting, now: datetime) -> bool:
    """Whether the time for the code has run out, of which enough was left when it was sent."""
    return now > filing.due and had_time(connection, filing)


def had_time(connection: Connection, filing: Waiting) -> bool:
    """Whether a code left for some address in the first half of the time that there was for it.

    Whoever did not get one is not to lose a filing by the slowness of a relay.
    """
    half = filing.entered + (filing.due - filing.entered) / 2
    sent = (
        select(letters.c.code_id)
        .join(codes, codes.c.id == letters.c.code_id)
        .where(codes.c.filing_id == filing.id, codes.c.kind == About.CODE)
        .where(letters.c.sent_at <= half)
    )
    return connection.scalars(sent.limit(1)).first() is not None


def addresses_of(connection: Connection, filing: Waiting) -> tuple[str, ...]:
    """To which addresses the last code goes, so far written out that their owners know them."""
    rows = _issued(connection, filing)
    last = rows[0].id if rows else ""
    found = select(letters.c.address).where(letters.c.code_id == last).order_by(letters.c.address)
    return tuple(_masked(address) for address in connection.scalars(found))


def let_lapse(connection: Connection, now: datetime) -> frozenset[str]:
    """Settle what was not confirmed although a code left in good time, and tell the delegation.

    Says in which procedures something waits for which no code left in time, and whose book is
    closed already.
    """
    unsent: set[str] = set()
    for row in connection.execute(_overdue(now)).all():
        # Under the procedure's lock, so that nobody confirms or closes at the same time.
        lock_procedure(connection, row.procedure_id, lock=True)
        filing = find(connection, row.id)
        if filing is not None and had_time(connection, filing):
            lapse(connection, filing, now)
        elif row.late:
            unsent.add(row.procedure_id)
    return frozenset(unsent)


def lapse(connection: Connection, filing: Waiting, now: datetime) -> None:
    """Settle a filing for which no code was entered, and file the letters that say so."""
    because = in_every_language(lambda: _(LAPSED_SAYS))
    if settle(connection, filing.id, WaitingState.EXPIRED, "the clock", now, because):
        issue(connection, filing, now, About.LAPSED)


def waits(connection: Connection, now: datetime) -> bool:
    """Whether any letter is to be sent, or any filing may have lapsed."""
    due = select(letters.c.code_id).where(_due(now))
    queries = (due, _overdue(now))
    return any(connection.execute(query.limit(1)).first() is not None for query in queries)


def _overdue(now: datetime) -> Select[Any, Any, bool]:
    """What may have lapsed: a code left, or its book is closed, so that nothing else ends it."""
    w = waiting_filings.c
    codes_sent = letters.join(codes, codes.c.id == letters.c.code_id)
    sent = (
        select(letters.c.code_id)
        .select_from(codes_sent)
        .where(codes.c.filing_id == w.id, letters.c.sent_at.is_not(None))
        .exists()
    )
    late = procedures.c.outcome.is_not(None) | (w.entered_at >= procedures.c.deadline)
    return (
        select(w.id, w.procedure_id, late.label("late"))
        .join(procedures, procedures.c.id == w.procedure_id)
        .where(w.state == WaitingState.WAITING, w.contact_id.is_not(None))
        .where(w.due_at < now - _AFTER, sent | late)
    )


def claim(connection: Connection, key: LinkKey, now: datetime) -> tuple[Due, ...]:
    """The letters to be sent now, taken so that nobody else takes them for some seconds.

    A code is tried while its filing waits, and no longer; that one lapsed, for some days.
    """
    beside = (codes.c.kind, codes.c.filing_id, codes.c.issued_at, contacts.c.language)
    query = select(letters, *beside).join(codes, codes.c.id == letters.c.code_id)
    query = query.join(contacts, contacts.c.id == letters.c.contact_id)
    rows = connection.execute(query.where(_due(now)).order_by(letters.c.due_at)).all()
    return tuple(_taken(connection, key, rows, now))


def note(connection: Connection, due: Due, state: str, now: datetime) -> None:
    """Note that the relay took a letter, or that it never will."""
    sent = now if state == "sent" else None
    connection.execute(
        update(letters)
        .where(letters.c.code_id == due.id, letters.c.contact_id == due.contact)
        .values(state=state, sent_at=sent)
    )


def _issued(connection: Connection, filing: Waiting) -> Sequence[Row[str, datetime]]:
    """The codes of a filing, the last one first."""
    here = (codes.c.filing_id == filing.id) & (codes.c.kind == About.CODE)
    query = select(codes.c.id, codes.c.issued_at).where(here)
    return connection.execute(query.order_by(codes.c.issued_at.desc(), codes.c.id)).all()


def _digits(typed: str) -> bytes:
    """What was typed without blanks and signs, in the digits 0 to 9."""
    return "".join(str(decimal(c)) for c in typed if c.isdecimal()).encode()


def _spend_a_try(connection: Connection, sending: str) -> bool:
    left = (codes.c.id == sending) & (codes.c.tries < TRIES)
    spent = connection.execute(update(codes).where(left).values(tries=codes.c.tries + 1))
    return bool(spent.rowcount)


def _due(now: datetime) -> ColumnElement[bool]:
    return (letters.c.state == _QUEUED) & (letters.c.due_at <= now)


def _taken(
    connection: Connection, key: LinkKey, rows: Sequence[Row[Any]], now: datetime
) -> Iterator[Due]:
    for row in rows:
        here = (letters.c.code_id == row.code_id) & (letters.c.contact_id == row.contact_id)
        values = {"due_at": now + _CLAIMED, "attempts": letters.c.attempts + 1}
        mine = connection.execute(
            update(letters).where(here, letters.c.due_at == row.due_at).values(**values)
        )
        filing = find(connection, row.filing_id)
        if not mine.rowcount or filing is None:
            continue
        if _is_useless(row, filing, now):
            connection.execute(update(letters).where(here).values(state="late"))
            continue
        code = code_of(key, row.code_id) if row.kind == About.CODE else ""
        title, zone, delegation = _around(connection, filing)
        to = row.code_id, row.contact_id, row.address
        yield Due(*to, code, filing, title, delegation, zone, row.language)


def _is_useless(row: Row[Any], filing: Waiting, now: datetime) -> bool:
    if row.kind == About.CODE:
        return filing.state is not WaitingState.WAITING
    return bool(now - row.issued_at > LAPSE_TOLD_FOR)


def _around(connection: Connection, filing: Waiting) -> tuple[str, str, str]:
    """The title of the procedure, its zone, and the name of the delegation."""
    query = select(procedures.c.title, procedures.c.zone, participants.c.name).where(
        procedures.c.id == filing.procedure,
        participants.c.body_id == procedures.c.body_id,
        participants.c.id == filing.act.actor.participant,
    )
    row = connection.execute(query).one()
    return row.title, row.zone, row.name


def _masked(address: str) -> str:
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}\u2026@{domain}"
