"""The profiles that come with the product say what is known, and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nemcon.procedure.acts import BeginSilence, Outcome
from nemcon.procedure.effects import EFFECTS, Period, Then
from nemcon.procedure.keys import KEYS, NO_SOURCE
from nemcon.procedure.loader import load_profile, profile_data
from nemcon.procedure.people import Actor, Category, Office
from nemcon.procedure.profile import Basis, Profile
from nemcon.procedure.shelf import shipped_profiles
from nemcon.procedure.standing import members
from nemcon.procedure.state import Phase
from nemcon.procedure.threshold import Tally
from scripts.profile_pages import FOLDER, index, page
from tests.procedure.build import (
    Silence,
    allowed,
    delegation,
    hour,
    placed,
    refused,
    start_of,
    wording,
)

DOCS = Path(__file__).parents[2] / "docs"
SHIPPED = shipped_profiles()

# What decides an outcome is said by every profile, also where it is custom.
SAID_BY_ALL = (
    "launch.by",
    "period.zone",
    "standing.object",
    "objection.effect",
    "objection.threshold",
    "disclosure.during",
    "disclosure.after",
    "late.admitted_by",
)


def opened_under(profile: Profile) -> Silence:
    """A text under silence, placed by one of those to whom the rules give it."""
    office = min(profile.launch_by)
    actor = delegation("brazil") if office is Office.DELEGATION else Actor(office)
    silence = start_of(placed(profile, actor=actor))
    if silence.stands_in(Phase.ANNOUNCED):
        assert allowed(silence.act(BeginSilence(actor), hour(1)))
    return silence


def after_one_objection(silence: Silence) -> Outcome:
    """What a single objection leads to, by the values of the rules, if nobody does anything more.

    Under most rules the text fails; it is adopted where one objection is too few, where it binds
    nobody but the objector, or where it is a hold that lapses.
    """
    profile, everybody = silence.state.profile, len(members(silence.state))
    one = Tally(count=1, members=everybody, replies=1, weight=1, whole_weight=everybody)
    breaks = profile.threshold.reached(one)
    then = profile.effect.then if breaks else None
    lapses = profile.effect.period is Period.SUSPENDED
    if not breaks or lapses or then is Then.EXEMPTION:
        enough = profile.quorum is None or profile.quorum.reached(one)
        return Outcome.ADOPTED if enough else Outcome.NOT_ADOPTED
    if then is Then.VOTE:  # in a vote that is open here, nobody votes in favour
        return Outcome.VOTED if profile.vote is None else Outcome.NOT_ADOPTED
    ends = {
        Then.MEETING: Outcome.REFERRED,
        Then.NOT_ADOPTED: Outcome.NOT_ADOPTED,
        Then.COMPILATION: Outcome.COMPILED,
    }
    return ends.get(profile.effect.then) or Outcome(profile.consultation_ends)


def test_these_profiles_are_shipped() -> None:
    assert set(SHIPPED) >= {
        "osce-mcdoc-1-06-silence",
        "un-informal-silence",
        "unga-74-544",
        "unodc-vienna-eb",
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_every_value_is_cited_or_says_why_it_is_custom(name: str) -> None:
    profile = load_profile(name)
    assert profile.id == name
    for value in profile.values:
        assert value.source.strip()
        assert value.key not in SAID_BY_ALL or value.source != NO_SOURCE, value


@pytest.mark.parametrize("name", SHIPPED)
def test_consultation_never_lasts_for_ever(name: str) -> None:
    assert load_profile(name).consultation is not None


@pytest.mark.parametrize("name", ["un-informal-silence", "unodc-vienna-eb"])
def test_where_no_rule_was_found_every_value_is_custom(name: str) -> None:
    assert {value.basis for value in load_profile(name).values} == {Basis.CUSTOM}


def test_what_was_read_in_translation_is_not_called_a_source() -> None:
    bases = {value.basis for value in load_profile("osce-mcdoc-1-06-silence").values}
    assert bases == {Basis.SECONDARY, Basis.CUSTOM}


def test_the_general_assembly_is_asked_for_at_least_seventy_two_hours() -> None:
    profile = load_profile("unga-74-544")
    minimum = profile.cite("period.minimum")
    assert minimum is not None
    assert (minimum.value, minimum.basis) == ("72h", Basis.SOURCE)
    assert "74/544" in minimum.source


@pytest.mark.parametrize(
    ("name", "effect", "late"),
    [
        ("unga-74-544", "stop", frozenset[Office]()),
        ("osce-mcdoc-1-06-silence", "stop", frozenset[Office]()),
        ("un-informal-silence", "collect", frozenset({Office.CHAIR})),
        ("unodc-vienna-eb", "collect", frozenset({Office.CHAIR})),
    ],
)
def test_each_body_has_its_own_effect(name: str, effect: str, late: frozenset[Office]) -> None:
    profile = load_profile(name)
    assert profile.effect.name == effect
    assert profile.late_admitted_by == late


@pytest.mark.parametrize("name", SHIPPED)
def test_one_objection_under_each_profile_comes_to_the_end_that_its_rules_foresee(
    name: str,
) -> None:
    profile = load_profile(name)
    silence = opened_under(profile)
    objection = silence.object("brazil", 5, says="We cannot.", wording=wording(p1="It is not."))
    assert "Filed" in allowed(objection)
    silence.wait(24 * 365 * 2)

    expected = after_one_objection(silence)
    assert silence.state.ended
    assert silence.state.outcome == expected
    assert bool(silence.state.adopted) == (expected is Outcome.ADOPTED)
    opts_out = profile.effect.then is Then.EXEMPTION
    assert silence.state.exempt == (("brazil",) if opts_out else ())


@pytest.mark.parametrize("name", SHIPPED)
def test_an_observer_objects_only_where_the_rules_say_so(name: str) -> None:
    profile = load_profile(name)
    objection = opened_under(profile).object(
        "unesco", 5, says="We cannot.", wording=wording(p1="It is not.")
    )
    if Category.OBSERVER in profile.objectors:
        assert "Filed" in allowed(objection)
    else:
        assert refused(objection) == "no-standing"


def test_the_bureau_may_place_a_text_under_silence_in_vienna() -> None:
    assert load_profile("unodc-vienna-eb").launch_by == {Office.CHAIR, Office.BUREAU}
    assert placed(load_profile("unodc-vienna-eb")).until == hour(72)


# The pages.


@pytest.mark.parametrize("name", SHIPPED)
def test_the_page_of_a_profile_is_what_its_file_says(name: str) -> None:
    written = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert written == page(name), "run: .venv/bin/python scripts/profile_pages.py"


def test_no_page_is_left_of_a_profile_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} - {"README"} == set(SHIPPED)


def test_the_list_of_pages_is_complete() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == index()


def test_a_page_names_every_source() -> None:
    assert "GA/12244" in page("unga-74-544")
    assert str(profile_data("unga-74-544")["title"]) in page("unga-74-544")


def test_the_guide_lists_every_key_with_its_default_and_meaning() -> None:
    guide = (DOCS / "profiles.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_.]+)` \| (.*?) \| `(.*?)` \| (.*?) \|$", guide, re.MULTILINE)
    listed = {key: (default, means) for key, _, default, means in rows}
    assert listed == {key: (spec.default, spec.means) for key, spec in KEYS.items()}


def test_the_guide_lists_every_effect() -> None:
    guide = (DOCS / "profiles.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*?) \|$", guide, re.MULTILINE))
    assert rows == {effect.name: effect.says for effect in EFFECTS.values()}
