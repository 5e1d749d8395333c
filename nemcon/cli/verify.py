"""`nemcon verify`: check a register without trusting whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nemcon.cli.installed import LocalData, open_register
from nemcon.cli.output import REFUSED, WRONG, AsJson, fail, say, say_json

if TYPE_CHECKING:
    from nemcon.register.codec import Written
    from nemcon.register.verify import Head, Verification


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found; and of a head that was given, what the register holds at its number."""

    result: Verification
    given: Head | None = None
    there: str = ""

    @property
    def matches(self) -> bool:
        """Whether the register holds the entry whose head was given."""
        return self.given is not None and self.there == self.given.hash


def verify(
    file: Annotated[
        Path | None, typer.Argument(help="An exported register; without it, the database.")
    ] = None,
    head: Annotated[
        str, typer.Option(help="The head that a letter carries, such as 12-3fa9...")
    ] = "",
    procedure: Annotated[str, typer.Option(help="Only this procedure of the database.")] = "",
    data: LocalData = None,
    as_json: AsJson = False,
) -> None:
    """Check that no entry was changed, removed, reordered or cut off.

    Over the database, also that the scan of every paper that an entry names is there, unchanged.

    An exported file needs nothing else: no network, no database, no trust in the secretariat.
    Give the head from any letter to find a register that was cut off or written anew. Exit
    status 0 when it is sound, 1 when it is not, 2 when the file or the head cannot be read.

    Examples: nemcon verify hybrid-format.register.jsonl --head 12-3fa9...
    or, over the database: nemcon verify --procedure hybrid-format
    """
    if file and not file.exists():
        fail(_no_file(file), code="unreadable", status=WRONG, as_json=as_json)
    try:
        found = list(
            _from_file(file, head)
            if file
            else _from_database(procedure, head, data, as_json=as_json)
        )
    except (ValueError, OSError) as error:
        fail(str(error), code="unreadable", status=WRONG, as_json=as_json)
    if as_json:
        say_json([_plain(checked) for checked in found])
    else:
        _tell(found)
    if not all(checked.result.sound for checked in found):
        raise typer.Exit(REFUSED)


def _no_file(file: Path) -> str:
    """That there is none; a word without an ending may have been meant for a procedure."""
    if file.suffix or file.name != str(file):
        return f"There is no file {file}."
    return f"There is no file {file}; for a procedure use --procedure {file}."


def _from_file(file: Path, head: str) -> Iterator[Checked]:
    from nemcon.register import verify as checking

    procedure, entries = checking.read_export(file.read_text(encoding="utf-8"))
    given = checking.parse_head(head) if head else None
    yield _held(checking.verify(procedure, entries, given), entries, given)


def _from_database(
    procedure: str, head: str, data: Path | None, *, as_json: bool
) -> Iterator[Checked]:
    from nemcon.register import verify as checking
    from nemcon.register.checked import check
    from nemcon.register.listing import procedure_ids

    if head and not procedure:
        message = "a head belongs to one procedure; name it with --procedure"
        raise ValueError(message)
    given = checking.parse_head(head) if head else None
    register = open_register(data, as_json=as_json)
    with register.database.reading() as connection:
        names = procedure_ids(connection)
    if procedure and procedure not in names:
        says = f"The register holds no procedure {procedure}."
        fail(says, code="no-such-procedure", as_json=as_json)
    for name in [procedure] if procedure else names:
        yield _held(check(register, name, given), register.written(name), given)
    register.database.close()


def _held(result: Verification, entries: tuple[Written, ...], given: Head | None) -> Checked:
    """What was found, with the entry that the register holds at the number of the given head."""
    held = given is not None and 1 <= given.number <= len(entries)
    return Checked(result, given, entries[given.number - 1].hash if given and held else "")


def _tell(found: list[Checked]) -> None:
    for checked in found:
        result = checked.result
        verdict = "sound" if result.sound else "NOT SOUND"
        say(f"{result.procedure}: {result.entries} entries, {verdict}")
        if result.head:
            say(f"    head {result.head}")
        if checked.given:
            say(f"    {_of_the_head(checked)}")
        for problem in result.problems:
            say(f"    {problem}")
    if not found:
        say("The register holds no procedure.")


def _of_the_head(checked: Checked) -> str:
    given = checked.given
    if given is None:
        return ""
    if checked.matches:
        later = checked.result.entries - given.number
        more = f"; {later} came after it" if later else ", which is the last one"
        return f"the head that was given MATCHES entry {given.number}{more}"
    here = (
        f"entry {given.number} here has the hash {checked.there}"
        if checked.there
        else f"there is no entry {given.number} here"
    )
    return f"the head that was given DOES NOT MATCH: {here}"


def _plain(checked: Checked) -> dict[str, object]:
    result = checked.result
    plain: dict[str, object] = {
        "procedure": result.procedure,
        "entries": result.entries,
        "head": str(result.head) if result.head else None,
        "sound": result.sound,
        "problems": list(result.problems),
    }
    if checked.given:
        plain["given"] = {"head": str(checked.given), "matches": checked.matches}
    return plain
