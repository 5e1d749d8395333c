"""What one procedure asks of another happens with the act that asks, or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from nemcon.agenda.acts import (
    AdoptAgenda,
    AgendaOutcome,
    ChangeTimetable,
    CirculateAgenda,
    PlaceAgendaUnderSilence,
)
from nemcon.agenda.items import Item, Sitting
from nemcon.agenda.state import AgendaPhase, AgendaState
from nemcon.negotiation import acts as n
from nemcon.negotiation.state import NegotiationPhase, NegotiationState
from nemcon.procedure.acts import AdmitLate, Declare, File, Outcome
from nemcon.procedure.acts import Kind as FiledAs
from nemcon.procedure.loader import with_overrides
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.profile import profile_of
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import Phase
from nemcon.register.kinds import Kind
from nemcon.register.mailings import mailings_of
from nemcon.register.outbox import waiting_nudges
from nemcon.register.tables import procedures
from nemcon.register.verify import verify
from nemcon.text.amendments import Change
from nemcon.text.document import Paragraph, Text

from .build import CHAIR, MEMBERS, START, Installation, objection, taken
from .census import census

RULES = profile_of("test", "Rules for a test", {})
PLACED = START + timedelta(minutes=1)
CLOSED = PLACED + timedelta(hours=72)
TEXT = Text("Recommendations", tuple(Paragraph(str(i), f"Point {i}.") for i in (1, 2, 3)))


def act(house: Installation, name: str, asked: object, at: datetime | None = None) -> object:
    house.clock.present = at or house.clock.present
    return house.register.record(name, asked, house.clock.present, body="body")  # type: ignore[arg-type]  # any act of any kind


def table(
    house: Installation, name: str = "n", rules: dict[str, str] | None = None, **more: object
) -> None:
    profile = with_overrides(RULES, rules) if rules else RULES
    tabling = n.TableText(CHAIR, TEXT, house.roll, profile.id, profile.title, profile.values)
    taken(act(house, name, replace(tabling, **more)))  # type: ignore[arg-type]  # fields of the act
    agreed = n.MoveParagraphs(CHAIR, ("1", "2"), n.Rung.AD_REFERENDUM)
    taken(act(house, name, agreed))


def circulate(house: Installation, name: str = "a") -> None:
    items = (Item("1", "Opening"), Item("2", "Evidence"))
    taken(
        act(
            house,
            name,
            CirculateAgenda(
                CHAIR,
                "Agenda",
                items,
                house.roll,
                RULES.id,
                RULES.title,
                RULES.values,
                sittings=(sitting(24),),
            ),
        )
    )


def sitting(hours: float) -> Sitting:
    begins = START + timedelta(hours=hours)
    return Sitting(1, begins, begins + timedelta(hours=3), ("1", "2"))


def conclude(house: Installation, until: datetime = CLOSED) -> object:
    return act(house, "n", n.ConcludeNegotiation(CHAIR, until, to="the next session"), PLACED)


def acknowledged(house: Installation, name: str) -> None:
    """Everybody knows of the text, so that silence says something."""
    for member in MEMBERS:
        who = Actor(Office.DELEGATION, member, member, "link")
        taken(act(house, name, File(who, FiledAs.ACKNOWLEDGE)))


def negotiation(house: Installation, name: str = "n") -> NegotiationState:
    found = house.another().position(name, NegotiationState)
    assert found is not None
    return found.state


def agenda(house: Installation) -> AgendaState:
    found = house.another().position("a", AgendaState)
    assert found is not None
    return found.state


def test_a_conclusion_opens_its_silence_procedure_in_the_same_transaction(
    house: Installation,
) -> None:
    table(house)

    receipt = taken(conclude(house))

    assert receipt.procedure == "n"
    child = house.another().position("n-silence")
    assert child is not None
    assert child.state.phase is Phase.UNDER_SILENCE
    assert (child.state.parent, child.state.text.numbers) == ("n", ("1", "2"))
    assert negotiation(house).phase is NegotiationPhase.UNDER_SILENCE
    with house.database.reading() as connection:
        rows = connection.execute(select(procedures.c.id, procedures.c.kind, procedures.c.parent))
        assert {tuple(row) for row in rows} == {
            ("n", "negotiation", ""),
            ("n-silence", "silence", "n"),
        }
        assert {(nudge.procedure, nudge.kind) for nudge in waiting_nudges(connection)} == {
            ("n", Kind.NEGOTIATION),
            ("n-silence", Kind.SILENCE),
        }
        assert [mailing.notice for mailing in mailings_of(connection, "n-silence")] == [
            "circulation"
        ]


def test_a_conclusion_whose_period_is_refused_leaves_nothing_behind(house: Installation) -> None:
    table(house)
    house.clock.present = PLACED
    before = census(house)

    answer = conclude(house, until=START)

    assert isinstance(answer, Refusal)
    assert answer.code == "deadline-not-ahead"
    assert census(house) == before
    assert house.register.position("n-silence") is None
    taken(conclude(house))


def test_nobody_opens_a_procedure_by_the_name_that_a_child_would_get(house: Installation) -> None:
    before = census(house)

    for name in ("n-silence", "a-silence-2"):
        answer = house.register.record(name, house.placing(), START, body="body")
        assert isinstance(answer, Refusal)
        assert answer.code == "reserved-name"

    assert census(house) == before


def test_an_outcome_that_is_set_aside_is_set_aside_for_who_waits_for_it(
    house: Installation,
) -> None:
    table(house, rules={"late.admitted_by": "chair", "negotiation.final_objection": "as-ruled"})
    taken(conclude(house))
    acknowledged(house, "n-silence")
    house.clock.present = CLOSED + timedelta(days=3)
    house.register.keep_time("n-silence")
    assert negotiation(house).outcome is n.NegotiationOutcome.PARTLY_AGREED

    taken(act(house, "n-silence", objection()))
    taken(act(house, "n-silence", AdmitLate(CHAIR, "egypt", "The line was down.")))

    child = house.register.position("n-silence")
    assert child is not None
    state = negotiation(house)
    expected = NegotiationPhase.ENDED if child.state.outcome else NegotiationPhase.UNDER_SILENCE
    assert state.phase is expected
    assert "1" not in state.adopted


def test_the_outcome_of_the_child_is_that_of_the_negotiation_at_once(house: Installation) -> None:
    table(house)
    taken(conclude(house))
    acknowledged(house, "n-silence")
    taken(act(house, "n-silence", replace(objection(), paragraphs=("2",)), PLACED))
    house.clock.present = CLOSED + timedelta(days=3)

    house.another().keep_time("n-silence")

    state = negotiation(house)
    assert (state.outcome, state.decided_at) == (n.NegotiationOutcome.PARTLY_AGREED, CLOSED)
    assert (state.adopted, state.listed) == (("1",), ("2", "3"))
    for name in ("n", "n-silence"):
        found = house.register.whereabouts(name)
        assert found is not None
        assert verify(name, house.register.written(name), found.head).sound


def test_a_finding_on_the_child_is_taken_over_too(house: Installation) -> None:
    table(house)
    taken(conclude(house))
    acknowledged(house, "n-silence")
    house.clock.present = CLOSED + timedelta(days=3)
    house.register.keep_time("n-silence")
    before = negotiation(house).outcome

    found = Declare(CHAIR, Outcome.NOT_ADOPTED, "The quorum was not met.")
    taken(act(house, "n-silence", found))

    assert before is n.NegotiationOutcome.PARTLY_AGREED
    assert negotiation(house).outcome is n.NegotiationOutcome.COMPILED
    assert negotiation(house).listed == ("1", "2", "3")


def test_a_procedure_of_one_kind_takes_no_act_of_another(house: Installation) -> None:
    table(house)
    circulate(house)

    answers = [act(house, "a", objection()), act(house, "n", AdoptAgenda(CHAIR))]

    assert [isinstance(x, Refusal) and x.code for x in answers] == ["wrong-kind"] * 2
    assert house.register.position("n") is None


def test_an_agenda_under_silence_is_adopted_with_its_child(house: Installation) -> None:
    circulate(house)
    until = START + timedelta(hours=20)

    taken(act(house, "a", PlaceAgendaUnderSilence(CHAIR, until, item_by_item=True), PLACED))
    assert agenda(house).phase is AgendaPhase.UNDER_SILENCE
    acknowledged(house, "a-silence")
    taken(act(house, "a-silence", replace(objection(), paragraphs=("2",))))
    house.clock.present = START + timedelta(hours=21)
    house.register.keep_time("a-silence")

    state = agenda(house)
    assert (state.outcome, state.adopted_at) == (AgendaOutcome.WITH_EXCEPTIONS, until)
    assert [part.place for part in state.open_parts] == ["2"]


def test_the_rounds_that_end_with_a_sitting_move_with_it(house: Installation) -> None:
    circulate(house)
    begins = START + timedelta(hours=24)
    table(house, "tied", agenda="a", sitting=1, until=begins)
    table(house, "free", agenda="a", until=begins)

    taken(act(house, "a", ChangeTimetable(CHAIR, (sitting(30),), "The hall is taken.")))

    assert negotiation(house, "tied").until == START + timedelta(hours=30)
    assert negotiation(house, "free").until == begins


def test_amendments_and_timetables_at_once_wait_for_nobody_for_ever(house: Installation) -> None:
    circulate(house)
    names = ("one", "two", "three")
    for name in names:
        table(house, name, agenda="a", sitting=1, until=START + timedelta(hours=24))

    def amend(name: str, number: int) -> object:
        member = Actor(Office.DELEGATION, "egypt", "egypt", "link")
        wording = f"Point {number} of {name}."
        proposal = n.ProposeAmendment(member, "3", Change.REPLACE, wording)
        return house.another().record(name, proposal, START)

    def move(number: int) -> object:
        changed = ChangeTimetable(CHAIR, (sitting(30 + number),))
        return house.another().record("a", changed, START)

    with ThreadPoolExecutor(8) as pool:
        moves = [pool.submit(move, number) for number in range(8)]
        amendments = [pool.submit(amend, name, i) for i in range(8) for name in names]
        for answer in (*moves, *amendments):
            taken(answer.result(timeout=60))

    ends = {negotiation(house, name).until for name in names}
    assert ends == {agenda(house).sittings[0].begins}
    assert all(len(negotiation(house, name).amendments) == 8 for name in names)


def test_a_negotiation_hangs_on_an_agenda_of_its_body_that_is_there(house: Installation) -> None:
    circulate(house)
    house.place("p")
    begins = START + timedelta(hours=24)
    tabling = n.TableText(CHAIR, TEXT, house.roll, RULES.id, RULES.title, RULES.values)
    wrong: dict[str, dict[str, object]] = {
        "no-such-agenda": {"agenda": "nowhere"},
        "no-such-sitting": {"agenda": "a", "sitting": 7, "until": begins},
        "sitting-moved": {"agenda": "a", "sitting": 1, "until": begins - timedelta(hours=1)},
    }
    for code, named in wrong.items():
        answer = act(house, "n", replace(tabling, **named))  # type: ignore[arg-type]  # fields of the act
        assert isinstance(answer, Refusal)
        assert answer.code == code
    another = act(house, "n", replace(tabling, agenda="p"))
    assert isinstance(another, Refusal)
    assert another.code == "no-such-agenda"

    table(house, agenda="a", sitting=1, until=begins)
    moved = act(house, "n", n.SetRound(CHAIR, begins + timedelta(hours=1), 1))
    assert isinstance(moved, Refusal)
    assert moved.code == "sitting-moved"
