"""A profile reads like a rule book: every rule once, in its chapter, with what it stands on."""

from __future__ import annotations

import pytest

from nemcon.procedure.keys import KEYS
from nemcon.procedure.loader import load_profile
from nemcon.procedure.profile import Basis
from nemcon.procedure.shelf import shipped_profiles
from nemcon.rulebook.chapters import CHAPTERS, chapters_of, founded
from tests.procedure.build import rules


def test_every_key_has_its_place_in_one_chapter() -> None:
    for key in KEYS:
        assert sum(key.startswith(sections) for sections in CHAPTERS.values()) == 1, key


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_value_that_a_profile_gives_stands_in_its_book(name: str) -> None:
    profile = load_profile(name)
    chapters = chapters_of(profile)
    told = [rule for chapter in chapters for rule in chapter.rules]
    counted = founded(profile)

    assert len(told) + counted.default == len(KEYS)
    assert counted.source + counted.secondary + counted.custom == len(told)
    for rule in told:
        assert rule.means
        assert rule.value
        assert rule.founded.startswith(("Source: ", "Source, second hand: ", "Custom"))


def test_a_custom_rule_gives_its_reason_and_a_sourced_one_its_source() -> None:
    told = {r.key: r for c in chapters_of(load_profile("unga-74-544")) for r in c.rules}

    assert told["period.minimum"].basis is Basis.SOURCE
    assert "74/544" in told["period.minimum"].founded
    assert told["late.admitted_by"].founded == ("Custom: Nobody is presumed to have that power.")


def test_defaults_are_told_in_one_sentence_and_left_out_where_they_say_nothing() -> None:
    silent = rules()
    defaults = {c.title: c.by_default for c in chapters_of(silent)}

    assert "who may suspend the period and let it resume: the Chair" in defaults["Changes of time"]
    assert "by how much" not in defaults["Changes of time"]
    assert "The rules themselves" not in defaults
