"""How a letter gives the Chair's compilation: what is not agreed, and what is proposed on it."""

from __future__ import annotations

from nemcon.mail.negotiation_words import in_short, list_section, some_of
from nemcon.mail.sections import Section
from nemcon.negotiation.state import NegotiationState


def compilation(state: NegotiationState, numbers: tuple[str, ...]) -> tuple[Section, ...]:
    """The paragraphs that are not agreed, as they stand, and the amendments that wait on them."""
    if not numbers:
        return ()
    live = [proposed for proposed in state.amendments if proposed.live]
    return (
        *some_of(state, "The Chair's compilation", numbers),
        *list_section("Amendments that it lists", (in_short(state, p) for p in live)),
    )
