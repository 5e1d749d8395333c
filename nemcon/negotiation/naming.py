"""In whose name alternatives and brackets stand in the text."""

from __future__ import annotations

from dataclasses import replace

from nemcon.negotiation.state import NegotiationState
from nemcon.text.amendments import Amendment
from nemcon.text.lineage import Issue, Nature, symbols
from nemcon.text.negotiated import Clause, NegotiatedText, anonymous
from nemcon.text.paper import from_text, to_text


def attributed(state: NegotiationState, amendment: Amendment) -> Amendment:
    """The amendment with its sponsors by the names that delegates read.

    Where all members of a group on the roll sponsor it the group stands for them.
    """
    sponsors = amendment.sponsors
    seats = {seat.participant: seat.name for seat in state.roll}
    for group in state.groups:
        members = {p for p, name in seats.items() if {p, name} & set(group.members)}
        if len(members) > 1 and members <= set(sponsors):
            others = (name for name in sponsors if name not in members)
            sponsors = (group.name, *others)
    proposer, *cosponsors = (seats.get(name, name) for name in sponsors)
    return replace(amendment, proposer=proposer, cosponsors=tuple(cosponsors))


def presentable(
    state: NegotiationState, old: NegotiatedText, new: NegotiatedText
) -> NegotiatedText:
    """The new text, without names in what changed where the rules keep them back.

    So many names that they could not be read back from the paper are left out too.
    """
    if state.profile.names_proposers and _reads_back(new):
        return new
    clauses = (
        clause if old.find((clause.number,)) == clause else _unnamed(clause)
        for clause in new.clauses
    )
    return replace(new, clauses=tuple(clauses))


def symbol_of(state: NegotiationState, number: int = -1) -> str:
    """The symbol of an issue of the text: "A/1/L.1/Rev.1"; the present one if none is named."""
    issues = state.issues
    revisions = (Issue(Nature.REVISION, at, one.text) for at, one in enumerate(issues[1:], start=1))
    found = symbols((Issue(Nature.BASE, text=issues[0].text), *revisions))[number]
    return found if issues[0].text.symbol.strip() else ""


def _unnamed(clause: Clause) -> Clause:
    return anonymous(NegotiatedText("", (clause,))).clauses[0]


def _reads_back(text: NegotiatedText) -> bool:
    return from_text(to_text(text)) == text
