"""What is set for a body, and what was set before: each change is kept with who made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from nemcon.register import directory, waiting
from nemcon.register.colleagues import Allowed, allow, allowed_in
from nemcon.register.directory import Body
from nemcon.register.tables_contacts import setting_changes


class Setting(StrEnum):
    """What can be set for a body here."""

    TWO_PERSONS = "two-persons"
    FORWARDING = "forwarding"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class SettingChange:
    """What was changed, when and by whom; `was` and `became` hold the values by name."""

    setting: Setting
    was: Mapping[str, Any]
    became: Mapping[str, Any]
    at: datetime
    by: str


def set_two_persons(
    connection: Connection, body: str, minutes: int, by: str, now: datetime
) -> None:
    """Let the body ask for a second person within so many minutes; 0 where one is enough."""
    was = {"minutes": waiting.minutes_of(connection, body)}
    if was["minutes"] != minutes:
        waiting.set_minutes(connection, body, minutes, by, now)
        _keep(connection, body, Setting.TWO_PERSONS, was, {"minutes": minutes}, by, now)


def set_forwarding(
    connection: Connection, body: str, allowed: Allowed, by: str, now: datetime
) -> None:
    """Say to whom delegations of the body may forward their links from now on."""
    was = {"allowed": allowed_in(connection, body)}
    if was["allowed"] != allowed:
        allow(connection, body, allowed, by, now)
        _keep(connection, body, Setting.FORWARDING, was, {"allowed": allowed}, by, now)


def describe(connection: Connection, body: Body, by: str, now: datetime) -> None:
    """Add the body, or bring its description up to date."""
    there = next((one for one in directory.all_bodies(connection, {body.id})), None)
    directory.put_body(connection, body, now)
    if there is not None and there != body:
        _keep(connection, body.id, Setting.DESCRIPTION, asdict(there), asdict(body), by, now)


def setting_changes_of(connection: Connection, body: str) -> tuple[SettingChange, ...]:
    """What was changed of the settings of a body, the latest first."""
    rows = connection.execute(
        select(setting_changes)
        .where(setting_changes.c.body_id == body)
        .order_by(setting_changes.c.id.desc())
    )
    return tuple(
        SettingChange(Setting(row.setting), row.was, row.became, row.at, row.by) for row in rows
    )


def _keep(
    connection: Connection,
    body: str,
    setting: Setting,
    was: Mapping[str, Any],
    became: Mapping[str, Any],
    by: str,
    now: datetime,
) -> None:
    values = {"was": dict(was), "became": dict(became), "at": now, "by": by}
    connection.execute(insert(setting_changes).values(body_id=body, setting=setting, **values))
