"""What concluding a negotiation now would lead to, shown before the Chair confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.pages.negotiation_words import in_paragraphs_of
from api.pages.shown import DeadlineShown, deadline_shown, warnings_of
from nemcon.negotiation.acts import NegotiationAct
from nemcon.negotiation.asking import placing
from nemcon.negotiation.concluding import final_text, parted
from nemcon.negotiation.entries import NegotiationConcluded, NegotiationEntry
from nemcon.negotiation.final import numbered_anew
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.entries import Happened
from nemcon.procedure.evolution import fold
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.state import ProcedureState


@dataclass(frozen=True, slots=True)
class ConclusionShown:
    """Which paragraphs go where, until when silence would run, and what to look at before.

    `dangling` says which agreed paragraph refers to one that is not agreed.
    """

    agreed: str
    compiled: str
    child: str
    to: str
    deadline: DeadlineShown | None
    warnings: tuple[str, ...]
    dangling: str


def conclusion_shown(
    procedure: str,
    state: NegotiationState,
    act: NegotiationAct,
    entries: Sequence[NegotiationEntry],
    now: datetime,
) -> ConclusionShown | None:
    """What the entries conclude; none where they conclude nothing."""
    entry = next((one for one in entries if isinstance(one, NegotiationConcluded)), None)
    if entry is None:
        return None
    child = _child(procedure, state, act, entry, now)
    return ConclusionShown(
        in_paragraphs_of(entry.agreed) if entry.agreed else "",
        in_paragraphs_of(entry.compiled) if entry.compiled else "",
        entry.child,
        entry.to,
        deadline_shown(child, now) if child is not None else None,
        warnings_of(child.warnings) if child is not None else (),
        numbered_anew(entry.final).kept_because if entry.final is not None else "",
    )


def dangling(state: NegotiationState) -> str:
    """Which agreed paragraph refers now to one that is not agreed; empty where none does."""
    agreed = parted(state).agreed
    return numbered_anew(final_text(state, agreed)).kept_because if agreed else ""


def _child(
    procedure: str,
    state: NegotiationState,
    act: NegotiationAct,
    entry: NegotiationConcluded,
    now: datetime,
) -> ProcedureState | None:
    """The silence procedure as it would be; nothing of it is recorded."""
    if not entry.child or entry.final is None:
        return None
    placed = placing(procedure, act, state, final=entry.final, to=entry.to)
    answer = decide(None, placed, now)
    if isinstance(answer, Refusal):
        return None
    return fold(Happened(i, now, placed.actor, one) for i, one in enumerate(answer, 1))
