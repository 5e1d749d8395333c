"""Every profile, every key and every effect is reached by what ships, and the page says by what."""

from __future__ import annotations

import pytest

from nemcon.procedure.effects import EFFECTS
from nemcon.procedure.keys import KEYS
from nemcon.procedure.shelf import shipped_profiles
from scripts.rule_tables import EFFECT, PAGE, away, of_profile, page, rehearsing, with_effect


def test_the_page_is_what_profiles_and_scenarios_say() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(), "run: .venv/bin/python scripts/rule_tables.py"


@pytest.mark.parametrize("name", shipped_profiles())
def test_three_scenarios_at_least_are_rehearsed_under_each_profile(name: str) -> None:
    assert len(of_profile(name)) >= 3


@pytest.mark.parametrize("key", KEYS)
def test_each_key_is_set_by_a_profile_and_reached_by_a_scenario(key: str) -> None:
    profiles = away(key)

    assert profiles, "no profile sets it away from its default"
    assert rehearsing(profiles, key), "no scenario is rehearsed under a profile that sets it"


@pytest.mark.parametrize("effect", EFFECTS)
def test_each_effect_is_that_of_a_profile_and_reached_by_a_scenario(effect: str) -> None:
    profiles = with_effect(effect)

    assert profiles, "no profile has it"
    assert rehearsing(profiles, EFFECT), "no scenario is rehearsed under a profile that has it"
