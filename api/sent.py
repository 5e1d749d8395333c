"""The forms of what people send, each able to become an act of the procedure."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    field_validator,
    model_validator,
)

from api.problems import Problem
from api.words import (
    FILLED_IN,
    Identifier,
    Length,
    OptionalName,
    ParagraphNumber,
    ShortWords,
    When,
    Words,
    instant_of,
    require_filled_in,
)
from nemcon.documents.building.letter_says import Form
from nemcon.language import _
from nemcon.procedure import acts
from nemcon.procedure.acts import Act, Kind, Outcome
from nemcon.procedure.people import Actor
from nemcon.text.document import Paragraph, Text
from nemcon.timing.zones import TimeError

MOST_PARAGRAPHS: Final = 1_000
MOST_SIGNATORIES: Final = 300
Digest = Annotated[str, Field(pattern=r"^(?:[0-9a-f]{64})?$")]
Paragraphs = Annotated[list[ParagraphNumber], Field(max_length=MOST_PARAGRAPHS)]
RuleScalar = StrictStr | StrictBool | StrictInt | list[StrictStr]


class Sent(BaseModel):
    """Something a person sends: nothing unknown in it, and fixed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ParagraphSent(Sent):
    """A paragraph and its words."""

    number: ParagraphNumber = Field(examples=["2 bis"])
    words: Words = Field(examples=["The meeting shall be held in a hybrid format."])


class TextSent(Sent):
    """A text with numbered paragraphs."""

    title: OptionalName = Field(min_length=1, examples=["Format of the meeting"])
    symbol: OptionalName = ""
    paragraphs: list[ParagraphSent] = Field(min_length=1, max_length=MOST_PARAGRAPHS)

    def text(self) -> Text:
        """The text as the register knows it."""
        return Text(self.title, paragraphs_of(self.paragraphs), self.symbol)


class LetterSent(Sent):
    """In which form the letter goes out as a document, and the SHA-256 under which it was shown."""

    form: Form
    digest: Digest = Field(
        default="", description="As the preview showed it; empty only to ask for the preview."
    )


class Placing(Sent):
    """A text to be placed under silence, in a procedure with the given id.

    `text` is the id of a text of the body, or a text itself. Either `until` or `length` is given,
    or neither where the rules have a usual period. `rules` replaces values of the profile, for
    this procedure only.
    """

    procedure: Identifier = Field(examples=["hybrid-format"])
    body: Identifier
    text: Identifier | TextSent
    among: OptionalName = Field(default="", description="The name of a roll; empty for all.")
    profile: Identifier = Field(examples=["un-informal-silence"])
    until: When | None = None
    length: Length | None = None
    starts: When | None = Field(
        default=None, description="From when a length counts, where it is not this letter."
    )
    meeting: When | None = Field(
        default=None, description="The meeting from which the rules count the period back."
    )
    clocks: dict[Identifier, When] = Field(
        default_factory=dict, max_length=300, description="Deadlines of single participants."
    )
    divisible: StrictBool | None = None
    rules: dict[str, RuleScalar | dict[str, RuleScalar]] = Field(
        default_factory=dict, max_length=60, examples=[{"period.minimum": "48h"}]
    )
    linked: list[Identifier] = Field(
        default_factory=list, max_length=50, description="Procedures announced in the same letter."
    )
    carried_by: Identifier | None = Field(
        default=None, description="The procedure whose letter announces this one too."
    )
    letter: LetterSent | None = Field(
        default=None, description="The letter that was previewed; without it mail goes out alone."
    )

    @model_validator(mode="after")
    def _one_end(self) -> Placing:
        if self.until is not None and self.length is not None:
            message = _("Give either `until` or `length`, not both.")
            raise ValueError(message)
        return self


class Filing(Sent):
    """What a delegation files. Only `object` can break silence."""

    kind: Kind = Field(examples=["object"])
    paragraphs: Paragraphs = Field(default_factory=list, description="Empty for the whole text.")
    says: Words = Field(default="", description="The grounds, the position, the correction.")
    wording: list[ParagraphSent] = Field(
        default_factory=list[ParagraphSent], max_length=MOST_PARAGRAPHS
    )
    on_behalf_of: list[OptionalName] = Field(default_factory=list, max_length=MOST_SIGNATORIES)
    text_digest: Digest = Field(
        default="",
        description="The digest of the text that was read; a filing about another text is refused.",
    )

    def act(self, actor: Actor, _zone: str) -> Act:
        """The filing as an act."""
        return acts.File(
            actor,
            self.kind,
            tuple(self.paragraphs),
            self.says,
            paragraphs_of(self.wording),
            tuple(self.on_behalf_of),
            self.text_digest,
        )


class Withdrawal(Sent):
    """The withdrawal of every objection of a delegation that stands."""

    def act(self, actor: Actor, _zone: str) -> Act:
        """The withdrawal as an act."""
        return acts.WithdrawObjection(actor)


class Ruling(Sent):
    """What the Chair rules; `because` is told to all."""

    because: Annotated[ShortWords, FILLED_IN] = ""
    letter: LetterSent | None = None

    @abstractmethod
    def act(self, actor: Actor, zone: str) -> Act:
        """The ruling as an act; times without an offset are read in that zone."""


class Extending(Ruling):
    """Move the deadline of the running period to a later instant."""

    until: When

    def act(self, actor: Actor, zone: str) -> Act:
        """The extension as an act."""
        return acts.Extend(actor, instant_in(self.until, zone), self.because)


