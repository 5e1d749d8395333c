"""The report of a session, placed under silence: its drafted paragraphs are the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pydantic import Field, StrictBool, StrictInt, model_validator

from activities.papers_report import NoRecord, report_before_adoption, report_silence
from api.context import Context
from api.intake import Placed, recorded_as
from api.papers import desk_of
from api.problems import Problem
from api.sent import Digest, Sent, maybe_instant
from api.words import Identifier, Length, When
from nemcon.agenda.recording import TOO_EARLY, report_too_early
from nemcon.agenda.state import AgendaState
from nemcon.documents.building.report_text import report_text
from nemcon.documents.model.document import Document, Pending, pending
from nemcon.language import _, ngettext
from nemcon.procedure.acts import Outcome, PlaceUnderSilence
from nemcon.procedure.people import Actor
from nemcon.procedure.state import ProcedureState
from nemcon.register.door import PositionOf
from nemcon.text.document import Text
from nemcon.text.runs import Kind

LONGEST_NAME: Final = 64
_ENDING: Final = "-report"


class PlacingReport(Sent):
    """The report of a session to be placed under silence, under the rules and roll of its agenda.

    Either `until` or `length` is given, or neither where the rules have a usual period.
    """

    procedure: Identifier | None = Field(
        default=None, description="Its id; without one, that of the agenda with `-report`."
    )
    until: When | None = None
    length: Length | None = None
    divisible: StrictBool = Field(
        default=False, description="Whether paragraphs are adopted one by one."
    )
    pending_confirmed: StrictBool = Field(
        default=False,
        description="That the facts in brackets are placed as they stand.",
    )
    gaps_confirmed: StrictInt = Field(
        default=0,
        ge=0,
        description="How many gaps `[...]` it is placed with; another number is refused.",
    )
    text_digest: Digest = Field(
        default="",
        description="The digest of the text that was looked at; another text is not placed.",
    )

    @model_validator(mode="after")
    def _one_end(self) -> PlacingReport:
        if self.until is not None and self.length is not None:
            message = _("Give either `until` or `length`, not both.")
            raise ValueError(message)
        return self


@dataclass(frozen=True, slots=True)
class ReportToPlace:
    """The report as it would be placed now: the document, its text, and what it leaves open.

    `placed` is the silence procedure in which it was placed last, by its name; `early` says why it
    cannot be placed before the session has reached its last day, or is empty.
    """

    document: Document
    text: Text
    pending: tuple[Pending, ...]
    placed: tuple[str, ProcedureState] | None
    early: str = ""

    @property
    def gaps(self) -> tuple[Pending, ...]:
        """What is missing, and reads "[...]"."""
        return tuple(one for one in self.pending if one.kind is Kind.TO_BE_COMPLETED)

    @property
    def unconfirmed(self) -> tuple[Pending, ...]:
        """What it says in brackets, to be confirmed."""
        return tuple(one for one in self.pending if one.kind is not Kind.TO_BE_COMPLETED)

    def require_placeable(self) -> None:
        """Raises `Problem` where it is too early, under silence already, or adopted as it reads."""
        if self.early:
            raise Problem(409, TOO_EARLY, self.early)
        if self.placed is None:
            return
        name, state = self.placed
        if not state.ended:
            says = _(
                "The report of this session is under silence already, in {procedure}.",
                procedure=name,
            )
            raise Problem(409, "report-under-silence", says)
        if state.outcome is Outcome.ADOPTED and state.text.paragraphs == self.text.paragraphs:
            says = _("The report was adopted as it reads now, in {name}.", name=name)
            raise Problem(409, "report-adopted", says)


def report_to_place(context: Context, position: PositionOf[AgendaState]) -> ReportToPlace:
    """The report as it is drafted now. Raises `Problem` where no record of the session was kept."""
    desk = desk_of(context)
    try:
        document = report_before_adoption(desk.register, position, desk.house)
    except NoRecord as error:
        raise Problem(404, error.code, error.says) from error
    placed = report_silence(desk.register, position.procedure)
    early = report_too_early(position.state, context.clock.now())
    return ReportToPlace(document, report_text(document), pending(document), placed, early)


def placing_report(
    context: Context,
    position: PositionOf[AgendaState],
    found: ReportToPlace,
    sent: PlacingReport,
    by: Actor,
    submission: str | None = None,
) -> Placed:
    """The act of placing it, once more where this `submission` placed it already.

    Raises `Problem` where it cannot be placed, also while brackets in it are not confirmed.
    """
    if sent.text_digest and sent.text_digest != found.text.digest():
        says = _(
            "The report reads otherwise than the one that was shown, so nothing was "
            "placed. Look at it again."
        )
        raise Problem(409, "report-changed", says)
    if found.gaps and sent.gaps_confirmed != len(found.gaps):
        says = ngettext(
            "The report says [...] in {n} place, where something is missing. Fill it in, "
            "or confirm that it is placed with {n}.",
            "The report says [...] in {n} places, where something is missing. Fill it in, "
            "or confirm that it is placed with {n}.",
            len(found.gaps),
        )
        raise Problem(422, "report-gaps", says, fields=_fields(found.gaps))
    if found.unconfirmed and not sent.pending_confirmed:
        says = _("The report leaves facts in brackets. Confirm that it is placed so.")
        raise Problem(422, "report-pending", says, fields=_fields(found.unconfirmed))
    state = position.state
    act = PlaceUnderSilence(
        actor=by,
        text=found.text,
        roll=state.roll,
        profile_id=state.profile.id,
        profile_title=state.profile.title,
        rules=state.profile.values,
        until=maybe_instant(sent.until, state.profile.zone),
        length=sent.length,
        divisible=sent.divisible,
        grace_seconds=int(state.grace.total_seconds()),
        groups=state.groups,
        parent=position.procedure,
    )
    last = found.placed[0] if found.placed is not None else ""
    if last and submission and recorded_as(context, last, act, submission) is not None:
        return Placed(last, position.body, act)
    found.require_placeable()
    return Placed(sent.procedure or _named(context, position.procedure), position.body, act)


def _fields(left: Iterable[Pending]) -> list[dict[str, str]]:
    return [
        {"where": one.where, "says": _("{words} is {kind}.", words=one.words, kind=one.kind)}
        for one in left
    ]


def _named(context: Context, agenda: str) -> str:
    """A name made of the agenda's, with a number where it was placed before."""
    count = 1
    while True:
        ending = _ENDING if count == 1 else f"{_ENDING}-{count}"
        name = f"{agenda[: LONGEST_NAME - len(ending)]}{ending}"
        if context.register.whereabouts(name) is None:
            return name
        count += 1
