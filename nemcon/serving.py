"""The two kinds of process of an installation: the worker, and the web."""

from __future__ import annotations

import asyncio

from activities.letters import LetterActivities
from temporalio.client import Client

from activities.timekeeping import Timekeeping
from api.context import Context
from nemcon.engine import NudgeRelay, worker
from nemcon.mail.relay import Relay, RelaySettings, Tls
from nemcon.settings import Settings


async def serve_engine(client: Client, context: Context) -> None:
    """Serve workflows, send letters and relay nudges until cancelled."""
    settings = context.settings
    async with Relay(relay_settings(settings)) as carrier:
        letters = LetterActivities(context.register, context.links, settings, carrier)
        serving = worker(client, settings.task_queue, Timekeeping(context.register), letters)
        relay = NudgeRelay(client, settings.task_queue, context.database, settings.relay_seconds)
        async with asyncio.TaskGroup() as group:
            group.create_task(serving.run())
            group.create_task(relay.run())


def relay_settings(settings: Settings) -> RelaySettings:
    """How the mail relay is reached, as the settings say."""
    return RelaySettings(
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
        tls=Tls(settings.smtp_tls),
        timeout=settings.smtp_timeout,
        connections=settings.smtp_connections,
    )
