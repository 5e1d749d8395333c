"""The health of a silence: per delegation, whether it was asked, and what it has done since.

Silence is consent only of those who were asked. So the staff see, while there is time, whose letter
was refused or came back, who is away, and who has given a sign of life. Letters are those that
opened the present period; what was filed is what stands in the state that is handed in, which is
the one that its reader may be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from nemcon.procedure.acts import Kind
from nemcon.procedure.deeds import Deed, deeds_of
from nemcon.procedure.notices import OPENING_NOTICES
from nemcon.procedure.standing import signatories
from nemcon.procedure.state import ProcedureState
from nemcon.register.deliveries import RANK, deliveries_of
from nemcon.register.linkage import carrier_of
from nemcon.register.listing import LetterListed, list_letters
from nemcon.register.returned import ReturnedMail, returned_of

_OPENING: Final = frozenset(OPENING_NOTICES.values())


class Sign(StrEnum):
    """What can be said of a delegation; several may be true, and lists are filtered by them."""

    DELIVERED = "delivered"
    """The relay took its letter in time, and it did not come back."""
    REFUSED = "refused"
    BOUNCED = "bounced"
    UNDER_WAY = "under-way"
    """Its letter waits to be sent, or a server reports a delay."""
    AWAY = "out-of-office"
    REPLIED = "replied"
    """Somebody wrote back by e-mail, which files nothing."""
    ACKNOWLEDGED = "acknowledged"
    ACTED = "acted"
    NO_SIGN = "no-sign"
    """It may object, and has neither acknowledged nor acted."""


@dataclass(frozen=True, slots=True)
class Absence:
    """An automatic reply about an absence; `until` is as its sender wrote it, often empty."""

    contact: str
    at: datetime
    says: str
    until: str


@dataclass(frozen=True, slots=True)
class ContactHealth:
    """The letter of the period to one contact: to which address, its state, what was said last.

    `confirmed` says that the server of the recipient reported it delivered, `delayed` that some
    server still tries.
    """

    contact: str
    address: str
    letter: str
    state: str
    reply: str
    confirmed: bool
    delayed: bool


@dataclass(frozen=True, slots=True)
class DelegationHealth:
    """A delegation on the roll.

    `delivery` is the best that happened to its letters, in the words of `deliveries`. Whether it
    acknowledged or acted, what it `did`, and how often it wrote by e-mail, is `None` where that is
    not told.
    """

    participant: str
    name: str
    group: str
    may_object: bool
    delivery: str
    contacts: tuple[ContactHealth, ...]
    absences: tuple[Absence, ...]
    replies: int | None
    acknowledged: bool | None
    acted: bool | None
    did: Deed | None

    @property
    def signs(self) -> tuple[Sign, ...]:
        """What can be said of it."""
        delayed = self.delivery == "sent" and any(contact.delayed for contact in self.contacts)
        confirmed = any(contact.confirmed for contact in self.contacts)
        true = {
            Sign.DELIVERED: self.delivery == "sent",
            Sign.REFUSED: self.delivery == "refused",
            Sign.BOUNCED: self.delivery == "bounced",
            Sign.UNDER_WAY: self.delivery == "queued" or (delayed and not confirmed),
            Sign.AWAY: bool(self.absences),
            Sign.REPLIED: bool(self.replies),
            Sign.ACKNOWLEDGED: bool(self.acknowledged),
            Sign.ACTED: bool(self.acted),
            Sign.NO_SIGN: self.may_object and self.acknowledged is False and self.acted is False,
        }
        return tuple(sign for sign, holds in true.items() if holds)


def health(
    connection: Connection, procedure: str, state: ProcedureState, told: ProcedureState | None
) -> tuple[DelegationHealth, ...]:
    """The health of the present period of a procedure, in the order of the roll.

    `told` is the state with no more filings than the reader may see with their authors, and `None`
    for a reader who may not learn who filed: that one is also told of no letter but those that
    everybody got.
    """
    carried = state.carried_by and state.book == 1
    asked_by = carrier_of(connection, procedure, state.carried_by) if carried else procedure
    listed = sorted(list_letters(connection, asked_by), key=lambda letter: letter.contact)
    opening = [x for x in listed if x.book == state.book and x.notice in _OPENING]
    came_back = returned_of(connection, procedure)
    if asked_by != procedure:
        asking = {letter.id for letter in opening}
        others = returned_of(connection, asked_by)
        came_back = (*(mail for mail in others if mail.letter in asking), *came_back)
    delivered = {d.participant: d.state for d in deliveries_of(connection, procedure, state)}
    return health_of(state, told, delivered, opening, came_back)


def health_of(
    state: ProcedureState,
    told: ProcedureState | None,
    delivered: Mapping[str, str],
    opening: Sequence[LetterListed],
    came_back: Sequence[ReturnedMail],
) -> tuple[DelegationHealth, ...]:
    """The same of what was read: pure. `came_back` is in the order in which it came."""
    asking = {letter.id for letter in opening}
    told_of = [mail for mail in came_back if told is not None or mail.letter in asking]
    acknowledged, acted = _signs_of_life(told) if told is not None else (None, None)
    deeds = deeds_of(told) if told is not None else {}
    return tuple(
        DelegationHealth(
            participant=seat.participant,
            name=seat.name,
            group=seat.group,
            may_object=seat.may_object,
            delivery=delivered.get(seat.participant, RANK[-1]),
            contacts=tuple(
                _contact(letter, came_back)
                for letter in opening
                if letter.participant == seat.participant
            ),
            absences=_absences(mail for mail in told_of if mail.participant == seat.participant),
            replies=None if told is None else _replies(told_of, seat.participant),
            acknowledged=None if acknowledged is None else seat.participant in acknowledged,
            acted=None if acted is None else seat.participant in acted,
            did=deeds.get(seat.participant),
        )
        for seat in state.roll
    )


def _contact(letter: LetterListed, came_back: Iterable[ReturnedMail]) -> ContactHealth:
    said = [mail.meaning for mail in came_back if mail.letter == letter.id]
    reports = [meaning for meaning in said if meaning in ("delivered", "delayed", "failed")]
    return ContactHealth(
        contact=letter.contact,
        address=letter.address,
        letter=letter.id,
        state=letter.state,
        reply=letter.reply if letter.state != "sent" else "",
        confirmed="delivered" in reports and letter.state == "sent",
        delayed=reports[-1:] == ["delayed"] and letter.state == "sent",
    )


def _absences(came_back: Iterable[ReturnedMail]) -> tuple[Absence, ...]:
    """The last word of each contact on its absence."""
    last = {mail.contact: mail for mail in came_back if mail.meaning == "away"}
    return tuple(Absence(mail.contact, mail.at, mail.says, mail.until) for mail in last.values())


def _replies(came_back: Iterable[ReturnedMail], participant: str) -> int:
    return sum(mail.meaning == "reply" and mail.participant == participant for mail in came_back)


def _signs_of_life(state: ProcedureState) -> tuple[set[str], set[str]]:
    """Who acknowledged the present text, and who filed anything else on it."""
    acknowledged, acted = set[str](), set[str]()
    for filing in state.filings:
        if filing.round != state.round:
            continue
        if filing.kind is Kind.ACKNOWLEDGE:
            acknowledged.add(filing.participant)
        else:
            objects = filing.kind is Kind.OBJECT
            acted |= signatories(state, filing) if objects else {filing.participant}
    return acknowledged, acted
