"""The page on which staff make and revoke tokens for programs."""

from __future__ import annotations

import re

from tests.pages.site import Site, words_of


def make(site: Site, who: str, *parts: tuple[str, str]) -> str:
    answer = site.send("/tokens", list(parts), who)
    assert answer.status_code == 200, words_of(answer)
    found = re.search(r"nemcon_[0-9A-Za-z]{46}", answer.text)
    assert found, words_of(answer)
    return found[0]


def shown(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_is_made_on_the_page_shown_once_and_revoked(site: Site) -> None:
    assert "You have none." in words_of(site.see("/tokens", "chair"))
    parts = [("name", "Archive"), ("scopes", "read"), ("scopes", "launch"), ("days", "30")]
    token = make(site, "chair", *parts)
    page = site.see("/tokens", "chair")
    assert token not in page.text
    words = words_of(page)
    assert "Archive" in words
    assert "Read what its owner may read" in words
    assert "Rule on procedures" not in words.partition("Make a token")[0]
    assert "Not used yet" in words
    assert site.caller.call("GET", "/api/v1/procedures", headers=shown(token)).status_code == 200
    assert "Used last on" in words_of(site.see("/tokens", "chair"))
    action = re.findall(r'action="(/tokens/[^"]+/revoke)"', page.text)
    assert site.send(action[0], [], "chair").status_code == 303
    assert site.caller.call("GET", "/api/v1/procedures", headers=shown(token)).status_code == 401


def test_what_is_missing_is_said_where_it_is_and_what_was_typed_stays(site: Site) -> None:
    answer = site.send("/tokens", [("name", "Archive"), ("days", "400")], "chair")
    assert answer.status_code == 422
    words = words_of(answer)
    assert "Tick at least one." in words
    assert "Give a number of days from 1 to 365." in words
    assert 'value="Archive"' in answer.text
    assert "nemcon_" not in answer.text


def test_the_secretariat_of_all_bodies_sees_and_revokes_the_tokens_of_others(site: Site) -> None:
    parts = [("name", "Archive"), ("scopes", "read"), ("days", "30")]
    token = make(site, "chair", *parts)
    assert "Archive" not in words_of(site.see("/tokens", "reader"))
    page = site.see("/tokens", "secretariat")
    assert "Of the chair" in words_of(page)
    action = re.findall(r'action="(/tokens/[^"]+/revoke)"', page.text)
    assert site.send(action[0], [], "reader").status_code == 404
    assert site.send(action[0], [], "secretariat").status_code == 303
    assert site.caller.call("GET", "/api/v1/procedures", headers=shown(token)).status_code == 401
