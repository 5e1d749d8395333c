"""The web application: the API, the pages of the staff, and what a delegation's link opens."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from activities.calendars import Calendars
from api import letter_templates as templates
from api import problems, scanning
from api.admitting import admit
from api.context import Context
from api.feeds import router as feeds
from api.limits import Limits
from api.links import router as links
from api.marked_up import LARGER
from api.outcomes import router as outcomes
from api.pages.board_watch import Watch
from api.pages.errors import error_page
from api.pages.router import router as pages
from api.receiving import Heads, Receiving
from api.security import SameSite, SecretsOut, SecurityHeaders
from api.speaking import Speaking
from api.v1 import router as v1
from api.v1.openapi import ABOUT, TAGS, describe

STATIC: Final = Path(__file__).parent / "static"
DOCUMENTS: Final = ("nemcon.documents.web", "static")
"""The style of documents, which stays with the room that writes them."""
SECRETS_OUT: Final = SecretsOut()


@asynccontextmanager
async def _few_threads(app: FastAPI) -> AsyncGenerator[None]:
    """Let few threads work at once: they share one interpreter, and more of them only queue."""
    context: Context = app.state.context
    to_thread.current_default_thread_limiter().total_tokens = context.settings.web_threads
    yield


def create_app(context: Context) -> FastAPI:
    """The application over a register. Nothing is read from the environment here.

    The first of the middleware is the outermost.
    """
    settings = context.settings
    app = FastAPI(
        title="Nemcon",
        version="1",
        description=ABOUT,
        openapi_url="/api/v1/openapi.json",
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_few_threads,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(Speaking),
            Middleware(Heads),
            Middleware(SameSite, public_url=settings.public_url),
            Middleware(
                Receiving,
                clock=context.clock,
                limit=settings.body_limit_bytes,
                seconds=settings.body_seconds,
                larger=LARGER | templates.LARGER | scanning.larger(settings),
                admits=admit,
            ),
        ],
    )
    app.state.context = context
    app.state.limits = Limits(settings, context.clock)
    app.state.calendars = Calendars(context.register, settings.mail_domain, settings.public_url)
    app.state.watch = Watch(context.database)
    app.state.error_page = error_page
    problems.install(app)
    for router in (v1, links, feeds, outcomes, pages):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC, packages=[DOCUMENTS]), name="static")
    describe(app)
    for name in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(name).addFilter(SECRETS_OUT)
    return app
