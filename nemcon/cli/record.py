"""`nemcon record`: the record of a session, from which its report is drafted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from nemcon.cli.output import WRONG, AsJson, fail, say, say_json
from nemcon.cli.remote import HERE, Data, Remote, Token, Url

_MEDIA_TYPES: Final = {".json": "application/json"}
_YAML: Final = "application/yaml"


def record(
    agenda: Annotated[str, typer.Argument(help="The id of the agenda of the session.")],
    file: Annotated[
        Path | None, typer.Argument(help="The record, in YAML; a name that ends in .json is JSON.")
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print the record that is kept, as YAML.")
    ] = False,
    begin: Annotated[
        bool,
        typer.Option("--begin", help="The same; where none was kept, one to begin with, as YAML."),
    ] = False,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Keep the record of a session: what its report needs and nobody else records.

    The introduction, the summaries, who was represented: docs/report.md lists the parts. In the
    words, "[2nd and 3rd]" is to be confirmed and "[...]" is missing; what is left open so is
    printed. The record takes the place of the one before, which stays in the register.

    Example: nemcon record agenda --begin > record.yaml, then edit it, then
    nemcon record agenda record.yaml
    """
    if (show, begin, file is not None).count(True) != 1:
        says = "Give a file to keep, or --show for what is kept, or --begin for one to begin with."
        fail(says, code="no-file", status=WRONG, as_json=as_json)
    remote = Remote(url, token, data, as_json=as_json)
    path = f"/agendas/{agenda}/record"
    if file is None:
        if as_json and not begin:
            say_json(remote.get(path))
        else:
            say(remote.first(f"{path}.yaml{'?begin=true' if begin else ''}").text.rstrip())
        return
    kept = remote.put(path, _read(file, as_json=as_json), _media_type(file))
    if as_json:
        say_json(kept)
        return
    say(f"The record is kept: {kept['code']}.")
    _tell_pending(kept["pending"])


def _tell_pending(left: list[dict[str, Any]]) -> None:
    if not left:
        say("The report leaves nothing open.")
        return
    say(f"The report leaves {len(left)} {'place' if len(left) == 1 else 'places'} open:")
    for each in left:
        say(f"  {each['where']}: {each['words']} ({each['kind']})")


def _media_type(file: Path) -> str:
    return _MEDIA_TYPES.get(file.suffix.lower(), _YAML)


def _read(file: Path, *, as_json: bool) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        says = f"{file} cannot be read: {error.strerror}."
        fail(says, code="no-file", status=WRONG, as_json=as_json)
