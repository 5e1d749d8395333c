"""What the pages of the staff and of delegations both show, made ready for a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from api.pages import wording
from api.pages.record import Record
from api.pages.wording import Standing
from api.v1.disclosure import Viewer, seen_by
from nemcon.language import _
from nemcon.language.states import named
from nemcon.mail.agreed_part import what_it_is
from nemcon.mail.telling import silence_says
from nemcon.mail.wording import KINDS, OUTCOMES, WARNINGS, outcome_says, rule_source
from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Kind, Outcome
from nemcon.procedure.disclosure import TELLS, Level, Tells
from nemcon.procedure.entries import Recorded
from nemcon.procedure.keys import KEYS
from nemcon.procedure.people import Actor, Office, Scan
from nemcon.procedure.profile import Basis, Profile
from nemcon.procedure.recounting import SOMEBODY, Teller
from nemcon.procedure.state import Filing, Phase, ProcedureState
from nemcon.procedure.told import entry_is_told, telling, tells_of_an_objection
from nemcon.procedure.wording import filing_status
from nemcon.rulebook.words import in_words, reason_of
from nemcon.text.changes import Changed, changes
from nemcon.text.lines import line, listed
from nemcon.timing.writing import (
    WrittenDeadline,
    write_date,
    write_deadline,
    write_instant,
    write_length,
)


@dataclass(frozen=True, slots=True)
class When:
    """An instant as people read it, and as machines do."""

    instant: datetime
    written: str
    utc: str


@dataclass(frozen=True, slots=True)
class DeadlineShown:
    """The deadline in every zone, how long is left, and what it means to be late."""

    instant: datetime
    written: WrittenDeadline
    left: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is applied: its key, what it is about, its value, and where it stands.

    Of a custom value `source` says why it was taken; it may be empty.
    """

    key: str
    means: str
    value: str
    source: str
    custom: bool


@dataclass(frozen=True, slots=True)
class FilingShown:
    """A filing, as far as the reader may see it."""

    number: int
    by: str
    own: bool
    kind: str
    objects: bool
    at: When
    round: int
    filing: Filing
    status: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the register in words; `scan` is the paper it rests on, for who may take that."""

    number: int
    at: When
    who: str
    says: str
    rule: Rule | None
    hash: str
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """What became of the text."""

    word: str
    says: str
    decided_at: When | None
    how: str
    computed: str
    reached: bool
    more: tuple[tuple[str, str], ...]


def when(instant: datetime, zone: str) -> When:
    """The instant in the body's zone and in UTC."""
    return When(instant, write_instant(instant, zone), write_instant(instant, "UTC"))


def deadline_shown(
    state: ProcedureState, now: datetime, reader_zone: str | None = None, participant: str = ""
) -> DeadlineShown | None:
    """The deadline of the period that runs or ran last; the participant's own where it has one."""
    deadline = state.deadline_for(participant)
    if deadline is None:
        return None
    left = deadline.instant - now
    return DeadlineShown(
        deadline.instant,
        write_deadline(deadline, reader_zone or None),
        write_length(left),
        not deadline.admits(now),
    )


def vote_until(state: ProcedureState) -> When | None:
    """Until when the roll-call is open, while it is."""
    if state.phase is not Phase.VOTING or state.vote_until is None:
        return None
    return when(state.vote_until, state.profile.zone)


def standing(state: ProcedureState, now: datetime) -> Standing:
    """Where the procedure stands, as the reader of `state` may know it."""
    if state.phase is Phase.UNDER_SILENCE and state.time_is_up(now):
        return wording.CLOSING.spoken()
    if state.phase is Phase.UNDER_SILENCE and state.broken_at is not None:
        return wording.BROKEN.spoken()
    if state.phase is Phase.UNDER_SILENCE:
        return replace(wording.PHASES[state.phase].spoken(), says=silence_says(state.profile))
    return wording.PHASES[state.phase].spoken()


def outcome_shown(state: ProcedureState) -> OutcomeShown | None:
    """The outcome that stands, when there is one."""
    outcome = state.outcome
    if outcome is None:
        return None
    zone = state.profile.zone
    if state.declared is not None:
        computed = _(OUTCOMES[state.computed]) if state.computed else ""
        how = _("Found by the Chair, beside what the rules compute from the record.")
    elif outcome is Outcome.RECALLED:
        computed, how = "", _("The launch was taken back; nobody was told of it.")
    else:
        computed = ""
        how = _("Computed by the rules from the register.")
    return OutcomeShown(
        _(OUTCOMES[outcome]),
        outcome_says(outcome, state.to, what_it_is(state)),
        when(state.decided_at, zone) if state.decided_at else None,
        how,
        computed,
        reached=outcome in ("adopted", "partly-adopted"),
        more=tuple(_beside(state)),
    )


