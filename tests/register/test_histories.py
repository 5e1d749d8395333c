"""Chance histories of a procedure: whatever happens, everything derived agrees with the entries."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from nemcon.procedure import acts as a
from nemcon.procedure.evolution import fold
from nemcon.procedure.loader import with_overrides
from nemcon.procedure.profile import profile_of
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.reminders import RemindDelegations, Whom
from nemcon.register import codec
from nemcon.register.mailings import mailings_of
from nemcon.register.tables import procedures
from nemcon.register.verify import verify
from nemcon.text.document import Paragraph

from .build import CHAIR, MEMBERS, Installation, objection

RULES = (
    {"objection.effect": "collect", "consultation.length": "10 days"},
    {"objection.effect": "stop", "late.admitted_by": "chair", "text.divisible": "true"},
    {"objection.effect": "hold", "objection.hold": "12h", "consultation.length": "2 days"},
    {
        "objection.effect": "to-vote",
        "objection.threshold": "2",
        "vote.length": "2 days",
        "standing.request_vote": "member",
        "extension.on_request": "1 day",
        "disclosure.during": "none",
    },
)


def acts(chance: random.Random, now: datetime) -> a.Act:
    member = chance.choice(MEMBERS)
    later = now + timedelta(hours=chance.choice([1, 20, 90]))
    makers: list[Callable[[], a.Act]] = [
        lambda: objection(member),
        lambda: a.File(objection(member).actor, a.Kind.OBJECT, ("2",), says="Not this."),
        lambda: a.File(objection(member).actor, chance.choice(list(a.Kind)), says="Words."),
        lambda: a.WithdrawObjection(objection(member).actor),
        lambda: a.Extend(CHAIR, later, "More time."),
        lambda: a.Suspend(CHAIR, "A question.", chance.choice([None, later])),
        lambda: a.Resume(CHAIR, "Answered."),
        lambda: a.Revise(CHAIR, (Paragraph("1", "Other words."),), later),
        lambda: a.RestoreSilence(CHAIR, later, "Nothing stands."),
        lambda: a.AdmitLate(CHAIR, member, "The line was down."),
        lambda: a.Declare(CHAIR, chance.choice(list(a.Outcome)), "So found."),
        lambda: a.CloseEarly(CHAIR, "All agree."),
        lambda: a.File(objection(member).actor, chance.choice(a.BALLOTS)),
        lambda: a.Confirm(CHAIR, "1/2026"),
        lambda: RemindDelegations(CHAIR, chance.choice(list(Whom)), again=True),
    ]
    return chance.choices(makers, [6, 3, 4, 4, 1, 1, 2, 2, 2, 2, 0.3, 0.3, 3, 0.5, 1])[0]()


@pytest.mark.parametrize("seed", range(12))
def test_what_is_derived_agrees_with_the_entries_after_every_act(
    house: Installation, seed: int
) -> None:
    chance = random.Random(seed)
    rules = with_overrides(profile_of("test", "Rules for a test", {}), RULES[seed % len(RULES)])
    house.place(profile=rules)
    processes = [house.register, house.another()]
    for _ in range(30):
        house.clock.present += timedelta(hours=chance.choice([0, 0, 1, 6, 30]))
        register = chance.choice(processes)
        if chance.random() < 0.2:
            register.keep_time("p")
        else:
            act = acts(chance, house.clock.present)
            answer = register.record("p", act, house.clock.present)
            assert not isinstance(answer, Refusal) or answer.says
        check(house)


def check(house: Installation) -> None:
    written = house.register.written("p")
    folded = fold(codec.read(entry.body) for entry in written)
    assert folded is not None
    assert verify("p", written).sound
    for register in (house.register, house.another()):
        position = register.position("p")
        assert position is not None
        assert position.state == folded
        assert (position.head.number, position.head.hash) == (written[-1].number, written[-1].hash)
    with house.database.reading() as connection:
        row = connection.execute(select(procedures)).one()
        filed = mailings_of(connection, "p")
    deadline = folded.deadline.instant if folded.deadline else None
    assert (row.head_number, row.head_hash) == (written[-1].number, written[-1].hash)
    assert (row.title, row.phase, row.outcome) == (folded.text.name, folded.phase, folded.outcome)
    assert (row.round, row.book, row.deadline) == (folded.round, folded.book, deadline)
    assert (row.opened_at, row.decided_at) == (folded.opened_at, folded.decided_at)
    assert {mailing.number for mailing in filed} <= {entry.number for entry in written}
