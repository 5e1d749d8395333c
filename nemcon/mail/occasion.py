"""The occasion of a mailing: the procedure as it stood when the entry had taken effect.

A letter speaks of that moment, whenever it is composed. What one act led to at once, such as a
break of silence by an objection, belongs to the occasion; what came later does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.mail.attached import Attached
from nemcon.mail.issuing import Issuer
from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.entries import Entry, Recorded
from nemcon.procedure.evolution import evolve
from nemcon.procedure.notices import Notice
from nemcon.procedure.state import ProcedureState
from nemcon.text.document import Text

_FILINGS: Final = (
    e.PeriodOpened,
    e.Filed,
    e.ObjectionWithdrawn,
    e.LateFilingAdmitted,
    e.SilenceBroken,
    e.SilenceMended,
)
_CONSEQUENCES: Final = (
    e.SilenceBroken,
    e.SilenceMended,
    e.HoldLapsed,
    e.ClocksSet,
    e.PeriodExtended,
    e.PeriodSuspended,
    e.PeriodResumed,
    o.VoteOpened,
    e.ParagraphsAdopted,
    e.ConsultationOpened,
    o.OutcomeReopened,
    o.OutcomeReached,
)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A text of another procedure that the same letter places under silence."""

    procedure: str
    text: Text


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a mailing is about.

    `led_by` is the entry before it, `previous_text` the text before a revision, `announced` the
    deadline of which delegations were told last, `receipt` the number and hash of the entry itself,
    and `head` those of the last entry of the act. `attached` is the official letter, where one was
    issued with the act.
    """

    notice: Notice
    procedure: str
    issuer: Issuer
    recorded: Recorded
    state: ProcedureState
    consequences: tuple[Recorded, ...]
    led_by: Entry | None
    previous_text: Text | None
    announced: datetime | None
    receipt: tuple[int, str]
    head: tuple[int, str]
    enclosures: tuple[Enclosure, ...] = ()
    attached: Attached | None = None


def occasion_of(
    notice: Notice,
    procedure: str,
    issuer: Issuer,
    number: int,
    record: Sequence[tuple[Recorded, str]],
    enclosures: tuple[Enclosure, ...] = (),
) -> Occasion:
    """The occasion of the entry `number` in the record, which holds each entry with its hash.

    Raises `LookupError` when there is no such entry.
    """
    last = end_of_act(number, record)
    state: ProcedureState | None = None
    previous: Text | None = None
    announced: datetime | None = None
    for recorded, _ in record[:last]:
        if isinstance(recorded.entry, e.TextRevised) and state is not None:
            previous = state.text
        state = evolve(state, recorded)
        if isinstance(recorded.entry, e.PeriodOpened | e.PeriodExtended | e.PeriodResumed):
            announced = recorded.entry.deadline
    if state is None:
        message = f"{procedure} has no entry {number}"
        raise LookupError(message)
    return Occasion(
        notice=notice,
        procedure=procedure,
        issuer=issuer,
        recorded=record[number - 1][0],
        state=state,
        consequences=tuple(recorded for recorded, _ in record[number:last]),
        led_by=record[number - 2][0].entry if number > 1 else None,
        previous_text=previous,
        announced=announced,
        receipt=(number, record[number - 1][1]),
        head=(last, record[last - 1][1]),
        enclosures=enclosures,
    )


def end_of_act(number: int, record: Sequence[tuple[Recorded, str]]) -> int:
    """The number of the last entry that the act led to: of a filing, with what it caused."""
    if not 1 <= number <= len(record):
        return 0
    first = record[number - 1][0]
    return number + (_caused_by(first, record[number:]) if isinstance(first.entry, _FILINGS) else 0)


def _caused_by(first: Recorded, following: Iterable[tuple[Recorded, str]]) -> int:
    caused = 0
    for recorded, _ in following:
        together = (recorded.at, recorded.actor) == (first.at, first.actor)
        if not together or not isinstance(recorded.entry, _CONSEQUENCES):
            break
        caused += 1
    return caused
