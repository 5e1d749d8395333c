"""The forms in which the API answers about negotiations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from api.v1.disclosure import Viewer
from api.v1.shown import (
    DeadlineShown,
    NextStep,
    ParagraphShown,
    SeatShown,
    Shown,
    TextShown,
)
from nemcon.negotiation.acts import NegotiationOutcome, Rung, Statement
from nemcon.negotiation.final import FinalText
from nemcon.negotiation.state import (
    RUNGS,
    NegotiationPhase,
    NegotiationState,
    Proposed,
    Stated,
)
from nemcon.negotiation.telling import Reader
from nemcon.register.door import PositionOf
from nemcon.text.amendments import Change, Status
from nemcon.text.changes import changes
from nemcon.text.document import Text
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import path_written
from nemcon.text.paper import to_text
from nemcon.text.writing import write_runs
from nemcon.timing.deadline import Deadline


class ClauseShown(ParagraphShown):
    """A paragraph in its present wording, with its marks, and how far it is agreed."""

    rung: Rung
    bracketed: bool


class NegotiationShown(Shown):
    """Where a negotiation stands."""

    id: str
    body: str
    title: str
    symbol: str
    revision: int
    digest: str = Field(description="SHA-256 of the issued text as the caller is shown it.")
    profile: str
    phase: NegotiationPhase
    round: int
    until: DeadlineShown | None = Field(description="The end of the round, where it has one.")
    package: bool
    agenda: str
    to: str = Field(description="Where what is not agreed goes.")
    paragraphs: list[ClauseShown]
    waiting: list[str] = Field(description="The amendments that wait to be dealt with.")
    agreed: list[str]
    compiled: list[str]
    child: str = Field(description="The silence procedure for what is agreed, if there is one.")
    outcome: NegotiationOutcome | None
    decided_at: datetime | None
    adopted: list[str]
    listed: list[str] = Field(description="The paragraphs that the compilation lists.")
    because: str
    next: NextStep | None
    roll: list[SeatShown]
    head: str


class PositionShown(Shown):
    """What a participant said when it took its position."""

    participant: str
    says: str


class AmendmentShown(Shown):
    """An amendment. Where the rules do not tell names, those of others and their reasons are empty.

    The counts always stand.
    """

    id: str
    number: int = Field(description="The number of its entry in the register.")
    at: datetime
    participant: str
    change: Change
    paragraph: str
    wording: str
    passage: str
    beneath: bool
    reason: str
    cosponsors: list[str]
    joined: list[str] = Field(
        description="The co-sponsors that said so themselves; the first carries it on."
    )
    supporters: list[str]
    opponents: list[str]
    support: int
    opposition: int
    said: list[PositionShown]
    round: int
    late: bool
    admitted: bool
    status: Status
    into: str
    fits: str = Field(description="Empty while it fits the present text, else why it does not.")
    merged: bool


class StatementShown(Shown):
    """A statement; of others participant and words are empty where the rules do not tell names."""

    number: int
    at: datetime
    participant: str
    kind: Statement
    paragraphs: list[str]
    says: str
    late: bool


class PieceShown(Shown):
    """A piece of a paragraph: kept, deleted or inserted."""

    mark: str
    words: str


class ChangeShown(Shown):
    """A paragraph that an issue changed."""

    number: str
    added: bool
    removed: bool
    pieces: list[PieceShown]


class IssueShown(Shown):
    """The text as it was tabled or revised, and what that changed in the issue before."""

    number: int
    at: datetime
    text: TextShown
    changes: list[ChangeShown]


class FinalShown(Shown):
    """The text as it was adopted, numbered once from 1."""

    text: TextShown
    numbers: dict[str, str] = Field(description="Which number of the negotiation became which.")
    kept_because: str = Field(description="Why the numbers are still those of the negotiation.")


class CompilationShown(Shown):
    """The Chair's compilation; every wording names the entry of the register it comes from."""

    procedure: str
    head: int
    title: str
    symbol: str
    to: str
    chapeau: list[str]
    paragraphs: list[dict[str, Any]]
    remarks: list[dict[str, Any]]
    named: bool
    child: str
    child_head: int
    objectors: int | None
    provisional: bool


