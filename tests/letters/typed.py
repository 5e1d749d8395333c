"""Everything that people may type in the courses from which letters are written in tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nemcon.mail.issuing import Issuer
from nemcon.procedure.people import Category, Seat
from nemcon.procedure.profile import Profile
from tests.procedure.build import rules as rules_of

from .build import ISSUER

MEMBERS = ("brazil", "china", "france", "italy")
# What a course takes is passed on as it comes.
Some = Any


def rules(**values: Some) -> Profile:
    """The default rules with some values changed, the sections before two underscores."""
    return rules_of(**values)


@dataclass(slots=True)
class Words:
    """Everything that people may type in a course; a test replaces it with words of its own."""

    names: tuple[str, ...] = ("Brazil", "China", "France", "Italy", "UNESCO")
    issuer: Issuer = ISSUER
    typed: str = ""
    titles: str = ""
    profile: Profile = field(
        default_factory=lambda: rules(period__zone="Europe/Vienna", late__admitted_by="chair")
    )

    def says(self, words: str) -> str:
        """What a delegation or the Chair types freely."""
        return self.typed or words

    def title(self, words: str) -> str:
        """What is typed into a title."""
        return self.titles or words

    @property
    def to(self) -> str:
        """Where the rest goes; what cannot be written on one line would be refused."""
        return self.titles if self.titles.isprintable() and self.titles else "the tenth session"

    @staticmethod
    def marked(words: str) -> str:
        """Words that may stand in a text: a bracket that is never closed would be refused."""
        return words.replace("[", "(")

    @property
    def roll(self) -> tuple[Seat, ...]:
        """Four members and an observer."""
        seats = zip((*MEMBERS, "unesco"), self.names, strict=True)
        return tuple(
            Seat(who, name, Category.OBSERVER if who == "unesco" else Category.MEMBER)
            for who, name in seats
        )
