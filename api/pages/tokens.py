"""The page of one's tokens for programs: what each opens, making one, revoking one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import read
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.templating import page
from api.people import AnyStaff
from api.problems import Problem
from api.receiving import Received
from api.tokens import Made, TokenDesk, TokenSent
from api.words import IDENTIFIER
from nemcon.language import N_, _
from nemcon.register import directory
from nemcon.register.grants import MOST_DAYS, USUAL_DAYS, Kept, Scope
from nemcon.register.staff import Staff
from nemcon.timing.writing import write_date, write_instant

router = APIRouter(prefix="/tokens", include_in_schema=False)
TokenId = Annotated[str, Path(pattern=IDENTIFIER)]

SCOPES: Final = {
    Scope.READ: N_("Read what its owner may read"),
    Scope.LAUNCH: N_("Place texts under silence, circulate agendas, open negotiations"),
    Scope.FILE: N_("File for a delegation, on the strength of its paper"),
    Scope.RULE: N_("Rule on procedures under way, issue documents"),
    Scope.ADMINISTER: N_(
        "Keep participants, contacts, rolls, templates and webhooks, and end access"
    ),
}
_FIELDS: Final = {name: name for name in ("name", "scopes", "body", "days")} | {
    "unknown-body": "body"
}


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as the page shows it; `owner` is empty where it is the reader's own."""

    id: str
    name: str
    owner: str
    opens: tuple[str, ...]
    where: str
    made: str
    ends: str
    over: bool
    used: str
    used_on: str


@router.get("")
def tokens(request: Request, context: InContext, staff: AnyStaff) -> Response:
    """The tokens that the reader may revoke, and a form for one more."""
    return _page(request, context, staff, Form((("days", str(USUAL_DAYS)),)))


@router.post("")
def make(
    request: Request, context: InContext, staff: AnyStaff, received: Received, sent: InForm
) -> Response:
    """Make a token, and show it this once."""
    typed = sent.get("days").strip()
    try:
        wanted = read(
            TokenSent,
            {
                "name": sent.get("name").strip(),
                "scopes": list(sent.all("scopes")),
                "body": sent.get("body"),
                "days": int(typed) if typed.isascii() and typed.isdigit() else typed,
            },
        )
        made = TokenDesk(context, staff).make(wanted, received)
    except Problem as problem:
        return _page(request, context, staff, sent, _wrongs(problem, sent))
    return _page(request, context, staff, Form((("days", str(USUAL_DAYS)),)), made=made)


@router.post("/{key}/revoke")
def revoke(context: InContext, staff: AnyStaff, received: Received, key: TokenId) -> Response:
    """Let a token open nothing any more."""
    TokenDesk(context, staff).revoke(key, received)
    return RedirectResponse("/tokens", 303)


def _wrongs(problem: Problem, sent: Form) -> Wrongs:
    """What is wrong, said of boxes to tick and of days rather than of lists and numbers."""
    known, wrongs = wrongs_of(problem, _FIELDS), Wrongs()
    for wrong in known.found:
        match wrong.field:
            case "scopes" if not sent.all("scopes"):
                wrongs.add("scopes", _("Tick at least one."))
            case "days":
                wrongs.add("days", _("Give a number of days from 1 to {most}.", most=MOST_DAYS))
            case _:
                wrongs.add(wrong.field, wrong.says, wrong.name)
    return wrongs


def _page(
    request: Request,
    context: Context,
    staff: Staff,
    typed: Form,
    wrongs: Wrongs | None = None,
    made: Made | None = None,
) -> Response:
    desk = TokenDesk(context, staff)
    with context.database.reading() as connection:
        bodies = {b.id: b.name for b in directory.all_bodies(connection, staff.bodies)}
    now = context.clock.now()
    lines = [_line(kept, staff, bodies, now) for kept in desk.listed()]
    facts: dict[str, object] = {
        "own": [line for line in lines if not line.owner],
        "others": [line for line in lines if line.owner],
        "scopes": [(scope, _(says)) for scope, says in SCOPES.items()],
        "bodies": [("", _("All my bodies")), *bodies.items()],
        "most": MOST_DAYS,
        "typed": typed,
        "wrongs": wrongs or Wrongs(),
        "made": made,
    }
    status = 422 if wrongs else 200
    return page(request, "signing/tokens.html", facts, staff=staff, status=status)


def _line(kept: Kept, staff: Staff, bodies: dict[str, str], now: datetime) -> TokenLine:
    grant = kept.grant
    return TokenLine(
        id=grant.id,
        name=grant.name,
        owner="" if kept.person == staff.person else kept.owner,
        opens=tuple(_(says) for scope, says in SCOPES.items() if scope in grant.scopes),
        where=bodies.get(grant.body, grant.body),
        made=_written(kept.made),
        ends=_written(grant.ends),
        over=grant.ends <= now,
        used=write_date(grant.used_on.date()) if grant.used_on else "",
        used_on=grant.used_on.date().isoformat() if grant.used_on else "",
    )


def _written(at: datetime) -> str:
    return write_instant(at.replace(second=0, microsecond=0), "UTC")
