"""The settings of a body: each change is shown with what follows, then set, and kept."""

from __future__ import annotations

import pytest
from httpx import Response

from nemcon.register import directory, waiting
from nemcon.register.colleagues import Allowed, allowed_in
from tests.api.house import BODY
from tests.pages.site import Site, forms_of, links_of, words_of

AT = f"/bodies/{BODY}/settings"
TWO = f"{AT}/two-persons"


def review(site: Site, setting: str, **typed: str) -> Response:
    return site.send(f"{AT}/{setting}/review", list(typed.items()), "secretariat")


def confirm(site: Site, shown: Response, setting: str) -> Response:
    """Press the button of the review."""
    parts = next(parts for _, to, parts in forms_of(shown) if to == f"{AT}/{setting}")
    return site.send(f"{AT}/{setting}", parts, "secretariat")


def minutes(site: Site) -> int:
    with site.context.database.reading() as connection:
        return waiting.minutes_of(connection, BODY)


def test_a_second_person_is_asked_for_and_then_no_more(site: Site) -> None:
    assert "Now: One person is enough." in words_of(site.see(AT, "secretariat"))
    shown = review(site, "two-persons", asked="yes", minutes="45")
    words = words_of(shown)
    assert "From now on: A second person, within 45 minutes" in words
    assert "45 minutes are given for it" in words
    assert "1 person has the role of the secretariat in this body." in words
    assert "Nobody else could confirm" in words
    assert minutes(site) == 0
    answer = confirm(site, shown, "two-persons")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{AT}#two-persons")
    assert minutes(site) == 45
    confirm(site, review(site, "two-persons", asked="no", minutes="45"), "two-persons")
    assert minutes(site) == 0
    page = words_of(site.see(AT, "secretariat"))
    assert page.count("From then on: A second person, within 45 minutes") == 1
    assert page.count("From then on: One person is enough") == 1
    assert "by the secretariat" in page


def test_what_waits_is_told_before_one_person_is_enough(site: Site) -> None:
    confirm(site, review(site, "two-persons", asked="yes", minutes="30"), "two-persons")
    paper = {"participant": "brazil", "evidence": "a note verbale", "says": "No."}
    assert site.file("secretariat", **paper).status_code == 202
    words = words_of(review(site, "two-persons", asked="no"))
    assert "1 filing waits now, and goes on waiting for a second person." in words


@pytest.mark.parametrize("minutes_typed", ["", "0", "-5", "soon", "10081", "٣", "9" * 50])
def test_minutes_that_are_none_are_refused_beside_their_field(
    site: Site, minutes_typed: str
) -> None:
    answer = review(site, "two-persons", asked="yes", minutes=minutes_typed)
    assert answer.status_code == 422
    assert "Give a number of minutes from 1 to 10080." in words_of(answer)
    assert 'id="minutes-error"' in answer.text


def test_forwarding_is_allowed_to_nobody_and_again(site: Site) -> None:
    shown = review(site, "forwarding", allowed="nobody")
    assert "Links that were given before stay alive" in words_of(shown)
    confirm(site, shown, "forwarding")
    with site.context.database.reading() as connection:
        assert allowed_in(connection, BODY) is Allowed.NOBODY
    again = review(site, "forwarding", allowed="nobody")
    assert again.status_code == 422
    assert "Nothing differs from what is set." in words_of(again)


def test_how_the_body_is_named_is_changed(site: Site) -> None:
    typed = {"name": "Working Group on Trafficking", "zone": "Europe/Vienna", "chair": "A. Chair"}
    shown = review(site, "description", **typed)
    assert "Before: None From now on: A. Chair" in words_of(shown)
    confirm(site, shown, "description")
    with site.context.database.reading() as connection:
        body = directory.body_of(connection, BODY)
    assert (body.name, body.chair) == ("Working Group on Trafficking", "A. Chair")
    wrong = review(site, "description", name="", zone="Mars/Olympus")
    found = wrong.text.partition('id="wrongs-heading"')[2].partition("</section>")[0]
    assert "Name of the body: This is empty." in found
    assert "Time zone:" in found


def test_what_crosses_another_change_is_shown_again(site: Site) -> None:
    shown = review(site, "two-persons", asked="yes", minutes="45")
    confirm(site, review(site, "two-persons", asked="yes", minutes="20"), "two-persons")
    answer = confirm(site, shown, "two-persons")
    assert "Somebody has changed this since you opened it." in words_of(answer)
    assert minutes(site) == 20
    assert confirm(site, answer, "two-persons").status_code == 303
    assert confirm(site, answer, "two-persons").status_code == 303
    assert minutes(site) == 45
    assert words_of(site.see(AT, "secretariat")).count("From then on:") == 2


def test_nothing_is_set_that_was_not_shown(site: Site) -> None:
    answer = site.send(TWO, [("asked", "yes"), ("minutes", "10")], "secretariat")
    assert answer.status_code == 200
    assert "Nothing has been changed yet." in words_of(answer)
    assert minutes(site) == 0


@pytest.mark.parametrize("who", ["chair", "reader"])
def test_settings_are_the_secretariats(site: Site, who: str) -> None:
    assert site.see(AT, who).status_code == 403
    assert site.send(TWO, [("asked", "no")], who).status_code == 403
    assert site.see("/bodies", who).status_code == 403


def test_the_bodies_lead_to_contacts_and_settings(site: Site) -> None:
    links = links_of(site.see("/bodies", "secretariat"))
    assert {AT, f"/bodies/{BODY}/contacts", f"/bodies/{BODY}/letter-templates"} <= set(links)
    for link in (AT, f"/bodies/{BODY}/contacts", f"/bodies/{BODY}/letter-templates"):
        assert site.see(link, "secretariat").status_code == 200
    for link in links_of(site.see(AT, "secretariat")):
        if link.startswith(("/bodies", "/staff")):
            assert site.see(link, "secretariat").status_code == 200, link
