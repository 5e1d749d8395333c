"""The letters of the local mail sink, as their recipients would see them.

Letters hold personal links, so they are shown only to staff that may act; and there is a mailbox
only where the settings name its folder, which in production they do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from api.context import Context, InContext
from api.pages.templating import page
from api.people import ActingStaff
from api.problems import Problem
from api.security import POLICY
from nemcon.mail.sink import StoredLetter, read_letter, read_mailbox
from nemcon.timing.writing import write_instant

router = APIRouter(include_in_schema=False)

PAGE: Final = 50
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
_FRAMING: Final = f"{POLICY}; frame-src 'self'"
_FRAMED: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-popups "
    "allow-popups-to-escape-sandbox"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a plain text; `link` is empty where it is only words."""

    words: str
    link: str = ""


@router.get("/mailbox")
def mailbox(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The letters, newest first."""
    letters = read_mailbox(_folder(context), limit=PAGE + 1, offset=offset)
    facts: dict[str, object] = {
        "letters": [(letter, _sent(letter)) for letter in letters[:PAGE]],
        "newer": max(offset - PAGE, 0) if offset else None,
        "older": offset + PAGE if len(letters) > PAGE else None,
    }
    return page(request, "staff/mailbox.html", facts, staff=staff)


@router.get("/mailbox/{letter}")
def letter(request: Request, context: InContext, staff: ActingStaff, letter: str) -> Response:
    """One letter: its head, its text, its HTML in a frame that can do nothing, its calendar."""
    found = _letter(context, letter)
    facts: dict[str, object] = {
        "letter": found,
        "sent": _sent(found),
        "pieces": linked(found.text),
    }
    response = page(request, "staff/letter.html", facts, staff=staff)
    response.headers["Content-Security-Policy"] = _FRAMING
    return response


@router.get("/mailbox/{letter}/html")
def html(context: InContext, staff: ActingStaff, letter: str) -> Response:  # noqa: ARG001 - as above
    """The HTML part, alone and without any right: it may run, load and send nothing."""
    found = _letter(context, letter)
    # Links leave the frame, because no page of ours lets itself be framed.
    framed = re.sub(r"(<head[^>]*>)", r'\1<base target="_blank">', found.html, count=1)
    headers = {
        "Content-Security-Policy": _FRAMED,
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "no-referrer",
    }
    return Response(framed, media_type="text/html", headers=headers)


@router.get("/mailbox/{letter}/calendar.ics")
def calendar(context: InContext, staff: ActingStaff, letter: str) -> Response:  # noqa: ARG001 - as above
    """The calendar part, as a file."""
    found = _letter(context, letter)
    if not found.calendar:
        raise Problem(404, "no-such-letter", "This letter has no calendar part.")
    disposition = {"Content-Disposition": 'attachment; filename="deadline.ics"'}
    return Response(found.calendar, media_type="text/calendar", headers=disposition)


def linked(text: str) -> tuple[Piece, ...]:
    """The text with its addresses apart, so that they can be followed."""
    pieces: list[Piece] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        pieces += [Piece(text[at : match.start()]), Piece(match[0], match[0])]
        at = match.end()
    return (*pieces, Piece(text[at:]))


def _folder(context: Context) -> Path:
    folder = context.settings.mailbox_dir
    if folder is None:
        raise Problem(404, "not-found", "This installation keeps no mailbox.")
    return folder


def _letter(context: Context, name: str) -> StoredLetter:
    found = read_letter(_folder(context), name)
    if found is None:
        raise Problem(404, "no-such-letter", "There is no letter of that name.")
    return found


def _sent(found: StoredLetter) -> str:
    return write_instant(found.date, "UTC") if found.date else ""
