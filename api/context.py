"""What every request is served from, handed to the application when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from api.limits import Limits
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


# Neither dependency waits for anything; were they plain functions, each would cost a thread.
async def _context(request: Request) -> Context:
    return cast("Context", request.app.state.context)


async def _limits(request: Request) -> Limits:
    return cast("Limits", request.app.state.limits)


InContext = Annotated[Context, Depends(_context)]
InLimits = Annotated[Limits, Depends(_limits)]
