"""The page of a document: as it reads now, as files, and issued exactly as it was shown."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import RedirectResponse

from activities.papers import PaperListed, Wanted, papers_of
from api.context import Context, InContext
from api.intake import read
from api.pages.documents_shown import (
    distributions,
    files_of,
    issued_rows,
    kept_for_staff,
    languages_of,
    named,
    page_of,
)
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.listed import address_of
from api.pages.procedures import Identifier
from api.pages.templating import page
from api.papers import IssuingPaper, Previewed, desk_of, drafted, issue, preview
from api.people import ActingStaff, AnyStaff, actor
from api.problems import Problem
from api.receiving import Received
from api.v1.disclosure import viewer_of
from api.v1.reaching import reach_any
from nemcon.agenda.recording import REPORT, TOO_EARLY, report_too_early
from nemcon.agenda.state import AgendaState
from nemcon.documents.model.document import Distribution
from nemcon.documents.web.writing import render_fragment
from nemcon.language import _
from nemcon.register.door import PositionOf
from nemcon.register.kinds import State, projected
from nemcon.register.staff import Role, Staff

router = APIRouter(prefix="/procedures/{procedure}/documents", include_in_schema=False)

PaperId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
Typed = Annotated[str, Query(max_length=200)]
FIELDS: Final = ("symbol", "language", "distribution")
DIGEST: Final = "digest-"
_WHERE: Final = {
    "symbol": "symbol",
    "language": "language",
    "distribution": "distribution",
    "no-symbol": "symbol",
    "symbol-taken": "symbol",
    "not-in-language": "language",
}
_CHANGED: Final = "paper-changed"


@dataclass(frozen=True, slots=True)
class Looked:
    """A document that somebody looks at, wanted in one way."""

    position: PositionOf[State]
    listed: PaperListed
    wanted: Wanted

    @property
    def at(self) -> str:
        """The address of its page."""
        return page_of(self.position.procedure, self.listed.id)


@router.get("")
def everything(context: InContext, staff: AnyStaff, procedure: Identifier) -> Response:
    """The documents are listed on the page of their procedure."""
    state = reach_any(context, procedure, staff).state
    return RedirectResponse(f"{address_of(procedure, state)}#documents-heading", 303)


@router.get("/{paper}")
def show(
    request: Request,
    context: InContext,
    staff: AnyStaff,
    procedure: Identifier,
    paper: PaperId,
    symbol: Typed = "",
    language: Typed = "",
    distribution: Typed = "",
) -> Response:
    """The document as it reads now, in the language asked for, and what was issued of it."""
    asked = (("symbol", symbol), ("language", language), ("distribution", distribution))
    position = reach_any(context, procedure, staff)
    return _show_page(request, context, staff, position, paper, Form(asked), Wrongs())


@router.get("/{paper}/review")
@router.get("/{paper}/issue")
def begin_again(staff: ActingStaff, procedure: Identifier, paper: PaperId) -> Response:  # noqa: ARG001 - declares who may call
    """What these addresses show is shown only after a form."""
    return RedirectResponse(page_of(procedure, paper), 303)


@router.post("/{paper}/review")
def review(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    procedure: Identifier,
    paper: PaperId,
    sent: InForm,
) -> Response:
    """Show exactly what would be issued. Records nothing."""
    position = reach_any(context, procedure, staff)
    wrongs = Wrongs()
    if not sent.get("symbol").strip():
        wrongs.add("symbol", _("Type the symbol under which it is issued."))
    if sent.get("change") or wrongs:
        return _show_page(request, context, staff, position, paper, sent, wrongs)
    return _review_page(request, context, staff, position, paper, sent)


@router.post("/{paper}/issue")
def issue_it(
    request: Request,
    context: InContext,
    staff: ActingStaff,
    received: Received,
    procedure: Identifier,
    paper: PaperId,
    sent: InForm,
) -> Response:
    """Issue what was shown; where it reads otherwise by now, show it again with what was typed."""
    position = reach_any(context, procedure, staff)
    submission = sent.get("submission")
    if not submission:
        return _review_page(request, context, staff, position, paper, sent)
    try:
        asked = read(IssuingPaper, _asked(sent))
        issue(context, position, paper, asked, actor(staff, "page"), received, submission)
    except Problem as problem:
        if problem.code == _CHANGED:
            return _review_page(request, context, staff, position, paper, sent, changed=True)
        if problem.code not in _WHERE:
            raise
        wrongs = wrongs_of(problem, _WHERE)
        return _show_page(request, context, staff, position, paper, sent, wrongs)
    return RedirectResponse(f"{page_of(procedure, paper)}#issued-heading", 303)


def _asked(sent: Form) -> dict[str, object]:
    digests = {
        name.removeprefix(DIGEST): value for name, value in sent.parts if name.startswith(DIGEST)
    }
    seen = sent.get("seen")
    return {
        "symbol": sent.get("symbol"),
        "language": sent.get("language"),
        "distribution": sent.get("distribution"),
        "digests": digests,
        "seen": int(seen) if seen.isascii() and seen.isdigit() and len(seen) < len("0" * 10) else 0,
    }


def _looked(
    context: Context, staff: Staff, position: PositionOf[State], paper: str, asked: Form
) -> Looked:
    """The document that was asked for, wanted as it was. Raises `Problem` 404."""
    sees_all = viewer_of(staff).sees_all
    listed = papers_of(desk_of(context), position, sees_all=sees_all)
    found = next((one for one in listed if one.id == paper), None)
    if found is None:
        says = _("There is no document of that name here, or not yet.")
        raise Problem(404, "no-such-paper", says)
    language, how = asked.get("language"), asked.get("distribution")
    wanted = Wanted(
        symbol=asked.get("symbol").strip() or found.symbol,
        language=language if language in found.languages else found.languages[0],
        distribution=Distribution(how) if how in set(Distribution) else Distribution.LIMITED,
    )
    return Looked(position, found, wanted)


def _too_early(context: Context, looked: Looked) -> str:
    """Why it cannot be issued yet, which is so of the report of a session; or nothing."""
    state = looked.position.state
    if looked.listed.id != REPORT or not isinstance(state, AgendaState):
        return ""
    return report_too_early(state, context.clock.now())


def _previewed(
    context: Context, staff: Staff, looked: Looked, *, to_issue: bool = False
) -> Previewed:
    found = drafted(
        context,
        looked.position,
        looked.listed.id,
        looked.wanted,
        sees_all=viewer_of(staff).sees_all,
        to_issue=to_issue,
    )
    return preview(context, found)


def _around(context: Context, looked: Looked) -> dict[str, object]:
    position, listed, house = looked.position, looked.listed, desk_of(context).house
    zone = position.state.profile.zone
    return {
        "procedure": position.procedure,
        "of": projected(position.state).title,
        "back_at": f"{address_of(position.procedure, position.state)}#documents-heading",
        "at": looked.at,
        "listed": listed,
        "language": named(house, looked.wanted.language),
        "distribution": looked.wanted.distribution.value,
        "issued": issued_rows(listed.issued, zone, house, kept_for_staff),
    }


def _drawn(
    context: Context, looked: Looked, found: Previewed, *, to_issue: bool = False
) -> dict[str, object]:
    """What the page shows of a document that can be drawn up now."""
    document = found.drafted.document
    at = f"/api/v1{looked.at}"
    return {
        "document": document,
        "fragment": render_fragment(document, desk_of(context).house),
        "files": files_of(found, at, looked.wanted, to_issue=to_issue),
        "pending": found.drafted.pending,
        "faults": found.drafted.faults,
        "seen": found.drafted.seen,
    }


def _show_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: PositionOf[State],
    paper: str,
    asked: Form,
    wrongs: Wrongs,
) -> Response:
    looked = _looked(context, staff, position, paper, asked)
    listed, house = looked.listed, desk_of(context).house
    drawn: dict[str, object] = {"document": None}
    if listed.can_draft:
        drawn = _drawn(context, looked, _previewed(context, staff, looked))
    wanted, early = looked.wanted, _too_early(context, looked)
    may_issue = listed.can_issue and listed.can_draft and staff.role is not Role.READER
    typed = (
        ("symbol", asked.get("symbol") or wanted.symbol or ""),
        ("language", wanted.language),
        ("distribution", wanted.distribution.value),
    )
    facts = (
        _around(context, looked)
        | drawn
        | {
            "typed": Form(typed),
            "wrongs": wrongs,
            "may_issue": may_issue and not early,
            "early": early if may_issue else "",
            "languages": languages_of(house, listed),
            "distributions": distributions(),
        }
    )
    status = 422 if wrongs else 200
    return page(request, "documents/page.html", facts, staff=staff, status=status)


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    position: PositionOf[State],
    paper: str,
    sent: Form,
    *,
    changed: bool = False,
) -> Response:
    looked = _looked(context, staff, position, paper, sent)
    if not looked.listed.can_issue:
        says = _("This document keeps nothing back: it is for the file, and is not issued.")
        raise Problem(422, "never-issued", says)
    early = _too_early(context, looked)
    if early:
        raise Problem(409, TOO_EARLY, early)
    found = _previewed(context, staff, looked, to_issue=True)
    wanted, symbol = looked.wanted, found.drafted.document.masthead.symbol
    same = [one for one in position.state.papers if one.symbol == symbol]
    facts = (
        _around(context, looked)
        | _drawn(context, looked, found, to_issue=True)
        | {
            "changed": changed,
            "symbol": symbol,
            "version": 1 + max((one.version for one in same), default=0),
            "hidden": (
                ("symbol", symbol),
                ("language", wanted.language),
                ("distribution", wanted.distribution.value),
                *((f"{DIGEST}{file.format}", file.digest) for file in found.files),
                ("seen", str(found.drafted.seen)),
                ("submission", secrets.token_urlsafe(16)),
            ),
        }
    )
    return page(request, "documents/review.html", facts, staff=staff)
