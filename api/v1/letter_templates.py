"""The Word templates of a body's letters: taken away, checked, kept and withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from api.context import InContext
from api.letter_templates import (
    TemplatedNotice,
    checked,
    in_force,
    kept,
    to_begin_with,
    versions,
    withdrawn,
)
from api.people import AnyStaff, SecretariatStaff
from api.problems import documented
from api.receiving import Received
from api.scopes import opens
from api.v1.reaching import BodyId
from api.v1.shown import Shown
from nemcon.documents.building.letter_says import Form
from nemcon.documents.rendering import Format
from nemcon.documents.templates.fields import FIELDS
from nemcon.register.grants import Scope

router = APIRouter(
    prefix="/bodies/{body}/letter-templates",
    tags=["letters"],
    dependencies=[opens(Scope.ADMINISTER)],
)
_ONE: Final = "/{notice}/{form}"
_WORD: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {Format.DOCX.media_type: {}}}
}
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {Format.DOCX.media_type: {}}, "description": "The Word file."}
}


async def _file(request: Request) -> bytes:
    return await request.body()


InFile = Annotated[bytes, Depends(_file)]


class TemplateShown(Shown):
    """One version of a template."""

    notice: str = Field(examples=["circulation"])
    form: str = Field(examples=["note-verbale"])
    version: int
    digest: str = Field(description="The SHA-256 of the file.")
    kept_at: datetime
    kept_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    in_force: bool


class FaultShown(Shown):
    """Why a template cannot be used."""

    code: str = Field(examples=["template-unknown-field"])
    where: str
    says: str


class FieldShown(Shown):
    """A field that a template may use."""

    name: str
    means: str
    many: bool = Field(description="Whether it holds several lines, to be repeated with for.")


class CheckShown(Shown):
    """What a check found: with faults it cannot be kept, and warnings are for whoever decides."""

    faults: list[FaultShown]
    warnings: list[str]
    used: list[str] = Field(description="The fields that it uses.")


class TemplateKept(Shown):
    """A template that is in force now."""

    version: int
    warnings: list[str]


class TemplatesShown(Shown):
    """The templates of a body, and the fields that there are."""

    templates: list[TemplateShown]
    fields: list[FieldShown]


@router.get("", summary="The Word templates of letters", responses=documented(401, 404))
def templates(context: InContext, staff: AnyStaff, body: BodyId) -> TemplatesShown:  # noqa: ARG001 - declares who may call
    """Every version, the latest of each first; where none is in force the built-in letter is."""
    return TemplatesShown(
        templates=[TemplateShown.model_validate(each) for each in versions(context, body)],
        fields=[FieldShown.model_validate(each) for each in FIELDS],
    )


@router.get(
    f"{_ONE}",
    summary="Take the template in force away",
    response_class=Response,
    responses={**_FILE, **documented(401, 404)},
)
def template(
    context: InContext,
    staff: AnyStaff,  # noqa: ARG001 - declares who may call
    body: BodyId,
    notice: TemplatedNotice,
    form: Form,
) -> Response:
    """The Word file, byte for byte as it was kept."""
    return in_force(context, body, notice, form)


@router.get(
    f"{_ONE}/starter",
    summary="Take a template to begin with away",
    response_class=Response,
    responses={**_FILE, **documented(401, 404)},
)
def begin(
    staff: AnyStaff,  # noqa: ARG001 - declares who may call
    body: BodyId,  # noqa: ARG001 - part of the address
    notice: TemplatedNotice,
    form: Form,
) -> Response:
    """A Word file that says what the built-in letter says, in fields, to be edited."""
    return to_begin_with(notice, form)


@router.post(
    f"{_ONE}/check",
    summary="Check a template",
    responses=documented(401, 403, 404, 413),
    openapi_extra=_WORD,
)
def check(
    staff: SecretariatStaff,  # noqa: ARG001 - declares who may call
    body: BodyId,  # noqa: ARG001 - part of the address
    notice: TemplatedNotice,
    form: Form,  # noqa: ARG001 - the same
    file: InFile,
) -> CheckShown:
    """Say all that is wrong with the Word file, and what it leaves out; keep nothing."""
    return CheckShown.model_validate(checked(file, notice))


@router.post(
    f"{_ONE}",
    status_code=201,
    summary="Keep a template",
    responses=documented(401, 403, 404, 413, 422),
    openapi_extra=_WORD,
)
def keep(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    notice: TemplatedNotice,
    form: Form,
    file: InFile,
) -> TemplateKept:
    """Check the Word file that is sent, and use it for these letters from now on."""
    version, found = kept(context, body, notice, form, file, staff.signs_as, received)
    return TemplateKept(version=version, warnings=list(found.warnings))


@router.post(
    f"{_ONE}/withdraw",
    status_code=204,
    summary="Withdraw a template",
    responses=documented(401, 403, 404),
)
def withdraw(
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    notice: TemplatedNotice,
    form: Form,
) -> None:
    """Go back to the built-in letter; the versions stay where they are."""
    withdrawn(context, body, notice, form, staff.signs_as, received)
