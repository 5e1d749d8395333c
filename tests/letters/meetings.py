"""Agendas and negotiations for the tests of letters: a course for every notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from nemcon.agenda.items import Item, Part, Sitting
from nemcon.agenda.notices import AgendaNotice
from nemcon.mail.agenda_letters import AGENDA
from nemcon.mail.facts import Recipient
from nemcon.mail.issuing import Issuer
from nemcon.mail.letters import Parts
from nemcon.mail.meeting import MeetingMatter, Room
from nemcon.mail.negotiation_letters import NEGOTIATION
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure.entries import Happened
from nemcon.register import codec
from nemcon.register.codec import GENESIS
from nemcon.register.kinds import evolve, letters_for
from nemcon.text.document import Paragraph, Text
from tests.agenda import build as agenda
from tests.negotiation import build as negotiation
from tests.procedure.build import hour

from .agenda_courses import AGENDAS
from .build import ENQUIRIES
from .negotiation_courses import NEGOTIATIONS
from .reading import flat, seen
from .typed import Words

MEETING_NOTICES: Final = (*AgendaNotice, *NegotiationNotice)
LINK = "https://silence.example/l/" + "A" * 32


@dataclass(slots=True)
class Course:
    """A record with its hashes, and the letters that it calls for."""

    room: Room[Any]
    name: str
    issuer: Issuer
    record: list[tuple[Happened[Any], str]]
    filed: list[tuple[int, StrEnum, tuple[str, ...]]]

    def matter(self, notice: StrEnum) -> MeetingMatter[Any]:
        """The matter of the last mailing of that kind."""
        number = next(n for n, kind, _ in reversed(self.filed) if kind is notice)
        occasion = self.room.occasion(notice, self.name, self.issuer, number, self.record)
        return MeetingMatter(self.room, occasion)

    def receivers(self, notice: StrEnum) -> tuple[str, ...]:
        """To whom the last mailing of that kind goes."""
        return next(to for _, kind, to in reversed(self.filed) if kind is notice)

    def letter(self, notice: StrEnum, to: str = "", zone: str = "America/New_York") -> Parts:
        """The last letter of that kind, to somebody who receives it."""
        matter = self.matter(notice)
        who = to or self.receivers(notice)[0]
        recipient = Recipient("c1", who, "Ms. Ana Silva", "ana@mission.example", zone)
        return matter.write(recipient, matter.names(recipient), ENQUIRIES, {self.name: LINK})


def course_of(
    room: Room[Any], name: str, issuer: Issuer, recorded: Sequence[Happened[Any]]
) -> Course:
    """The record of these entries as the register keeps it, with the letters that it calls for."""
    course = Course(room, name, issuer, [], [])
    state: Any = None
    before = GENESIS
    for entry in recorded:
        written = codec.write(name, entry, before)
        # What is read from the register is what a letter is written from.
        read = codec.read(written.body)
        before = written.hash
        course.record.append((read, before))
        state = evolve(state, read)
        course.filed += [(read.number, one.notice, one.to) for one in letters_for(read, state)]
    return course


def of_agenda(notice: AgendaNotice, words: Words | None = None) -> Course:
    """A course about an agenda that calls for that letter."""
    words = words or Words()
    session = agenda.circulated(
        words.profile,
        title=words.title("Provisional agenda"),
        symbol=words.title("CTOC/COP/WG.3/2020/1"),
        session=words.title("the eleventh meeting"),
        next_session=words.title("the twelfth meeting"),
        items=(
            Item(
                "1", words.title("Organizational matters"), (Item("(a)", words.title("Opening")),)
            ),
            Item("2", words.title("Joint investigative bodies")),
        ),
        parts=(Part("outcome", words.title("What is not agreed goes to a compilation")),),
        sittings=tuple(
            Sitting(n, hour(at), hour(at + 2), ("1 (a)", "2"), words.title("Sitting"))
            for n, at in ((1, 48), (2, 52), (3, 80))
        ),
        roll=words.roll,
    )
    AGENDAS[notice](session, words)
    return course_of(AGENDA, "agenda", words.issuer, session.recorded)


def of_negotiation(notice: NegotiationNotice, words: Words | None = None) -> Course:
    """A course of a negotiation that calls for that letter."""
    words = words or Words()
    told = words.marked(words.titles or "States parties should meet every year.")
    text = Text(
        words.title("Draft recommendations"),
        (
            Paragraph("1", f"Title: {told}"),
            Paragraph("2", "States parties should appoint contact points."),
            Paragraph("3", "Evidence should be admissible."),
        ),
        words.title("CTOC/COP/WG.3/2020/CRP.1"),
    )
    it = negotiation.tabled(
        words.profile,
        text=text,
        roll=words.roll,
        groups=(),
        to=words.to,
    )
    NEGOTIATIONS[notice](it, words)
    return course_of(NEGOTIATION, "recommendations", words.issuer, it.recorded)


def of(notice: StrEnum, words: Words | None = None) -> Course:
    """A course that calls for that letter, of whichever kind."""
    if isinstance(notice, AgendaNotice):
        return of_agenda(notice, words)
    return of_negotiation(NegotiationNotice(notice), words)


def says(course: Course, notice: StrEnum, to: str = "") -> str:
    """What both parts of the last letter of that kind say: the text, which the HTML must match."""
    parts = course.letter(notice, to)
    return f"{flat(parts.text)} {seen(parts.html)}"


def both(course: Course, notice: StrEnum, *words: str, to: str = "") -> None:
    """Each part of the letter must say all of this."""
    parts = course.letter(notice, to)
    for part in (flat(parts.text), seen(parts.html)):
        for word in words:
            assert word in part, f"{word!r} is not in: {part}"
