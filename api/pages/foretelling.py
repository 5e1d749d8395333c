"""What a filing will lead to and who will be told, in the future tense, before it is confirmed.

The rules themselves are asked. What would tell a delegation whether others have objected is left
out where the rules keep that until the deadline.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from api.pages.foreseen import led_to
from nemcon.mail.wording import OUTCOMES, in_paragraphs, listed
from nemcon.procedure import entries as e
from nemcon.procedure.acts import Act, File, Kind, WithdrawObjection
from nemcon.procedure.entries import Entry, Recorded
from nemcon.procedure.notices import Notice, letters_for
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import Phase, ProcedureState, evolve
from nemcon.timing.writing import write_instant

_SUBJECTS: Final = {
    Kind.OBJECT: "Your objection",
    Kind.ASK_FOR_TIME: "Your request",
    Kind.EXPLAIN: "Your explanation",
    Kind.RESERVE: "Your reservation",
    Kind.DISSOCIATE: "Your dissociation",
    Kind.CORRECT: "Your correction",
    Kind.AGREE: "Your agreement",
    Kind.ACKNOWLEDGE: "Your acknowledgement",
    None: "Your withdrawal",
}
_OF_WHAT: Final = {
    Notice.SUSPENSION: "the suspension",
    Notice.RESUMPTION: "the new deadline",
    Notice.CONSULTATION: "the consultation",
    Notice.OUTCOME: "the outcome",
}


def will_lead_to(state: ProcedureState, act: Act, now: datetime) -> tuple[str, ...] | Refusal:
    """What the filing will do if it is received now; or why it would be refused."""
    entries = led_to(state, act, now)
    if isinstance(entries, Refusal):
        return entries
    if isinstance(act, File) and _is_late(state, now):
        return (_late(state.profile, act),)
    if not entries:
        return ()
    if isinstance(act, File) and act.kind is not Kind.OBJECT:
        return (f"{_subject(act)} will stand in the register. It will not break silence.",)
    if not state.profile.announces_at_once:
        kept = "Whether silence is kept will be established at the deadline."
        return (f"{_subject(act)} will stand in the register. {kept}",)
    follows = [says for entry in entries for says in _follows(state, act, entry)]
    return tuple(follows) or (_nothing_follows(state, act),)


def will_be_told(state: ProcedureState, act: Act, now: datetime) -> tuple[str, ...]:
    """Who will learn of the filing, when, and whether with the delegation's name."""
    told = [
        "Your delegation: a receipt will go to every contact of yours.",
        "The Chair, the bureau and the secretariat: they see all of it at once, with your name.",
    ]
    others = len(state.roll) - 1
    if others:
        told.append(_others(state, act, now, f"The other {others} on the roll"))
    return tuple(told)


def _others(state: ProcedureState, act: Act, now: datetime, who: str) -> str:
    profile = state.profile
    running = state.phase in (Phase.UNDER_SILENCE, Phase.SUSPENDED)
    if running and not profile.announces_at_once:
        return f"{who}: not before the deadline has passed; {_named(profile, act, 'then')}."
    notices = frozenset(_notices(state, act, now))
    if not notices & {Notice.OBJECTION, Notice.WITHDRAWAL}:
        says = f"{who}: no letter tells them of it; on their pages they can read it, "
        says += _named(profile, act, "")
    else:
        says = f"{who}: a letter will tell them at once, {_named(profile, act, '')}"
    more = [what for notice, what in _OF_WHAT.items() if notice in notices]
    return f"{says}. Everybody will get a letter about {listed(more)} too." if more else f"{says}."


def _named(profile: Profile, act: Act, when: str) -> str:
    words = f"{when} " if when else ""
    said = " and with what you wrote" if isinstance(act, File) and act.says else ""
    if profile.names_objectors:
        return f"{words}with the name of your delegation{said}"
    left_out = " and without the words in which you explain it" if said else ""
    return f"{words}without the name of your delegation{left_out}"


def _notices(state: ProcedureState, act: Act, now: datetime) -> Iterable[Notice]:
    """The letters that others will get, as the rules call for them."""
    entries = led_to(state, act, now)
    if isinstance(entries, Refusal):
        return
    own = act.actor.participant
    for entry in entries:
        recorded = Recorded(len(state.filings) + 1, now, act.actor, entry)
        state = evolve(state, recorded)
        for letter in letters_for(recorded, state):
            if any(participant != own for participant in letter.to):
                yield letter.notice


def _subject(act: Act) -> str:
    return _SUBJECTS[act.kind if isinstance(act, File) else None]


def _is_late(state: ProcedureState, now: datetime) -> bool:
    if state.phase is Phase.SUSPENDED or state.deadline is None:
        return False
    return not state.deadline.admits(now)


def _late(profile: Profile, act: Act) -> str:
    says = (
        f"{_subject(act)} will be received after the deadline: it will be recorded as late and "
        "will not count."
    )
    offices = sorted(office.capitalize() for office in profile.late_admitted_by)
    if not offices:
        return f"{says} The rules name nobody who may admit it."
    return f"{says} The {' or the '.join(offices)} may admit it; you would be told."


def _nothing_follows(state: ProcedureState, act: Act) -> str:
    if isinstance(act, WithdrawObjection):
        if state.phase is Phase.CONSULTATION:
            return (
                "What your delegation objected will no longer count. The text will stay in "
                "consultation; whether silence is restored is for the Chair."
            )
        return "What your delegation objected will no longer count. Silence will stay broken."
    if state.phase is Phase.CONSULTATION:
        return "Your objection will stand beside those on which the Chair consults."
    if state.broken_at is not None:
        return "Silence is broken already. Your objection will stand beside the others."
    if state.phase is Phase.UNDER_SILENCE:
        return "By itself your objection will not break silence: the rules ask for more than one."
    return "Your objection will stand in the register."


def _follows(state: ProcedureState, act: Act, entry: Entry) -> Iterable[str]:
    zone = state.profile.zone
    match entry:
        case e.SilenceBroken(ends_period=True):
            yield f"{_subject(act)} will break silence, and the period will end at once."
        case e.SilenceBroken():
            yield f"{_subject(act)} will break silence. The period will run on to its deadline."
        case e.SilenceMended():
            yield "No objection will stand any more: silence will be unbroken again."
        case e.PeriodSuspended():
            until = f" until {write_instant(entry.until, zone)}" if entry.until else ""
            yield f"{_subject(act)} will suspend the period{until}."
        case e.PeriodResumed():
            yield f"The clock will run again, to {write_instant(entry.deadline, zone)}."
        case e.ParagraphsAdopted():
            yield f"Adopted without objection will be {in_paragraphs(entry.paragraphs)}."
        case e.ConsultationOpened(finding=True):
            yield "It will be for the Chair to find what follows."
        case e.ConsultationOpened():
            until = f", until {write_instant(entry.until, zone)}" if entry.until else ""
            yield f"The text will go into consultation{until}."
        case e.OutcomeReached():
            yield f"The procedure will end. The outcome will be: {OUTCOMES[entry.outcome]}."
        case _:
            return
