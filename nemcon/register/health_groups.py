"""The health of a silence by regional group: what each has done, and how many were reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nemcon.language.states import GROUPS
from nemcon.procedure.deeds import Deed
from nemcon.procedure.state import REACHED
from nemcon.register.health import DelegationHealth

_ORDER: Final = {group: place for place, group in enumerate(GROUPS)}


@dataclass(frozen=True, slots=True)
class GroupHealth:
    """The delegations of a group, in the order of the roll; `group` is empty for those of none.

    `reached` is to how many a letter of the period got; `did` counts what they have done, and is
    `None` where that is not told.
    """

    group: str
    name: str
    reached: int
    did: Mapping[Deed, int] | None
    delegations: tuple[DelegationHealth, ...]


def by_group(found: Sequence[DelegationHealth]) -> tuple[GroupHealth, ...]:
    """The groups of the General Assembly first, then others by name, then those without one."""
    groups = dict.fromkeys(item.group for item in found)
    return tuple(
        _group(name, tuple(item for item in found if item.group == name))
        for name in sorted(groups, key=_place)
    )


def _place(group: str) -> tuple[bool, int, str]:
    return not group, _ORDER.get(group, len(_ORDER)), group


def _group(group: str, members: tuple[DelegationHealth, ...]) -> GroupHealth:
    counts = Counter(item.did for item in members if item.did is not None)
    return GroupHealth(
        group=group,
        name=GROUPS.get(group, group),
        reached=sum(item.delivery == REACHED for item in members),
        did={deed: counts[deed] for deed in Deed} if counts else None,
        delegations=members,
    )
