"""What a negotiation asks of another procedure: that what is agreed be placed under silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from nemcon.negotiation.acts import ConcludeNegotiation, NegotiationAct
from nemcon.negotiation.entries import NegotiationConcluded, NegotiationEntry
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.families import Ask
from nemcon.procedure.profile import Basis, Profile, RuleValue
from nemcon.text.document import Text

_PART_BY_PART: Final = (
    "Set by the negotiation: an objection to one agreed paragraph leaves the others agreed."
)
_LISTED: Final = (
    "Set by the negotiation, whose rules list in the compilation what is objected to in the end."
)
_GOES_THERE: Final = "Set by the negotiation: this is where what is not agreed goes."


def asks(
    procedure: str,
    act: NegotiationAct,
    appended: Sequence[NegotiationEntry],
    state: NegotiationState,
) -> tuple[Ask, ...]:
    """What the act asks of others; `appended` are its entries, and `state` that after them.

    `procedure` is the name of the negotiation, to which the outcome is to be told.
    """
    return tuple(
        Ask(entry.child, placing(procedure, act, state, final=entry.final, to=entry.to))
        for entry in appended
        if isinstance(entry, NegotiationConcluded) and entry.child and entry.final is not None
    )


def placing(
    procedure: str, act: NegotiationAct, state: NegotiationState, *, final: Text, to: str
) -> PlaceUnderSilence:
    """The launch of what is agreed, under the rules of the negotiation, paragraph by paragraph.

    The period is the one of the act that concludes; where time does, the usual one.
    """
    until, length = None, None
    if isinstance(act, ConcludeNegotiation):
        until, length = act.until, act.length
    return PlaceUnderSilence(
        actor=act.actor,
        text=final,
        roll=state.roll,
        profile_id=state.profile.id,
        profile_title=state.profile.title,
        rules=_rules(state.profile, to),
        until=until,
        length=length,
        divisible=True,
        grace_seconds=int(state.grace.total_seconds()),
        groups=state.groups,
        parent=procedure,
        part_of=sum(not clause.withdrawn for clause in state.text.clauses),
    )


def _rules(profile: Profile, to: str) -> tuple[RuleValue, ...]:
    others: dict[str, tuple[str, str]] = {
        "text.divisible": ("true", _PART_BY_PART),
        "objection.leads_to": (to or "none", _GOES_THERE),
    }
    if profile.final_objection == "compiled":
        others["objection.effect"] = ("compile", _LISTED)
    return tuple(_set(value, others) for value in profile.values)


def _set(value: RuleValue, others: Mapping[str, tuple[str, str]]) -> RuleValue:
    if value.key not in others or others[value.key][0] == value.value:
        return value
    words, because = others[value.key]
    return RuleValue(value.key, words, Basis.CUSTOM, because)
