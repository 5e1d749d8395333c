"""The cookies of the staff's browsers.

Over HTTPS their names begin with `__Host-`: a browser takes such a cookie from this very host only,
so that no neighbour can plant one. They are sent when somebody follows a link from a letter, hence
`Lax`; what changes anything is a POST, and those are taken from our own pages only.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from fastapi import Request, Response

from nemcon.settings import Settings

SESSION: Final = "nemcon_staff"
ASKING: Final = "nemcon_asking"
"""The browser that asked for a letter to sign in by."""
LEAVING: Final = "nemcon_leaving"
"""The browser that went to sign in at the organization's own provider."""


def read_cookie(request: Request, settings: Settings, name: str) -> str:
    """What the browser sent under that name; empty when nothing."""
    return request.cookies.get(_named(settings, name), "")


def set_cookie(
    response: Response, settings: Settings, name: str, value: str, lives: timedelta
) -> None:
    """Let the browser keep it for that time."""
    response.set_cookie(
        _named(settings, name),
        value,
        max_age=int(lives.total_seconds()),
        secure=_by_https(settings),
        httponly=True,
        samesite="lax",
    )


def take_cookie(response: Response, settings: Settings, name: str) -> None:
    """Let the browser forget it."""
    response.delete_cookie(
        _named(settings, name), secure=_by_https(settings), httponly=True, samesite="lax"
    )


def _named(settings: Settings, name: str) -> str:
    return f"__Host-{name}" if _by_https(settings) else name


def _by_https(settings: Settings) -> bool:
    return settings.public_url.startswith("https:")
