"""What somebody may do in which body: a role of one's own, or that of an absent officer.

A role for all bodies counts where a body has none of its own for that person. An officer who is
absent is deputized by another officer for a period; whoever holds more than that already acts in
a role of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from nemcon.procedure.people import Office

EVERYWHERE: Final = ""
"""The name of the place that is all bodies."""


class Role(StrEnum):
    """What a person is to a body. A reader sees everything that staff see and changes nothing."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    RAPPORTEUR = "rapporteur"
    BUREAU = "bureau"
    SECRETARIAT = "secretariat"
    READER = "reader"

    @property
    def office(self) -> Office | None:
        """The office in which it acts in the register; none for a reader.

        The Vice-Chair and the Rapporteur are of the bureau.
        """
        return _OFFICES.get(self)

    @property
    def presides(self) -> bool:
        """Whether it is one of the officers whom the body elects."""
        return self.office in (Office.CHAIR, Office.BUREAU)


_OFFICES: Final = {
    Role.CHAIR: Office.CHAIR,
    Role.VICE_CHAIR: Office.BUREAU,
    Role.RAPPORTEUR: Office.BUREAU,
    Role.BUREAU: Office.BUREAU,
    Role.SECRETARIAT: Office.SECRETARIAT,
}
_RANK: Final = {
    Role.READER: 0,
    Role.BUREAU: 1,
    Role.RAPPORTEUR: 2,
    Role.VICE_CHAIR: 3,
    Role.CHAIR: 4,
    Role.SECRETARIAT: 5,
}


@dataclass(frozen=True, slots=True)
class Held:
    """A role as it is held somewhere; `acting_for` names the absent officer whose role it is."""

    role: Role
    acting_for: str = ""


@dataclass(frozen=True, slots=True)
class Deputizing:
    """Whose roles one holds for a while: in one body, or wherever that officer has any."""

    name: str
    roles: Mapping[str, Role]
    place: str = EVERYWHERE

    def at(self, body: str) -> Role | None:
        """The role of the absent officer there, as far as it is deputized."""
        if self.place not in (EVERYWHERE, body):
            return None
        return _own(self.roles, body)


@dataclass(frozen=True, slots=True)
class Roles:
    """Everything that a person may be, by body; `EVERYWHERE` for all of them."""

    own: Mapping[str, Role] = field(default_factory=dict[str, Role])
    deputizing: tuple[Deputizing, ...] = ()

    def at(self, body: str) -> Held | None:
        """The role in that body, or with `EVERYWHERE` that for all bodies; `None` without any."""
        own = _own(self.own, body)
        held = Held(own) if own is not None else None
        for deputy in self.deputizing:
            role = deputy.at(body)
            if role is not None and may_deputize(own, role) and _above(role, held):
                held = Held(role, deputy.name)
        return held

    def of_ones_own(self, place: str = EVERYWHERE) -> Roles:
        """The own roles alone, and with a body only the one that is held there."""
        if place == EVERYWHERE:
            return Roles(self.own)
        role = _own(self.own, place)
        return Roles({} if role is None else {place: role})

    @property
    def everywhere(self) -> bool:
        """Whether some role is held in every body, so that none is hidden."""
        return self.at(EVERYWHERE) is not None

    @property
    def same_everywhere(self) -> bool:
        """Whether the role does not depend on the body."""
        return set(self.own) == {EVERYWHERE} and not self.deputizing

    @property
    def named(self) -> frozenset[str]:
        """The bodies in which a role is held that is not for all of them."""
        found = set(self.own)
        for deputy in self.deputizing:
            found |= {deputy.place} if deputy.place else set(deputy.roles)
        return frozenset(body for body in found - {EVERYWHERE} if self.at(body) is not None)

    @property
    def widest(self) -> Held | None:
        """The role that allows most, wherever it is held."""
        places = (EVERYWHERE, *sorted(self.named))
        held = [found for place in places if (found := self.at(place)) is not None]
        return max(held, key=lambda found: _RANK[found.role], default=None)


def may_deputize(own: Role | None, absent: Role) -> bool:
    """Whether somebody with that role may stand in for one with the other.

    The secretariat does not preside, and those who preside do not keep the secretariat's desk.
    """
    if absent is Role.READER:
        return False
    if own is None or own is Role.READER:
        return True
    return own.presides is absent.presides


def _own(roles: Mapping[str, Role], body: str) -> Role | None:
    return roles.get(body) or roles.get(EVERYWHERE)


def _above(role: Role, held: Held | None) -> bool:
    return held is None or _RANK[role] > _RANK[held.role]
