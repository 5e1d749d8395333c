"""What every request is served from, handed to the application when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from nemcon.clock import Clock
from nemcon.register.database import Database
from nemcon.register.door import Register
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """The register and what goes with it."""

    settings: Settings
    register: Register
    links: LinkKey
    clock: Clock

    @property
    def database(self) -> Database:
        """The database of the register."""
        return self.register.database


def _context(request: Request) -> Context:
    return cast("Context", request.app.state.context)


InContext = Annotated[Context, Depends(_context)]
