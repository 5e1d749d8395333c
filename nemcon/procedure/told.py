"""What one participant is told of a procedure: the state without what the rules keep from it.

Every surface that shows a procedure to a delegation (page, API, letter, export) shows this. What a
level tells is in `disclosure`; the Chair, the bureau and the secretariat are told everything, and
a delegation always sees what it filed itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from nemcon.procedure.acts import BALLOTS, Kind
from nemcon.procedure.disclosure import TELLS, Tells
from nemcon.procedure.entries import (
    Entry,
    Filed,
    HoldLapsed,
    LateFilingAdmitted,
    ObjectionWithdrawn,
    SilenceBroken,
    SilenceMended,
)
from nemcon.procedure.standing import contested_paragraphs, members
from nemcon.procedure.state import REACHED, RUNNING, Filing, Phase, ProcedureState

_ON_OBJECTION: Final = frozenset({"objection.hold", "extension.on_objection", "period.tail"})


def telling(state: ProcedureState) -> Tells:
    """What others are told of objections at the stage at which the procedure is."""
    profile = state.profile
    match state.phase:
        case Phase.ENDED:
            return TELLS[profile.after]
        case Phase.CONSULTATION | Phase.VOTING:
            return TELLS[profile.in_consultation]
        case _:
            return TELLS[profile.during]


def told_to(participant: str, state: ProcedureState) -> ProcedureState:
    """The state as it is told to that participant, or to a reader who is none (empty)."""
    tells = telling(state)
    told = (_filing_told(filing, participant, state) for filing in state.filings)
    shown = replace(state, filings=tuple(filing for filing in told if filing is not None))
    if not tells.names:
        # Who was silent would tell who was not.
        shown = replace(shown, silent=(), exempt=(), unreached=unreached_told(state))
    shown = replace(shown, contested=contested_told(state))
    if not tells.broken:
        shown = replace(shown, broken_at=None, held=False)
    return shown


def contested_told(state: ProcedureState) -> tuple[str, ...]:
    """The paragraphs in dispute, where that is told; the outcome of a divisible text shows them."""
    shown_anyway = state.divisible and state.phase not in (Phase.ANNOUNCED, *RUNNING)
    if not (telling(state).paragraphs or shown_anyway):
        return ()
    at_work = state.phase in (*RUNNING, Phase.VOTING)
    return contested_paragraphs(state) if at_work else state.contested


def unreached_told(state: ProcedureState) -> tuple[str, ...]:
    """To whom no letter left in time.

    Where objectors are not named these are all of them, whether they objected or not: a list of
    the silent among them would give the others away.
    """
    if telling(state).names:
        return state.unreached
    reached = {delivery.participant for delivery in state.deliveries if delivery.state == REACHED}
    closed = state.book in state.closed_books
    return tuple(name for name in members(state) if name not in reached) if closed else ()


def objectors_told(state: ProcedureState) -> int | None:
    """How many delegations object to the present text, where that is told."""
    if not telling(state).count:
        return None
    return len({filing.participant for filing in state.outstanding})


def tells_of_an_objection(entry: Entry) -> bool:
    """Whether an entry of the Chair or of time says by its reason that somebody objected."""
    return getattr(entry, "rule", "") in _ON_OBJECTION


def entry_is_told(entry: Entry, participant: str, state: ProcedureState) -> bool:
    """Whether the participant, or a reader who is none (empty), is told of the entry now."""
    tells = telling(state)
    match entry:
        case SilenceBroken() | SilenceMended() | HoldLapsed():
            return tells.broken
        case Filed(kind=kind) if kind in BALLOTS and state.vote is None:
            return entry.participant == participant
        case Filed() | ObjectionWithdrawn() | LateFilingAdmitted():
            return tells.filings or entry.participant == participant
        case _:
            return True


def record_is_told(state: ProcedureState) -> bool:
    """Whether the record itself, which cannot be shortened and still be checked, may be read."""
    return telling(state).names and state.phase is not Phase.VOTING


def _filing_told(filing: Filing, participant: str, state: ProcedureState) -> Filing | None:
    """The filing as it is told; where objectors are not named, neither are their grounds."""
    if participant and filing.participant == participant:
        return filing
    if filing.kind in BALLOTS:  # a roll-call is public once it is closed
        return filing if state.vote is not None else None
    tells = telling(state)
    if tells.names:
        return filing
    if not tells.filings or filing.kind is Kind.VETO_LAUNCH:
        return None
    return replace(filing, participant="", on_behalf_of=(), says="", scan=None)
