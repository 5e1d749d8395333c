"""Wiring: the only place where the parts are put together."""

from __future__ import annotations

import zoneinfo
from collections.abc import Generator
from contextlib import contextmanager
from socket import socket
from typing import TYPE_CHECKING, cast

import uvicorn

from api.app import create_app
from api.context import Context
from nemcon.clock import Clock, SystemClock
from nemcon.documents.installed import require_house
from nemcon.procedure.loader import learn_folder
from nemcon.register.database import Database
from nemcon.register.door import Register
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings
from nemcon.timing import calendars

if TYPE_CHECKING:
    from fastapi import FastAPI


def build_register(settings: Settings, clock: Clock | None = None) -> Register:
    """The register alone, as the settings say."""
    zoneinfo.reset_tzpath(to=())  # rulings depend on the pinned zone data, not on the host's
    if settings.calendars_folder:
        calendars.learn(calendars.load_folder(settings.calendars_folder))
    if settings.profiles_folder:
        learn_folder(settings.profiles_folder)
    require_house(settings)
    return Register(Database(settings.database_url), clock or SystemClock())


def build_context(settings: Settings, clock: Clock | None = None) -> Context:
    """The register and its keys, as the settings say."""
    register = build_register(settings, clock)
    links = LinkKey(settings.link_key.get_secret_value().encode())
    return Context(settings, register, links, register.clock)


class Web(uvicorn.Server):
    """A web server that leaves signals to the process it is part of.

    The library's own handling ends by raising the signal again, which would end the process
    before the other parts of it have been put away.
    """

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Capture none."""
        yield

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Let the streams of open boards end first: they would be waited for."""
        cast("FastAPI", self.config.app).state.watch.close()
        await super().shutdown(sockets)


def build_web(context: Context) -> Web:
    """The web, ready to be served in the running loop. It stops when `should_exit` is set."""
    settings = context.settings
    config = uvicorn.Config(
        create_app(context),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=5,
    )
    return Web(config)
