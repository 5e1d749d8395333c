"""Which letters are due to whom."""

from __future__ import annotations

from nemcon.negotiation.acts import (
    AdmitLateAmendment,
    ConcludeNegotiation,
    MakeStatement,
    SetRound,
    Statement,
    WithdrawAmendment,
)
from nemcon.negotiation.notices import NegotiationNotice, letters_for
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import TakeResult
from nemcon.procedure.people import TIME
from tests.negotiation.build import (
    CHAIR,
    MEMBERS,
    NAME,
    Negotiation,
    amend,
    delegation,
    done,
    hour,
    move,
    position,
    revision,
    rules,
    tabled,
)

ALL = (*MEMBERS, "unesco")


def letters(it: Negotiation, since: int = 0) -> list[tuple[str, tuple[str, ...]]]:
    pairs = list(zip(it.recorded, it.seen, strict=True))[since:]
    return [(one.notice.value, one.to) for r, state in pairs for one in letters_for(r, state)]


def test_the_values_of_the_letters_are_short_and_say_what_they_are_of() -> None:
    for notice in NegotiationNotice:
        assert notice.value.startswith("negotiation-")
        assert len(notice.value) <= 32


def test_an_amendment_is_answered_to_its_delegation_and_told_to_whom_it_names_alone() -> None:
    it = tabled(package=True)
    done(it.does(move("agreed", "2"), 1))
    since = len(it.recorded)

    done(it.does(amend("italy", "2", "x", cosponsors=("france",)), 2))
    done(it.does(position("brazil", "A1", "support"), 2))
    done(it.does(WithdrawAmendment(delegation("italy"), "A1"), 2))
    done(it.does(MakeStatement(delegation("unesco"), Statement.EXPLAIN), 2))

    assert letters(it, since) == [
        ("negotiation-receipt", ("italy",)),
        ("negotiation-named", ("france",)),
        *(("negotiation-receipt", (name,)) for name in ("brazil", "italy", "unesco")),
    ]


def test_what_the_chair_and_the_rounds_do_is_told_to_all() -> None:
    it = tabled(rules(reminders="3h", late__admitted_by="chair"))
    done(it.does(move("withdrawn", "3"), 1))
    done(it.does(revision(wording={"1": "x"}), 2))
    done(it.does(SetRound(CHAIR, hour(30)), 3))
    done(it.time(28))
    done(it.does(amend("italy", "2", "x"), 31))
    done(it.does(AdmitLateAmendment(CHAIR, "A1"), 32))
    done(it.does(ConcludeNegotiation(CHAIR, until=hour(50)), 33))

    assert letters(it) == [
        ("negotiation-text", ALL),
        ("negotiation-paragraphs", ALL),
        ("negotiation-revision", ALL),
        ("negotiation-round", ALL),
        ("negotiation-reminder", MEMBERS),
        ("negotiation-round-closed", ALL),
        ("negotiation-receipt", ("italy",)),
        ("negotiation-admission", ALL),
        ("negotiation-outcome", ALL),
    ]


def test_a_conclusion_has_a_letter_of_its_own_only_where_a_silence_procedure_follows() -> None:
    it = tabled()
    done(it.does(move("agreed", "1"), 1))
    since = len(it.recorded)
    done(it.does(ConcludeNegotiation(CHAIR, until=hour(50)), 2))
    done(it.does(TakeResult(TIME, f"{NAME}-silence", Outcome.ADOPTED, hour(50), ("1",)), 51))

    assert letters(it, since) == [("negotiation-conclusion", ALL), ("negotiation-outcome", ALL)]


def test_where_nobody_is_left_to_remind_no_letter_is_sent() -> None:
    it = tabled(rules(reminders="3h"))
    for name in MEMBERS:
        done(it.does(MakeStatement(delegation(name), Statement.EXPLAIN), 1))
    since = len(it.recorded)
    done(it.time(22))

    assert len(it.recorded) == since + 1
    assert letters(it, since) == []
