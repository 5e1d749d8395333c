"""Documents for the API and the pages: drawn up, written to files, and issued as they were seen."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import Response
from pydantic import Field, StrictInt

from activities.papers import (
    Drafted,
    NeverIssued,
    NoSuchPaper,
    NotInLanguage,
    NotToIssue,
    Wanted,
    draft,
)
from activities.papers_drawn import Desk
from api.context import Context
from api.intake import recorded_as, submit
from api.problems import Problem
from api.sent import Sent
from api.words import Name
from nemcon.documents.house import HouseError
from nemcon.documents.installed import fonts_of, house_of
from nemcon.documents.model.document import Distribution
from nemcon.documents.pdf.fonts import FontMissing
from nemcon.documents.rendering import Format, Rendered, rendered
from nemcon.documents.web.writing import POLICY, STYLE_HASH
from nemcon.language import _
from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.people import Actor
from nemcon.register.door import PositionOf, Receipt
from nemcon.register.kinds import State
from nemcon.register.papers import PaperFile

SHA256: Final = r"^[0-9a-f]{64}$"
INLINE: Final = frozenset({Format.HTML, Format.PDF})
"""What a browser shows; the rest it takes away as a file."""
_UNWRITTEN: Final = (FontMissing, HouseError)
"""What keeps a document from being written here; each has a stable code and says why."""
_STYLE: Final = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
PaperDigest = Annotated[str, Field(pattern=SHA256)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]


class IssuingPaper(Sent):
    """A document to be issued exactly as it was shown."""

    symbol: Name = Field(examples=["CTOC/COP/WG.3/2020/L.1"])
    language: Language = "en"
    distribution: Distribution = Distribution.LIMITED
    digests: dict[Format, PaperDigest] = Field(
        min_length=1, description="The SHA-256 of each file that was looked at; these are issued."
    )
    seen: StrictInt = Field(ge=1, description="The number of the last entry that it tells of.")

    @property
    def wanted(self) -> Wanted:
        """How the document is wanted."""
        return Wanted(self.symbol, self.language, self.distribution)


@dataclass(frozen=True, slots=True)
class Previewed:
    """A document with its files; `unwritten` says of a format why it cannot be written here."""

    drafted: Drafted
    files: tuple[Rendered, ...]
    unwritten: tuple[tuple[Format, str], ...]


def desk_of(context: Context) -> Desk:
    """Where this installation draws up its documents."""
    settings = context.settings
    enquiries = settings.mail_office
    return Desk(context.register, house_of(settings), enquiries)


def drafted(
    context: Context,
    position: PositionOf[State],
    paper: str,
    wanted: Wanted,
    *,
    sees_all: bool,
    to_issue: bool = False,
) -> Drafted:
    """The document as it is now, with the note that it was not issued. Raises `Problem`.

    `to_issue` is for those who may issue it: exactly as it would be issued, without that note.
    """
    try:
        found = draft(
            desk_of(context), position, paper, wanted, sees_all=sees_all, to_issue=to_issue
        )
    except NoSuchPaper as error:
        raise Problem(404, error.code, _(error.says)) from error
    except NotToIssue as error:
        raise Problem(
            422 if isinstance(error, NeverIssued) else 403, error.code, _(error.says)
        ) from error
    except NotInLanguage as error:
        raise Problem(422, error.code, error.says) from error
    return found if to_issue else found.unissued()


def file_of(context: Context, found: Drafted, kind: Format) -> Rendered:
    """The document as a file. Raises `Problem` where it cannot be written here."""
    try:
        return _written(context, found, kind)
    except _UNWRITTEN as error:
        raise Problem(422, error.code, str(error)) from error


def preview(context: Context, found: Drafted, formats: Iterable[Format] = Format) -> Previewed:
    """The document with its files, as far as they can be written here."""
    files: list[Rendered] = []
    unwritten: list[tuple[Format, str]] = []
    for kind in formats:
        try:
            files.append(_written(context, found, kind))
        except _UNWRITTEN as error:
            unwritten.append((kind, str(error)))
    return Previewed(found, tuple(files), tuple(unwritten))


def _written(context: Context, found: Drafted, kind: Format) -> Rendered:
    house, fonts = house_of(context.settings), fonts_of(context.settings)
    return rendered(found.document, house, kind, fonts)


def issue(
    context: Context,
    position: PositionOf[State],
    paper: str,
    sent: IssuingPaper,
    by: Actor,
    received: datetime,
    submission: str | None,
) -> Receipt:
    """Issue the document as it was seen, and keep its files with the entry. Raises `Problem`.

    Where it would read otherwise by now nothing is issued.
    """
    found = drafted(context, position, paper, sent.wanted, sees_all=True, to_issue=True)
    act = IssuePaper(
        actor=by,
        paper=found.listed.id,
        symbol=found.document.masthead.symbol,
        title=found.document.title,
        language=found.document.language,
        distribution=found.document.masthead.distribution.value,
        digests=tuple((kind.value, sent.digests[kind]) for kind in sorted(sent.digests)),
        seen=sent.seen,
    )
    procedure = position.procedure
    if submission and recorded_as(context, procedure, act, submission) is not None:
        return submit(context, procedure, act, received, submission)
    files = [_as_seen(file_of(context, found, kind), sent.digests) for kind in sorted(sent.digests)]
    return submit(context, procedure, act, received, submission, files=files)


def _as_seen(file: Rendered, digests: Mapping[Format, str]) -> PaperFile:
    if file.digest != digests[file.format]:
        says = _(
            "This document reads otherwise than the one that was shown, so nothing was "
            "issued. Look at it again, and issue what it says now."
        )
        raise Problem(409, "paper-changed", says)
    return PaperFile(file.name, file.format.media_type, file.data)


def file_response(name: str, media_type: str, data: bytes, digest: str) -> Response:
    """A file of a document; a page of it may load nothing and has no style but its own."""
    html = media_type.startswith("text/html")
    inline = any(media_type == kind.media_type for kind in INLINE)
    headers = {
        "Content-Disposition": f'{"inline" if inline else "attachment"}; filename="{name}"',
        "ETag": f'"{digest}"',
    }
    if html:
        headers["Content-Security-Policy"] = _policy(data)
    return Response(data, media_type=media_type, headers=headers)


def _policy(page: bytes) -> str:
    """The policy of a page, also of one that was kept while its style was another."""
    style = _STYLE.search(page)
    digest = base64.b64encode(hashlib.sha256(style[1] if style else b"").digest()).decode()
    return POLICY.replace(STYLE_HASH, f"'sha256-{digest}'")
