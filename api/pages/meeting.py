"""The page of a meeting: its session, who takes part, who spoke, and its timeline as a picture."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import RedirectResponse

from api.context import InContext
from api.meeting import meeting_of
from api.pages.documents_shown import session_documents
from api.pages.meeting_shown import meeting_facts
from api.pages.templating import page
from api.people import AnyStaff
from api.v1.disclosure import viewer_of
from api.words import IDENTIFIER
from nemcon.language import _
from nemcon.register import directory
from nemcon.timing.picture import draw_timeline

router = APIRouter(include_in_schema=False)

Body = Annotated[str, Path(pattern=IDENTIFIER)]
Agenda = Annotated[str, Query(max_length=64)]


@router.get("/meetings")
def meetings(request: Request, context: InContext, staff: AnyStaff) -> Response:
    """The bodies that meet; with a single one, its meeting."""
    with context.database.reading() as connection:
        bodies = directory.all_bodies(connection, staff.bodies)
    if len(bodies) == 1:
        return RedirectResponse(f"/meetings/{bodies[0].id}", 303)
    return page(request, "meeting/list.html", {"bodies": bodies}, staff=staff)


@router.get("/meetings/{body}")
def meeting(
    request: Request, context: InContext, staff: AnyStaff, body: Body, agenda: Agenda = ""
) -> Response:
    """The latest session of the body, or the one with that agenda."""
    found = meeting_of(context, body, agenda)
    viewer = viewer_of(staff)
    facts = meeting_facts(found, viewer, context.clock.now()) | {
        "issued": session_documents(context, found.agenda, sees_all=viewer.sees_all)
        if found.agenda
        else (),
    }
    return page(request, "meeting/page.html", facts, staff=staff)


@router.get("/meetings/{body}/timeline.svg")
def picture(context: InContext, staff: AnyStaff, body: Body, agenda: Agenda = "") -> Response:  # noqa: ARG001 - declares who may call
    """The timeline as a file of its own."""
    found = meeting_of(context, body, agenda)
    drawn = draw_timeline(
        _("Timeline: {name}", name=found.body.name), found.facts, found.zone, alone=True
    )
    return Response(
        drawn,
        media_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{body}.timeline.svg"'},
    )
