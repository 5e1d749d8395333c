"""An agenda, its timetable and its record as the pages show them, made ready for a template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from api.pages.agenda_proposed import proposal_row
from api.pages.agenda_record import agenda_rules
from api.pages.agenda_telling import OUTCOMES, SETTLED
from api.pages.responses import beside
from api.pages.shown import When, when
from api.pages.wording import Standing
from nemcon.agenda.acts import AgendaOutcome
from nemcon.agenda.items import Item, covered_by, places_of
from nemcon.agenda.state import AgendaPhase, AgendaState, OpenPart
from nemcon.agenda.written import place_named, write_revisit
from nemcon.language import N_, _, pgettext
from nemcon.language.states import named
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import WrittenDeadline, write_deadline, write_length, write_span

_PHASES: Final = {
    AgendaPhase.CIRCULATED: Standing(
        "running",
        N_("Circulated"),
        "\u25cb",
        N_("The agenda is provisional. Delegations may propose changes until it is adopted."),
    ),
    AgendaPhase.UNDER_SILENCE: Standing(
        "running",
        N_("Under silence"),
        "\u25cf",
        N_(
            "The agenda is to be adopted by silence, in a procedure whose letters have "
            "links of their own."
        ),
    ),
    AgendaPhase.ADOPTED: Standing("ended", N_("Adopted"), "\u25a0", N_("The agenda is adopted.")),
    AgendaPhase.ENDED: Standing("ended", N_("Session over"), "\u25a0", N_("The session is over.")),
}
_RECALLED: Final = Standing(
    "ended",
    N_("Recalled"),
    "\u25a0",
    N_("The launch was recalled before any letter of it left. Nobody was told."),
)
_LEFT_OPEN: Final = Standing(
    "consultation",
    N_("Adopted, with parts open"),
    "\u25e7",
    N_("The agenda is adopted, with the exception of what is listed as open."),
)


@dataclass(frozen=True, slots=True)
class Node:
    """An item with its place, what became of it where that needs saying, and those below it."""

    place: str
    number: str
    title: str
    note: str
    open: bool
    subs: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the organization of work."""

    name: str
    says: str
    note: str
    open: bool


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting in the body's zone, in UTC, and where the reader is."""

    number: int
    title: str
    begins: datetime
    ends: datetime
    written: str
    elsewhere: tuple[str, ...]
    items: tuple[str, ...]
    over: bool


@dataclass(frozen=True, slots=True)
class OpenRow:
    """What was left open: until when, or what became of it."""

    place: str
    called: str
    title: str
    open: bool
    revisit: str
    settled: str
    says: str
    was: str
    because: str
    at: When


@dataclass(frozen=True, slots=True)
class CompromiseRow:
    """The Chair's compromise and who cannot join it."""

    number: int
    exceptions: tuple[str, ...]
    revisit: str
    says: str
    at: When
    opposed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UntilShown:
    """Until when proposals may be made."""

    instant: datetime
    written: WrittenDeadline
    left: str
    passed: bool


def agenda_facts(
    state: AgendaState, now: datetime, reader_zone: str = "", participant: str = ""
) -> dict[str, object]:
    """Everything about the agenda that both the staff and delegations are shown."""
    return {
        "state": state,
        "standing": standing_of(state),
        "outcome": _(OUTCOMES[state.outcome]) if state.outcome else "",
        "until": until_shown(state, now, reader_zone),
        "tree": tree_of(state),
        "parts": tuple(
            PartRow(part.name, part.says, *note_on(state, part.name)) for part in state.parts
        ),
        "sittings": sittings_shown(state, now, reader_zone),
        "open_parts": tuple(_open_row(state, p) for p in state.open_parts),
        "settled_parts": tuple(_open_row(state, p) for p in state.exceptions if p.settlement),
        "carried_over": tuple(place_named(state, place) for place in state.carried_over),
        "proposals": tuple(proposal_row(state, p, participant) for p in state.proposals),
        "compromise": _compromise_row(state),
        "adopted_at": when(state.adopted_at, state.profile.zone) if state.adopted_at else None,
        "outcome_rests_on": beside(
            state.profile, "objection.threshold" if state.child else "agenda.adopted_by"
        ),
        "rules": agenda_rules(state),
        "profile": state.profile,
    }


