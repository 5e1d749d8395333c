"""Scans of the papers because of which the secretariat files: sent first, then named, and read."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response

from api.context import InContext, InLimits
from api.people import AnyCaller, SecretariatStaff, token_of
from api.problems import Problem, documented
from api.scanning import ScanDigest, handed_out, taken_in
from api.scopes import opens
from api.v1.reaching import ProcedureId, reach_any
from api.v1.shown import ScanShown
from nemcon.documents.scanned import ENDINGS
from nemcon.language import _
from nemcon.register.grants import Scope

router = APIRouter(tags=["filings"], dependencies=[opens(Scope.FILE)])
_ANY_FILE: Final = "application/octet-stream"
_BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": dict.fromkeys((*ENDINGS, _ANY_FILE), _BYTES)}
}


async def _file(request: Request, _staff: SecretariatStaff) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (*ENDINGS, _ANY_FILE):
        says = _("Send the file itself, and say so: Content-Type: {kind}.", kind=_ANY_FILE)
        raise Problem(415, "unsupported-media-type", says)
    return await request.body()


InFile = Annotated[bytes, Depends(_file)]


@router.post(
    "/procedures/{procedure}/scans",
    status_code=201,
    summary="Send the scan of a paper",
    openapi_extra=_BODY,
    responses=documented(401, 403, 404, 408, 413, 415, 422, 429),
)
def send(
    request: Request,
    context: InContext,
    limits: InLimits,
    staff: SecretariatStaff,
    procedure: ProcedureId,
    file: InFile,
) -> ScanShown:
    """Send the scan of a paper, to file on the strength of it. Nothing is filed by this.

    A PDF, a JPEG or a PNG; which of them it is, is read from the file. Name its hash as `scan` when
    you file. What nothing was filed because of is forgotten after a day.
    """
    limits.filing(request, token_of(request))
    reach_any(context, procedure, staff)
    return ScanShown.model_validate(taken_in(context, staff, procedure, file))


@router.get(
    "/procedures/{procedure}/scans/{digest}",
    summary="The scan of a paper",
    response_class=Response,
    responses={
        200: {"content": dict.fromkeys(ENDINGS, _BYTES), "description": "The file, to be kept."},
        **documented(401, 404),
    },
)
def take(
    context: InContext, caller: AnyCaller, procedure: ProcedureId, digest: ScanDigest
) -> Response:
    """The file byte for byte as it was sent.

    For the secretariat and the officers of the body, and for the delegation for which something
    was recorded on the strength of it.
    """
    reach_any(context, procedure, caller)
    return handed_out(context, caller, procedure, digest)
