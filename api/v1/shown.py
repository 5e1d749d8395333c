"""The forms in which the API answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from api.v1.disclosure import Viewer, seen_by
from nemcon.language import N_, _
from nemcon.procedure.acts import Kind, Outcome
from nemcon.procedure.outcome_entries import OutcomeConfirmed
from nemcon.procedure.people import Category
from nemcon.procedure.standing import still_silent
from nemcon.procedure.state import Filing, Phase, ProcedureState
from nemcon.register.door import Position, Receipt
from nemcon.timing.deadline import Deadline
from nemcon.timing.writing import write_deadline

LATE = N_("It was received after the deadline: it is recorded, and does not count unless admitted.")
IN_TIME = N_("It is recorded.")


class Shown(BaseModel):
    """An answer, which may be made from the object it shows."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class ReceiptShown(Shown):
    """What the sender may hold against the register."""

    procedure: str
    number: int = Field(description="The number of the entry of the act itself.")
    hash: str = Field(description="The hash of that entry.")
    received_at: datetime
    late: bool
    repeated: bool = Field(description="Whether this very submission was recorded before.")
    code: str = Field(description="A short form, to read over the telephone.")
    says: str

    @classmethod
    def of(cls, receipt: Receipt) -> ReceiptShown:
        """The receipt as it is answered."""
        return cls(
            procedure=receipt.procedure,
            number=receipt.number,
            hash=receipt.hash,
            received_at=receipt.received_at,
            late=receipt.late,
            repeated=receipt.repeated,
            code=receipt.code,
            says=_(LATE if receipt.late else IN_TIME),
        )


AGAIN: Final[dict[int | str, dict[str, Any]]] = {
    200: {"model": ReceiptShown, "description": "It was recorded before; the same receipt."}
}
"""How a route that records says what it answers to the same sending."""


class DeadlineShown(Shown):
    """One deadline, as an instant and in words."""

    instant: datetime
    zone: str
    end_included: bool
    in_the_bodys_zone: str = Field(examples=["Friday, 19 June 2020, 6 p.m. (Vienna time, UTC+2)"])
    in_utc: str
    in_your_zone: str = Field(description="Empty where your zone is not known, or is the body's.")
    rule: str

    @classmethod
    def of(cls, deadline: Deadline, zone: str | None) -> DeadlineShown:
        """The deadline in every form."""
        written = write_deadline(deadline, zone)
        return cls(
            instant=deadline.instant,
            zone=deadline.zone,
            end_included=deadline.end_included,
            in_the_bodys_zone=written.body,
            in_utc=written.utc,
            in_your_zone=written.recipient,
            rule=written.rule,
        )


class ParagraphShown(Shown):
    """A paragraph."""

    number: str
    words: str


class TextShown(Shown):
    """A text; `digest` is SHA-256 over its words."""

    title: str
    symbol: str = ""
    revision: int = 0
    issued_symbol: str = Field(default="", description="The symbol of this revision.")
    digest: str = ""
    paragraphs: list[ParagraphShown]


class SeatShown(Shown):
    """A participant on the roll that was fixed when the text was placed under silence."""

    participant: str
    name: str
    category: Category
    group: str
    may_object: bool
    may_comment: bool


class ScanShown(Shown):
    """A scan, by what it is: the file itself is read at an address of its own."""

    model_config = ConfigDict(populate_by_name=True)

    sha256: str = Field(
        validation_alias="digest",
        description="The hash by which a filing names it, and the entry then does.",
    )
    media_type: str = Field(description="What the file is by its content.")
    size: int = Field(description="In bytes.")


class FilingShown(Shown):
    """What was filed. `participant` is empty where the rules do not name objectors."""

    number: int
    at: datetime
    participant: str
    kind: Kind
    round: int
    late: bool
    standing: bool
    counted: bool
    outstanding: bool
    paragraphs: list[str]
    says: str
    wording: list[ParagraphShown]
    on_behalf_of: list[str]
    withdrawn: bool
    lapsed: bool
    admitted: bool
    scan: ScanShown | None = Field(
        description="The paper from which the secretariat filed it, where that was scanned."
    )


class NextStep(Shown):
    """What time does next, and when."""

    step: str = Field(examples=["CloseBook"])
    at: datetime


class VoteShown(Shown):
    """How each member voted in a remote roll-call, and whether the text was carried."""

    at: datetime
    in_favour: list[str]
    against: list[str]
    abstaining: list[str]
    absent: list[str]
    quorum: bool
    carried: bool


