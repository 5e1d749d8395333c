"""From whom a large request is taken in: from those whose link, token or session is known here.

This opens nothing and counts for nothing else. What a sender may do is decided by the route, once
the whole request is here; only the room for what is large is not given to strangers.
"""

from __future__ import annotations

import re
from typing import Final, cast

from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError

from api.context import Context
from api.limits import Limits
from api.people import LONGEST_TOKEN, lifetime_of, token_of
from api.problems import Problem
from nemcon.language import N_, _
from nemcon.register.links import find_link
from nemcon.register.sessions import find_session
from nemcon.register.staff import find_staff

_LINK: Final = re.compile(r"/l/([^/]+)(?:/.*)?")
_SAYS: Final = N_(
    "So much is taken only from those who are known here. Nothing was "
    "recorded. Open your personal link, or sign in again, and send it anew."
)


def admit(request: Request) -> None:
    """Raises `Problem` 401, 403 or 429 where the sender is not known."""
    link = _LINK.fullmatch(request.url.path)
    token = link[1][:LONGEST_TOKEN] if link else token_of(request)
    try:
        known = bool(token) and _is_known(request, token)
    except SQLAlchemyError:
        return  # The route will find the same, and has the words for it.
    if known:
        return
    if token:
        cast("Limits", request.app.state.limits).wrong_token(request)
    raise Problem(401, "no-token", _SAYS)


def _is_known(request: Request, token: str) -> bool:
    context = cast("Context", request.app.state.context)
    now = context.clock.now()
    with context.database.reading() as connection:
        holder = find_link(connection, token)
        if holder is not None:
            if holder.revoked_at is not None:
                says = _("This personal link was revoked; ask for a new one.")
                raise Problem(403, "link-revoked", says)
            return True
        if find_staff(connection, token, now) is not None:
            return True
        return find_session(connection, token, now, lifetime_of(context.settings)) is not None
