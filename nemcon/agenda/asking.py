"""What an agenda asks of other procedures: to adopt it by silence, and to follow its timetable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nemcon.agenda.acts import AgendaAct, PlaceAgendaUnderSilence
from nemcon.agenda.entries import AgendaEntry, AgendaPlacedUnderSilence, TimetableChanged
from nemcon.agenda.items import places_of
from nemcon.agenda.state import AgendaState
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.families import Ask, FollowTimetable
from nemcon.procedure.people import TIME
from nemcon.procedure.profile import Basis, RuleValue
from nemcon.text.document import Paragraph, Text

_BACK: Final = (
    "The agenda is adopted by silence: what is objected to goes back to the agenda at the deadline."
)
_BY_ITEM: Final = (
    "The agenda is adopted by silence item by item: what nobody objects to is adopted without the "
    "rest."
)
_AS_A_WHOLE: Final = "The agenda is adopted by silence as a whole."


def asks(
    procedure: str, act: AgendaAct, appended: Sequence[AgendaEntry], state: AgendaState
) -> tuple[Ask, ...]:
    """What an act about the agenda asks of other procedures.

    `procedure` is the agenda's own, `appended` are the entries of the act, and `state` the state
    after them.
    """
    asked: list[Ask] = []
    for entry in appended:
        if isinstance(entry, TimetableChanged):
            begins = tuple((sitting.number, sitting.begins) for sitting in entry.sittings)
            asked.append(Ask("", FollowTimetable(TIME, begins)))
        elif isinstance(entry, AgendaPlacedUnderSilence) and isinstance(
            act, PlaceAgendaUnderSilence
        ):
            asked.append(Ask(entry.child, _placed(procedure, act, state)))
    return tuple(asked)


def as_text(state: AgendaState) -> Text:
    """The agenda as a text: a paragraph for each item and each part, numbered by its place."""
    paragraphs = [Paragraph(place, item.title) for place, item in places_of(state.items)]
    paragraphs += [Paragraph(part.name, part.says) for part in state.parts]
    return Text(state.title, tuple(paragraphs), state.symbol, state.revision)


def _placed(procedure: str, act: PlaceAgendaUnderSilence, state: AgendaState) -> PlaceUnderSilence:
    return PlaceUnderSilence(
        actor=act.actor,
        text=as_text(state),
        roll=state.roll,
        profile_id=state.profile.id,
        profile_title=state.profile.title,
        rules=_rules(state, item_by_item=act.item_by_item),
        until=act.until,
        length=act.length,
        divisible=act.item_by_item,
        grace_seconds=int(state.grace.total_seconds()),
        groups=state.groups,
        parent=procedure,
    )


def _rules(state: AgendaState, *, item_by_item: bool) -> tuple[RuleValue, ...]:
    """The rules of the agenda, but for where an objection to it leads."""
    set_here = {
        "objection.effect": ("compile", _BACK),
        "objection.leads_to": ("the agenda", _BACK),
        "text.divisible": ("true", _BY_ITEM) if item_by_item else ("false", _AS_A_WHOLE),
    }
    if item_by_item:
        set_here["objection.paragraphs"] = ("true", _BY_ITEM)
    own = {key: RuleValue(key, v, Basis.CUSTOM, why) for key, (v, why) in set_here.items()}
    return tuple(own.get(value.key, value) for value in state.profile.values)
