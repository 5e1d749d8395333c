"""Turning what a scenario says into acts on the register, or into an outage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from nemcon.agenda.state import AgendaState
from nemcon.negotiation.acts import MakeStatement, Statement
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Kind
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.door import Receipt
from nemcon.register.kinds import Act
from nemcon.register.sent_act import TryAgain
from nemcon.rehearsal.agenda_verbs import AGENDA_ACTS
from nemcon.rehearsal.cast import BODY, Cast, delegation_of, wording_of
from nemcon.rehearsal.conducting import Conducting, Unknown
from nemcon.rehearsal.meeting_parts import MEETING_VERBS
from nemcon.rehearsal.negotiation_verbs import NEGOTIATION_ACTS
from nemcon.rehearsal.parts import (
    Admission,
    Beginning,
    Comment,
    Confirmation,
    Destination,
    Extension,
    Finding,
    Objection,
    Place,
    Reason,
    Revision,
    TimedReason,
)
from nemcon.rehearsal.scenario import Event, Scenario, profile_for
from nemcon.rehearsal.stage import Stage
from nemcon.text.document import Paragraph, Text
from nemcon.text.refused import TextRefused

OFFICES: Final = {
    "Chair": Office.CHAIR,
    "Bureau": Office.BUREAU,
    "Secretariat": Office.SECRETARIAT,
}
Answer = Receipt | Refusal | None


async def perform(event: Event, scenario: Scenario, stage: Stage, cast: Cast) -> Answer:
    """Do what the event says. A refusal is an answer like any other."""
    if event.verb in ("stop", "start"):
        return await _outage(event, scenario, stage)
    if isinstance(event.details, Place):
        return _place(event, event.details, scenario, stage, cast)
    actor = _actor(event.by, scenario, cast)
    if isinstance(actor, Refusal):
        return actor
    if event.verb in MEETING_VERBS:
        return _conduct(Conducting(event, actor, scenario, stage, cast))
    act = _ACTS[event.verb](event, actor, scenario, cast)
    return _record(stage, event, *_addressed(event.target, act, stage))


def _conduct(conducting: Conducting) -> Answer:
    """Do what an event says of an agenda or a negotiation."""
    event = conducting.event
    try:
        act = _MEETING_ACTS[event.verb](conducting, event.details)
    except Unknown as unknown:
        return unknown.refusal
    except TextRefused as refused:
        return Refusal(refused.code, refused.says)
    return _record(conducting.stage, event, event.target, act)


_MEETING_ACTS: Final = {**AGENDA_ACTS, **NEGOTIATION_ACTS}


def _addressed(target: str, act: Act, stage: Stage) -> tuple[str, Act]:
    """Where the act goes: what is said of a negotiation under silence is filed with its child."""
    position = stage.register.whereabouts(target)
    state = position.state if position is not None else None
    if isinstance(state, AgendaState | NegotiationState) and state.child:
        return state.child, act
    if isinstance(state, NegotiationState) and isinstance(act, a.File) and act.kind in _STATEMENTS:
        kind = _STATEMENTS[act.kind]
        return target, MakeStatement(act.actor, kind, act.paragraphs, act.says)
    return target, act


_STATEMENTS: Final = {
    Kind.EXPLAIN: Statement.EXPLAIN,
    Kind.RESERVE: Statement.RESERVE,
    Kind.DISSOCIATE: Statement.DISSOCIATE,
}


async def _outage(event: Event, scenario: Scenario, stage: Stage) -> Answer:
    if event.verb == "start":
        await stage.start(event.target)
    elif event.target == "mail":
        stage.stop_mail(_back_at(event, scenario))
    else:
        await stage.stop(event.target)
    return None


def _back_at(outage: Event, scenario: Scenario) -> datetime | None:
    """When what an outage stops is started again, if ever."""
    later = scenario.events[scenario.events.index(outage) + 1 :]
    starts = (e.at for e in later if e.verb == "start" and e.target == outage.target)
    return next(starts, None)


def _place(event: Event, part: Place, scenario: Scenario, stage: Stage, cast: Cast) -> Answer:
    actor = _actor(event.by, scenario, cast)
    if isinstance(actor, Refusal):
        return actor
    answer: Answer = None
    for target in (*part.linked, event.target):  # the one that sends the letter comes last
        act = _placing(target, part, actor, event, scenario, stage, cast)
        if isinstance(act, Refusal):
            return act
        answer = _record(stage, event, target, act)
        if isinstance(answer, Refusal):
            return answer
    return answer


def _placing(
    target: str,
    part: Place,
    actor: Actor,
    event: Event,
    scenario: Scenario,
    stage: Stage,
    cast: Cast,
) -> a.PlaceUnderSilence | Refusal:
    outline = scenario.outline
    found = outline.texts.get(part.text or target)
    if found is None:
        return Refusal("unknown-text", f"There is no text called {part.text or target!r}.")
    profile = profile_for(part.rules or outline.rules, outline.zone)
    with stage.database.reading() as connection:
        try:
            roll = directory.seats(connection, BODY, part.among)
        except directory.UnknownName as error:
            return Refusal(error.code, error.says)
    return a.PlaceUnderSilence(
        actor=actor,
        text=Text(found.title, wording_of(found.paragraphs), found.symbol),
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        until=scenario.instant(part.until) if part.until else None,
        length=part.length,
        divisible=part.divisible,
        grace_seconds=stage.settings.grace_seconds,
        among=part.among,
        linked=tuple(other for other in (event.target, *part.linked) if other != target),
        carried_by="" if target == event.target else event.target,
        groups=cast.groups(),
        starts=scenario.instant(part.starts) if part.starts else None,
        meeting=scenario.instant(part.meeting) if part.meeting else None,
        clocks=tuple(
            (cast.ids.get(name, name), scenario.instant(until))
            for name, until in part.clocks.items()
        ),
    )


def _record(stage: Stage, event: Event, target: str, act: Act) -> Answer:
    try:
        return stage.register.record(target, act, event.at, body=BODY)
    except TryAgain as busy:
        return Refusal(busy.code, busy.says)


def _actor(by: str, scenario: Scenario, cast: Cast) -> Actor | Refusal:
    if by in OFFICES:
        person = scenario.outline.chair if by == "Chair" else by
        return Actor(OFFICES[by], person=person, channel="rehearsal")
    if by not in cast.ids:
        return Refusal("unknown-participant", f"{by!r} takes no part in this meeting.")
    return Actor(Office.DELEGATION, cast.ids[by], delegation_of(by), "rehearsal")


def _instead(part: Objection) -> tuple[Paragraph, ...]:
    if not isinstance(part.instead, str):
        return wording_of(part.instead)
    number = part.paragraphs[0] if len(part.paragraphs) == 1 else ""
    return (Paragraph(number, part.instead),)


def _object(event: Event, actor: Actor, _scenario: Scenario, cast: Cast) -> Act:
    part = event.details
    assert isinstance(part, Objection)  # noqa: S101 - the verb chose the model
    return a.File(
        actor,
        Kind.OBJECT,
        tuple(part.paragraphs),
        part.because,
        _instead(part),
        cast.ids_of(part.on_behalf_of),
    )


def _comment(event: Event, actor: Actor, _scenario: Scenario, cast: Cast) -> Act:
    part = event.details
    assert isinstance(part, Comment)  # noqa: S101 - the verb chose the model
    behalf = cast.ids_of(part.on_behalf_of)
    wording = wording_of(part.instead)
    return a.File(actor, Kind(event.verb), tuple(part.paragraphs), part.says, wording, behalf)


def _withdraw(_event: Event, actor: Actor, _scenario: Scenario, _cast: Cast) -> Act:
    return a.WithdrawObjection(actor)


def _ruling(  # noqa: C901, PLR0911, PLR0912 - one line for each verb reads best in one place
    event: Event, actor: Actor, scenario: Scenario, cast: Cast
) -> Act:
    """What the Chair rules; the verb and the model of its details belong together."""
    match event.verb, event.details:
        case "extend", Extension() as part:
            return a.Extend(actor, scenario.instant(part.until), part.because)
        case "suspend", TimedReason() as part:
            return a.Suspend(actor, part.because, _until(part, scenario))
        case "resume", TimedReason() as part:
            return a.Resume(actor, part.because, _until(part, scenario))
        case "restore-silence", TimedReason() as part:
            return a.RestoreSilence(actor, _until(part, scenario), part.because)
        case "close-early", Reason() as part:
            return a.CloseEarly(actor, part.because)
        case "withdraw-text", Reason() as part:
            return a.WithdrawText(actor, part.because)
        case "revise", Revision() as part:
            until = scenario.instant(part.until) if part.until else None
            wording = wording_of(part.paragraphs)
            return a.Revise(actor, wording, until, part.length, part.because, part.symbol)
        case "refer", Destination() as part:
            return a.Refer(actor, part.to, part.because)
        case "compile", Destination() as part:
            return a.Compile(actor, part.to or scenario.outline.body.next_session, part.because)
        case "admit-late", Admission() as part:
            return a.AdmitLate(actor, cast.ids.get(part.of, part.of), part.because)
        case "declare", Finding() as part:
            return a.Declare(actor, part.outcome, part.because)
        case "begin-silence", Beginning() as part:
            until = scenario.instant(part.until) if part.until else None
            return a.BeginSilence(actor, until, part.because, part.length)
        case "confirm", Confirmation() as part:
            return a.Confirm(actor, part.number, part.embargo_until, part.because)
        case _:
            message = f"no act is known for {event.verb!r}"
            raise ValueError(message)


def _until(part: TimedReason, scenario: Scenario) -> datetime | None:
    return scenario.instant(part.until) if part.until else None


_ACTS: Final[Mapping[str, Callable[[Event, Actor, Scenario, Cast], Act]]] = {
    "object": _object,
    "withdraw-objection": _withdraw,
    **dict.fromkeys((kind.value for kind in Kind if kind is not Kind.OBJECT), _comment),
    **dict.fromkeys(
        (
            "extend",
            "suspend",
            "resume",
            "restore-silence",
            "close-early",
            "withdraw-text",
            "revise",
            "refer",
            "compile",
            "admit-late",
            "declare",
            "begin-silence",
            "confirm",
        ),
        _ruling,
    ),
}
