"""The page of the staff: who may do what in which body, and who stands in for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import read
from api.pages.form import Form, InForm, Wrongs, wrongs_of
from api.pages.templating import page
from api.people import AllBodiesSecretariat, SecretariatStaff
from api.problems import Problem
from api.receiving import Received
from api.staffing import Entered, StaffDesk, StaffList, Standing
from api.words import IDENTIFIER
from nemcon.language import N_, OFFICIAL, _
from nemcon.register import directory
from nemcon.register.directory import Body
from nemcon.register.people import Deputy
from nemcon.register.roles import Role
from nemcon.register.staff import Staff
from nemcon.timing.writing import write_instant

router = APIRouter(include_in_schema=False)

ROLES: Final = {
    Role.CHAIR: N_("Chair"),
    Role.VICE_CHAIR: "Vice-Chair",
    Role.RAPPORTEUR: N_("Rapporteur"),
    Role.BUREAU: N_("Member of the bureau"),
    Role.SECRETARIAT: N_("Secretariat"),
    Role.READER: N_("Reader"),
}
_EVERYWHERE: Final = N_("all bodies")
_FIELDS: Final = {
    name: name
    for name in (
        "name",
        "address",
        "role",
        "body",
        "language",
        "deputy",
        "begins",
        "ends",
        "absent",
    )
} | {
    "until": "begins",
    "period-over": "ends",
    "no-deputy": "deputy",
    "own-deputy": "deputy",
    "unknown-body": "body",
    "person-ended": "address",
}
PersonId = Annotated[str, Path(pattern=IDENTIFIER)]


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role as the page shows it; `ends` says whether its reader may end it."""

    words: str
    body: str
    where: str
    ends: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A member of the staff as the page shows one."""

    id: str
    name: str
    address: str
    roles: tuple[RoleLine, ...]


@dataclass(frozen=True, slots=True)
class DeputyLine:
    """Who stands in for whom, in words."""

    id: int
    says: str
    when: str


@router.get("/staff")
def staff_list(request: Request, context: InContext, staff: SecretariatStaff) -> Response:
    """The staff of the bodies that the reader sees."""
    return _page(request, context, staff, Form(), Wrongs())


@router.post("/staff")
def enter(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    sent: InForm,
) -> Response:
    """Enter somebody with a role."""
    try:
        entered = read(Entered, _sent(sent, "name", "address", "role", "body", "language"))
        StaffDesk(context, staff).enter(entered, received)
    except Problem as problem:
        return _page(request, context, staff, sent, wrongs_of(problem, _FIELDS))
    return RedirectResponse("/staff", 303)


@router.post("/staff/deputies")
def deputize(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    sent: InForm,
) -> Response:
    """Let one officer stand in for another."""
    if not sent.get("absent"):
        wrongs = Wrongs()
        wrongs.add("absent", _("Choose who is absent."))
        return _page(request, context, staff, sent, wrongs)
    try:
        standing = read(Standing, _sent(sent, "deputy", "body", "begins", "ends"))
        StaffDesk(context, staff).deputize(sent.get("absent"), standing, received)
    except Problem as problem:
        return _page(request, context, staff, sent, wrongs_of(problem, _FIELDS))
    return RedirectResponse("/staff", 303)


@router.post("/staff/deputies/{number}/end")
def end_deputy(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    number: Annotated[int, Path(ge=1, le=2**31)],
) -> Response:
    """End a deputy before the time."""
    StaffDesk(context, staff).end_deputy(number, received)
    return RedirectResponse("/staff", 303)


@router.post("/staff/{person}/roles/end")
def end_role(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    person: PersonId,
    sent: InForm,
) -> Response:
    """End the role that somebody has in a body."""
    StaffDesk(context, staff).end_role(person, sent.get("body"), received)
    return RedirectResponse("/staff", 303)


@router.post("/staff/{person}/end")
def end(
    context: InContext, staff: AllBodiesSecretariat, received: Received, person: PersonId
) -> Response:
    """Let somebody in no more."""
    StaffDesk(context, staff).end(person, received)
    return RedirectResponse("/staff", 303)


@router.post("/staff/{person}/sessions/end")
def end_sessions(
    context: InContext, staff: AllBodiesSecretariat, received: Received, person: PersonId
) -> Response:
    """End every session of somebody."""
    StaffDesk(context, staff).end_sessions(person, received)
    return RedirectResponse("/staff", 303)


def languages() -> list[tuple[str, str]]:
    """The languages of the staff, each by its own name, and none."""
    own = [(code, one.name) for code, one in OFFICIAL.items() if one.staff]
    return [("", _("None set")), *own]


def _sent(sent: Form, *names: str) -> dict[str, str]:
    return {name: sent.get(name).strip() for name in names}


def _page(request: Request, context: Context, staff: Staff, sent: Form, wrongs: Wrongs) -> Response:
    found = StaffDesk(context, staff).listed()
    with context.database.reading() as connection:
        seen = directory.all_bodies(connection, staff.bodies)
    bodies = {body.id: body for body in seen}
    keeps = [b for b in bodies.values() if _keeps(staff.at(b.id))]
    everywhere = _keeps(staff.everywhere())
    people = [("", _("Choose…")), *((one.person.id, one.person.name) for one in found.people)]
    facts: dict[str, object] = {
        "people": _lines(found, bodies, {b.id for b in keeps}, everywhere=everywhere),
        "deputies": [_deputy(one, found, bodies) for one in found.deputies],
        "everywhere": everywhere,
        "roles": [("", _("Choose…")), *((role, _(words)) for role, words in ROLES.items())],
        "bodies": [
            *([("", _("All bodies"))] if everywhere else []),
            *((b.id, b.name) for b in keeps),
        ],
        "languages": languages(),
        "choices": people,
        "typed": sent,
        "wrongs": wrongs,
    }
    status = 422 if wrongs else 200
    return page(request, "signing/staff.html", facts, staff=staff, status=status)


def _lines(
    found: StaffList, bodies: dict[str, Body], keeps: set[str], *, everywhere: bool
) -> list[PersonLine]:
    return [
        PersonLine(
            one.person.id,
            one.person.name,
            one.person.address,
            tuple(
                RoleLine(
                    _(ROLES[held.role]),
                    held.body,
                    _where(held.body, bodies),
                    held.body in keeps if held.body else everywhere,
                )
                for held in one.roles
            ),
        )
        for one in found.people
    ]


def _deputy(one: Deputy, found: StaffList, bodies: dict[str, Body]) -> DeputyLine:
    zone = bodies[one.body].zone if one.body in bodies else "UTC"
    deputy, absent = found.name_of(one.deputy) or _("Somebody"), found.name_of(one.absent)
    return DeputyLine(
        one.id,
        _(
            "{deputy} for {absent}, in {where}",
            deputy=deputy,
            absent=absent,
            where=_where(one.body, bodies),
        ),
        _(
            "from {begins} until {ends}",
            begins=write_instant(one.begins, zone),
            ends=write_instant(one.ends, zone),
        ),
    )


def _where(body: str, bodies: dict[str, Body]) -> str:
    return (bodies[body].name if body in bodies else body) or _(_EVERYWHERE)


def _keeps(staff: Staff | None) -> bool:
    return staff is not None and staff.role is Role.SECRETARIAT
