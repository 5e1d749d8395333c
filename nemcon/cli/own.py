"""What an installation adds of its own, as commands that work without one take it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nemcon.cli.output import WRONG, fail

Calendars = Annotated[
    Path | None,
    typer.Option(
        "--calendars",
        envvar="NEMCON_CALENDARS_FOLDER",
        help="A folder with lists of official holidays of your own.",
    ),
]


def learn_calendars(folder: Path | None, *, as_json: bool) -> None:
    """Let the lists of that folder be known, or say what is wrong in them and leave."""
    from nemcon.timing import calendars
    from nemcon.timing.calendar_files import CalendarError

    if folder is None:
        return
    try:
        calendars.learn(calendars.load_folder(folder))
    except CalendarError as error:
        says = "\n  ".join(("the calendars cannot be used:", *map(str, error.problems)))
        fail(says, code=error.code, status=WRONG, as_json=as_json)
