"""The ways that a rule book shows are those that the engine takes."""

from __future__ import annotations

import pytest

from nemcon.procedure.effects import EFFECTS
from nemcon.procedure.keys import KEYS
from nemcon.procedure.loader import load_profile
from nemcon.procedure.profile import Profile
from nemcon.procedure.shelf import shipped_profiles
from nemcon.rulebook.reading import ways_of
from nemcon.rulebook.ways import Stage
from tests.procedure.build import Part, rules
from tests.rulebook.exploring import edges


def shown(profile: Profile) -> set[tuple[Stage, Stage]]:
    return {(way.start, way.end) for way in ways_of(profile)}


def in_words(found: set[tuple[Stage, Stage]]) -> list[str]:
    return sorted(f"{start.says} to {end.says}" for start, end in found)


@pytest.mark.parametrize("name", shipped_profiles())
def test_the_ways_shown_are_those_that_the_engine_takes(name: str) -> None:
    profile = load_profile(name)
    taken = edges(profile)

    assert in_words(taken - shown(profile)) == [], "taken, and not shown"
    assert in_words(shown(profile) - taken) == [], "shown, and never taken"


MORE: list[dict[str, Part]] = [
    {"text__divisible": True, "late__admitted_by": "chair"},
    {"consultation__length": "none", "consultation__at_end": "referred"},
    {"threshold": "2", "extension__on_request": "24h"},
    {"threshold": "1/2 of replies", "silence__quorum": "1/2"},
    {"vote__length": "48h", "standing__request_vote": "member"},
    {"launch__veto": "member", "standing__request_meeting": "observer", "withdrawable": "never"},
    {"withdrawable": "until-deadline", "silence__means": "abstention", "finding__by": "none"},
    {"suspension__by": "none", "early_close__by": "none", "extension__times": "0"},
]
EACH_EFFECT = [(effect, dict[str, Part]()) for effect in EFFECTS]
EACH_RULE = [(effect, more) for more in MORE for effect in ("stop", "collect", "hold", "to-vote")]

ALONE: list[tuple[str, dict[str, Part]]] = [
    ("opt-out", MORE[3]),
    ("collect", {"extension__on_objection": "24h"}),
    ("opt-out", {"threshold": "2", "extension__on_objection": "24h"}),
]


@pytest.mark.parametrize(("effect", "more"), [*EACH_EFFECT, *EACH_RULE, *ALONE])
def test_the_ways_under_rules_of_every_kind_are_those_that_the_engine_takes(
    effect: str, more: dict[str, Part]
) -> None:
    profile = rules(effect=effect, hold="30h", **({"consultation__length": "10 days"} | more))
    taken = edges(profile)

    assert in_words(taken - shown(profile)) == [], "taken, and not shown"
    assert in_words(shown(profile) - taken) == [], "shown, and never taken"


@pytest.mark.parametrize("name", shipped_profiles())
def test_each_way_names_the_rule_that_opens_it_and_who_takes_it(name: str) -> None:
    for way in ways_of(load_profile(name)):
        assert way.rule in KEYS
        assert way.by[:1].isupper()
        assert "none" not in way.by


def test_what_the_rules_do_not_know_is_not_shown() -> None:
    plain = {way.end for way in ways_of(rules(effect="stop", suspension__by="none"))}

    assert not plain & {Stage.ANNOUNCED, Stage.SUSPENDED, Stage.HELD, Stage.VOTING, Stage.FINDING}