def standing_of(state: AgendaState) -> Standing:
    """Where the agenda stands, in a word, a shape and a sentence."""
    if state.phase is AgendaPhase.ADOPTED and state.open_parts:
        return _LEFT_OPEN.spoken()
    if state.outcome is AgendaOutcome.RECALLED:
        return _RECALLED.spoken()
    return _PHASES[state.phase].spoken()


def until_shown(state: AgendaState, now: datetime, reader_zone: str = "") -> UntilShown | None:
    """Until when proposals are to be in, where a time is set and the agenda is not adopted."""
    if state.until is None or state.phase is not AgendaPhase.CIRCULATED:
        return None
    deadline = Deadline(state.until, state.profile.zone, state.profile.end_included)
    written = write_deadline(deadline, reader_zone or None)
    return UntilShown(
        state.until, written, write_length(state.until - now), not deadline.admits(now)
    )


def note_on(state: AgendaState, place: str) -> tuple[str, bool]:
    """What became of a place where that needs saying, and whether it is open."""
    found = [p for p in state.exceptions if place in covered_by(state.items, (p.place,))]
    if not found:
        return "", False
    part = found[-1]
    if part.settlement is None:
        again = write_revisit(state, part.revisit)
        # Translators: an item of an agenda that is left open; {again} is "at sitting 4, on ...".
        says = _("open, to be taken up again {again}", again=again)
        return (says if part.place == place else pgettext("of an item of an agenda", "open")), True
    return _(SETTLED[part.settlement]) if part.place == place else "", False


def tree_of(state: AgendaState) -> tuple[Node, ...]:
    """The agenda as a tree."""
    return _nodes(state, state.items)


def _nodes(state: AgendaState, items: tuple[Item, ...], above: str = "") -> tuple[Node, ...]:
    found: list[Node] = []
    for item in items:
        place = f"{above} {item.number}".strip()
        note, is_open = note_on(state, place)
        subs = _nodes(state, item.subs, place)
        found.append(Node(place, item.number, item.title, note, is_open, subs))
    return tuple(found)


def sittings_shown(
    state: AgendaState, now: datetime, reader_zone: str = ""
) -> tuple[SittingRow, ...]:
    """The sittings, each in the body's zone and in every other that the reader needs."""
    zone = state.profile.zone
    others = [other for other in dict.fromkeys((reader_zone, "UTC")) if other and other != zone]
    return tuple(
        SittingRow(
            sitting.number,
            sitting.title,
            sitting.begins,
            sitting.ends,
            write_span(sitting.begins, sitting.ends, zone),
            tuple(write_span(sitting.begins, sitting.ends, other) for other in others),
            sitting.items,
            over=sitting.ends <= now,
        )
        for sitting in state.sittings
    )


def titled(state: AgendaState) -> tuple[tuple[str, str], ...]:
    """Every place with its words, to choose from."""
    items = [(place, f"{place} {item.title}") for place, item in places_of(state.items)]
    return (*items, *((part.name, f"{part.name}: {part.says}") for part in state.parts))


def _open_row(state: AgendaState, part: OpenPart) -> OpenRow:
    return OpenRow(
        part.place,
        place_named(state, part.place),
        dict(titled(state)).get(part.place, part.place),
        part.settlement is None,
        write_revisit(state, part.revisit),
        _(SETTLED[part.settlement]) if part.settlement else "",
        part.says,
        part.was,
        part.because,
        when(part.settled_at or part.since, state.profile.zone),
    )


def _compromise_row(state: AgendaState) -> CompromiseRow | None:
    put = state.compromise
    if put is None:
        return None
    names = {seat.participant: named(seat.name) for seat in state.roll}
    return CompromiseRow(
        put.number,
        tuple(place_named(state, place) for place in put.exceptions),
        write_revisit(state, put.revisit) if put.exceptions else "",
        put.says,
        when(put.at, state.profile.zone),
        tuple((named(names.get(who, who)), says) for who, says in put.opposed_by),
    )
