"""What a letter may say: plain words, in which whatever the rules hide does not occur at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemcon.language import _
from nemcon.mail.attached import Attached
from nemcon.procedure.disclosure import Tells
from nemcon.procedure.notices import Notice
from nemcon.text.document import Paragraph
from nemcon.text.lines import sentences

if TYPE_CHECKING:  # a section is made of what is defined here
    from nemcon.mail.sections import Section


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a letter goes, and in which language: a contact, and the delegation it belongs to."""

    contact: str
    participant: str
    person: str
    address: str
    zone: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What a letter calls its recipient: the person, and the delegation with its article."""

    person: str
    delegation: str


@dataclass(frozen=True, slots=True)
class Reader:
    """The recipient as the letter speaks of it; `own` where the act was its delegation's."""

    person: str
    delegation: str
    may_object: bool
    may_comment: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in every zone in which it is written, and, for a deadline, its rule."""

    body: str
    lines: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph of a revision; `old` is empty for a new one."""

    number: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that applies: what it is about, its value, and where it stands."""

    means: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A filing as this recipient may see it: what the rules hide is empty here.

    `what` says of which kind it is, and to what, where that is told.
    """

    by: str
    person: str
    what: str
    at: Moment
    where: str
    on_behalf_of: str
    says: str
    wording: tuple[Paragraph, ...]
    late: bool
    objects: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the text, in words.

    `reached` says for how many the letters left in time and did not come back, `undelivered` what
    became of those to the others, and `exempt` to whom the text does not apply.
    """

    word: str
    says: str
    kept: bool
    computed: str
    objectors: str
    in_force: str
    decided_at: Moment | None
    adopted: str
    contested: str
    compiled: str
    exempt: str
    unreached: str
    reached: str
    undelivered: str
    confirmation: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the result is in particular, a sentence each."""
        says = (
            self.adopted and _("Adopted: {paragraphs}.", paragraphs=self.adopted),
            self.contested and _("Not agreed: {paragraphs}.", paragraphs=self.contested),
            self.compiled
            and _("To the Chair's compilation: {paragraphs}.", paragraphs=self.compiled),
            self.objectors,
            self.in_force
            and _("Under the rules it enters into force on {day}.", day=self.in_force),
            self.exempt,
        )
        return tuple(sentence for sentence in says if sentence)

    @property
    def delivery(self) -> tuple[str, ...]:
        """How the letters were delivered, a sentence or more each."""
        nobody = _(
            "No letter reached: {names}. Nobody presumes their consent.", names=self.unreached
        )
        left = sentences(self.reached, self.undelivered) if self.reached else ""
        return tuple(filter(None, (left, self.unreached and nobody)))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation adds: the number of the decision, and until when its text is withheld."""

    number: str
    embargo: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A further text that the letter places under silence, with the procedure that it opens."""

    procedure: str
    title: str
    symbol: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything that the templates may say.

    `symbol` is that of this issue of the text, and `among` the roll that it goes to; empty for all.
    `objectors` is how many delegations object, as far as that is told.
    `part` says of which negotiation the text is the agreed part; empty for any other text.
    """

    notice: Notice
    procedure: str
    heading: tuple[str, ...]
    body: str
    instructed: str
    subject: str
    title: str
    symbol: str
    among: str
    part: str
    paragraphs: tuple[Paragraph, ...]
    digest: str
    deadline: Moment | None
    announced_deadline: Moment | None
    previous_deadline: Moment | None
    received: Moment
    until: Moment | None
    left: str
    changes: tuple[Change, ...]
    filings: tuple[Filed, ...]
    follows: tuple[str, ...]
    contested: str
    objectors: int
    adopted_so_far: str
    running: bool
    voting: bool
    announced: bool
    put_to_vote: str
    broken: bool
    ended: bool
    tells: Tells
    named_later: bool
    withdrawal: bool
    nobody_reached: bool
    finding: bool
    result: Result | None
    because: str
    warnings: tuple[str, ...]
    effect: str
    silence: str
    silence_again: str
    majority: str
    tally: tuple[RuleLine, ...]
    confirmed: Confirmed | None
    needs: tuple[str, ...]
    rules: tuple[RuleLine, ...]
    enclosures: tuple[Enclosed, ...]
    compilation: tuple[Section, ...]
    receipt: str
    head: str
    enquiries: str
    reader: Reader
    attached: Attached | None = None

    @property
    def folder(self) -> str:
        """The folder of the templates."""
        return self.notice
