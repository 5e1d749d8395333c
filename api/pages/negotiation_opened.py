"""What a link to a negotiation opens, as a dependency of its pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from api.pages.negotiation_filing import OpenedNegotiation
from api.pages.opening import InAnyLink, opened_as
from nemcon.negotiation.state import NegotiationState


def _opened(found: InAnyLink) -> OpenedNegotiation:
    return opened_as(found, NegotiationState)


InOpened = Annotated[OpenedNegotiation, Depends(_opened)]
