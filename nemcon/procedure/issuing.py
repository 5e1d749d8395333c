"""The rule for issuing a document, which is the same in every kind of procedure."""

from __future__ import annotations

from typing import Any, Final

from nemcon.language import N_, _
from nemcon.procedure.draft import Drafting
from nemcon.procedure.papers import IssuedPaper, IssuePaper, PaperIssued
from nemcon.procedure.people import Office

ISSUERS: Final = frozenset({Office.CHAIR, Office.BUREAU, Office.SECRETARIAT})
"""Who issues documents: the Chair, the Bureau, and the secretariat, which writes for them."""


def issue_paper(draft: Drafting[Any, Any], act: IssuePaper) -> None:
    """Record that a document is issued, unless the record has moved on since it was previewed.

    The state of every kind of procedure keeps its `number` and its `papers`.
    """
    draft.require_office(ISSUERS, "", N_("issue a document"))
    symbol = act.symbol.strip()
    if not symbol:
        raise draft.refuse("no-symbol", _("A document is issued under a symbol."))
    if not act.digests:
        raise draft.refuse("no-files", _("A document is issued with its files."))
    if act.seen != draft.state.number:
        says = _(
            "Something was recorded since this document was shown, so that it may read "
            "otherwise now. Look at it again before it is issued."
        )
        raise draft.refuse("paper-changed", says)
    papers: tuple[IssuedPaper, ...] = draft.state.papers
    same = [paper for paper in papers if paper.symbol == symbol]
    other = next((paper for paper in same if paper.paper != act.paper), None)
    if other is not None:
        says = _(
            "{symbol} is the symbol of another document here: {title}.",
            symbol=symbol,
            title=other.title,
        )
        raise draft.refuse("symbol-taken", says)
    draft.add(
        PaperIssued(
            paper=act.paper,
            symbol=symbol,
            version=1 + max((paper.version for paper in same), default=0),
            title=act.title,
            language=act.language,
            distribution=act.distribution,
            digests=act.digests,
            of_head=act.seen,
        )
    )
