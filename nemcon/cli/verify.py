"""`nemcon verify`: check a register without trusting whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nemcon.cli.installed import open_register
from nemcon.cli.output import REFUSED, WRONG, AsJson, fail, say, say_json

if TYPE_CHECKING:
    from nemcon.register.verify import Verification


def verify(
    file: Annotated[
        Path | None, typer.Argument(help="An exported register; without it, the database.")
    ] = None,
    head: Annotated[
        str, typer.Option(help="The head that a letter carries, such as 12-3fa9...")
    ] = "",
    procedure: Annotated[str, typer.Option(help="Only this procedure of the database.")] = "",
    as_json: AsJson = False,
) -> None:
    """Check that no entry was changed, removed, reordered or cut off.

    An exported file needs nothing else: no network, no database, no trust in the secretariat.
    Give the head from any letter to find a register that was cut off or written anew. Exit
    status 0 when it is sound, 1 when it is not, 2 when the file or the head cannot be read.

    Examples: nemcon verify hybrid-format.register.jsonl --head 12-3fa9...
    or, over the database of NEMCON_DATABASE_URL: nemcon verify --procedure hybrid-format
    """
    try:
        found = list(_from_file(file, head) if file else _from_database(procedure, head))
    except (ValueError, OSError) as error:
        fail(str(error), code="unreadable", status=WRONG, as_json=as_json)
    if as_json:
        say_json([_plain(result) for result in found])
    else:
        _tell(found)
    if not all(result.sound for result in found):
        raise typer.Exit(REFUSED)


def _from_file(file: Path, head: str) -> Iterator[Verification]:
    from nemcon.register import verify as checking

    procedure, entries = checking.read_export(file.read_text(encoding="utf-8"))
    published = checking.parse_head(head) if head else None
    yield checking.verify(procedure, entries, published)


def _from_database(procedure: str, head: str) -> Iterator[Verification]:
    from nemcon.register import verify as checking
    from nemcon.register.listing import procedure_ids

    if head and not procedure:
        message = "a head belongs to one procedure; name it with --procedure"
        raise ValueError(message)
    published = checking.parse_head(head) if head else None
    register = open_register()
    with register.database.reading() as connection:
        names = [procedure] if procedure else procedure_ids(connection)
    for name in names:
        yield checking.verify(name, register.written(name), published)
    register.database.close()


def _tell(found: list[Verification]) -> None:
    for result in found:
        verdict = "sound" if result.sound else "NOT SOUND"
        say(f"{result.procedure}: {result.entries} entries, {verdict}")
        if result.head:
            say(f"    head {result.head}")
        for problem in result.problems:
            say(f"    {problem}")
    if not found:
        say("The register holds no procedure.")


def _plain(result: Verification) -> dict[str, object]:
    return {
        "procedure": result.procedure,
        "entries": result.entries,
        "head": str(result.head) if result.head else None,
        "sound": result.sound,
        "problems": list(result.problems),
    }
