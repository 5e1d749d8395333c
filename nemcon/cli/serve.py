"""`nemcon up`, `worker`, `api`, `db` and `token`: running an installation."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nemcon.cli.installed import LocalData, open_register
from nemcon.cli.output import WRONG, AsJson, fail, say, say_json
from nemcon.register.staff import Role

if TYPE_CHECKING:
    from nemcon.home.running import Ready
    from nemcon.timing.data_files import DataFileError

database = typer.Typer(
    help="The database of the register.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

SDK_SETTLES = 0.5
"""A process that ends within milliseconds of its last call to the engine may be killed by it."""


def up(
    data: Annotated[Path, typer.Option(help="The folder that keeps everything.")] = Path(".data"),
    port: Annotated[int, typer.Option(help="The port of the web.")] = 8000,
    smtp_port: Annotated[int, typer.Option(help="The port of the mail sink.")] = 1025,
    engine_port: Annotated[int, typer.Option(help="The port of Temporal's server.")] = 7233,
    engine_ui_port: Annotated[int, typer.Option(help="The port of Temporal's pages.")] = 8233,
    returned_port: Annotated[
        int, typer.Option(help="The port for mail that comes back; 0 for none.")
    ] = 0,
    case: Annotated[
        bool, typer.Option(help="Load the real meeting, so that there is something to see.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Run everything on this machine: engine, mail sink, worker and web, on files in one folder.

    Loads a real meeting, places its text under silence with a live deadline, and prints what to
    open. Stop it with Ctrl-C; starting it again loses nothing. No letter leaves this machine.
    """
    from nemcon.clock import SystemClock
    from nemcon.documents.installed import UNUSABLE
    from nemcon.engine import MissingBinary
    from nemcon.home.folder import Folder, HomeError, Ports
    from nemcon.home.running import run
    from nemcon.timing.data_files import DataFileError

    _log_to_stderr()
    ports = Ports(port, smtp_port, engine_port, engine_ui_port, returned_port)
    folder = Folder(data.resolve())
    if not as_json:
        say(f"Starting Nemcon on {folder.path} ...")

    def ready(what: Ready) -> None:
        say_json(_plain(what)) if as_json else _tell(what)

    try:
        asyncio.run(run(folder, ports, SystemClock(), ready, with_case=case))
    except (HomeError, MissingBinary) as error:
        fail(error.says, code=error.code, as_json=as_json)
    except DataFileError as error:
        fail(_wrong_files(error), code=error.code, status=WRONG, as_json=as_json)
    except UNUSABLE as error:
        fail(str(error), code=error.code, status=WRONG, as_json=as_json)
    finally:
        time.sleep(SDK_SETTLES)
    if not as_json:
        say("Stopped. Everything is kept; `nemcon up` goes on where this ended.")


def run_worker() -> None:
    """Serve the workflows, send letters and relay nudges, as the settings say.

    Run as many as you like; each may stop and start at any time.
    """
    from nemcon.bootstrap import build_context
    from nemcon.engine import connect
    from nemcon.register.schema import require_current
    from nemcon.serving import on_stop, serve_engine
    from nemcon.settings import Settings

    async def serve() -> None:
        settings = Settings()
        context = build_context(settings)
        require_current(context.database)
        client = await connect(settings.temporal_address, settings.temporal_namespace)
        serving = asyncio.create_task(serve_engine(client, context))
        on_stop(serving.cancel)
        await serving

    _log_to_stderr()
    _run(serve)


def run_api() -> None:
    """Serve the pages and the API, as the settings say. Run as many as you like."""
    from nemcon.bootstrap import build_context, build_web
    from nemcon.register.schema import require_current
    from nemcon.serving import serve_web
    from nemcon.settings import Settings

    async def serve() -> None:
        context = build_context(Settings())
        require_current(context.database)
        await serve_web(build_web(context))

    _log_to_stderr()
    _run(serve)


