"""What letters say of an agenda from its adoption on: what is open, settled, moved and left."""

from __future__ import annotations

from typing import TypeAlias

from nemcon.agenda.acts import AgendaOutcome, Settlement
from nemcon.agenda.state import AgendaState
from nemcon.mail import agenda_words as w
from nemcon.mail.agenda_filings import proposals_left
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import because, capital, quoted, timed
from nemcon.mail.sections import Said
from nemcon.mail.wording import destination
from nemcon.mail.writing import Writing
from nemcon.timing.writing import write_instant

Occasion: TypeAlias = MeetingOccasion[AgendaState]


def adoption(occasion: Occasion, write: Writing) -> Said:
    """The adoption: by what way, with which exceptions, and when they are taken up."""
    state, entry = occasion.state, occasion.recorded.entry
    way = "by silence" if entry.child else "by the meeting"
    lead = [f"inform it that the agenda was adopted {way}."]
    if entry.exceptions:
        named = w.places_called(state, entry.exceptions)
        lead = [f"inform it that the agenda was adopted {way}, with the exception of {named}."]
        lead.append("What was left open is not adopted. It stays on the list until it is settled.")
    if occasion.again:
        lead.append("This replaces what was told of the adoption before.")
    with_ = " with exceptions" if entry.exceptions else ""
    return Said(
        title=f"Agenda adopted{with_}",
        ending=f"adopted{with_}",
        lead=tuple(lead),
        moments=(
            *timed("Adopted as at", entry.at, write),
            *w.revisits(state, state.open_parts, write),
        ),
        sections=(
            *because(entry.because),
            *w.open_section(state),
            *proposals_left(state),
            w.agenda_section(state, "The agenda"),
            *w.work_section(state),
            *w.sittings_section(state.sittings, write),
        ),
        rules=("agenda.reminders",) if state.open_parts else (),
    )


def part(occasion: Occasion, write: Writing) -> Said:
    """What became of a part that had been left open, and what is open still."""
    state, entry = occasion.state, occasion.recorded.entry
    called = w.place_called(state, entry.place)
    done = w.SETTLED[entry.settlement]
    to = destination(state.next_session)
    onward = f" to {to}" if to and entry.settlement is Settlement.DEFERRED else ""
    rest = "" if state.open_parts else " Nothing is left open."
    reads = ", in its words before" if _was(state, entry.place) else ""
    settled = "Adopted in these words" if entry.settlement is Settlement.ADOPTED else "What is said"
    return Said(
        title="Part of the agenda settled",
        ending=f"{w.place_in_short(state, entry.place)} {done}",
        lead=(f"inform it that {called}, which had been left open, was {done}{onward}.{rest}",),
        moments=(
            *timed("Settled on", occasion.recorded.at, write),
            *w.revisits(state, state.open_parts, write),
        ),
        sections=(
            *w.places_section(occasion.before or state, (entry.place,), f"What was settled{reads}"),
            *quoted(settled, entry.says),
            *because(entry.because),
            *w.open_section(state, "What is still left open"),
            *proposals_left(state),
        ),
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
        title="Timetable changed",
        ending="timetable changed",
        lead=(
            "inform it that the timetable of the sittings was changed, as set out below.",
            *(
                ("What is left open and is to be taken up again at a sitting moves with it.",)
                if state.open_parts
                else ()
            ),
        ),
        moments=w.revisits(state, state.open_parts, write),
        sections=(
            *because(entry.because),
            *w.sittings_section(changed, write, "What is new"),
            *w.sittings_section(gone, write, "What no longer holds"),
            *w.sittings_section(state.sittings, write, "All sittings as they now stand"),
            *w.open_section(state),
        ),
    )


def reminder(occasion: Occasion, write: Writing) -> Said:
    """What is to be taken up soon."""
    state, entry = occasion.state, occasion.recorded.entry
    named = w.places_called(state, entry.places)
    are = "is" if len(entry.places) == 1 else "are"
    parts = tuple(p for p in state.open_parts if p.place in entry.places)
    return Said(
        title="Reminder of what was left open",
        ending=f"reminder: to be taken up again {write_instant(entry.instant, state.profile.zone)}",
        lead=(
            (
                f"remind it that {named}, left open when the agenda was adopted, {are} to be taken "
                "up at the time below."
            ),
        ),
        moments=w.revisits(state, parts, write)
        or timed("To be taken up again", entry.instant, write),
        sections=w.places_section(state, entry.places, "What is to be taken up"),
    )


def end(occasion: Occasion, write: Writing) -> Said:
    """The end of the session: what is carried over, and where to."""
    state, entry = occasion.state, occasion.recorded.entry
    to = destination(entry.to) or "the next session"
    lead = ["inform it that the session has ended."]
    if entry.outcome is AgendaOutcome.NOT_ADOPTED:
        lead.append("The agenda was not adopted.")
    if entry.carried_over:
        places = w.places_called(state, entry.carried_over)
        lead.append(f"{capital(places)}, which the session has not settled, go to {to}.")
        if len(entry.carried_over) == 1:
            lead[-1] = f"{capital(places)}, which the session has not settled, goes to {to}."
    return Said(
        title="End of the session",
        ending="end of the session",
        lead=tuple(lead),
        moments=timed("Ended on", entry.at, write),
        sections=w.places_section(state, entry.carried_over, f"What is carried over to {to}"),
    )
