"""The Word templates of a body's letters: each version is kept with its hash, by whom and when.

The latest version is in force unless it was withdrawn; then the built-in letter is used again, and
not the version before, which somebody has replaced for a reason.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from nemcon.register.tables import bodies
from nemcon.register.tables_letters import letter_templates as t

_LISTED: Final = (
    t.c.notice,
    t.c.form,
    t.c.version,
    t.c.digest,
    t.c.kept_at,
    t.c.kept_by,
    t.c.withdrawn_at,
    t.c.withdrawn_by,
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a template, counted from 1; `withdrawn_at` is empty while it was not."""

    notice: str
    form: str
    version: int
    digest: str
    kept_at: datetime
    kept_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    in_force: bool


def keep_template(
    connection: Connection, body: str, notice: str, form: str, data: bytes, by: str, now: datetime
) -> int:
    """Keep a template that was checked, as the version in force; its number."""
    # Whoever keeps another one at the same moment waits for this one.
    connection.execute(select(bodies.c.id).where(bodies.c.id == body).with_for_update())
    last = connection.scalar(select(func.max(t.c.version)).where(_of(body, notice, form)))
    version = (last or 0) + 1
    connection.execute(
        insert(t).values(
            body_id=body,
            notice=notice,
            form=form,
            version=version,
            digest=hashlib.sha256(data).hexdigest(),
            data=data,
            kept_at=now,
            kept_by=by,
        )
    )
    return version


def template_in_force(connection: Connection, body: str, notice: str, form: str) -> bytes | None:
    """The template of those letters, byte for byte; `None` where the built-in letter is used."""
    query = select(t.c.data, t.c.withdrawn_at).where(_of(body, notice, form))
    row = connection.execute(query.order_by(t.c.version.desc()).limit(1)).first()
    return bytes(row.data) if row is not None and row.withdrawn_at is None else None


def withdraw_template(
    connection: Connection, body: str, notice: str, form: str, by: str, now: datetime
) -> bool:
    """Go back to the built-in letter; whether a template was in force."""
    latest = select(func.max(t.c.version)).where(_of(body, notice, form)).scalar_subquery()
    withdrawn = connection.execute(
        update(t)
        .where(_of(body, notice, form), t.c.version == latest, t.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now, withdrawn_by=by)
    )
    return withdrawn.rowcount > 0


def templates_of(connection: Connection, body: str) -> tuple[Version, ...]:
    """Every version of the templates of a body, the latest of each first."""
    query = select(*_LISTED).where(t.c.body_id == body)
    rows = connection.execute(query.order_by(t.c.notice, t.c.form, t.c.version.desc()))
    found: list[Version] = []
    for row in rows:
        latest = not found or (found[-1].notice, found[-1].form) != (row.notice, row.form)
        found.append(_version(row, in_force=latest and row.withdrawn_at is None))
    return tuple(found)


def _of(body: str, notice: str, form: str) -> Any:  # noqa: ANN401 - a condition of SQLAlchemy
    return (t.c.body_id == body) & (t.c.notice == notice) & (t.c.form == form)


def _version(row: Any, *, in_force: bool) -> Version:  # noqa: ANN401 - a row of these columns
    return Version(
        notice=row.notice,
        form=row.form,
        version=row.version,
        digest=row.digest,
        kept_at=row.kept_at,
        kept_by=row.kept_by,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
        in_force=in_force,
    )
