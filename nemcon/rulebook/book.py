"""The rule book of a profile: everything that a page, a terminal or a program shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nemcon.procedure.profile import Profile
from nemcon.rulebook.chapters import Chapter, Founded, chapters_of, founded
from nemcon.rulebook.reading import ways_of
from nemcon.rulebook.timeline import Timeline, timeline_of
from nemcon.rulebook.ways import Way


@dataclass(frozen=True, slots=True)
class Book:
    """The chapters, the ways through the procedure, and a worked timeline."""

    id: str
    title: str
    founded: Founded
    chapters: tuple[Chapter, ...]
    ways: tuple[Way, ...]
    timeline: Timeline


def book_of(profile: Profile, launched: datetime) -> Book:
    """The rule book, with a timeline for a text that is placed under silence at that instant."""
    return Book(
        id=profile.id,
        title=profile.title,
        founded=founded(profile),
        chapters=chapters_of(profile),
        ways=ways_of(profile),
        timeline=timeline_of(profile, launched),
    )
