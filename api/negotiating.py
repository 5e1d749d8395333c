"""What people send in a negotiation, as its acts: amendments, positions, revisions, conclusions."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from pydantic import Field, StrictBool, StrictInt, model_validator

from api.context import Context
from api.problems import Problem
from api.sent import (
    MOST_PARAGRAPHS,
    MOST_SIGNATORIES,
    Digest,
    Paragraphs,
    ParagraphSent,
    Sent,
    maybe_instant,
    paragraphs_of,
)
from api.words import Length, OptionalName, ShortWords, When, Words
from nemcon.agenda.state import AgendaState
from nemcon.language import _
from nemcon.negotiation import acts
from nemcon.negotiation.acts import (
    Merging,
    NegotiationAct,
    Rung,
    Stance,
    Statement,
)
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.people import Actor
from nemcon.text.amendments import Change

MOST_AMENDMENTS: Final = 2_000
AmendmentId = Annotated[str, Field(pattern=r"^A[1-9][0-9]{0,5}$", examples=["A7"])]
AmendmentIds = Annotated[list[AmendmentId], Field(max_length=MOST_AMENDMENTS)]
SittingNumber = Annotated[StrictInt, Field(ge=1, le=1_000)]


class Filed(Sent):
    """What a delegation files in a negotiation."""

    @abstractmethod
    def act(self, actor: Actor) -> NegotiationAct:
        """What was filed as an act."""


class Amending(Filed):
    """An amendment. `insert` without a passage adds a paragraph after the one that is named."""

    paragraph: OptionalName = Field(
        default="", description="As it is cited, such as `2 bis (a)`; empty: before all."
    )
    change: Change = Field(examples=["replace"])
    wording: Words = Field(default="", description="With the marks of negotiators.")
    passage: Words = Field(default="", description="The words it is about; empty for the whole.")
    beneath: StrictBool = Field(default=False, description="Add it as a sub-paragraph.")
    reason: Words = ""
    cosponsors: list[OptionalName] = Field(default_factory=list, max_length=MOST_SIGNATORIES)
    text_digest: Digest = Field(
        default="",
        description="The digest of the text that was read; about another text it is refused.",
    )

    def act(self, actor: Actor) -> acts.ProposeAmendment:
        """The amendment as an act."""
        return acts.ProposeAmendment(
            actor=actor,
            paragraph=self.paragraph,
            change=self.change,
            wording=self.wording,
            passage=self.passage,
            beneath=self.beneath,
            reason=self.reason,
            cosponsors=tuple(name for name in self.cosponsors if name.strip()),
            text_digest=self.text_digest,
        )


class TakingPosition(Filed):
    """Support or oppose the amendment of another, co-sponsor it, or take that back (`none`)."""

    amendment: AmendmentId
    stance: Stance
    says: ShortWords = ""

    def act(self, actor: Actor) -> NegotiationAct:
        """The position as an act."""
        return acts.TakePosition(actor, self.amendment, self.stance, self.says)


class WithdrawingAmendment(Filed):
    """Withdraw one's own amendment."""

    amendment: AmendmentId

    def act(self, actor: Actor) -> NegotiationAct:
        """The withdrawal as an act."""
        return acts.WithdrawAmendment(actor, self.amendment)


class Stating(Filed):
    """An explanation, a reserve or a dissociation; without paragraphs on the whole text."""

    kind: Statement
    paragraphs: Paragraphs = Field(default_factory=list)
    says: Words = ""

    def act(self, actor: Actor) -> acts.MakeStatement:
        """The statement as an act."""
        return acts.MakeStatement(actor, self.kind, tuple(self.paragraphs), self.says)


@dataclass(frozen=True, slots=True)
class Times:
    """In which zone times without an offset are read, and when the sittings begin."""

    zone: str
    begins: Mapping[int, datetime]

    @classmethod
    def of(cls, context: Context, state: NegotiationState) -> Times:
        """Those of a negotiation, with the sittings of its agenda."""
        return cls(state.profile.zone, sittings_of(context, state.agenda))

    def end(self, until: datetime | None, sitting: int | None) -> datetime | None:
        """The end that was meant. Raises `Problem` for a sitting that is not on the agenda."""
        if sitting is None:
            return maybe_instant(until, self.zone)
        if sitting not in self.begins:
            says = _("There is no sitting {sitting} on the agenda.", sitting=sitting)
            fields = [{"where": "sitting", "says": says}]
            raise Problem(422, "sitting-unknown", says, fields=fields)
        return self.begins[sitting]


class ChairSent(Sent):
    """What the Chair does in a negotiation; `because` is told to all."""

    because: ShortWords = ""

    @abstractmethod
    def act(self, actor: Actor, times: Times) -> NegotiationAct:
        """What was sent as an act."""


