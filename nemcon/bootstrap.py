"""Wiring: the only place where the parts are put together."""

from __future__ import annotations

import zoneinfo

from fastapi import FastAPI

from api.app import create_app
from api.context import Context
from nemcon.clock import Clock, SystemClock
from nemcon.register.database import Database
from nemcon.register.door import Register
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings


def build_context(settings: Settings, clock: Clock | None = None) -> Context:
    """The register and its keys, as the settings say."""
    zoneinfo.reset_tzpath(to=())  # rulings depend on the pinned zone data, not on the host's
    chosen = clock or SystemClock()
    register = Register(Database(settings.database_url), chosen)
    links = LinkKey(settings.link_key.get_secret_value().encode())
    return Context(settings, register, links, chosen)


def build_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The web application, as the settings say."""
    return create_app(build_context(settings, clock))
