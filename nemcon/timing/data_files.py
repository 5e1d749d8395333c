"""What is wrong in a data file that a secretariat wrote: every problem, with its place."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeGuard, cast

from nemcon.language import _

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file: where it stands, what was found, what belongs there."""

    where: str
    found: str
    expected: str

    def __str__(self) -> str:
        """The problem as one line."""
        return _(
            "{where}: found {found}; expected {expected}",
            where=self.where,
            found=self.found,
            expected=self.expected,
        )


class DataFileError(ValueError):
    """A file that cannot be used; `code` is stable, and `problems` names all that is wrong.

    DataFileError
    ├── ProfileError    in nemcon.procedure.loader
    ├── CalendarError   in nemcon.timing.calendar_files
    └── RollError       in nemcon.rolls.problems
    """

    code = "bad-file"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Reading:
    """Reads one file, and collects what is wrong with it; `origin` is the name of the file."""

    def __init__(self, data: Table, origin: str) -> None:
        self.data = data
        self.origin = origin
        self.problems: list[Problem] = []

    def wrong(self, where: str, found: str, expected: str) -> None:
        """Note a problem."""
        place = f"{self.origin}/{where}" if where else self.origin
        self.problems.append(Problem(place, found, expected))

    def text(self, where: str, name: str, table: Table) -> str:
        """The words that must stand there; empty, with a problem noted, where there are none."""
        value = table.get(name)
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"{where}.{name}".lstrip("."), shown(value), _("some text"))
            return ""
        return value.strip()


def is_table(value: object) -> TypeGuard[Table]:
    """Whether it is a table, whose keys are names."""
    return isinstance(value, Mapping) and all(
        isinstance(key, str) for key in cast("Mapping[object, object]", value)
    )


def listed(value: object) -> list[object]:
    """What a list holds; nothing where it is none."""
    return cast("list[object]", value) if isinstance(value, list) else []


def nearest(name: str, known: tuple[str, ...]) -> str:
    """What was probably meant by a name that is not known."""
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        # Translators: what was probably meant by a name that is not known.
        return _("perhaps {name}", name=near[0])
    return _("one of {names}", names=", ".join(known))


def shown(value: object) -> str:
    """A value as a problem names what was found."""
    match value:
        case None:
            return _("nothing")
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case int() | float() | date() | time():
            return str(value)
        case list():
            return f"[{', '.join(map(shown, cast('list[object]', value)))}]"
        case _:
            return _("a table")
