"""Imports of rolls into the body of a test: looked at, made, undone, and who then has a seat."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from nemcon.register import directory
from nemcon.register.every_table import metadata
from nemcon.register.importing import Preview, Undone, import_roll, preview, undo
from nemcon.rolls.roll_file import Roll, read_roll

from .build import START, Installation

COLUMNS = "participant,standing,group,weight,political groups,speaks for"
FOUR = "Brazil,member\nEgypt,member\nNorway,member\nJapan,member\n"
CHANGED = (
    "Norway,observer,WEOG,1,,\nTurkey,member,WEOG,5,Two; Like-minded,Two\n"
    "Brazil,member,,1,Two,\nEgypt,member,,1,,\n"
)


def roll(rows: str = CHANGED, as_at: str = "2026-06-01", source: str = "The report") -> Roll:
    text = f"# as at: {as_at}\n# source: {source}\n{COLUMNS}\n{rows}"
    return read_roll(text, "roll.csv")


def imported(
    house: Installation, what: Roll, name: str = "all", upon: int | None = None
) -> Preview:
    with house.database.writing() as connection:
        now = house.clock.now()
        return import_roll(connection, "body", name, what, "roll.csv", now, "Registry", upon)


def looked_at(house: Installation, what: Roll, name: str = "all") -> Preview:
    with house.database.reading() as connection:
        return preview(connection, "body", name, what, "roll.csv", house.clock.now())


def undone(house: Installation, number: int, name: str = "all") -> Undone:
    with house.database.writing() as connection:
        return undo(connection, "body", name, number, house.clock.now(), "Registry")


def seated(house: Installation, name: str = "", days: int = 0) -> list[tuple[str, str]]:
    with house.database.reading() as connection:
        at = START + timedelta(days=days)
        found = directory.seats(connection, "body", name, at)
    return [(seat.name, seat.category) for seat in found]


def rows(house: Installation) -> dict[str, list[object]]:
    with house.database.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table))]
            for name, table in metadata.tables.items()
        }
