"""How the API describes itself."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from api.cookies import SESSION
from api.problems import ProblemBody
from api.scopes import opened_by

ABOUT: Final = (
    "The register of bodies that decide with no one speaking against. Every act is recorded before "
    "it is answered; the answer is a receipt that can be checked against the register."
)
TAGS: Final[list[dict[str, Any]]] = [
    {"name": "directory", "description": "Bodies, participants, contacts, rolls and texts."},
    {"name": "procedures", "description": "Texts under silence, and where each stands."},
    {"name": "filings", "description": "What delegations file, and withdraw."},
    {"name": "acts", "description": "What the Chair and the secretariat do."},
    {"name": "agendas", "description": "Agendas, sessions and meetings."},
    {"name": "negotiations", "description": "Texts negotiated in rounds, and their amendments."},
    {"name": "letters", "description": "What became of letters, and personal links."},
    {"name": "documents", "description": "Documents of procedures: drawn up, issued, kept."},
    {"name": "feeds", "description": "Calendars that are followed, exports, webhooks."},
    {"name": "register", "description": "The record itself, and its verification."},
    {"name": "profiles", "description": "The rules of procedure, with their sources."},
    {"name": "staff", "description": "People with roles in bodies, and their deputies."},
    {"name": "operations", "description": "Whether everything works."},
]
SCHEMES: Final[dict[str, dict[str, str]]] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "nemcon_",
        "description": "A token with scopes, which a member of the staff made; the scope needed "
        "stands beside each operation.",
    },
    "link": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token of a delegation's personal link, or of a staff link.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": f"__Host-{SESSION}",
        "description": "The session of a browser in which a member of the staff is signed in.",
    },
}


def describe(app: FastAPI) -> None:
    """Add to the document what routes only refer to."""
    made = app.openapi

    def with_problem() -> dict[str, Any]:
        document = made()
        schema = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for name, inner in schema.pop("$defs", {}).items():
            schemas.setdefault(name, inner)
        schemas["ProblemBody"] = schema
        document["components"]["securitySchemes"] = SCHEMES
        _secure(app, document["paths"])
        return document

    app.openapi = with_problem  # type: ignore[method-assign]  # FastAPI's documented way


def _secure(app: FastAPI, paths: dict[str, Any]) -> None:
    """Say of each operation what opens it."""
    for route in iter_route_contexts(app.routes):
        found = opened_by(route)
        for method in route.methods or ():
            operation = paths.get(str(route.path), {}).get(method.lower())
            if operation is None:
                continue
            scope = found.of(method) if found is not None else None
            ways = ("token", "link", "session") if scope is not None else ("link", "session")
            operation["security"] = [
                {way: [scope] if way == "token" else []} for way in ways if found is not None
            ]
