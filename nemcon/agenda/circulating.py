"""Circulating an agenda, issuing it anew, adding an item, and changing the timetable."""

from __future__ import annotations

from datetime import datetime

from nemcon.agenda.acts import AddItem, ChangeTimetable, CirculateAgenda, ReviseAgenda
from nemcon.agenda.draft import ADOPTED_BY, AgendaDraft
from nemcon.agenda.entries import (
    AgendaCirculated,
    AgendaEntry,
    AgendaRevised,
    ItemAdded,
    TimetableChanged,
)
from nemcon.agenda.form import check_agenda, check_sittings, refused
from nemcon.agenda.items import Sitting, places_of, with_item
from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.language import N_, _
from nemcon.procedure.launch import TOO_FAR, TOO_FAR_SAYS, too_far_ahead
from nemcon.procedure.people import Office, any_of
from nemcon.procedure.profile import Profile
from nemcon.procedure.recall import ISSUE_ANEW, RecallLaunch, seconds_to_recall
from nemcon.procedure.recalling import recall
from nemcon.procedure.state import frozen_profile


def circulate(
    state: AgendaState | None, act: CirculateAgenda, at: datetime
) -> tuple[AgendaEntry, ...]:
    """Open the session's record with its provisional agenda.

    Raises `Refused` when somebody without the office acts, the agenda exists, it or the timetable
    has not the form that it must have, or the time for proposals does not lie ahead.
    """
    profile = frozen_profile(act.profile_id, act.profile_title, act.rules)
    _may_circulate(state, act, profile)
    places = check_agenda(act.items, act.parts)
    sittings = check_sittings(act.sittings, places)
    if not act.roll:
        raise refused(
            "empty-roll", _("There is nobody on the roll to whom it could be circulated.")
        )
    if act.grace_seconds < 0:
        raise refused("bad-grace", _("Proposals cannot be closed before their time has run out."))
    if sittings and sittings[-1].ends <= at:
        raise refused("session-over", _("The last sitting is over; its end must lie ahead."))
    if act.until is not None and act.until <= at:
        raise refused("deadline-not-ahead", _("The time for proposals must end in the future."))
    ends = [act.until or at, *(sitting.ends for sitting in sittings)]
    if any(too_far_ahead(at, end) for end in ends):
        raise refused(TOO_FAR, _(TOO_FAR_SAYS))
    starts = [sitting.begins for sitting in sittings if sitting.begins > at]
    circulated = AgendaCirculated(
        title=act.title,
        items=act.items,
        parts=act.parts,
        sittings=sittings,
        roll=act.roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        grace_seconds=act.grace_seconds,
        symbol=act.symbol,
        until=act.until,
        groups=act.groups,
        session=act.session,
        next_session=act.next_session,
        recall_seconds=seconds_to_recall(act.recall_seconds, at, act.until, *starts),
    )
    return (circulated,)


def _may_circulate(state: AgendaState | None, act: CirculateAgenda, profile: Profile) -> None:
    if state is not None:
        says = _("An agenda of that name has been circulated already; it may be issued anew.")
        raise refused("already-exists", says)
    offices = profile.agenda_adopted_by | {Office.SECRETARIAT}
    if act.actor.office not in offices:
        says = _("Only {offices} may circulate an agenda.", offices=any_of(offices))
        raise refused("not-authorised", says, ADOPTED_BY)
    if not act.title.strip():
        raise refused("no-title", _("An agenda must have a title."))


def recall_launch(draft: AgendaDraft, act: RecallLaunch) -> None:
    """Take the circulation back before any letter of it has left."""
    offices = draft.state.profile.agenda_adopted_by | {Office.SECRETARIAT}
    filed = bool(draft.state.proposals)
    recall(draft, act, offices, ADOPTED_BY, ISSUE_ANEW, filed=filed)


def revise(draft: AgendaDraft, act: ReviseAgenda) -> None:
    """Issue the provisional agenda anew; the proposals that it takes up must stand."""
    doing = N_("issue the provisional agenda anew")
    draft.require_desk(doing)
    draft.require_phase(AgendaPhase.CIRCULATED, doing=doing)
    check_agenda(act.items, act.parts)
    standing = {p.number for p in draft.state.proposals if not p.withdrawn}
    for number in act.taken_up:
        if number not in standing:
            raise draft.refuse(
                "no-such-proposal", _("No proposal number {number} stands.", number=number)
            )
    taken_up = tuple(dict.fromkeys(act.taken_up))
    draft.add(AgendaRevised(act.items, act.parts, taken_up, act.because))


def add_item(draft: AgendaDraft, act: AddItem) -> None:
    """Add a supplementary item, whose place and those below it must be new."""
    draft.require_adopters(N_("add an item"))
    draft.require_phase(AgendaPhase.CIRCULATED, AgendaPhase.ADOPTED, doing=N_("add an item"))
    state = draft.state
    if act.under and act.under not in {place for place, _ in places_of(state.items)}:
        says = _(
            'The agenda has no item "{under}" under which another could be added.', under=act.under
        )
        raise draft.refuse("no-such-place", says)
    check_agenda(with_item(state.items, act.item, act.under), state.parts)
    draft.require_revisit(act.revisit)
    draft.add(ItemAdded(act.item, act.under, act.revisit, act.because))


def change_timetable(draft: AgendaDraft, act: ChangeTimetable) -> None:
    """Set the sittings anew; those at which something open is to be taken up must remain."""
    draft.require_desk(N_("change the timetable"))
    state = draft.state
    if state.ended:
        says = _("The session is over, and its timetable can no longer be changed.")
        raise draft.refuse("session-over", says)
    sittings = check_sittings(act.sittings, state.places)
    if any(too_far_ahead(draft.at, sitting.ends) for sitting in sittings):
        raise draft.refuse(TOO_FAR, _(TOO_FAR_SAYS))
    _keep_to_what_was(draft, sittings)
    kept = {sitting.number for sitting in sittings}
    for part in state.open_parts:
        if part.revisit.sitting is not None and part.revisit.sitting not in kept:
            says = _(
                '"{place}" is to be taken up again at sitting {sitting}.',
                place=part.place,
                sitting=part.revisit.sitting,
            )
            raise draft.refuse("sitting-needed", says)
    draft.add(TimetableChanged(sittings, act.because))


def _keep_to_what_was(draft: AgendaDraft, sittings: tuple[Sitting, ...]) -> None:
    """Refuse a slip by which something would have begun, or the session ended, in the past."""
    for sitting in sittings:
        before = draft.state.sitting(sitting.number)
        for instant, was in (
            (sitting.begins, before.begins if before else None),
            (sitting.ends, before.ends if before else None),
        ):
            if instant <= draft.at and instant != was:
                says = _(
                    "Sitting {number} would begin or end at a time that is past.",
                    number=sitting.number,
                )
                raise draft.refuse("sitting-in-the-past", says)
    if sittings and not any(sitting.ends > draft.at for sitting in sittings):
        says = _("No sitting would lie ahead, and the session would be over; leave one that does.")
        raise draft.refuse("session-over-at-once", says)
