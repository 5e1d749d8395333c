"""What people send, as acts of the procedure: the one place where data become acts.

The HTTP API and the forms of the pages both read through these models and submit through
`submit`. A model knows the form of a request; whether the act is allowed the rules say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    ValidationError,
    model_validator,
)
from sqlalchemy import Connection

from api.context import Context
from api.problems import Problem, malformed, problem_of, try_again, unknown_name
from api.words import (
    Identifier,
    Length,
    OptionalName,
    ParagraphNumber,
    ShortWords,
    When,
    Words,
    instant_of,
)
from nemcon.procedure import acts
from nemcon.procedure.acts import Act, Kind, Outcome, PlaceUnderSilence
from nemcon.procedure.loader import ProfileError, load_profile, shipped_profiles, with_overrides
from nemcon.procedure.people import Actor
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.directory import UnknownName
from nemcon.register.door import Receipt, TryAgain
from nemcon.text.document import Paragraph, Text
from nemcon.timing.zones import TimeError

MOST_PARAGRAPHS: Final = 1_000
MOST_SIGNATORIES: Final = 300
Paragraphs = Annotated[list[ParagraphNumber], Field(max_length=MOST_PARAGRAPHS)]
RuleScalar = StrictStr | StrictBool | StrictInt | list[StrictStr]
_M = TypeVar("_M", bound="Sent")


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
        return Text(self.title, _paragraphs(self.paragraphs), self.symbol)


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

    @model_validator(mode="after")
    def _one_end(self) -> Placing:
        if self.until is not None and self.length is not None:
            message = "Give either `until` or `length`, not both."
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

    def act(self, actor: Actor, _zone: str) -> Act:
        """The filing as an act."""
        return acts.File(
            actor,
            self.kind,
            tuple(self.paragraphs),
            self.says,
            _paragraphs(self.wording),
            tuple(self.on_behalf_of),
        )


class Withdrawal(Sent):
    """The withdrawal of every objection of a delegation that stands."""

    def act(self, actor: Actor, _zone: str) -> Act:
        """The withdrawal as an act."""
        return acts.WithdrawObjection(actor)


class Ruling(Sent):
    """What the Chair rules; `because` is told to all."""

    because: ShortWords = ""

    def act(self, actor: Actor, zone: str) -> Act:
        """The ruling as an act; times without an offset are read in that zone."""
        raise NotImplementedError


class Extending(Ruling):
    """Move the deadline of the running period to a later instant."""

    until: When

    def act(self, actor: Actor, zone: str) -> Act:
        """The extension as an act."""
        return acts.Extend(actor, _instant(self.until, zone), self.because)


class Suspending(Ruling):
    """Stop the clock, until it is resumed or until `until`."""

    until: When | None = None

    def act(self, actor: Actor, zone: str) -> Act:
        """The suspension as an act."""
        return acts.Suspend(actor, self.because, _maybe(self.until, zone))


class Resuming(Ruling):
    """Let the period run again: to `until`, or for what was left of it."""

    until: When | None = None

    def act(self, actor: Actor, zone: str) -> Act:
        """The resumption as an act."""
        return acts.Resume(actor, self.because, _maybe(self.until, zone))


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

    def act(self, actor: Actor, zone: str) -> Act:
        """The revision as an act."""
        until = _maybe(self.until, zone)
        return acts.Revise(actor, _paragraphs(self.wording), until, self.length, self.because)


class Restoring(Ruling):
    """Let the same text run under silence again, its objections having been withdrawn."""

    until: When | None = None

    def act(self, actor: Actor, zone: str) -> Act:
        """The restoration as an act."""
        return acts.RestoreSilence(actor, _maybe(self.until, zone), self.because)


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


class Declaring(Ruling):
    """Find an outcome that differs from the computed one; both are kept."""

    outcome: Outcome

    def act(self, actor: Actor, zone: str) -> Act:  # noqa: ARG002 - a ruling without times
        """The finding as an act."""
        return acts.Declare(actor, self.outcome, self.because)


RULINGS: Final[Mapping[str, type[Ruling]]] = {
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
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A text about to be placed: the act, the procedure's id, and the body it belongs to."""

    procedure: str
    body: str
    act: PlaceUnderSilence


def read(model: type[_M], data: Mapping[str, Any]) -> _M:
    """Read a form into a model. Raises `Problem`, with the parts that cannot be used."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = [{**found, "loc": ("body", *found["loc"])} for found in error.errors()]
        raise malformed(errors) from error


def placing(context: Context, sent: Placing, actor: Actor) -> Placed:
    """The act of placing under silence, with everything it names. Raises `Problem`."""
    profile = profile_for(sent.profile, sent.rules)
    try:
        with context.database.reading() as connection:
            directory.body_of(connection, sent.body)
            text = _text(connection, sent)
            roll = directory.seats(connection, sent.body, sent.among)
    except UnknownName as error:
        raise unknown_name(error) from error
    act = PlaceUnderSilence(
        actor=actor,
        text=text,
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=_maybe(sent.until, profile.zone),
        length=sent.length,
        divisible=sent.divisible,
        grace_seconds=context.settings.grace_seconds,
        among=sent.among,
        linked=tuple(sent.linked),
        carried_by=sent.carried_by or "",
    )
    return Placed(sent.procedure, sent.body, act)


def profile_for(identifier: str, rules: Mapping[str, object]) -> Profile:
    """A shipped profile with values set for one procedure. Raises `Problem`."""
    if identifier not in shipped_profiles():  # never a path on this machine
        says = f"There is no profile of that name; there are {', '.join(shipped_profiles())}."
        raise Problem(404, "unknown-profile", says)
    try:
        return (
            with_overrides(load_profile(identifier), rules) if rules else load_profile(identifier)
        )
    except ProfileError as error:
        fields = [
            {"where": f"rules {p.where}", "says": f"Expected {p.expected}."} for p in error.problems
        ]
        says = "The rules set for this procedure cannot be used."
        raise Problem(422, error.code, says, fields=fields) from error


def submit(
    context: Context,
    procedure: str,
    act: Act,
    received: datetime,
    submission: str | None,
    *,
    body: str = "",
) -> Receipt:
    """Record an act that was received at that instant. Raises `Problem`.

    `submission` is what the sender calls this sending. The same act under the same name is
    recorded once and gets the same receipt again; another act under it, or the same act of
    somebody else, is another submission, so that nothing is swallowed by a name used twice.
    """
    name = hashlib.sha256(f"{submission}\0{act!r}".encode()).hexdigest() if submission else None
    try:
        answer = context.register.record(procedure, act, received, body=body, submission=name)
    except TryAgain as error:
        raise try_again() from error
    if isinstance(answer, Refusal):
        raise problem_of(answer)
    return answer


def _text(connection: Connection, sent: Placing) -> Text:
    if isinstance(sent.text, TextSent):
        return sent.text.text()
    return directory.text_of(connection, sent.body, sent.text)


def _paragraphs(sent: list[ParagraphSent]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(paragraph.number, paragraph.words) for paragraph in sent)


def _maybe(when: datetime | None, zone: str) -> datetime | None:
    return None if when is None else _instant(when, zone)


def _instant(when: datetime, zone: str) -> datetime:
    try:
        return instant_of(when, zone)
    except TimeError as error:
        fields = [{"where": "until", "says": str(error)}]
        raise Problem(422, error.code, str(error), fields=fields) from error
