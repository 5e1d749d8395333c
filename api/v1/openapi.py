"""How the API describes itself."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI

from api.problems import ProblemBody

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
        return document

    app.openapi = with_problem  # type: ignore[method-assign]  # FastAPI's documented way
