"""The letters about an agenda: which one says what, and what is the same in all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeAlias

from nemcon.agenda.asking import as_text
from nemcon.agenda.evolution import evolve
from nemcon.agenda.notices import AgendaNotice
from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.language import _, pgettext
from nemcon.mail import agenda_circulating as before
from nemcon.mail import agenda_course as course
from nemcon.mail import agenda_filings as filings
from nemcon.mail.meeting import MeetingOccasion, Room
from nemcon.mail.sections import Said
from nemcon.mail.wording import shortened
from nemcon.mail.writing import Writing
from nemcon.procedure.people import Seat
from nemcon.text.lines import line

Occasion: TypeAlias = MeetingOccasion[AgendaState]


def _may(state: AgendaState, seat: Seat | None, at: datetime) -> str:
    """What the delegation may do about the agenda at that moment."""
    del at  # proposals may be made after their time too, and are late then
    may = seat is not None and seat.category in state.profile.agenda_proposers
    if not may or state.phase is not AgendaPhase.CIRCULATED:
        return ""
    if state.compromise is None:
        return pgettext(
            "after 'your delegation may'",
            "propose changes to the agenda, and withdraw its proposals",
        )
    return pgettext(
        "after 'your delegation may'",
        "propose changes to the agenda, and say whether it can join the Chair's compromise",
    )


def _awaited(state: AgendaState, at: datetime) -> datetime | None:
    """When something open is taken up next."""
    if state.phase is not AgendaPhase.ADOPTED:
        return None
    instants = (state.instant_of(part.revisit) for part in state.open_parts)
    return min((instant for instant in instants if instant and instant > at), default=None)


def _stem(state: AgendaState) -> str:
    symbol = f"[{line(state.symbol)}] " if state.symbol.strip() else ""
    title = shortened(state.title)
    says_so = "agenda" in title.lower() or _("Agenda").lower() in title.lower()
    return symbol + (title if says_so else _("Agenda: {title}", title=title))


_SAYS: Final[dict[AgendaNotice, Callable[[Occasion, Writing], Said]]] = {
    AgendaNotice.CIRCULATION: before.circulation,
    AgendaNotice.REVISION: before.revision,
    AgendaNotice.RECEIPT: filings.receipt,
    AgendaNotice.PROPOSAL: filings.proposal,
    AgendaNotice.WITHDRAWAL: filings.withdrawal,
    AgendaNotice.COMPROMISE: before.compromise,
    AgendaNotice.OPPOSITION: filings.opposition,
    AgendaNotice.JOINING: filings.joining,
    AgendaNotice.ITEM: before.item,
    AgendaNotice.ADOPTION: course.adoption,
    AgendaNotice.PART: course.part,
    AgendaNotice.TIMETABLE: course.timetable,
    AgendaNotice.REMINDER: course.reminder,
    AgendaNotice.END: course.end,
}

AGENDA: Final[Room[AgendaState]] = Room(
    notices=AgendaNotice,
    evolve=evolve,
    belongs=lambda _first, _next: False,
    first=AgendaNotice.CIRCULATION,
    titled=lambda state: (as_text(state).name, state.symbol),
    stem=_stem,
    says=lambda occasion, write: _SAYS[AgendaNotice(occasion.notice)](occasion, write),
    may=_may,
    receipts=frozenset({AgendaNotice.RECEIPT}),
    awaited=_awaited,
    session=lambda state: state.session,
    event=lambda title: _("To be taken up again: {title}", title=title),
    uid="agenda",
    uncalendared=frozenset(
        {
            AgendaNotice.RECEIPT,
            AgendaNotice.PROPOSAL,
            AgendaNotice.WITHDRAWAL,
            AgendaNotice.OPPOSITION,
            AgendaNotice.JOINING,
        }
    ),
)
"""The letters about an agenda."""
