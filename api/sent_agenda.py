"""What people send about an agenda and its session, each able to become an act."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, Final

from pydantic import Field, StrictBool, StrictInt, model_validator

from api.sent import MOST_SIGNATORIES, RuleScalar, Sent, instant_in, maybe_instant
from api.words import Identifier, Length, Name, OptionalName, ShortWords, When, Words
from nemcon.agenda import acts as a
from nemcon.agenda.acts import AgendaAct, Change, Settlement
from nemcon.agenda.items import Document, Item, Officer, Part, Revisit, Sitting
from nemcon.language import _
from nemcon.procedure.people import Actor

MOST_ITEMS: Final = 300
Places = Annotated[list[Name], Field(max_length=MOST_ITEMS)]
Names = Annotated[list[Name], Field(max_length=MOST_SIGNATORIES)]
SittingNumber = Annotated[StrictInt, Field(ge=1, le=10_000)]


class ItemSent(Sent):
    """An item with its own number, "2" or "(a)", and the items below it."""

    number: Name = Field(examples=["2"])
    title: Name = Field(examples=["Joint investigative bodies"], max_length=2_000)
    subs: list[ItemSent] = Field(default_factory=list["ItemSent"], max_length=MOST_ITEMS)

    def item(self) -> Item:
        """The item as the register knows it."""
        return Item(self.number, self.title, tuple(sub.item() for sub in self.subs))


class PartSent(Sent):
    """A named part of the organization of work."""

    name: Name = Field(examples=["outcome"])
    says: ShortWords = ""

    def part(self) -> Part:
        """The part as the register knows it."""
        return Part(self.name, self.says)


class SittingSent(Sent):
    """A sitting; its times without an offset are read in the zone of the rules."""

    number: SittingNumber
    begins: When
    ends: When
    items: Places = Field(default_factory=list[str], examples=[["1", "2 (a)"]])
    title: OptionalName = ""

    def sitting(self, zone: str) -> Sitting:
        """The sitting as the register knows it. Raises `Problem`."""
        begins, ends = instant_in(self.begins, zone), instant_in(self.ends, zone)
        return Sitting(self.number, begins, ends, tuple(self.items), self.title)


Items = Annotated[list[ItemSent], Field(min_length=1, max_length=MOST_ITEMS)]
Parts = Annotated[list[PartSent], Field(max_length=MOST_ITEMS)]
Sittings = Annotated[list[SittingSent], Field(max_length=MOST_ITEMS)]


class RevisitSent(Sent):
    """When something is taken up again: at a sitting or at an hour; neither: to be announced."""

    at: When | None = None
    sitting: SittingNumber | None = None

    @model_validator(mode="after")
    def _one(self) -> RevisitSent:
        if self.at is not None and self.sitting is not None:
            message = _("Give either a sitting or an hour, not both.")
            raise ValueError(message)
        return self

    def revisit(self, zone: str) -> Revisit:
        """The time as the register knows it. Raises `Problem`."""
        return Revisit(maybe_instant(self.at, zone), self.sitting)


class Circulating(Sent):
    """A provisional agenda and the organization of work, for a body or one of its rolls.

    `until` is when proposals are to be in. `rules` replaces values of the profile.
    """

    procedure: Identifier = Field(examples=["agenda-of-the-third-session"])
    body: Identifier
    title: OptionalName = Field(min_length=1, examples=["Provisional agenda"])
    symbol: OptionalName = ""
    items: Items
    parts: Parts = Field(default_factory=list[PartSent])
    sittings: Sittings = Field(default_factory=list[SittingSent])
    among: OptionalName = Field(default="", description="The name of a roll; empty for all.")
    profile: Identifier
    rules: dict[str, RuleScalar] = Field(default_factory=dict[str, RuleScalar])
    until: When | None = None
    session: OptionalName = ""
    next_session: OptionalName = ""


class AgendaSent(Sent):
    """Something that is done about an agenda."""

    @abstractmethod
    def act(self, actor: Actor, zone: str) -> AgendaAct:
        """The act; a time without an offset is read in that zone. Raises `Problem`."""


class Proposing(AgendaSent):
    """Propose to add, delete or amend something, or to except it from the adoption for now."""

    change: Change
    place: OptionalName = Field(default="", examples=["2 (a)"])
    says: Words = ""
    on_behalf_of: Names = Field(default_factory=list[str])

    def act(self, actor: Actor, zone: str) -> AgendaAct:  # noqa: ARG002 - it names no time
        """The proposal."""
        return a.ProposeChange(actor, self.change, self.place, self.says, tuple(self.on_behalf_of))


class WithdrawingProposal(AgendaSent):
    """Withdraw the proposal with that number."""

    proposal: Annotated[StrictInt, Field(ge=1, le=1_000_000_000)]

    def act(self, actor: Actor, zone: str) -> AgendaAct:  # noqa: ARG002 - it names no time
        """The withdrawal."""
        return a.WithdrawProposal(actor, self.proposal)


class OpposingCompromise(AgendaSent):
    """Say that the delegation cannot join the Chair's compromise."""

    says: Words = ""

    def act(self, actor: Actor, zone: str) -> AgendaAct:  # noqa: ARG002 - it names no time
        """The opposition."""
        return a.OpposeCompromise(actor, self.says)


class JoiningCompromise(AgendaSent):
    """Say that the delegation no longer opposes the Chair's compromise."""

    def act(self, actor: Actor, zone: str) -> AgendaAct:  # noqa: ARG002 - it names no time
        """The joining."""
        return a.JoinCompromise(actor)


