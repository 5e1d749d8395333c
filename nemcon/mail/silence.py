"""The letters of a silence procedure, as composing asks for them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from nemcon.mail.announcing import calendar_of
from nemcon.mail.attached import Attached
from nemcon.mail.facts import Names, Recipient
from nemcon.mail.gathering import facts_of, reader_of
from nemcon.mail.issuing import Issuer
from nemcon.mail.letters import Parts, write
from nemcon.mail.occasion import Occasion
from nemcon.procedure.notices import Notice


@dataclass(frozen=True, slots=True)
class SilenceMatter:
    """An occasion in a silence procedure."""

    occasion: Occasion

    @property
    def notice(self) -> Notice:
        """The kind of letter."""
        return self.occasion.notice

    @property
    def issuer(self) -> Issuer:
        """In whose name the letters go out."""
        return self.occasion.issuer

    @property
    def number(self) -> int:
        """The number of the entry."""
        return self.occasion.recorded.number

    @property
    def head(self) -> tuple[int, str]:
        """The last entry of the act."""
        return self.occasion.head

    @property
    def attached(self) -> Attached | None:
        """The official letter, where one was issued with the act."""
        return self.occasion.attached

    @property
    def procedures(self) -> tuple[str, ...]:
        """The procedure, and those whose texts the letter encloses."""
        enclosed = (enclosure.procedure for enclosure in self.occasion.enclosures)
        return (self.occasion.procedure, *enclosed)

    @property
    def root(self) -> str:
        """The procedure itself, or the one whose letter carried its text."""
        return self.occasion.state.carried_by or self.occasion.procedure

    @property
    def begins(self) -> bool:
        """Whether the letter is the circulation."""
        return self.notice is Notice.CIRCULATION

    def names(self, recipient: Recipient) -> Names:
        """The person and the delegation."""
        reader = reader_of(self.occasion, recipient)
        return Names(reader.person, reader.delegation)

    def alike(self, recipient: Recipient) -> Hashable:
        """The standing, whether the act was its own, and its deadline."""
        plain = replace(reader_of(self.occasion, recipient), person="", delegation="")
        return plain, self.occasion.state.deadline_for(recipient.participant)

    def write(
        self, recipient: Recipient, names: Names, enquiries: str, links: Mapping[str, str]
    ) -> Parts:
        """The letter of that occasion."""
        facts = facts_of(self.occasion, recipient, enquiries)
        reader = replace(facts.reader, person=names.person, delegation=names.delegation)
        return write(replace(facts, reader=reader), links)

    def calendar(self, domain: str, stamp: datetime, participant: str) -> str:
        """The deadline of that participant."""
        return calendar_of(self.occasion, domain, stamp, participant)
