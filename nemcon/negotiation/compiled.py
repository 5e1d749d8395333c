"""What the Chair's compilation says, in a form that letters, pages and documents can render.

Every wording names the entry of the register that it comes from, so that each word can be traced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nemcon.language import N_, _
from nemcon.negotiation.acts import Statement
from nemcon.text.amendments import Change


class Stand(StrEnum):
    """Where an alternative stands that was neither merged nor withdrawn.

    One that was accepted is an alternative again once its words are no longer in the text.
    """

    LIVE = N_("proposed, and not dealt with")
    IN_TEXT = N_("left in the text as an alternative")
    LATE = N_("late, and not admitted")
    NOT_TAKEN_UP = N_("not taken up in a revision")
    NO_LONGER_FITS = N_("no longer fits the text")
    CHANGED_SINCE = N_("accepted, and changed since")


@dataclass(frozen=True, slots=True)
class Source:
    """The entry of the register that something comes from.

    `number` is 0 where only the instant of that entry is known.
    """

    procedure: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Wording:
    """Words as they stood in an issue of the text ("as tabled", "Rev.1"), with their marks."""

    words: str
    issue: str
    source: Source


@dataclass(frozen=True, slots=True)
class Delegations:
    """Delegations by name, or only how many they are where the rules keep their names back."""

    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one delegation said when it supported or opposed an alternative."""

    by: Delegations
    opposes: bool
    says: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """What was proposed for a paragraph: its own words, and how the paragraph would read with it.

    `paragraph` is the one that it names, `own` are its words, none for a deletion. `reads` is how
    the paragraph would read with this alone; it is empty where nothing would be left of it.
    It is what the amendment makes of the issue that `reads` names, the present one where it fits.
    `why` says what keeps it from fitting the present text. `accepted_in` is the issue in which it
    was accepted, where its words are in the text no more.
    """

    id: str
    source: Source
    paragraph: str
    change: Change
    own: str
    passage: str
    beneath: bool
    reads: Wording
    by: Delegations
    supporters: Delegations
    opponents: Delegations
    said: tuple[Said, ...]
    reason: str
    stand: Stand
    why: str = ""
    accepted_in: str = ""

    @property
    def stands(self) -> str:
        """Where it stands, in words: "accepted in Rev.1, and changed since"."""
        if not self.accepted_in:
            return _(self.stand.value)
        return _("accepted in {issue}, and changed since", issue=self.accepted_in)


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection in the final silence; `paragraphs` is empty for one to the whole text.

    `wording` is what it proposes for the paragraph beside which it stands.
    """

    source: Source
    by: Delegations
    paragraphs: tuple[str, ...]
    says: str
    wording: str
    late: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """An explanation, a reserve or a dissociation; of the whole text where it names none."""

    source: Source
    by: Delegations
    kind: Statement
    paragraphs: tuple[str, ...]
    says: str
    late: bool


@dataclass(frozen=True, slots=True)
class CompiledParagraph:
    """A paragraph that does not enjoy agreement, or that has late amendments annexed to it.

    `common` is the latest wording without bracket and alternative, none where there never was one;
    `present` the present wording where it differs from that. An `added` paragraph stands in no
    text: it was proposed, and has the number that it would get. `note` is what was noted beside
    the number ("agreed ad ref"). `contested` says that the final silence was broken on it. One that
    is `annexed` was adopted, agreed or withdrawn, as `note` says, and is here only for the
    amendments to it that were late and not admitted, which have no bearing on that. `beside` are
    the amendments to it that stand as another wording of it, each with the number of that.
    """

    number: str
    common: Wording | None = None
    present: Wording | None = None
    alternatives: tuple[Alternative, ...] = ()
    objections: tuple[Objection, ...] = ()
    remarks: tuple[Remark, ...] = ()
    added: bool = False
    withdrawn: bool = False
    contested: bool = False
    note: str = ""
    annexed: bool = False
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def undisputed(self) -> bool:
        """Whether nothing in it is disputed: it is only that nobody declared it agreed."""
        said = (self.alternatives, self.objections, self.remarks, self.beside)
        settled = self.added or self.withdrawn or self.contested or self.annexed
        return self.common is not None and self.present is None and not settled and not any(said)


@dataclass(frozen=True, slots=True)
class Compilation:
    """The Chair's compilation of a procedure, made from its record and from nothing else.

    `head` is the number of the last entry that it takes into account, `child` the silence procedure
    in which the agreed part was, and `child_head` the last entry of that. `named` says whether the
    rules let it name delegations. `remarks` are those on the whole text. `objectors` is how many
    delegations objected in the final silence, where the rules let that be told. `provisional` says
    that the negotiation has not ended, and that this is what would be listed now.
    """

    procedure: str
    head: int
    title: str
    symbol: str
    to: str
    chapeau: tuple[str, ...]
    paragraphs: tuple[CompiledParagraph, ...]
    remarks: tuple[Remark, ...] = ()
    named: bool = True
    child: str = ""
    child_head: int = 0
    objectors: int | None = None
    provisional: bool = False