class RoundEnd(ChairSent):
    """With the end of a round: an instant, or the beginning of a sitting."""

    until: When | None = None
    sitting: SittingNumber | None = Field(
        default=None, description="The sitting of the agenda with whose beginning the round ends."
    )

    @model_validator(mode="after")
    def _one_end(self) -> RoundEnd:
        if self.until is not None and self.sitting is not None:
            message = _("Give either `until` or `sitting`, not both.")
            raise ValueError(message)
        return self


class MergingSent(Sent):
    """Several amendments to the same words, and the wording that is made of them."""

    amendments: AmendmentIds = Field(min_length=1)
    wording: Words


class Revising(RoundEnd):
    """Issue the text anew; amendments that are not named stay live. `until` begins a new round."""

    accepted: AmendmentIds = Field(default_factory=list)
    merged: list[MergingSent] = Field(default_factory=list[MergingSent], max_length=500)
    alternatives: AmendmentIds = Field(default_factory=list)
    not_taken_up: AmendmentIds = Field(default_factory=list)
    wording: list[ParagraphSent] = Field(
        default_factory=list[ParagraphSent],
        max_length=MOST_PARAGRAPHS,
        description="Paragraphs in the Chair's own words.",
    )

    def act(self, actor: Actor, times: Times) -> NegotiationAct:
        """The revision as an act."""
        return acts.IssueRevision(
            actor=actor,
            accepted=tuple(self.accepted),
            merged=tuple(Merging(tuple(m.amendments), m.wording) for m in self.merged),
            alternatives=tuple(self.alternatives),
            not_taken_up=tuple(self.not_taken_up),
            wording=paragraphs_of(self.wording),
            until=times.end(self.until, self.sitting),
            sitting=self.sitting,
            because=self.because,
        )


class Moving(ChairSent):
    """Move paragraphs on the ladder."""

    paragraphs: Paragraphs = Field(min_length=1)
    rung: Rung

    def act(self, actor: Actor, times: Times) -> NegotiationAct:  # noqa: ARG002 - it has no times
        """The move as an act."""
        return acts.MoveParagraphs(actor, tuple(self.paragraphs), self.rung, self.because)


class SettingRound(RoundEnd):
    """Set the end of the running round, or open another one after it has ended."""

    def act(self, actor: Actor, times: Times) -> NegotiationAct:
        """The setting as an act."""
        until = times.end(self.until, self.sitting)
        return acts.SetRound(actor, until, self.sitting, self.because)


class AdmittingAmendment(ChairSent):
    """Admit a late amendment as if it had been in time."""

    amendment: AmendmentId

    def act(self, actor: Actor, times: Times) -> NegotiationAct:  # noqa: ARG002 - it has no times
        """The admission as an act."""
        return acts.AdmitLateAmendment(actor, self.amendment, self.because)


class Concluding(ChairSent):
    """End the negotiation: what is agreed goes under silence, the rest to the compilation."""

    until: When | None = None
    length: Length | None = None
    in_meeting: StrictBool = Field(
        default=False, description="What is agreed is adopted there and then."
    )
    to: OptionalName = Field(default="", description="Where the rest goes.")

    @model_validator(mode="after")
    def _one_end(self) -> Concluding:
        if self.until is not None and self.length is not None:
            message = _("Give either `until` or `length`, not both.")
            raise ValueError(message)
        return self

    def act(self, actor: Actor, times: Times) -> NegotiationAct:
        """The conclusion as an act."""
        return acts.ConcludeNegotiation(
            actor=actor,
            until=maybe_instant(self.until, times.zone),
            length=self.length,
            in_meeting=self.in_meeting,
            to=self.to,
            because=self.because,
        )


class WithdrawingTabled(ChairSent):
    """Withdraw the whole text."""

    def act(self, actor: Actor, times: Times) -> NegotiationAct:  # noqa: ARG002 - it has no times
        """The withdrawal as an act."""
        return acts.WithdrawTabled(actor, self.because)


def sittings_of(context: Context, agenda: str) -> dict[int, datetime]:
    """When each sitting of that agenda begins; none where there is no such agenda."""
    position = context.register.position(agenda, AgendaState) if agenda else None
    if position is None:
        return {}
    return {sitting.number: sitting.begins for sitting in position.state.sittings}


CHAIR_ACTS: Final[Mapping[str, type[ChairSent]]] = {
    "revision": Revising,
    "paragraphs": Moving,
    "round": SettingRound,
    "admission": AdmittingAmendment,
    "conclusion": Concluding,
    "withdrawal": WithdrawingTabled,
}
"""What the Chair may send, by its address."""