def _beside(state: ProcedureState) -> Iterator[tuple[str, str]]:
    """What belongs to an outcome where there is such a thing: the vote, the day, the number."""
    if state.vote is not None:
        for label, those in (
            (_("In favour"), state.vote.in_favour),
            (_("Against"), state.vote.against),
            (_("Abstaining"), state.vote.abstaining),
            (_("Absent"), state.vote.absent),
        ):
            names = listed([named(line(names_of(state).get(name, name))) for name in those])
            # Translators: how many voted so, and who.
            says = _("{n}: {names}", n=len(those), names=names) if those else "0"
            yield label, says
    if state.in_force is not None:
        yield _("In force on"), _day(state.in_force)
    entry = state.confirmed.entry if state.confirmed is not None else None
    if state.confirmed is not None and isinstance(entry, o.OutcomeConfirmed):
        at = write_instant(state.confirmed.at, state.profile.zone)
        number = line(entry.number)
        # Translators: the number of a decision, and when it was confirmed.
        yield _("Confirmed"), _("{number}, {at}", number=number, at=at) if number else at
        if entry.embargo_until is not None:
            yield _("Not public before"), _day(entry.embargo_until)


def _day(day: date) -> str:
    return write_date(datetime.combine(day, time()))


def rule_in(profile: Profile, key: str) -> Rule | None:
    """The rule of that key in a profile; none where it names none."""
    cited = profile.cite(key)
    if cited is None:
        return None
    custom = cited.basis is Basis.CUSTOM
    where = reason_of(cited) if custom else rule_source(cited)
    return Rule(key, _(KEYS[key].means), in_words(cited), where, custom)


def rule_of(state: ProcedureState, key: str) -> Rule | None:
    """The rule of that key, as it was frozen."""
    return rule_in(state.profile, key)


def rules_of(state: ProcedureState, keys: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of these keys."""
    return tuple(rule for key in keys if (rule := rule_of(state, key)) is not None)


FOR_DELEGATIONS: Final = (
    "launch.by",
    "period.minimum",
    "period.end_included",
    "standing.object",
    "objection.effect",
    "objection.threshold",
    "objection.grounds",
    "objection.paragraphs",
    "objection.withdrawable",
    "disclosure.during",
    "text.divisible",
    "consultation.length",
    "consultation.at_end",
    "late.admitted_by",
    "confirmation.form",
)


def warnings_of(codes: Iterable[str]) -> tuple[str, ...]:
    """Each warning as a sentence."""
    return tuple(_(WARNINGS.get(code, code.replace("-", " "))) for code in codes)


def names_of(state: ProcedureState) -> dict[str, str]:
    """The name of each participant on the roll."""
    return {seat.participant: named(seat.name) for seat in state.roll}


def revision_shown(record: Record, state: ProcedureState) -> tuple[Changed, ...]:
    """What the present text changed, where it is a revision."""
    old = record.previous_text() if state.text.revision else None
    return changes(old, state.text) if old is not None else ()


def filings_shown(
    viewer: Viewer, state: ProcedureState, record: Record, procedure: str
) -> tuple[FilingShown, ...]:
    """The filings that the viewer may see; each of its own, or for staff all, with its receipt."""
    names = names_of(state)
    zone = state.profile.zone
    return tuple(
        FilingShown(
            number=filing.number,
            by=named(names.get(filing.participant, filing.participant)) or _(SOMEBODY),
            own=filing.participant == viewer.participant != "",
            kind=_(KINDS[filing.kind]),
            objects=filing.kind is Kind.OBJECT,
            at=when(filing.at, zone),
            round=filing.round,
            filing=filing,
            status=filing_status(filing, state),
            receipt=record.receipt_code(procedure, filing.number)
            if viewer.sees_all or filing.participant == viewer.participant != ""
            else "",
        )
        for filing in seen_by(viewer, state).filings
    )


def history(viewer: Viewer, state: ProcedureState, record: Record) -> tuple[Line, ...]:
    """The register in words, without what the viewer is not told."""
    names, zone = names_of(state), state.profile.zone
    tells = TELLS[Level.NAMED] if viewer.sees_all else telling(state)
    teller = Teller(zone, names, tells, viewer.participant)
    return tuple(
        Line(
            recorded.number,
            when(recorded.at, zone),
            _who(recorded, names, viewer),
            teller.tell(recorded.entry),
            rule_of(state, rule_told(recorded.entry, tells)),
            digest,
            scan_for(recorded.actor, viewer.participant, sees_all=viewer.sees_all),
        )
        for recorded, digest in record.entries
        if viewer.sees_all or entry_is_told(recorded.entry, viewer.participant, state)
    )


def scan_for(actor: Actor, participant: str, *, sees_all: bool) -> Scan | None:
    """The scan because of which somebody acted, where the reader may take it away."""
    return actor.scan if sees_all or actor.participant == participant else None


def rule_told(entry: e.Entry, tells: Tells) -> str:
    """The key of the rule that an entry applied, where it may be told."""
    hidden = tells_of_an_objection(entry) and not tells.broken
    return "" if hidden else str(getattr(entry, "rule", ""))


def _who(recorded: Recorded, names: dict[str, str], viewer: Viewer) -> str:
    actor = recorded.actor
    if viewer.sees_all or (actor.participant and actor.participant == viewer.participant):
        return wording.who(actor, names)
    if actor.office is Office.DELEGATION or actor.participant:
        return ""
    return wording.who(actor, names)
