"""What letters say of an agenda from its adoption on: what is open, settled, moved and left."""

from __future__ import annotations

from typing import Final, TypeAlias

from nemcon.agenda.acts import AgendaOutcome, Settlement
from nemcon.agenda.state import AgendaState
from nemcon.language import N_, _, ngettext, pgettext
from nemcon.mail import agenda_words as w
from nemcon.mail.agenda_filings import proposals_left
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import because, quoted, timed
from nemcon.mail.sections import Said
from nemcon.mail.wording import destination
from nemcon.mail.writing import Writing
from nemcon.text.lines import capital, sentences
from nemcon.timing.writing import write_instant

Occasion: TypeAlias = MeetingOccasion[AgendaState]
_ENDINGS: Final = {
    # Translators: the end of a subject; {place} is "item 2", or the name of a part.
    Settlement.ADOPTED: N_("{place} adopted"),
    # Translators: the end of a subject; {place} is "item 2", or the name of a part.
    Settlement.DEFERRED: N_("{place} deferred"),
    # Translators: the end of a subject; {place} is "item 2", or the name of a part.
    Settlement.DROPPED: N_("{place} dropped"),
}


def adoption(occasion: Occasion, write: Writing) -> Said:
    """The adoption: by what way, with which exceptions, and when they are taken up."""
    state, entry = occasion.state, occasion.recorded.entry
    lead = [_was_adopted(bool(entry.child), w.places_called(state, entry.exceptions))]
    if entry.exceptions:
        lead.append(
            _("What was left open is not adopted. It stays on the list until it is settled.")
        )
    if occasion.again:
        lead.append(_("This replaces what was told of the adoption before."))
    return Said(
        title=_("Agenda adopted with exceptions") if entry.exceptions else _("Agenda adopted"),
        ending=pgettext("an agenda", "adopted with exceptions")
        if entry.exceptions
        else pgettext("an agenda", "adopted"),
        lead=tuple(lead),
        moments=(
            *timed(_("Adopted as at"), entry.at, write),
            *w.revisits(state, state.open_parts, write),
        ),
        sections=(
            *because(entry.because),
            *w.open_section(state),
            *proposals_left(state),
            w.agenda_section(state, _("The agenda")),
            *w.work_section(state),
            *w.sittings_section(state.sittings, write),
        ),
        rules=("agenda.reminders",) if state.open_parts else (),
    )


def _was_adopted(by_silence: bool, exceptions: str) -> str:  # noqa: FBT001 - two of a kind
    match by_silence, bool(exceptions):
        case True, False:
            return pgettext(
                "after 'has the honour to'", "inform it that the agenda was adopted by silence."
            )
        case False, False:
            return pgettext(
                "after 'has the honour to'",
                "inform it that the agenda was adopted by the meeting.",
            )
        case True, True:
            return pgettext(
                "after 'has the honour to'",
                "inform it that the agenda was adopted by silence, with the exception of {places}.",
                places=exceptions,
            )
        case _by_the_meeting:
            return pgettext(
                "after 'has the honour to'",
                "inform it that the agenda was adopted by the meeting, with the exception of "
                "{places}.",
                places=exceptions,
            )


def part(occasion: Occasion, write: Writing) -> Said:
    """What became of a part that had been left open, and what is open still."""
    state, entry = occasion.state, occasion.recorded.entry
    became = _became(entry.settlement, w.place_called(state, entry.place), state.next_session)
    rest = "" if state.open_parts else _("Nothing is left open.")
    what = _("What was settled")
    if _was(state, entry.place):
        what = _("What was settled, in its words before")
    settled = _("What is said")
    if entry.settlement is Settlement.ADOPTED:
        settled = _("Adopted in these words")
    return Said(
        title=_("Part of the agenda settled"),
        ending=_(_ENDINGS[entry.settlement], place=w.place_in_short(state, entry.place)),
        lead=(sentences(became, rest),),
        moments=(
            *timed(_("Settled on"), occasion.recorded.at, write),
            *w.revisits(state, state.open_parts, write),
        ),
        sections=(
            *w.places_section(occasion.before or state, (entry.place,), what),
            *quoted(settled, entry.says),
            *because(entry.because),
            *w.open_section(state, _("What is still left open")),
            *proposals_left(state),
        ),
    )