class Suspending(Ruling):
    """Stop the clock, until it is resumed or until `until`."""

    until: When | None = None

    def act(self, actor: Actor, zone: str) -> Act:
        """The suspension as an act."""
        return acts.Suspend(actor, self.because, maybe_instant(self.until, zone))


class Resuming(Ruling):
    """Let the period run again: to `until`, or for what was left of it."""

    until: When | None = None

    def act(self, actor: Actor, zone: str) -> Act:
        """The resumption as an act."""
        return acts.Resume(actor, self.because, maybe_instant(self.until, zone))


class ClosingEarly(Ruling):
    """Declare the period ended, effective immediately."""

    def act(self, actor: Actor, zone: str) -> Act:  # noqa: ARG002 - a ruling without times
        """The declaration as an act."""
        return acts.CloseEarly(actor, self.because)


class Revising(Ruling):
    """Place a revision of the text under silence, as a new round."""

    wording: list[ParagraphSent] = Field(min_length=1, max_length=MOST_PARAGRAPHS)
    until: When | None = None
    length: Length | None = None

    @field_validator("wording")
    @classmethod
    def _worded(cls, wording: list[ParagraphSent]) -> list[ParagraphSent]:
        require_filled_in((_("paragraph {number}", number=w.number), w.words) for w in wording)
        return wording

    def act(self, actor: Actor, zone: str) -> Act:
        """The revision as an act."""
        until = maybe_instant(self.until, zone)
        return acts.Revise(actor, paragraphs_of(self.wording), until, self.length, self.because)


class Restoring(Ruling):
    """Let the same text run under silence again, its objections having been withdrawn."""

    until: When | None = None

    def act(self, actor: Actor, zone: str) -> Act:
        """The restoration as an act."""
        return acts.RestoreSilence(actor, maybe_instant(self.until, zone), self.because)


class Referring(Ruling):
    """Refer the text to a meeting."""

    to: OptionalName = ""

    def act(self, actor: Actor, zone: str) -> Act:  # noqa: ARG002 - a ruling without times
        """The referral as an act."""
        return acts.Refer(actor, self.to, self.because)


class WithdrawingText(Ruling):
    """Withdraw the text."""

    def act(self, actor: Actor, zone: str) -> Act:  # noqa: ARG002 - a ruling without times
        """The withdrawal as an act."""
        return acts.WithdrawText(actor, self.because)


class Compiling(Ruling):
    """List what is not agreed in the Chair's compilation for a later session."""

    to: OptionalName = ""

    def act(self, actor: Actor, zone: str) -> Act:  # noqa: ARG002 - a ruling without times
        """The compilation as an act."""
        return acts.Compile(actor, self.to, self.because)


class AdmittingLate(Ruling):
    """Admit the late filings of a participant as if they had been in time."""

    participant: Identifier

    def act(self, actor: Actor, zone: str) -> Act:  # noqa: ARG002 - a ruling without times
        """The admission as an act."""
        return acts.AdmitLate(actor, self.participant, self.because)


class Beginning(Ruling):
    """Let the period begin of a text whose launch was announced and not prevented."""

    until: When | None = None
    length: Length | None = None

    def act(self, actor: Actor, zone: str) -> Act:
        """The beginning as an act."""
        if self.until is not None and self.length is not None:
            says = _("Give either a deadline or a length, not both.")
            raise Problem(422, "malformed", says, fields=[{"where": "length", "says": says}])
        until = maybe_instant(self.until, zone)
        return acts.BeginSilence(actor, until, self.because, self.length)


class Confirming(Ruling):
    """Confirm the outcome, which stands without it: its number, the embargo on its text."""

    number: OptionalName = Field(default="", examples=["B.BM-2021/03"])
    embargo_until: date | None = None

    def act(self, actor: Actor, zone: str) -> Act:  # noqa: ARG002 - a ruling without hours
        """The confirmation as an act."""
        return acts.Confirm(actor, self.number, self.embargo_until, self.because)


class Declaring(Ruling):
    """Find an outcome that differs from the computed one; both are kept."""

    outcome: Outcome

    def act(self, actor: Actor, zone: str) -> Act:  # noqa: ARG002 - a ruling without times
        """The finding as an act."""
        return acts.Declare(actor, self.outcome, self.because)


RULINGS: Final[Mapping[str, type[Ruling]]] = {
    "begin": Beginning,
    "extend": Extending,
    "suspend": Suspending,
    "resume": Resuming,
    "close-early": ClosingEarly,
    "revise": Revising,
    "restore-silence": Restoring,
    "refer": Referring,
    "withdraw-text": WithdrawingText,
    "compile": Compiling,
    "admit-late": AdmittingLate,
    "declare": Declaring,
    "confirm": Confirming,
}


def paragraphs_of(sent: list[ParagraphSent]) -> tuple[Paragraph, ...]:
    """The paragraphs as the register knows them."""
    return tuple(Paragraph(paragraph.number, paragraph.words) for paragraph in sent)


def maybe_instant(when: datetime | None, zone: str) -> datetime | None:
    """The instant that was meant, if any was given. Raises `Problem`."""
    return None if when is None else instant_in(when, zone)


def instant_in(when: datetime, zone: str) -> datetime:
    """The instant that was meant, in that zone where no offset was given. Raises `Problem`."""
    try:
        return instant_of(when, zone)
    except TimeError as error:
        fields = [{"where": "until", "says": str(error)}]
        raise Problem(422, error.code, str(error), fields=fields) from error
