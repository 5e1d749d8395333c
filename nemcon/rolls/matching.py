"""Who is who: the rows of a roll against each other, and against whom the body knows already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nemcon.language import _
from nemcon.language.states import find_state, folded, resembling
from nemcon.rolls.cells import shown
from nemcon.rolls.notes import Note
from nemcon.rolls.problems import RollError
from nemcon.rolls.roll import Entry
from nemcon.text.lines import listed
from nemcon.timing.data_files import Problem

_LONGEST_ID: Final = 64
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file: what was written, and the entry it stands for.

    `alias` says why what was written means that State, where it is no official name.
    """

    line: int
    written: str
    entry: Entry
    alias: str = ""


def identifier_for(name: str) -> str:
    """An id made of a name; empty where no Latin letter stands in it."""
    return _NO_LETTER.sub("-", folded(name)).strip("-")[:_LONGEST_ID].strip("-")


def twice(rows: Sequence[Row]) -> Iterator[Problem]:
    """The rows that stand for somebody who stands on the roll already."""
    seen: dict[str, Row] = {}
    for row in rows:
        first = seen.setdefault(row.entry.state or f"/{folded(row.written)}", row)
        if first is not row:
            yield _again(row, first)


def matched(
    rows: Sequence[Row], known: Mapping[str, str], origin: str
) -> tuple[tuple[Entry, ...], tuple[Note, ...]]:
    """The entries with the ids and names that the body has for them (`known`: id to name).

    A participant is known by its id, by its name, or as the same State. Raises `RollError`.
    """
    by_name = {folded(name): identifier for identifier, name in known.items()}
    by_state: dict[str, str] = {}
    notes: list[Note] = []
    for identifier, name in known.items():
        found = find_state(name)
        if found and by_state.setdefault(found.state.iso3, identifier) != identifier:
            both = listed([known[by_state[found.state.iso3]], name])
            says = _("The body has {both}, which are the same State.", both=both)
            notes.append(Note("same-state", says))
    problems: list[Problem] = []
    taken: dict[str, Row] = {}
    entries: list[Entry] = []
    for row in rows:
        own = row.written if row.written in known else by_name.get(folded(row.written))
        own = own or by_state.get(row.entry.state)
        identifier = own or _fresh(row.entry.participant, known, taken)
        first = taken.setdefault(identifier, row)
        if not identifier:
            expected = "a name with Latin letters, or that of a participant of the body"
            problems.append(Problem(f"line {row.line}/participant", shown(row.written), expected))
        elif first is not row:
            problems.append(_again(row, first))
        entries.append(
            replace(row.entry, participant=identifier, name=known.get(identifier, row.entry.name))
        )
        notes += _notes(row, entries[-1], is_known=own is not None)
    if problems:
        raise RollError(
            tuple(Problem(f"{origin}/{p.where}", p.found, p.expected) for p in problems)
        )
    return tuple(entries), tuple(notes)


def _fresh(wanted: str, known: Mapping[str, str], taken: Mapping[str, Row]) -> str:
    """The wanted id, or the first of its kind that nobody has."""
    number, found = 1, wanted
    while wanted and (found in known or found in taken):
        number += 1
        found = f"{wanted[: _LONGEST_ID - 4]}-{number}"
    return found


def _again(row: Row, first: Row) -> Problem:
    same = "the same State as" if row.entry.state else "the same as"
    found = f"{shown(row.written)}, {same} {shown(first.written)} on line {first.line}"
    return Problem(f"line {row.line}/participant", found, "each participant once")


def _notes(row: Row, entry: Entry, *, is_known: bool) -> Iterator[Note]:
    if row.alias and folded(row.written) != folded(entry.name):
        says = _(
            "Line {line}: {written} is taken for {name}.",
            line=row.line,
            written=row.written,
            name=entry.name,
        )
        yield Note("alias", says)
    if not row.entry.state and not is_known:
        near = resembling(row.written)
        says = (
            _(
                "Line {line}: {written} is no State that is known here; did you mean {near}?",
                line=row.line,
                written=row.written,
                near=near,
            )
            if near
            else _(
                "Line {line}: {written} is no State that is known here.",
                line=row.line,
                written=row.written,
            )
        )
        yield Note("no-state", says)
