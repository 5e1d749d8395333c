"""The scan of a paper: taken away by the staff, and by the delegation for which it was filed."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.context import InContext
from api.pages.opening import InAnyLink
from api.pages.procedures import Identifier
from api.people import ActingStaff
from api.scanning import ScanDigest, handed_out

router = APIRouter(include_in_schema=False)
behind_links = APIRouter(prefix="/scans")


@router.get("/procedures/{procedure}/scans/{digest}")
def take(
    context: InContext, staff: ActingStaff, procedure: Identifier, digest: ScanDigest
) -> Response:
    """The file as it was sent, for the secretariat and the officers of the body."""
    return handed_out(context, staff, procedure, digest)


@behind_links.get("/{digest}")
def take_own(context: InContext, opened: InAnyLink, digest: ScanDigest) -> Response:
    """The same, for a delegation whose paper it is."""
    return handed_out(context, opened.holder, opened.position.procedure, digest)
