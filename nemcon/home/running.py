"""Starting and stopping everything on one machine, in one process beside the engine's."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection
from temporalio.client import Client

from api.context import Context
from nemcon.bootstrap import Web, build_context, build_web
from nemcon.clock import Clock
from nemcon.engine import connect
from nemcon.home.engine import READY_WITHIN, development_server, end_left_over
from nemcon.home.folder import STAFF, Folder, Ports, require_free
from nemcon.home.seed import BODY, PROCEDURE, seed
from nemcon.mail.sink import MailSink
from nemcon.register import schema
from nemcon.register.staff import Role, keep_token
from nemcon.serving import serve_engine, serve_returned, serve_web

log = logging.getLogger(__name__)

STOP_WITHIN: Final = 5


@dataclass(frozen=True, slots=True)
class Ready:
    """What a newcomer needs once everything runs."""

    web: str
    enter: dict[Role, str]
    mailbox: str
    engine: str
    procedure: str
    meeting: str
    seconds: float


async def run(
    folder: Folder, ports: Ports, clock: Clock, ready: Callable[[Ready], None], *, with_case: bool
) -> None:
    """Run everything until the process is told to stop. Raises `HomeError`."""
    started = time.perf_counter()
    with folder.locked():
        await end_left_over(folder.engine_database)
        require_free(ports)
        settings = folder.settings(ports)
        context = build_context(settings, clock)
        schema.upgrade(context.database)
        with context.database.writing() as connection:
            _let_staff_in(connection, folder, clock)
        if with_case:
            seed(context.register)
        async with AsyncExitStack() as stack:
            stack.callback(context.database.close)
            sink = MailSink(folder.mailbox, port=ports.smtp)
            sink.start()
            stack.callback(sink.stop)
            await stack.enter_async_context(
                development_server(
                    folder.engine_database, folder.engine_log, ports.engine, ports.engine_ui
                )
            )
            client = await connect(
                settings.temporal_address, settings.temporal_namespace, patience=READY_WITHIN
            )
            engine = asyncio.create_task(_keep_serving(client, context))
            stack.push_async_callback(_cancel, engine)
            returned = asyncio.create_task(serve_returned(context))
            stack.push_async_callback(_cancel, returned)
            web = build_web(context)
            serving = asyncio.create_task(serve_web(web))
            await _listening(web, serving)
            folder.address.write_text(settings.public_url)
            ready(_what_to_open(folder, ports, settings.public_url, started, with_case=with_case))
            await serving


async def _keep_serving(client: Client, context: Context) -> None:
    """Serve the engine until cancelled, also when its server was away for a while."""
    while True:
        try:
            await serve_engine(client, context)
        except Exception as error:  # whatever it was, people must be able to file meanwhile
            log.warning("the engine could not be served; it is tried again", exc_info=error)
        await asyncio.sleep(1)


def _let_staff_in(connection: Connection, folder: Folder, clock: Clock) -> None:
    for role, token in folder.tokens().items():
        keep_token(connection, token, STAFF[role], role, clock.now())


def _what_to_open(
    folder: Folder, ports: Ports, web: str, started: float, *, with_case: bool
) -> Ready:
    return Ready(
        web=web,
        enter={role: f"{web}/enter/{token}" for role, token in folder.tokens().items()},
        mailbox=f"{web}/mailbox",
        engine=f"http://127.0.0.1:{ports.engine_ui}",
        procedure=f"{web}/procedures/{PROCEDURE}" if with_case else "",
        meeting=f"{web}/meetings/{BODY}" if with_case else "",
        seconds=time.perf_counter() - started,
    )


async def _listening(web: Web, serving: asyncio.Task[None]) -> None:
    while not web.started and not serving.done():  # noqa: ASYNC110 - it tells by this flag only
        await asyncio.sleep(0.02)
    if serving.done():
        await serving


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait((task,), timeout=STOP_WITHIN)
