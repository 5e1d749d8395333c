"""A worked timeline: what the rules lead to and when, for one sample launch.

Two stories are told, in the zone of the body: silence is kept; silence is broken half-way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Outcome
from nemcon.procedure.effects import Then
from nemcon.procedure.profile import Profile
from nemcon.rulebook.sample import Happened, Sample
from nemcon.rulebook.ways import Stage
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
NO_HOLIDAYS: Final = (
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
        message = f"{when.year} is too far away for a sample; take a year from 1900 to 2200."
        raise TooFarAhead(message)
    return when.astimezone(UTC) if when.tzinfo else from_wall_clock(when, zone_name)


def timeline_of(profile: Profile, at: datetime) -> Timeline:
    """What follows when a text is placed under silence at that instant."""
    length, meeting, note = _period(profile, at)
    written = write_instant(at, profile.zone)
    launch = Moment(at, written, "A text is placed under silence.", "launch.by")
    kept = Sample(profile).launch(at, length, meeting)
    if kept.refusal is not None:
        return Timeline(launch, (), (), None, (*note, kept.refusal.says))
    notes = [*note, *_unchecked(kept)]
    quorum = profile.quorum is not None
    if quorum:
        kept.reply(kept.half_way())
        notes.append("Where silence is kept, every member is taken to have replied.")
    kept.wait()
    broken = Sample(profile).launch(at, length, meeting)
    half = broken.half_way()
    number = broken.object(half)
    says = "A member objects." if number == 1 else f"{number} of the members object."
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
        return None, meeting, (f"The period is counted back from a meeting on {on}.",)
    for length, says in ((profile.minimum, "shortest"), (profile.maximum, "longest")):
        if length is not None:
            return length, None, (f"No usual period is known; the {says}, {length}, is taken.",)
    length = parse_duration(NO_PERIOD)
    return length, None, (f"The rules fix no period; {length} are taken as an example.",)


def _unchecked(sample: Sample) -> Iterator[str]:
    if NOT_CHECKED & {*sample.state.warnings}:
        yield NO_HOLIDAYS
    if "rules-not-in-force" in sample.state.warnings:
        yield "The rules were not in force on the day of this launch."


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
    often = {1: "one extension", 2: "two extensions"}.get(times, f"{times} extensions")
    more = "" if profile.extensions else "; the rules do not say how often it may be extended"
    says = f"The latest deadline after {often} by at most {longest}{more}."
    return _moment(profile, latest, says, "extension.longest")


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
            yield _Note(deadline, "The deadline.", _sets(profile), deadline=True)
        case e.PeriodExtended(deadline=deadline):
            says = "The deadline, as the objection has extended it."
            yield _Note(deadline, says, rule, deadline=True)
        case e.PeriodResumed(deadline=deadline):
            says = "The deadline, after what was left of the period."
            yield _Note(deadline, says, rule, deadline=True)
        case e.ClocksSet(deadlines=deadlines):
            yield _Note(max(d for _, d in deadlines), "The deadline of the others.", rule)
        case o.OutcomeReached():
            yield _Note(at, _outcome(entry, at, profile), rule)
        case e.SilenceBroken(ends_period=ends) if profile.effect.then is not Then.EXEMPTION:
            says = f"Silence is broken{', and the period ends' if ends else ''}."
            yield _Note(at, says, rule)
        case e.ConsultationOpened() | o.VoteOpened():
            yield _what_follows(entry, at)
        case _ if type(entry) in _SAYS:
            yield _Note(at, _SAYS[type(entry)], rule)
        case _:
            pass


_SAYS: Final[dict[type[e.Entry], str]] = {
    e.LaunchAnnounced: "The launch is announced, and nobody prevents it.",
    e.ReminderIssued: "Those still silent are reminded.",
    e.PeriodSuspended: "The clock is stopped by a hold.",
    e.HoldLapsed: "The hold lapses, and the clock runs again.",
}


def _what_follows(entry: e.ConsultationOpened | o.VoteOpened, at: datetime) -> _Note:
    if isinstance(entry, o.VoteOpened):
        says = "The roll-call ends, and the votes are counted."
        return _Note(entry.until, says, entry.rule)
    what = "a finding" if entry.finding else "consultation"
    if entry.until is None:
        return _Note(at, f"The text awaits {what}, for which no time is set.", entry.rule)
    return _Note(entry.until, f"The time for {what} runs out.", "consultation.length")


def _sets(profile: Profile) -> str:
    """The key of the rule that the sample's period comes from."""
    keys = ("period.usual", "period.before_meeting", "period.minimum", "period.maximum")
    values = (profile.usual, profile.before_meeting, profile.minimum, profile.maximum)
    pairs = zip(keys, values, strict=True)
    return next((key for key, value in pairs if value is not None), "period.usual")


def _outcome(entry: o.OutcomeReached, at: datetime, profile: Profile) -> str:
    said = Stage(entry.outcome).says
    refers = entry.outcome is Outcome.REFERRED and entry.to not in ("", "none")
    to = f" to {entry.to}" if refers else ""
    exempt = ", but does not apply to whoever objected" if entry.exempt else ""
    since = f", as at {write_instant(entry.at, profile.zone)}" if entry.at != at else ""
    force = ""
    if entry.in_force is not None:
        day = write_date(datetime.combine(entry.in_force, time()))
        force = f" It enters into force on {day}."
    return f"Outcome: {said[:1].lower()}{said[1:]}{to}{exempt}{since}.{force}"


def _moment(profile: Profile, at: datetime, says: str, rule: str) -> Moment:
    return Moment(at, write_instant(at, profile.zone), says, rule)
