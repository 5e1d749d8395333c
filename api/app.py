"""The web application: the API, the pages of the staff, and what a delegation's link opens."""

from __future__ import annotations

from fastapi import FastAPI

from api.context import Context


def create_app(context: Context) -> FastAPI:
    """The application over a register. Nothing is read from the environment here."""
    app = FastAPI(title="Nemcon", version="1", docs_url=None, redoc_url=None)
    app.state.context = context
    return app
