"""How `nemcon rules` prints a rule book, and what is wrong in a profile."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from typing import Any, Final

from nemcon.cli.output import say
from nemcon.procedure.keys import KEYS
from nemcon.procedure.profile import Basis, Profile
from nemcon.rulebook.book import Book
from nemcon.rulebook.chapters import Chapter, Rule, is_default, rule_in_words
from nemcon.rulebook.timeline import Moment, Timeline
from nemcon.timing.data_files import Problem

WIDTH: Final = 92
BLANK: Final = '""'


def say_book(book: Book) -> None:
    """Print the book."""
    say(f"{book.title}")
    say(f"Profile {book.id}; {book.founded}.")
    for number, chapter in enumerate(book.chapters, start=1):
        _say_chapter(number, chapter)
    _heading("The ways through the procedure")
    for way in book.ways:
        _say(f"{way.start.says} -> {way.end.says}", indent="  ", then="      ")
        _say(f"{way.by} [{way.rule}]", indent="      ")
    _say_timeline(book.timeline)


def book_data(book: Book) -> dict[str, Any]:
    """The book for programs: its chapters, ways and timeline."""
    return {
        "founded": asdict(book.founded),
        "chapters": [asdict(chapter) for chapter in book.chapters],
        "ways": [asdict(way) for way in book.ways],
        "timeline": asdict(book.timeline),
    }


def say_foundation(profile: Profile) -> None:
    """Print what in a profile that is in order stands on custom, and what is left to defaults."""
    custom = [v for v in profile.values if v.basis is Basis.CUSTOM and not is_default(v)]
    silent = [v for v in profile.values if is_default(v)]
    if custom:
        _heading(f"Custom, with the reason given ({len(custom)})")
        for value in custom:
            rule = rule_in_words(value)
            _say(f"{value.key} = {value.value}", indent="  ")
            _say(rule.source or "no reason is given", indent="      ")
    if silent:
        _heading(f"Left out, so that the default applies ({len(silent)})")
        for value in silent:
            _say(
                f"{value.key} = {value.value}: {KEYS[value.key].means}", indent="  ", then="      "
            )


def blanks_and_faults(problems: tuple[Problem, ...]) -> tuple[list[Problem], list[Problem]]:
    """What is still to be filled in, and what is wrong."""
    blanks = [p for p in problems if p.found == BLANK and p.expected == "some text"]
    return blanks, [p for p in problems if p not in blanks]


def in_lines(problems: tuple[Problem, ...]) -> str:
    """Everything that is wrong, and then the blanks, each on a line with what it is for."""
    blanks, faults = blanks_and_faults(problems)
    lines = [f"{p.where}: {p.found}; expected: {p.expected}" for p in faults]
    if blanks:
        count = "one blank is" if len(blanks) == 1 else f"{len(blanks)} blanks are"
        lines.append(f"{count} still to be filled in:")
        lines += [f"  {p.where}{_what(p.where)}" for p in blanks]
    return "\n".join(lines)


def _what(where: str) -> str:
    key = where.rpartition("/")[2].removesuffix(".custom")
    return f": why it is so, or its source ({KEYS[key].means})" if key in KEYS else ""


def _say_chapter(number: int, chapter: Chapter) -> None:
    _heading(f"{number}. {chapter.title}")
    for rule in chapter.rules:
        _say_rule(rule)
    if chapter.by_default:
        _say(chapter.by_default, indent="  ")


def _say_rule(rule: Rule) -> None:
    means = f"{rule.means[:1].upper()}{rule.means[1:]}"
    _say(f"{means}: {rule.value}", indent="  ", then="      ")
    _say(f"{rule.founded} [{rule.key}]", indent="      ")


def _say_timeline(timeline: Timeline) -> None:
    _heading("A worked timeline")
    _say_moment(timeline.launch)
    for title, story in (
        ("If silence is kept:", timeline.kept),
        ("If it is broken half-way:", timeline.broken),
    ):
        if story:
            say(f"\n  {title}")
            for moment in story:
                _say_moment(moment)
    if timeline.latest is not None:
        say("\n  If the period is extended:")
        _say_moment(timeline.latest)
    for note in timeline.notes:
        say()
        _say(f"Note: {note}", indent="  ")


def _say_moment(moment: Moment) -> None:
    _say(moment.written, indent="  ")
    _say(f"{moment.says} [{moment.rule}]", indent="      ")


def _heading(words: str) -> None:
    say(f"\n{words}\n{'-' * len(words)}")


def _say(words: str, *, indent: str, then: str = "") -> None:
    say(textwrap.fill(words, WIDTH, initial_indent=indent, subsequent_indent=then or indent))
