"""The Chair's compilation as pages show it: of a negotiation, or of a broken silence."""

from __future__ import annotations

from api.context import Context
from api.problems import Problem
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.state import ProcedureState
from nemcon.register.compiled import compiled, compiled_silence


def compiled_facts(context: Context, procedure: str, state: NegotiationState) -> dict[str, object]:
    """What a page shows of the compilation of a negotiation."""
    return {"compilation": compiled(context.register, procedure, state), "final": state.ended}


def silence_facts(procedure: str, state: ProcedureState) -> dict[str, object]:
    """What a page shows of what a broken silence listed. Raises `Problem` where it listed none."""
    found = compiled_silence(procedure, state)
    if found is None:
        raise Problem(404, "no-compilation", "Nothing of this procedure was listed.")
    return {"compilation": found, "final": True}
