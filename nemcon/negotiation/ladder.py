"""The ladder: the Chair moves paragraphs to agreed ad referendum, agreed, withdrawn, or open."""

from __future__ import annotations

from typing import Final

from nemcon.language import N_, _
from nemcon.negotiation.acts import MoveParagraphs, Rung
from nemcon.negotiation.drafting import NegotiationDraft, counting
from nemcon.negotiation.entries import ParagraphsMoved
from nemcon.negotiation.places import beside, cited, unresolved
from nemcon.negotiation.state import RUNGS
from nemcon.text.negotiated import Clause

AGREEING: Final = (Rung.AD_REFERENDUM, Rung.AGREED)


def move_paragraphs(draft: NegotiationDraft, act: MoveParagraphs) -> None:
    """Move whole paragraphs; what stands on the rung already stays there."""
    draft.require_chair(N_("move paragraphs"))
    draft.require_negotiating(N_("move paragraphs"))
    draft.require_nothing_on_its_way()
    moved: list[str] = []
    for named in dict.fromkeys(act.paragraphs):
        clause = _whole(draft, named)
        number, rung = clause.number.written(0), RUNGS[clause.standing.level]
        if rung is act.rung or number in moved:
            continue
        _may_leave(draft, number, rung, act.rung)
        if act.rung in AGREEING:
            _may_be_agreed(draft, clause, number)
        moved.append(number)
    if not act.paragraphs:
        raise draft.refuse("no-such-paragraph", _("No paragraph is named."))
    if moved:
        in_order = tuple(
            number
            for clause in draft.state.text.clauses
            if (number := clause.number.written(0)) in moved
        )
        draft.add(ParagraphsMoved(in_order, act.rung, act.because))


def _whole(draft: NegotiationDraft, named: str) -> Clause:
    path = cited(draft.state.text, named)
    if len(path) > 1:
        says = _(
            "Paragraphs move as a whole: name paragraph {number}, or withdraw the "
            "sub-paragraph by a revision.",
            number=path[0].written(0),
        )
        raise draft.refuse("not-a-whole-paragraph", says)
    return draft.state.text.at(path)


def _may_leave(draft: NegotiationDraft, number: str, rung: Rung, to: Rung) -> None:
    if rung is Rung.AGREED and not draft.state.package:
        says = _("Paragraph {number} has been agreed, and is not moved any more.", number=number)
        raise draft.refuse("agreed-stays", says, "negotiation.package")
    if rung is Rung.WITHDRAWN and to in AGREEING:
        says = _(
            "Paragraph {number} has been withdrawn; open it again before it is agreed.",
            number=number,
        )
        raise draft.refuse("paragraph-withdrawn", says)


def _may_be_agreed(draft: NegotiationDraft, clause: Clause, number: str) -> None:
    if unresolved(clause):
        says = _("Paragraph {number} still holds brackets or alternatives.", number=number)
        raise draft.refuse("still-bracketed", says)
    others = [c.number.written(0) for c in beside(draft.state.text, clause)]
    if others:
        says = _(
            "Another wording stands beside paragraph {number}: {others}. Withdraw one of "
            "them before the other is agreed.",
            number=number,
            others=", ".join(others),
        )
        raise draft.refuse("alternative-stands", says)
    waiting = [p.amendment.id for p in counting(draft.state, clause)]
    if waiting:
        says = _(
            "Amendments to paragraph {number} still wait to be dealt with: {waiting}.",
            number=number,
            waiting=", ".join(waiting),
        )
        raise draft.refuse("amendments-open", says)
