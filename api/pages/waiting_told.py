"""What waits for a second person, in words: what it is, and what it says, to be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.pages.agenda_proposed import asks_of, proposal_line
from api.pages.filing import WITHDRAW
from api.pages.negotiation_words import STANCES, STATEMENTS, doing, doing_of, in_paragraphs_of
from api.pages.on_behalf import NAMES
from nemcon.agenda.acts import JoinCompromise, OpposeCompromise, ProposeChange, WithdrawProposal
from nemcon.agenda.state import AgendaState
from nemcon.language import N_, _
from nemcon.negotiation.acts import (
    MakeStatement,
    ProposeAmendment,
    TakePosition,
    WithdrawAmendment,
)
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.acts import File, WithdrawObjection
from nemcon.register.kinds import State
from nemcon.register.waiting import Waits
from nemcon.text.lines import listed

_PLAIN: Final[dict[type[Waits], str]] = {
    WithdrawObjection: NAMES[WITHDRAW],
    ProposeChange: N_("a proposal to change the agenda"),
    WithdrawProposal: N_("the withdrawal of a proposal"),
    OpposeCompromise: N_("opposition to the Chair\u2019s compromise"),
    JoinCompromise: N_("no more opposition to the Chair\u2019s compromise"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what was entered; `typed` are the words of the paper."""

    name: str
    says: str
    typed: bool = False


def kind_said(act: Waits) -> str:
    """What it is, as in "an objection"."""
    match act:
        case File():
            return _(NAMES[act.kind])
        case ProposeAmendment():
            return _("an amendment that {does}", does=doing_of(act))
        case TakePosition():
            return _("a position on amendment {amendment}", amendment=act.amendment)
        case WithdrawAmendment():
            return _("the withdrawal of amendment {amendment}", amendment=act.amendment)
        case MakeStatement():
            # Translators: {paragraphs} is "paragraph 2", "paragraphs 1 and 3" or "the whole text".
            about = in_paragraphs_of(act.paragraphs)
            return _("a statement on {paragraphs}", paragraphs=about)
        case _:
            return _(_PLAIN[type(act)])


def facts_said(state: State | None, act: Waits) -> tuple[Fact, ...]:
    """What it says, line by line; of a filing in silence nothing, which has a form of its own."""
    return tuple(fact for fact in _facts(state, act) if fact.says.strip())


def _facts(state: State | None, act: Waits) -> Iterator[Fact]:
    match act:
        case ProposeChange() if isinstance(state, AgendaState):
            yield Fact(_("What it proposes"), asks_of(state, act.change, act.place))
            yield Fact(_("Also on behalf of"), listed(act.on_behalf_of), typed=True)
        case WithdrawProposal() if isinstance(state, AgendaState):
            found = next((p for p in state.proposals if p.number == act.proposal), None)
            yield Fact(_("Which proposal"), proposal_line(state, found) if found else "")
        case ProposeAmendment():
            yield Fact(_("Wording proposed"), act.wording, typed=True)
            yield Fact(_("The words that it is about"), act.passage, typed=True)
            yield Fact(_("Co-sponsors"), listed(act.cosponsors), typed=True)
            yield Fact(_("Reason"), act.reason, typed=True)
        case TakePosition():
            yield Fact(_("Position"), _(STANCES[act.stance]))
        case MakeStatement():
            yield Fact(_("Statement"), _(STATEMENTS[act.kind]))
        case _:
            pass
    if isinstance(act, TakePosition | WithdrawAmendment) and isinstance(state, NegotiationState):
        amendment = state.proposed(act.amendment)
        does = doing(amendment.amendment) if amendment else ""
        yield Fact(_("The amendment"), does)
    if isinstance(act, ProposeChange | OpposeCompromise | TakePosition | MakeStatement):
        yield Fact(_("In its words"), act.says, typed=True)
