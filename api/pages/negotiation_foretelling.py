"""What a filing in a negotiation would lead to, told before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from api.pages.negotiation_telling import NegotiationTeller
from api.pages.negotiation_words import in_paragraphs_of
from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import Stance, Statement
from nemcon.negotiation.entries import NegotiationEntry
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.text.lines import capital, listed

_RECORDED: Final = {
    "your": N_("Your amendment is recorded as {amendment}."),
    "its": N_("Its amendment is recorded as {amendment}."),
}
_RECORDED_WITH: Final = {
    "your": N_("Your amendment is recorded as {amendment}, with {names} as co-sponsors."),
    "its": N_("Its amendment is recorded as {amendment}, with {names} as co-sponsors."),
}
_STANCE: Final = {
    "your": {
        Stance.SUPPORT: N_("It is recorded that your delegation supports amendment {amendment}."),
        Stance.OPPOSE: N_("It is recorded that your delegation opposes amendment {amendment}."),
        Stance.COSPONSOR: N_(
            "It is recorded that your delegation co-sponsors amendment {amendment}."
        ),
        Stance.NONE: N_(
            "It is recorded that your delegation took back what it had said to amendment "
            "{amendment}."
        ),
    },
    "its": {
        Stance.SUPPORT: N_("It is recorded that its delegation supports amendment {amendment}."),
        Stance.OPPOSE: N_("It is recorded that its delegation opposes amendment {amendment}."),
        Stance.COSPONSOR: N_(
            "It is recorded that its delegation co-sponsors amendment {amendment}."
        ),
        Stance.NONE: N_(
            "It is recorded that its delegation took back what it had said to amendment "
            "{amendment}."
        ),
    },
}
_STATED: Final = {
    "your": {
        Statement.EXPLAIN: N_(
            "It is recorded that your delegation explained its position on {paragraphs}."
        ),
        Statement.RESERVE: N_(
            "It is recorded that your delegation made a reservation on {paragraphs}."
        ),
        Statement.DISSOCIATE: N_(
            "It is recorded that your delegation dissociated itself from {paragraphs}."
        ),
    },
    "its": {
        Statement.EXPLAIN: N_(
            "It is recorded that its delegation explained its position on {paragraphs}."
        ),
        Statement.RESERVE: N_(
            "It is recorded that its delegation made a reservation on {paragraphs}."
        ),
        Statement.DISSOCIATE: N_(
            "It is recorded that its delegation dissociated itself from {paragraphs}."
        ),
    },
}


def foretold(
    state: NegotiationState, entries: Sequence[NegotiationEntry], whose: str
) -> tuple[str, ...]:
    """What entries that are not recorded yet would do; `whose` is "your" or "its"."""
    return tuple(says for entry in entries for says in _foretold(state, entry, whose))


def _foretold(state: NegotiationState, entry: NegotiationEntry, whose: str) -> Iterator[str]:
    names = {seat.participant: named(seat.name) for seat in state.roll}
    match entry:
        case e.AmendmentProposed():
            also = listed([names.get(name, name) for name in entry.cosponsors])
            says = _RECORDED_WITH if also else _RECORDED
            yield _(says[whose], amendment=entry.id, names=also)
            if entry.late:
                yield _(
                    "The round has ended: it is recorded as late, and counts only if it is "
                    "admitted."
                )
        case e.PositionTaken():
            yield _(_STANCE[whose][entry.stance], amendment=entry.amendment)
            if entry.stance is Stance.COSPONSOR:
                yield _("Should its proposer withdraw it, the first that joined it carries it on.")
        case e.AmendmentWithdrawn(carried_on_by=name) if name:
            yield _("{name}, a co-sponsor, carries the amendment on.", name=names.get(name, name))
        case e.AmendmentWithdrawn():
            yield _("Amendment {amendment} is withdrawn, and stays so.", amendment=entry.amendment)
        case e.StatementMade():
            yield _(_STATED[whose][entry.kind], paragraphs=in_paragraphs_of(entry.paragraphs))
            if entry.late:
                yield _("The round has ended; the statement is recorded as made after it.")
        case e.ParagraphsMoved(amendment=name) if name:
            which = capital(in_paragraphs_of(entry.paragraphs))
            yield _("{paragraphs} was agreed, and is open again.", paragraphs=which)
        case _:
            yield NegotiationTeller(state.profile.zone, Reader.of(state, sees_all=True)).tell(entry)
