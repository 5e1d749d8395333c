"""The board: all procedures, the open ones first by the time that is left, from projections alone.

Nothing is folded here and no letter is read, so that a page takes no longer with many procedures,
nor with many letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, case, func, or_, select

from nemcon.procedure.awaited import Awaits, Whom
from nemcon.procedure.notices import OPENING_NOTICES
from nemcon.register.mailings import LetterState
from nemcon.register.searching import holding
from nemcon.register.second_person import Unconfirmed, unconfirmed
from nemcon.register.tables import letters, mailings, procedures

_ENDED: Final = "ended"
_PARENTS: Final = procedures.alias("parents")
_COLUMNS: Final = (
    procedures.c.id,
    procedures.c.kind,
    procedures.c.body_id,
    procedures.c.title,
    procedures.c.phase,
    procedures.c.awaits,
    procedures.c.whom,
    procedures.c.until,
    procedures.c.zone,
    procedures.c.outcome,
    procedures.c.decided_at,
    procedures.c.head_number,
    _PARENTS.c.kind.label("of_kind"),
)
_LOST: Final = (LetterState.REFUSED.value, LetterState.BOUNCED.value)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which procedures are asked for; what is empty or `None` asks for nothing.

    `among` are the bodies that the reader sees, `None` for all; `acts` those in which the reader
    acts, and is told what waits for a second person. With `whom` the secretariat are meant those
    of which letters did not arrive, too, and those in which something waits for it. `search` is
    looked for by words; `awaits` is what they wait for.
    """

    among: Collection[str] | None = None
    body: str = ""
    phase: str = ""
    whom: Whom | None = None
    search: str = ""
    acts: Collection[str] | None = ()
    awaits: Awaits | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A procedure on the board; `lost` counts the delegations that no letter of the period reached.

    `confirm` is what waits there for a second person, where the reader is told of that.

    Instants are aware UTC; `zone` is that of the rules. `head` is the number of its last entry,
    `of` the kind of procedure that it hangs on, empty for none.
    """

    id: str
    kind: str
    body: str
    title: str
    phase: str
    awaits: Awaits
    whom: Whom
    until: datetime | None
    zone: str
    outcome: str | None
    decided_at: datetime | None
    head: int
    lost: int
    of: str
    confirm: Unconfirmed | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing is awaited any more."""
        return self.phase == _ENDED


def board(
    connection: Connection, wanted: Wanted, *, limit: int, offset: int = 0
) -> tuple[tuple[BoardRow, ...], int]:
    """A part of the board, and how many rows it has in all.

    The open ones come first, those with the least time left before the others; then what has
    ended, the latest first.
    """
    every = lost_of(connection) if wanted.whom is Whom.SECRETARIAT else None
    confirm = unconfirmed(connection, wanted.acts)
    conditions = _conditions(wanted, {*(every or {}), *confirm})
    total = connection.scalar(select(func.count()).select_from(procedures).where(*conditions)) or 0
    hung = procedures.outerjoin(_PARENTS, _PARENTS.c.id == procedures.c.parent)
    query = select(*_COLUMNS).select_from(hung).where(*conditions)
    found = list(connection.execute(query.order_by(*_ORDER).limit(limit).offset(offset)))
    lost = every
    if lost is None:
        lost = lost_of(connection, [row.id for row in found if row.phase != _ENDED])
    rows = tuple(
        BoardRow(
            id=row.id,
            kind=row.kind,
            body=row.body_id,
            title=row.title,
            phase=row.phase,
            awaits=Awaits(row.awaits),
            whom=Whom(row.whom),
            until=row.until,
            zone=row.zone,
            outcome=row.outcome,
            decided_at=row.decided_at,
            head=row.head_number,
            lost=lost.get(row.id, 0),
            of=row.of_kind or "",
            confirm=confirm.get(row.id),
        )
        for row in found
    )
    return rows, total


