"""The staff from a terminal: people with their language, and tokens for programs."""

from __future__ import annotations

import httpx

from tests.cli.conftest import Terminal


def test_a_token_is_made_listed_and_revoked(served: Terminal) -> None:
    token = served.run("staff", "token", "Archive", "--scope", "read", "--days", "7").strip()
    assert token.startswith("nemcon_")
    shown = {"Authorization": f"Bearer {token}"}
    address = f"{served.url}/api/v1/procedures"
    assert httpx.get(address, headers=shown).status_code == 200
    listed = served.run("staff", "tokens")
    assert "Archive, of " in listed
    assert "read; until" in listed
    assert "revoked" in served.run("staff", "revoke-token", listed.split()[0])
    assert httpx.get(address, headers=shown).status_code == 401


def test_a_token_makes_no_token_from_a_terminal_either(served: Terminal) -> None:
    token = served.run("staff", "token", "Archive", "--scope", "administer").strip()
    made = ("staff", "token", "another", "--scope", "read", "--token", token)
    assert "signed in" in served.run(*made, status=1)


def test_a_person_is_entered_with_the_language_of_their_letters(served: Terminal) -> None:
    anna = ("staff", "add", "Anna", "anna@office.example", "--language")
    served.run(*anna, "fr", who="secretariat")
    assert "Anna  anna@office.example  fr" in served.run("staff", "list", who="secretariat")
    assert "--language" in served.run(*anna, "ru", status=2, who="secretariat")
