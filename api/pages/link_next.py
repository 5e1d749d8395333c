"""What follows from here in an agenda and in a negotiation, as a delegation's page says it.

What it says of a text under silence stands in `link_state`.
"""

from __future__ import annotations

from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.language import N_, _
from nemcon.negotiation.state import NegotiationPhase, NegotiationState

_OWN_LINK = N_("Its letter has a link of its own; what is asked there is filed there.")
_STAYS = N_("This page stays, so that what was decided can be read.")


def next_of_agenda(state: AgendaState) -> tuple[str, ...]:
    """What happens next about the agenda, a sentence each."""
    match state.phase:
        case AgendaPhase.CIRCULATED if state.compromise is not None:
            return (
                _("When all can join it, the agenda is adopted with the Chair\u2019s compromise."),
                _("A letter tells everybody what was adopted."),
            )
        case AgendaPhase.CIRCULATED:
            return (
                _(
                    "When the time for proposals has run out, the Chair puts the agenda to "
                    "adoption."
                ),
                _("A letter tells everybody what was adopted, and what was left open."),
            )
        case AgendaPhase.UNDER_SILENCE:
            return (_("A procedure of silence decides on the agenda."), _(_OWN_LINK))
        case AgendaPhase.ADOPTED if state.open_parts:
            return (
                _("What is open is taken up again as it says beside it. A letter reminds you."),
            )
        case AgendaPhase.ADOPTED:
            return (
                _("The session meets as the sittings below say. A letter tells you of changes."),
            )
        case AgendaPhase.ENDED:
            return (_("The session is over, and nothing can be recorded any more."), _(_STAYS))


def next_of_negotiation(state: NegotiationState) -> tuple[str, ...]:
    """What happens next in the negotiation, a sentence each."""
    match state.phase:
        case NegotiationPhase.IN_ROUND:
            return (
                _(
                    "When the round has ended, the Chair revises the text, opens a round or "
                    "concludes."
                ),
                _("A letter tells everybody which."),
            )
        case NegotiationPhase.BETWEEN_ROUNDS:
            return (
                _("The Chair considers what was filed, and opens the next round or concludes."),
                _("A letter tells everybody which."),
            )
        case NegotiationPhase.UNDER_SILENCE:
            return (_("What was agreed is to be adopted by silence."), _(_OWN_LINK))
        case NegotiationPhase.ENDED:
            return (_("The negotiation has ended, and nothing can be filed any more."), _(_STAYS))
