"""What an agenda adds to a timeline."""

from __future__ import annotations

from nemcon.agenda.acts import Settlement
from nemcon.agenda.timeline import SITTINGS, agenda_facts
from nemcon.timing.timeline import Mark, Point, Span
from tests.agenda.build import Session, adopted, circulated
from tests.procedure.build import hour


def points(session: Session) -> dict[str, tuple[float, Mark]]:
    """The instants by their labels, in hours since the circulation."""
    found = [fact for fact in agenda_facts(session.state) if isinstance(fact, Point)]
    return {fact.label: ((fact.at - hour(0)).total_seconds() / 3600, fact.mark) for fact in found}


def test_every_sitting_is_a_bar_by_its_number() -> None:
    facts = [fact for fact in agenda_facts(circulated().state) if isinstance(fact, Span)]
    assert [(fact.lane, fact.label) for fact in facts] == [(SITTINGS, n) for n in "1234"]
    assert facts[0].begins == hour(48)
    assert facts[0].ends == hour(50)


def test_the_time_for_proposals_is_a_deadline_from_the_circulation_on() -> None:
    assert points(circulated()) == {
        "Circulated": (0, Mark.OPENING),
        "Proposals in": (24, Mark.DEADLINE),
    }


def test_what_is_open_is_asked_for_at_its_sitting_and_decided_where_it_is_settled() -> None:
    session = adopted("outcome")
    assert points(session)["Adopted with exceptions"] == (30, Mark.DECISION)
    assert points(session)["outcome?"] == (76, Mark.DEADLINE)
    session.settle(77, "outcome", Settlement.DEFERRED)
    assert points(session)["outcome"] == (77, Mark.DECISION)
    assert "outcome?" not in points(session)


def test_the_end_of_the_session_is_the_last_of_its_facts() -> None:
    session = adopted().wait(100)
    assert points(session)["Session over"] == (78, Mark.DECISION)
