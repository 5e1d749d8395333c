"""How places of an agenda, and times to take them up again, are written on every surface."""

from __future__ import annotations

from nemcon.agenda.items import Revisit
from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.timing.writing import write_instant


def write_revisit(state: AgendaState, revisit: Revisit) -> str:
    """When something is taken up again, such as "at sitting 4, on Friday, 10 July 2020, ..."."""
    instant = state.instant_of(revisit)
    if instant is None:
        return _("at a time to be announced")
    written = write_instant(instant, state.profile.zone)
    if not revisit.sitting:
        # Translators: {instant} is a date and an hour.
        return _("on {instant}", instant=written)
    return _("at sitting {number}, on {instant}", number=revisit.sitting, instant=written)


def place_named(state: AgendaState, place: str) -> str:
    """What a place is called in a sentence: item 1 (a), or the part "outcome"."""
    if any(part.name == place for part in state.parts):
        return _('the part "{place}" of the organization of work', place=place)
    return _("item {place}", place=place)
