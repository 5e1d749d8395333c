"""Tokens for programs: listed, made and revoked by people who are signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from api.context import InContext
from api.people import AnyStaff
from api.problems import documented
from api.receiving import Received
from api.scopes import NO_SCOPE
from api.tokens import Made, TokenDesk, TokenSent
from api.v1.shown import Shown
from api.v1.strict import StrictRoute
from api.words import IDENTIFIER
from nemcon.register.grants import Grant, Kept, Scope

router = APIRouter(
    prefix="/tokens", tags=["staff"], route_class=StrictRoute, dependencies=[NO_SCOPE]
)
TokenId = Annotated[str, Path(pattern=IDENTIFIER, description="The id of the token.")]


class TokenShown(Shown):
    """A token, of which the secret itself is not kept."""

    id: str
    name: str
    scopes: list[Scope]
    body: str = Field(description="Empty where it is good for all bodies of its owner.")
    ends: datetime
    used_on: datetime | None = Field(description="The day of its last use; the hour is not kept.")


class TokenListed(TokenShown):
    """A token on the list; it stays there after it expired, until it is revoked."""

    owner: str
    made: datetime

    @classmethod
    def of(cls, kept: Kept) -> TokenListed:
        """The token as the API lists it."""
        return cls.model_validate({**_about(kept.grant), "owner": kept.owner, "made": kept.made})


class TokenMade(TokenShown):
    """A token with its secret."""

    token: str = Field(description="Shown this once.")

    @classmethod
    def of(cls, made: Made) -> TokenMade:
        """The token as the API hands it out."""
        return cls.model_validate({**_about(made.grant), "token": made.token})


@router.get("", summary="List tokens", responses=documented(401, 403))
def listed(context: InContext, staff: AnyStaff) -> list[TokenListed]:
    """The caller's own tokens; for the secretariat of all bodies those of everybody."""
    return [TokenListed.of(kept) for kept in TokenDesk(context, staff).listed()]


@router.post(
    "", status_code=201, summary="Make a token", responses=documented(401, 403, 404, 409, 422)
)
def make(context: InContext, staff: AnyStaff, received: Received, sent: TokenSent) -> TokenMade:
    """Make a token of the caller. Tokens make no tokens: be signed in, or use a staff link."""
    return TokenMade.of(TokenDesk(context, staff).make(sent, received))


@router.post(
    "/{key}/revoke", status_code=204, summary="Revoke a token", responses=documented(401, 403, 404)
)
def revoke(context: InContext, staff: AnyStaff, received: Received, key: TokenId) -> None:
    """Let a token open nothing any more."""
    TokenDesk(context, staff).revoke(key, received)


def _about(grant: Grant) -> dict[str, object]:
    scopes = [scope for scope in Scope if scope in grant.scopes]
    return {
        "id": grant.id,
        "name": grant.name,
        "scopes": scopes,
        "body": grant.body,
        "ends": grant.ends,
        "used_on": grant.used_on,
    }
