"""How many rows the register holds, table by table."""

from __future__ import annotations

from sqlalchemy import func, select

from nemcon.register.tables import entries, letters, mailings, outbox, procedures

from .build import Installation

TABLES = (procedures, entries, mailings, letters, outbox)


def census(house: Installation) -> dict[str, int]:
    with house.database.reading() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in TABLES
        }
