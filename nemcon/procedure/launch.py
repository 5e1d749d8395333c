"""Placing a text under silence: who may, for how long, and what is frozen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from nemcon.language import N_, _
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.draft import Refused
from nemcon.procedure.entries import (
    ClocksSet,
    Entry,
    LaunchAnnounced,
    PeriodOpened,
    ProcedureOpened,
)
from nemcon.procedure.people import Office, Seat, any_of
from nemcon.procedure.profile import Profile
from nemcon.procedure.recall import seconds_to_recall
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState, frozen_profile
from nemcon.timing import calendars
from nemcon.timing.durations import Duration, NoCalendar
from nemcon.timing.periods import Counting, day_before, period_end, rolled, shortest_end
from nemcon.timing.working_days import NoBoardDays
from nemcon.timing.zones import TimeError, from_wall_clock, to_wall_clock

LONGEST: Final = timedelta(days=100 * 366)
TOO_FAR: Final = "too-far-ahead"
TOO_FAR_SAYS: Final = N_("That date lies more than a century ahead; it must be a slip.")


def place_under_silence(
    state: ProcedureState | None, act: PlaceUnderSilence, at: datetime
) -> tuple[Entry, ...]:
    """Open the procedure and its first period.

    Raises `Refused` when somebody without the office acts, the procedure exists, the text or the
    roll is empty, nobody has standing, or the deadline cannot be used.
    """
    profile = frozen_profile(act.profile_id, act.profile_title, act.rules)
    _may_launch(state, act, profile)
    roll = tuple(with_standing(seat, profile) for seat in act.roll)
    _worth_launching(act, roll, profile)
    starts = act.starts or at
    if starts > at:
        says = _("What the period counts from must have happened; it lies ahead.")
        raise _refused("start-ahead", says, "period.starts")
    deadline = deadline_of(profile, at, _until(profile, act), act.length, starts=starts)
    opened = ProcedureOpened(
        text=act.text,
        text_digest=act.text.digest(),
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        divisible=profile.divisible if act.divisible is None else act.divisible,
        grace_seconds=act.grace_seconds,
        among=act.among,
        linked=act.linked,
        carried_by=act.carried_by,
        warnings=warnings(profile, at, deadline, starts=starts),
        groups=act.groups,
        starts=act.starts,
        parent=act.parent,
        part_of=act.part_of,
        recall_seconds=_moment_to_recall(act, at, deadline),
    )
    if profile.vetoers:
        _may_be_announced(act)
        return opened, LaunchAnnounced(deadline)
    period = PeriodOpened(1, 1, deadline, "placed", "period.minimum")
    clocks = _own_clocks(act, roll, at, deadline)
    return (opened, period, ClocksSet(clocks, "period.usual")) if clocks else (opened, period)


def _moment_to_recall(act: PlaceUnderSilence, at: datetime, deadline: datetime) -> int:
    """How long the launch may be recalled: not at all where others hang on it.

    What goes out in a letter with others, or is awaited by the procedure that asked for it, could
    not be taken back without them.
    """
    alone = not (act.linked or act.carried_by or act.parent)
    return seconds_to_recall(act.recall_seconds, at, deadline) if alone else 0


def deadline_of(
    profile: Profile,
    at: datetime,
    until: datetime | None,
    length: Duration | None,
    *,
    starts: datetime | None = None,
) -> datetime:
    """The deadline: as given, or worked out from a length, or from the usual period.

    Lengths count from `starts`, or from `at`.

    Raises `Refused` where it is missing, not ahead, or not an hour that exists.
    """
    length = length or (profile.usual if until is None else None)
    if until is None and length is None:
        says = _("No deadline is given, and the rules know no usual period.")
        raise _refused("no-deadline", says, "period.usual")
    if until is None and length is not None:
        try:
            counting = counting_of(profile, length)
            until = _on_the_minute(period_end(starts or at, length, counting))
        except (NoCalendar, NoBoardDays) as error:
            raise _refused(error.code, str(error), "period.calendar") from error
        except TimeError as error:
            raise _refused(error.code, str(error), "period.zone") from error
    if until is None or until <= at:
        says = _("The deadline must lie ahead of the moment at which the period begins.")
        raise _refused("deadline-not-ahead", says, "period.minimum")
    if too_far_ahead(at, until):
        raise _refused(TOO_FAR, _(TOO_FAR_SAYS), "period.usual")
    return until


def _on_the_minute(instant: datetime) -> datetime:
    """The instant itself, or the next whole minute: a deadline is written and applied alike."""
    rest = timedelta(seconds=instant.second, microseconds=instant.microsecond)
    return instant if not rest else instant - rest + timedelta(minutes=1)


def counting_of(profile: Profile, length: Duration | None = None) -> Counting:
    """How the rules count, with the calendar of the duty station where it is needed.

    The calendar is looked at once, here: what is recorded is the deadline itself. Raises
    `NoCalendar` where it is needed and not known.
    """
    plain = Counting(profile.zone, profile.ends_at, profile.floor, profile.rolls)
    if profile.calendar is None or not plain.needs_calendar(length):
        return plain
    return replace(plain, calendar=calendars.known(profile.calendar))


def too_far_ahead(at: datetime, until: datetime) -> bool:
    """Whether nobody alive could wait for it, so that the date must be a slip."""
    return until - at > LONGEST


def warnings(
    profile: Profile, at: datetime, deadline: datetime, *, starts: datetime | None = None
) -> tuple[str, ...]:
    """What departs from the rules without preventing the launch; recorded and shown to all.

    The period counts from `starts`, or from `at`.
    """
    wall = to_wall_clock(deadline, profile.zone)
    found: list[str] = []
    found += _against_minimum(profile, starts or at, deadline)
    found += _against_maximum(profile, starts or at, deadline)
    if profile.ends_at and wall.time() != profile.ends_at:
        found.append("unusual-hour")
    found += _on_a_day_off(profile, wall.date(), deadline)
    if not profile.in_validity(to_wall_clock(at, profile.zone).date()):
        found.append("rules-not-in-force")
    return tuple(found)


def _against_minimum(profile: Profile, at: datetime, deadline: datetime) -> list[str]:
    if profile.minimum is None and profile.floor is None:
        return []
    shortest: datetime | None = None
    try:
        counting = counting_of(profile, profile.minimum)
        shortest = shortest_end(at, profile.minimum, counting)
        if shortest and profile.minimum and deadline < shortest:
            # A period of days that ends at the hour of the rules is as long as they say.
            shortest = min(shortest, period_end(at, profile.minimum, counting))
    except NoCalendar:
        return ["minimum-not-checked"]
    except TimeError:
        pass  # an hour that does not exist on that day says nothing of the length
    return ["period-below-minimum"] if shortest and deadline < shortest else []


def _against_maximum(profile: Profile, at: datetime, deadline: datetime) -> list[str]:
    if profile.maximum is None:
        return []
    try:
        longest = period_end(at, profile.maximum, counting_of(profile, profile.maximum))
    except TimeError:
        return ["maximum-not-checked"]
    return ["period-above-maximum"] if deadline > longest else []


def _until(profile: Profile, act: PlaceUnderSilence) -> datetime | None:
    """The deadline as given, or as the rules count it back from a meeting."""
    if act.until is not None or act.meeting is None:
        return act.until
    before = profile.before_meeting
    if before is None:
        says = _(
            "The rules do not count the period back from a meeting; give its end or its length."
        )
        raise _refused("not-before-a-meeting", says, "period.before_meeting")
    wall = to_wall_clock(act.meeting, profile.zone)
    try:
        calendar = counting_of(profile, before).calendar
        day = day_before(wall.date(), before, calendar)
        hour = profile.ends_at or wall.time()
        return from_wall_clock(datetime.combine(day, hour), profile.zone)
    except TimeError as error:
        raise _refused(error.code, str(error), "period.before_meeting") from error


def _own_clocks(
    act: PlaceUnderSilence, roll: tuple[Seat, ...], at: datetime, deadline: datetime
) -> tuple[tuple[str, datetime], ...]:
    known = {seat.participant for seat in roll if seat.may_object}
    for name, until in act.clocks:
        if name not in known:
            says = _(
                "{name} has no standing to object, and needs no deadline of its own.", name=name
            )
            raise _refused("no-standing", says, "standing.object")
        if until <= deadline or too_far_ahead(at, until):
            says = _(
                "The deadline of {name} must be later than the others', and within a century.",
                name=name,
            )
            raise _refused("deadline-not-ahead", says, "period.usual")
    return act.clocks


def _may_be_announced(act: PlaceUnderSilence) -> None:
    """A launch that may be prevented is announced alone, and for all alike."""
    if act.clocks or act.linked or act.carried_by:
        says = _(
            "A launch that may be prevented is announced for one text, with one deadline "
            "for all; place the texts one by one."
        )
        raise _refused("announced-alone", says, "launch.veto")


def _on_a_day_off(profile: Profile, day: date, deadline: datetime) -> list[str]:
    """Whether the deadline falls on a weekend, a holiday, or a day that rolls to a later one."""
    weekend = ["deadline-on-weekend"] if day.isoweekday() > 5 else []  # noqa: PLR2004 - Friday
    try:
        if profile.calendar is not None:
            calendar = calendars.known(profile.calendar)
            weekend = ["deadline-on-weekend"] if calendar.is_weekend(day) else []
            if not weekend and calendar.holiday(day):
                return ["deadline-on-holiday"]
        moves = rolled(deadline, counting_of(profile)) != deadline
    except NoCalendar:
        return [*weekend, "holidays-not-checked"]
    except TimeError:
        return weekend
    return weekend or (["deadline-on-closed-day"] if moves else [])


def _may_launch(state: ProcedureState | None, act: PlaceUnderSilence, profile: Profile) -> None:
    if state is not None:
        says = _("A procedure of that name exists already; a text is placed under silence once.")
        raise _refused("already-exists", says)
    # A procedure whose own time has run out asks for it by its rules, which nobody has to confirm.
    by_rule = bool(act.parent) and act.actor.office is Office.TIME
    if not by_rule and act.actor.office not in profile.launch_by | profile.launch_through:
        by = any_of(profile.launch_by)
        says = _("Only {offices} may place a text under silence.", offices=by)
        raise _refused("not-authorised", says, "launch.by")


def _worth_launching(act: PlaceUnderSilence, roll: tuple[Seat, ...], profile: Profile) -> None:
    if not act.text.paragraphs:
        raise _refused("empty-text", _("A text without paragraphs cannot be placed under silence."))
    if len(set(act.text.numbers)) != len(act.text.numbers):
        raise _refused("paragraph-twice", _("Two paragraphs of the text have the same number."))
    if act.grace_seconds < 0:
        raise _refused("bad-grace", _("The book cannot be closed before the deadline."))
    if not any(seat.may_object for seat in roll):
        says = _("Nobody on the roll would have standing to object.")
        raise _refused("empty-roll", says, "standing.object")
    weighed = [profile.threshold, profile.quorum, profile.vote_majority, profile.vote_quorum]
    weighs = any(threshold is not None and threshold.weighs for threshold in weighed)
    if weighs and not sum(seat.weight for seat in roll if seat.may_object):
        says = _("The rules weigh the members, and nobody on the roll has a weight.")
        raise _refused("no-weight", says, "objection.threshold")


def with_standing(seat: Seat, profile: Profile) -> Seat:
    """The seat with what the rules let its category do."""
    return replace(
        seat,
        may_object=seat.category in profile.objectors,
        may_comment=seat.category in profile.commenters,
    )


def _refused(code: str, says: str, rule: str = "") -> Refused:
    return Refused(Refusal(code, says, rule))
