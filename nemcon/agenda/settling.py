"""What was left open reads as it was adopted, or as before once its adoption is set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from nemcon.agenda.acts import Settlement
from nemcon.agenda.entries import PartSettled
from nemcon.agenda.items import places_of, reworded
from nemcon.agenda.state import AgendaState, OpenPart


def words_at(state: AgendaState, place: str) -> str:
    """What the agenda says at a place: the title of an item, or what a part says."""
    items = {name: item.title for name, item in places_of(state.items)}
    return items.get(place) or next((p.says for p in state.parts if p.name == place), "")


def settled(state: AgendaState, entry: PartSettled, at: datetime) -> AgendaState:
    """The agenda after something that was left open was settled at that instant."""
    words = " ".join(entry.says.split()) if entry.settlement is Settlement.ADOPTED else ""
    was = words_at(state, entry.place) if words else ""
    exceptions = tuple(
        replace(
            part,
            settlement=entry.settlement,
            settled_at=at,
            says=entry.says,
            because=entry.because,
            was=was,
        )
        if part.place == entry.place
        else part
        for part in state.exceptions
    )
    changed = replace(state, exceptions=exceptions)
    return _reading(changed, entry.place, words) if words else changed


def keeping(state: AgendaState, kept: tuple[OpenPart, ...]) -> AgendaState:
    """The agenda with these exceptions only; what is no longer settled reads as it did before."""
    for part in state.exceptions:
        if part not in kept and part.was:
            state = _reading(state, part.place, part.was)
    return replace(state, exceptions=kept)


def _reading(state: AgendaState, place: str, words: str) -> AgendaState:
    parts = tuple(replace(p, says=words) if p.name == place else p for p in state.parts)
    return replace(state, items=reworded(state.items, place, words), parts=parts)
