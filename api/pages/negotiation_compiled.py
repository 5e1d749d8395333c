"""The Chair's compilation as pages show it: of a negotiation, or of a broken silence."""

from __future__ import annotations

from typing import Final

from api.context import Context
from api.problems import Problem
from nemcon.language import _
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.writing_compilation import (
    REMARKS,
    UNDISPUTED,
    proposal,
    provisional,
    stands_beside,
    written,
)
from nemcon.procedure.state import ProcedureState
from nemcon.register.compiled import compiled, compiled_silence

_WORDS: Final[dict[str, object]] = {
    "proposal": proposal,
    "written": written,
    "stands_beside": stands_beside,
    "provisional": provisional,
}
"""How the page writes what it shares with the letter and with the written form."""


def _words() -> dict[str, object]:
    remarks = {kind: _(called) for kind, called in REMARKS.items()}
    return _WORDS | {"remarks": remarks, "undisputed": _(UNDISPUTED)}


def compiled_facts(context: Context, procedure: str, state: NegotiationState) -> dict[str, object]:
    """What a page shows of the compilation of a negotiation."""
    found = compiled(context.register, procedure, state)
    return _words() | {"compilation": found, "final": state.ended}


def silence_facts(procedure: str, state: ProcedureState) -> dict[str, object]:
    """What a page shows of what a broken silence listed. Raises `Problem` where it listed none."""
    found = compiled_silence(procedure, state)
    if found is None:
        raise Problem(404, "no-compilation", _("Nothing of this procedure was listed."))
    return _words() | {"compilation": found, "final": True}
