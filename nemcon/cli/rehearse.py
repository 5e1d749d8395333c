"""`nemcon rehearse`: what would happen, before anything is circulated."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from nemcon.cli.output import REFUSED, WRONG, AsJson, fail, say, say_json
from nemcon.cli.own import Calendars, learn_calendars

if TYPE_CHECKING:
    from nemcon.rehearsal.report import Unmet
    from nemcon.rehearsal.runner import Performance

SDK_SETTLES = 0.5
"""A process that ends within milliseconds of its last call to the engine may be killed by it."""


def rehearse(
    file: Annotated[Path, typer.Argument(help="A scenario file (YAML, format version 1).")],
    own_calendars: Calendars = None,
    timeline: Annotated[
        Path | None,
        typer.Option(help="Draw the timeline into this file, as a picture (SVG)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run a scenario through the real rules, register, workflows and letters on skipped time.

    Prints the outcomes, the timeline, the letters and the refusals. Exit status 0 when every
    expectation in the file holds, 1 when one does not, 2 when the file is wrong: then the line,
    the key and what was expected there are printed.

    Example: nemcon rehearse meeting.yaml --timeline meeting.svg
    """
    with _collector_at_rest():
        performance, missed = _performed(file, own_calendars, as_json=as_json)
        from nemcon.rehearsal.report import as_data
    if timeline is not None:
        _draw(performance, timeline, as_json=as_json)
    if as_json:
        say_json({**as_data(performance), "unmet": [_plain(miss) for miss in missed]})
    else:
        _tell(performance, missed)
    if missed:
        raise typer.Exit(REFUSED)


@contextmanager
def _collector_at_rest() -> Generator[None]:
    """Look for no garbage meanwhile: in a few seconds little gathers, and looking takes a tenth."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _performed(
    file: Path, own_calendars: Path | None, *, as_json: bool
) -> tuple[Performance, list[Unmet]]:
    """What the rehearsal came to, and what the file expected otherwise; a wrong file ends it."""
    from nemcon.procedure.loader import ProfileError
    from nemcon.rehearsal.report import unmet
    from nemcon.rehearsal.source import ScenarioError
    from nemcon.rehearsal.stage import NotAtRest

    learn_calendars(own_calendars, as_json=as_json)
    try:
        performance = asyncio.run(_perform(file))
        return performance, unmet(performance)
    except ScenarioError as error:
        _fail_on_file(file, error, as_json=as_json)
    except (ProfileError, LookupError) as error:
        code = getattr(error, "code", "bad-scenario")
        fail(f"{file}: {error}", code=code, status=WRONG, as_json=as_json)
    except NotAtRest as error:
        fail(f"{file}: {error.says}", code=error.code, as_json=as_json)


async def _perform(file: Path) -> Performance:
    from nemcon.engine import speak_only_of_errors
    from nemcon.rehearsal.runner import rehearse as run
    from nemcon.rehearsal.scenario import read_scenario
    from nemcon.rehearsal.stage import open_engine

    scenario = read_scenario(file)
    speak_only_of_errors()
    async with open_engine() as engine:
        performance = await run(scenario, engine)
    await asyncio.sleep(SDK_SETTLES)
    return performance


def _tell(performance: Performance, missed: list[Unmet]) -> None:
    from nemcon.cli.rehearsed import lines_of
    from nemcon.timing.timeline import write_timeline

    say(f"{performance.scenario.outline.title}  (rehearsed in {performance.seconds:.1f} s)")
    for name in performance.procedures:
        for line in lines_of(name, performance):
            say(line)
    if performance.facts:
        say("\ntimeline")
        zone = performance.scenario.outline.zone
        say(indent(write_timeline(performance.facts, zone).rstrip(), "  "))
    _tell_the_rest(performance, missed)


def _draw(performance: Performance, file: Path, *, as_json: bool) -> None:
    from nemcon.timing.picture import draw_timeline

    outline = performance.scenario.outline
    drawn = draw_timeline(outline.title, performance.facts, outline.zone, alone=True)
    try:
        file.write_text(drawn, encoding="utf-8")
    except OSError as error:
        says = f"The timeline cannot be written to {file}: {error.strerror}."
        fail(says, code="not-writable", status=WRONG, as_json=as_json)


def _tell_the_rest(performance: Performance, missed: list[Unmet]) -> None:
    if performance.refused:
        say("\nrefused")
        for event, refusal in performance.refused:
            say(f"  line {event.line}: {event.by}, {event.verb}: {refusal.code}: {refusal.says}")
    sent = [f"{number} {notice}" for notice, number in performance.mail.items() if number]
    sound = all(found.sound for found in performance.verifications.values())
    entries = sum(found.entries for found in performance.verifications.values())
    say(f"\nletters: {', '.join(sent) or 'none'}")
    say(f"register: {entries} entries, {'verified' if sound else 'NOT SOUND'}")
    if performance.scenario.outline.expect:
        say("every expectation holds" if not missed else "\nnot as expected")
    for miss in missed:
        say(f"  {miss}")


def _plain(miss: Unmet) -> dict[str, object]:
    return {"where": miss.where, "wanted": miss.wanted, "got": miss.got}


def _fail_on_file(file: Path, error: Exception, *, as_json: bool) -> NoReturn:
    faults = getattr(error, "faults", ())
    if as_json:
        say_json(
            {
                "code": "bad-scenario",
                "faults": [{"line": f.line, "key": f.key, "says": f.says} for f in faults],
            }
        )
        raise typer.Exit(WRONG)
    fail("\n".join(f"{file}: {fault}" for fault in faults), status=WRONG)
