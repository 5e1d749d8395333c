"""The letter of an act, shown before the act and confirmed with it.

What is shown is drawn up from the state as it would be; nothing is recorded or kept. Whoever
confirms names the SHA-256 of what was shown (docs/decisions/0016).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from activities.drawing_up import Foreseen, drawn_up, foresee, mail_of
from activities.settling import deadline_to_settle, settled
from api.context import Context
from api.intake import recorded_as
from api.papers import desk_of
from api.problems import Problem, problem_of
from api.sent import LetterSent
from nemcon.documents.building.letter_says import Form
from nemcon.documents.installed import fonts_of
from nemcon.language import _
from nemcon.mail.letters import Parts
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.register.drawn_up import CHANGED, DrawnUp
from nemcon.register.kinds import Act

_Act_co = TypeVar("_Act_co", bound=Act, covariant=True)
_Act = TypeVar("_Act", bound=Act)


@dataclass(frozen=True, slots=True)
class Lettered(Generic[_Act_co]):
    """An act that calls for a letter; `body` is the one that the procedure belongs to."""

    procedure: str
    body: str
    act: _Act_co


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as it is shown before it goes out, with the words of the mail that carries it.

    `until` is the deadline that it names where the act gives only a length; whoever confirms
    sends it instead of the length.
    """

    letter: DrawnUp | None
    mail: Parts
    until: datetime | None


def show(context: Context, lettered: Lettered[Act], form: Form | None) -> Shown | Refusal:
    """The letter in that form, and the mail; the mail alone without a form. Records nothing.

    The refusal of the rules, or why there is no such letter.
    """
    now = context.clock.now()
    until = to_settle(context, lettered, now) if form else None
    if until is not None:
        lettered = as_shown(context, lettered, until, now) or lettered
    foreseen = _foresee(context, lettered, now)
    if isinstance(foreseen, Refusal):
        return foreseen
    letter = _drawn_up(context, foreseen, form) if form else None
    if isinstance(letter, Refusal):
        return letter
    mail = mail_of(desk_of(context), foreseen, context.settings.public_url, letter)
    return Shown(letter, mail, until)


def to_settle(context: Context, lettered: Lettered[Act], at: datetime) -> datetime | None:
    """The deadline that a letter shown then names; `None` where the act gives its own."""
    return deadline_to_settle(_state(context, lettered), lettered.act, at)


def as_shown(
    context: Context, lettered: Lettered[_Act], until: datetime | None, at: datetime
) -> Lettered[_Act] | None:
    """The act with the deadline under which its letter was shown; `None` where that is too soon."""
    if until is None:
        return lettered
    act = settled(_state(context, lettered), lettered.act, until, at)
    return Lettered(lettered.procedure, lettered.body, act) if act is not None else None


def confirmed(
    context: Context,
    lettered: Lettered[Act],
    received: datetime,
    sent: LetterSent | None,
    submission: str | None,
) -> DrawnUp | None:
    """The letter that goes out with an act that was received then, which must be the one named.

    `None` without a letter, and where the same submission was recorded before. Raises `Problem`.
    """
    if sent is None:
        return None
    if not sent.digest:
        says = _("Look at the letter first, and name the SHA-256 under which it was shown.")
        raise Problem(422, "letter-not-shown", says)
    if submission and recorded_as(context, lettered.procedure, lettered.act, submission):
        return None
    foreseen = _foresee(context, lettered, received)
    letter = foreseen if isinstance(foreseen, Refusal) else _drawn_up(context, foreseen, sent.form)
    if isinstance(letter, Refusal):
        raise problem_of(letter)
    if letter.file.digest != sent.digest:
        raise problem_of(CHANGED.spoken())
    return letter


def _state(context: Context, lettered: Lettered[Act]) -> ProcedureState | None:
    position = context.register.position(lettered.procedure)
    return position.state if position else None


def _foresee(context: Context, lettered: Lettered[Act], at: datetime) -> Foreseen | Refusal:
    return foresee(context.register, lettered.procedure, lettered.act, at, body=lettered.body)


def _drawn_up(context: Context, foreseen: Foreseen, form: Form) -> DrawnUp | Refusal:
    return drawn_up(desk_of(context), foreseen, form, fonts_of(context.settings))
