"""What each caller is shown of a procedure: no more than the letters would tell them.

The Chair, the bureau and the secretariat see everything. A delegation sees its own filings, and
of those of others what the body's rules let the letters say. A reader sees what a delegation
sees that filed nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from api.problems import Problem
from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.state import ProcedureState
from nemcon.procedure.told import record_is_told, told_to
from nemcon.register.kinds import State
from nemcon.register.links import LinkHolder
from nemcon.register.staff import Role, Staff
from nemcon.text.lines import sentences


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: `sees_all`, or as the delegation of `participant`, who reads in `zone`."""

    sees_all: bool
    participant: str = ""
    zone: str | None = None


def viewer_of(caller: Staff | LinkHolder) -> Viewer:
    """How the caller looks at a procedure."""
    if isinstance(caller, Staff):
        # Of somebody whose role is not known to be that of this body, no more than a reader sees.
        return Viewer(sees_all=caller.placed and caller.role is not Role.READER)
    return Viewer(sees_all=False, participant=caller.participant, zone=caller.zone or None)


def seen_by(viewer: Viewer, state: ProcedureState) -> ProcedureState:
    """The state with what the viewer is not told left out."""
    return state if viewer.sees_all else told_to(viewer.participant, state)


def may_read_record(viewer: Viewer, state: State) -> bool:
    """Whether the record itself, which cannot be shortened and still be checked, may be shown.

    What is proposed on an agenda is proposed in the name of delegations, so that everybody may
    read its record.
    """
    match state:
        case ProcedureState():
            return viewer.sees_all or record_is_told(state)
        case NegotiationState():
            return viewer.sees_all or state.profile.names_proposers
        case AgendaState():
            return True


def require_record(viewer: Viewer, state: State) -> None:
    """Raises `Problem` 403 where the record itself may not be shown."""
    if may_read_record(viewer, state):
        return
    if isinstance(state, NegotiationState):
        says = _(
            "The record names who proposed what, which the rules of this body do not tell you."
        )
        rule = "compilation.names"
    else:
        says = _("The record names who objected, which the rules of this body do not tell you now.")
        rule = "disclosure.during"
    verified = _("You can have it verified instead.")
    raise Problem(403, "record-not-shown", sentences(says, verified), rule=rule)
