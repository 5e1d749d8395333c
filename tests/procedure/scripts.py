"""Chance sequences of acts, and the two clocks under which the same sequence is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st

from nemcon.procedure import acts as a
from nemcon.procedure.effects import EFFECTS, Period
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from tests.procedure.build import CHAIR, Silence, delegation, hour, placed, rules, wording

NUMBERS = ("1", "2", "3")
OBJECTORS = ("brazil", "egypt", "norway")
THE_END = hour(24 * 365)

Maker = Callable[[datetime], a.Act]


@dataclass(frozen=True, slots=True)
class Scripted:
    """An act that is asked for at that many seconds after the launch."""

    second: int
    name: str
    make: Maker

    @property
    def at(self) -> datetime:
        """The instant of receipt."""
        return hour(0) + timedelta(seconds=self.second)


# The moments at which rules change their mind are drawn as often as all the others together.
around_the_deadline = st.sampled_from([-1, 0, 1, 4, 5, 6]).map(lambda s: 72 * 3600 + s)
seconds = st.one_of(around_the_deadline, st.integers(1, 200 * 4).map(lambda q: q * 900))
later = st.sampled_from([1, 900, 6 * 3600, 48 * 3600]).map(lambda s: timedelta(seconds=s))
some_paragraphs = st.lists(st.sampled_from(NUMBERS), max_size=2, unique=True).map(tuple)


def objections(who: st.SearchStrategy[str]) -> st.SearchStrategy[Maker]:
    """An objection of one of those, to the whole text or to a part of it."""
    return st.builds(
        lambda name, numbers: lambda _at: a.File(delegation(name), a.Kind.OBJECT, numbers),
        who,
        some_paragraphs,
    )


objectors = st.sampled_from(OBJECTORS)
DELEGATIONS: dict[str, st.SearchStrategy[Maker]] = {
    "object": objections(objectors),
    "object again": objections(objectors),
    "explain": objectors.map(lambda n: lambda _at: a.File(delegation(n), a.Kind.EXPLAIN)),
    "withdraw": objectors.map(lambda n: lambda _at: a.WithdrawObjection(delegation(n))),
}


def _files(kind: a.Kind) -> st.SearchStrategy[Maker]:
    return objectors.map(lambda name: lambda _at: a.File(delegation(name), kind))


MORE: dict[str, st.SearchStrategy[Maker]] = {
    kind: _files(kind)
    for kind in (
        *a.BALLOTS,
        a.Kind.REQUEST_VOTE,
        a.Kind.REQUEST_MEETING,
        a.Kind.ASK_FOR_TIME,
        a.Kind.AGREE,
    )
}
"""What delegations file where the rules give them more than objections."""
TIMES: dict[str, st.SearchStrategy[Maker]] = {
    "extend": later.map(lambda d: lambda at: a.Extend(CHAIR, max(at, hour(72)) + d)),
    "suspend": st.just(lambda _at: a.Suspend(CHAIR)),
    "suspend until": later.map(lambda d: lambda at: a.Suspend(CHAIR, until=at + d)),
    "resume": st.just(lambda _at: a.Resume(CHAIR)),
    "close early": st.just(lambda _at: a.CloseEarly(CHAIR)),
    "admit late": objectors.map(lambda n: lambda _at: a.AdmitLate(CHAIR, n)),
}
WAYS_OUT: dict[str, st.SearchStrategy[Maker]] = {
    "revise": later.map(
        lambda d: lambda at: a.Revise(CHAIR, wording(p2=f"Read anew at {at}."), until=at + d)
    ),
    "restore": later.map(lambda d: lambda at: a.RestoreSilence(CHAIR, until=at + d)),
    "compile": st.just(lambda _at: a.Compile(CHAIR)),
    "refer": st.just(lambda _at: a.Refer(CHAIR)),
    "declare": st.sampled_from(a.Outcome).map(lambda o: lambda _at: a.Declare(CHAIR, o)),
}


def scripts(
    *groups: dict[str, st.SearchStrategy[Maker]],
) -> st.SearchStrategy[list[Scripted]]:
    """Up to a dozen acts of these groups, in the order of their receipt."""
    kinds = {name: makers for group in groups for name, makers in group.items()}
    one = st.sampled_from(sorted(kinds)).flatmap(
        lambda name: st.builds(Scripted, seconds, st.just(name), kinds[name])
    )
    return st.lists(one, max_size=12).map(lambda acts: sorted(acts, key=lambda act: act.second))


def profiles(
    *effects: str,
    thresholds: tuple[str, ...] = ("1", "1", "2", "majority"),
    rich: bool = False,
) -> st.SearchStrategy[Profile]:
    """Rules with one of these effects, and with the rest of what changes an outcome."""
    return st.builds(
        lambda effect, threshold, divisible, length, end, included, more: rules(
            effect=effect,
            threshold=threshold,
            hold="30h",
            text__divisible=divisible,
            consultation__length=length,
            consultation__at_end=end,
            period__end_included=included,
            late__admitted_by="chair",
            **_fitting(effect, more or {}),
        ),
        st.sampled_from(effects),
        st.sampled_from(thresholds),
        st.booleans(),
        st.sampled_from(["none", "1h", "10 days"]),
        st.sampled_from(["not-adopted", "compiled"]),
        st.booleans(),
        richer if rich else st.none(),
    )


def _fitting(effect: str, more: dict[str, str]) -> dict[str, str]:
    """Without what an effect after which no period runs on has no use for."""
    runs_on = EFFECTS[effect].period is Period.RUNS_ON
    useless = ("extension__on_objection", "period__tail")
    return {key: value for key, value in more.items() if runs_on or key not in useless}


richer = st.fixed_dictionaries(
    {
        "vote__length": st.sampled_from(["none", "1h", "2 days"]),
        "vote__quorum": st.sampled_from(["none", "1/2"]),
        "silence__quorum": st.sampled_from(["none", "none", "1/4"]),
        "silence__means": st.sampled_from(["consent", "abstention"]),
        "standing__request_vote": st.sampled_from(["none", "member"]),
        "standing__request_meeting": st.sampled_from(["none", "member"]),
        "extension__on_objection": st.sampled_from(["none", "1 day"]),
        "extension__on_request": st.sampled_from(["none", "1 day"]),
        "period__tail": st.sampled_from(["none", "3 days"]),
    }
)
"""Rules that only some bodies know."""


def start(profile: Profile) -> Silence:
    """The procedure as it was just placed under silence."""
    silence = Silence()
    assert not isinstance(silence.act(placed(profile), hour(0)), Refusal)
    return silence


def run_on_time(profile: Profile, script: list[Scripted]) -> Silence:
    """Run the script with a clock that takes every step the moment it is due."""
    silence = start(profile)
    for item in script:
        silence.wait((item.at - hour(0)).total_seconds() / 3600)
        silence.act(item.make(item.at), item.at)
    return silence.wait((THE_END - hour(0)).total_seconds() / 3600)


def run_asleep(profile: Profile, script: list[Scripted]) -> Silence:
    """Run it with a clock that sleeps to the end, so that only the door takes overdue steps."""
    silence = start(profile)
    for item in script:
        silence.act(item.make(item.at), item.at)
    return silence.wake(THE_END, lambda _due: THE_END)
