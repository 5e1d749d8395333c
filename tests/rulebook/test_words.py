"""Rules are shown in words, whatever a profile writes."""

from __future__ import annotations

import re

import pytest

from nemcon.procedure.effects import EFFECTS
from nemcon.procedure.keys import KEYS, NO_SOURCE
from nemcon.procedure.loader import load_profile
from nemcon.procedure.profile import Basis, RuleValue
from nemcon.procedure.shelf import shipped_profiles
from nemcon.rulebook.words import in_words, reason_of

WHO = "those who may object"
RAW = re.compile(r"\b(collect|stop|until-|at-once|not-adopted|next-working|true|false)\b|^\d+$")


def said(key: str, value: str) -> str:
    return in_words(RuleValue(key, value, Basis.CUSTOM, NO_SOURCE))


@pytest.mark.parametrize("name", shipped_profiles())
def test_no_value_of_a_profile_that_ships_is_shown_as_it_is_written(name: str) -> None:
    for value in load_profile(name).values:
        assert not RAW.search(in_words(value)), (value.key, in_words(value))


@pytest.mark.parametrize("key", KEYS)
def test_the_value_that_applies_where_a_profile_is_silent_has_words(key: str) -> None:
    assert not RAW.search(said(key, KEYS[key].default))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        *(("objection.effect", name, effect.says) for name, effect in EFFECTS.items()),
        ("objection.threshold", "1", "one is enough"),
        ("objection.threshold", "3", "3 of them"),
        ("objection.threshold", "more than 3", "4 of them"),
        ("objection.threshold", "3/10 of replies", "at least 3 in 10 of those who reply"),
        (
            "objection.threshold",
            "more than 1/3 or 1/2 of weight",
            f"more than one third of {WHO} or at least half of the weight of {WHO}",
        ),
        ("objection.threshold", "1/3", "at least one third of those who may object"),
        ("objection.threshold", "majority", "more than half of those who may object"),
        ("objection.threshold", "2/7", "at least 2 in 7 of those who may object"),
        ("objection.withdrawable", "until-the-end", "until the outcome is reached"),
        ("launch.by", "chair, bureau", "the Chair or the bureau"),
        ("late.admitted_by", "none", "nobody"),
        ("standing.object", "member, signatory", "members and signatories"),
        ("period.minimum", "72h", "72 hours"),
        ("period.reminders", "24h, 3h", "24 hours and 3 hours before"),
        ("period.ends_at", "18:00", "6 p.m."),
        ("period.zone", "America/New_York", "New York time (America/New_York)"),
        ("period.calendar", "new-york", "New York"),
        ("period.roll", "next-working-day", "to the next working day"),
        ("extension.times", "1", "once"),
        ("validity.since", "2020-05-31", "Sunday, 31 May 2020"),
        ("confirmation.form", "letter from the Chair", "letter from the Chair"),
        ("objection.threshold", "of a later version", "of a later version"),
    ],
)
def test_each_kind_of_value_has_words(key: str, value: str, words: str) -> None:
    assert said(key, value) == words


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (NO_SOURCE, ""),
        ("No rule was found.", ""),
        ("No rule was found; the Chair acts with the Bureau.", "The Chair acts with the Bureau."),
        ("No rule was found, and naming cannot be undone.", "Naming cannot be undone."),
        ("Not in the Annex; a limit.", "A limit."),
        ("No rule sets one; the letter does.", "No rule sets one; the letter does."),
    ],
)
def test_that_no_rule_was_found_is_not_said_again_of_each(source: str, reason: str) -> None:
    assert reason_of(RuleValue("late.admitted_by", "none", Basis.CUSTOM, source)) == reason
