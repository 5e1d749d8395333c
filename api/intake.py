"""What people send, as acts of the procedure: the one place where data become acts.

The HTTP API and the forms of the pages both read through the models of `api.sent` and submit
through `submit`. A model knows the form of a request; whether the act is allowed the rules say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection

from api.context import Context
from api.problems import Problem, malformed, problem_of, try_again, unknown_name
from api.sent import (
    Filing,
    ParagraphSent,
    Placing,
    Sent,
    TextSent,
    Withdrawal,
    instant_in,
    maybe_instant,
)
from api.sent_rulings import (
    RULINGS,
    AdmittingLate,
    ClosingEarly,
    Compiling,
    Declaring,
    Extending,
    Referring,
    Restoring,
    Resuming,
    Revising,
    Ruling,
    Suspending,
    WithdrawingText,
)
from nemcon.language import _
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.loader import ProfileError, load_profile, with_overrides
from nemcon.procedure.people import Actor
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.shelf import known_profiles
from nemcon.register import directory
from nemcon.register.appending import submitted
from nemcon.register.directory import UnknownName
from nemcon.register.door import Receipt
from nemcon.register.drawn_up import DrawnUp
from nemcon.register.kinds import Act
from nemcon.register.papers import PaperFile
from nemcon.register.sent_act import TryAgain
from nemcon.register.waiting import Confirming
from nemcon.text import boilerplate
from nemcon.text.document import Text

__all__ = [
    "RULINGS",
    "AdmittingLate",
    "ClosingEarly",
    "Compiling",
    "Declaring",
    "Extending",
    "Filing",
    "ParagraphSent",
    "Placed",
    "Placing",
    "Referring",
    "Restoring",
    "Resuming",
    "Revising",
    "Ruling",
    "Sent",
    "Suspending",
    "TextSent",
    "Withdrawal",
    "WithdrawingText",
    "placing",
    "profile_for",
    "read",
    "recorded_as",
    "submit",
    "submit_entered",
    "submit_form",
]

_M = TypeVar("_M", bound=Sent)


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


def placing(context: Context, sent: Placing, actor: Actor, *, filled_in: bool = True) -> Placed:
    """The act of placing under silence, with everything it names. Raises `Problem`.

    What a template left to be filled in is refused, unless it is only to be looked at.
    """
    profile = profile_for(sent.profile, sent.rules)
    try:
        with context.database.reading() as connection:
            directory.body_of(connection, sent.body)
            text = _text(connection, sent)
            now = context.clock.now()
            roll = directory.seats(connection, sent.body, sent.among, now)
            groups = directory.groups(connection, sent.body, sent.among, now)
    except UnknownName as error:
        raise unknown_name(error) from error
    if filled_in:
        _require_filled_in(text)
    act = PlaceUnderSilence(
        actor=actor,
        text=text,
        roll=roll,
        groups=groups,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=maybe_instant(sent.until, profile.zone),
        length=sent.length,
        divisible=sent.divisible,
        grace_seconds=context.settings.grace_seconds,
        recall_seconds=context.settings.recall_seconds,
        among=sent.among,
        linked=tuple(sent.linked),
        carried_by=sent.carried_by or "",
        starts=maybe_instant(sent.starts, profile.zone),
        meeting=maybe_instant(sent.meeting, profile.zone),
        clocks=tuple((who, instant_in(at, profile.zone)) for who, at in sent.clocks.items()),
    )
    return Placed(sent.procedure, sent.body, act)


def _require_filled_in(text: Text) -> None:
    """Refuse a text in which a template left something to be filled in. Raises `Problem`."""
    parts = [(_("the title"), text.title), (_("the symbol"), text.symbol)]
    parts += [(_("paragraph {number}", number=p.number), p.words) for p in text.paragraphs]
    if left := boilerplate.boilerplate_in(parts):
        raise Problem(422, boilerplate.CODE, boilerplate.says_left(left))


def profile_for(identifier: str, rules: Mapping[str, object]) -> Profile:
    """A shipped profile with values set for one procedure. Raises `Problem`."""
    if identifier not in known_profiles():  # never a path on this machine
        says = _(
            "There is no profile of that name; there are {profiles}.",
            profiles=", ".join(known_profiles()),
        )
        raise Problem(404, "unknown-profile", says)
    try:
        return (
            with_overrides(load_profile(identifier), rules) if rules else load_profile(identifier)
        )
    except ProfileError as error:
        fields = [
            {
                "where": _("rules {where}", where=p.where),
                "says": _("Expected {expected}.", expected=p.expected),
            }
            for p in error.problems
        ]
        says = _("The rules set for this procedure cannot be used.")
        raise Problem(422, error.code, says, fields=fields) from error


def submit(
    context: Context,
    procedure: str,
    act: Act,
    received: datetime,
    submission: str | None,
    *,
    body: str = "",
    files: Sequence[PaperFile] = (),
    letter: DrawnUp | None = None,
) -> Receipt:
    """Record an act that was received at that instant, and keep its files. Raises `Problem`.

    A `letter` that was drawn up for the act is issued with it.

    `submission` is what the sender calls this sending. The same act under the same name is
    recorded once and gets the same receipt again; another act under it, or the same act of
    somebody else, is another submission, so that nothing is swallowed by a name used twice.
    """
    name = _name_of(submission, act) if submission else None
    try:
        answer = context.register.record(
            procedure, act, received, body=body, submission=name, files=files, letter=letter
        )
    except TryAgain as error:
        raise try_again() from error
    if isinstance(answer, Refusal):
        raise problem_of(answer)
    return answer


def submit_form(
    context: Context,
    procedure: str,
    act: Act,
    received: datetime,
    submission: str | None,
    *,
    body: str = "",
    letter: DrawnUp | None = None,
) -> Receipt | Problem:
    """As `submit`, for a form that can be shown again with what is wrong in it.

    Raises `Problem` for what no other words could mend.
    """
    try:
        return submit(context, procedure, act, received, submission, body=body, letter=letter)
    except Problem as problem:
        if problem.status >= 500:  # noqa: PLR2004 - a fault here, and nothing in the form
            raise
        return problem


def submit_entered(
    context: Context,
    procedure: str,
    act: Act,
    entered: datetime,
    confirming: Confirming,
    submission: str | None = None,
) -> Receipt:
    """Record what was entered at that instant, and is confirmed only now. Raises `Problem`."""
    answer = context.register.record(
        procedure, act, entered, submission=submission, confirming=confirming
    )
    if isinstance(answer, Refusal):
        raise problem_of(answer)
    return answer


def recorded_as(context: Context, procedure: str, act: Act, submission: str) -> int | None:
    """The number of the entry that the same act made under the same name, if it was recorded."""
    with context.database.reading() as connection:
        row = submitted(connection, procedure, _name_of(submission, act))
    return row[0] if row is not None else None


def _name_of(submission: str, act: Act) -> str:
    return hashlib.sha256(f"{submission}\0{act!r}".encode()).hexdigest()


def _text(connection: Connection, sent: Placing) -> Text:
    if isinstance(sent.text, TextSent):
        return sent.text.text()
    return directory.text_of(connection, sent.body, sent.text)
