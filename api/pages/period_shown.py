"""What a page shows of a period before it begins: its end on every clock, and whether it is fair.

Whoever places a text, its revision or a report is told the same by the same code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection

from api.checking import check_text
from api.context import Context
from api.pages.foreseen import led_to
from api.pages.shown import deadline_shown
from nemcon.language import ngettext
from nemcon.procedure.acts import Act
from nemcon.procedure.entries import Happened
from nemcon.procedure.evolution import evolve
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.register import directory
from nemcon.text.changes import changes
from nemcon.timing.fairness import Fairness
from nemcon.timing.writing import write_instant, write_length
from nemcon.timing.zones import to_wall_clock

Facts: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom the letter will reach, and what the deadline is where they read it."""

    delegations: int
    people: int
    elsewhere: tuple[tuple[str, str], ...]


def period_shown(
    context: Context, body: str, state: ProcedureState, now: datetime, *, launch: bool = False
) -> Facts:
    """The facts of the period that would run in that state, as `parts/period.html` shows them.

    `checks` is the list that is gone through before; of a `launch` also whether it is meant for a
    smaller group.
    """
    deadline = state.deadline.instant if state.deadline else state.announced or now
    with context.database.reading() as connection:
        narrower = _narrower_roll(connection, body, state, now) if launch else ()
        checked = check_text(connection, body, state, now, *narrower)
        reach = _reach(connection, body, state)
    return {
        "deadline": deadline_shown(state, now),
        "length": write_length(deadline - now),
        "checks": checked.checks,
        "reach": reach,
        **_fairness_shown(checked.fairness, state.profile.zone),
    }


def ruled_period(
    context: Context, body: str, state: ProcedureState, act: Act, now: datetime
) -> Facts | None:
    """The facts of the period that a ruling begins or moves; `None` where it does neither.

    `revision` is what it changes in the text.
    """
    answer = led_to(state, act, now)
    if isinstance(answer, Refusal):
        return None
    after = state
    for number, entry in enumerate(answer, state.number + 1):
        after = evolve(after, Happened(number, now, act.actor, entry))
    before = (state.deadline, state.book, state.phase)
    if after.phase is not Phase.UNDER_SILENCE or before == (
        after.deadline,
        after.book,
        after.phase,
    ):
        return None
    if after.deadline is None or after.deadline.instant <= now:
        return None  # ended early, so that nothing lies ahead of anybody
    changed = changes(state.text, after.text)
    return {**period_shown(context, body, after, now), "revision": changed}


def _narrower_roll(
    connection: Connection, body: str, state: ProcedureState, now: datetime
) -> tuple[str, ...]:
    """That the rules are named after a group with a roll of its own, where all would be asked.

    Rules say in no value whose they are; their title does.
    """
    title = state.profile.title.casefold()
    if state.among:
        return ()
    for name in directory.roll_names(connection, body, now):
        count = len(directory.seats(connection, body, name, now))
        if name.casefold() in title and count < len(state.roll):
            # Translators: {n} is how many participants the roll {name} has.
            says = ngettext(
                "The rules chosen are those of a smaller group: the body has a roll {name} with "
                "1 participant, and this goes to all {all}. To ask that group alone, change "
                "something, and choose the roll.",
                "The rules chosen are those of a smaller group: the body has a roll {name} with "
                "{n} participants, and this goes to all {all}. To ask that group alone, change "
                "something, and choose the roll.",
                count,
                name=name,
                all=len(state.roll),
            )
            return (says,)
    return ()


def _reach(connection: Connection, body: str, state: ProcedureState) -> Reach:
    members = [seat.participant for seat in state.roll]
    contacts = directory.contacts_of(connection, body, members)
    reached = {contact.participant for contact in contacts}
    zones = sorted({contact.zone for contact in contacts if contact.zone})
    instant = state.deadline.instant if state.deadline else None
    return Reach(
        len(reached),
        len(contacts),
        tuple((zone, write_instant(instant, zone)) for zone in zones if instant),
    )


def _fairness_shown(found: Fairness | None, zone: str) -> Facts:
    """What the period means where delegations work, and a better end where there is one."""
    if found is None:
        return {"fairness": None}
    better = found.better
    return {
        "fairness": found,
        "better": better,
        "better_written": write_instant(better.deadline, zone) if better else "",
        "better_typed": f"{to_wall_clock(better.deadline, zone):%Y-%m-%dT%H:%M}" if better else "",
    }
