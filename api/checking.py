"""Going through the list before a launch: what is launched, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from api.checklist import Asked, Check, Launch, Result, checklist
from api.fairness import fairness_of
from nemcon.agenda.items import places_of
from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.negotiation.drafting import may_amend
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.launch import with_standing
from nemcon.procedure.people import Seat
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState, frozen_profile
from nemcon.register import directory
from nemcon.register.bounced import bounced_lately
from nemcon.register.waiting import minutes_of
from nemcon.text.document import Text
from nemcon.timing.fairness import Fairness

_WRONG: Final = {"contacts": "none", "bounces": "failed"}
"""Which contacts of the body are to be put right, by the check that notes them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The list, and what the period means where those who are asked work."""

    checks: tuple[Check, ...]
    fairness: Fairness | None


def check_text(
    connection: Connection, body: str, state: ProcedureState, now: datetime, *more: str
) -> Checked:
    """The list for a text under silence in that state; `more` are notes on its roll."""
    ends = state.deadline.instant if state.deadline else state.announced
    launch = Launch(
        profile=state.profile,
        roll=state.roll,
        with_standing=sum(seat.may_object for seat in state.roll),
        asked=Asked.OBJECT,
        parts=_parts_of(state.text),
        symbol=state.text.issued_symbol,
        warnings=state.warnings,
        more=more,
    )
    voters = [seat for seat in state.roll if seat.may_object]
    return _checked(connection, body, launch, now, ends, voters)


def check_refused(
    connection: Connection, body: str, act: PlaceUnderSilence, now: datetime, refusal: Refusal
) -> Checked:
    """The list for a text that the rules refuse to place, as far as it can be gone through."""
    profile = frozen_profile(act.profile_id, act.profile_title, act.rules)
    roll = tuple(with_standing(seat, profile) for seat in act.roll)
    launch = Launch(
        profile=profile,
        roll=roll,
        with_standing=sum(seat.may_object for seat in roll),
        asked=Asked.OBJECT,
        parts=_parts_of(act.text),
        symbol=act.text.symbol,
        known=False,
    )
    return _checked(connection, body, launch, now, None, (), refusal)


def check_agenda(connection: Connection, body: str, state: AgendaState, now: datetime) -> Checked:
    """The list for a provisional agenda that would be circulated."""
    proposers = [s for s in state.roll if s.category in state.profile.agenda_proposers]
    parts = [(_("the title"), state.title)]
    parts += [
        (_("item {place}", place=place), item.title) for place, item in places_of(state.items)
    ]
    parts += [(_("the part {name}", name=part.name), part.says) for part in state.parts]
    launch = Launch(
        profile=state.profile,
        roll=state.roll,
        with_standing=len(proposers),
        asked=Asked.PROPOSE,
        parts=tuple(parts),
        symbol=state.symbol,
        ends=state.until is not None,
    )
    return _checked(connection, body, launch, now, state.until, proposers)


def check_tabling(
    connection: Connection, body: str, state: NegotiationState, now: datetime
) -> Checked:
    """The list for a text that would be tabled, with the end of its first round."""
    amenders = [seat for seat in state.roll if may_amend(state.profile, seat)]
    launch = Launch(
        profile=state.profile,
        roll=state.roll,
        with_standing=len(amenders),
        asked=Asked.AMEND,
        parts=_parts_of(state.issued),
        symbol=state.issued.symbol,
        ends=state.until is not None,
    )
    return _checked(connection, body, launch, now, state.until, amenders)


def _checked(
    connection: Connection,
    body: str,
    launch: Launch,
    now: datetime,
    ends: datetime | None,
    asked: Sequence[Seat],
    refusal: Refusal | None = None,
) -> Checked:
    contacts = directory.contacts_of(connection, body, [seat.participant for seat in launch.roll])
    bounced = bounced_lately(connection, body, contacts, now)
    launch = replace(launch, second_person=minutes_of(connection, body))
    fairness = fairness_of(connection, body, launch.profile, asked, ends, now)
    checks = checklist(launch, contacts, bounced, fairness, refusal)
    return Checked(tuple(_leading(check, body) for check in checks), fairness)


def _leading(check: Check, body: str) -> Check:
    """The check, with the page on which what it notes is put right."""
    if check.result is Result.PASSED or check.key not in _WRONG:
        return check
    return replace(check, leads=f"/bodies/{body}/contacts?show={_WRONG[check.key]}")


def _parts_of(text: Text) -> tuple[tuple[str, str], ...]:
    parts = [(_("the title"), text.title), (_("the symbol"), text.issued_symbol)]
    return (*parts, *((_("paragraph {number}", number=p.number), p.words) for p in text.paragraphs))
