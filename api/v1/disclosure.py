"""What each caller is shown of a procedure: no more than the letters would tell them.

The Chair, the bureau and the secretariat see everything. A delegation sees its own filings, and
of those of others what the body's rules let the letters say. A reader sees what a delegation
sees that filed nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nemcon.procedure.state import Filing, Phase, ProcedureState
from nemcon.register.links import LinkHolder
from nemcon.register.staff import Role, Staff


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: `sees_all`, or as the delegation of `participant`, who reads in `zone`."""

    sees_all: bool
    participant: str = ""
    zone: str | None = None


def viewer_of(caller: Staff | LinkHolder) -> Viewer:
    """How the caller looks at a procedure."""
    if isinstance(caller, Staff):
        return Viewer(sees_all=caller.role is not Role.READER)
    return Viewer(sees_all=False, participant=caller.participant, zone=caller.zone or None)


def seen_by(viewer: Viewer, state: ProcedureState) -> ProcedureState:
    """The state with what the viewer is not told left out."""
    if viewer.sees_all:
        return state
    shown = replace(state, filings=tuple(_filings(viewer, state)))
    if not state.profile.names_objectors:
        # Who was silent would tell who was not.
        shown = replace(shown, silent=(), exempt=())
    if _withheld(state):
        shown = replace(shown, broken_at=None, contested=())
    return shown


def may_read_record(viewer: Viewer, state: ProcedureState) -> bool:
    """Whether the record itself, which cannot be shortened and still be checked, may be shown."""
    return viewer.sees_all or (state.profile.names_objectors and not _withheld(state))


def _filings(viewer: Viewer, state: ProcedureState) -> list[Filing]:
    own = viewer.participant
    return [
        filing if filing.participant == own else _of_another(filing, state)
        for filing in state.filings
        if filing.participant == own or not _withheld(state)
    ]


def _of_another(filing: Filing, state: ProcedureState) -> Filing:
    """Where objectors are not named, grounds go unsaid too, since they may give one away."""
    if state.profile.names_objectors:
        return filing
    return replace(filing, participant="", on_behalf_of=(), says="")


def _withheld(state: ProcedureState) -> bool:
    """Whether others learn of objections at the deadline only, and it has not come."""
    running = state.phase in (Phase.UNDER_SILENCE, Phase.SUSPENDED)
    return running and not state.profile.announces_at_once
