"""How each entry changes the state of a negotiation.

`evolve` is total over the entries and never refuses: what is in the register has happened. The
text is read only where an entry brings one, so that a long record folds quickly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import NegotiationOutcome, Rung
from nemcon.negotiation.entries import NegotiationEntry, NegotiationRecorded
from nemcon.negotiation.evolving import (
    each,
    merged_in,
    position_taken,
    proposed_in,
    withdrawn_by,
)
from nemcon.negotiation.places import why_unfit
from nemcon.negotiation.state import (
    LEVELS,
    Issue,
    NegotiationPhase,
    NegotiationState,
    Proposed,
    Stated,
)
from nemcon.procedure.families import ResultReopened, ResultTaken
from nemcon.procedure.folding import folded, moved_on, too_early
from nemcon.procedure.papers import PaperIssued, with_paper
from nemcon.procedure.people import Office
from nemcon.procedure.recall import LaunchRecalled, recallable_until
from nemcon.procedure.state import frozen_profile
from nemcon.text.amendments import (
    settled,
)
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import read_path
from nemcon.text.paper import from_text


def fold(recorded: Iterable[NegotiationRecorded]) -> NegotiationState | None:
    """The state after these entries, from the first one on; `None` when there are none."""
    return folded(evolve, recorded)


def evolve(state: NegotiationState | None, recorded: NegotiationRecorded) -> NegotiationState:
    """The state after one more entry."""
    entry = recorded.entry
    if isinstance(entry, e.TextTabled):
        return _tabled(entry, recorded)
    if state is None:
        raise too_early(recorded, "the text was tabled")
    return moved_on(_CHANGES[type(entry)](state, entry, recorded), state, recorded)


def _tabled(x: e.TextTabled, r: NegotiationRecorded) -> NegotiationState:
    return NegotiationState(
        text=from_text(x.text),
        issues=(Issue(r.number, r.at, x.text),),
        text_digest=x.text_digest,
        profile=frozen_profile(x.profile_id, x.profile_title, x.rules),
        roll=x.roll,
        groups=x.groups,
        grace=timedelta(seconds=x.grace_seconds),
        package=x.package,
        agenda=x.agenda,
        origin=x.origin,
        to=x.to,
        opened_at=r.at,
        last_acted=r.at,
        number=r.number,
        until=x.until,
        sitting=x.sitting,
        round_since=r.at,
        tabled_by=r.actor.participant if r.actor.office is Office.DELEGATION else "",
        recall_until=recallable_until(r.at, x.recall_seconds),
    )


def _stated(s: NegotiationState, x: e.StatementMade, r: NegotiationRecorded) -> NegotiationState:
    stated = Stated(r.number, r.at, x.participant, x.kind, x.paragraphs, x.says, x.late)
    return replace(s, statements=(*s.statements, stated), filed=s.filed | {x.participant})


def _revised(s: NegotiationState, x: e.RevisionIssued, r: NegotiationRecorded) -> NegotiationState:
    text = from_text(x.text)
    ends = {d.amendment: d for d in x.disposed}
    unfit = dict(x.unplaced)

    def disposed(one: Proposed) -> Proposed:
        amendment, end = one.amendment, ends.get(one.amendment.id)
        if end is not None:
            done = settled(amendment, end.status, end.into)
            return replace(one, amendment=done, fits="", settled=r.number)
        return replace(one, fits=unfit.get(amendment.id, "")) if amendment.live else one

    amendments = tuple(disposed(one) for one in s.amendments)
    changed = replace(
        s,
        text=text,
        issues=(*s.issues, Issue(r.number, r.at, x.text)),
        text_digest=x.text_digest,
        amendments=(*amendments, *(merged_in(one, r, s.round) for one in x.merged)),
        because=x.because or s.because,
    )
    return changed if x.round == s.round else _round(changed, x.round, x.until, x.sitting, r.at)


def _moved(s: NegotiationState, x: e.ParagraphsMoved, _r: NegotiationRecorded) -> NegotiationState:
    text = s.text
    for paragraph in x.paragraphs:
        path = read_path(paragraph)
        clause = text.at(path)
        standing = replace(clause.standing, level=LEVELS[x.rung])
        text = text.put(path, replace(clause, standing=standing))
    changed = replace(s, text=text, because=x.because or s.because)
    fell_out = x.rung is Rung.WITHDRAWN
    came_back = any(s.rung_of(paragraph) is Rung.WITHDRAWN for paragraph in x.paragraphs)
    return _refitted(changed, text) if fell_out or came_back else changed


def _refitted(s: NegotiationState, text: NegotiatedText) -> NegotiationState:
    """What a withdrawal does to amendments: they no longer fit, or fit again."""
    amendments = tuple(
        replace(one, fits=why_unfit(text, one.amendment)) if one.amendment.live else one
        for one in s.amendments
    )
    return replace(s, amendments=amendments)


def _round_set(s: NegotiationState, x: e.RoundSet, r: NegotiationRecorded) -> NegotiationState:
    if x.begins:
        return _round(s, x.round, x.until, x.sitting, r.at)
    return replace(s, until=x.until, sitting=x.sitting, round_since=r.at, rungs=0)


def _round(
    s: NegotiationState, number: int, until: datetime | None, sitting: int | None, at: datetime
) -> NegotiationState:
    return replace(
        s,
        phase=NegotiationPhase.IN_ROUND,
        round=number,
        until=until,
        sitting=sitting,
        round_since=at,
        rungs=0,
        filed=frozenset(),
        chair_until=None,
    )


def _concluded(
    s: NegotiationState, x: e.NegotiationConcluded, r: NegotiationRecorded
) -> NegotiationState:
    return replace(
        s,
        phase=NegotiationPhase.UNDER_SILENCE if x.child else s.phase,
        agreed=x.agreed,
        compiled=x.compiled,
        final=x.final,
        child=x.child,
        to=x.to,
        concluded_at=r.at,
        chair_until=None,
        because=x.because,
    )


def _recalled(s: NegotiationState, x: LaunchRecalled, r: NegotiationRecorded) -> NegotiationState:
    return replace(
        s,
        phase=NegotiationPhase.ENDED,
        outcome=NegotiationOutcome.RECALLED,
        decided_at=x.at,
        because=x.because,
        ended_at=r.at,
    )


def _ended(s: NegotiationState, x: e.NegotiationEnded, r: NegotiationRecorded) -> NegotiationState:
    concluded = s.because if s.concluded_at is not None else ""
    return replace(
        s,
        phase=NegotiationPhase.ENDED,
        outcome=x.outcome,
        decided_at=x.at,
        ended_at=r.at,
        adopted=x.adopted,
        listed=x.compiled,
        to=x.to,
        chair_until=None,
        because=x.because or concluded,
    )


def _reopened(s: NegotiationState) -> NegotiationState:
    """As it was when it had been concluded, and what was agreed was under silence."""
    return replace(
        s,
        phase=NegotiationPhase.UNDER_SILENCE,
        result=None,
        outcome=None,
        decided_at=None,
        ended_at=None,
        adopted=(),
        listed=(),
    )


_CHANGES: Final[
    dict[
        type[NegotiationEntry],
        Callable[[NegotiationState, Any, NegotiationRecorded], NegotiationState],
    ]
] = {
    e.AmendmentProposed: proposed_in,
    e.PositionTaken: position_taken,
    e.AmendmentWithdrawn: withdrawn_by,
    e.LateAmendmentAdmitted: lambda s, x, _r: each(
        s, (x.amendment,), lambda one: replace(one, admitted=True)
    ),
    e.StatementMade: _stated,
    e.RevisionIssued: _revised,
    e.ParagraphsMoved: _moved,
    e.RoundSet: _round_set,
    e.RoundReminded: lambda s, x, _r: replace(s, rungs=x.rung + 1),
    e.RoundClosed: lambda s, x, _r: replace(
        s, phase=NegotiationPhase.BETWEEN_ROUNDS, chair_until=x.chair_until
    ),
    e.NegotiationConcluded: _concluded,
    e.NegotiationEnded: _ended,
    ResultTaken: lambda s, x, _r: replace(s, result=x),
    ResultReopened: lambda s, _x, _r: _reopened(s),
    PaperIssued: lambda s, x, r: replace(s, papers=with_paper(s.papers, x, r.number, r.at)),
    LaunchRecalled: _recalled,
}
