"""What each caller is shown of a procedure: no more than the letters would tell them.

The Chair, the bureau and the secretariat see everything. A delegation sees its own filings, and
of those of others what the body's rules let the letters say. A reader sees what a delegation
sees that filed nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from nemcon.procedure.state import ProcedureState
from nemcon.procedure.told import record_is_told, told_to
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
    return state if viewer.sees_all else told_to(viewer.participant, state)


def may_read_record(viewer: Viewer, state: ProcedureState) -> bool:
    """Whether the record itself, which cannot be shortened and still be checked, may be shown."""
    return viewer.sees_all or record_is_told(state)
