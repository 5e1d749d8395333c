"""Which letters an entry of a negotiation calls for, and to whom.

An amendment or a position is answered with a receipt to whoever filed it, and to whom it named as a
co-sponsor, and with nothing else: four hundred amendments to a letter for everybody would bury the
letters that matter.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from nemcon.negotiation import entries as e
from nemcon.negotiation.entries import NegotiationEntry, NegotiationRecorded
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.notices import Letter


class NegotiationNotice(StrEnum):
    """The kinds of letter. Their values name the templates and the counts of a rehearsal."""

    TABLED = "negotiation-text"
    RECEIPT = "negotiation-receipt"
    NAMED = "negotiation-named"
    REVISION = "negotiation-revision"
    PARAGRAPHS = "negotiation-paragraphs"
    ROUND = "negotiation-round"
    REMINDER = "negotiation-reminder"
    ROUND_CLOSED = "negotiation-round-closed"
    ADMISSION = "negotiation-admission"
    CONCLUSION = "negotiation-conclusion"
    OUTCOME = "negotiation-outcome"


def letters_for(
    recorded: NegotiationRecorded, state: NegotiationState
) -> tuple[Letter[NegotiationNotice], ...]:
    """The letters that an entry calls for, given the state just after it."""
    entry = recorded.entry
    match entry:
        case e.AmendmentProposed(cosponsors=named) if named:
            return (
                Letter(NegotiationNotice.RECEIPT, (entry.participant,)),
                Letter(NegotiationNotice.NAMED, named),
            )
        case e.AmendmentProposed() | e.PositionTaken() | e.AmendmentWithdrawn() | e.StatementMade():
            return (Letter(NegotiationNotice.RECEIPT, (entry.participant,)),)
        case e.RoundReminded():
            to = entry.participants
            return (Letter(NegotiationNotice.REMINDER, to),) if to else ()
        case e.ParagraphsMoved(amendment=name) if name:
            return ()
        case e.NegotiationConcluded(child=""):
            return ()  # the outcome follows at once, and says it all
        case _:
            notice = _TO_ALL.get(type(entry))
            return (
                (Letter(notice, tuple(seat.participant for seat in state.roll)),) if notice else ()
            )


_TO_ALL: Final[dict[type[NegotiationEntry], NegotiationNotice]] = {
    e.TextTabled: NegotiationNotice.TABLED,
    e.RevisionIssued: NegotiationNotice.REVISION,
    e.ParagraphsMoved: NegotiationNotice.PARAGRAPHS,
    e.RoundSet: NegotiationNotice.ROUND,
    e.RoundClosed: NegotiationNotice.ROUND_CLOSED,
    e.LateAmendmentAdmitted: NegotiationNotice.ADMISSION,
    e.NegotiationConcluded: NegotiationNotice.CONCLUSION,
    e.NegotiationEnded: NegotiationNotice.OUTCOME,
}
