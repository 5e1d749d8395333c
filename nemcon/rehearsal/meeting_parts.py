"""The parts of a scenario file that are about agendas and negotiations: the keys of each verb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Self

from pydantic import Field, model_validator

from nemcon.agenda.acts import Change, Settlement
from nemcon.rehearsal.parts import Nothing, Part, Period, Reason, Wording


class ItemPart(Part):
    """An item of an agenda, with those below it."""

    item: str
    title: str
    items: list[ItemPart] = Field(default=[])


class SittingPart(Part):
    """A sitting: when it begins and ends, and the places that it takes up."""

    at: str
    until: str
    items: list[str] = Field(default=[])
    title: str = ""


class Circulation(Part):
    """`circulate-agenda`."""

    items: list[ItemPart]
    organization: dict[str, str] = Field(default={}, alias="organization of work")
    sittings: list[SittingPart] = Field(default=[])
    until: str = ""
    title: str = "Provisional agenda"
    symbol: str = ""
    rules: str | dict[str, Any] | None = None


class About(Part):
    """What is about one item, or one part of the organization of work."""

    item: str = ""
    part: str = ""

    @property
    def place(self) -> str:
        """The place that is meant."""
        return self.item or self.part

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        if bool(self.item) is bool(self.part):
            message = "either `item` or `part` is expected"
            raise ValueError(message)
        return self


class Proposing(About):
    """`propose`."""

    change: Change
    says: str = ""
    on_behalf_of: list[str] = Field(default=[], alias="on behalf of")


class Excepting(Part):
    """`compromise` and `adopt`: with the exception of places, to be revisited."""

    exceptions: list[str] = Field(default=[], alias="except")
    revisit_at: str = Field(default="", alias="revisit at")
    says: str = ""
    because: str = ""


class Revisiting(About):
    """`revisit`."""

    outcome: Settlement
    says: str = ""
    because: str = ""


class AgendaRevision(Part):
    """`revise-agenda`: the items and parts anew, and the proposers whose proposals it takes up."""

    items: list[ItemPart]
    organization: dict[str, str] = Field(default={}, alias="organization of work")
    taking_up: list[str] = Field(default=[], alias="taking up")
    because: str = ""


class Adding(Part):
    """`add-item`."""

    item: str
    title: str
    under: str = ""
    revisit_at: str = Field(default="", alias="revisit at")
    because: str = ""


class AgendaSilence(Period):
    """`put-agenda-under-silence`."""

    item_by_item: bool = Field(default=False, alias="item by item")
    because: str = ""


class Timetable(Part):
    """`change-timetable`."""

    sittings: list[SittingPart] = Field(min_length=1)
    because: str = ""


class Speaking(Part):
    """`take-floor`."""

    item: str
    sitting: int | None = None
    on_behalf_of: list[str] = Field(default=[], alias="on behalf of")


class Listing(Part):
    """`list-document`."""

    symbol: str
    title: str
    items: list[str] = Field(default=[])


class OfficerPart(Part):
    """An officer."""

    office: str
    participant: str = ""
    person: str = ""


class Naming(Part):
    """`name-officers`."""

    officers: list[OfficerPart]


class RoundEnd(Part):
    """When a round ends: at a time, or when a sitting of an agenda begins."""

    until: str = ""
    sitting: int | None = None

    @model_validator(mode="after")
    def _ends_once(self) -> Self:
        if self.until and self.sitting is not None:
            message = "either `until` or `sitting` is expected, not both"
            raise ValueError(message)
        return self


class Tabling(RoundEnd):
    """`table`: a text of the file, or what the compilation of a negotiation lists."""

    text: str = ""
    compilation: str = ""
    agenda: str = ""
    package: bool | None = None
    to: str = ""
    rules: str | dict[str, Any] | None = None


class Amending(Part):
    """`amend`: the paragraph, the words in it where only those are meant, and what is proposed."""

    paragraph: str = ""
    words: str = ""
    replace: str = ""
    insert_after: str = Field(default="", alias="insert after")
    delete: bool = False
    bracket: bool = False
    because: str = ""
    with_: list[str] = Field(default=[], alias="with")

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        wanted = (self.replace, self.insert_after, self.delete, self.bracket)
        if sum(map(bool, wanted)) != 1:
            message = "exactly one of `replace`, `insert after`, `delete`, `bracket` is expected"
            raise ValueError(message)
        return self


class OfAnother(Part):
    """`support`, `oppose`, `cosponsor`, `take-back`: whose amendment, to which paragraph.

    Of the Chair it is the compromise on an agenda that is meant.
    """

    of: str
    paragraph: str = ""
    says: str = ""


class Own(Part):
    """`withdraw-amendment`."""

    paragraph: str = ""


class MergingPart(Part):
    """Amendments that become one."""

    amendments: list[OfAnother]
    wording: str


class Issuing(RoundEnd):
    """`issue-revision`."""

    paragraphs: Wording = Field(default={})
    accept: list[OfAnother] = Field(default=[])
    merge: list[MergingPart] = Field(default=[])
    alternatives: list[OfAnother] = Field(default=[])
    not_taken_up: list[OfAnother] = Field(default=[], alias="not taken up")
    because: str = ""


class Moving(Part):
    """`agree-ad-referendum`, `agree-paragraphs`, `withdraw-paragraphs`, `reopen`."""

    paragraphs: list[str] = Field(min_length=1)
    because: str = ""


class RoundPart(RoundEnd):
    """`set-round`."""

    because: str = ""


class Concluding(Period):
    """`conclude`."""

    to: str = ""
    because: str = ""


MEETING_VERBS: Final[Mapping[str, type[Part]]] = {
    "circulate-agenda": Circulation,
    "propose": Proposing,
    "withdraw-proposal": Nothing,
    "compromise": Excepting,
    "adopt": Excepting,
    "revisit": Revisiting,
    "revise-agenda": AgendaRevision,
    "add-item": Adding,
    "put-agenda-under-silence": AgendaSilence,
    "change-timetable": Timetable,
    "take-floor": Speaking,
    "list-document": Listing,
    "name-officers": Naming,
    "table": Tabling,
    "amend": Amending,
    "support": OfAnother,
    "oppose": OfAnother,
    "cosponsor": OfAnother,
    "take-back": OfAnother,
    "withdraw-amendment": Own,
    "admit-amendment": OfAnother,
    "issue-revision": Issuing,
    "agree-ad-referendum": Moving,
    "agree-paragraphs": Moving,
    "withdraw-paragraphs": Moving,
    "reopen": Moving,
    "set-round": RoundPart,
    "conclude": Concluding,
    "withdraw-tabled": Reason,
}
"""The verbs of agendas and negotiations, with the keys of each."""
