"""What kinds of letters are called in the pages of the staff."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nemcon.mail
from api.pages.notices import NAMES, noticed
from nemcon.agenda.notices import AgendaNotice
from nemcon.language import speaking
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure.notices import Notice

_KIND = re.compile(r'kind=f?"([a-z-]+)|"(reply-[a-z]+)"')


def kinds_beside() -> set[str]:
    """How the letters beside those of a procedure begin to say what they are."""
    rooms = Path(nemcon.mail.__file__).parent.rglob("*.py")
    return {one[1] or one[2] for room in rooms for one in _KIND.finditer(room.read_text())}


@pytest.mark.parametrize("notice", [*Notice, *AgendaNotice, *NegotiationNotice])
def test_every_notice_has_a_name(notice: str) -> None:
    assert notice in NAMES


def test_a_name_is_said_in_the_language_of_the_reader() -> None:
    with speaking("fr"):
        assert noticed("agenda-circulation").startswith("distribution de l")


def test_every_letter_beside_those_of_a_procedure_has_a_name() -> None:
    found = kinds_beside()
    assert len(found) >= 7
    for begins in found:
        assert any(name.startswith(begins) for name in NAMES), begins


def test_a_letter_of_a_kind_that_nobody_knows_is_called_as_it_calls_itself() -> None:
    assert noticed("of-yesterday") == "of yesterday"
