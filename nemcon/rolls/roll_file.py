"""Rolls as files: a CSV file that says as of when it holds and where it was read.

A bad file is refused with everything that is wrong in it at once, each with its line and column.
How to write one stands in docs/rolls.md.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from nemcon.language.states import find_state
from nemcon.rolls import cells
from nemcon.rolls.cells import WrongCell, shown
from nemcon.rolls.matching import Row, identifier_for, twice
from nemcon.rolls.problems import RollError
from nemcon.rolls.roll import COLUMNS, Entry
from nemcon.timing.data_files import Problem

MOST_BYTES: Final = 200_000
MOST_ROWS: Final = 2_000
NEEDED: Final = ("participant", "standing")
HEAD: Final = ("as at", "source")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll that was read: the date as of which it holds, its source, and who stands on it."""

    as_at: date
    source: str
    rows: tuple[Row, ...]


def read_roll(content: bytes | str, origin: str) -> Roll:
    """The roll that a file holds; `origin` is its name. Raises `RollError`."""
    reading = _Reading(_text(content, origin), origin)
    found = reading.roll()
    if reading.problems or found is None:
        raise RollError(tuple(reading.problems))
    return found


def _text(content: bytes | str, origin: str) -> str:
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > MOST_BYTES:
        found, expected = f"{len(raw):,} bytes", f"at most {MOST_BYTES:,}, which is a large roll"
        raise RollError((Problem(origin, found, expected),))
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        found, expected = f"bytes that are no UTF-8 (at {error.start})", "a CSV file in UTF-8"
        raise RollError((Problem(origin, found, expected),)) from error


