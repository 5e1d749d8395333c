"""Courses of a negotiation, one for every notice."""

from __future__ import annotations

from collections.abc import Callable

from nemcon.negotiation import acts as na
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import TakeResult
from nemcon.procedure.people import TIME
from tests.negotiation import build as negotiation
from tests.negotiation.build import done
from tests.procedure.build import CHAIR, hour

from .typed import Some, Words


def _amended(it: negotiation.Negotiation, words: Words) -> None:
    reason = words.says("Every two years suffices.")
    act = negotiation.amend(
        "italy",
        "2",
        words.marked(words.typed or "States parties should appoint two contact points."),
        reason=reason,
        cosponsors=("france",),
    )
    done(it.does(act, 1))


def _revision(it: negotiation.Negotiation, words: Words) -> None:
    _amended(it, words)
    done(it.does(negotiation.amend("china", "3", "Evidence may be admissible."), 2))
    because = words.says("After informals.")
    wording = {"3 bis": "The Secretariat should report."}
    parts: dict[str, Some] = {"accepted": ("A1",), "wording": wording, "until": hour(60)}
    done(it.does(negotiation.revision(because=because, **parts), 20))


def _ladder(it: negotiation.Negotiation, words: Words) -> None:
    because = words.says("Nobody spoke against.")
    done(it.does(na.MoveParagraphs(CHAIR, ("1", "2"), na.Rung.AD_REFERENDUM, because), 5))


def _extended(it: negotiation.Negotiation, words: Words) -> None:
    done(it.does(na.SetRound(CHAIR, hour(40), None, words.says("Capitals asked.")), 5))


def _round_reminded(it: negotiation.Negotiation, words: Words) -> None:
    del words
    done(it.time(21.5))


def _closed(it: negotiation.Negotiation, words: Words) -> None:
    del words
    done(it.time(21.5))
    done(it.time(25))


def _admitted(it: negotiation.Negotiation, words: Words) -> None:
    _ladder(it, words)
    reason = words.says("The line was down.")
    done(it.does(negotiation.amend("italy", "2", "No contact points.", reason=reason), 26))
    done(it.does(na.AdmitLateAmendment(CHAIR, "A1", words.says("An outage.")), 27))


def _concluded(it: negotiation.Negotiation, words: Words) -> None:
    _amended(it, words)
    done(it.does(negotiation.amend("china", "3", "Evidence may be admissible."), 2))
    done(it.does(negotiation.move("agreed-ad-referendum", "1"), 5))
    because = words.says("Time has run out.")
    done(it.does(na.ConcludeNegotiation(CHAIR, until=hour(100), to=words.to, because=because), 20))


def _ended(it: negotiation.Negotiation, words: Words) -> None:
    _concluded(it, words)
    result = TakeResult(TIME, it.state.child, Outcome.ADOPTED, hour(100), ("1",))
    done(it.does(result, 100))


NEGOTIATIONS: dict[NegotiationNotice, Callable[[negotiation.Negotiation, Words], None]] = {
    NegotiationNotice.TABLED: lambda _it, _words: None,
    NegotiationNotice.RECEIPT: _amended,
    NegotiationNotice.NAMED: _amended,
    NegotiationNotice.REVISION: _revision,
    NegotiationNotice.PARAGRAPHS: _ladder,
    NegotiationNotice.ROUND: _extended,
    NegotiationNotice.REMINDER: _round_reminded,
    NegotiationNotice.ROUND_CLOSED: _closed,
    NegotiationNotice.ADMISSION: _admitted,
    NegotiationNotice.CONCLUSION: _concluded,
    NegotiationNotice.OUTCOME: _ended,
}
