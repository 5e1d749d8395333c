"""The participants of a scenario, as the directory of the register knows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from nemcon.procedure.people import Group
from nemcon.procedure.wording import articled
from nemcon.register import directory
from nemcon.rehearsal.parts import ParticipantPart
from nemcon.rehearsal.scenario import Scenario, cast_of
from nemcon.text.document import Paragraph

BODY: Final = "rehearsal"


def slug(name: str) -> str:
    """An id made of a name: "Côte d'Ivoire" becomes "cote-d-ivoire"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "participant"


class Cast:
    """The participants of a scenario in the register's directory, and the ids they have there."""

    def __init__(self, scenario: Scenario, body: str = BODY) -> None:
        """`body` is the id that the body gets; nothing is written yet, see `enter`."""
        self.outline = outline = scenario.outline
        self.body = body
        self.people = cast_of(outline)
        self.ids: dict[str, str] = {}
        for person in self.people:
            base = slug(person.name)
            taken = sum(
                known == base or known.startswith(f"{base}-") for known in self.ids.values()
            )
            self.ids[person.name] = f"{base}-{taken + 1}" if base in self.ids.values() else base
        self.names = {identifier: name for name, identifier in self.ids.items()}

    def enter(self, connection: Connection, now: datetime) -> None:
        """Write the body, its participants, one contact each, and the rolls."""
        outline = self.outline
        body = directory.Body(
            id=self.body,
            name=outline.body.name,
            zone=outline.zone,
            parent=outline.body.parent,
            session=outline.body.session,
            next_session=outline.body.next_session,
            chair=outline.chair,
        )
        directory.put_body(connection, body, now)
        directory.put_participants(connection, self.body, [self._member(p) for p in self.people])
        directory.put_contacts(connection, self.body, [self._contact(p) for p in self.people])
        for name, members in outline.rolls.items():
            ids = [self.ids[member] for member in members]
            directory.put_roll(connection, self.body, name, ids)

    def _member(self, person: ParticipantPart) -> directory.Participant:
        return directory.Participant(
            self.ids[person.name], person.name, person.standing, person.group, person.weight
        )

    def groups(self) -> tuple[Group, ...]:
        """The political groups that the scenario names."""
        return tuple(
            Group(name, self.ids_of(group.members), self.ids_of(group.speakers))
            for name, group in self.outline.groups.items()
        )

    def ids_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """The ids of participants; what is none, such as a group, stays as it is named."""
        return tuple(self.ids.get(name, name) for name in names)

    def _contact(self, person: ParticipantPart) -> directory.Contact:
        identifier = self.ids[person.name]
        return directory.Contact(
            id=f"{self.body}-{identifier}"[:64],
            participant=identifier,
            name=delegation_of(person.name),
            address=f"{identifier}@delegations.example",
            zone=person.zone,
            language=person.language,
        )


def delegation_of(name: str) -> str:
    """What the contact of a participant is called: "Delegation of the Russian Federation"."""
    return f"Delegation of {articled(name)}"


def wording_of(paragraphs: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """The paragraphs as a scenario gives them: words by number."""
    return tuple(Paragraph(number, words.strip()) for number, words in paragraphs.items())