def run_receiver() -> None:
    """Take in mail that comes back to letters, and answer people's replies, as the settings say.

    It needs neither the engine nor the web. Who sends to it is told to try again while the
    database is away.
    """
    from nemcon.bootstrap import build_context
    from nemcon.register.schema import require_current
    from nemcon.serving import on_stop, serve_returned
    from nemcon.settings import Settings

    settings = Settings()
    if not settings.returned_port:
        says = "set NEMCON_RETURNED_PORT to the port on which mail is to be taken in"
        fail(says, code="no-port", status=WRONG)

    async def serve() -> None:
        context = build_context(settings)
        require_current(context.database)
        serving = asyncio.create_task(serve_returned(context))
        on_stop(serving.cancel)
        await serving

    _log_to_stderr()
    try:
        _run(serve)
    except OSError as error:
        fail(f"the port cannot be used: {error}", code="port-taken")


@database.command()
def upgrade(data: LocalData = None) -> None:
    """Bring the database to the newest version; doing it twice does no harm."""
    from nemcon.register import schema

    register = open_register(data, upgraded=False)
    before = schema.current(register.database)
    schema.upgrade(register.database)
    after = schema.current(register.database)
    register.database.close()
    say(f"The database is at version {after}{'' if before == after else f' (was {before})'}.")


@database.command()
def nudge(data: LocalData = None) -> None:
    """Let every open procedure be looked at again, for example after the engine lost its store."""
    from nemcon.register.outbox import nudge_open

    register = open_register(data)
    with register.database.writing() as connection:
        number = nudge_open(connection, register.clock.now())
    register.database.close()
    say(f"{number} open procedures will be looked at as soon as a worker runs.")


def issue(
    name: Annotated[str, typer.Argument(help="Who will hold it.")],
    role: Annotated[Role, typer.Option(help="The office it gives.")] = Role.READER,
    body: Annotated[str, typer.Option(help="The id of the body; else all bodies.")] = "",
    data: LocalData = None,
    as_json: AsJson = False,
) -> None:
    """Issue a token to a member of the staff. It is shown once; only its hash is kept."""
    from nemcon.register.staff import issue_token

    register = open_register(data, as_json=as_json)
    with register.database.writing() as connection:
        token = issue_token(connection, name, role, register.clock.now(), body)
    register.database.close()
    if as_json:
        say_json({"name": name, "role": role, "token": token})
    else:
        say(token)


def _run(serve: object) -> None:
    from sqlalchemy.exc import OperationalError
    from temporalio.service import RPCError

    from nemcon.documents.installed import UNUSABLE
    from nemcon.engine import MissingBinary
    from nemcon.register.schema import SchemaBehind
    from nemcon.timing.data_files import DataFileError

    try:
        asyncio.run(serve())  # type: ignore[operator]  # a coroutine function of this module
    except (asyncio.CancelledError, KeyboardInterrupt):
        say("Stopped.")
    except (SchemaBehind, MissingBinary) as error:
        fail(error.says, code=error.code, status=WRONG)
    except DataFileError as error:
        fail(_wrong_files(error), code=error.code, status=WRONG)
    except UNUSABLE as error:
        fail(str(error), code=error.code, status=WRONG)
    except (RuntimeError, RPCError, OperationalError) as error:
        fail(f"the engine or the database cannot be reached: {error}", code="unreachable")
    finally:
        time.sleep(SDK_SETTLES)


def _wrong_files(error: DataFileError) -> str:
    lines = (
        "the calendars or rules that this installation adds cannot be used:",
        *map(str, error.problems),
    )
    return "\n  ".join(lines)


def _log_to_stderr() -> None:
    from nemcon.engine import speak_only_of_errors

    speak_only_of_errors()
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )


def _tell(what: Ready) -> None:
    say(f"\nReady in {what.seconds:.1f} s.")
    if what.procedure:
        say("\nA demonstration modelled on a real meeting is under silence:")
        say(f"  {what.procedure}")
        say("\nThe meeting, with its agenda, its negotiation and a timeline:")
        say(f"  {what.meeting}")
    say("\nEnter first, as")
    for role, link in what.enter.items():
        say(f"  {role:<12} {link}")
    say(f"\nThe letters (none leaves this machine)   {what.mailbox}")
    say(f"Temporal's own pages                     {what.engine}")
    say("\nStop with Ctrl-C.")


def _plain(what: Ready) -> dict[str, object]:
    return {
        "web": what.web,
        "enter": what.enter,
        "mailbox": what.mailbox,
        "engine": what.engine,
        "procedure": what.procedure,
        "meeting": what.meeting,
        "seconds": round(what.seconds, 2),
    }
