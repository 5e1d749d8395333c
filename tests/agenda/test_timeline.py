"""What an agenda adds to a timeline."""

from __future__ import annotations

from dataclasses import replace

from nemcon.agenda import acts as a
from nemcon.agenda.acts import Settlement
from nemcon.agenda.timeline import SITTINGS, agenda_facts
from nemcon.timing.timeline import Mark, Point, Span
from tests.agenda.build import LAST, Session, adopted, circulated, sittings
from tests.procedure.build import hour


def points(session: Session) -> dict[str, tuple[float, Mark]]:
    """The instants by their labels, in hours since the circulation."""
    found = [
        fact for fact in agenda_facts(session.state, session.recorded) if isinstance(fact, Point)
    ]
    return {fact.label: ((fact.at - hour(0)).total_seconds() / 3600, fact.mark) for fact in found}


def test_every_sitting_is_a_bar_by_its_number() -> None:
    session = circulated()
    told = agenda_facts(session.state, session.recorded)
    facts = [fact for fact in told if isinstance(fact, Span)]
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
    assert points(session)["Part “outcome”?"] == (76, Mark.DEADLINE)
    session.settle(77, "outcome", Settlement.DEFERRED)
    assert points(session)["Part “outcome”"] == (77, Mark.DECISION)
    assert "Part “outcome”?" not in points(session)


def test_the_end_of_the_session_is_the_last_of_its_facts() -> None:
    session = adopted().wait(100)
    assert points(session)["Session over"] == (78, Mark.DECISION)


def test_who_opposed_and_joined_the_compromise_is_told_like_the_proposals() -> None:
    session = circulated()
    session.propose("brazil", 2)
    session.chair(a.PutCompromise, 3, ("outcome",), LAST, "")
    session.of("norway", a.OpposeCompromise, 4)
    session.of("norway", a.JoinCompromise, 5)
    assert [points(session)[label][0] for label in ("Proposal", "Opposed", "Joined")] == [2, 4, 5]
    told = {fact.says for fact in agenda_facts(session.state, session.recorded)}
    assert "Norway cannot join the compromise" in told
    assert 'Brazil: to amend the part "outcome" of the organization of work' in told


def test_a_sitting_on_one_item_is_said_to_be_on_an_item() -> None:
    session = circulated(sittings=(replace(sittings(48)[0], items=("3",)),))
    told = {fact.says for fact in agenda_facts(session.state, session.recorded)}
    assert "Sitting 1: item 3" in told
