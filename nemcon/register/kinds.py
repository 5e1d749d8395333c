"""The kinds of procedure, each with rules of its own: what the register asks of all of them.

This is the only place that knows every kind. Whatever is asked here is answered by the pure rules
of the kind, which is that of the state; a procedure that does not exist yet is opened by one act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeAlias, TypedDict, TypeVar, get_args

from nemcon.agenda import rules as agenda_rules
from nemcon.agenda.acts import AgendaAct, AgendaRuling, AgendaTimeAct, CirculateAgenda
from nemcon.agenda.asking import asks as agenda_asks
from nemcon.agenda.awaited import awaited as agenda_awaited
from nemcon.agenda.due import next_step as agenda_next_step
from nemcon.agenda.due import overdue as agenda_overdue
from nemcon.agenda.entries import AgendaCirculated, AgendaEntry
from nemcon.agenda.evolution import evolve as agenda_evolve
from nemcon.agenda.notices import letters_for as agenda_letters
from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.language import N_, _
from nemcon.negotiation import rules as negotiation_rules
from nemcon.negotiation.acts import (
    NegotiationAct,
    NegotiationRuling,
    NegotiationTimeAct,
    TableText,
)
from nemcon.negotiation.asking import asks as negotiation_asks
from nemcon.negotiation.awaited import awaited as negotiation_awaited
from nemcon.negotiation.due import next_step as negotiation_next_step
from nemcon.negotiation.due import overdue as negotiation_overdue
from nemcon.negotiation.entries import NegotiationEntry, TextTabled
from nemcon.negotiation.evolution import evolve as negotiation_evolve
from nemcon.negotiation.notices import letters_for as negotiation_letters
from nemcon.negotiation.state import NegotiationPhase, NegotiationState
from nemcon.procedure import rules as silence_rules
from nemcon.procedure.acts import Act as SilenceAct
from nemcon.procedure.acts import PlaceUnderSilence, Ruling, TimeAct
from nemcon.procedure.awaited import Awaited
from nemcon.procedure.awaited import awaited as silence_awaited
from nemcon.procedure.due import Step
from nemcon.procedure.due import next_step as silence_next_step
from nemcon.procedure.due import overdue as silence_overdue
from nemcon.procedure.entries import Entry as SilenceEntry
from nemcon.procedure.entries import Happened
from nemcon.procedure.evolution import evolve as silence_evolve
from nemcon.procedure.families import Ask
from nemcon.procedure.families import asks as silence_asks
from nemcon.procedure.notices import Letter
from nemcon.procedure.notices import letters_for as silence_letters
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.text.lines import sentences

State: TypeAlias = ProcedureState | AgendaState | NegotiationState
Act: TypeAlias = SilenceAct | AgendaAct | NegotiationAct
Entry: TypeAlias = SilenceEntry | AgendaEntry | NegotiationEntry
Opening: TypeAlias = PlaceUnderSilence | CirculateAgenda | TableText
AnyRuling: TypeAlias = Ruling | AgendaRuling | NegotiationRuling
AnyTimeAct: TypeAlias = TimeAct | AgendaTimeAct | NegotiationTimeAct

ENTRIES: Final[dict[str, type[Any]]] = {kind.__name__: kind for kind in get_args(Entry)}
"""Every class of entry by the name under which the register keeps it."""


class Kind(StrEnum):
    """The kinds of procedure."""

    SILENCE = "silence"
    AGENDA = "agenda"
    NEGOTIATION = "negotiation"


class AnyPhase(StrEnum):
    """Where procedures of any kind can stand, by the words that lists show and take."""

    ANNOUNCED = "announced"
    CIRCULATED = "circulated"
    IN_ROUND = "in-round"
    BETWEEN_ROUNDS = "between-rounds"
    UNDER_SILENCE = "under-silence"
    SUSPENDED = "suspended"
    CONSULTATION = "consultation"
    VOTING = "voting"
    ADOPTED = "adopted"
    ENDED = "ended"


def kind_of(state: State) -> Kind:
    """The kind of procedure that this is the state of."""
    match state:
        case ProcedureState():
            return Kind.SILENCE
        case AgendaState():
            return Kind.AGENDA
        case NegotiationState():
            return Kind.NEGOTIATION


def decide(
    procedure: str, state: State | None, act: Act, at: datetime
) -> tuple[Entry, ...] | Refusal:
    """What `act`, received at the aware UTC instant `at`, leads to in `state` of `procedure`."""
    if state is not None and isinstance(act, Opening):
        return Refusal("already-exists", _("A procedure of that name exists already."))
    if isinstance(act, SilenceAct) and (state is None or isinstance(state, ProcedureState)):
        return silence_rules.decide(state, act, at)
    if isinstance(act, AgendaAct) and (state is None or isinstance(state, AgendaState)):
        return agenda_rules.decide(state, act, at, procedure=procedure)
    if isinstance(act, NegotiationAct) and (state is None or isinstance(state, NegotiationState)):
        return negotiation_rules.decide(state, act, at, procedure=procedure)
    says = _("This is not possible in a procedure of this kind.")
    if state is None:
        return Refusal("wrong-kind", says)
    it_is = _(_SAID[kind_of(state)])
    return Refusal("wrong-kind", sentences(says, it_is))


_SAID: Final = {
    Kind.SILENCE: N_("It is a silence procedure."),
    Kind.AGENDA: N_("It is an agenda."),
    Kind.NEGOTIATION: N_("It is a negotiation."),
}


def evolve(state: State | None, recorded: Happened[Any]) -> State:
    """The state after one more entry; the first one says what kind of procedure it is."""
    if isinstance(state, AgendaState) or isinstance(recorded.entry, AgendaCirculated):
        return agenda_evolve(_as(AgendaState, state), recorded)
    if isinstance(state, NegotiationState) or isinstance(recorded.entry, TextTabled):
        return negotiation_evolve(_as(NegotiationState, state), recorded)
    return silence_evolve(state, recorded)


_State = TypeVar("_State")


def _as(kind: type[_State], state: object) -> _State | None:
    return state if isinstance(state, kind) else None


def next_step(state: State, now: datetime) -> Step[AnyTimeAct] | None:
    """The step that time takes next, due already or later; `None` when nothing is due ever."""
    match state:
        case ProcedureState():
            return silence_next_step(state, now)
        case AgendaState():
            return agenda_next_step(state, now)
        case NegotiationState():
            return negotiation_next_step(state, now)


def overdue(state: State, at: datetime) -> AnyTimeAct | None:
    """The step on which the outcome depends that should have been taken by the instant `at`."""
    match state:
        case ProcedureState():
            return silence_overdue(state, at)
        case AgendaState():
            return agenda_overdue(state, at)
        case NegotiationState():
            return negotiation_overdue(state, at)


def letters_for(recorded: Happened[Any], state: State) -> Sequence[Letter[StrEnum]]:
    """The letters that an entry calls for, given the state just after it."""
    match state:
        case ProcedureState():
            return silence_letters(recorded, state)
        case AgendaState():
            return agenda_letters(recorded, state)
        case NegotiationState():
            return negotiation_letters(recorded, state)


def asks(procedure: str, act: Act, appended: Sequence[Any], state: State) -> tuple[Ask, ...]:
    """What an act in one procedure asks of others; `appended` are its entries."""
    match state:
        case ProcedureState():
            return silence_asks(procedure, appended, state)
        case AgendaState() if isinstance(act, AgendaAct):
            return agenda_asks(procedure, act, appended, state)
        case NegotiationState() if isinstance(act, NegotiationAct):
            return negotiation_asks(procedure, act, appended, state)
        case _:
            return ()


class _Common(TypedDict):
    """What the projections of all kinds take from the same place."""

    profile: str
    phase: str
    outcome: str | None
    opened_at: datetime
    awaits: str
    whom: str
    until: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class Projected:
    """What lists show of a procedure of any kind; the entries stay authoritative.

    `book` counts the periods of silence of a silence procedure, which its letters belong to, and
    the rounds of a negotiation. `parent` is what it hangs on. `awaits`, `whom` and `until` say what
    it waits for; `zone` is that of its rules.
    """

    kind: Kind
    title: str
    profile: str
    phase: str
    round: int
    book: int
    deadline: datetime | None
    outcome: str | None
    decided_at: datetime | None
    opened_at: datetime
    parent: str
    awaits: str
    whom: str
    until: datetime | None
    zone: str


def awaited(state: State) -> Awaited:
    """What a procedure waits for, and who must act."""
    match state:
        case ProcedureState():
            return silence_awaited(state)
        case AgendaState():
            return agenda_awaited(state)
        case NegotiationState():
            return negotiation_awaited(state)


def projected(state: State) -> Projected:
    """The state as lists show it; its deadline is one that people are still to keep."""
    waits = awaited(state)
    common: _Common = {
        "profile": state.profile.id,
        "phase": state.phase,
        "outcome": state.outcome,
        "opened_at": state.opened_at,
        "awaits": waits.what,
        "whom": waits.whom,
        "until": waits.until,
        "zone": state.profile.zone,
    }
    match state:
        case ProcedureState():
            return Projected(
                kind=Kind.SILENCE,
                title=state.text.name,
                round=state.round,
                book=state.book,
                deadline=state.deadline.instant if state.deadline else None,
                decided_at=state.decided_at,
                parent=state.parent,
                **common,
            )
        case AgendaState():
            return Projected(
                kind=Kind.AGENDA,
                title=state.title,
                round=state.revision,
                book=0,
                deadline=state.until if state.phase is AgendaPhase.CIRCULATED else None,
                decided_at=state.adopted_at,
                parent="",
                **common,
            )
        case NegotiationState():
            return Projected(
                kind=Kind.NEGOTIATION,
                title=state.issued.name,
                round=state.round,
                book=state.round,
                deadline=state.until if state.phase is NegotiationPhase.IN_ROUND else None,
                decided_at=state.decided_at,
                parent=state.agenda,
                **common,
            )
