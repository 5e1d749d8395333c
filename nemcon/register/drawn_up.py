"""A letter that was drawn up before its act, and goes with that act or not at all.

It was written for the entries that the act was foreseen to lead to, on the record as it was then.
Whether that is still so is looked at under the lock, so that nobody waits there for a letter to be
written (docs/decisions/0016).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nemcon.language import N_
from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal
from nemcon.register.appending import Appending
from nemcon.register.kinds import Entry, decide
from nemcon.register.papers import PaperFile
from nemcon.register.verify import Head

CHANGED: Final = Refusal(
    "letter-changed",
    N_(
        "The letter reads otherwise now than when it was shown, so nothing was recorded or sent. "
        "Look at it again, and confirm it then."
    ),
)
"""The refusal of an act whose letter is no longer the one that was shown."""


@dataclass(frozen=True, slots=True)
class DrawnUp:
    """A letter with the record on which it was drawn up, and the entries that it speaks of.

    `number` is that of the entry that calls for the letter. `paper` is the name under which the
    document is asked for, `symbol` its own reference and `format` the ending of its file.
    """

    head: Head
    entries: tuple[Entry, ...]
    number: int
    paper: str
    symbol: str
    title: str
    language: str
    distribution: str
    format: str
    file: PaperFile

    def fits(self, head: Head, entries: Sequence[Entry]) -> bool:
        """Whether it was written on that record, for these entries."""
        return self.head == head and self.entries == tuple(entries)

    def issue(self, written: Appending, actor: Actor, at: datetime) -> Refusal | None:
        """Issue it right after the entries that it speaks of; why not, where it may not be."""
        issuing = IssuePaper(
            actor=actor,
            paper=self.paper,
            symbol=self.symbol,
            title=self.title,
            language=self.language,
            distribution=self.distribution,
            digests=((self.format, self.file.digest),),
            seen=written.head.number,
        )
        issued = decide(written.procedure, written.known, issuing, at)
        if isinstance(issued, Refusal):
            return issued
        written.append(issued, actor, at)
        return None
