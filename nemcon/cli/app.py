"""The command line: `nemcon COMMAND --help` teaches each command."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from nemcon.cli import (
    calendar,
    documents,
    feeds,
    letters,
    procedures,
    record,
    rehearse,
    rolls,
    rules,
    serve,
    staff,
    verify,
)
from nemcon.cli.output import say

app = typer.Typer(
    name="nemcon",
    help=(
        "Decisions taken with no one speaking against: texts under silence, objections by link, "
        "deadlines kept, outcomes on the record.\n\nStart with `nemcon up`, which runs everything "
        "on this machine and prints what to open. Exit status: 0 done, 1 refused or not as "
        "expected, 2 the request or a file is wrong."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        say(f"nemcon {version('nemcon')}")
        raise typer.Exit


@app.callback()
def about(
    shows_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
) -> None:
    """Take the options that belong to no command."""


app.command("up")(serve.up)
app.command("worker")(serve.run_worker)
app.command("api")(serve.run_api)
app.command("receive")(serve.run_receiver)
app.add_typer(serve.database, name="db")
app.command("token")(serve.issue)
app.command("place-under-silence")(procedures.place_under_silence)
app.command("list")(procedures.list_procedures)
app.command("show")(procedures.show)
app.command("compilation")(procedures.compilation)
app.command("record")(record.record)
app.command("verify")(verify.verify)
app.command("rehearse")(rehearse.rehearse)
app.add_typer(documents.document, name="document")
app.add_typer(letters.letter, name="letter")
app.add_typer(rules.rules, name="rules")
app.add_typer(calendar.calendar, name="calendar")
app.add_typer(rolls.roll, name="roll")
app.add_typer(staff.staff, name="staff")
app.add_typer(feeds.feed, name="feed")


def main() -> None:
    """Run the command line."""
    app()
