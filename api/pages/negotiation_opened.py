"""What a link to a negotiation opens, as a dependency of its pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.context import InContext, InLimits
from api.pages.negotiation_filing import OpenedNegotiation
from api.pages.opening import open_any, opened_as
from nemcon.negotiation.state import NegotiationState


def _opened(
    request: Request, context: InContext, limits: InLimits, token: str
) -> OpenedNegotiation:
    return opened_as(open_any(context, limits, request, token), NegotiationState)


InOpened = Annotated[OpenedNegotiation, Depends(_opened)]
