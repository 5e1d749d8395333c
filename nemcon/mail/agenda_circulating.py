"""What letters say of an agenda until it is adopted: as circulated, revised and compromised."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from nemcon.agenda.asking import as_text
from nemcon.agenda.state import AgendaState
from nemcon.agenda.written import write_revisit
from nemcon.language import _, pgettext
from nemcon.mail import agenda_words as w
from nemcon.mail.agenda_filings import in_short, proposals_waiting
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import because, quoted, redlined, until
from nemcon.mail.sections import Said, Section, Timed
from nemcon.mail.writing import Writing
from nemcon.text.lines import capital, line
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import write_instant

Occasion: TypeAlias = MeetingOccasion[AgendaState]


def circulation(occasion: Occasion, write: Writing) -> Said:
    """The provisional agenda and the organization of work, and until when to propose changes."""
    state = occasion.state
    with_work = bool(state.parts or state.sittings)
    ending = pgettext("an agenda", "circulated")
    if state.until is not None:
        until_then = write_instant(state.until, state.profile.zone)
        ending = _("proposals until {moment}", moment=until_then)
    return Said(
        title=_("Provisional agenda and organization of work")
        if with_work
        else _("Provisional agenda"),
        ending=ending,
        lead=(_transmits(line(state.session), with_work=with_work), _how_to_propose(state)),
        moments=_proposals_end(state, write),
        sections=_whole(state, write),
        rules=("agenda.proposed_by", "agenda.adopted_by"),
    )


def _transmits(session: str, *, with_work: bool) -> str:
    match with_work, bool(session):
        case True, True:
            return pgettext(
                "after 'has the honour to'",
                "transmit the provisional agenda and the organization of work ({session}), set out "
                "below.",
                session=session,
            )
        case True, False:
            return pgettext(
                "after 'has the honour to'",
                "transmit the provisional agenda and the organization of work, set out below.",
            )
        case False, True:
            return pgettext(
                "after 'has the honour to'",
                "transmit the provisional agenda ({session}), set out below.",
                session=session,
            )
        case _neither:
            return pgettext(
                "after 'has the honour to'", "transmit the provisional agenda, set out below."
            )


def revision(occasion: Occasion, write: Writing) -> Said:
    """The agenda as issued anew: what changed, which proposals it takes up, and the whole."""
    state, entry = occasion.state, occasion.recorded.entry
    changed = _what_changed(occasion.before, state)
    taken = [p for p in state.proposals if p.number in entry.taken_up]
    rev = f"Rev.{state.revision}"
    takes_up = _("Proposals that it takes up")
    return Said(
        title=_("Provisional agenda issued anew ({rev})", rev=rev),
        ending=_("issued anew ({rev})", rev=rev),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "transmit the provisional agenda as it was issued anew ({rev}).",
                rev=rev,
            ),
            _how_to_propose(state),
        ),
        moments=_proposals_end(state, write, occasion.recorded.at),
        sections=(
            *because(entry.because),
            *changed,
            *w.list_section(takes_up, (in_short(state, p) for p in taken)),
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
    return (Section(_("What changed"), changed, "redline"),) if changed else ()


def compromise(occasion: Occasion, write: Writing) -> Said:
    """The Chair's compromise: with which exceptions, and when they would be taken up."""
    state, entry = occasion.state, occasion.recorded.entry
    return Said(
        title=_("Compromise of the Chair on the agenda"),
        ending=_("compromise of the Chair"),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "transmit the compromise that the Chair puts forward for the adoption of the "
                "agenda.",
            ),
            w.compromise_says(state, entry.exceptions, entry.revisit),
            _(
                "A delegation that can join need do nothing. One that cannot says so on its page: "
                "while a delegation opposes the compromise the agenda is not adopted on these "
                "terms."
            ),
        ),
        moments=w.revisit(state, entry.revisit, write, would=True) if entry.exceptions else (),
        sections=(
            *quoted(_("In the words of the Chair"), entry.says),
            *proposals_waiting(state),
            *w.places_section(state, entry.exceptions, _("What would be left open")),
            w.agenda_section(state, _("The provisional agenda")),
        ),
        rules=("agenda.proposed_by",),
    )


def item(occasion: Occasion, write: Writing) -> Said:
    """A supplementary item; after the adoption it is open until it is settled."""
    state, entry = occasion.state, occasion.recorded.entry
    adopted = state.adopted_at is not None
    place = f"{entry.under} {entry.item.number}".strip()
    number = line(place)
    lead = [
        pgettext(
            "after 'has the honour to'",
            "inform it that a supplementary item, item {number}, was added to the provisional "
            "agenda.",
            number=number,
        )
    ]
    now = _("The provisional agenda as it now stands")
    if adopted:
        when = write_revisit(state, entry.revisit)
        now = _("The agenda as it now stands")
        lead = [
            pgettext(
                "after 'has the honour to'",
                "inform it that a supplementary item, item {number}, was added to the agenda.",
                number=number,
            ),
            # Translators: {when} is "at sitting 3", or a day and an hour.
            _("It is open until it is settled, and is to be taken up {when}.", when=when),
        ]
    return Said(
        title=_("Supplementary item"),
        ending=_("supplementary item {number}", number=number),
        lead=tuple(lead),
        moments=w.revisit(state, entry.revisit, write) if adopted else (),
        sections=(
            *w.places_section(state, (place,), _("The item")),
            *because(entry.because),
            w.agenda_section(state, now),
        ),
    )


def _whole(state: AgendaState, write: Writing) -> tuple[Section, ...]:
    return (
        w.agenda_section(state, _("The provisional agenda")),
        *w.work_section(state),
        *w.sittings_section(state.sittings, write),
    )


def _how_to_propose(state: AgendaState) -> str:
    if state.until is None:
        return _("Proposals to change it may be made until it is adopted.")
    return _(
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
    return until(_("Proposals to be in by"), deadline, write)
