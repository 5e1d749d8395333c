"""One event of a scenario that is about an agenda or a negotiation, and what it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nemcon.agenda.items import Item, Part, Revisit, Sitting
from nemcon.agenda.state import AgendaState
from nemcon.negotiation.state import NegotiationState, Proposed
from nemcon.procedure.people import Actor
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.rehearsal import meeting_parts as m
from nemcon.rehearsal.cast import Cast
from nemcon.rehearsal.scenario import Event, Scenario, profile_for
from nemcon.rehearsal.stage import Stage
from nemcon.text.numbers import path_written


class Unknown(LookupError):
    """Something that a verb names is not there; it carries the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.says)
        self.refusal = refusal


class Conducting:
    """One event of a scenario, on its way to become an act."""

    def __init__(
        self, event: Event, actor: Actor, scenario: Scenario, stage: Stage, cast: Cast
    ) -> None:
        """`actor` is who does what the event says."""
        self.event = event
        self.actor = actor
        self.scenario = scenario
        self.stage = stage
        self.cast = cast

    def profile(self, rules: str | Mapping[str, Any] | None) -> Profile:
        """The rules that are named for this procedure, or those of the file."""
        outline = self.scenario.outline
        return profile_for(rules or outline.rules, outline.zone)

    def revisit(self, at: str) -> Revisit:
        """`sitting 4`, a time, or nothing."""
        if at.startswith("sitting "):
            return Revisit(sitting=int(at.removeprefix("sitting ")))
        return Revisit(at=self.scenario.instant(at)) if at else Revisit()

    def sittings(self, parts: Iterable[m.SittingPart]) -> tuple[Sitting, ...]:
        """The sittings, numbered in the order of the file."""
        instant = self.scenario.instant
        return tuple(
            Sitting(number, instant(s.at), instant(s.until), tuple(s.items), s.title)
            for number, s in enumerate(parts, start=1)
        )

    def round_end(self, part: m.RoundEnd, agenda: str) -> dict[str, Any]:
        """When a round ends, as the acts say it."""
        if part.sitting is None:
            until = self.scenario.instant(part.until) if part.until else None
            return {"until": until, "sitting": None}
        found = self.stage.register.position(agenda, AgendaState)
        sitting = found.state.sitting(part.sitting) if found else None
        if sitting is None:
            raise Unknown(Refusal("no-such-sitting", f"There is no sitting {part.sitting}."))
        return {"until": sitting.begins, "sitting": part.sitting}

    def negotiation(self) -> NegotiationState:
        """The negotiation that the event is about."""
        found = self.stage.register.position(self.event.target, NegotiationState)
        if found is None:
            says = f"There is no negotiation called {self.event.target!r}."
            raise Unknown(Refusal("no-such-procedure", says))
        return found.state

    def agenda(self) -> AgendaState:
        """The agenda that the event is about."""
        found = self.stage.register.position(self.event.target, AgendaState)
        if found is None:
            says = f"There is no agenda called {self.event.target!r}."
            raise Unknown(Refusal("no-such-procedure", says))
        return found.state

    def amendment(self, of: str, paragraph: str) -> str:
        """The id of a delegation's latest amendment to a paragraph, a live one before others."""
        who = self.cast.ids.get(of, of)
        found = [p for p in self.negotiation().amendments if _is_meant(p, who, paragraph)]
        if not found:
            where = f"paragraph {paragraph}" if paragraph else "the text"
            says = f"{of} has proposed no amendment to {where}."
            raise Unknown(Refusal("no-such-amendment", says))
        return max(found, key=lambda p: (p.amendment.live, p.number)).amendment.id

    def amendments(self, parts: Iterable[m.OfAnother]) -> tuple[str, ...]:
        """The ids of those that are named."""
        return tuple(self.amendment(part.of, part.paragraph) for part in parts)


def _is_meant(found: Proposed, who: str, paragraph: str) -> bool:
    amendment = found.amendment
    return amendment.proposer == who and path_written(amendment.place) == paragraph


def items_of(parts: Iterable[m.ItemPart]) -> tuple[Item, ...]:
    """The items of an agenda as a scenario gives them."""
    return tuple(Item(part.item, part.title, items_of(part.items)) for part in parts)


def parts_of(named: Mapping[str, str]) -> tuple[Part, ...]:
    """The named parts of an organization of work."""
    return tuple(Part(name, says.strip()) for name, says in named.items())
