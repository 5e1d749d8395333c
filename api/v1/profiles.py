"""The rules of procedure that ship with the product, each value with its source."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from api.intake import profile_for
from api.people import AnyCaller
from api.problems import documented
from api.words import IDENTIFIER
from nemcon.procedure.loader import load_profile, profile_data, shipped_profiles
from nemcon.procedure.profile import KEYS, Basis

router = APIRouter(tags=["profiles"])


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
        for name in shipped_profiles()
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


def _about(name: str) -> str:
    return str(profile_data(name).get("about", "")).strip()
