"""`nemcon letter template`: the Word templates of a body's letters, checked before use."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import quote

import typer

from nemcon.cli.output import WRONG, AsJson, fail, say, say_json
from nemcon.cli.remote import HERE, Data, Remote, Token, Url
from nemcon.cli.taking import Force, Output, write

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

letter = typer.Typer(
    name="letter", help="Letters: the Word templates of a body.", no_args_is_help=True
)
template = typer.Typer(
    name="template",
    help=(
        "Word templates of letters.\n\nA body may word its letters itself: take a template to "
        "begin with, edit it in Word, check it, put it. docs/letters.md lists the fields."
    ),
    no_args_is_help=True,
)
letter.add_typer(template)


class Notice(StrEnum):
    """The letters that may have a template; said again here, so that `--help` loads nothing."""

    CIRCULATION = "circulation"
    REVISION = "revision"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    CONFIRMATION = "confirmation"


class Form(StrEnum):
    """How a letter is written."""

    LETTER = "letter"
    NOTE_VERBALE = "note-verbale"


Body = Annotated[str, typer.Argument(help="The id of the body.")]
WhichNotice = Annotated[Notice, typer.Argument(metavar="NOTICE", help="Which letter it is.")]
File = Annotated[Path, typer.Argument(help="The Word file (.docx).")]
WhichForm = Annotated[Form, typer.Option("--form", help="A letter, or a note verbale.")]


@template.command()
def show(
    body: Body,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """List the templates of a body: what is in force, and every version before it.

    Example: nemcon letter template show working-group
    """
    found = _remote(url, token, data, as_json=as_json).get(_at(body))
    if as_json:
        say_json(found)
        return
    for one in found["templates"]:
        ended = "withdrawn" if one["withdrawn_at"] else "replaced"
        state = "in force" if one["in_force"] else ended
        kept = f"sent by {one['kept_by']} on {str(one['kept_at'])[:10]}"
        say(f"{one['notice']} {one['form']}, version {one['version']}: {state}, {kept}")
        say(f"  {one['digest']}")
    if not any(one["in_force"] for one in found["templates"]):
        say("No template is in force; the built-in letters are used.")


@template.command()
def get(  # noqa: PLR0913, PLR0917 - each is an option of the command
    body: Body,
    notice: WhichNotice,
    form: WhichForm = Form.LETTER,
    starter: Annotated[
        bool, typer.Option("--starter", help="One that says what the built-in letter says.")
    ] = False,
    output: Output = None,
    force: Force = False,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Take the template in force away, or with --starter one to begin with.

    Example: nemcon letter template get working-group circulation --starter -o ours.docx
    """
    remote = _remote(url, token, data, as_json=as_json)
    answer = remote.first(_at(body, notice, form) + ("/starter" if starter else ""))
    write(answer, output, force=force, as_json=as_json)


@template.command()
def check(
    body: Body,
    notice: WhichNotice,
    file: File,
    form: WhichForm = Form.LETTER,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Check a template without using it: all that is wrong with it, and what it leaves out.

    Exit status 2 when anything is wrong.

    Example: nemcon letter template check working-group circulation ours.docx
    """
    remote = _remote(url, token, data, as_json=as_json)
    sent = _read(file, as_json=as_json)
    found = remote.post_file(f"{_at(body, notice, form)}/check", sent, _WORD)
    if as_json:
        say_json(found)
    else:
        for fault in found["faults"]:
            say(f"{fault['where']}: {fault['says']}")
        _say_warnings(found["warnings"])
        if not found["faults"]:
            say(f"It can be used. Fields: {', '.join(found['used']) or 'none'}.")
    if found["faults"]:
        raise typer.Exit(WRONG)


@template.command()
def put(
    body: Body,
    notice: WhichNotice,
    file: File,
    form: WhichForm = Form.LETTER,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Check a template and use it for these letters from now on.

    Example: nemcon letter template put working-group circulation ours.docx --form note-verbale
    """
    remote = _remote(url, token, data, as_json=as_json)
    sent = _read(file, as_json=as_json)
    kept = remote.post_file(_at(body, notice, form), sent, _WORD)
    if as_json:
        say_json(kept)
        return
    say(f"Version {kept['version']} is in force.")
    _say_warnings(kept["warnings"])


@template.command()
def withdraw(
    body: Body,
    notice: WhichNotice,
    form: WhichForm = Form.LETTER,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Go back to the built-in letter; the versions stay on record.

    Example: nemcon letter template withdraw working-group circulation
    """
    remote = _remote(url, token, data, as_json=as_json)
    remote.post_file(f"{_at(body, notice, form)}/withdraw", b"", _WORD)
    if as_json:
        say_json({"in_force": False})
    else:
        say("The built-in letter is used again.")


def _at(body: str, notice: str = "", form: str = "") -> str:
    one = f"/{notice}/{form}" if notice else ""
    return f"/bodies/{quote(body, safe='')}/letter-templates{one}"


def _read(file: Path, *, as_json: bool) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        says = f"{file} cannot be read: {error.strerror}."
        fail(says, code="no-file", status=WRONG, as_json=as_json)


def _say_warnings(warnings: list[Any]) -> None:
    for warning in warnings:
        say(f"Note: {warning}")


def _remote(url: str, token: str, data: Path, *, as_json: bool) -> Remote:
    """The installation, as the secretariat of a local one where no token is given."""
    kept = data / "staff-tokens.json"
    if not token and kept.exists():
        token = str(json.loads(kept.read_text(encoding="utf-8"))["secretariat"])
    return Remote(url, token, data, as_json=as_json)
