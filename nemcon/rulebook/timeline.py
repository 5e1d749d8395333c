"""A worked timeline: what the rules lead to and when, for one sample launch.

Two stories are told, in the zone of the body: silence is kept; silence is broken half-way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from nemcon.language import N_, _, ngettext
from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Outcome
from nemcon.procedure.effects import Then
from nemcon.procedure.profile import Profile
from nemcon.rulebook.sample import Happened, Sample
from nemcon.text.lines import sentences
from nemcon.timing.durations import Duration, TooFarAhead, parse_duration
from nemcon.timing.writing import write_date, write_instant
from nemcon.timing.zones import from_wall_clock, from_wall_clock_or_later

HOUR: Final = time(10)
YEARS: Final = range(1900, 2201)
NO_PERIOD: Final = "72h"
BEFORE_A_MEETING: Final = timedelta(days=42)
NOT_CHECKED: Final = frozenset(
    {"minimum-not-checked", "maximum-not-checked", "holidays-not-checked"}
)
NO_HOLIDAYS: Final = N_(
    "No list of official holidays is known for that year, so that nothing was checked against it."
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What happens at an instant, and the key of the rule that has it so."""

    at: datetime
    written: str
    says: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Note:
    """What is noted down, before it is put in order; a `deadline` may still be overtaken."""

    at: datetime
    says: str
    rule: str
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The two stories, how far the period may be extended, and what to know about them."""

    launch: Moment
    kept: tuple[Moment, ...]
    broken: tuple[Moment, ...]
    latest: Moment | None
    notes: tuple[str, ...]


def sample_launch(profile: Profile, near: date) -> datetime:
    """A launch at 10 a.m. on the Monday that is next, or on the first day the rules were valid."""
    day = near + timedelta(days=-near.weekday() % 7)
    if not profile.in_validity(day):
        day = profile.valid_since or min((v.since for v in profile.versions), default=day)
    return from_wall_clock_or_later(datetime.combine(day, HOUR), profile.zone)


def sample_at(when: datetime, zone_name: str) -> datetime:
    """The launch that a reader asks for; without an offset it is read on the clocks of the zone.

    Raises `TimeError` for an hour that does not exist, or exists twice, and for far-off years.
    """
    if when.year not in YEARS:
        message = _(
            "{year} is too far away for a sample; take a year from 1900 to 2200.", year=when.year
        )
        raise TooFarAhead(message)
    return when.astimezone(UTC) if when.tzinfo else from_wall_clock(when, zone_name)


def timeline_of(profile: Profile, at: datetime) -> Timeline:
    """What follows when a text is placed under silence at that instant."""
    length, meeting, note = _period(profile, at)
    written = write_instant(at, profile.zone)
    launch = Moment(at, written, _("A text is placed under silence."), "launch.by")
    kept = Sample(profile).launch(at, length, meeting)
    if kept.refusal is not None:
        return Timeline(launch, (), (), None, (*note, kept.refusal.says))
    notes = [*note, *_unchecked(kept)]
    quorum = profile.quorum is not None
    if quorum:
        kept.reply(kept.half_way())
        notes.append(_("Where silence is kept, every member is taken to have replied."))
    kept.wait()
    broken = Sample(profile).launch(at, length, meeting)
    half = broken.half_way()
    number = broken.object(half)
    says = ngettext("A member objects.", "{n} of the members object.", number)
    broken.wait()
    return Timeline(
        launch,
        _story(profile, kept.happened),
        _story(profile, broken.happened, _Note(half, says, "objection.effect")),
        _latest(profile, at, length, meeting),
        tuple(notes),
    )


def _period(
    profile: Profile, at: datetime
) -> tuple[Duration | None, datetime | None, tuple[str, ...]]:
    """The length or the meeting that the sample takes, where the rules know no usual period."""
    if profile.usual is not None:
        return None, None, ()
    if profile.before_meeting is not None:
        meeting = at + BEFORE_A_MEETING
        on = write_instant(meeting, profile.zone)
        return None, meeting, (_("The period is counted back from a meeting on {on}.", on=on),)
    for length, says in (
        (profile.minimum, N_("No usual period is known; the shortest, {length}, is taken.")),
        (profile.maximum, N_("No usual period is known; the longest, {length}, is taken.")),
    ):
        if length is not None:
            return length, None, (_(says, length=str(length)),)
    length = parse_duration(NO_PERIOD)
    says = _("The rules fix no period; {length} are taken as an example.", length=str(length))
    return length, None, (says,)


def _unchecked(sample: Sample) -> Iterator[str]:
    if NOT_CHECKED & {*sample.state.warnings}:
        yield _(NO_HOLIDAYS)
    if "rules-not-in-force" in sample.state.warnings:
        yield _("The rules were not in force on the day of this launch.")


def _latest(
    profile: Profile, at: datetime, length: Duration | None, meeting: datetime | None
) -> Moment | None:
    """The latest deadline, where the rules limit what an extension may be."""
    longest = profile.longest_extension
    if longest is None or not profile.extension_by or profile.extensions == 0:
        return None
    times = profile.extensions or 1
    latest = Sample(profile).launch(at, length, meeting).extend(times, longest)
    if latest is None:
        return None
    says = _LATEST[times](str(longest)) if times in _LATEST else _later(times, str(longest))
    if not profile.extensions:
        says = _(
            "The latest deadline after one extension by at most {length}; the rules do not say "
            "how often it may be extended.",
            length=str(longest),
        )
    return _moment(profile, latest, says, "extension.longest")


_LATEST: Final[Mapping[int, Callable[[str], str]]] = {
    1: lambda length: _(
        "The latest deadline after one extension by at most {length}.", length=length
    ),
    2: lambda length: _(
        "The latest deadline after two extensions by at most {length}.", length=length
    ),
}


def _later(times: int, length: str) -> str:
    return ngettext(
        "The latest deadline after {n} extensions by at most {length}.",
        "The latest deadline after {n} extensions by at most {length}.",
        times,
        length=length,
    )


def _story(
    profile: Profile, happened: list[Happened], objection: _Note | None = None
) -> tuple[Moment, ...]:
    """What a reader would note down, in the order of time, up to the count of a roll-call.

    A deadline that is moved, or that a break overtakes, is left out; so are the reminders of a
    story in which somebody objects.
    """
    notes: list[_Note] = [] if objection is None else [objection]
    for item in happened:
        entry = item.entry
        if isinstance(entry, o.VoteClosed):
            break  # what it leads to is decided by the votes
        if objection is not None and isinstance(entry, e.ReminderIssued):
            continue
        ends = isinstance(entry, e.SilenceBroken) and entry.ends_period
        if ends or isinstance(entry, e.PeriodExtended | e.PeriodSuspended | e.PeriodResumed):
            notes = [note for note in notes if not note.deadline]
        notes += _notes(entry, item.at, profile)
    return tuple(
        _moment(profile, note.at, note.says, note.rule)
        for note in sorted(notes, key=lambda note: note.at)
    )


def _notes(entry: e.Entry, at: datetime, profile: Profile) -> Iterator[_Note]:
    """What the entry means to a reader; nothing for what it need not know."""
    rule = str(getattr(entry, "rule", ""))
    match entry:
        case e.PeriodOpened(deadline=deadline):
            yield _Note(deadline, _("The deadline."), _sets(profile), deadline=True)
        case e.PeriodExtended(deadline=deadline):
            says = _("The deadline, as the objection has extended it.")
            yield _Note(deadline, says, rule, deadline=True)
        case e.PeriodResumed(deadline=deadline):
            says = _("The deadline, after what was left of the period.")
            yield _Note(deadline, says, rule, deadline=True)
        case e.ClocksSet(deadlines=deadlines):
            yield _Note(max(d for _, d in deadlines), _("The deadline of the others."), rule)
        case o.OutcomeReached():
            yield _Note(at, _outcome(entry, at, profile), rule)
        case e.SilenceBroken(ends_period=ends) if profile.effect.then is not Then.EXEMPTION:
            both = _("Silence is broken, and the period ends.")
            says = both if ends else _("Silence is broken.")
            yield _Note(at, says, rule)
        case e.ConsultationOpened() | o.VoteOpened():
            yield _what_follows(entry, at)
        case _ if type(entry) in _SAYS:
            yield _Note(at, _(_SAYS[type(entry)]), rule)
        case _:
            pass


_SAYS: Final[dict[type[e.Entry], str]] = {
    e.LaunchAnnounced: N_("The launch is announced, and nobody prevents it."),
    e.ReminderIssued: N_("Those still silent are reminded."),
    e.PeriodSuspended: N_("The clock is stopped by a hold."),
    e.HoldLapsed: N_("The hold lapses, and the clock runs again."),
}


def _what_follows(entry: e.ConsultationOpened | o.VoteOpened, at: datetime) -> _Note:
    if isinstance(entry, o.VoteOpened):
        says = _("The roll-call ends, and the votes are counted.")
        return _Note(entry.until, says, entry.rule)
    if entry.until is None:
        says = (
            _("The text awaits a finding, for which no time is set.")
            if entry.finding
            else _("The text awaits consultation, for which no time is set.")
        )
        return _Note(at, says, entry.rule)
    says = (
        _("The time for a finding runs out.")
        if entry.finding
        else _("The time for consultation runs out.")
    )
    return _Note(entry.until, says, "consultation.length")


def _sets(profile: Profile) -> str:
    """The key of the rule that the sample's period comes from."""
    keys = ("period.usual", "period.before_meeting", "period.minimum", "period.maximum")
    values = (profile.usual, profile.before_meeting, profile.minimum, profile.maximum)
    pairs = zip(keys, values, strict=True)
    return next((key for key, value in pairs if value is not None), "period.usual")


