"""Rolls that ship with the product, for rehearsals: names and groups, no addresses."""

from __future__ import annotations

import csv
from importlib.resources import files

from nemcon.rehearsal.parts import ParticipantPart


class UnknownRoll(LookupError):
    """No roll of that name is shipped."""

    code = "unknown-roll"


def roll_names() -> tuple[str, ...]:
    """The names of the rolls that ship."""
    found = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".csv") for name in found if name.endswith(".csv")))


def shipped_roll(name: str) -> list[ParticipantPart]:
    """The participants on a shipped roll. Raises `UnknownRoll`."""
    if name not in roll_names():
        message = f"there is no roll called {name!r}; these ship: {', '.join(roll_names())}"
        raise UnknownRoll(message)
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return [ParticipantPart.model_validate(row) for row in csv.DictReader(text.splitlines())]
