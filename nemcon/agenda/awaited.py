"""What an agenda waits for, and who must act."""

from __future__ import annotations

from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.procedure.awaited import NOTHING, Awaited, Awaits, Whom


def awaited(state: AgendaState) -> Awaited:
    """What the agenda, or once it is adopted its session, waits for."""
    match state.phase:
        case AgendaPhase.CIRCULATED if state.until is not None and not state.proposals_closed:
            return Awaited(Awaits.PROPOSALS, Whom.DELEGATIONS, state.until)
        case AgendaPhase.CIRCULATED:
            return Awaited(Awaits.ADOPTION, Whom.CHAIR)
        case AgendaPhase.UNDER_SILENCE:
            return Awaited(Awaits.OUTCOME, Whom.TIME)
        case AgendaPhase.ADOPTED if state.open_parts:
            instants = (state.instant_of(part.revisit) for part in state.open_parts)
            first = min((at for at in instants if at is not None), default=None)
            return Awaited(Awaits.OPEN_PARTS, Whom.CHAIR, first)
        case AgendaPhase.ADOPTED:
            ends = max((sitting.ends for sitting in state.sittings), default=None)
            return Awaited(Awaits.SESSION, Whom.CHAIR if ends is None else Whom.TIME, ends)
        case AgendaPhase.ENDED:
            return NOTHING
