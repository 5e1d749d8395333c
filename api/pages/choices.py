"""What forms offer to choose from: rolls, rules of procedure and agendas of a body."""

from __future__ import annotations

from datetime import datetime
from typing import Final, TypeAlias

from sqlalchemy import Connection

from nemcon.language import _, ngettext
from nemcon.procedure.loader import load_profile
from nemcon.procedure.shelf import known_profiles
from nemcon.register import directory
from nemcon.register.directory import Body
from nemcon.register.listing import list_procedures

Choices: TypeAlias = list[tuple[str, str]]
MOST: Final = 200
"""How many procedures of a body are looked at, the latest first."""


def rolls_to_choose(connection: Connection, body: Body, now: datetime) -> Choices:
    """Everybody or a roll, each with how many take part, so that nobody writes to all unawares."""
    names = {"": _("All participants of the body")}
    names |= {name: name for name in directory.roll_names(connection, body.id, now)}
    return [
        (roll, f"{shown} ({_counted(connection, body, roll, now)})")
        for roll, shown in names.items()
    ]


def profiles_to_choose(connection: Connection, body: Body) -> Choices:
    """The rules of procedure: those that the body has used, those of its zone, then the others."""
    found, _total = list_procedures(connection, body=body.id, limit=MOST)
    used = list(dict.fromkeys(procedure.profile for procedure in found))
    profiles = sorted(
        (load_profile(name) for name in known_profiles()),
        key=lambda p: (used.index(p.id) if p.id in used else len(used), p.zone != body.zone),
    )
    return [("", _("Choose\u2026")), *((p.id, f"{p.title} ({p.zone})") for p in profiles)]


def agendas_to_choose(connection: Connection, body: Body) -> Choices:
    """The agendas of the body that have not ended, the latest first, or none."""
    found, _total = list_procedures(connection, body=body.id, kind="agenda", limit=MOST)
    running = (p for p in found if p.phase != "ended")
    return [("", _("None")), *((p.id, f"{p.title} ({p.id})") for p in running)]


def _counted(connection: Connection, body: Body, roll: str, now: datetime) -> str:
    number = len(directory.seats(connection, body.id, roll, now))
    return ngettext("{n} participant", "{n} participants", number)
