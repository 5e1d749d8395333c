"""The agenda of a real meeting: CTOC/COP/WG.3/2020/L.1, paragraphs 18 to 22.

The days, the letter of the Group of 77 and China and the part that was left open are fact; the
hours of 29 June and 6 July, and who deposited the letter, are made up.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from nemcon.agenda import acts as a
from nemcon.agenda.acts import AgendaOutcome, Change, Settlement
from nemcon.agenda.entries import RemindedOfParts
from nemcon.agenda.items import Part, Revisit
from nemcon.agenda.state import AgendaPhase
from nemcon.procedure.loader import load_profile
from tests.agenda.build import Session, circulation
from tests.procedure.build import CHAIR, allowed, delegation, roll


def vienna(day: int, hour: int, minute: int = 0) -> datetime:
    """That hour in Vienna in July 2020, in UTC; days below 1 are of June."""
    return datetime(2020, 7, 1, hour, minute, tzinfo=UTC) + timedelta(days=day - 1, hours=-2)


def meeting() -> Session:
    session = Session()
    session.act(
        circulation(
            load_profile("unodc-vienna-eb"),
            until=vienna(7, 12),
            sittings=(),
            roll=roll(["china", "italy", "brazil"]),
            parts=(
                Part("sittings", "Four meetings, on 7 and 8 July 2020"),
                Part("outcome", "Adoption of the report and recommendations"),
            ),
        ),
        vienna(-1, 10),
    )
    session.act(
        a.ProposeChange(
            delegation("china"),
            Change.AMEND,
            "outcome",
            "Adoption of the report and recommendations through silence procedure.",
            ("Group of 77 and China",),
        ),
        vienna(6, 15),
    )
    revisit = Revisit(at=vienna(8, 16))
    session.act(
        a.PutCompromise(CHAIR, ("outcome",), revisit, "To be revisited."), vienna(7, 12, 20)
    )
    session.act(a.AdoptAgenda(CHAIR, ("outcome",), revisit), vienna(7, 12, 40))
    return session


def test_the_agenda_is_adopted_with_the_exception_of_the_part_on_the_outcome() -> None:
    session = meeting()

    assert session.happened == [
        "ChangeProposed",
        "ProposalsClosed",
        "CompromisePut",
        "AgendaAdopted",
    ]
    assert session.state.outcome is AgendaOutcome.WITH_EXCEPTIONS
    assert session.open == ("outcome",)
    assert not session.state.proposals[0].late


def test_the_part_is_revisited_at_the_last_sitting_and_the_agenda_is_adopted_then() -> None:
    session = meeting()
    at = vienna(8, 16, 20)

    session.wait((vienna(8, 15, 59) - datetime(2026, 6, 15, 10, tzinfo=UTC)).total_seconds() / 3600)
    answer = session.act(a.SettlePart(CHAIR, "outcome", Settlement.ADOPTED), at)

    assert allowed(answer) == ["PartSettled"]
    assert [entry.rung for entry in session.all(RemindedOfParts)] == [0, 1]
    assert session.state.outcome is AgendaOutcome.ADOPTED
    assert session.stands_in(AgendaPhase.ENDED)
    assert session.state.carried_over == ()
