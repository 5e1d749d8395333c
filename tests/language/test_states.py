"""The States that ship: complete, each found under every name, and no name that means two."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.language.states import (
    GROUPS,
    LANGUAGES,
    State,
    Status,
    all_states,
    find_state,
    folded,
    members,
    resembling,
)
from nemcon.rehearsal.rolls import roll_names, shipped_roll

STATES = st.integers(0, 196).map(lambda number: all_states()[number])


def every_name(state: State) -> tuple[str, ...]:
    return (*state.codes, *state.short.values(), *state.formal.values())


def test_there_are_193_members_two_observer_states_and_two_other_parties_to_treaties() -> None:
    assert Counter(state.status for state in all_states()) == {
        Status.MEMBER: 193,
        Status.OBSERVER_STATE: 2,
        Status.PARTY_TO_TREATIES: 2,
    }


def test_every_member_is_of_a_regional_group_and_nobody_else_is() -> None:
    assert Counter(state.group for state in members()) == dict(
        zip(GROUPS.values(), (54, 54, 23, 33, 29), strict=True)
    )
    assert {s.group for s in all_states() if s.status is not Status.MEMBER} == {""}


def test_codes_are_well_formed_and_each_is_given_once() -> None:
    for state in all_states():
        assert [len(code) for code in state.codes] == [2, 3, 3]
        assert state.iso2.isupper()
        assert state.iso3.isupper()
        assert state.m49.isdigit()
    for codes in zip(*(state.codes for state in all_states()), strict=True):
        assert len(set(codes)) == 197


def test_every_state_has_a_short_name_in_six_languages_and_a_source() -> None:
    without_formal = set()
    for state in all_states():
        assert tuple(state.short) == LANGUAGES
        assert state.source
        if tuple(state.formal) != LANGUAGES:
            without_formal.add(state.iso3)
    assert without_formal == {"CIV", "TUR"}  # which the docs say


def test_names_are_clean() -> None:
    for state in all_states():
        for name in every_name(state):
            assert name == unicodedata.normalize("NFC", " ".join(name.split()))
            assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in name)


def test_no_name_or_code_means_two_states() -> None:
    seen: dict[str, str] = {}
    for state in all_states():
        for name in every_name(state):
            assert seen.setdefault(folded(name), state.iso3) == state.iso3, name


@given(STATES, st.data())
def test_a_state_is_found_under_every_name_however_it_is_written(
    state: State, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(every_name(state)))
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    written = data.draw(st.sampled_from([name, name.upper(), name.lower(), f"  {name} ", bare]))
    found = find_state(written)

    assert found is not None
    assert (found.state, found.alias) == (state, "")


def test_an_article_before_a_name_does_not_matter() -> None:
    for state in all_states():
        for language, article in state.article.items():
            found = find_state(f"{article} {state.short[language]}")
            assert found is not None, (article, state.name)
            assert found.state is state


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("Russia", "RUS"),
        ("UK", "GBR"),
        ("United States", "USA"),
        ("Turkey", "TUR"),
        ("Swaziland", "SWZ"),
        ("Vatican", "VAT"),
        ("iran", "IRN"),
        ("Ivory Coast", "CIV"),
    ],
)
def test_what_people_write_instead_is_found_and_told_apart(alias: str, code: str) -> None:
    found = find_state(alias)

    assert found is not None
    assert found.state.iso3 == code
    assert found.alias.startswith("custom: ")


@pytest.mark.parametrize("name", ["USA", "Czech Republic", "Holy See", "Netherlands", "Cabo Verde"])
def test_official_names_and_codes_are_no_aliases(name: str) -> None:
    found = find_state(name)

    assert found is not None
    assert found.alias == ""


def test_every_alias_is_needed_is_custom_and_means_the_state_beside_it() -> None:
    text = (files("nemcon.language") / "aliases.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found = find_state(row["alias"])
        assert found is not None
        assert (found.state.iso3, found.alias) == (row["iso3"], row["source"])
        assert row["source"].startswith("custom: ")


@given(st.text(max_size=300))
def test_any_words_at_all_are_looked_up_without_a_fault(words: str) -> None:
    find_state(words)


def test_what_is_nearly_the_name_of_a_state_is_recognised() -> None:
    assert find_state("Brasill") is None
    assert resembling("Brasill") == "Brazil"
    assert resembling("International Chamber of Shipping") == ""


def test_the_roll_for_rehearsals_is_that_of_the_members() -> None:
    assert roll_names() == ("un-members",)
    assert [part.name for part in shipped_roll("un-members")] == [s.name for s in members()]
