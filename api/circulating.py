"""A provisional agenda as people send it, made the act that circulates it."""

from __future__ import annotations

from dataclasses import dataclass

from api.context import Context
from api.intake import profile_for
from api.problems import unknown_name
from api.sent import maybe_instant
from api.sent_agenda import Circulating
from nemcon.agenda.acts import CirculateAgenda
from nemcon.procedure.people import Actor
from nemcon.register import directory
from nemcon.register.directory import UnknownName


@dataclass(frozen=True, slots=True)
class Circulated:
    """An agenda about to be circulated: the act, the procedure's id, and its body."""

    procedure: str
    body: str
    act: CirculateAgenda


def circulating(context: Context, sent: Circulating, actor: Actor) -> Circulated:
    """The act of circulating an agenda, with everything that it names. Raises `Problem`."""
    profile = profile_for(sent.profile, sent.rules)
    try:
        with context.database.reading() as connection:
            body = directory.body_of(connection, sent.body)
            now = context.clock.now()
            roll = directory.seats(connection, sent.body, sent.among, now)
            groups = directory.groups(connection, sent.body, sent.among, now)
    except UnknownName as error:
        raise unknown_name(error) from error
    act = CirculateAgenda(
        actor=actor,
        title=sent.title,
        items=tuple(item.item() for item in sent.items),
        parts=tuple(part.part() for part in sent.parts),
        sittings=tuple(sitting.sitting(profile.zone) for sitting in sent.sittings),
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        symbol=sent.symbol,
        until=maybe_instant(sent.until, profile.zone),
        grace_seconds=context.settings.grace_seconds,
        recall_seconds=context.settings.recall_seconds,
        groups=groups,
        session=sent.session or body.session,
        next_session=sent.next_session or body.next_session,
    )
    return Circulated(sent.procedure, sent.body, act)
