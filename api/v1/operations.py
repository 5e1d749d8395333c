"""Whether everything works, for whoever runs the installation."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import SQLAlchemyError

from api.context import Context, InContext, InLimits
from api.people import find_caller, token_of
from api.problems import Problem, documented
from api.scopes import opens
from nemcon.language import _
from nemcon.register import schema
from nemcon.register.links import LinkHolder
from nemcon.register.listing import totals
from nemcon.register.outbox import backlog
from nemcon.register.staff import Role

log = logging.getLogger(__name__)
router = APIRouter(tags=["operations"])
METRICS_TYPE = "text/plain; version=0.0.4"


class Health(BaseModel):
    """Whether the web can do its work. The engine is not needed for that."""

    status: str = Field(examples=["ok"], description="`ok` or `failing`.")
    database: str = Field(examples=["ok"], description="`ok` or `unreachable`.")
    tables: str = Field(examples=["ok"], description="`ok`, `behind` or `unknown`.")
    oldest_nudge_seconds: float | None = Field(
        default=None, description="Since when the oldest waits; more than minutes is a fault."
    )


@router.get(
    "/health",
    summary="Whether everything works",
    response_model=Health,
    responses={503: {"model": Health, "description": "Something is failing."}},
)
def health(context: InContext, request: Request) -> Response:
    """Whether the database can be reached and is up to date, and whether nudges pile up."""
    found = _health(context, request)
    status = 200 if found.status == "ok" else 503
    return Response(found.model_dump_json(), status, media_type="application/json")


def _health(context: Context, request: Request) -> Health:
    try:
        with context.database.reading() as connection:
            _waiting, since = backlog(connection)
        current = _is_current(context, request)
    except schema.SchemaBehind:
        return Health(status="failing", database="ok", tables="behind")
    except SQLAlchemyError as error:
        log.warning("the health check failed: %s", type(error).__name__)
        return _without_tables(context)
    age = (context.clock.now() - since).total_seconds() if since else None
    return Health(
        status="ok" if current else "failing",
        database="ok",
        tables="ok" if current else "behind",
        oldest_nudge_seconds=age,
    )


def _is_current(context: Context, request: Request) -> bool:
    """Asked until it is so once: tables never go back while a process runs."""
    if not getattr(request.app.state, "tables_are_current", False):
        schema.require_current(context.database)
        request.app.state.tables_are_current = True
    return True


def _without_tables(context: Context) -> Health:
    """Tell an empty database from one that cannot be reached."""
    try:
        schema.require_current(context.database)
    except schema.SchemaBehind:
        return Health(status="failing", database="ok", tables="behind")
    except SQLAlchemyError:
        pass
    return Health(status="failing", database="unreachable", tables="unknown")


def _for_metrics(request: Request, context: InContext, limits: InLimits) -> None:
    if context.settings.metrics_public:
        return
    caller = find_caller(context, limits, request, token_of(request))
    everywhere = None if isinstance(caller, LinkHolder) else caller.everywhere()
    if everywhere is None or everywhere.role is Role.READER:
        # How many letters there are may tell a reader how many objections there were.
        raise Problem(403, "staff-only", _("The metrics are for the staff."))


ForMetrics = Annotated[None, Depends(_for_metrics)]


@router.get(
    "/metrics",
    dependencies=[opens(None)],
    summary="Counts, as Prometheus reads them",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **documented(401, 403)},
)
def metrics(context: InContext, allowed: ForMetrics) -> Response:  # noqa: ARG001 - declares who may
    """How many procedures, letters and entries there are, and how long nudges have waited."""
    with context.database.reading() as connection:
        found = totals(connection)
        waiting, since = backlog(connection)
    age = (context.clock.now() - since).total_seconds() if since else 0
    lines: list[str] = []
    for name, label, counts, means in (
        ("nemcon_procedures", "phase", found.procedures, "Procedures by phase."),
        ("nemcon_letters", "state", found.letters, "Letters by what became of them."),
        ("nemcon_entries", "kind", found.entries, "Entries of the register by kind."),
    ):
        lines += [f"# HELP {name} {means}", f"# TYPE {name} gauge"]
        lines += [f'{name}{{{label}="{key}"}} {value}' for key, value in sorted(counts.items())]
    for name, value, means in (
        ("nemcon_nudges_waiting", waiting, "Nudges that the engine has not got."),
        ("nemcon_nudges_oldest_seconds", age, "How long the oldest has waited."),
    ):
        lines += [f"# HELP {name} {means}", f"# TYPE {name} gauge", f"{name} {value}"]
    return Response("\n".join(lines) + "\n", media_type=METRICS_TYPE)
