"""The Word templates of a body's letters: taken away, edited in Word, checked, and used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.letter_templates import (
    TemplatedNotice,
    checked,
    filled_with_samples,
    in_force,
    kept,
    to_begin_with,
    versions,
    withdrawn,
)
from api.pages.shown import When, when
from api.pages.templating import page
from api.pages.uploads import InUpload
from api.people import ActingStaff, SecretariatStaff
from api.receiving import Received
from api.words import IDENTIFIER
from nemcon.documents.building.letter_says import Form
from nemcon.documents.templates.fields import FIELDS
from nemcon.language import N_, _
from nemcon.register import directory
from nemcon.register.letter_templates import Version
from nemcon.register.staff import Role, Staff

if TYPE_CHECKING:
    from nemcon.documents.templates.checking import Checked

router = APIRouter(prefix="/bodies/{body}/letter-templates", include_in_schema=False)
FILE: Final = "file"
Body = Annotated[str, Path(pattern=IDENTIFIER)]
_ONE: Final = "/{notice}/{form}"
_NOTICES: Final = {
    TemplatedNotice.CIRCULATION: N_("A text is placed under silence"),
    TemplatedNotice.REVISION: N_("A revised text is placed under silence"),
    TemplatedNotice.EXTENSION: N_("The deadline is extended"),
    TemplatedNotice.SUSPENSION: N_("The clock is stopped"),
    TemplatedNotice.RESUMPTION: N_("The clock runs again"),
    TemplatedNotice.CONFIRMATION: N_("The outcome is confirmed"),
}
_FORMS: Final = {Form.LETTER: N_("Letter"), Form.NOTE_VERBALE: N_("Note verbale")}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter, with the versions of its template, the latest first."""

    notice: TemplatedNotice
    form: Form
    title: str
    versions: tuple[tuple[Version, When], ...]

    @property
    def name(self) -> str:
        """What it is called in an address and in a field."""
        return f"{self.notice}/{self.form}"

    @property
    def used(self) -> tuple[Version, When] | None:
        """The version in force."""
        return next((each for each in self.versions if each[0].in_force), None)


@router.get("")
def templates(request: Request, context: InContext, staff: ActingStaff, body: Body) -> Response:
    """Every kind of letter, with the template that is in force or the built-in one."""
    return _page(request, context, staff, body)


@router.get(f"{_ONE}/starter")
def begin(
    staff: ActingStaff,  # noqa: ARG001 - declares who may call
    body: Body,  # noqa: ARG001 - part of the address
    notice: TemplatedNotice,
    form: Form,
) -> Response:
    """A template to begin with."""
    return to_begin_with(notice, form)


@router.get(f"{_ONE}/file")
def file(
    context: InContext,
    staff: ActingStaff,  # noqa: ARG001 - declares who may call
    body: Body,
    notice: TemplatedNotice,
    form: Form,
) -> Response:
    """The template in force."""
    return in_force(context, body, notice, form)


@router.post(_ONE)
def put(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: Body,
    notice: TemplatedNotice,
    form: Form,
    sent: InUpload,
) -> Response:
    """Check the template that is sent; where it was asked for and nothing is wrong, use it."""
    data = sent.files.get(FILE, b"")
    found = checked(data, notice)
    if sent.form.get("sample") and not found.faults:
        return filled_with_samples(data, notice, form)
    anyway = not found.warnings or sent.form.get("anyway") == "yes"
    if sent.form.get("use") and not found.faults and anyway:
        kept(context, body, notice, form, data, staff.name, received)
        return RedirectResponse(f"/bodies/{body}/letter-templates#{notice}-{form}", 303)
    return _page(request, context, staff, body, found, f"{notice}/{form}")


@router.post(f"{_ONE}/withdraw")
def withdraw(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: Body,
    notice: TemplatedNotice,
    form: Form,
) -> Response:
    """Go back to the built-in letter."""
    withdrawn(context, body, notice, form, staff.name, received)
    return RedirectResponse(f"/bodies/{body}/letter-templates#{notice}-{form}", 303)


def _page(
    request: Request,
    context: Context,
    staff: Staff,
    body: str,
    found: Checked | None = None,
    of: str = "",
) -> Response:
    """`found` is what a check found of the template that was sent for the letters `of`."""
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
    all_of_them = versions(context, body)
    shown: dict[str, object] = {
        "body": known,
        "kinds": [
            _kind(notice, form, all_of_them, known.zone) for notice in _NOTICES for form in _FORMS
        ],
        "fields_known": FIELDS,
        "may_change": staff.role is Role.SECRETARIAT,
        "found": found,
        "of": of,
    }
    status = 422 if found is not None and found.faults else 200
    return page(request, "staff/letter-templates.html", shown, staff=staff, status=status)


def _kind(notice: TemplatedNotice, form: Form, known: tuple[Version, ...], zone: str) -> Kind:
    own = (each for each in known if (each.notice, each.form) == (notice, form))
    dated = tuple((each, when(each.kept_at, zone)) for each in own)
    return Kind(
        notice,
        form,
        _("{label}: {value}", label=_(_NOTICES[notice]), value=_(_FORMS[form]).lower()),
        dated,
    )
