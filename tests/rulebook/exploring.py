"""Explores the engine under a profile: whatever may be tried, from every state it leads to.

States that differ only in what has no bearing on the way (instants, numbers) are explored once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle

from nemcon.procedure import acts as a
from nemcon.procedure.acts import BALLOTS, Delivery, Kind, Outcome
from nemcon.procedure.due import Due, next_step, overdue
from nemcon.procedure.entries import Entry, Happened, PeriodEndedEarly, PeriodExtended, PeriodOpened
from nemcon.procedure.evolution import evolve
from nemcon.procedure.outcome_entries import OutcomeReopened
from nemcon.procedure.people import Actor, Category, Office, Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.rules import decide
from nemcon.procedure.standing import contested_paragraphs
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.rulebook.ways import Stage, stage_of
from nemcon.text.document import Paragraph
from tests.procedure.build import START, delegation, hour, placed

Edge = tuple[Stage, Stage]
Step = tuple[a.Act, datetime]
AGAIN = (PeriodOpened, PeriodExtended, PeriodEndedEarly)
"""What is a way although the procedure comes back to the stage at which it was."""
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
STATES = 3000


def edges(profile: Profile) -> set[Edge]:
    """Every way that the engine takes under the profile, as its two ends."""
    who = _one_of(profile.launch_by)
    launch = placed(profile, actor=who, until=hour(72), roll=_roll(profile))
    found: set[Edge] = set()
    state, now = _walk(None, [(launch, START)], found)
    waiting, seen = deque([(state, now)]), {_seen(state, now)}
    while waiting:
        before, now = waiting.popleft()
        for steps in _tries(before, now):
            after, at = _walk(before, steps, found)
            if after is before and _closed(after, at) == _closed(before, now):
                continue  # it was refused, and changed nothing
            key = _seen(after, at)
            if key not in seen:
                seen.add(key)
                waiting.append((after, at))
        assert len(seen) < STATES, "the exploration does not come to an end"
    return found


def _walk(
    state: ProcedureState | None, steps: list[Step], found: set[Edge]
) -> tuple[ProcedureState, datetime]:
    """Take the steps one after the other, as far as the rules let; note the ways taken."""
    at = START
    for act, at in steps:
        if state is not None and overdue(state, at) not in (None, act):
            continue
        answer = decide(state, act, at)
        if isinstance(answer, Refusal):
            continue
        before = state
        for entry in answer:
            number = 1 if state is None else state.number + 1
            state = evolve(state, Happened(number, at, act.actor, entry))
        assert state is not None
        if _is_a_way(before, state, answer):
            found.add((_start(before), stage_of(state)))
    assert state is not None
    return state, at


def _is_a_way(
    before: ProcedureState | None, after: ProcedureState, entries: tuple[Entry, ...]
) -> bool:
    if before is None or stage_of(before) is not stage_of(after):
        return True
    again = (*AGAIN, OutcomeReopened) if before.ended else AGAIN
    return any(isinstance(entry, again) for entry in entries)


def _start(state: ProcedureState | None) -> Stage:
    if state is None:
        return Stage.BEFORE
    return Stage.DECIDED if state.ended else stage_of(state)


def _tries(state: ProcedureState, now: datetime) -> Iterator[list[Step]]:
    """Whatever somebody may try next, and what time does."""
    at = now + SECOND
    for acts in (*_filings(state), *_rulings(state, at)):
        yield [(act, at) for act in acts]
    closing = state.closing
    if state.phase is Phase.UNDER_SILENCE and closing is not None and at < closing.instant:
        late = closing.instant + SECOND  # the book is still open then
        yield from ([(act, late) for act in acts] for acts in _objections(state))
    step = _next(state, now)
    if step is not None:
        for act in _as_time_acts(state, step):
            yield [(act, max(step.at, now))]


def _next(state: ProcedureState, now: datetime) -> Due | None:
    """The next step of time that is no reminder."""
    running = state.phase is Phase.UNDER_SILENCE and state.closing is not None
    return next_step(state, max(now, state.closing.instant) if running and state.closing else now)


def _as_time_acts(state: ProcedureState, step: Due) -> Iterator[a.Act]:
    if not isinstance(step.act, a.CloseBook):
        yield step.act
        return
    sent = tuple(Delivery(seat.participant, "sent") for seat in state.roll)
    for deliveries in (sent, ()):
        yield a.CloseBook(step.act.actor, step.act.book, deliveries)


def _objections(state: ProcedureState) -> Iterator[list[a.Act]]:
    """One more objection, and as many as there may be, to the whole text and to a part of it."""
    free = [s.participant for s in state.roll if s.may_object and not _objects(state, s)]
    for part in (False, True):
        acts: list[a.Act] = [_file(state, who, Kind.OBJECT, part=part) for who in free]
        yield from (acts[:1], acts[1:] and acts)


def _filings(state: ProcedureState) -> Iterator[list[a.Act]]:
    profile = state.profile
    yield from _objections(state)
    everybody = [seat.participant for seat in state.roll]
    yield [a.WithdrawObjection(delegation(who)) for who in everybody]
    one_of_each = list({seat.category: seat.participant for seat in state.roll}.values())
    for kind in (Kind.REQUEST_VOTE, Kind.REQUEST_MEETING, Kind.VETO_LAUNCH, Kind.ASK_FOR_TIME):
        for who in one_of_each:
            yield [_file(state, who, kind)]
    if profile.quorum is not None or profile.threshold.counts_replies:
        yield [_file(state, who, Kind.AGREE) for who in everybody]
    if state.phase is Phase.VOTING:
        yield [_file(state, who, Kind.VOTE_FOR) for who in everybody]


def _rulings(state: ProcedureState, at: datetime) -> Iterator[list[a.Act]]:
    profile = state.profile
    number = next(iter(state.open_paragraphs), "1")
    new = (Paragraph(number, f"Other words in round {state.round + 1}."),)
    later = max(at, state.closing.instant if state.closing else at) + HOUR
    places, rules_time = _one_of(profile.launch_by), _one_of(profile.suspension_by)
    acts: list[a.Act] = [
        a.BeginSilence(places, at + 24 * HOUR),
        a.Extend(_one_of(profile.extension_by), later),
        a.Suspend(rules_time),
        a.Suspend(rules_time, until=at + HOUR),
        a.Resume(rules_time),
        a.CloseEarly(_one_of(profile.early_close_by)),
        a.Revise(places, new, until=at + 24 * HOUR),
        a.RestoreSilence(places, until=at + 24 * HOUR),
        a.Refer(places),
        a.WithdrawText(places),
        a.Compile(places),
        a.Declare(_one_of(profile.finding_by), Outcome.NOT_ADOPTED),
    ]
    yield from ([act] for act in acts)
    admits = _one_of(profile.late_admitted_by)
    yield [a.AdmitLate(admits, seat.participant) for seat in state.roll]


def _one_of(offices: frozenset[Office]) -> Actor:
    return Actor(min(offices, default=Office.CHAIR), person="somebody")


def _file(state: ProcedureState, who: str, kind: Kind, *, part: bool = False) -> a.File:
    number = next(iter(state.open_paragraphs), "1")
    wants = kind is Kind.OBJECT and state.profile.wording_required
    wording = (Paragraph(number, "Other words."),) if wants else ()
    return a.File(delegation(who), kind, (number,) if part else (), "No.", wording)


def _objects(state: ProcedureState, seat: Seat) -> bool:
    return any(f.participant == seat.participant for f in state.outstanding)


def _roll(profile: Profile) -> tuple[Seat, ...]:
    """Enough of those who may object to reach any number, and one of each other category."""
    needed = max(bar.number for bar in profile.threshold.bars)
    may = cycle(sorted(profile.objectors))
    seats = [Seat(f"s{i}", f"S{i}", next(may)) for i in range(needed + 1)]
    others = set(Category) - profile.objectors
    return (*seats, *(Seat(f"o-{c}", c.title(), c) for c in sorted(others)))


def _seen(state: ProcedureState, at: datetime) -> tuple[object, ...]:
    """What of a state has a bearing on where it may lead."""
    late = {
        bool(f.paragraphs)
        for f in state.filings
        if f.round == state.round and f.kind is Kind.OBJECT and f.late and not f.admitted
    }
    return (
        stage_of(state),
        state.computed,
        contested_paragraphs(state),
        len({filing.participant for filing in state.outstanding}),
        tuple(sorted(late)),
        any(f.kind is Kind.AGREE and f.round == state.round for f in state.filings),
        any(f.kind in BALLOTS for f in state.filings),
        state.adopted,
        state.settled,
        bool(state.extended_by),
        state.resumes_at is None,
        _closed(state, at),
    )


def _closed(state: ProcedureState, at: datetime) -> bool:
    return state.closing is not None and at >= state.closing.instant
