"""What holds whatever people do, and in whatever order: promises checked on made-up courses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from nemcon.negotiation import acts as a
from nemcon.negotiation.due import next_step, overdue
from nemcon.negotiation.entries import NegotiationEntry
from nemcon.negotiation.evolution import fold
from nemcon.negotiation.places import concerns, unresolved
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import RUNGS, NegotiationPhase, NegotiationState
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import FollowTimetable, TakeResult
from nemcon.procedure.people import TIME
from nemcon.procedure.refusal import Refusal
from nemcon.text.amendments import Change
from nemcon.text.applying import applied
from nemcon.text.collisions import collisions
from nemcon.text.document import Paragraph
from nemcon.text.paper import from_text
from tests.negotiation.build import (
    CHAIR,
    MEMBERS,
    NAME,
    Negotiation,
    delegation,
    hour,
    rules,
    tabled,
    text,
)

unhurried = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
ENTRIES = TypeAdapter(tuple[NegotiationEntry, ...])

MOST = st.sampled_from(["1", "2", "3", "4"])
numbers = st.one_of(MOST, MOST, st.sampled_from(["2 bis", "3 (a)", "5", "2 alt"]))
names = st.sampled_from([*MEMBERS, *MEMBERS, "unesco"])
wordings = st.sampled_from(["shall", "New words.", "[EU: may / no text]", "States should meet."])
instants = st.one_of(st.none(), st.integers(20, 90).map(hour))
sittings = st.sampled_from([None, None, 1])


def _amending() -> st.SearchStrategy[a.NegotiationAct]:
    """Amendments that mostly fit the text: of words, of paragraphs, beside and beneath them."""
    by = names.map(delegation)
    cosponsors = st.lists(names, max_size=1).map(tuple)
    made = [
        st.builds(a.ProposeAmendment, by, numbers, st.just(change), words, passage, beneath)
        for change, words, passage, beneath in (
            (Change.REPLACE, wordings, st.just("should"), st.just(False)),
            (Change.REPLACE, wordings, st.just(""), st.just(False)),
            (Change.INSERT, wordings, st.sampled_from(["", "should"]), st.booleans()),
            (Change.DELETE, st.just(""), st.sampled_from(["", "should"]), st.just(False)),
            (Change.BRACKET, st.just(""), st.sampled_from(["", "should"]), st.just(False)),
        )
    ]
    return st.builds(lambda act, with_: replace(act, cosponsors=with_), st.one_of(made), cosponsors)


def _delegating(ids: st.SearchStrategy[str]) -> st.SearchStrategy[a.NegotiationAct]:
    by = names.map(delegation)
    return st.one_of(
        st.builds(a.TakePosition, by, ids, st.sampled_from(a.Stance)),
        st.builds(a.WithdrawAmendment, by, ids),
        st.builds(a.MakeStatement, by, st.sampled_from(a.Statement)),
    )


def _revising(ids: st.SearchStrategy[str]) -> st.SearchStrategy[a.NegotiationAct]:
    some = st.lists(ids, max_size=1).map(tuple)
    two = st.lists(ids, min_size=2, max_size=2).map(tuple)
    merging = st.lists(st.builds(a.Merging, two, wordings), max_size=1).map(tuple)
    by_hand = st.lists(st.builds(Paragraph, numbers, wordings), max_size=2).map(tuple)
    nothing = st.just(())
    return st.one_of(
        *(
            st.builds(a.IssueRevision, st.just(CHAIR), *parts, until=instants)
            for parts in (
                (some, nothing, nothing, some, by_hand),
                (nothing, nothing, some, nothing, by_hand),
                (nothing, merging, nothing, nothing, nothing),
                (nothing, nothing, nothing, nothing, by_hand),
            )
        )
    )


def _ruling(ids: st.SearchStrategy[str]) -> st.SearchStrategy[a.NegotiationAct]:
    some = st.lists(MOST, min_size=1, max_size=2).map(tuple)
    rungs = st.sampled_from([*a.Rung, a.Rung.AD_REFERENDUM])
    begins = instants.map(lambda at: ((1, at),) if at else ())
    return st.one_of(
        _revising(ids),
        _revising(ids),
        st.builds(a.MoveParagraphs, st.just(CHAIR), some, rungs),
        st.builds(a.MoveParagraphs, st.just(CHAIR), some, rungs),
        st.builds(a.SetRound, st.just(CHAIR), instants, sittings),
        st.builds(a.AdmitLateAmendment, st.just(CHAIR), ids),
        st.builds(FollowTimetable, st.just(TIME), begins),
    )


ended = st.lists(
    st.one_of(
        st.builds(a.ConcludeNegotiation, st.just(CHAIR), st.just(hour(400))),
        st.builds(a.ConcludeNegotiation, st.just(CHAIR), in_meeting=st.just(True)),
        st.builds(
            TakeResult,
            st.just(TIME),
            st.just(f"{NAME}-silence"),
            st.sampled_from(Outcome),
            st.just(hour(400)),
            st.lists(MOST, max_size=3).map(tuple),
        ),
        st.builds(a.WithdrawTabled, st.just(CHAIR)),
    ),
    max_size=3,
)


@lru_cache(maxsize=1000)
def _acts(live: tuple[str, ...]) -> st.SearchStrategy[a.NegotiationAct]:
    """What may be done while these amendments wait; they are built once, since it takes time."""
    ids = st.sampled_from(live or ("A1",))
    return st.one_of(_amending(), _amending(), _delegating(ids), _ruling(ids), _ruling(ids))


@st.composite
def negotiations(draw: st.DrawFn) -> tuple[Negotiation, datetime]:
    """A negotiation that has run its made-up course, and when its last act was received."""
    profile = rules(
        reminders="6h, 1h",
        chair_time=draw(st.sampled_from(["none", "20h"])),
        at_end=draw(st.sampled_from(["compiled", "concluded"])),
        period__usual=draw(st.sampled_from(["none", "48h"])),
        package=draw(st.sampled_from(["true", "false"])),
        late__admitted_by="chair",
        compilation__names=draw(st.sampled_from(["named", "unnamed"])),
    )
    tree = text("States should meet.", "They should tell.", "One:\n  (a) should;", "It [should].")
    it = tabled(profile, text=tree, agenda="agenda", sitting=draw(sittings))
    seconds = 0
    for passed in draw(st.lists(st.integers(0, 14_000), max_size=14)):
        seconds += passed
        live = tuple(p.amendment.id for p in it.state.amendments if p.amendment.live)
        it.does(draw(_acts(live)), seconds / 3600)
        if draw(st.booleans()):
            it.time(seconds / 3600)
    for act in draw(ended):
        it.does(act, seconds / 3600)
    return it, hour(seconds / 3600)


@unhurried
@given(negotiations())
def test_folding_the_record_gives_the_state_that_deciding_saw(
    run: tuple[Negotiation, datetime],
) -> None:
    it, _ = run
    assert fold(it.recorded) == it.state


@unhurried
@given(negotiations())
def test_what_is_written_into_the_register_reads_back_the_same(
    run: tuple[Negotiation, datetime],
) -> None:
    entries = tuple(recorded.entry for recorded in run[0].recorded)
    assert ENTRIES.validate_json(ENTRIES.dump_json(entries)) == entries


@unhurried
@given(negotiations())
def test_nothing_is_agreed_on_which_a_bracket_stands_or_an_amendment_waits(
    run: tuple[Negotiation, datetime],
) -> None:
    for state in run[0].seen[:-1]:
        # An amendment is proposed in one entry and its paragraph opened again in the next.
        following = next(s for s in run[0].seen if s.number == state.number + 1)
        if not _holds(state):
            assert _holds(following)
    assert _holds(run[0].state)


def _holds(state: NegotiationState) -> bool:
    return not any(
        RUNGS[clause.standing.level] in (a.Rung.AD_REFERENDUM, a.Rung.AGREED)
        and (
            unresolved(clause)
            or any(p.live and concerns(p.amendment, clause) for p in state.amendments)
        )
        for clause in state.text.clauses
    )


@unhurried
@given(negotiations())
def test_the_text_that_was_issued_is_the_one_that_is_negotiated(
    run: tuple[Negotiation, datetime],
) -> None:
    state = run[0].state
    issued = from_text(state.issued)
    assert state.text_digest == state.issued.digest()
    assert [c.runs for _, c in state.text.walk()] == [c.runs for _, c in issued.walk()]


@unhurried
@given(negotiations(), st.integers(0, 200))
def test_a_step_of_time_that_is_due_moves_time_on_and_taken_twice_changes_nothing(
    run: tuple[Negotiation, datetime], hours: int
) -> None:
    it, since = run
    now = since + timedelta(hours=hours)
    for _ in range(20):
        step = next_step(it.state, now)
        due = overdue(it.state, now)
        if step is None or step.at > now:
            assert due is None
            return
        assert due is None or due == step.act
        before = it.state
        answer = it._decide(step.act, now)
        assert answer
        assert not isinstance(answer, Refusal)
        assert it.state != before
        assert next_step(it.state, now) != step
        assert decide(it.state, step.act, now, procedure=NAME) == ()
    raise AssertionError("time never comes to rest")


@unhurried
@given(negotiations())
def test_amendments_that_do_not_collide_make_the_same_text_in_any_order(
    run: tuple[Negotiation, datetime],
) -> None:
    state = run[0].state
    fitting = [p.amendment for p in state.amendments if p.live and not p.fits]
    colliding = {x.id for c in collisions(state.text, fitting) for x in c.amendments}
    free = [one for one in fitting if one.id not in colliding][:3]
    made = {repr(applied(state.text, list(order))) for order in permutations(free)}
    assert len(made) == 1


@unhurried
@given(negotiations())
def test_once_it_has_ended_every_paragraph_is_accounted_for(
    run: tuple[Negotiation, datetime],
) -> None:
    state = run[0].state
    if state.phase is not NegotiationPhase.ENDED:
        return
    if state.outcome is a.NegotiationOutcome.WITHDRAWN:
        assert (state.adopted, state.listed) == ((), ())
        return
    assert not set(state.adopted) & set(state.listed)
    left = {c.number.written(0) for c in state.text.clauses if not c.withdrawn}
    assert left <= {*state.adopted, *state.listed}
