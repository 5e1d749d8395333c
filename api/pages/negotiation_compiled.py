"""The Chair's compilation of a negotiation, as the pages and the API show it."""

from __future__ import annotations

from api.context import Context
from nemcon.negotiation.compilation import Compilation, compilation
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.state import ProcedureState


def child_of(context: Context, state: NegotiationState) -> tuple[str, ProcedureState] | None:
    """The silence procedure under which the agreed part was placed, with its name."""
    position = context.register.position(state.child) if state.child else None
    return (state.child, position.state) if position is not None else None


def compiled(context: Context, procedure: str, state: NegotiationState) -> Compilation:
    """The compilation; before the end of the negotiation what it would be now."""
    return compilation(procedure, state, child_of(context, state))


def compiled_facts(context: Context, procedure: str, state: NegotiationState) -> dict[str, object]:
    """What a page shows of the compilation."""
    return {"compilation": compiled(context, procedure, state), "final": state.ended}
