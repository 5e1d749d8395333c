"""A decision in a negotiation, and the checks that most of its rules begin with."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.negotiation.entries import NegotiationEntry, NegotiationRecorded, RoundClosed
from nemcon.negotiation.evolution import evolve
from nemcon.negotiation.places import concerned, concerns
from nemcon.negotiation.state import NegotiationPhase, NegotiationState, Proposed
from nemcon.procedure.draft import Drafting, Refused
from nemcon.procedure.filing import FILERS
from nemcon.procedure.launch import TOO_FAR, TOO_FAR_SAYS, too_far_ahead
from nemcon.procedure.people import Actor, Office, Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.values import BadValue, plain
from nemcon.text.negotiated import Clause
from nemcon.timing.durations import lapse_of

CHAIR_OFFICES: Final = frozenset({Office.CHAIR, Office.BUREAU, Office.SECRETARIAT})
"""Who conducts the negotiation: the Chair, the Bureau, and the secretariat as they instruct it."""
NEGOTIATING: Final = (NegotiationPhase.IN_ROUND, NegotiationPhase.BETWEEN_ROUNDS)


class NegotiationDraft(Drafting[NegotiationState, NegotiationEntry]):
    """A decision in a negotiation, which the register keeps under the name `procedure`."""

    def __init__(
        self, state: NegotiationState, actor: Actor, at: datetime, procedure: str = ""
    ) -> None:
        super().__init__(state, state.number, actor, at)
        self.procedure = procedure

    def evolved(self, recorded: NegotiationRecorded) -> NegotiationState:
        """As the entries of a negotiation change it."""
        return evolve(self.state, recorded)

    def require_chair(self, doing: str) -> None:
        """Refuse unless whoever conducts the negotiation acts."""
        self.require_office(CHAIR_OFFICES, "", doing)

    def require_negotiating(self, doing: str) -> None:
        """Refuse once the negotiation has been concluded."""
        if self.state.phase in NEGOTIATING:
            return
        where = {
            NegotiationPhase.UNDER_SILENCE: N_("what was agreed is under silence"),
            NegotiationPhase.ENDED: N_("the negotiation has ended"),
        }[self.state.phase]
        raise self.refuse(
            "wrong-phase",
            _("Now that {where}, it is not possible to {doing}.", where=_(where), doing=_(doing)),
        )

    def delegation(self, *, amends: bool, doing: str) -> Seat:
        """The seat of the delegation that acts, if the rules let it amend, or comment.

        The secretariat may act for it, on the strength of a paper.
        """
        if self.actor.office not in FILERS or not self.actor.participant:
            raise self.refuse("not-authorised", _("Only a delegation may {doing}.", doing=_(doing)))
        seat = self.state.seat(self.actor.participant)
        if seat is None:
            raise Refused(off_the_roll(self.actor))
        stands = may_amend(self.state.profile, seat) if amends else seat.may_comment
        if not stands:
            rule = "negotiation.amended_by" if amends else "standing.comment"
            raise self.refuse(
                "no-standing",
                _("{name} has no standing to {doing}.", name=named(seat.name), doing=_(doing)),
                rule,
            )
        return seat

    def amendment(self, name: str) -> Proposed:
        """The amendment of that id, if it waits to be dealt with, in time or late."""
        found = self.state.proposed(name)
        if found is None:
            raise self.refuse("no-such-amendment", _("There is no amendment {name}.", name=name))
        if not found.amendment.live:
            says = _(
                "Amendment {name} has been dealt with: it is {status}.",
                name=name,
                status=_(found.amendment.status),
            )
            raise self.refuse("amendment-settled", says)
        return found

    def require_end(self, until: datetime | None, sitting: int | None) -> None:
        """Refuse an end of a round that is not ahead, or one at a sitting of no agenda."""
        refusal = bad_end(self.at, until, sitting, self.state.agenda)
        if refusal is not None:
            raise Refused(refusal)

    def close_if_over(self) -> None:
        """Record the end of a round whose time and grace have run out, so that another can begin.

        Whoever calls this has refused what is done within the grace.
        """
        state = self.state
        running = state.phase is NegotiationPhase.IN_ROUND and state.until is not None
        if running and state.until is not None and self.at >= state.until + state.grace:
            self.add(closing(state, state.until))

    def require_nothing_on_its_way(self) -> None:
        """Refuse a ruling within the grace of a round, which would overtake what is on its way."""
        state = self.state
        running = state.phase is NegotiationPhase.IN_ROUND and state.until is not None
        if (
            running
            and state.until is not None
            and state.until <= self.at < state.until + state.grace
        ):
            says = _(
                "The round has just ended; filings received in time may still be on their "
                "way. Send it again in a few seconds."
            )
            raise self.refuse("round-closing", says)


def closing(state: NegotiationState, until: datetime) -> RoundClosed:
    """The entry that ends the present round at `until`, with the time that the Chair has then."""
    time = state.profile.chair_time
    chair_until = lapse_of(until, time, state.profile.zone) if time else None
    return RoundClosed(state.round, until, chair_until)


def bad_end(
    at: datetime, until: datetime | None, sitting: int | None, agenda: str
) -> Refusal | None:
    """Why a round cannot end then; none where it can."""
    if sitting is not None and not agenda:
        says = _(
            "The negotiation hangs on no agenda, so that its rounds cannot end with a sitting."
        )
        return Refusal("no-agenda", says)
    if sitting is not None and until is None:
        says = _("It is not said when that sitting begins.")
        return Refusal("sitting-unknown", says)
    if until is not None and until <= at:
        return Refusal("deadline-not-ahead", _("The end of the round must lie ahead."))
    if until is not None and too_far_ahead(at, until):
        return Refusal(TOO_FAR, _(TOO_FAR_SAYS))
    return None


def off_the_roll(actor: Actor) -> Refusal:
    """The refusal to somebody that has no seat."""
    says = (
        _(
            "The participant {participant} is not on the roll that was fixed when the text was "
            "tabled.",
            participant=actor.participant,
        )
        if actor.participant
        else _("This participant is not on the roll that was fixed when the text was tabled.")
    )
    return Refusal("no-standing", says, "negotiation.amended_by")


def may_amend(profile: Profile, seat: Seat) -> bool:
    """Whether the rules let the participant propose, support and oppose amendments."""
    return seat.category in profile.amenders


def counting(state: NegotiationState, clause: Clause) -> tuple[Proposed, ...]:
    """The amendments to that paragraph that count and wait to be dealt with."""
    return tuple(p for p in state.amendments if p.live and concerns(p.amendment, clause))


def additions_wait(state: NegotiationState) -> bool:
    """Whether an amendment counts and waits to be dealt with that would add a paragraph."""
    return any(p.live and concerned(p.amendment) is None for p in state.amendments)


def destination(to: str) -> str:
    """Where the rest goes, on one line. Raises `Refused` for what cannot be written there."""
    words = " ".join(to.split())
    try:
        plain(words)
    except BadValue as error:
        raise Refused(
            Refusal("bad-destination", _("Where the rest goes takes {error}.", error=error))
        ) from error
    return words
