"""`nemcon calendar`: the official holidays of duty stations, and what is counted with them."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from nemcon.cli import calendar_words as words
from nemcon.cli.output import WRONG, AsJson, fail, say, say_json
from nemcon.timing import calendars
from nemcon.timing.delegations import read_delegations
from nemcon.timing.durations import parse_duration
from nemcon.timing.fairness import Place, check_fairness
from nemcon.timing.periods import Counting, Roll, day_before, period_end
from nemcon.timing.writing import write_date, write_instant, write_utc
from nemcon.timing.zones import from_wall_clock, to_wall_clock

calendar = typer.Typer(
    help="Official holidays and working days of duty stations, as cited data.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Folder = Annotated[
    Path | None, typer.Option("--calendars", help="A folder with lists of your own.")
]
Begin = Annotated[str, typer.Option("--from", help='"2023-04-06", or "2023-04-06 17:30".')]


@calendar.callback()
def pinned() -> None:
    """Count with the pinned zone data, not with the host's, as the register does."""
    zoneinfo.reset_tzpath(to=())


@calendar.command("list")
def list_calendars(folder: Folder = None, as_json: AsJson = False) -> None:
    """List the duty stations and the years whose official holidays are known."""
    with words.in_words(as_json=as_json):
        _learn(folder)
        years = calendars.all_years()
    if as_json:
        say_json([words.year_head(year) for year in years])
        return
    for year in years:
        say(f"{year.station:<16} {year.year}  {len(year.holidays):>2} holidays  {year.title}")


@calendar.command()
def show(
    station: Annotated[str, typer.Argument(help="A duty station; see `nemcon calendar list`.")],
    year: Annotated[int, typer.Argument(help="One year only.")] = 0,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Show the official holidays of a duty station, each with where it was read."""
    with words.in_words(as_json=as_json):
        _learn(folder)
        found = calendars.known(station)
        years = (found.year_of(date(year, 1, 1)),) if year else found.years
    if as_json:
        say_json([words.year_data(one) for one in years])
        return
    for one in years:
        words.say_year(one)


@calendar.command()
def check(
    file: Annotated[Path, typer.Argument(help="A TOML file: one duty station, one year.")],
    as_json: AsJson = False,
) -> None:
    """Check a list and say exactly what is wrong in it; exit status 2 when anything is."""
    with words.in_words(as_json=as_json):
        found = calendars.load_calendar(file)
    if as_json:
        say_json({**words.year_head(found), "problems": []})
    else:
        say(f"{found.origin} is in order: {len(found.holidays)} holidays in {found.year}.")


@calendar.command()
def count(  # noqa: PLR0913, PLR0917 - each is an option of the command
    begin: Begin,
    station: Annotated[str, typer.Option(help="The duty station whose days count.")] = "",
    add: Annotated[str, typer.Option(help='A length to add: "10 working days".')] = "",
    subtract: Annotated[str, typer.Option(help='A length to go back: "7 working days".')] = "",
    floor: Annotated[str, typer.Option(help='What it must hold: "5 working days".')] = "",
    roll: Annotated[list[Roll] | None, typer.Option(help="Where the end moves, in turn.")] = None,
    zone: Annotated[str, typer.Option(help="The zone of the clock, with an hour.")] = "UTC",
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Count a period on a calendar, or the days before a date.

    Example: nemcon calendar count --station vienna --from 2023-04-06 --add "10 working days"
    """
    if bool(add) == bool(subtract):
        fail("Give either --add or --subtract.", code="no-length", status=WRONG, as_json=as_json)
    with words.in_words(as_json=as_json):
        _learn(folder)
        found = calendars.known(station) if station else None
        wall = words.wall(begin)
        if subtract:
            day = day_before(wall.date(), parse_duration(subtract), found)
            facts = words.counted(day, wall.date(), found)
            said = write_date(datetime.combine(day, time()))
        else:
            least = parse_duration(floor) if floor else None
            counting = Counting(zone, None, least, tuple(roll or ()), found)
            end = period_end(from_wall_clock(wall, zone), parse_duration(add), counting)
            day = to_wall_clock(end, zone).date()
            facts = words.counted(wall.date(), day, found) | {"instant": write_utc(end)}
            dated = wall.time() == time() and to_wall_clock(end, zone).time() == time()
            said = write_date(datetime.combine(day, time())) if dated else write_instant(end, zone)
    if as_json:
        say_json({"date": str(day), **facts})
        return
    words.say_count(said, facts)


@calendar.command()
def fairness(
    begin: Begin,
    until: Annotated[str, typer.Option(help='The deadline, such as "2026-12-24 18:00".')],
    zone: Annotated[str, typer.Option(help="The zone of the body, in which both are given.")],
    roll: Annotated[Path, typer.Option(help="A CSV file: name, capital_zone, mission_zone, ...")],
    station: Annotated[str, typer.Option(help="The duty station of the body.")] = "",
    hour: Annotated[str, typer.Option(help='The usual hour of the body: "18:00".')] = "",
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Show what a period means where each delegation works, and whether a later end is fairer.

    The columns of the roll are told in docs/calendars.md.
    """
    with words.in_words(as_json=as_json):
        _learn(folder)
        body = Place(zone, calendar=calendars.known(station) if station else None)
        found = check_fairness(
            from_wall_clock(words.wall(begin), zone),
            from_wall_clock(words.wall(until), zone),
            body,
            read_delegations(words.text(roll), roll.name),
            hour=words.hour(hour) if hour else None,
        )
    if as_json:
        say_json(words.fairness_data(found))
    else:
        words.say_fairness(found)


def _learn(folder: Path | None) -> None:
    if folder is not None:
        calendars.learn(calendars.load_folder(folder))
