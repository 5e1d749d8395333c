"""The files of documents that were issued: kept byte for byte, and found again by their hash.

They are written in the transaction of the entry that names them, and never changed. The entry is
what says that they were issued; a file that no entry names was issued by nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select

from nemcon.register.tables import issued_papers, paper_issuers

_FIND: Final = select(
    issued_papers.c.media_type,
    issued_papers.c.name,
    issued_papers.c.data,
).where(issued_papers.c.digest == bindparam("digest"))
_ISSUERS: Final = (
    select(paper_issuers.c.procedure_id)
    .where(paper_issuers.c.digest == bindparam("digest"))
    .order_by(paper_issuers.c.procedure_id)
)


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One file of a document. `name` is the one under which it is taken away."""

    name: str
    media_type: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was kept, and every procedure that issued it, by name."""

    procedures: tuple[str, ...]
    file: PaperFile


def keep_files(
    connection: Connection, procedure: str, files: Iterable[PaperFile], now: datetime
) -> None:
    """Keep the files as issued by the procedure; bytes that are kept already are not kept twice."""
    named = {file.digest: file for file in files}
    known = select(issued_papers.c.digest).where(issued_papers.c.digest.in_(list(named)))
    kept = set(connection.scalars(known))
    for digest, file in named.items():
        if digest in kept:
            continue
        connection.execute(
            insert(issued_papers).values(
                digest=digest,
                procedure_id=procedure,
                media_type=file.media_type,
                name=file.name,
                data=file.data,
                kept_at=now,
            )
        )
    ours = select(paper_issuers.c.digest).where(paper_issuers.c.procedure_id == procedure)
    issued = set(connection.scalars(ours.where(paper_issuers.c.digest.in_(list(named)))))
    for digest in named.keys() - issued:
        connection.execute(insert(paper_issuers).values(digest=digest, procedure_id=procedure))


def kept_file(connection: Connection, digest: str) -> KeptFile | None:
    """The file with that hash, byte for byte as it was issued; `None` where there is none."""
    row = connection.execute(_FIND, {"digest": digest}).first()
    if row is None:
        return None
    procedures = tuple(connection.scalars(_ISSUERS, {"digest": digest}))
    return KeptFile(procedures, PaperFile(row.name, row.media_type, bytes(row.data)))
