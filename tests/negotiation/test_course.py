"""The course of a real meeting, as the fixtures of the case tell it, and what follows from it."""

from __future__ import annotations

import pytest

from nemcon.negotiation.acts import (
    ConcludeNegotiation,
    MakeStatement,
    NegotiationOutcome,
    Rung,
    Statement,
)
from nemcon.negotiation.entries import NegotiationConcluded, NegotiationEnded, RevisionIssued
from nemcon.negotiation.evolution import fold
from nemcon.negotiation.state import NegotiationPhase
from nemcon.procedure.acts import Outcome, PlaceUnderSilence
from nemcon.procedure.families import TakeResult
from nemcon.procedure.people import TIME
from nemcon.procedure.rules import decide as decide_silence
from nemcon.procedure.state import frozen_profile
from nemcon.text.amendments import Status
from nemcon.text.document import Text
from tests.negotiation.build import (
    CHAIR,
    FOUR,
    NAME,
    SECRETARIAT,
    Negotiation,
    Part,
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

WORDS = "States parties should appoint contact points for joint bodies."
OTHER = "States parties may consider ways to facilitate admissibility."


def negotiated() -> Negotiation:
    it = tabled(rules(reminders="none"), actor=SECRETARIAT, until=hour(22))
    done(it.does(amend("italy", "2", WORDS), 1))
    done(it.does(position("brazil", "A1", "support"), 1.2))
    done(it.does(amend("china", "3", OTHER), 20))
    done(it.does(position("france", "A2", "oppose", "It is weaker."), 20.2))
    done(it.does(revision(wording={"2": WORDS}), 21))
    done(it.does(move("agreed-ad-referendum", "1", "2", "4"), 21.2))
    return it


def concluded() -> Negotiation:
    it = negotiated()
    act = ConcludeNegotiation(CHAIR, until=hour(140), to="Conference of the Parties")
    done(it.does(act, 24))
    return it


def result(**changes: Part) -> TakeResult:
    parts: dict[str, Part] = {
        "child": f"{NAME}-silence",
        "outcome": Outcome.PARTLY_ADOPTED,
        "at": hour(140),
        "adopted": ("1", "2"),
        "contested": ("4",),
    }
    return TakeResult(TIME, **{**parts, **changes})


def test_the_amendment_that_the_revision_words_is_accepted_without_being_named() -> None:
    it = negotiated()

    assert it.amendment("A1").amendment.status is Status.ACCEPTED
    assert it.amendment("A1").amendment.supporters == ("brazil",)
    assert it.amendment("A2").live
    assert it.last(RevisionIssued).unplaced == ()
    assert it.state.issued.name == "Draft recommendations, Rev.1"


def test_what_is_agreed_goes_under_silence_and_the_rest_to_the_compilation() -> None:
    it = concluded()
    entry = it.last(NegotiationConcluded)

    assert (entry.agreed, entry.compiled) == (("1", "2", "4"), ("3",))
    assert entry.final == Text(
        FOUR.title,
        (FOUR.paragraphs[0], it.state.issued.paragraphs[1], FOUR.paragraphs[3]),
        revision=1,
    )
    assert it.state.phase is NegotiationPhase.UNDER_SILENCE
    assert it.state.until == hour(22)


def test_the_silence_procedure_is_asked_for_with_the_rules_that_compile_what_is_contested() -> None:
    (ask,) = concluded().asked

    assert ask.procedure == f"{NAME}-silence"
    act = ask.act
    assert isinstance(act, PlaceUnderSilence)
    assert (act.parent, act.until, act.divisible) == (NAME, hour(140), True)
    profile = frozen_profile(act.profile_id, act.profile_title, act.rules)
    assert profile.effect.name == "compile"
    assert profile.leads_to == "Conference of the Parties"
    assert isinstance(decide_silence(None, act, hour(24)), tuple)


def test_what_was_contested_under_silence_joins_what_was_not_agreed() -> None:
    it = concluded()

    done(it.does(result(), 141))

    entry = it.last(NegotiationEnded)
    assert entry.outcome is NegotiationOutcome.PARTLY_AGREED
    assert (entry.adopted, entry.compiled) == (("1", "2"), ("3", "4"))
    assert (entry.at, entry.to) == (hour(140), "Conference of the Parties")
    assert it.state.decided_at == hour(140)
    assert it.state.rung_of("3") is Rung.OPEN


def test_the_same_result_changes_nothing_and_a_later_one_replaces_it() -> None:
    it = concluded()
    done(it.does(result(), 141))

    assert it.does(result(), 142) == ()
    assert it.does(result(child="another"), 142) == ()
    done(it.does(result(outcome=Outcome.NOT_ADOPTED, adopted=(), contested=("1", "2", "4")), 143))

    assert it.state.outcome is NegotiationOutcome.COMPILED
    assert (it.state.adopted, it.state.listed) == ((), ("1", "2", "3", "4"))
    assert it.state.compiled == ("3",)


def test_everything_adopted_is_an_agreed_text() -> None:
    it = tabled()
    done(it.does(move("agreed", "1", "2", "3", "4"), 1))
    done(it.does(ConcludeNegotiation(CHAIR, until=hour(50)), 2))
    done(it.does(result(outcome=Outcome.ADOPTED, adopted=("1", "2", "3", "4"), contested=()), 51))

    assert it.state.outcome is NegotiationOutcome.AGREED
    assert it.state.listed == ()


def test_what_is_stated_while_the_agreed_part_is_under_silence_is_late() -> None:
    it = tabled(until=None)
    done(it.does(move("agreed", "1"), 1))
    done(it.does(ConcludeNegotiation(CHAIR, until=hour(50)), 2))
    done(it.does(MakeStatement(delegation("italy"), Statement.DISSOCIATE, ("1",)), 3))

    assert it.state.statements[0].late


def test_a_record_begins_with_the_tabling() -> None:
    assert fold([]) is None
    with pytest.raises(ValueError, match="before the text was tabled"):
        fold(concluded().recorded[1:])
