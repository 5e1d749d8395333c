"""Rendering: one environment that escapes everything and fails on a name that does not exist."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, cast
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from api.context import Context
from api.speaking import CHOICE, offered
from nemcon.documents.scanned import ENDINGS
from nemcon.documents.web.writing import STYLE_SHEET, STYLES
from nemcon.language import Tongue, _, spoken
from nemcon.language.states import named
from nemcon.language.templates import teach
from nemcon.mail.wording import articled, in_paragraphs, reason_given
from nemcon.negotiation.writing_compilation import traced
from nemcon.procedure.people import Scan
from nemcon.register.staff import Staff
from nemcon.text.addressing import addressed
from nemcon.text.lines import capital, listed
from nemcon.timing.writing import write_utc

_API: Final = Path(__file__).parent.parent
_STATIC: Final = _API / "static"
_DOCUMENTS: Final = {STYLE_SHEET: STYLES / STYLE_SHEET}
"""The files that are served with ours, and stay with the room that writes documents."""


@cache
def static(name: str) -> str:
    """The address of a file of ours, marked with its content, so that it may be kept for ever."""
    path = _DOCUMENTS.get(name, _STATIC / name)
    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={mark}"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_API / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    teach(made)
    # Jinja leaves the types of these two tables open.
    made.globals["static"] = static  # pyright: ignore[reportUnknownMemberType]  # see above
    made.filters.update(  # pyright: ignore[reportUnknownMemberType]  # see above
        addressed=addressed,
        articled=articled,
        in_paragraphs=in_paragraphs,
        listed=listed,
        named=named,
        reason_given=reason_given,
        traced=traced,
        scanned=_scanned,
        capital=capital,
        for_machines=_for_machines,
    )
    return made


def _scanned(scan: Scan) -> str:
    """What kind of file a scan is, and how large."""
    kib = scan.size / 1024
    if kib >= 1000:  # noqa: PLR2004 - where the next unit reads better
        # Translators: the size of a file, in 1024 times 1024 bytes.
        size = _("{n} MiB", n=format(kib / 1024, ".1f"))
    else:
        # Translators: the size of a file, in 1024 bytes.
        size = _("{n} KiB", n=max(round(kib), 1))
    # Translators: the kind of a file, such as PDF, and its size.
    return _("{kind}, {size}", kind=ENDINGS[scan.media_type].upper(), size=size)


def _for_machines(instant: datetime) -> str:
    return write_utc(instant.replace(microsecond=0))


_ENVIRONMENT: Final = _environment()


def _tongues(request: Request) -> tuple[tuple[str, Tongue, str], ...]:
    """The languages of a page, with where it is shown in each; what it was asked for stays."""
    rest = [part for part in request.query_params.multi_items() if part[0] != CHOICE]
    return tuple(
        (code, one, f"?{urlencode([*rest, (CHOICE, code)])}")
        for code, one in offered(request.url.path)
    )


def page(
    request: Request,
    template: str,
    facts: dict[str, object],
    *,
    staff: Staff | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page, with what every page shows around its own facts."""
    settings = cast("Context", request.app.state.context).settings
    around = {
        "staff": staff,
        "spoken": spoken(),
        # A page that a form led to cannot be opened again in another language.
        "tongues": _tongues(request) if request.method == "GET" else (),
        "mailbox": settings.mailbox_dir is not None,
        "enquiries": settings.mail_office,
    }
    return HTMLResponse(_ENVIRONMENT.get_template(template).render(around | facts), status)