def shown_negotiation(position: PositionOf[NegotiationState], viewer: Viewer) -> NegotiationShown:
    """Where the negotiation stands, as far as the viewer may see it."""
    state = position.state
    reader = reader_of(state, viewer)
    text = reader.text(state.text)
    step = position.next
    until = Deadline(state.until, state.profile.zone) if state.until is not None else None
    return NegotiationShown(
        id=position.procedure,
        body=position.body,
        title=text.title,
        symbol=text.symbol,
        revision=text.revision,
        digest=reader.digest(state.issued),
        profile=state.profile.id,
        phase=state.phase,
        round=state.round,
        until=DeadlineShown.of(until, viewer.zone) if until else None,
        package=state.package,
        agenda=state.agenda,
        to=state.to,
        paragraphs=_paragraphs(text),
        waiting=[p.amendment.id for p in state.amendments if p.live],
        agreed=list(state.agreed),
        compiled=list(state.compiled),
        child=state.child,
        outcome=state.outcome,
        decided_at=state.decided_at,
        adopted=list(state.adopted),
        listed=list(state.listed),
        because=state.because,
        next=NextStep(step=type(step.act).__name__, at=step.nominal) if step else None,
        roll=[SeatShown.model_validate(seat) for seat in state.roll],
        head=str(position.head),
    )


def reader_of(state: NegotiationState, viewer: Viewer) -> Reader:
    """The viewer as a reader of that negotiation."""
    return Reader.of(state, sees_all=viewer.sees_all, participant=viewer.participant)


def shown_amendment(one: Proposed, reader: Reader) -> AmendmentShown:
    """The amendment as far as the reader may see it."""
    amendment = reader.amendment(one.amendment)
    said = [
        PositionShown(participant=who, says=says) for who, says in one.said if reader.told_of(who)
    ]
    return AmendmentShown(
        id=amendment.id,
        number=one.number,
        at=one.at,
        participant="".join(reader.told(amendment.proposer)),
        change=amendment.change,
        paragraph=path_written(amendment.place),
        wording=write_runs(amendment.wording),
        passage=amendment.passage,
        beneath=amendment.beneath,
        reason=amendment.reason,
        cosponsors=reader.told(*amendment.cosponsors),
        joined=reader.told(*one.confirmed),
        supporters=reader.told(*amendment.supporters),
        opponents=reader.told(*amendment.opponents),
        support=len(amendment.supporters),
        opposition=len(amendment.opponents),
        said=said,
        round=one.round,
        late=one.late,
        admitted=one.admitted,
        status=amendment.status,
        into=amendment.into,
        fits=one.fits,
        merged=one.merged,
    )


def shown_statement(one: Stated, reader: Reader) -> StatementShown:
    """The statement as far as the reader may see it."""
    return StatementShown(
        number=one.number,
        at=one.at,
        participant="".join(reader.told(one.participant)),
        kind=one.kind,
        paragraphs=list(one.paragraphs),
        says=reader.words(one.participant, one.says),
        late=one.late,
    )


def shown_issue(state: NegotiationState, number: int, reader: Reader) -> IssueShown:
    """One issue of the text and its digest, as far as the reader may see it."""
    issue = state.issues[number]
    text = reader.issue(issue.text)
    found = changes(reader.issue(state.issues[number - 1].text), text) if number else ()
    return IssueShown(
        number=number,
        at=issue.at,
        text=_shown_text(text),
        changes=[ChangeShown.model_validate(changed) for changed in found],
    )


def shown_final(final: FinalText, reader: Reader) -> FinalShown:
    """The adopted text and its digest, as far as the reader may see it."""
    return FinalShown(
        text=_shown_text(reader.issue(final.text)),
        numbers=dict(final.numbers),
        kept_because=final.kept_because,
    )


def _paragraphs(text: NegotiatedText) -> list[ClauseShown]:
    printed = {p.number: p.words for p in to_text(text).paragraphs}
    return [
        ClauseShown(
            number=number,
            words=printed[number],
            rung=RUNGS[clause.standing.level],
            bracketed=clause.bracketed,
        )
        for clause in text.clauses
        for number in (clause.number.written(0),)
    ]


def _shown_text(text: Text) -> TextShown:
    """The text with its digest."""
    return TextShown(
        title=text.title,
        symbol=text.symbol,
        revision=text.revision,
        issued_symbol=text.issued_symbol,
        digest=text.digest(),
        paragraphs=[ParagraphShown.model_validate(p) for p in text.paragraphs],
    )
