"""Tabling a text: typed, stored, or taken up from the compilation of an earlier negotiation."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field, StrictBool, model_validator
from sqlalchemy import Connection

from api.context import Context
from api.intake import profile_for
from api.negotiating import SittingNumber, Times, sittings_of
from api.problems import Problem, unknown_name
from api.sent import RuleScalar, Sent, TextSent
from api.words import Identifier, OptionalName, When
from nemcon.language import _
from nemcon.negotiation.acts import Origin, TableText
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.people import Actor
from nemcon.register import directory
from nemcon.register.compiled import taken_up as compilation_taken_up
from nemcon.register.directory import UnknownName
from nemcon.text.document import Text


class Tabling(Sent):
    """A text to be negotiated, in a procedure with the given id.

    Without `until` and `sitting` the first round has no end until the Chair ends it.
    """

    procedure: Identifier = Field(examples=["recommendations"])
    body: Identifier
    text: Identifier | TextSent | None = Field(
        default=None, description="Left out, the text is that of the compilation of `origin`."
    )
    origin: Identifier | None = Field(
        default=None, description="The negotiation whose compilation is taken up; it has ended."
    )
    among: OptionalName = Field(default="", description="The name of a roll; empty for all.")
    profile: Identifier = Field(examples=["unodc-vienna-eb"])
    until: When | None = None
    agenda: Identifier | None = Field(default=None, description="The agenda it hangs on.")
    sitting: SittingNumber | None = Field(
        default=None, description="The sitting with whose beginning the first round ends."
    )
    package: StrictBool | None = Field(
        default=None, description="Whether nothing is agreed until everything is agreed."
    )
    to: OptionalName = Field(default="", description="Where what is not agreed goes.")
    rules: dict[str, RuleScalar | dict[str, RuleScalar]] = Field(
        default_factory=dict, max_length=60
    )

    @model_validator(mode="after")
    def _one_end(self) -> Tabling:
        if self.until is not None and self.sitting is not None:
            message = _("Give either `until` or `sitting`, not both.")
            raise ValueError(message)
        if self.text is None and self.origin is None:
            message = _("Give a text, or the negotiation whose compilation is taken up.")
            raise ValueError(message)
        return self


@dataclass(frozen=True, slots=True)
class Tabled:
    """A text about to be tabled: the act, the procedure's id, and the body it belongs to."""

    procedure: str
    body: str
    act: TableText


def tabling(context: Context, sent: Tabling, actor: Actor) -> Tabled:
    """The act of tabling, with everything it names. Raises `Problem`."""
    profile = profile_for(sent.profile, sent.rules)
    compiled = taken_up(context, sent.origin) if sent.origin is not None else None
    agenda = sent.agenda or ""
    times = Times(profile.zone, sittings_of(context, agenda))
    try:
        with context.database.reading() as connection:
            directory.body_of(connection, sent.body)
            text = _text(connection, sent, compiled)
            now = context.clock.now()
            roll = directory.seats(connection, sent.body, sent.among, now)
            groups = directory.groups(connection, sent.body, sent.among, now)
    except UnknownName as error:
        raise unknown_name(error) from error
    act = TableText(
        actor=actor,
        text=text,
        roll=roll,
        groups=groups,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=times.end(sent.until, sent.sitting),
        agenda=agenda,
        sitting=sent.sitting,
        package=sent.package,
        to=sent.to,
        origin=compiled.origin if compiled is not None else None,
        grace_seconds=context.settings.grace_seconds,
        recall_seconds=context.settings.recall_seconds,
    )
    return Tabled(sent.procedure, sent.body, act)


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The compilation of a negotiation that has ended, as a text to be tabled."""

    text: Text
    origin: Origin


def taken_up(context: Context, procedure: str) -> TakenUp:
    """What that negotiation left to a later session. Raises `Problem`."""
    position = context.register.position(procedure, NegotiationState)
    if position is None:
        raise Problem(404, "no-such-procedure", _("There is no negotiation of that name."))
    if not position.state.ended:
        says = _("That negotiation has not ended, so that there is no compilation to take up.")
        raise Problem(409, "not-ended", says)
    found = compilation_taken_up(context.register, procedure)
    if found is None:
        says = _("That negotiation left nothing to a later session.")
        raise Problem(409, "no-compilation", says)
    return TakenUp(*found)


def _text(connection: Connection, sent: Tabling, compiled: TakenUp | None) -> Text:
    if isinstance(sent.text, TextSent):
        return sent.text.text()
    if sent.text is not None:
        return directory.text_of(connection, sent.body, sent.text)
    return compiled.text if compiled is not None else Text("", ())
