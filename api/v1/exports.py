"""Tables for spreadsheets, as CSV and as a workbook."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.context import InContext
from api.exports import deliveries_sheet, filings_sheet, procedures_sheet, sheet_response
from api.people import AnyCaller, AnyStaff
from api.problems import documented
from api.scopes import opens
from api.v1.disclosure import viewer_of
from api.v1.reaching import ProcedureId, reach
from api.words import IDENTIFIER
from nemcon.sheets import SheetFormat

router = APIRouter(tags=["feeds"], dependencies=[opens(None)])
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {kind.media_type: {} for kind in SheetFormat},
        "description": "The file. Nothing in it is a formula.",
    }
}


@router.get(
    "/exports/procedures.{format}",
    summary="The list of procedures as a table",
    response_class=Response,
    responses={**_FILE, **documented(401, 404)},
)
def procedures(
    context: InContext,
    staff: AnyStaff,
    format: SheetFormat,  # noqa: A002 - the name that the address has for it
    body: Annotated[str | None, Query(pattern=IDENTIFIER)] = None,
) -> Response:
    """Every procedure that the caller sees, with its state, deadline and outcome."""
    return sheet_response(procedures_sheet(context, staff, body), body or "procedures", format)


@router.get(
    "/procedures/{procedure}/exports/filings.{format}",
    summary="What was filed as a table",
    response_class=Response,
    responses={**_FILE, **documented(401, 404)},
)
def filings(
    context: InContext,
    caller: AnyCaller,
    procedure: ProcedureId,
    format: SheetFormat,  # noqa: A002 - the name that the address has for it
) -> Response:
    """What was filed, in order, as far as the caller may see it."""
    sheet = filings_sheet(reach(context, procedure, caller), viewer_of(caller))
    return sheet_response(sheet, f"{procedure}-filings", format)


@router.get(
    "/procedures/{procedure}/exports/deliveries.{format}",
    summary="What became of the letters as a table",
    response_class=Response,
    responses={**_FILE, **documented(401, 404)},
)
def deliveries(
    context: InContext,
    staff: AnyStaff,
    procedure: ProcedureId,
    format: SheetFormat,  # noqa: A002 - the name that the address has for it
) -> Response:
    """Every letter; to a reader who may not know who filed, how far they got to each delegation."""
    sheet = deliveries_sheet(context, reach(context, procedure, staff), viewer_of(staff))
    return sheet_response(sheet, f"{procedure}-deliveries", format)