def _outcome(entry: o.OutcomeReached, at: datetime, profile: Profile) -> str:
    refers = entry.outcome is Outcome.REFERRED and entry.to not in ("", "none")
    says = _(_OUTCOMES[entry.outcome])
    if refers:
        says = _("Outcome: referred to {to}", to=entry.to)
    if entry.exempt:
        says = _("{outcome}, but does not apply to whoever objected", outcome=says)
    if entry.at != at:
        instant = write_instant(entry.at, profile.zone)
        says = _("{outcome}, as at {instant}", outcome=says, instant=instant)
    says = _("{outcome}.", outcome=says)
    if entry.in_force is None:
        return says
    force = _("It enters into force on {day}.", day=write_date(entry.in_force))
    return sentences(says, force)


_OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.ADOPTED: N_("Outcome: adopted"),
    Outcome.PARTLY_ADOPTED: N_("Outcome: adopted in part"),
    Outcome.NOT_ADOPTED: N_("Outcome: not adopted"),
    Outcome.REFERRED: N_("Outcome: referred"),
    Outcome.COMPILED: N_("Outcome: compiled, not agreed"),
    Outcome.VOTED: N_("Outcome: put to a vote"),
    Outcome.WITHDRAWN: N_("Outcome: withdrawn"),
    Outcome.LAPSED: N_("Outcome: lapsed"),
    Outcome.NOT_LAUNCHED: N_("Outcome: not launched"),
}


def _moment(profile: Profile, at: datetime, says: str, rule: str) -> Moment:
    return Moment(at, write_instant(at, profile.zone), says, rule)
