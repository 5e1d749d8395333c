"""`nemcon rules`: the rules of bodies as rule books; checking a profile, and starting one."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from nemcon.cli import rule_book
from nemcon.cli.output import WRONG, AsJson, fail, say, say_json
from nemcon.cli.own import Calendars, learn_calendars
from nemcon.clock import SystemClock
from nemcon.procedure.keys import KEYS
from nemcon.procedure.loader import ProfileError, load_profile
from nemcon.procedure.profile import Profile
from nemcon.procedure.shelf import known_profiles
from nemcon.rulebook.book import book_of
from nemcon.rulebook.chapters import founded
from nemcon.rulebook.diagram import NARROW, WIDE, draw
from nemcon.rulebook.starting import starting_file
from nemcon.rulebook.timeline import sample_at, sample_launch
from nemcon.timing import calendars
from nemcon.timing.zones import TimeError, to_wall_clock

rules = typer.Typer(
    help=(
        "The rules of real bodies, as cited data, and your own.\n\n"
        "A profile is a TOML file in which every value has its source, or says why it is custom. "
        "Write the rules of your body in an afternoon:\n\n"
        "    nemcon rules list\n\n"
        "    nemcon rules show unga-74-544\n\n"
        "    nemcon rules new our-board --from unga-74-544\n\n"
        "    nemcon rules check our-board.toml\n\n"
        "    nemcon rules show our-board.toml --svg ways.svg\n\n"
        "Read the rules that are most like yours, begin a file from them, fill in its blanks, and "
        "look at what came of it; then rehearse a case with `nemcon rehearse`. docs/profiles.md "
        "tells the rest."
    ),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
IDENTIFIER: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
Which = Annotated[str, typer.Argument(help="The id of a profile, or a TOML file.")]


@rules.command("list")
def list_rules(as_json: AsJson = False) -> None:
    """List the profiles that ship, with how well their values are founded."""
    found = [load_profile(name) for name in known_profiles()]
    if as_json:
        say_json([{"id": p.id, "title": p.title, "effect": p.effect.name} for p in found])
        return
    for profile in found:
        say(f"{profile.id:<30} {profile.title}")
        say(f"{'':<30} {profile.effect.name}; {founded(profile)}")


@rules.command()
def show(
    profile: Which,
    at: Annotated[
        str,
        typer.Option(
            help='When the sample text is placed, on the clocks of the body: "2026-06-15 10:00".'
        ),
    ] = "",
    svg: Annotated[
        Path | None, typer.Option(help="Write the diagram of the procedure to this file.")
    ] = None,
    narrow: Annotated[bool, typer.Option(help="Draw it for a phone, or half a page.")] = False,
    own_calendars: Calendars = None,
    as_json: AsJson = False,
) -> None:
    """Show a profile as a rule book: rules, sources, ways, a worked timeline.

    Example: nemcon rules show unga-74-544 --at "2020-06-16 18:00" --svg ways.svg
    """
    learn_calendars(own_calendars, as_json=as_json)
    found = _load(profile, as_json=as_json)
    book = book_of(found, _launch(found, at, as_json=as_json))
    if svg is not None:
        _write(svg, draw(book.title, book.ways, NARROW if narrow else WIDE, alone=True), as_json)
    if as_json:
        values = [
            {
                "key": value.key,
                "value": value.value,
                "basis": value.basis,
                "source": value.source,
                "means": KEYS[value.key].means,
            }
            for value in found.values
        ]
        said = {"id": found.id, "title": found.title, "values": values}
        say_json(said | rule_book.book_data(book))
        return
    rule_book.say_book(book)
    if svg is not None:
        say(f"\nThe diagram is in {svg}.")


@rules.command()
def check(
    profile: Annotated[str, typer.Argument(help="A TOML file, or the id of a profile.")],
    own_calendars: Calendars = None,
    as_json: AsJson = False,
) -> None:
    """Check a profile and say exactly what is wrong in it, what is blank, and where.

    If it is in order, say what in it is custom, and what is left to the defaults. Exit status 2
    when anything is wrong.
    """
    learn_calendars(own_calendars, as_json=as_json)
    found = _load(profile, as_json=as_json)
    unknown = found.calendar is not None and found.calendar not in calendars.all_names()
    if as_json:
        say_json({"id": found.id, "problems": [], "calendar_known": not unknown})
        return
    say(f"{found.id} is in order: {len(found.values)} values, {founded(found)}.")
    rule_book.say_foundation(found)
    if unknown:
        names = ", ".join(calendars.all_names())
        say(f"No list of official holidays of {found.calendar!r} is known here ({names}): working")
        say("days cannot be counted without one. Name the folder of your lists with --calendars.")


@rules.command()
def new(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Its id, such as our-board.")],
    base: Annotated[str, typer.Option("--from", help="The profile whose values it begins with.")],
    output: Annotated[
        Path | None, typer.Option(help="Where to write it; ID.toml in this folder without it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Begin the rules of a body from those of another: every key, its meaning, its value.

    The reason of each value is left blank. Fill it in, or name a source; `nemcon rules check`
    names the blanks until none is left. A file that exists is not overwritten.

    Example: nemcon rules new our-board --from unga-74-544
    """
    path = output or Path(f"{identifier}.toml")
    if not IDENTIFIER.fullmatch(identifier) or path.name != f"{identifier}.toml":
        says = "An id is small letters and figures with hyphens, and its file is called ID.toml."
        fail(says, code="bad-id", status=WRONG, as_json=as_json)
    if identifier in known_profiles():
        says = f"{identifier} is the id of a profile that ships; take another."
        fail(says, code="bad-id", status=WRONG, as_json=as_json)
    written = starting_file(identifier, _load(base, as_json=as_json))
    if path.exists():
        fail(f"{path} exists already.", code="exists", as_json=as_json)
    _write(path, written, as_json)
    if as_json:
        say_json({"id": identifier, "path": path})
        return
    say(f"{path} is written: {len(KEYS)} values to go through.")
    say(f"Fill in the blanks, and see what is left of them: nemcon rules check {path}")


def _launch(profile: Profile, at: str, *, as_json: bool) -> datetime:
    if not at:
        today = to_wall_clock(SystemClock().now(), profile.zone).date()
        return sample_launch(profile, today)
    try:
        return sample_at(datetime.fromisoformat(at), profile.zone)
    except TimeError as error:
        fail(str(error), code=error.code, status=WRONG, as_json=as_json)
    except ValueError:
        says = f'{at!r} is not a time; write one such as "2026-06-15 10:00".'
        fail(says, code="bad-time", status=WRONG, as_json=as_json)


def _write(path: Path, words: str, as_json: bool) -> None:
    try:
        path.write_text(words, encoding="utf-8")
    except OSError as error:
        says = f"{path} cannot be written: {error.strerror}."
        fail(says, code="not-written", as_json=as_json)


def _load(name: str, *, as_json: bool) -> Profile:
    try:
        return load_profile(name)
    except ProfileError as error:
        _refuse(error, as_json=as_json)


def _refuse(error: ProfileError, *, as_json: bool) -> NoReturn:
    if as_json:
        problems = [
            {"where": p.where, "found": p.found, "expected": p.expected} for p in error.problems
        ]
        say_json({"code": error.code, "problems": problems})
        raise typer.Exit(WRONG) from error
    fail(rule_book.in_lines(error.problems), code=error.code, status=WRONG)
