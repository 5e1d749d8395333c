"""What placing a text would mean, as it is answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field, field_validator

from api.checklist import Check, Result, stops
from api.previewing import Preview
from api.v1.letter_foreseen import LetterForeseen
from api.v1.shown import DeadlineShown, Shown


class PlaceShown(Shown):
    """What the period means in one place. `deadline` is what the clocks there show at its end."""

    where: str = Field(examples=["capital"])
    zone: str
    deadline: datetime
    at_night: bool
    on_weekend: bool
    holiday: str
    working: float = Field(description="Hours at which people work there.")
    weekend_assumed: bool
    holidays_known: bool

    @field_validator("working", mode="before")
    @classmethod
    def _hours(cls, value: timedelta) -> float:
        return round(value.total_seconds() / 3600, 2)


class DelegationMeant(Shown):
    """What the period means for one delegation; without places it is not known."""

    name: str
    places: list[PlaceShown]


class FairnessWarned(Shown):
    """Something to know before the letter leaves, and whom it touches."""

    code: str
    says: str
    delegations: list[str]


class BetterShown(Shown):
    """A later end at which fewer delegations are at a disadvantage."""

    deadline: datetime
    disadvantaged: int


class FairnessShown(Shown):
    """What the period means where each delegation works, as far as their zones are known."""

    disadvantaged: int
    warnings: list[FairnessWarned]
    better: BetterShown | None
    delegations: list[DelegationMeant]


class CheckShown(Shown):
    """One check of the list that is gone through before a launch."""

    key: str = Field(examples=["contacts"], description="Stable; the list has each of them once.")
    title: str
    result: Result
    says: list[str]


class PreviewShown(Shown):
    """What would be recorded: the deadline, what departs from the rules, for whom it is hard."""

    checks: list[CheckShown]
    stops: bool = Field(description="Whether a check of the list stops the launch.")
    deadline: DeadlineShown | None
    announced: datetime | None = Field(description="Of a launch that has to be announced first.")
    warnings: list[str]
    objecting: int | None = Field(
        description="How many on the roll would have standing to object; null where it is refused."
    )
    fairness: FairnessShown | None
    letter: LetterForeseen | None = Field(
        default=None, description="The letter and its mail, where a form was named."
    )

    @classmethod
    def of(cls, foreseen: Preview, letter: LetterForeseen | None = None) -> PreviewShown:
        """The preview as it is answered."""
        state = foreseen.state
        return cls(
            checks=_checks(foreseen.checks),
            stops=stops(foreseen.checks),
            deadline=DeadlineShown.of(state.deadline, None) if state.deadline else None,
            announced=state.announced,
            warnings=list(state.warnings),
            objecting=sum(seat.may_object for seat in state.roll),
            fairness=FairnessShown.model_validate(foreseen.fairness) if foreseen.fairness else None,
            letter=letter,
        )

    @classmethod
    def stopped(cls, checks: tuple[Check, ...]) -> PreviewShown:
        """The list of what the rules refuse; the rest is not known."""
        return cls(
            checks=_checks(checks),
            stops=True,
            deadline=None,
            announced=None,
            warnings=[],
            objecting=None,
            fairness=None,
        )


def _checks(checks: tuple[Check, ...]) -> list[CheckShown]:
    return [CheckShown.model_validate(check) for check in checks]
