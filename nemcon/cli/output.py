"""How commands speak: a sentence for people, JSON for programs, and the exit status."""

from __future__ import annotations

import json
from typing import Annotated, Final, NoReturn

import typer

REFUSED: Final = 1
WRONG: Final = 2

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def say(words: str = "") -> None:
    """A line for people, on standard output."""
    typer.echo(words)


def say_json(data: object) -> None:
    """Data for programs, on standard output."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def fail(says: str, *, code: str = "", status: int = REFUSED, as_json: bool = False) -> NoReturn:
    """Say why a command could not be carried out, and leave with that status."""
    if as_json:
        say_json({"code": code, "says": says})
    else:
        typer.echo(f"nemcon: {says}", err=True)
    raise typer.Exit(status)
