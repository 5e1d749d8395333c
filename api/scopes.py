"""Which scope of a token opens a route: declared beside the route, and without that none does.

Scopes are about tokens that people make for programs. Nothing here concerns sessions, staff links
or the links of delegations. What lets somebody in, and what a second person confirms, is opened by
no scope: for that somebody has to be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Depends, Request

from api.problems import Problem
from nemcon.language import _
from nemcon.register.grants import Grant, Scope

_STATE: Final = "opened_by"


@dataclass(frozen=True, slots=True)
class Opens:
    """Notes which scope opens what is asked for: reading where it is a GET, or the one given."""

    changing: Scope | None
    reading: Scope | None = Scope.READ

    # It waits for nothing; were it a plain function, it would cost a thread.
    async def __call__(self, request: Request) -> None:
        """The last that a route declares counts."""
        setattr(request.state, _STATE, self.of(request.method))

    def of(self, method: str) -> Scope | None:
        """The scope for requests of that kind; `None` where there is none."""
        return self.reading if method in ("GET", "HEAD") else self.changing


def opens(changing: Scope | None, reading: Scope | None = Scope.READ) -> Any:  # noqa: ANN401 - as FastAPI types it
    """What a route, or all routes of a router, declare; a route's own comes after its router's."""
    return Depends(Opens(changing, reading))


NO_SCOPE: Final = opens(None, None)
"""Declared where a person has to be signed in."""


def opened_by(route: Any) -> Opens | None:  # noqa: ANN401 - a route of any kind
    """What a route declares; `None` for one that declares nothing."""
    dependant = getattr(route, "dependant", None)
    inner: Sequence[Any] = dependant.dependencies if dependant is not None else ()
    return next((one.call for one in reversed(inner) if isinstance(one.call, Opens)), None)


def check_scope(request: Request, grant: Grant) -> None:
    """Raises `Problem` 403 where the token does not open what is asked for."""
    needed: Scope | None = getattr(request.state, _STATE, None)
    if needed is None:
        says = _("No scope of a token opens this. Do it in a browser in which you are signed in.")
        raise Problem(403, "signed-in-only", says)
    if needed not in grant.scopes:
        says = _(
            "This takes the scope “{scope}”, which the token “{token}” does not have.",
            scope=needed,
            token=grant.name,
        )
        raise Problem(403, "scope-missing", says, scope=needed)
