"""How each entry changes the state of a procedure.

`evolve` is total over the entries and never refuses: what is in the register has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Outcome
from nemcon.procedure.entries import Entry, Recorded
from nemcon.procedure.folding import folded, moved_on, too_early
from nemcon.procedure.papers import PaperIssued, with_paper
from nemcon.procedure.recall import LaunchRecalled, recallable_until
from nemcon.procedure.reminders import DelegationsReminded
from nemcon.procedure.state import Filing, Phase, ProcedureState, frozen_profile
from nemcon.timing.deadline import Deadline


def fold(recorded: Iterable[Recorded]) -> ProcedureState | None:
    """The state after these entries, from the first one on; `None` when there are none."""
    return folded(evolve, recorded)


def evolve(state: ProcedureState | None, recorded: Recorded) -> ProcedureState:
    """The state after one more entry."""
    entry = recorded.entry
    if isinstance(entry, e.ProcedureOpened):
        return _opened(entry, recorded)
    if state is None:
        raise too_early(recorded, "the procedure was opened")
    return moved_on(_CHANGES[type(entry)](state, entry, recorded), state, recorded)


def _opened(entry: e.ProcedureOpened, recorded: Recorded) -> ProcedureState:
    return ProcedureState(
        text=entry.text,
        text_digest=entry.text_digest,
        profile=frozen_profile(entry.profile_id, entry.profile_title, entry.rules),
        roll=entry.roll,
        divisible=entry.divisible,
        grace=timedelta(seconds=entry.grace_seconds),
        among=entry.among,
        linked=entry.linked,
        carried_by=entry.carried_by,
        parent=entry.parent,
        part_of=entry.part_of,
        recall_until=recallable_until(recorded.at, entry.recall_seconds),
        warnings=entry.warnings,
        groups=entry.groups,
        starts=entry.starts or recorded.at,
        opened_at=recorded.at,
        text_since=recorded.at,
        last_acted=recorded.at,
        number=recorded.number,
        open_paragraphs=entry.text.numbers,
    )


def _deadline(state: ProcedureState, instant: datetime) -> Deadline:
    return Deadline(instant, state.profile.zone, state.profile.end_included)


def _period_opened(s: ProcedureState, x: e.PeriodOpened, r: Recorded) -> ProcedureState:
    return replace(
        s,
        phase=Phase.UNDER_SILENCE,
        book=x.book,
        round=x.round,
        deadline=_deadline(s, x.deadline),
        reminders_from=r.at,
        broken_at=None,
        ended_by_break=False,
        left=None,
        resumes_at=None,
        consultation_until=None,
        awaits_finding=False,
        held=False,
        rungs=0,
        extended_by=(),
        clocks=(),
        vote_opened=None,
        vote_until=None,
        vote=None,
        settled=s.adopted,
        settled_at=s.adopted_at,
        contested=(),
        warnings=x.warnings if s.announced or x.cause != "placed" else s.warnings,
    )


def _filed(s: ProcedureState, x: e.Filed, r: Recorded) -> ProcedureState:
    filing = Filing(
        number=r.number,
        at=r.at,
        participant=x.participant,
        kind=x.kind,
        round=x.round,
        late=x.late,
        standing=x.standing,
        paragraphs=x.paragraphs,
        says=x.says,
        wording=x.wording,
        on_behalf_of=x.on_behalf_of,
        scan=r.actor.scan,
    )
    return replace(s, filings=(*s.filings, filing))


def _marked(s: ProcedureState, numbers: tuple[int, ...], **mark: bool) -> ProcedureState:
    changes: dict[str, Any] = dict(mark)
    filings = tuple(replace(f, **changes) if f.number in numbers else f for f in s.filings)
    return replace(s, filings=filings)


def _broken(s: ProcedureState, x: e.SilenceBroken, _r: Recorded) -> ProcedureState:
    left = s.left
    if x.ends_period and s.phase is Phase.UNDER_SILENCE and s.deadline is not None:
        left = s.deadline.instant - x.at
    return replace(s, broken_at=x.at, ended_by_break=x.ends_period, left=left)


def _suspended(s: ProcedureState, x: e.PeriodSuspended, _r: Recorded) -> ProcedureState:
    return replace(
        s,
        phase=Phase.SUSPENDED,
        left=timedelta(seconds=x.left_seconds),
        resumes_at=x.until,
        held=x.rule == "objection.hold",
    )


def _resumed(s: ProcedureState, x: e.PeriodResumed, r: Recorded) -> ProcedureState:
    return replace(
        s,
        phase=Phase.UNDER_SILENCE,
        deadline=_deadline(s, x.deadline),
        clocks=_moved_with(s, x.deadline),
        reminders_from=r.at,
        rungs=0,
        left=None,
        resumes_at=None,
    )


def _moved_with(s: ProcedureState, deadline: datetime) -> tuple[tuple[str, datetime], ...]:
    """The clocks of single members stood still with that of the period."""
    by = deadline - s.deadline.instant if s.deadline else timedelta(0)
    return tuple((name, until + by) for name, until in s.clocks)


def _extended(s: ProcedureState, x: e.PeriodExtended, r: Recorded) -> ProcedureState:
    return replace(
        s,
        deadline=_deadline(s, x.deadline),
        extended_by=(*s.extended_by, x.rule),
        warnings=x.warnings if x.rule == "extension.by" else s.warnings,
        reminders_from=r.at,
        rungs=0,
    )


def _ended_early(s: ProcedureState, x: e.PeriodEndedEarly, _r: Recorded) -> ProcedureState:
    # What is declared ended has ended for everybody.
    return replace(s, deadline=_deadline(s, x.deadline), clocks=(), because=x.because)


def _book_closed(s: ProcedureState, x: e.BookClosed, _r: Recorded) -> ProcedureState:
    return replace(
        s,
        closed_books=(*s.closed_books, x.book),
        contested=x.contested,
        silent=x.silent,
        unreached=x.unreached,
        deliveries=x.deliveries,
    )


def _paragraphs_adopted(s: ProcedureState, x: e.ParagraphsAdopted, _r: Recorded) -> ProcedureState:
    return replace(
        s,
        adopted=tuple(n for n in s.text.numbers if n in (*s.adopted, *x.paragraphs)),
        adopted_at=x.at,
        open_paragraphs=tuple(n for n in s.open_paragraphs if n not in x.paragraphs),
    )


def _consulting(s: ProcedureState, x: e.ConsultationOpened, _r: Recorded) -> ProcedureState:
    return replace(
        s,
        phase=Phase.CONSULTATION,
        contested=x.paragraphs,
        consultation_until=x.until,
        awaits_finding=x.finding,
        resumes_at=None,
    )


def _reminded(s: ProcedureState, x: e.ReminderIssued, r: Recorded) -> ProcedureState:
    last = r.at if x.participants else s.reminded_last
    return replace(s, rungs=x.rung + 1, reminded_last=last)


def _clocks(s: ProcedureState, x: e.ClocksSet) -> tuple[tuple[str, datetime], ...]:
    return tuple({**dict(s.clocks), **dict(x.deadlines)}.items())


def _revised(s: ProcedureState, x: e.TextRevised, r: Recorded) -> ProcedureState:
    undecided = tuple(n for n in x.text.numbers if n not in s.adopted)
    return replace(
        s,
        text=x.text,
        text_digest=x.text_digest,
        text_since=r.at,
        earlier_symbols=(*s.earlier_symbols, s.text.issued_symbol),
        open_paragraphs=undecided,
    )


def _outcome(s: ProcedureState, x: o.OutcomeReached, r: Recorded) -> ProcedureState:
    return replace(
        s,
        phase=Phase.ENDED,
        computed=x.outcome,
        decided_at=x.at,
        adopted=x.adopted,
        contested=x.contested,
        compiled=x.compiled,
        exempt=x.exempt,
        to=x.to,
        because=x.because or s.because,
        ended_at=r.at,
        in_force=x.in_force,
    )


def _recalled(s: ProcedureState, x: LaunchRecalled, r: Recorded) -> ProcedureState:
    return replace(
        s,
        phase=Phase.ENDED,
        computed=Outcome.RECALLED,
        decided_at=x.at,
        because=x.because,
        ended_at=r.at,
    )


def _reopened(s: ProcedureState, _x: o.OutcomeReopened, _r: Recorded) -> ProcedureState:
    return replace(
        s,
        phase=Phase.CONSULTATION,
        computed=None,
        declared=None,
        decided_at=None,
        ended_at=None,
        in_force=None,
        confirmed=None,
        vote=None,
        adopted=s.settled,
        adopted_at=s.settled_at,
        open_paragraphs=tuple(n for n in s.text.numbers if n not in s.settled),
    )


def _declared(s: ProcedureState, x: o.OutcomeDeclared, r: Recorded) -> ProcedureState:
    return replace(
        s,
        phase=Phase.ENDED,
        declared=x.outcome,
        computed=x.computed,
        decided_at=s.decided_at or x.at,
        adopted=_adopted_by_finding(s, x.outcome),
        because=x.because,
        ended_at=s.ended_at or r.at,
        in_force=x.in_force,
        confirmed=None,
    )


def _adopted_by_finding(s: ProcedureState, outcome: Outcome) -> tuple[str, ...]:
    """A finding that the text is adopted covers all of it; one that it is not, none of it."""
    match outcome:
        case Outcome.ADOPTED:
            return s.text.numbers
        case Outcome.NOT_ADOPTED | Outcome.WITHDRAWN:
            return ()
        case _:
            return s.adopted


_CHANGES: Final[dict[type[Entry], Callable[[ProcedureState, Any, Recorded], ProcedureState]]] = {
    e.PeriodOpened: _period_opened,
    e.Filed: _filed,
    e.ObjectionWithdrawn: lambda s, x, _r: _marked(s, x.filings, withdrawn=True),
    e.HoldLapsed: lambda s, x, _r: _marked(s, x.filings, lapsed=True),
    e.SilenceBroken: _broken,
    e.SilenceMended: lambda s, _x, _r: replace(s, broken_at=None),
    e.ReminderIssued: _reminded,
    DelegationsReminded: lambda s, _x, r: replace(
        s, reminded_last=r.at, reminded_by_hand=(*s.reminded_by_hand, r.at)
    ),
    e.PeriodExtended: _extended,
    e.PeriodSuspended: _suspended,
    e.PeriodResumed: _resumed,
    e.PeriodEndedEarly: _ended_early,
    e.BookClosed: _book_closed,
    e.ParagraphsAdopted: _paragraphs_adopted,
    e.ConsultationOpened: _consulting,
    e.TextRevised: _revised,
    e.SilenceRestored: lambda s, _x, _r: s,
    e.LateFilingAdmitted: lambda s, x, _r: _marked(s, x.filings, admitted=True),
    o.OutcomeReached: _outcome,
    o.OutcomeReopened: _reopened,
    o.OutcomeDeclared: _declared,
    e.LaunchAnnounced: lambda s, x, _r: replace(s, announced=x.deadline),
    e.ClocksSet: lambda s, x, r: replace(s, clocks=_clocks(s, x), reminders_from=r.at, rungs=0),
    o.VoteOpened: lambda s, x, r: replace(
        s, phase=Phase.VOTING, vote_opened=r, vote_until=x.until, vote=None
    ),
    o.VoteClosed: lambda s, x, _r: replace(s, vote=x),
    o.OutcomeConfirmed: lambda s, _x, r: replace(s, confirmed=r),
    PaperIssued: lambda s, x, r: replace(s, papers=with_paper(s.papers, x, r.number, r.at)),
    LaunchRecalled: _recalled,
}
