"""The forms of what people send, each able to become an act of the procedure.

What the Chair rules is in `sent_rulings`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    model_validator,
)

from api.problems import Problem
from api.words import (
    Identifier,
    Length,
    OptionalName,
    ParagraphNumber,
    When,
    Words,
    instant_of,
)
from nemcon.documents.building.letter_says import Form
from nemcon.language import _
from nemcon.procedure import acts
from nemcon.procedure.acts import Act, Kind
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
