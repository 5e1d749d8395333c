"""The map of responses: a tile for each delegation in its regional group, in words and signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nemcon.language import N_, _
from nemcon.language.states import find_state, named
from nemcon.procedure.deeds import Deed
from nemcon.procedure.state import REACHED
from nemcon.register.health import DelegationHealth
from nemcon.register.health_groups import GroupHealth, by_group

# A shape before each word, so that nothing depends on colours.
DEEDS: Final = {
    Deed.OBJECTED: ("\u25b2", N_("objected")),
    Deed.ASKED_FOR_TIME: ("\u25d4", N_("asked for time")),
    Deed.COMMENTED: ("\u270e", N_("commented")),
    Deed.AGREED: ("\u25a0", N_("agreed")),
    Deed.FILED: ("\u25c6", N_("filed otherwise")),
    Deed.ACKNOWLEDGED: ("\u2713", N_("acknowledged")),
    Deed.NOTHING: ("\u25cb", N_("nothing yet")),
}
_UNTOLD: Final = ("", "")
_LETTERS: Final = {
    REACHED: ("\u25cf", N_("reached")),
    "queued": ("\u2026", N_("letter under way")),
    "bounced": ("\u21a9", N_("letter came back")),
    "refused": ("\u2716", N_("letter refused")),
    "sent late": ("\u2716", N_("letter left late")),
    "no letter": ("\u2716", N_("no letter")),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """A delegation: a few letters that stand for it, its name, what it did, and its letter."""

    code: str
    name: str
    did: str
    shape: str
    word: str
    reached: bool
    letter_shape: str
    letter: str


@dataclass(frozen=True, slots=True)
class TileGroup:
    """A group with its tiles; `name` is empty for the delegations of none."""

    name: str
    total: int
    reached: int
    counts: tuple[tuple[str, str, int], ...]
    tiles: tuple[Tile, ...]


def tiles_of(found: Sequence[DelegationHealth]) -> tuple[TileGroup, ...]:
    """The groups with their tiles, and what is counted in each."""
    return tuple(_group(group) for group in by_group(found))


def _group(group: GroupHealth) -> TileGroup:
    did = group.did or {}
    return TileGroup(
        name=group.name,
        total=len(group.delegations),
        reached=group.reached,
        counts=tuple(
            (sign, _(word), number)
            for (sign, word), number in ((DEEDS[deed], n) for deed, n in did.items())
            if number
        ),
        tiles=tuple(_tile(item) for item in group.delegations),
    )


def _tile(item: DelegationHealth) -> Tile:
    shape, word = DEEDS[item.did] if item.did is not None else _UNTOLD
    sign, letter = _LETTERS[item.delivery]
    return Tile(
        _code(item.participant, item.name),
        named(item.name),
        item.did or "untold",
        shape,
        _(word),
        item.delivery == REACHED,
        sign,
        _(letter),
    )


@lru_cache(maxsize=2048)
def _code(participant: str, name: str) -> str:
    """The code of the State in three letters; the name itself where it is that of no State."""
    found = find_state(name) or find_state(participant)
    return found.state.iso3 if found is not None else name
