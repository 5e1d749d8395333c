"""What a negotiation waits for, and who must act."""

from __future__ import annotations

from nemcon.negotiation.state import NegotiationPhase, NegotiationState
from nemcon.procedure.awaited import NOTHING, Awaited, Awaits, Whom


def awaited(state: NegotiationState) -> Awaited:
    """What the negotiation waits for."""
    match state.phase:
        case NegotiationPhase.IN_ROUND:
            return Awaited(Awaits.AMENDMENTS, Whom.DELEGATIONS, state.until)
        case NegotiationPhase.BETWEEN_ROUNDS:
            return Awaited(Awaits.NEXT_ROUND, Whom.CHAIR, state.chair_until)
        case NegotiationPhase.UNDER_SILENCE:
            return Awaited(Awaits.OUTCOME, Whom.TIME)
        case NegotiationPhase.ENDED:
            return NOTHING
