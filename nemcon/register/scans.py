"""Scans of the papers because of which the secretariat files for a delegation: bytes by their hash.

A scan is kept when it is first sent, before anything is filed, so that it is not lost between the
steps of a form. What is filed names it, and from then on it is kept for good; a scan on the
strength of which nothing was filed within a day is forgotten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from nemcon.language import N_
from nemcon.procedure.people import Scan
from nemcon.procedure.refusal import Refusal
from nemcon.register import codec
from nemcon.register.codec import Written
from nemcon.register.database import Database
from nemcon.register.tables import Instant, entries
from nemcon.register.tables_scans import scans as t

UNUSED_FOR: Final = timedelta(days=1)
"""How long a scan waits for something to be filed on the strength of it."""
GONE: Final = Refusal(
    "scan-not-kept",
    N_(
        "The scan is not kept here: it was never sent, or nothing was filed for a day. Send it "
        "again."
    ),
)
_NAMING: Final = '"scan":{"digest":"'


@dataclass(frozen=True, slots=True)
class KeptScan:
    """A scan as it is kept; `used` says that something was filed, or waits, because of it."""

    scan: Scan
    data: bytes
    used: bool


def keep_scan(
    database: Database, procedure: str, scan: Scan, data: bytes, by: str, now: datetime
) -> None:
    """Keep a scan that was sent for that procedure. Sent twice, it is kept once."""
    try:
        _keep(database, procedure, scan, data, by, now)
    except IntegrityError:  # somebody sent the same at this moment
        _keep(database, procedure, scan, data, by, now)


def known_scan(connection: Connection, procedure: str, digest: str) -> Scan | None:
    """The scan with that hash that was sent for that procedure; its bytes stay unread."""
    query = select(t.c.media_type, t.c.size).where(_is(procedure, digest))
    row = connection.execute(query).first()
    return Scan(digest, row.media_type, row.size) if row else None


def kept_scan(connection: Connection, procedure: str, digest: str) -> KeptScan | None:
    """The same, with its bytes."""
    row = connection.execute(select(t).where(_is(procedure, digest))).first()
    if row is None:
        return None
    scan = Scan(digest, row.media_type, row.size)
    return KeptScan(scan, bytes(row.data), row.used_at is not None)


def use_scan(
    connection: Connection, procedure: str, scan: Scan | None, now: datetime
) -> Refusal | None:
    """Keep the scan for good, since something rests on it now; or why nothing can.

    In the transaction in which that is recorded, so that it is not forgotten meanwhile.
    """
    if scan is None:
        return None
    kept = connection.execute(
        update(t)
        .where(
            _is(procedure, scan.digest),
            t.c.media_type == scan.media_type,
            t.c.size == scan.size,
        )
        .values(used_at=func.coalesce(t.c.used_at, literal(now, Instant())))
    )
    return None if kept.rowcount else GONE.spoken()


def filed_for(connection: Connection, procedure: str, digest: str) -> frozenset[str]:
    """The delegations for which something was recorded on the strength of that scan."""
    query = select(entries.c.body).where(
        entries.c.procedure_id == procedure,
        entries.c.body.contains(f"{_NAMING}{digest}", autoescape=True),
    )
    actors = (codec.read(body).actor for body in connection.scalars(query))
    return frozenset(a.participant for a in actors if a.scan and a.scan.digest == digest)


def problems_of_scans(
    connection: Connection, procedure: str, written: Iterable[Written]
) -> tuple[str, ...]:
    """What is wrong with the scans that these entries name: each is looked at byte for byte."""
    found: list[str] = []
    looked_at: set[str] = set()
    for item in written:
        scan = _named(item)
        if scan is None or scan.digest in looked_at:
            continue
        looked_at.add(scan.digest)
        if says := _wrong_with(kept_scan(connection, procedure, scan.digest), scan):
            found.append(f"entry {item.number}: {says}")
    return tuple(found)


def _keep(
    database: Database, procedure: str, scan: Scan, data: bytes, by: str, now: datetime
) -> None:
    with database.writing() as connection:
        connection.execute(delete(t).where(t.c.used_at.is_(None), t.c.kept_at < now - UNUSED_FOR))
        again = update(t).where(_is(procedure, scan.digest)).values(kept_at=now)
        if connection.execute(again).rowcount:
            return
        connection.execute(
            insert(t).values(
                procedure_id=procedure,
                digest=scan.digest,
                media_type=scan.media_type,
                size=scan.size,
                data=data,
                kept_at=now,
                kept_by=by,
            )
        )


def _named(item: Written) -> Scan | None:
    """The scan that the entry names; what cannot be read as an entry is told by the chain."""
    if _NAMING not in item.body:
        return None
    try:
        return codec.read(item.body).actor.scan
    except ValueError:
        return None


def _wrong_with(kept: KeptScan | None, scan: Scan) -> str:
    if kept is None:
        return f"the scan {scan.digest} is missing"
    if hashlib.sha256(kept.data).hexdigest() != scan.digest:
        return f"the bytes of the scan {scan.digest} were changed"
    if kept.scan != scan or len(kept.data) != scan.size:
        return f"the scan {scan.digest} is kept under another type or size than the entry names"
    return ""


def _is(procedure: str, digest: str) -> ColumnElement[bool]:
    return (t.c.procedure_id == procedure) & (t.c.digest == digest)