class Compromising(AgendaSent):
    """The Chair's compromise: to adopt the agenda with exceptions, which are taken up again."""

    exceptions: Places = Field(default_factory=list[str])
    revisit: RevisitSent = RevisitSent()
    says: ShortWords = ""

    def act(self, actor: Actor, zone: str) -> AgendaAct:
        """The compromise."""
        return a.PutCompromise(actor, tuple(self.exceptions), self.revisit.revisit(zone), self.says)


class Adopting(AgendaSent):
    """The meeting adopts the agenda, with the exception of the places named."""

    exceptions: Places = Field(default_factory=list[str])
    revisit: RevisitSent = RevisitSent()
    because: ShortWords = ""

    def act(self, actor: Actor, zone: str) -> AgendaAct:
        """The adoption."""
        revisit = self.revisit.revisit(zone)
        return a.AdoptAgenda(actor, tuple(self.exceptions), revisit, self.because)


class PlacingAgenda(AgendaSent):
    """Have the agenda adopted by silence: as a whole or item by item."""

    until: When | None = None
    length: Length | None = None
    item_by_item: StrictBool = False
    because: ShortWords = ""

    @model_validator(mode="after")
    def _one_end(self) -> PlacingAgenda:
        if self.until is not None and self.length is not None:
            message = _("Give either a deadline or a length, not both.")
            raise ValueError(message)
        return self

    def act(self, actor: Actor, zone: str) -> AgendaAct:
        """The placing under silence."""
        until = maybe_instant(self.until, zone)
        return a.PlaceAgendaUnderSilence(actor, until, self.length, self.item_by_item, self.because)


class RevisingAgenda(AgendaSent):
    """Issue the provisional agenda anew; `taken_up` are the numbers of proposals."""

    items: Items
    parts: Parts = Field(default_factory=list[PartSent])
    taken_up: list[StrictInt] = Field(default_factory=list[int], max_length=MOST_ITEMS)
    because: ShortWords = ""

    def act(self, actor: Actor, zone: str) -> AgendaAct:  # noqa: ARG002 - it names no time
        """The revision."""
        items = tuple(item.item() for item in self.items)
        parts = tuple(part.part() for part in self.parts)
        return a.ReviseAgenda(actor, items, parts, tuple(self.taken_up), self.because)


class AddingItem(AgendaSent):
    """A supplementary item, `under` a place or at the end; `revisit` after the adoption."""

    item: ItemSent
    under: OptionalName = ""
    revisit: RevisitSent = RevisitSent()
    because: ShortWords = ""

    def act(self, actor: Actor, zone: str) -> AgendaAct:
        """The addition."""
        revisit = self.revisit.revisit(zone)
        return a.AddItem(actor, self.item.item(), self.under, revisit, self.because)


class Settling(AgendaSent):
    """What was left open is adopted (in these words, where given), deferred or dropped."""

    place: Name
    settlement: Settlement
    says: ShortWords = ""
    because: ShortWords = ""

    def act(self, actor: Actor, zone: str) -> AgendaAct:  # noqa: ARG002 - it names no time
        """The settlement."""
        return a.SettlePart(actor, self.place, self.settlement, self.says, self.because)


class ChangingTimetable(AgendaSent):
    """Set all sittings anew; what hangs on one moves with it."""

    sittings: Sittings
    because: ShortWords = ""

    def act(self, actor: Actor, zone: str) -> AgendaAct:
        """The change."""
        sittings = tuple(sitting.sitting(zone) for sitting in self.sittings)
        return a.ChangeTimetable(actor, sittings, self.because)


class OfficerSent(Sent):
    """An officer: the office, the participant that the officer is of, the person."""

    office: Name = Field(examples=["Chair"])
    participant: OptionalName = ""
    person: OptionalName = ""


class NamingOfficers(AgendaSent):
    """Set the officers of the session."""

    officers: list[OfficerSent] = Field(max_length=MOST_ITEMS)

    def act(self, actor: Actor, zone: str) -> AgendaAct:  # noqa: ARG002 - it names no time
        """The naming."""
        officers = (Officer(o.office, o.participant, o.person) for o in self.officers)
        return a.NameOfficers(actor, tuple(officers))


class NotingSpeaker(AgendaSent):
    """Note who spoke on an item: a participant, or the name of somebody without a seat."""

    place: Name
    speaker: Name
    sitting: SittingNumber | None = None
    on_behalf_of: Names = Field(default_factory=list[str])

    def act(self, actor: Actor, zone: str) -> AgendaAct:  # noqa: ARG002 - it names no time
        """The note."""
        others = tuple(self.on_behalf_of)
        return a.NoteSpeaker(actor, self.place, self.speaker, self.sitting, others)


class ListingDocument(AgendaSent):
    """List a document before the session; the same symbol again replaces what was listed."""

    symbol: Name
    title: ShortWords = ""
    items: Places = Field(default_factory=list[str])

    def act(self, actor: Actor, zone: str) -> AgendaAct:  # noqa: ARG002 - it names no time
        """The listing."""
        return a.ListDocument(actor, Document(self.symbol, self.title, tuple(self.items)))


OF_THE_DESK: Final[dict[str, type[AgendaSent]]] = {
    "compromise": Compromising,
    "adopt": Adopting,
    "place-under-silence": PlacingAgenda,
    "revise": RevisingAgenda,
    "add-item": AddingItem,
    "settle": Settling,
    "change-timetable": ChangingTimetable,
    "name-officers": NamingOfficers,
    "note-speaker": NotingSpeaker,
    "list-document": ListingDocument,
}
OF_DELEGATIONS: Final[dict[str, type[AgendaSent]]] = {
    "propose": Proposing,
    "withdraw": WithdrawingProposal,
    "oppose": OpposingCompromise,
    "join": JoiningCompromise,
}
