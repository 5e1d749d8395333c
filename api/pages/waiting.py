"""What waits for a second person or for a code, and confirming or declining the former.

It is one page for procedures of every kind; what it says of each is in `waiting_told`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import RedirectResponse

from api import confirming
from api.context import InContext
from api.pages.listed import address_of
from api.pages.templating import page
from api.pages.waiting_told import Fact, facts_said, kind_said
from api.people import ON_THE_STRENGTH_OF, SecretariatStaff
from api.words import IDENTIFIER
from nemcon.agenda.state import AgendaState
from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.acts import File, Kind
from nemcon.procedure.people import Scan
from nemcon.procedure.state import ProcedureState
from nemcon.register import directory
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State, projected
from nemcon.register.staff import Staff
from nemcon.register.waiting import Waiting, WaitingState
from nemcon.timing.writing import write_instant

router = APIRouter(include_in_schema=False)

Identifier = Annotated[str, Path(pattern=IDENTIFIER)]
_FILED: Final[dict[type[State], str]] = {
    ProcedureState: "filings-heading",
    AgendaState: "proposals-heading",
    NegotiationState: "text-heading",
}
_STATES: Final = {
    WaitingState.CONFIRMED: N_("Confirmed and recorded"),
    WaitingState.UNCONFIRMED: N_("Recorded unconfirmed, before it would have been shut out"),
    WaitingState.DECLINED: N_("Declined, not recorded"),
    WaitingState.REFUSED: N_("Refused by the rules, not recorded"),
    WaitingState.EXPIRED: N_("Not confirmed by its code in time, not recorded"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A filing as the page shows it; `own` is what its reader entered."""

    id: str
    procedure: str
    address: str
    title: str
    delegation: str
    kind: str
    told: tuple[Fact, ...]
    act: File | None
    objects: bool
    paper: str
    scan: Scan | None
    by: str
    entered: str
    until: str
    own: bool
    late: bool
    state: str
    settled: str
    because: str
    coded: bool


@router.get("/waiting")
def listed(request: Request, context: InContext, staff: SecretariatStaff) -> Response:
    """What waits in the bodies of the reader, and what became of the rest."""
    found = confirming.listed(context, staff)
    stands = {name: context.register.whereabouts(name) for name in {one.procedure for one in found}}
    with context.database.reading() as connection:
        zones = {body.id: body.zone for body in directory.all_bodies(connection, staff.bodies)}
    now = context.clock.now()
    lines = [_line(stands[one.procedure], zones[one.body], staff, one, now) for one in found]
    facts: dict[str, object] = {
        "waiting": [line for line in lines if not line.state],
        "settled": [line for line in lines if line.state],
    }
    return page(request, "signing/waiting.html", facts, staff=staff)


@router.post("/procedures/{procedure}/waiting/{filing}/confirm")
def confirm(
    context: InContext, staff: SecretariatStaff, procedure: Identifier, filing: Identifier
) -> Response:
    """Record what another person entered."""
    confirming.confirm(context, staff, procedure, filing)
    position = context.register.whereabouts(procedure)
    where = _where_filed(procedure, position.state) if position else "/waiting"
    return RedirectResponse(where, 303)


@router.post("/procedures/{procedure}/waiting/{filing}/decline")
def decline(
    context: InContext, staff: SecretariatStaff, procedure: Identifier, filing: Identifier
) -> Response:
    """Let it not be recorded."""
    confirming.decline(context, staff, procedure, filing)
    return RedirectResponse("/waiting", 303)


def _where_filed(procedure: str, state: State) -> str:
    """Where the staff's page of a procedure shows what delegations filed in it."""
    heading = _FILED[type(state)]
    return f"{address_of(procedure, state)}#{heading}"


def _line(
    position: PositionOf[State] | None, zone: str, staff: Staff, found: Waiting, now: datetime
) -> Line:
    act = found.act
    state = position.state if position else None
    seat = state.seat(act.actor.participant) if state else None
    filed = act if isinstance(act, File) else None
    settled = write_instant(found.settled, zone) if found.settled else ""
    return Line(
        found.id,
        found.procedure,
        address_of(found.procedure, state) if state else "",
        projected(state).title if state else found.procedure,
        named(seat.name) if seat else act.actor.participant,
        kind_said(act),
        facts_said(state, act),
        filed,
        filed is not None and filed.kind is Kind.OBJECT,
        act.actor.channel.partition(ON_THE_STRENGTH_OF)[2],
        act.actor.scan,
        found.name,
        write_instant(found.entered, zone),
        write_instant(found.due, zone),
        found.person == staff.person,
        now >= found.due,
        _(_STATES.get(found.state, "")),
        f"{found.settled_by}, {settled}" if settled else "",
        found.says,
        bool(found.contact),
    )
