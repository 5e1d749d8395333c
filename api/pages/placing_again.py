"""The form of a launch, filled in with what was placed by one that was recalled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from api.context import Context
from api.pages import letter_choice
from api.pages.form import Form
from api.pages.named_after import named_after
from api.pages.typed_text import paragraphs_typed, paragraphs_written
from nemcon.documents.building.letter_says import Form as LetterForm
from nemcon.procedure.acts import Outcome
from nemcon.procedure.draft import Refused
from nemcon.procedure.launch import deadline_of
from nemcon.procedure.loader import load_profile
from nemcon.procedure.shelf import known_profiles
from nemcon.procedure.state import ProcedureState
from nemcon.register import directory
from nemcon.register.door import Position
from nemcon.text.document import Text
from nemcon.timing.durations import Duration, Unit
from nemcon.timing.zones import to_wall_clock

_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class Again:
    """The form, filled in; `in_part` where it holds less than was placed."""

    form: Form
    procedure: str
    title: str
    in_part: bool


def placed_again(context: Context, position: Position) -> Again | None:
    """The form for a launch that was recalled; `None` where it was not."""
    state, now = position.state, context.clock.now()
    if state.computed is not Outcome.RECALLED:
        return None
    with context.database.reading() as connection:
        parts = [*_text(connection, position.body, state.text)]
        rolls = directory.roll_names(connection, position.body, now)
    parts += [("among", state.among), ("profile", state.profile.id), *_period(state, now)]
    parts += [("divisible", _divisible(state)), (letter_choice.PART, _letter(state))]
    parts.append(("procedure", named_after(context, position.procedure, "text", 50)))
    form = Form((("body", position.body), *parts))
    in_part = not _whole(state, form, rolls)
    return Again(form, position.procedure, state.text.title, in_part)


def _text(connection: Connection, body: str, text: Text) -> Iterator[tuple[str, str]]:
    """The stored text that it was, where it still reads so, or the text as it would be typed."""
    for identifier, title in directory.text_names(connection, body):
        if title == text.title and directory.text_of(connection, body, identifier) == text:
            yield from (("source", "stored"), ("text", identifier))
            return
    yield from (("source", "typed"), ("title", text.title), ("symbol", text.symbol))
    yield "paragraphs", paragraphs_written(text)


def _period(state: ProcedureState, now: datetime) -> Iterator[tuple[str, str]]:
    """The usual period or the hours that led to the deadline, or else itself while it is ahead.

    Which of them was typed is recorded nowhere. Counted anew, a length is not short by the minutes
    that have passed.
    """
    until = state.announced or (state.deadline.instant if state.deadline else None)
    if until is None or until <= now or _end_of(state, None) == until:
        return
    hours = int((until - state.opened_at).total_seconds() // _HOUR)
    if hours and _end_of(state, Duration(hours, Unit.HOURS)) == until:
        yield "length", f"{hours}h"
    else:
        yield "until", f"{to_wall_clock(until, state.profile.zone):%Y-%m-%dT%H:%M}"


def _end_of(state: ProcedureState, length: Duration | None) -> datetime | None:
    try:
        return deadline_of(state.profile, state.opened_at, None, length)
    except Refused:
        return None


def _divisible(state: ProcedureState) -> str:
    if state.divisible is state.profile.divisible:
        return ""
    return "yes" if state.divisible else "no"


def _letter(state: ProcedureState) -> str:
    """In which form the letter would have gone out with the mail."""
    issued = {paper.paper.rpartition("-")[0] for paper in state.papers}
    return next((form.value for form in LetterForm if form.value in issued), "")


def _whole(state: ProcedureState, form: Form, rolls: Sequence[str]) -> bool:
    """Whether everything that was placed can be typed: programs may set more than the form asks."""
    text, profile = state.text, state.profile
    if form.get("source") == "typed":
        typed = paragraphs_typed(form.get("paragraphs"))
        if typed != tuple((paragraph.number, paragraph.words) for paragraph in text.paragraphs):
            return False
    known = profile.id in known_profiles() and load_profile(profile.id).values == profile.values
    usual = not state.clocks and state.starts == state.opened_at
    return known and usual and (not state.among or state.among in rolls)
