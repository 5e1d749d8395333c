"""Every route of the application, with real names in its address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from api.scopes import Opens, opened_by
from tests.api.house import BODY, PROCEDURE, House


@dataclass(frozen=True)
class Route:
    """An address, what it takes, the functions that it depends on, and what scope opens it."""

    path: str
    methods: frozenset[str]
    needs: frozenset[Callable[..., Any]]
    opens: Opens | None


def every_route(app: FastAPI) -> Iterator[Route]:
    for found in iter_route_contexts(app.routes):
        dependant = getattr(found, "dependant", None)
        needs = frozenset(_calls(dependant)) if dependant is not None else frozenset()
        methods = frozenset(found.methods or {"GET"})
        yield Route(str(found.path), methods, needs, opened_by(found))


def _calls(dependant: Any) -> Iterator[Callable[..., Any]]:  # noqa: ANN401 - the framework's own
    for inner in dependant.dependencies:
        if inner.call is not None:
            yield inner.call
        yield from _calls(inner)


NAMES: Final = {
    "procedure": PROCEDURE,
    "body": BODY,
    "text": "format",
    "roll": "bureau",
    "profile": "unga-74-544",
    "letter": "some-letter",
    "path": "nothing",
}


def address(house: House, path: str) -> str:
    """The path with something that exists in every gap."""
    names = {**NAMES, "token": house.tokens["brazil"]}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda gap: names.get(gap[1], "1"), path)
