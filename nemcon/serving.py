"""The kinds of process of an installation: the worker, the web, and what takes mail in."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable

from temporalio.client import Client

from activities.answering import Answering
from activities.coding import CodeLetters
from activities.forwarding import ForwardingLetters
from activities.hooking import Hooking
from activities.letters import LetterActivities
from activities.returned import Receiving
from activities.signing_in import SignInLetters
from activities.timekeeping import Timekeeping
from activities.token_letters import TokenLetters
from api.context import Context
from nemcon.bootstrap import Web
from nemcon.engine import NudgeRelay, worker
from nemcon.mail.relay import Relay, RelaySettings, Tls
from nemcon.mail.returned.listening import Listening, listening
from nemcon.settings import Settings


def on_stop(stop: Callable[[], object]) -> None:
    """Call `stop` when the process is asked to end, by Ctrl-C or by its supervisor."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)


async def serve_web(web: Web) -> None:
    """Serve pages and API until the process is asked to end."""
    on_stop(lambda: setattr(web, "should_exit", True))
    await web.serve()


async def serve_engine(client: Client, context: Context) -> None:
    """Serve workflows, send letters, relay nudges and tell webhooks until cancelled."""
    settings = context.settings
    async with Relay(relay_settings(settings)) as carrier:
        letters = LetterActivities(context.register, context.links, settings, carrier)
        serving = worker(client, settings.task_queue, Timekeeping(context.register), letters)
        relay = NudgeRelay(client, settings.task_queue, context.database, settings.relay_seconds)
        hooking = Hooking(context.register, context.links, settings)
        staff = SignInLetters(context.register, context.links, settings, carrier)
        forwarded = ForwardingLetters(context.register, context.links, settings, carrier)
        granted = TokenLetters(context.register, context.links, settings, carrier)
        codes = CodeLetters(context.register, context.links, settings, carrier)
        async with asyncio.TaskGroup() as group:
            group.create_task(serving.run())
            group.create_task(relay.run())
            group.create_task(hooking.keep_telling(carrier))
            group.create_task(staff.keep_sending())
            group.create_task(forwarded.keep_sending())
            group.create_task(granted.keep_sending())
            group.create_task(codes.keep_sending())


async def serve_returned(context: Context) -> None:
    """Take in mail that comes back, where a port is set, and answer people, until cancelled.

    Raises `OSError` where the port is taken.
    """
    settings = context.settings
    async with Relay(relay_settings(settings)) as carrier, contextlib.AsyncExitStack() as stack:
        if settings.returned_port:
            door = Receiving(context.register, context.links, settings)
            await stack.enter_async_context(listening(door, _where(settings)))
        await Answering(context.register, context.links, settings, carrier).keep_sending()


def _where(settings: Settings) -> Listening:
    return Listening(
        settings.returned_host,
        settings.returned_port,
        settings.returned_protocol,
        settings.returned_limit_bytes,
    )


def relay_settings(settings: Settings) -> RelaySettings:
    """How the mail relay is reached, as the settings say."""
    return RelaySettings(
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_user or None,
        password=settings.smtp_password.get_secret_value() or None,
        tls=Tls(settings.smtp_tls),
        timeout=settings.smtp_timeout,
        connections=settings.smtp_connections,
    )