def lost_of(connection: Connection, names: Collection[str] | None = None) -> dict[str, int]:
    """How many delegations no letter of the present period reached, of those that were written to.

    Of the open procedures among these names, or of all. Where several texts were placed by one
    common letter, it is counted with the one that carries it. Procedures of which everything is
    well are left out.
    """
    opening = (
        select(mailings.c.id, procedures.c.id.label("procedure"))
        .join(procedures, procedures.c.id == mailings.c.procedure_id)
        .where(
            procedures.c.phase != _ENDED,
            mailings.c.book == procedures.c.book,
            mailings.c.notice.in_([notice.value for notice in OPENING_NOTICES.values()]),
        )
    )
    if names is not None:
        opening = opening.where(procedures.c.id.in_(list(names)))
    of = {row.id: row.procedure for row in connection.execute(opening)}
    # By the names of the mailings: joined, every letter that was ever written would be looked at.
    arrived = case((letters.c.state.in_(_LOST), 0), else_=1)
    lost = (
        select(letters.c.mailing_id, letters.c.participant_id)
        .where(letters.c.mailing_id.in_(list(of)))
        .group_by(letters.c.mailing_id, letters.c.participant_id)
        .having(func.max(arrived) == 0)
    )
    found = {(of[row.mailing_id], row.participant_id) for row in connection.execute(lost)}
    return Counter(procedure for procedure, _ in found - _reached_otherwise(connection, of, found))


def _reached_otherwise(
    connection: Connection, of: Mapping[str, str], lost: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Those of whom a letter of one mailing was lost, and that of another, sent again, was not."""
    times = Counter(of.values())
    doubtful = {pair for pair in lost if times[pair[0]] > 1}
    if not doubtful:
        return set()
    where = {procedure for procedure, _ in doubtful}
    arrived = select(letters.c.mailing_id, letters.c.participant_id).where(
        letters.c.mailing_id.in_([name for name, procedure in of.items() if procedure in where]),
        letters.c.participant_id.in_(sorted({who for _, who in doubtful})),
        letters.c.state.not_in(_LOST),
    )
    return {(of[row.mailing_id], row.participant_id) for row in connection.execute(arrived)}


def _conditions(wanted: Wanted, secretariat: Collection[str]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [procedures.c.head_number > 0]
    if wanted.among is not None:
        conditions.append(procedures.c.body_id.in_(sorted(wanted.among)))
    if wanted.body:
        conditions.append(procedures.c.body_id == wanted.body)
    if wanted.phase:
        conditions.append(procedures.c.phase == wanted.phase)
    if wanted.whom is Whom.SECRETARIAT:
        conditions.append(or_(_waits_for(wanted.whom), procedures.c.id.in_(list(secretariat))))
    elif wanted.whom is not None:
        conditions.append(_waits_for(wanted.whom))
    if wanted.awaits is not None:
        conditions.append(procedures.c.awaits == wanted.awaits.value)
    return [*conditions, *holding(wanted.search)]


def _waits_for(whom: Whom) -> ColumnElement[bool]:
    return procedures.c.whom == whom.value


_ORDER: Final = (
    case((procedures.c.phase == _ENDED, 1), else_=0),
    case((procedures.c.until.is_(None), 1), else_=0),
    procedures.c.until,
    func.coalesce(procedures.c.decided_at, procedures.c.opened_at).desc(),
    procedures.c.id,
)


def heads_in_all(connection: Connection, among: Collection[str] | None = None) -> tuple[int, int]:
    """How many procedures and entries there are, of these bodies: equal while nothing happens."""
    sums = select(func.count(), func.coalesce(func.sum(procedures.c.head_number), 0))
    if among is not None:
        sums = sums.where(procedures.c.body_id.in_(sorted(among)))
    number, entries = connection.execute(sums.select_from(procedures)).one()
    return int(number), int(entries)


def heads(connection: Connection) -> dict[str, tuple[str, int]]:
    """The body of each procedure, and the number of its last entry."""
    found = select(procedures.c.id, procedures.c.body_id, procedures.c.head_number)
    return {row.id: (row.body_id, row.head_number) for row in connection.execute(found)}
