"""`nemcon roll`: who takes part in a body as of a date, from a CSV file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn
from urllib.parse import quote

import typer

from nemcon.cli.output import WRONG, AsJson, fail, say, say_json
from nemcon.cli.remote import HERE, Data, Remote, Token, Url
from nemcon.rolls.matching import matched
from nemcon.rolls.problems import RollError
from nemcon.rolls.roll import ALL, groups_of
from nemcon.rolls.roll_file import Roll, read_roll

roll = typer.Typer(
    help=(
        "Who takes part in a body, as of a date: rolls from CSV files.\n\n"
        "A roll is a CSV file that says as of when it holds and where it was read:\n\n"
        "    # as at: 2026-11-24\n\n"
        "    # source: List of participants, second revision\n\n"
        "    participant,standing,political groups,speaks for\n\n"
        '    Brazil,party,"Group of 77; Like-minded",\n\n'
        "States are found by code, by official name in six languages, and by common aliases. "
        "`nemcon roll check FILE` says what is wrong and what is understood; `import` shows what "
        "would change and asks; `undo` puts the version before in force again. The whole form is "
        "in docs/rolls.md."
    ),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Body = Annotated[str, typer.Argument(help="The id of the body.")]
File = Annotated[Path, typer.Argument(help="A CSV file.")]
Name = Annotated[
    str, typer.Option("--roll", help=f'The name of the roll; "{ALL}" is that of everybody.')
]
OurToken = Annotated[
    str,
    typer.Option(
        envvar="NEMCON_TOKEN", help="A token of the secretariat; else that of the one in --data."
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
NAMES: Final = {"content": "the file", "version": "--number", "on": "--on", "roll": "--roll"}


@roll.command()
def check(file: File, as_json: AsJson = False) -> None:
    """Check a roll without importing it: every fault with its line, and what is understood.

    Exit status 2 when anything is wrong.
    """
    read = _read(file, as_json=as_json)
    try:
        entries, notes = matched(read.rows, {}, file.name)
    except RollError as error:
        _refuse(error, as_json=as_json)
    groups = groups_of(entries)
    if as_json:
        say_json(
            {
                "as_at": read.as_at,
                "source": read.source,
                "participants": [
                    {"line": row.line, "written": row.written, "name": entry.name}
                    | {"participant": entry.participant, "standing": entry.category}
                    for row, entry in zip(read.rows, entries, strict=True)
                ],
                "groups": [{"name": g.name, "members": g.members} for g in groups],
                "notes": [{"code": note.code, "says": note.says} for note in notes],
                "problems": [],
            }
        )
        return
    states = sum(bool(entry.state) for entry in entries)
    say(f"{file.name} is in order: {len(entries)} participants, {states} of them States,")
    say(f"as at {read.as_at}, from {read.source}.")
    for group in groups:
        say(f"  {group.name}: {len(group.members)} members")
    for note in notes:
        say(f"  look: {note.says}")


@roll.command("import")
def import_roll(
    body: Body,
    file: File,
    name: Name = ALL,
    yes: Yes = False,
    url: Url = "",
    token: OurToken = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Import a roll: show what is added, changed and leaves, ask, and keep it as a version.

    It is in force from its "as at" on. Procedures that run keep the roll that they froze. The
    same file twice changes nothing. Example: nemcon roll import conference roll.csv
    """
    _read(file, as_json=as_json)
    remote = _remote(url, token, data, as_json=as_json)
    sent: dict[str, Any] = {"content": file.read_text(encoding="utf-8"), "origin": file.name}
    seen = remote.post(f"{_path(body, name)}/preview", sent)
    if as_json and not yes:
        says = "Nobody can be asked with --json: give --yes too."
        fail(says, code="not-asked", status=WRONG, as_json=True)
    if not as_json:
        _say_preview(seen, name)
    if seen["same"] and not as_json:
        return
    if not (yes or typer.confirm("Import it?")):
        fail("Nothing was imported.", code="not-confirmed")
    done = remote.post(f"{_path(body, name)}/import", sent | {"upon": seen["upon"]})
    if as_json:
        say_json(done)
        return
    named = "" if name == ALL else f' --roll "{name}"'
    say(f"Imported as number {done['version']}; `nemcon roll undo {body}{named}` takes it back.")


