"""The pages on which calendars are given out and revoked."""

from __future__ import annotations

import re

from tests.api.house import BODY
from tests.pages.site import Site

AT = f"/bodies/{BODY}/feeds"


def test_an_address_is_made_shown_once_and_revoked(site: Site) -> None:
    assert AT in site.see("/following", "chair").text
    made = site.send(AT, [("participant", "brazil"), ("note", "<b>desk</b>")], "chair")
    address = re.search(r"https://silence\.example(/feeds/[^<]+\.ics)", made.text)
    assert address is not None
    assert "&lt;b&gt;desk" in made.text
    assert site.see(address[1]).status_code == 200
    shown = site.see(AT, "chair").text
    assert address[1] not in shown
    revoke = re.search(rf"{AT}/[0-9a-f]+/revoke", shown)
    assert revoke is not None
    assert site.send(revoke[0], [], "chair").status_code == 303
    assert site.see(address[1]).status_code == 410
    assert "Revoked" in site.see(AT, "chair").text


def test_what_is_wrong_is_said_and_nothing_is_made(site: Site) -> None:
    refused = site.send(AT, [("participant", "atlantis"), ("note", "")], "secretariat")
    assert (refused.status_code, "atlantis" in refused.text) == (422, True)
    refused = site.send(AT, [("note", "x" * 201)], "secretariat")
    assert refused.status_code == 422
    assert "None." in site.see(AT, "secretariat").text


def test_a_reader_sees_the_bodies_but_no_way_to_give_anything_out(site: Site) -> None:
    assert AT not in site.see("/following", "reader").text
    assert site.see(AT, "reader").status_code == 403
