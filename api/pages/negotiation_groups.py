"""What the Chair chooses from: amendments that can be merged, and paragraphs to write anew."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from api.pages.form import Form, Wrongs
from api.pages.negotiation_marks import printed
from nemcon.language import _
from nemcon.negotiation.state import NegotiationState


class Choice(StrEnum):
    """What becomes of an amendment with the next issue."""

    WAIT = "wait"
    ACCEPT = "accept"
    ALTERNATIVE = "alternative"
    NOT_TAKEN_UP = "not-taken-up"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as the Chair may write it anew, with all that is below it."""

    number: str
    words: str


def desk_clauses(state: NegotiationState) -> tuple[Written, ...]:
    """The paragraphs that can be written anew."""
    return tuple(
        Written(clause.number.written(0), printed(clause))
        for clause in state.text.clauses
        if not clause.withdrawn
    )


def mergeable(state: NegotiationState) -> tuple[tuple[str, ...], ...]:
    """The live amendments that do the same to the same words, in groups of at least two."""
    groups: dict[object, list[str]] = defaultdict(list)
    for one in state.amendments:
        if one.live and not one.fits:
            a = one.amendment
            place = tuple(number.order for number in a.place)
            groups[(a.change, place, a.passage, a.beneath)].append(a.id)
    return tuple(tuple(names) for names in groups.values() if len(names) > 1)


def chosen(state: NegotiationState, sent: Form, wrongs: Wrongs) -> dict[Choice, list[str]]:
    """What was chosen for the amendments that wait."""
    found: dict[Choice, list[str]] = {choice: [] for choice in Choice}
    known = dict(sent.parts)
    for one in state.amendments:
        name = one.amendment.id
        value = known.get(f"choice-{name}", "")
        if not value or not one.amendment.live:
            continue
        if value not in set(Choice):
            wrongs.add(f"choice-{name}", _("Choose what becomes of {amendment}.", amendment=name))
            continue
        found[Choice(value)].append(name)
    return found