@roll.command()
def undo(
    body: Body,
    name: Name = ALL,
    number: Annotated[int, typer.Option(help="The import to undo; the last one without it.")] = 0,
    yes: Yes = False,
    url: Url = "",
    token: OurToken = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Undo the last import of a roll, so that the version before is in force again.

    Nothing that a procedure froze is touched, and the import stays in the list as undone.
    """
    remote = _remote(url, token, data, as_json=as_json)
    if not number:
        left = [v for v in remote.get(_path(body, name))["versions"] if not v["undone_at"]]
        if not left:
            says = "No import of this roll is left that could be undone."
            fail(says, code="not-the-last-import", as_json=as_json)
        number = left[0]["number"]
        if not (yes or as_json):
            last = left[0]
            say(f"Import {number}, as at {last['as_at']}, from {last['source']}.")
            if not typer.confirm("Undo it?"):
                fail("Nothing was undone.", code="not-confirmed")
    done = remote.post(f"{_path(body, name)}/undo", {"version": number})
    if as_json:
        say_json(done)
        return
    now = done["now_in_force"]
    say(f"Import {number} is undone; " + (f"number {now} is in force." if now else _BY_HAND))
    if done["removed"]:
        say(f"No longer known here: {', '.join(done['removed'])}.")


@roll.command()
def show(
    body: Body,
    name: Name = ALL,
    on: Annotated[str, typer.Option(help="A day such as 2026-11-24; today without it.")] = "",
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """Show who stands on a roll on a day, with standing, group and who may speak for whom."""
    remote = Remote(url, token, data, as_json=as_json, names=NAMES)
    found = remote.get(_path(body, name) + (f"?on={quote(on, safe='')}" if on else ""))
    if as_json:
        say_json(found)
        return
    version = found["version"]
    told = f"as at {version['as_at']}, from {version['source']}" if version else "set by hand"
    say(f"{name}, on {found['on']}: {len(found['entries'])} participants, {told}")
    for entry in found["entries"]:
        say("  " + _line(entry))
    names = {entry["participant"]: entry["name"] for entry in found["entries"]}
    for group in found["groups"]:
        members, speakers = (
            ", ".join(names.get(one, one) for one in group[part])
            for part in ("members", "speakers")
        )
        say(f"{group['name']}: {members}{f'; {speakers} may speak for it' if speakers else ''}")


@roll.command("list")
def list_rolls(
    body: Body,
    url: Url = "",
    token: Token = "",
    data: Data = HERE,
    as_json: AsJson = False,
) -> None:
    """List the rolls of a body, and every import of each with its date and source."""
    remote = Remote(url, token, data, as_json=as_json, names=NAMES)
    names = {ALL, *(one["name"] for one in remote.get(f"/bodies/{quote(body, safe='')}/rolls"))}
    found = [remote.get(_path(body, name)) for name in sorted(names)]
    if as_json:
        say_json(found)
        return
    for one in found:
        by_hand = "" if one["version"] else ", set by hand"
        say(f"{one['name']}: {len(one['entries'])} participants today{by_hand}")
        for version in one["versions"]:
            in_force = one["version"] and one["version"]["number"] == version["number"]
            state = "in force" if in_force else "undone" if version["undone_at"] else ""
            by, when = version["imported_by"], str(version["imported_at"])[:10]
            told = f"as at {version['as_at']}, {version['source']}; imported {when} by {by}"
            say(f"  {version['number']:>3}  {told}{f'  ({state})' if state else ''}")


_BY_HAND: Final = "the roll is as it was set by hand."


def _path(body: str, name: str) -> str:
    return f"/bodies/{quote(body, safe='')}/rolls/{quote(name, safe='')}"


def _read(file: Path, *, as_json: bool) -> Roll:
    try:
        return read_roll(file.read_bytes(), file.name)
    except OSError as error:
        fail(f"{file} cannot be read: {error}", code="no-file", status=WRONG, as_json=as_json)
    except RollError as error:
        _refuse(error, as_json=as_json)


def _refuse(error: RollError, *, as_json: bool) -> NoReturn:
    if not as_json:
        fail(str(error), code=error.code, status=WRONG)
    problems = [
        {"where": p.where, "found": p.found, "expected": p.expected} for p in error.problems
    ]
    say_json({"code": error.code, "problems": problems})
    raise typer.Exit(WRONG) from error


def _remote(url: str, token: str, data: Path, *, as_json: bool) -> Remote:
    """The installation, as its secretariat: nobody else imports rolls."""
    kept = data / "staff-tokens.json"
    if not token and kept.exists():
        token = str(json.loads(kept.read_text(encoding="utf-8"))["secretariat"])
    return Remote(url, token, data, as_json=as_json, names=NAMES)


def _say_preview(seen: dict[str, Any], name: str) -> None:
    say(f"{name}, as at {seen['as_at']}, from {seen['source']}:")
    if seen["same"]:
        say("  This very roll was imported already; nothing changes.")
    for entry in seen["added"]:
        say(f"  + {_line(entry)}")
    for change in seen["changed"]:
        was, now = change["before"] or "nothing", change["after"] or "nothing"
        say(f"  ~ {change['name']}: {change['what']} {was} -> {now}")
    for entry in seen["leaving"]:
        say(f"  - {entry['name']} leaves")
    changed = len({change["participant"] for change in seen["changed"]})
    say(
        f"  {len(seen['added'])} added, {changed} changed, {len(seen['leaving'])} leave, "
        f"{seen['unchanged']} stay as they are."
    )
    for note in seen["notes"]:
        say(f"  look: {note['says']}")


def _line(entry: dict[str, Any]) -> str:
    weight = f"weight {entry['weight']}" if entry["weight"] != 1 else ""
    ends = [entry[f"credentials_{end}"] for end in ("from", "until")]
    valid = f"credentials {ends[0] or '...'} to {ends[1] or '...'}" if any(ends) else ""
    parts = (entry["name"], entry["category"], entry["group"], weight, valid)
    return ", ".join(part for part in parts if part)
