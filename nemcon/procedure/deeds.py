"""What each participant has done about the present text: of all that it filed, what weighs most."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from nemcon.procedure.acts import EXPLANATIONS, Kind
from nemcon.procedure.standing import signatories
from nemcon.procedure.state import Filing, ProcedureState


class Deed(StrEnum):
    """What a participant has done, the weightiest first."""

    OBJECTED = "objected"
    """An objection stands in its name."""
    ASKED_FOR_TIME = "asked-for-time"
    COMMENTED = "commented"
    AGREED = "agreed"
    FILED = "filed-otherwise"
    """A vote, a request, or an objection that does not stand: withdrawn, lapsed or late."""
    ACKNOWLEDGED = "acknowledged"
    NOTHING = "nothing"


_BY_KIND: Final[Mapping[Kind, Deed]] = {
    Kind.ASK_FOR_TIME: Deed.ASKED_FOR_TIME,
    **dict.fromkeys((*EXPLANATIONS, Kind.CORRECT), Deed.COMMENTED),
    Kind.AGREE: Deed.AGREED,
    Kind.ACKNOWLEDGE: Deed.ACKNOWLEDGED,
}
_WEIGHT: Final = {deed: weight for weight, deed in enumerate(Deed)}


def deeds_of(state: ProcedureState) -> dict[str, Deed]:
    """By participant, for everybody on the roll, as far as the state at hand tells it."""
    found = {seat.participant: Deed.NOTHING for seat in state.roll}
    for filing in state.filings:
        if filing.round != state.round:
            continue
        deed = _deed(filing)
        objects = filing.kind is Kind.OBJECT
        for name in signatories(state, filing) if objects else {filing.participant}:
            if name in found:
                found[name] = min(found[name], deed, key=_WEIGHT.__getitem__)
    return found


def _deed(filing: Filing) -> Deed:
    if filing.outstanding:
        return Deed.OBJECTED
    return _BY_KIND.get(filing.kind, Deed.FILED)
