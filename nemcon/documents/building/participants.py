"""The list of participants: by category, in the alphabetical order of the language, with officers.

States are named as the United Nations names them in that language; whoever is no State keeps the
name under which it is on the roll.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from nemcon.agenda.items import Officer
from nemcon.documents.model.blocks import Block, Heading, Para, Table, labelled
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import content
from nemcon.language.states import find_state, folded
from nemcon.procedure.people import Category, Seat
from nemcon.text.lines import line

_HEADINGS: Final = {
    Category.MEMBER: "Members",
    Category.SIGNATORY: "Signatories",
    Category.OBSERVER: "Observers",
}


def participants(
    masthead: Masthead, roll: Sequence[Seat], officers: Sequence[Officer], language: str = "en"
) -> Document:
    """Who is on the roll, and who holds an office."""
    blocks = tuple(_blocks(roll, officers, language))
    # A heading that stands alone has nothing to be counted with.
    if sum(isinstance(block, Heading) for block in blocks) > 1:
        blocks = labelled(blocks)
    return Document(Paper.PARTICIPANTS, masthead, "List of participants", blocks)


def named_in(seat: Seat, language: str) -> str:
    """The participant's name in that language, or the one on the roll."""
    found = find_state(seat.name)
    return line(found.state.short.get(language, seat.name) if found else seat.name)


def in_order(roll: Sequence[Seat], language: str) -> list[str]:
    """The names in alphabetical order, in which capitals and accents do not matter."""
    names = [named_in(seat, language) for seat in roll]
    return sorted(names, key=lambda name: (folded(name), name))


def _blocks(roll: Sequence[Seat], officers: Sequence[Officer], language: str) -> Iterator[Block]:
    if officers:
        yield Heading(1, content("Officers"))
        head = tuple(content(words) for words in ("Office", "Name", "Participant"))
        rows = tuple(
            (
                content(line(officer.office)),
                content(line(officer.person)),
                content(_of(officer, roll, language)),
            )
            for officer in officers
        )
        yield Table("Officers of the session", head, rows, (3, 4, 4))
    for category, heading in _HEADINGS.items():
        seats = [seat for seat in roll if seat.category is category]
        if seats:
            yield Heading(1, content(f"{heading} ({len(seats)})"))
            yield Para(content(", ".join(in_order(seats, language))))


def _of(officer: Officer, roll: Sequence[Seat], language: str) -> str:
    seat = next((seat for seat in roll if seat.participant == officer.participant), None)
    return named_in(seat, language) if seat is not None else line(officer.participant)
