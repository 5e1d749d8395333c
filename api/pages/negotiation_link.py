"""What a delegation opens from a letter about a negotiation."""

from __future__ import annotations

from fastapi import Request, Response

from api.context import Context
from api.pages.opening import OpenedLink, opened_as
from api.pages.templating import page
from api.problems import Problem
from nemcon.negotiation.state import NegotiationState
from nemcon.register.kinds import State


def show_negotiation(request: Request, context: Context, found: OpenedLink[State]) -> Response:  # noqa: ARG001 - every kind of page takes the context
    """The delegation's page on the negotiation."""
    opened = opened_as(found, NegotiationState)
    return page(request, "negotiation/page.html", opened.around | {"text": opened.state.issued})


def show_negotiation_receipt(
    request: Request,  # noqa: ARG001 - every kind of receipt takes it
    context: Context,  # noqa: ARG001 - the same
    found: OpenedLink[State],  # noqa: ARG001 - the same
    number: int,  # noqa: ARG001 - the same
) -> Response:
    """The receipt of what the delegation filed."""
    raise Problem(404, "not-found", "Your delegation has no receipt of that number.")
