"""How a record becomes a state, whatever the kind of procedure: entry by entry, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar

from nemcon.procedure.entries import Happened
from nemcon.procedure.people import Office


class Recordable(Protocol):
    """A state that is folded from a record.

    `number` is that of the last entry, and `last_acted` when a person last did something.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def number(self) -> int:
        """The number of the last entry."""
        ...

    @property
    def last_acted(self) -> datetime:
        """When a person last did something."""
        ...


_Entry = TypeVar("_Entry")
_State = TypeVar("_State")
_Recordable = TypeVar("_Recordable", bound=Recordable)


def folded(
    evolve: Callable[[_State | None, Happened[_Entry]], _State],
    recorded: Iterable[Happened[_Entry]],
) -> _State | None:
    """The state after these entries, from the first one on; `None` when there are none."""
    state: _State | None = None
    for item in recorded:
        state = evolve(state, item)
    return state


def moved_on(changed: _Recordable, state: _Recordable, recorded: Happened[object]) -> _Recordable:
    """What an entry made of `state`, at the number of that entry.

    Time moves `number` alone; `last_acted` moves with what a person did, and never back.
    """
    by_time = recorded.actor.office is Office.TIME
    last = state.last_acted if by_time else max(state.last_acted, recorded.at)
    return replace(changed, number=recorded.number, last_acted=last)


def too_early(recorded: Happened[object], opening: str) -> ValueError:
    """The fault of a record in which an entry comes before the one that opens it."""
    return ValueError(f"entry {recorded.number} comes before {opening}")
