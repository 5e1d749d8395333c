"""Filings that wait to be confirmed: by a second person of the secretariat, or by a code.

One person enters what a delegation's paper says, in a procedure of any kind, and another confirms
it; or a delegation files through its link to a text under silence, and enters the code that was
sent to its addresses. Either then counts from when it was entered. What becomes of it when its book
is about to close is in `nemcon.register.unconfirmed`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeAlias, get_args

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from nemcon.agenda.acts import JoinCompromise, OpposeCompromise, ProposeChange, WithdrawProposal
from nemcon.language import ENGLISH, N_, _, spoken
from nemcon.negotiation.acts import (
    MakeStatement,
    ProposeAmendment,
    TakePosition,
    WithdrawAmendment,
)
from nemcon.procedure.acts import File, WithdrawObjection
from nemcon.procedure.refusal import Refusal
from nemcon.register.tables import procedures
from nemcon.register.tables_staff import confirmed_filings, staff_people, waiting_filings

InSilence: TypeAlias = File | WithdrawObjection
"""What may wait about a text under silence: for a second person, or for a code."""
Waits: TypeAlias = (
    InSilence
    | ProposeChange
    | WithdrawProposal
    | OpposeCompromise
    | JoinCompromise
    | ProposeAmendment
    | TakePosition
    | WithdrawAmendment
    | MakeStatement
)
"""What may wait: whatever delegations file in a procedure of any kind."""


class WaitingState(StrEnum):
    """What became of a filing that waits."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    DECLINED = "declined"
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A filing that was entered: `entered` is when it was received, `due` when to have confirmed.

    `person` and `name` are of whoever entered it; `because` is why it came to nothing, where it
    did, in each language. What a delegation filed through its link waits for a code: `contact` is
    whose link that was.
    """

    id: str
    procedure: str
    body: str
    act: Waits
    person: str
    name: str
    entered: datetime
    due: datetime
    state: WaitingState
    settled: datetime | None = None
    settled_by: str = ""
    because: Mapping[str, str] = field(default_factory=dict[str, str])
    contact: str = ""

    @property
    def says(self) -> str:
        """Why it came to nothing, in the language that is spoken; else as it was kept."""
        return self.because.get(spoken().code) or self.because.get(ENGLISH.code, "")


_SETTLED: Final = N_("This does not wait any more: look at what became of it.")


@dataclass(frozen=True, slots=True)
class Confirming:
    """That the filing of that id is confirmed, and by whom."""

    id: str
    by: str

    def refusal(self, connection: Connection) -> Refusal | None:
        """Why it cannot be confirmed, where it does not wait any more."""
        found = find(connection, self.id)
        waits = found is not None and found.state is WaitingState.WAITING
        return None if waits else Refusal("not-waiting", _(_SETTLED))

    def settle(self, connection: Connection, now: datetime) -> None:
        """Note that it was recorded."""
        settle(connection, self.id, WaitingState.CONFIRMED, self.by, now)


def minutes_of(connection: Connection, body: str) -> int:
    """Within how many minutes that body has a second person confirm; 0 where one is enough."""
    query = select(confirmed_filings.c.minutes).where(confirmed_filings.c.body_id == body)
    return connection.scalar(query) or 0


def set_minutes(connection: Connection, body: str, minutes: int, by: str, now: datetime) -> None:
    """Let that body ask for a second person, or with 0 no more. What waits goes on waiting."""
    connection.execute(delete(confirmed_filings).where(confirmed_filings.c.body_id == body))
    if minutes:
        values = {"body_id": body, "minutes": minutes, "set_at": now, "set_by": by}
        connection.execute(insert(confirmed_filings).values(values))


@dataclass(frozen=True, slots=True)
class Entering:
    """Who enters a filing: a person of the secretariat, or a contact through its link."""

    person: str = ""
    contact: str = ""


def name_of(procedure: str, act: Waits, by: Entering, submission: str) -> str:
    """What a filing is called that waits: of what it says, who entered it, and the sending."""
    who = by.person or f"link of {by.contact}"
    return hashlib.sha256(f"{procedure}\0{who}\0{submission}\0{act!r}".encode()).hexdigest()


def enter(
    connection: Connection,
    procedure: str,
    act: Waits,
    by: Entering,
    received: datetime,
    time: timedelta,
    submission: str,
) -> Waiting:
    """Let a filing wait that was received at that instant. The same sending waits once."""
    name = name_of(procedure, act, by, submission)
    if find(connection, name) is None:
        connection.execute(
            insert(waiting_filings).values(
                id=name,
                procedure_id=procedure,
                kind=type(act).__name__,
                act=_written(type(act).__name__).dump_json(act).decode(),
                person_id=by.person or None,
                contact_id=by.contact or None,
                entered_at=received,
                place=_place(connection, procedure, received),
                due_at=received + time,
                state=WaitingState.WAITING,
            )
        )
    found = find(connection, name)
    if found is None:
        message = "a filing that was entered is not there"
        raise RuntimeError(message)
    return found


def _place(connection: Connection, procedure: str, received: datetime) -> int:
    here = waiting_filings.c.procedure_id == procedure
    at_once = here & (waiting_filings.c.entered_at == received)
    return connection.scalar(select(func.count()).where(at_once)) or 0


def find(connection: Connection, identifier: str) -> Waiting | None:
    """The filing of that id, whatever became of it."""
    row = connection.execute(_SELECT.where(waiting_filings.c.id == identifier)).first()
    return _waiting(row) if row else None


def waiting_in(connection: Connection, procedure: str) -> tuple[Waiting, ...]:
    """What waits in that procedure, in the order in which it was entered."""
    query = _SELECT.where(
        waiting_filings.c.procedure_id == procedure,
        waiting_filings.c.state == WaitingState.WAITING,
    )
    return tuple(map(_waiting, connection.execute(query.order_by(*_ORDER))))


def entered(
    connection: Connection, among: Collection[str] | None, most: int
) -> tuple[Waiting, ...]:
    """What waits in these bodies, or in all; then what was settled last."""
    query = _SELECT
    if among is not None:
        query = query.where(procedures.c.body_id.in_(sorted(among)))
    waits = waiting_filings.c.state == WaitingState.WAITING
    open_ones = connection.execute(query.where(waits).order_by(*_ORDER))
    others = query.where(~waits).order_by(waiting_filings.c.settled_at.desc()).limit(most)
    return (*map(_waiting, open_ones), *map(_waiting, connection.execute(others)))


def settle(
    connection: Connection,
    identifier: str,
    state: WaitingState,
    by: str,
    now: datetime,
    because: Mapping[str, str] | None = None,
) -> bool:
    """Note what became of a filing that waits, and why in each language; whether it did."""
    says = json.dumps(because, ensure_ascii=False) if because else ""
    done = connection.execute(
        update(waiting_filings)
        .where(
            waiting_filings.c.id == identifier,
            waiting_filings.c.state == WaitingState.WAITING,
        )
        .values(state=state, settled_at=now, settled_by=by, says=says)
    )
    return bool(done.rowcount)


def as_entered(found: Waiting, how: str) -> Waits:
    """The act as the register names it: by whoever entered it, and `how` it came to be recorded."""
    actor = found.act.actor
    return replace(found.act, actor=replace(actor, channel=f"{actor.channel}; {how}"))


_SELECT: Final = (
    select(waiting_filings, procedures.c.body_id, staff_people.c.name)
    .join(procedures, procedures.c.id == waiting_filings.c.procedure_id)
    .outerjoin(staff_people, staff_people.c.id == waiting_filings.c.person_id)
)
_ORDER: Final = (
    waiting_filings.c.entered_at,
    waiting_filings.c.place,
    waiting_filings.c.id,
)
_KINDS: Final[dict[str, type[Waits]]] = {kind.__name__: kind for kind in get_args(Waits)}


@cache
def _written(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_KINDS[kind])


def _waiting(row: Row[Any]) -> Waiting:
    act: Waits = _written(row.kind).validate_json(row.act)
    return Waiting(
        id=row.id,
        procedure=row.procedure_id,
        body=row.body_id,
        act=act,
        person=row.person_id or "",
        name=row.name or act.actor.person,
        entered=row.entered_at,
        due=row.due_at,
        state=WaitingState(row.state),
        settled=row.settled_at,
        settled_by=row.settled_by,
        because=json.loads(row.says) if row.says else {},
        contact=row.contact_id or "",
    )