class ProfileNamed(Shown):
    """The rules that a procedure froze."""

    id: str
    title: str


class ProcedureShown(Shown):
    """A procedure, as far as the caller may see it."""

    id: str
    body: str
    text: TextShown
    profile: ProfileNamed
    phase: Phase
    round: int
    book: int
    deadline: DeadlineShown | None
    next: NextStep | None
    opened_at: datetime
    among: str
    linked: list[str]
    divisible: bool
    warnings: list[str]
    outcome: Outcome | None
    computed: Outcome | None
    declared: Outcome | None
    decided_at: datetime | None
    because: str
    to: str
    broken_at: datetime | None
    resumes_at: datetime | None
    consultation_until: datetime | None
    vote_until: datetime | None
    vote: VoteShown | None = Field(description="The roll-call, once it is closed.")
    in_force: date | None = Field(description="When what was adopted enters into force.")
    number: str = Field(description="The number under which the outcome was confirmed.")
    embargo_until: date | None = Field(description="Until when the text is withheld.")
    open_paragraphs: list[str]
    adopted: list[str]
    contested: list[str]
    compiled: list[str]
    exempt: list[str]
    silent: list[str] = Field(description="Who kept silence, once the book is closed.")
    unreached: list[str] = Field(description="To whom no letter left, who are not presumed silent.")
    not_yet_heard: list[str] | None = Field(description="Who has not acted yet; for staff only.")
    roll: list[SeatShown]
    filings: list[FilingShown]
    head: str = Field(description="The register's head, as letters carry it.")


def shown_procedure(position: Position, viewer: Viewer) -> ProcedureShown:
    """Where the procedure stands, as far as the viewer may see it."""
    state = seen_by(viewer, position.state)
    deadline = state.deadline_for(viewer.participant)
    plain = {
        name: getattr(state, name)
        for name in ProcedureShown.model_fields
        if name in ProcedureState.__dataclass_fields__ or name == "outcome"
    }
    return ProcedureShown.model_validate(
        {
            **plain,
            "id": position.procedure,
            "body": position.body,
            "text": _text(state),
            "profile": ProfileNamed.model_validate(state.profile),
            "deadline": DeadlineShown.of(deadline, viewer.zone) if deadline else None,
            "vote": VoteShown.model_validate(state.vote) if state.vote else None,
            **_confirmed(state),
            "next": _next(position),
            "not_yet_heard": list(still_silent(state)) if viewer.sees_all else None,
            "roll": [SeatShown.model_validate(seat) for seat in state.roll],
            "filings": [shown_filing(filing) for filing in state.filings],
            "head": str(position.head),
        }
    )


def _confirmed(state: ProcedureState) -> dict[str, object]:
    entry = state.confirmed.entry if state.confirmed is not None else None
    if not isinstance(entry, OutcomeConfirmed):
        return {"number": "", "embargo_until": None}
    return {"number": entry.number, "embargo_until": entry.embargo_until}


def shown_filing(filing: Filing) -> FilingShown:
    """The filing as it is answered."""
    return FilingShown.model_validate(filing)


def _text(state: ProcedureState) -> TextShown:
    paragraphs = [ParagraphShown.model_validate(p) for p in state.text.paragraphs]
    return TextShown(
        title=state.text.title,
        symbol=state.text.symbol,
        revision=state.text.revision,
        issued_symbol=state.text.issued_symbol,
        digest=state.text_digest,
        paragraphs=paragraphs,
    )


def _next(position: Position) -> NextStep | None:
    step = position.next
    return NextStep(step=type(step.act).__name__, at=step.nominal) if step else None


class ProcedureListed(Shown):
    """A procedure of any kind in a list; `parent` is the one that it hangs on."""

    id: str
    kind: str
    parent: str
    body: str
    title: str
    profile: str
    phase: str
    round: int
    deadline: datetime | None
    outcome: str | None
    decided_at: datetime | None
    opened_at: datetime | None


class ProcedurePage(Shown):
    """A part of a list; `next_offset` asks for the following part."""

    items: list[ProcedureListed]
    total: int
    next_offset: int | None


class EntryShown(Shown):
    """An entry of the register. `writing` is what the hash is taken over, byte for byte."""

    number: int
    kind: str
    hash: str
    writing: str
    entry: dict[str, Any]
