"""The Chair's compilation of a negotiation, as the pages show it."""

from __future__ import annotations

from api.context import Context
from nemcon.negotiation.state import NegotiationState


def compiled_facts(context: Context, state: NegotiationState) -> object:  # noqa: ARG001 - the outcome of the child is read from it
    """The compilation of a negotiation that has ended; none before."""
    return None
