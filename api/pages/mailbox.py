"""The letters of the local mail sink, as their recipients would see them.

Letters hold personal links, and the sink knows no bodies, so they are shown only to staff that may
act in all of them. There is a mailbox only where the settings name its folder, which in production
they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path as Folder
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.context import Context, InContext
from api.pages.notices import noticed
from api.pages.templating import page
from api.people import AllBodiesStaff
from api.problems import Problem
from api.security import POLICY
from nemcon.language import _
from nemcon.mail.sink import StoredLetter, read_letter, read_mailbox
from nemcon.timing.writing import write_instant

router = APIRouter(include_in_schema=False)

PAGE: Final = 100
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in the mailbox: what was searched for, and from which letter on."""

    q: str = ""
    offset: int = 0

    @property
    def query(self) -> str:
        """The end of an address that leads here again; empty at the beginning."""
        told = {key: value for key, value in (("q", self.q), ("offset", self.offset)) if value}
        return f"?{urlencode(told)}" if told else ""

    def at(self, offset: int) -> str:
        """The end of an address that leads to another part of the same search."""
        return Place(self.q, max(offset, 0)).query


def _place(
    q: Annotated[str, Query(max_length=200)] = "",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Place:
    return Place(q.strip(), offset)


InPlace = Annotated[Place, Depends(_place)]


@router.get("/mailbox")
def mailbox(
    request: Request, context: InContext, staff: AllBodiesStaff, place: InPlace
) -> Response:
    """The letters, newest first; only those to a recipient or about a subject, where asked."""
    found = list(islice(_letters(_folder(context), place), PAGE + 1))
    facts: dict[str, object] = {
        "letters": [(letter, noticed(letter.notice), _sent(letter)) for letter in found[:PAGE]],
        "place": place,
        "newer": place.at(place.offset - PAGE) if place.offset else None,
        "older": place.at(place.offset + PAGE) if len(found) > PAGE else None,
    }
    return page(request, "staff/mailbox.html", facts, staff=staff)


@router.get("/mailbox/{letter}")
def letter(
    request: Request, context: InContext, staff: AllBodiesStaff, letter: str, place: InPlace
) -> Response:
    """One letter: its head, its text, its HTML in a frame that can do nothing, its calendar."""
    found = letter_of(context, letter)
    facts: dict[str, object] = {
        "letter": found,
        "sent": _sent(found),
        "pieces": linked(found.text),
        "files": found.attachments,
        "place": place,
    }
    response = page(request, "staff/letter.html", facts, staff=staff)
    response.headers["Content-Security-Policy"] = _FRAMING
    return response


@router.get("/mailbox/{letter}/html")
def html(context: InContext, staff: AllBodiesStaff, letter: str) -> Response:  # noqa: ARG001 - as above
    """The HTML part, alone and without any right: it may run, load and send nothing."""
    found = letter_of(context, letter)
    # Links leave the frame, because no page of ours lets itself be framed.
    framed = re.sub(r"(<head[^>]*>)", r'\1<base target="_blank">', found.html, count=1)
    headers = {
        "Content-Security-Policy": _FRAMED,
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "no-referrer",
    }
    return Response(framed, media_type="text/html", headers=headers)


@router.get("/mailbox/{letter}/calendar.ics")
def calendar(context: InContext, staff: AllBodiesStaff, letter: str) -> Response:  # noqa: ARG001 - as above
    """The calendar part, as a file."""
    found = letter_of(context, letter)
    if not found.calendar:
        raise Problem(404, "no-such-letter", _("This letter has no calendar part."))
    disposition = {"Content-Disposition": 'attachment; filename="deadline.ics"'}
    return Response(found.calendar, media_type="text/calendar", headers=disposition)


@router.get("/mailbox/{letter}/files/{number}")
def attachment(
    context: InContext,
    staff: AllBodiesStaff,  # noqa: ARG001 - as above
    letter: str,
    number: Annotated[int, Path(ge=1, le=100)],
) -> Response:
    """A file that goes with the letter, to be taken away and never shown here."""
    found = letter_of(context, letter).attachments
    if number > len(found):
        raise Problem(404, "no-such-letter", _("No such file goes with this letter."))
    file = found[number - 1]
    headers = {
        "Content-Disposition": f'attachment; filename="{safe_name(file.name)}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(file.data, media_type="application/octet-stream", headers=headers)


def safe_name(name: str) -> str:
    """The name of a file as it may stand in a header, whatever the letter calls it."""
    return _UNSAFE.sub("-", name).strip("-.") or "file"


def linked(text: str) -> tuple[Piece, ...]:
    """The text with its addresses apart, so that they can be followed."""
    pieces: list[Piece] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        pieces += [Piece(text[at : match.start()]), Piece(match[0], match[0])]
        at = match.end()
    return (*pieces, Piece(text[at:]))


def _folder(context: Context) -> Folder:
    folder = context.settings.mailbox_dir
    if folder is None:
        raise Problem(404, "not-found", _("This installation keeps no mailbox."))
    return folder


def _letters(folder: Folder, place: Place) -> Iterator[StoredLetter]:
    """The letters from that place on, newest first, read no further than they are asked for."""
    if not place.q:
        yield from read_mailbox(folder, limit=PAGE + 1, offset=place.offset)
        return
    yield from islice(_searched(folder, place.q.casefold()), place.offset, None)


def _searched(folder: Folder, wanted: str) -> Iterator[StoredLetter]:
    for start in count(0, PAGE):
        part = read_mailbox(folder, limit=PAGE, offset=start)
        if not part:
            return
        yield from (x for x in part if wanted in f"{x.to}\n{x.subject}".casefold())


def letter_of(context: Context, name: str) -> StoredLetter:
    """The letter of that id. Raises `Problem` 404, also where there is no mailbox."""
    found = read_letter(_folder(context), name)
    if found is None:
        raise Problem(404, "no-such-letter", _("There is no letter of that name."))
    return found


def _sent(found: StoredLetter) -> str:
    """To the minute, which is how people look for a letter."""
    return write_instant(found.date.replace(second=0), "UTC") if found.date else ""
