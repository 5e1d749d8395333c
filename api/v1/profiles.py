"""The rules of procedure that ship with the product, each value with its source."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.context import InContext
from api.intake import profile_for
from api.people import AnyCaller
from api.problems import Problem, documented
from api.scopes import opens
from api.v1.rule_book import BookShown
from api.words import IDENTIFIER, When
from nemcon.procedure.keys import KEYS
from nemcon.procedure.loader import load_profile, profile_data
from nemcon.procedure.profile import Basis
from nemcon.procedure.shelf import known_profiles
from nemcon.rulebook.book import book_of
from nemcon.rulebook.timeline import sample_at, sample_launch
from nemcon.timing.zones import TimeError, to_wall_clock

router = APIRouter(tags=["profiles"], dependencies=[opens(None)])


class ProfileListed(BaseModel):
    """A profile in the list."""

    id: str
    title: str
    about: str


class RuleShown(BaseModel):
    """One value, with where it comes from."""

    key: str = Field(examples=["period.minimum"])
    value: str = Field(examples=["72h"])
    means: str
    basis: Basis
    source: str


class ProfileShown(ProfileListed):
    """A profile, value by value."""

    rules: list[RuleShown]


@router.get("/profiles", summary="List the profiles", responses=documented(401))
def profiles(caller: AnyCaller) -> list[ProfileListed]:  # noqa: ARG001 - declares who may call
    """The rules of procedure that a text can be placed under silence by."""
    return [
        ProfileListed(id=name, title=load_profile(name).title, about=_about(name))
        for name in known_profiles()
    ]


@router.get("/profiles/{profile}", summary="Show a profile", responses=documented(401, 404))
def profile(
    caller: AnyCaller,  # noqa: ARG001 - declares who may call
    profile: Annotated[str, Path(pattern=IDENTIFIER)],
) -> ProfileShown:
    """Every value of the profile, what it means, and its source."""
    found = profile_for(profile, {})
    return ProfileShown(
        id=found.id,
        title=found.title,
        about=_about(profile),
        rules=[
            RuleShown(
                key=value.key,
                value=value.value,
                means=KEYS[value.key].means,
                basis=value.basis,
                source=value.source,
            )
            for value in found.values
        ],
    )


@router.get(
    "/profiles/{profile}/book",
    summary="Read it as a rule book",
    responses=documented(401, 404, 422),
)
def book(
    context: InContext,
    caller: AnyCaller,  # noqa: ARG001 - declares who may call
    profile: Annotated[str, Path(pattern=IDENTIFIER)],
    at: Annotated[When | None, Query(description="When the sample text is placed.")] = None,
) -> BookShown:
    """Its chapters in words, the ways through the procedure, and a worked timeline."""
    found = profile_for(profile, {})
    if at is None:
        today = to_wall_clock(context.clock.now(), found.zone).date()
        return BookShown.model_validate(book_of(found, sample_launch(found, today)))
    try:
        return BookShown.model_validate(book_of(found, sample_at(at, found.zone)))
    except TimeError as error:
        fields = [{"where": "at", "says": str(error)}]
        raise Problem(422, error.code, str(error), fields=fields) from error


def _about(name: str) -> str:
    return str(profile_data(name).get("about", "")).strip()
