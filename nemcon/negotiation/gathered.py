"""What a compilation is made of: the record of a negotiation, arranged by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

from nemcon.language import _
from nemcon.negotiation.compiled import Delegations, Source, Wording
from nemcon.negotiation.concluding import parted
from nemcon.negotiation.keeping import keeps, says
from nemcon.negotiation.places import concerned, unresolved
from nemcon.negotiation.state import Issue, NegotiationPhase, NegotiationState, Proposed
from nemcon.negotiation.telling import unnamed_issue
from nemcon.procedure.people import Seat
from nemcon.text.amendments import Change, Status
from nemcon.text.document import Paragraph, Text
from nemcon.text.negotiated import Clause, NegotiatedText, anonymous
from nemcon.text.numbers import Number, read_path
from nemcon.text.paper import from_text, to_text
from nemcon.text.standing import OPEN

Order: TypeAlias = tuple[bool, int, int, int]
"""The number of a paragraph apart from how it is written: "OP2" and "2" are the same."""

GONE: Final = (Status.WITHDRAWN, Status.ACCEPTED, Status.MERGED)
"""What became of the amendments that are no alternatives any more.

One that was accepted is one again where the present text says it no more.
"""


@dataclass(frozen=True, slots=True)
class Naming:
    """How delegations are named: by their names on the roll, or only counted."""

    names: Mapping[str, str]
    named: bool

    def of(self, participants: Iterable[str]) -> Delegations:
        """These participants; one that is not told is counted and not named."""
        who = tuple(participants)
        if not self.named or not all(who):
            return Delegations(len(who))
        return Delegations(len(who), tuple(self.names.get(one, one) for one in who))

    def words(self, typed: str) -> str:
        """Reasons and statements as they were typed; left out where nobody is named.

        Free words give their author away.
        """
        return typed if self.named else ""

    def wording(self, typed: str) -> str:
        """Wording for a paragraph as it was typed, its brackets unnamed where nobody is named."""
        if self.named or not typed.strip():
            return typed
        return unnamed_issue(Text("", (Paragraph("1", typed),))).paragraphs[0].words


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue of the text with its name, and its paragraphs by their order."""

    issue: Issue
    name: str
    paragraphs: Mapping[Order, Paragraph]

    def clause(self, order: Order) -> Clause | None:
        """The paragraph as it was issued, with the note that it bore."""
        paragraph = self.paragraphs.get(order)
        return _read(paragraph) if paragraph is not None else None

    def source(self, procedure: str) -> Source:
        """The entry that issued it."""
        return Source(procedure, self.issue.number, self.issue.at)

    def wording(self, procedure: str, words: str) -> Wording:
        """Words that stand in this issue, or are made of it."""
        return Wording(words, self.name, self.source(procedure))


@dataclass(frozen=True, slots=True)
class Gathered:
    """The record of one negotiation; `amendments` are the open ones, by their paragraph.

    Among them are those that were accepted and undone later. `numbers` are those of the compiled
    paragraphs.
    """

    procedure: str
    state: NegotiationState
    naming: Naming
    issued: tuple[Issued, ...]
    amendments: Mapping[Order, tuple[Proposed, ...]]
    additions: tuple[Proposed, ...]
    numbers: tuple[str, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The compiled paragraphs as they stand."""
        return tuple(c for c in self.state.text.clauses if c.number.written(0) in self.numbers)

    @property
    def present(self) -> Issued:
        """The present issue."""
        return self.issued[-1]

    def settling(self, proposed: Proposed) -> Issued | None:
        """The issue whose revision disposed of the amendment."""
        return _settling(self.issued, proposed)

    def printed(self, clause: Clause, *, noted: bool = False) -> str:
        """The paragraph as it reads, without names where they are kept back.

        With `noted` sub-paragraphs keep their notes, and those that were withdrawn still stand.
        """
        text = NegotiatedText("", (replace(clause, standing=OPEN),))
        paper = to_text(text if self.naming.named else anonymous(text), noted=noted)
        return paper.paragraphs[0].words

    def common(self, clause: Clause) -> Wording | None:
        """The latest wording in which the paragraph held no bracket and had no alternative."""
        order = clause.number.order
        for issued in reversed(self.issued):
            found = issued.clause(order)
            if found is None or found.withdrawn or unresolved(found):
                continue
            if not _has_alternative(issued, order):
                return issued.wording(self.procedure, self.printed(found))
        return None


def gathered(procedure: str, state: NegotiationState) -> Gathered:
    """The record of the negotiation, ready to be compiled."""
    about: dict[Order, list[Proposed]] = {}
    additions: list[Proposed] = []
    issued = tuple(_issued(number, issue) for number, issue in enumerate(state.issues))
    for proposed in state.amendments:
        number = concerned(proposed.amendment)
        if proposed.amendment.status is Status.ACCEPTED:
            number = _undone(state.text, issued, proposed)
            if number is None:
                continue
        elif proposed.amendment.status in GONE:
            continue
        if number is None:
            additions.append(proposed)
        else:
            about.setdefault(number.order, []).append(proposed)
    return Gathered(
        procedure,
        state,
        naming_of(state.roll, named=state.profile.names_proposers),
        issued,
        {order: tuple(found) for order, found in about.items()},
        tuple(additions),
        compiled_numbers(state),
    )


def _settling(issued: Iterable[Issued], proposed: Proposed) -> Issued | None:
    return next((one for one in issued if one.issue.number == proposed.settled), None)


def _undone(now: NegotiatedText, issued: Iterable[Issued], proposed: Proposed) -> Number | None:
    """The paragraph in which an accepted amendment stood and stands no more; none where it does.

    Brackets are asked for so that they can be lifted, which undoes nothing.
    """
    amendment, then = proposed.amendment, _settling(issued, proposed)
    if then is None or amendment.change is Change.BRACKET:
        return None
    if amendment.adds_paragraph and keeps(now, now, amendment):
        return None
    number = concerned(amendment)
    if number is None:
        clauses = (then.clause(order) for order in then.paragraphs)
        number = next((c.number for c in clauses if c and says(c, amendment.wording)), None)
    clause = then.clause(number.order) if number is not None else None
    if number is None or clause is None:
        return None
    return None if keeps(NegotiatedText("", (clause,)), now, amendment) else number


def naming_of(roll: Iterable[Seat], *, named: bool) -> Naming:
    """How those on the roll are named."""
    return Naming({seat.participant: seat.name for seat in roll}, named)


def compiled_numbers(state: NegotiationState) -> tuple[str, ...]:
    """The paragraphs that the compilation lists; before the end, those that it would list now."""
    if state.phase is NegotiationPhase.ENDED:
        return state.listed
    return state.compiled if state.concluded_at is not None else parted(state).compiled


def order_of(number: str) -> Order:
    """The order of the paragraph that is cited, or of the one that a sub-paragraph stands in."""
    return read_path(number)[0].order


def _issued(number: int, issue: Issue) -> Issued:
    name = f"Rev.{issue.text.revision}" if number else _("as tabled")
    return Issued(issue, name, {order_of(p.number): p for p in issue.text.paragraphs})


def _has_alternative(issued: Issued, order: Order) -> bool:
    """Whether another wording for the whole paragraph stands beside it ("2 alt")."""
    beside = (o for o in issued.paragraphs if o[:3] == order[:3] and o != order)
    clauses = (issued.clause(other) for other in beside)
    return any(clause is not None and not clause.withdrawn for clause in clauses)


@lru_cache(maxsize=4096)
def _read(paragraph: Paragraph) -> Clause:
    return from_text(Text("", (paragraph,))).clauses[0]
