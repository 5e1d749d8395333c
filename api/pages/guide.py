"""The guides on a page: the steps of a delegation behind its link, and those of the staff."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.pages.opening import InAnyLink
from api.pages.templating import page
from api.people import AnyStaff

router = APIRouter(include_in_schema=False)
behind_links = APIRouter()


@router.get("/guide")
def guide(request: Request, staff: AnyStaff) -> Response:
    """The steps of the bureau and those of the secretariat, each with where it is done."""
    return page(request, "staff/guide.html", {}, staff=staff)


@behind_links.get("/guide")
def guide_of_delegations(request: Request, opened: InAnyLink) -> Response:
    """The steps of a delegation, in its language. Records nothing."""
    return page(request, "link/guide.html", opened.around)
