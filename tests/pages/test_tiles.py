"""The map of responses: a tile for each delegation, in words, and no more than the rules tell."""

from __future__ import annotations

import re
from html import unescape

import pytest

from nemcon.procedure.acts import Kind
from nemcon.register import directory
from nemcon.register.directory import Participant
from tests.api.house import BODY, PROCEDURE
from tests.api.letters import bring, send
from tests.mail.returned import samples
from tests.pages.site import Site, words_of

HEALTH = f"/procedures/{PROCEDURE}/health"
ROOM = f"/procedures/{PROCEDURE}/room"
_ITEM = re.compile(r'<li class="tile ([^"]*)"[^>]*><span class="hidden">(.*?)</span>', re.DOTALL)


def tiles(page: str) -> dict[str, tuple[str, str]]:
    """By name, the classes of each tile and what is read out of it."""
    found = ((kind, unescape(re.sub(r"<[^>]*>", "", says))) for kind, says in _ITEM.findall(page))
    return {
        says.partition(":")[0].rstrip("\xa0"): (kind, says.partition(": ")[2])
        for kind, says in found
    }


@pytest.mark.parametrize("path", [HEALTH, ROOM])
def test_every_delegation_has_a_tile_that_says_in_words_what_it_did(site: Site, path: str) -> None:
    addresses = send(site)
    bring(site, addresses["at-austria"], samples.FAILED)
    site.file_at_once(PROCEDURE, "norway", Kind.OBJECT, says="No.")
    site.file_at_once(PROCEDURE, "brazil", Kind.ACKNOWLEDGE)
    answer = site.see(path, "secretariat")
    assert tiles(answer.text) == {
        "Austria": ("nothing unreached", "nothing yet, letter came back"),
        "Brazil": ("acknowledged", "acknowledged, reached"),
        "Norway": ("objected", "objected, reached"),
        "The Council": ("nothing", "nothing yet, reached"),
    }
    words = words_of(answer)
    assert "AUT ○" in words
    assert "NOR ▲" in words
    assert (
        "4 delegations, 3 reached by a letter of this period: 1 objected, 1 acknowledged" in words
    )


def test_in_french_states_and_what_they_did_are_said_in_french(site: Site) -> None:
    send(site)
    site.file_at_once(PROCEDURE, "norway", Kind.OBJECT, says="No.")
    site.sessions["secretariat"] += "; nemcon_language=fr"
    shown = site.see(HEALTH, "secretariat")
    assert tiles(shown.text)["Norvège"] == ("objected", "objection formulée, atteinte")
    assert "Norway" not in words_of(shown)


def test_where_a_filter_is_chosen_the_delegations_stand_without_the_map(site: Site) -> None:
    assert tiles(site.see(HEALTH, "chair").text)
    assert tiles(site.see(f"{HEALTH}?show=no-sign", "chair").text) == {}


def test_the_groups_stand_under_their_names_and_those_without_one_under_a_heading_of_their_own(
    site: Site,
) -> None:
    with site.context.database.writing() as connection:
        everybody = directory.participants_of(connection, BODY)
        grouped = [Participant(p.id, p.name, p.category, _GROUPS.get(p.id, "")) for p in everybody]
        directory.put_participants(connection, BODY, grouped)
    site.open("grouped")
    words = words_of(site.see("/procedures/grouped/health", "chair"))
    places = [words.index(name) for name in (*_NAMES, "Without a regional group")]
    assert places == sorted(places)


_GROUPS = {"austria": "WEOG", "norway": "WEOG", "brazil": "GRULAC"}
_NAMES = ("Latin American and Caribbean States", "Western European and other States")


def test_a_reader_sees_on_the_map_only_what_became_of_the_letters(site: Site) -> None:
    send(site)
    before = tiles(site.see(HEALTH, "reader").text)
    site.file_at_once(PROCEDURE, "norway", Kind.OBJECT, says="No.")
    assert tiles(site.see(HEALTH, "reader").text) == before
    assert before["Norway"] == ("untold", "reached")
    assert "What a delegation has done is not shown" in words_of(site.see(HEALTH, "reader"))
    assert tiles(site.see(ROOM, "reader").text) == {}


def test_a_delegation_of_a_hostile_name_is_a_tile_like_any_other(site: Site) -> None:
    with site.context.database.writing() as connection:
        everybody = directory.participants_of(connection, BODY)
        hostile = Participant("hostile", "<b>\" onclick='x' & {{ 7 * 7 }}", everybody[0].category)
        directory.put_participants(connection, BODY, [*everybody, hostile])
    site.open("hostile-roll")
    page = site.see("/procedures/hostile-roll/health", "chair").text
    assert "&lt;b&gt;&#34; onclick=&#39;x&#39; &amp; {{ 7 * 7 }}" in page
    assert "<b>" not in page
