"""Rolls that ship with the product, for rehearsals: names and groups, no addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from nemcon.language import states
from nemcon.rehearsal.parts import ParticipantPart


class UnknownRoll(LookupError):
    """No roll of that name is shipped."""

    code = "unknown-roll"


def roll_names() -> tuple[str, ...]:
    """The names of the rolls that ship."""
    return tuple(sorted(_ROLLS))


def shipped_roll(name: str) -> list[ParticipantPart]:
    """The participants on a shipped roll. Raises `UnknownRoll`."""
    if name not in _ROLLS:
        message = f"there is no roll called {name!r}; these ship: {', '.join(roll_names())}"
        raise UnknownRoll(message)
    return [ParticipantPart(name=state.name, group=state.group) for state in _ROLLS[name]()]


_ROLLS: Final[Mapping[str, Callable[[], tuple[states.State, ...]]]] = MappingProxyType(
    {"un-members": states.members}
)
