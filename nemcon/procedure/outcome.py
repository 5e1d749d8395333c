"""How a procedure ends: the outcome that the rules compute from the record."""

from __future__ import annotations

from datetime import date, datetime

from nemcon.procedure.acts import Outcome
from nemcon.procedure.draft import Draft
from nemcon.procedure.outcome_entries import OutcomeReached
from nemcon.procedure.standing import contested_paragraphs


def conclude(
    draft: Draft, outcome: Outcome, at: datetime, rule: str, *, to: str = "", because: str = ""
) -> None:
    """End the procedure. What was adopted before stays adopted, and makes the outcome partial."""
    state = draft.state
    rest = state.open_paragraphs
    partly = bool(state.adopted) and outcome is not Outcome.WITHDRAWN
    decided = state.adopted_at if partly and state.adopted_at else at
    draft.add(
        OutcomeReached(
            outcome=Outcome.PARTLY_ADOPTED if partly else outcome,
            at=decided,
            adopted=state.adopted,
            contested=contested_paragraphs(state) or state.contested,
            compiled=rest if outcome is Outcome.COMPILED else (),
            to=to,
            because=because,
            rule=rule,
            in_force=in_force_from(draft, decided) if partly else None,
        )
    )


def adopt(draft: Draft, at: datetime, rule: str, exempt: tuple[str, ...] = ()) -> None:
    """End the procedure with the whole text adopted, except for those who opted out."""
    draft.add(
        OutcomeReached(
            outcome=Outcome.ADOPTED,
            at=at,
            adopted=draft.state.text.numbers,
            exempt=exempt,
            rule=rule,
            in_force=in_force_from(draft, at),
        )
    )


def in_force_from(draft: Draft, adopted: datetime) -> date | None:
    """The day on which what was adopted then enters into force, where the rules compute one."""
    profile = draft.state.profile
    if profile.in_force is None:
        return None
    return profile.in_force.day(draft.state.starts, adopted, profile.zone)