def _became(settlement: Settlement, place: str, next_session: str) -> str:
    to = destination(next_session)
    match settlement:
        case Settlement.ADOPTED:
            return pgettext(
                "after 'has the honour to'",
                "inform it that {place}, which had been left open, was adopted.",
                place=place,
            )
        case Settlement.DROPPED:
            return pgettext(
                "after 'has the honour to'",
                "inform it that {place}, which had been left open, was dropped.",
                place=place,
            )
        case Settlement.DEFERRED if to:
            return pgettext(
                "after 'has the honour to'",
                "inform it that {place}, which had been left open, was deferred to {session}.",
                place=place,
                session=to,
            )
        case Settlement.DEFERRED:
            return pgettext(
                "after 'has the honour to'",
                "inform it that {place}, which had been left open, was deferred.",
                place=place,
            )


def _was(state: AgendaState, place: str) -> str:
    return next((part.was for part in state.exceptions if part.place == place), "")


def timetable(occasion: Occasion, write: Writing) -> Said:
    """What the sittings were and what they are; what hangs on one has moved with it."""
    state, entry, before = occasion.state, occasion.recorded.entry, occasion.before
    was = {sitting.number: sitting for sitting in before.sittings} if before else {}
    now = {sitting.number: sitting for sitting in state.sittings}
    changed = [s for s in state.sittings if was.get(s.number) != s]
    gone = [s for s in was.values() if now.get(s.number) != s]
    return Said(
        title=_("Timetable changed"),
        ending=_("timetable changed"),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "inform it that the timetable of the sittings was changed, as set out below.",
            ),
            *(
                (_("What is left open and is to be taken up again at a sitting moves with it."),)
                if state.open_parts
                else ()
            ),
        ),
        moments=w.revisits(state, state.open_parts, write),
        sections=(
            *because(entry.because),
            *w.sittings_section(changed, write, _("What is new")),
            *w.sittings_section(gone, write, _("What no longer holds")),
            *w.sittings_section(state.sittings, write, _("All sittings as they now stand")),
            *w.open_section(state),
        ),
    )


def reminder(occasion: Occasion, write: Writing) -> Said:
    """What is to be taken up soon."""
    state, entry = occasion.state, occasion.recorded.entry
    number, named = len(entry.places), w.places_called(state, entry.places)
    again = write_instant(entry.instant, state.profile.zone)
    parts = tuple(p for p in state.open_parts if p.place in entry.places)
    return Said(
        title=_("Reminder of what was left open"),
        ending=_("reminder: to be taken up again {moment}", moment=again),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "remind it that {place}, left open when the agenda was adopted, is to be taken up "
                "at the time below.",
                place=named,
            )
            if number == 1
            else pgettext(
                "after 'has the honour to'",
                "remind it that {places}, left open when the agenda was adopted, are to be taken "
                "up at the time below.",
                places=named,
            ),
        ),
        moments=w.revisits(state, parts, write)
        or timed(_("To be taken up again"), entry.instant, write),
        sections=w.places_section(state, entry.places, _("What is to be taken up")),
    )


def end(occasion: Occasion, write: Writing) -> Said:
    """The end of the session: what is carried over, and where to."""
    state, entry = occasion.state, occasion.recorded.entry
    to = destination(entry.to) or _("the next session")
    lead = [pgettext("after 'has the honour to'", "inform it that the session has ended.")]
    if entry.outcome is AgendaOutcome.NOT_ADOPTED:
        lead.append(_("The agenda was not adopted."))
    if entry.carried_over:
        lead.append(
            ngettext(
                "{places}, which the session has not settled, goes to {session}.",
                "{places}, which the session has not settled, go to {session}.",
                len(entry.carried_over),
                places=capital(w.places_called(state, entry.carried_over)),
                session=to,
            )
        )
    carried = _("What is carried over to {session}", session=to)
    return Said(
        title=_("End of the session"),
        ending=_("end of the session"),
        lead=tuple(lead),
        moments=timed(_("Ended on"), entry.at, write),
        sections=w.places_section(state, entry.carried_over, carried),
    )
