"""The same tables as the API gives, for those who are signed in by a browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.context import InContext
from api.exports import deliveries_sheet, filings_sheet, procedures_sheet, sheet_response
from api.people import AnyStaff
from api.v1.disclosure import viewer_of
from api.v1.reaching import reach
from api.words import IDENTIFIER
from nemcon.sheets import SheetFormat

router = APIRouter(include_in_schema=False)
Identifier = Annotated[str, Path(pattern=IDENTIFIER)]


@router.get("/take-away/procedures.{kind}")
def procedures(
    context: InContext,
    staff: AnyStaff,
    kind: SheetFormat,
    body: Annotated[str | None, Query(pattern=IDENTIFIER)] = None,
) -> Response:
    """Every procedure that the caller sees."""
    return sheet_response(procedures_sheet(context, staff, body), body or "procedures", kind)


@router.get("/procedures/{procedure}/take-away/filings.{kind}")
def filings(
    context: InContext, staff: AnyStaff, procedure: Identifier, kind: SheetFormat
) -> Response:
    """What was filed."""
    sheet = filings_sheet(reach(context, procedure, staff), viewer_of(staff))
    return sheet_response(sheet, f"{procedure}-filings", kind)


@router.get("/procedures/{procedure}/take-away/deliveries.{kind}")
def deliveries(
    context: InContext, staff: AnyStaff, procedure: Identifier, kind: SheetFormat
) -> Response:
    """What became of the letters."""
    sheet = deliveries_sheet(context, reach(context, procedure, staff), viewer_of(staff))
    return sheet_response(sheet, f"{procedure}-deliveries", kind)
