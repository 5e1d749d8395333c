"""The room of a broken silence: objections side by side, what they propose, and the ways out.

Whoever looks sees no more than the rules of the body tell them; the ways out are those that the
rules open to them at that moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request, Response

from api.context import InContext
from api.pages.offered import offered
from api.pages.procedures import Identifier
from api.pages.record import Record
from api.pages.responses import beside
from api.pages.shown import FilingShown, deadline_shown, filings_shown, standing, when
from api.pages.templating import page
from api.pages.tiles import tiles_of
from api.people import AnyStaff
from api.v1.disclosure import seen_by, viewer_of
from api.v1.reaching import reach
from api.v1.returned import health_told
from nemcon.language import _
from nemcon.mail.wording import OUTCOMES, in_paragraphs
from nemcon.procedure.acts import BALLOTS, Kind
from nemcon.procedure.due import next_step
from nemcon.procedure.entries import Happened
from nemcon.procedure.evolution import evolve
from nemcon.procedure.people import TIME
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.procedure.told import telling
from nemcon.register import directory
from nemcon.text.changes import Changed, changes
from nemcon.timing.writing import write_instant, write_length

router = APIRouter(include_in_schema=False)

_SIMPLE = frozenset({Kind.OBJECT, Kind.ACKNOWLEDGE, Kind.AGREE, *BALLOTS})
"""What is not shown beside the objections: themselves, and what asks for nothing."""


@dataclass(frozen=True, slots=True)
class Side:
    """An objection that stands, and how the text would read by the wording that it proposes."""

    shown: FilingShown
    redline: tuple[Changed, ...]


@router.get("/procedures/{procedure}/room")
def room(request: Request, context: InContext, staff: AnyStaff, procedure: Identifier) -> Response:
    """Everything that a way out of a broken silence is found with, on one page."""
    position = reach(context, procedure, staff)
    viewer, now = viewer_of(staff), context.clock.now()
    state = seen_by(viewer, position.state)
    record = Record.of(context.register.written(procedure))
    filings = filings_shown(viewer, position.state, record, procedure)
    present = [each for each in filings if each.round == state.round]
    sides = [side_of(state, each) for each in present if each.filing.outstanding]
    with context.database.reading() as connection:
        body = directory.body_of(connection, position.body)
        health = health_told(connection, position, viewer)
    exits = [each for each in offered(position.state, staff, now) if not each.refused]
    until = state.consultation_until
    consulting = state.phase is Phase.CONSULTATION and until is not None
    facts: dict[str, object] = {
        "procedure": procedure,
        "body": body,
        "state": state,
        "standing": standing(state, now),
        "deadline": deadline_shown(state, now),
        "sides": sides,
        "consulted": _consulted(sides),
        "others": [each for each in present if each.filing.kind not in _SIMPLE],
        "until": when(until, state.profile.zone) if consulting and until else None,
        "left": write_length(until - now) if consulting and until and until > now else "",
        "exits": exits,
        "revisable": any(each.verb == "revise" for each in exits),
        "consulting_rests_on": beside(state.profile, "consultation.length"),
        "alone_rests_on": beside(
            state.profile, "consultation.at_end" if consulting else "objection.effect"
        ),
        "alone": left_alone(position.state, now) if viewer.sees_all else "",
        "groups": tiles_of(health),
        "told_who": any(item.did is not None for item in health),
        "told": viewer.sees_all or telling(position.state).filings,
    }
    return page(request, "board/room.html", facts, staff=staff)


def side_of(state: ProcedureState, shown: FilingShown) -> Side:
    """The objection beside what its wording would change in the present text."""
    wording = {each.number: each.words for each in shown.filing.wording}
    redline = changes(state.text, state.text.revised(wording)) if wording else ()
    return Side(shown, redline)


def left_alone(state: ProcedureState, now: datetime) -> str:
    """What time itself leads to where nobody finds a way out; empty where that is nothing."""
    step = next_step(state, now)
    if state.phase is not Phase.CONSULTATION or step is None:
        return _(state.profile.effect.says) if state.phase is Phase.UNDER_SILENCE else ""
    entries = decide(state, step.act, step.at)
    if isinstance(entries, Refusal):
        return ""
    for number, entry in enumerate(entries, start=state.number + 1):
        state = evolve(state, Happened(number, step.at, TIME, entry))
    at = write_instant(step.nominal, state.profile.zone)
    outcome = _(OUTCOMES[state.outcome]) if state.outcome else _("still open")
    if not state.adopted:
        return _(
            "When the time for consultation ends, {at}, the outcome will be: {outcome}.",
            at=at,
            outcome=outcome,
        )
    return _(
        "When the time for consultation ends, {at}, the outcome will be: {outcome} for {places}.",
        at=at,
        outcome=outcome,
        places=in_paragraphs(state.open_paragraphs),
    )


def _consulted(sides: Sequence[Side]) -> tuple[str, ...]:
    """Those whose objections stand, by name as far as it is told, each once."""
    names = (name for side in sides for name in (side.shown.by, *side.shown.filing.on_behalf_of))
    return tuple(dict.fromkeys(names))
