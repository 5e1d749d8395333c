"""Agendas and negotiations from a terminal."""

from __future__ import annotations

import json

from tests.cli.conftest import Terminal
from tests.pages.negotiating import NAME, open_negotiation


def test_the_list_holds_every_kind_of_procedure(served: Terminal) -> None:
    open_negotiation(served.house)

    told = served.run("list")

    assert "negotiation: being negotiated" in told
    assert "under silence; until" in told
    kinds = {item["id"]: item["kind"] for item in json.loads(served.run("list", "--json"))["items"]}
    assert kinds[NAME] == "negotiation"
    assert NAME not in served.run("list", "--phase", "under-silence")


def test_a_negotiation_is_shown_with_its_paragraphs_and_its_compilation(served: Terminal) -> None:
    open_negotiation(served.house)

    told = served.run("show", NAME)

    assert "negotiation: being negotiated" in told
    assert "1. (open) " in told
    assert "compilation" in served.run("compilation", NAME).lower()
    assert "chapeau" in json.loads(served.run("compilation", NAME, "--json"))


def test_what_is_not_there_is_said_once(served: Terminal) -> None:
    told = served.run("show", "nowhere", status=1)

    assert told == "nemcon: There is no procedure of that name.\n"
