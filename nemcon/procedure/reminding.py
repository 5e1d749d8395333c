"""Whom a reminder by hand goes to, and whether it may be sent now.

The Chair, the bureau and the secretariat may send one while a period runs. It goes to members with
standing whose time has not run out, never to whoever has an objection standing. Custom: no rule of
a body speaks of such letters; the bounds on their number are those of this program.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from nemcon.language import N_, _, ngettext
from nemcon.procedure.deeds import Deed, deeds_of
from nemcon.procedure.draft import Draft
from nemcon.procedure.people import Office
from nemcon.procedure.reminders import DelegationsReminded, RemindDelegations, Whom
from nemcon.procedure.standing import members
from nemcon.procedure.state import Phase, ProcedureState

OFFICES: Final = frozenset({Office.CHAIR, Office.BUREAU, Office.SECRETARIAT})
LATELY: Final = timedelta(hours=1)
"""For so long after a reminder another one is sent only to who says that it is to be sent."""
A_WHILE: Final = timedelta(days=1)
MOST: Final = 3
"""So many reminders by hand of a procedure leave within a day, and no more."""
_STILL: Final = {
    Whom.NOT_ACTED: frozenset({Deed.NOTHING, Deed.ACKNOWLEDGED}),
    Whom.NOT_ACKNOWLEDGED: frozenset({Deed.NOTHING}),
}


def to_remind(state: ProcedureState, whom: Whom, at: datetime) -> tuple[str, ...]:
    """Those that a reminder is for, in the order of the roll, whether letters reach them or not."""
    deeds = deeds_of(state)
    return tuple(
        name
        for name in members(state)
        if deeds[name] in _STILL[whom] and not state.is_late(name, at)
    )


def remind_delegations(draft: Draft, act: RemindDelegations) -> None:
    """Record who is reminded; the letters follow from the entry."""
    draft.require_office(OFFICES, "", N_("have delegations reminded"))
    draft.require_phase(Phase.UNDER_SILENCE, doing=N_("remind delegations of the deadline"))
    _within_bounds(draft, again=act.again)
    to = _reached(to_remind(draft.state, act.whom, draft.at), act.unreached)
    if not to:
        says = _("There is nobody now whom this would remind.")
        raise draft.refuse("nobody-to-remind", says)
    if act.number is not None and act.number != len(to):
        says = ngettext(
            "The reminder would now go to {n} delegation, and not to {shown} as was shown.",
            "The reminder would now go to {n} delegations, and not to {shown} as was shown.",
            len(to),
            shown=act.number,
        )
        raise draft.refuse("reminder-changed", says)
    draft.add(DelegationsReminded(draft.state.book, act.whom, to))


def _reached(names: tuple[str, ...], unreached: Collection[str]) -> tuple[str, ...]:
    without = frozenset(unreached)
    return tuple(name for name in names if name not in without)


def _within_bounds(draft: Draft, *, again: bool) -> None:
    state = draft.state
    recent = [at for at in state.reminded_by_hand if draft.at - at < A_WHILE]
    if len(recent) >= MOST:
        says = _("Delegations were reminded three times within a day; another has to wait.")
        raise draft.refuse("reminded-enough", says)
    last = state.reminded_last
    if last is not None and draft.at - last < LATELY and not again:
        says = _("A reminder was sent less than an hour ago. Say that another is to be sent now.")
        raise draft.refuse("reminded-lately", says)
