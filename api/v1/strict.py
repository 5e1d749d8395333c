"""JSON read strictly: what is ambiguous or not JSON is refused before anything looks at it."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.problems import Problem
from nemcon.language import _


class StrictRoute(APIRoute):
    """A route whose body, where it takes one, is one JSON object without doubtful parts."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Read the body first, and then let the framework do the rest."""
        handle = super().get_route_handler()
        takes_body = self.body_field is not None

        async def strictly(request: Request) -> Response:
            if not takes_body:
                return await handle(request)
            strict = _StrictRequest(request.scope, request.receive)
            await strict.json()
            return await handle(strict)

        return strictly


class _StrictRequest(Request):
    async def json(self) -> object:
        if not hasattr(self, "_read"):
            body = await self.body()
            if body:
                _is_json(self)
            self._read = read_json(body) if body else None
        return self._read


def _is_json(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        says = _("Send JSON, and say so: Content-Type: application/json.")
        raise Problem(415, "unsupported-media-type", says)


def read_json(body: bytes) -> object:
    """The value. Raises `Problem` where the bytes are not JSON, or a key comes twice."""
    try:
        return json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        says = _("The JSON is nested too deeply.")
    except UnicodeDecodeError:
        says = _("The request is not in UTF-8.")
    except json.JSONDecodeError as error:
        says = _(
            "The request is not JSON: line {lineno}, column {colno}.",
            lineno=error.lineno,
            colno=error.colno,
        )
    except ValueError:
        says = _("The request holds a number that is too large, or that is none.")
    raise Problem(400, "malformed-json", says)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        says = _("A key comes twice in the same object, so that nobody can tell which was meant.")
        raise Problem(400, "duplicate-key", says)
    return found


def _no_constant(_name: str) -> object:
    raise ValueError
