"""What is wrong in a data file that a secretariat wrote: every problem, with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file: where it stands, what was found, what belongs there."""

    where: str
    found: str
    expected: str

    def __str__(self) -> str:
        """The problem as one line."""
        return f"{self.where}: found {self.found}; expected {self.expected}"


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
