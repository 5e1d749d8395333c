"""Agendas and negotiations from a terminal."""

from __future__ import annotations

import json

from nemcon.agenda import acts as a
from nemcon.procedure.refusal import Refusal
from tests.agenda.build import circulation
from tests.api.house import BODY
from tests.cli.conftest import Terminal
from tests.pages.negotiating import NAME, open_negotiation
from tests.procedure.build import CHAIR


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


def test_an_agenda_is_said_to_have_no_compilation_and_is_shown_as_it_was_adopted(
    served: Terminal,
) -> None:
    register, at = served.house.context.register, served.house.clock.now()
    adopted = a.AdoptAgenda(CHAIR, ("outcome",))
    settled = a.SettlePart(CHAIR, "outcome", a.Settlement.ADOPTED, "Travel and interpretation")
    register.record("agenda", circulation(sittings=(), until=None), at, body=BODY)
    for act in (adopted, settled):
        assert not isinstance(register.record("agenda", act, at), Refusal)

    told = served.run("compilation", "agenda", status=2)

    assert "an agenda has no compilation" in told
    assert "outcome: Travel and interpretation" in served.run("show", "agenda")
