"""How a letter writes what the record holds: instants, the names of delegations, paragraphs."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from nemcon.language import _
from nemcon.language.states import named
from nemcon.mail.facts import Moment
from nemcon.mail.wording import articled, in_paragraphs
from nemcon.procedure.people import Seat
from nemcon.text.lines import line, listed
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import write_deadline, write_instant


class Writing:
    """Writes instants for one reader; an instant that two zones write alike stands once."""

    def __init__(self, zone: str, reader_zone: str) -> None:
        self._zone = zone
        self._reader_zone = reader_zone or None

    def deadline(self, deadline: Deadline | None) -> Moment | None:
        """A deadline, with the rule for a filing received at that very moment."""
        if deadline is None:
            return None
        written = write_deadline(deadline, self._reader_zone)
        return Moment(written.body, tuple(dict.fromkeys(written.lines)), written.rule)

    def instant(self, instant: datetime | None) -> Moment | None:
        """An instant, where there is one."""
        return None if instant is None else self.at(instant)

    @property
    def zones(self) -> tuple[str, ...]:
        """The clocks that are written: of the body, of the reader, and UTC."""
        return tuple(dict.fromkeys((self._zone, self._reader_zone or self._zone, "UTC")))

    def at(self, instant: datetime) -> Moment:
        """An instant on the clocks of the body, of the reader, and in UTC."""
        lines = tuple(dict.fromkeys(write_instant(instant, zone) for zone in self.zones))
        return Moment(lines[0], lines)


class HasRoll(Protocol):
    """The state of a procedure of any kind: it knows who has a seat."""

    def seat(self, participant: str) -> Seat | None:
        """The participant's place on the frozen roll."""
        ...


def name_of(state: HasRoll, participant: str) -> str:
    """The name of a delegation as it stands in a sentence."""
    seat = state.seat(participant)
    return articled(line(seat.name if seat else participant))


def delegation(name: str) -> str:
    """Who did something, as the beginning or the middle of a sentence; empty names nobody."""
    if not name:
        return _("a delegation")
    # Translators: who does or did something, as the subject of a sentence or standing alone.
    return _("the delegation of {name}", name=name)


def names_of(state: HasRoll, participants: tuple[str, ...]) -> str:
    """Names as a list, which takes no article."""
    seats = [state.seat(name) for name in participants]
    names = zip(seats, participants, strict=True)
    return listed([named(line(s.name)) if s else line(n) for s, n in names])


def numbers_of(numbers: tuple[str, ...]) -> str:
    """Where paragraphs are meant; empty where there are none."""
    return in_paragraphs(numbers) if numbers else ""
