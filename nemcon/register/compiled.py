"""The Chair's compilation, read from the register: of a negotiation, or of a broken silence.

Nothing of it is typed or stored: it is worked out from the record each time, of the negotiation and
of the silence procedure under which its agreed part was placed.
"""

from __future__ import annotations

from nemcon.negotiation.acts import Origin
from nemcon.negotiation.compilation import Compilation, compilation
from nemcon.negotiation.compiling_silence import compilation_of_silence
from nemcon.negotiation.starting import starting_text
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.state import ProcedureState
from nemcon.register.door import Register
from nemcon.text.document import Text


def compiled(register: Register, procedure: str, state: NegotiationState) -> Compilation:
    """What a negotiation lists for a later session; before its end what it would list now."""
    return compilation(procedure, state, child_of(register, state))


def compiled_silence(procedure: str, state: ProcedureState) -> Compilation | None:
    """What a silence procedure listed for a later session; `None` where it listed nothing."""
    return compilation_of_silence(procedure, state) if state.compiled else None


def taken_up(register: Register, procedure: str) -> tuple[Text, Origin] | None:
    """The starting text that a new negotiation takes up from a compilation, and where it is from.

    `None` where the negotiation has listed nothing.
    """
    position = register.position(procedure, NegotiationState)
    if position is None or not position.state.ended:
        return None
    state, child = position.state, child_of(register, position.state)
    if not compilation(procedure, state, child).paragraphs:
        return None
    return starting_text(state, child), Origin(procedure, position.head.number, position.head.hash)


def child_of(register: Register, state: NegotiationState) -> tuple[str, ProcedureState] | None:
    """The silence procedure under which the agreed part was placed, with its state."""
    found = register.position(state.child) if state.child else None
    return (state.child, found.state) if found is not None else None
