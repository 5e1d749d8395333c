"""What letters say of an agenda until it is adopted: as circulated, revised and compromised."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from nemcon.agenda.asking import as_text
from nemcon.agenda.state import AgendaState
from nemcon.agenda.written import write_revisit
from nemcon.mail import agenda_words as w
from nemcon.mail.agenda_filings import in_short, proposals_waiting
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import because, capital, quoted, redlined, until
from nemcon.mail.sections import Said, Section, Timed
from nemcon.mail.writing import Writing
from nemcon.text.lines import line
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import write_instant

Occasion: TypeAlias = MeetingOccasion[AgendaState]


def circulation(occasion: Occasion, write: Writing) -> Said:
    """The provisional agenda and the organization of work, and until when to propose changes."""
    state = occasion.state
    work = " and the organization of work" if state.parts or state.sittings else ""
    of = f" ({line(state.session)})" if state.session.strip() else ""
    ending = "circulated"
    if state.until is not None:
        ending = f"proposals until {write_instant(state.until, state.profile.zone)}"
    return Said(
        title=f"Provisional agenda{work.replace(' the', '')}",
        ending=ending,
        lead=(
            f"transmit the provisional agenda{work}{of}, set out below.",
            _how_to_propose(state),
        ),
        moments=_proposals_end(state, write),
        sections=_whole(state, write),
        rules=("agenda.proposed_by", "agenda.adopted_by"),
    )


def revision(occasion: Occasion, write: Writing) -> Said:
    """The agenda as issued anew: what changed, which proposals it takes up, and the whole."""
    state, entry = occasion.state, occasion.recorded.entry
    changed = _what_changed(occasion.before, state)
    taken = [p for p in state.proposals if p.number in entry.taken_up]
    return Said(
        title=f"Provisional agenda issued anew (Rev.{state.revision})",
        ending=f"issued anew (Rev.{state.revision})",
        lead=(
            f"transmit the provisional agenda as it was issued anew (Rev.{state.revision}).",
            _how_to_propose(state),
        ),
        moments=_proposals_end(state, write, occasion.recorded.at),
        sections=(
            *because(entry.because),
            *changed,
            *w.list_section("Proposals that it takes up", (in_short(state, p) for p in taken)),
            *_whole(state, write),
        ),
        rules=("agenda.proposed_by",),
    )


def _what_changed(before: AgendaState | None, after: AgendaState) -> tuple[Section, ...]:
    if before is None:
        return ()
    known = before.places

    def called(place: str) -> str:
        return capital(w.place_called(before if place in known else after, place))

    changed = redlined(as_text(before), as_text(after), called)
    return (Section("What changed", changed, "redline"),) if changed else ()


def compromise(occasion: Occasion, write: Writing) -> Said:
    """The Chair's compromise: with which exceptions, and when they would be taken up."""
    state, entry = occasion.state, occasion.recorded.entry
    terms = "as a whole"
    if entry.exceptions:
        terms = f"with the exception of {w.places_called(state, entry.exceptions)}"
    then = (
        f", to be taken up again {write_revisit(state, entry.revisit)}" if entry.exceptions else ""
    )
    return Said(
        title="Compromise of the Chair on the agenda",
        ending="compromise of the Chair",
        lead=(
            "transmit the compromise that the Chair puts forward for the adoption of the agenda.",
            f"The agenda would be adopted {terms}{then}.",
            (
                "A delegation that can join need do nothing. One that cannot says so on its page: "
                "while a delegation opposes the compromise the agenda is not adopted on these "
                "terms."
            ),
        ),
        moments=w.revisit(state, entry.revisit, write, "Would be taken up again")
        if entry.exceptions
        else (),
        sections=(
            *quoted("In the words of the Chair", entry.says),
            *proposals_waiting(state),
            *w.places_section(state, entry.exceptions, "What would be left open"),
            w.agenda_section(state, "The provisional agenda"),
        ),
        rules=("agenda.proposed_by",),
    )


def item(occasion: Occasion, write: Writing) -> Said:
    """A supplementary item; after the adoption it is open until it is settled."""
    state, entry = occasion.state, occasion.recorded.entry
    adopted = state.adopted_at is not None
    place = f"{entry.under} {entry.item.number}".strip()
    agenda = "agenda" if adopted else "provisional agenda"
    lead = [f"inform it that a supplementary item, item {line(place)}, was added to the {agenda}."]
    if adopted:
        when = write_revisit(state, entry.revisit)
        lead.append(f"It is open until it is settled, and is to be taken up {when}.")
    return Said(
        title="Supplementary item",
        ending=f"supplementary item {line(place)}",
        lead=tuple(lead),
        moments=w.revisit(state, entry.revisit, write) if adopted else (),
        sections=(
            *w.places_section(state, (place,), "The item"),
            *because(entry.because),
            w.agenda_section(state, f"The {agenda} as it now stands"),
        ),
    )


def _whole(state: AgendaState, write: Writing) -> tuple[Section, ...]:
    return (
        w.agenda_section(state, "The provisional agenda"),
        *w.work_section(state),
        *w.sittings_section(state.sittings, write),
    )


def _how_to_propose(state: AgendaState) -> str:
    if state.until is None:
        return "Proposals to change it may be made until it is adopted."
    return (
        "Proposals to change it are to be in by the time below. One that comes later is recorded "
        "as late, and the Chair need not take it up."
    )


def _proposals_end(
    state: AgendaState, write: Writing, at: datetime | None = None
) -> tuple[Timed, ...]:
    """Until when proposals may be made, unless that is over at the instant `at`."""
    if state.until is None or (at is not None and at >= state.until):
        return ()
    profile = state.profile
    deadline = Deadline(state.until, profile.zone, profile.end_included)
    return until("Proposals to be in by", deadline, write)
