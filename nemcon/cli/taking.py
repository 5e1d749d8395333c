"""Taking a file away from an installation: under which name, and never over another by accident."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import httpx
import typer

from nemcon.cli.output import WRONG, fail, say, say_json

STDOUT: Final = Path("-")
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="The file to write; - for standard output."),
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


def write(answer: httpx.Response, output: Path | None, *, force: bool, as_json: bool) -> None:
    """Write the file of an answer, under its own name where none is given, and say its SHA-256."""
    if output == STDOUT:
        sys.stdout.buffer.write(answer.content)
        return
    named = answer.headers.get("content-disposition", "").partition('filename="')[2]
    # A name is taken from the answer, a folder never is.
    path = output or Path(Path(named.rstrip('"')).name or "document")
    if path.exists() and not force:
        says = f"{path} is there already. Give another name with -o, or --force."
        fail(says, code="file-exists", status=WRONG, as_json=as_json)
    try:
        path.write_bytes(answer.content)
    except OSError as error:
        says = f"{path} cannot be written: {error.strerror}."
        fail(says, code="no-file", status=WRONG, as_json=as_json)
    digest = answer.headers["etag"].strip('"')
    if as_json:
        say_json({"file": str(path), "digest": digest})
    else:
        say(f"{path}  {digest}")
