"""The record of a session as it was kept: by whom it may be, when it was last, and what it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.context import Context
from api.pages.agenda_offered import writes_for_the_body
from api.pages.agenda_staff import Position
from api.pages.form import Form
from api.pages.shown import When, when
from api.problems import Problem
from nemcon.agenda.entries import RecordKept
from nemcon.agenda.record import SessionRecord
from nemcon.language import _
from nemcon.register import codec
from nemcon.register.staff import Staff


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with when and by whom it was kept."""

    record: SessionRecord
    at: When
    by: str


def require_keeping(staff: Staff, position: Position) -> None:
    """Raises `Problem` 409 for who does not keep the record of that session."""
    if not writes_for_the_body(staff, position.state):
        raise Problem(409, "not-open", _("This cannot be done now, or not by you."))


def written_after(sent: Form) -> int:
    """The number of the record that a form was opened with; one that never was, if it says none."""
    number = sent.get("after")
    return int(number) if number.isascii() and number.isdigit() and len(number) < _LONGEST else -1


_LONGEST: Final = 10


def last_kept(context: Context, position: Position) -> Kept | None:
    """The record as it stands; `None` where none was kept."""
    return kept_at(context, position, position.state.record_number)


def kept_at(context: Context, position: Position, number: int) -> Kept | None:
    """The record that the entry of that number kept; `None` where it kept none."""
    written = context.register.written(position.procedure)
    if not 0 < number <= len(written):
        return None
    recorded = codec.read(written[number - 1].body)
    if not isinstance(recorded.entry, RecordKept):
        return None
    at = when(recorded.at, position.state.profile.zone)
    return Kept(recorded.entry.record, at, recorded.actor.person)
