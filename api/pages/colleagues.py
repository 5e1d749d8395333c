"""A delegate gives a colleague a link of their own, as far as the body allows it."""

from __future__ import annotations

from datetime import datetime

from api.context import Context
from api.intake import Sent, read
from api.pages.opening import OpenedLink
from api.problems import Problem
from api.words import Address, Identifier, Name
from nemcon.language import _, spoken
from nemcon.register import directory
from nemcon.register.colleagues import (
    Allowed,
    Colleague,
    Naming,
    NotForwarded,
    allowed_in,
    colleagues_of,
    end_colleague,
    name_colleague,
)
from nemcon.register.kinds import State
from nemcon.text.lines import alternatives


class ToForward(Sent):
    """The colleague, and who names them, as typed."""

    name: Name
    address: Address
    filed_by: Name


class ToEnd(Sent):
    """Whose link is to end, and who ends it, as typed."""

    contact: Identifier
    ended_by: Name


def domains_of(context: Context, opened: OpenedLink[State]) -> tuple[str, ...]:
    """The mail domains of the delegation's contacts, at which a colleague may be; none: nobody."""
    holder = opened.holder
    with context.database.reading() as connection:
        if allowed_in(connection, holder.body) is Allowed.NOBODY:
            return ()
        known = directory.contacts_of(connection, holder.body, (holder.participant,))
    return tuple(dict.fromkeys(_domain(contact.address) for contact in known))


def colleagues(context: Context, opened: OpenedLink[State]) -> tuple[Colleague, ...]:
    """The colleagues of the delegation who have a living link."""
    with context.database.reading() as connection:
        return colleagues_of(connection, opened.position.procedure, (opened.holder.participant,))


def forward(
    context: Context, opened: OpenedLink[State], typed: dict[str, str], now: datetime
) -> None:
    """Give the colleague a link. Raises `Problem` where it is not allowed, or not in form."""
    sent, holder = read(ToForward, typed), opened.holder
    domains = domains_of(context, opened)
    if not domains or opened.state.ended:
        raise Problem(409, "not-open", _("Links are not forwarded here, or not any more."))
    if _domain(sent.address) not in domains:
        says = _(
            "Choose an address of your delegation, at {domains}.", domains=alternatives(domains)
        )
        raise Problem(422, "not-of-the-delegation", says)
    naming = Naming(
        opened.position.procedure,
        holder.body,
        holder.participant,
        holder.contact,
        sent.filed_by,
        sent.name,
        sent.address,
        spoken().code,
    )
    try:
        with context.database.writing() as connection:
            name_colleague(connection, naming, now)
    except NotForwarded as error:
        raise Problem(409, error.code, error.says) from error


def end(context: Context, opened: OpenedLink[State], typed: dict[str, str], now: datetime) -> None:
    """End the link of a colleague of this delegation. Raises `Problem`."""
    sent = read(ToEnd, typed)
    if all(known.contact != sent.contact for known in colleagues(context, opened)):
        raise Problem(404, "not-found", _("Your delegation has no such colleague with a link."))
    with context.database.writing() as connection:
        end_colleague(connection, opened.position.procedure, sent.contact, sent.ended_by, now)


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()
