"""The forms of what the Chair rules, each able to become an act of the procedure."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final

from pydantic import Field, field_validator

from api.problems import Problem
from api.sent import (
    MOST_PARAGRAPHS,
    LetterSent,
    ParagraphSent,
    Sent,
    instant_in,
    maybe_instant,
    paragraphs_of,
)
from api.words import (
    FILLED_IN,
    Identifier,
    Length,
    OptionalName,
    RevisionSymbol,
    ShortWords,
    When,
    require_filled_in,
)
from nemcon.language import _
from nemcon.procedure import acts
from nemcon.procedure.acts import Act, Outcome
from nemcon.procedure.people import Actor


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
    symbol: RevisionSymbol = ""
    until: When | None = None
    length: Length | None = None

    @field_validator("wording")
    @classmethod
    def _worded(cls, wording: list[ParagraphSent]) -> list[ParagraphSent]:
        require_filled_in((_("paragraph {number}", number=w.number), w.words) for w in wording)
        return wording

    def act(self, actor: Actor, zone: str) -> Act:
        """The revision as an act."""
        words, until = paragraphs_of(self.wording), maybe_instant(self.until, zone)
        return acts.Revise(actor, words, until, self.length, self.because, self.symbol)


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
