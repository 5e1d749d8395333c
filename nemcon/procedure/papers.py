"""Issuing a document: what is asked, what is recorded, and what a procedure has issued.

Every kind of procedure issues documents in the same way, as all of them take over results. What a
document says is built elsewhere, from the record; here is only that it was issued: under which
symbol, in which version, and with which bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nemcon.language import _
from nemcon.procedure.people import Actor


@dataclass(frozen=True, slots=True)
class IssuePaper:
    """Issue a document as it was previewed.

    `paper` is the name under which documents of its kind are asked for, `digests` are the SHA-256
    of its files by their format, and `seen` is the number of the last entry that the preview took
    into account: what was previewed is what is issued, or nothing is.
    """

    actor: Actor
    paper: str
    symbol: str
    title: str
    language: str
    distribution: str
    digests: tuple[tuple[str, str], ...]
    seen: int


@dataclass(frozen=True, slots=True)
class PaperIssued:
    """A document was issued; `version` counts those under the same symbol, from 1.

    `of_head` is the number of the last entry that the document takes into account.
    """

    paper: str
    symbol: str
    version: int
    title: str
    language: str
    distribution: str
    digests: tuple[tuple[str, str], ...]
    of_head: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A document that was issued; `number` is that of its entry."""

    number: int
    at: datetime
    paper: str
    symbol: str
    version: int
    title: str
    language: str
    distribution: str
    digests: tuple[tuple[str, str], ...]


def with_paper(
    papers: tuple[IssuedPaper, ...], entry: PaperIssued, number: int, at: datetime
) -> tuple[IssuedPaper, ...]:
    """The documents of a procedure with the one that its entry `number` issued at that instant."""
    issued = IssuedPaper(
        number=number,
        at=at,
        paper=entry.paper,
        symbol=entry.symbol,
        version=entry.version,
        title=entry.title,
        language=entry.language,
        distribution=entry.distribution,
        digests=entry.digests,
    )
    return (*papers, issued)


def tell_issued(entry: PaperIssued) -> str:
    """The entry in a sentence, for histories of every kind of procedure."""
    if entry.version > 1:
        return _(
            "The document {symbol}, version {version} was issued: {title}.",
            symbol=entry.symbol,
            version=entry.version,
            title=entry.title,
        )
    return _("The document {symbol} was issued: {title}.", symbol=entry.symbol, title=entry.title)