class _Reading:
    """Reads one roll, and collects what is wrong with it."""

    def __init__(self, text: str, origin: str) -> None:
        self.origin = origin
        self.problems: list[Problem] = []
        self.head: dict[str, str] = {}
        self.as_at: date | None = None
        self.columns: list[str] = []
        self._reader = csv.reader(io.StringIO(text, newline=""), strict=True)

    def wrong(self, line: int, column: str, found: str, expected: str) -> None:
        """Note a problem."""
        place = [self.origin, f"line {line}" if line else "", column]
        self.problems.append(Problem("/".join(filter(None, place)), found, expected))

    def roll(self) -> Roll | None:
        """The roll, as far as it can be read."""
        records = self._records()
        for line, record in records:
            self._take_columns(line, record)
            break
        else:
            self.wrong(0, "", "no columns", f"a line with the columns {', '.join(NEEDED)}")
        if not self.columns:
            return None
        rows = [row for line, record in records if (row := self._row(line, record))]
        if not rows and not self.problems:
            self.wrong(0, "", "no participant", "one on each line after the columns")
        if "as at" not in self.head:
            self.wrong(0, "", "no date", "a line such as # as at: 2026-11-24")
        if not self.head.get("source"):
            self.wrong(0, "", "no source", "a line such as # source: the report, its annex")
        found = [*twice(rows), *(() if self.problems else _groups_of_nobody(rows))]
        self.problems += [Problem(f"{self.origin}/{p.where}", p.found, p.expected) for p in found]
        return Roll(self.as_at, self.head.get("source", ""), tuple(rows)) if self.as_at else None

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """The records with their lines; what begins with # is the head, or a remark."""
        last, number = 0, 0
        try:
            for record in self._reader:
                line, last = last + 1, self._reader.line_num
                if record and record[0].lstrip().startswith("#"):
                    self._take_head(line, ",".join(record))
                elif any(cell.strip() for cell in record):
                    number += 1
                    if number > MOST_ROWS + 1:
                        self.wrong(line, "", "more", f"at most {MOST_ROWS:,} participants")
                        return
                    yield line, record
        except csv.Error as error:
            self.wrong(last + 1, "", f"what no CSV file holds ({error})", "commas and quotes")

    def _take_head(self, line: int, remark: str) -> None:
        """A spreadsheet may have put empty cells behind it."""
        name, _, value = remark.strip().lstrip("#").rstrip(", ").partition(":")
        key = " ".join(name.casefold().replace("_", " ").split())
        if key not in HEAD:
            return
        if key in self.head:
            self.wrong(line, key, "the same a second time", "each of them once")
        self.head[key] = self._cell(line, key, value, cells.safe, value)
        if key == "as at":
            self.as_at = self._cell(line, key, value.strip(), _needed_day, None)

    def _take_columns(self, line: int, record: list[str]) -> None:
        known, before = list(COLUMNS.values()), len(self.problems)
        names = [" ".join(cell.casefold().replace("_", " ").split()) for cell in record]
        while names and not names[-1]:
            names.pop()
        missing = [name for name in NEEDED if name not in names]
        if missing:
            self.wrong(line, "", f"no column {' and '.join(missing)}", _separator(record))
        for number, name in enumerate(names):
            if name in names[:number]:
                self.wrong(line, "", f"the column {shown(name)} a second time", "each once")
            elif name not in known and not missing:
                expected = f"one of {', '.join(known)}"
                self.wrong(line, "", f"a column {shown(record[number])}", expected)
        if len(self.problems) == before:
            self.columns = names

    def _row(self, line: int, record: list[str]) -> Row | None:
        if any(cell.strip() for cell in record[len(self.columns) :]):
            found = f"{len(record)} cells"
            self.wrong(line, "", found, f"{len(self.columns)}; put words with a comma in quotes")
            return None
        before = len(self.problems)
        entry = self._entry(line, dict(zip(self.columns, record, strict=False)))
        if entry is None or len(self.problems) > before:
            return None
        match = find_state(entry.name)
        if match is None:
            return Row(line, entry.name, replace(entry, participant=identifier_for(entry.name)))
        state = match.state
        of_state = replace(
            entry,
            participant=state.iso3.lower(),
            name=state.name,
            group=entry.group if "group" in self.columns else state.group,
            state=state.iso3,
        )
        return Row(line, entry.name, of_state, match.alias)

    def _entry(self, line: int, written: Mapping[str, str]) -> Entry | None:
        """What stands on the line, before anybody asks whether it is a State."""

        def read(column: str, meaning: Callable[[str], _T], otherwise: _T) -> _T:
            def safely(cell: str) -> _T:
                return meaning(cells.safe(cell))

            return self._cell(line, column, written.get(column, ""), safely, otherwise)

        nobody: tuple[str, ...] = ()
        name = read("participant", _needed_name, "")
        category = read("standing", cells.standing, None)
        first = read("credentials from", cells.day, None)
        last = read("credentials until", cells.day, None)
        if first and last and last < first:
            self.wrong(line, "credentials until", str(last), f"a day that is not before {first}")
        group, weight = read("group", cells.group, ""), read("weight", cells.weight, 1)
        political = read("political groups", cells.names, nobody)
        speaks, source = read("speaks for", cells.names, nobody), read("source", str, "")
        if category is None:
            return None
        return Entry(
            participant="",
            name=name,
            category=category,
            group=group,
            weight=weight,
            credentials_from=first,
            credentials_until=last,
            political_groups=political,
            speaks_for=speaks,
            source=source,
        )

    def _cell(
        self, line: int, column: str, cell: str, meaning: Callable[[str], _T], otherwise: _T
    ) -> _T:
        try:
            return meaning(cell)
        except WrongCell as error:
            self.wrong(line, column, error.found, error.expected)
            return otherwise


def _needed_name(cell: str) -> str:
    if not cell:
        raise WrongCell("nothing", "a name or a code")
    return " ".join(cell.split())


def _needed_day(cell: str) -> date | None:
    if not cell:
        raise WrongCell("nothing", "a date such as 2026-11-24")
    return cells.day(cell)


def _separator(record: list[str]) -> str:
    if len(record) == 1 and (";" in record[0] or "\t" in record[0]):
        return "columns that are separated by commas"
    return f"the columns {', '.join(NEEDED)}, and as many of the others as are needed"


def _groups_of_nobody(rows: list[Row]) -> Iterator[Problem]:
    there = {name for row in rows for name in row.entry.political_groups}
    for row in rows:
        for name in row.entry.speaks_for:
            if name not in there:
                where = f"line {row.line}/speaks for"
                yield Problem(where, shown(name), "a political group that somebody belongs to")
