"""What composing needs to know of the matter that a mailing is about, whatever its kind.

Each kind of procedure writes its own letters; marks, links, threads and dates are the same for all.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from nemcon.mail.attached import Attached
from nemcon.mail.facts import Names, Recipient
from nemcon.mail.issuing import Issuer
from nemcon.mail.letters import Parts


class Matter(Protocol):
    """What a mailing is about."""

    @property
    def notice(self) -> StrEnum:
        """The kind of letter."""
        ...

    @property
    def issuer(self) -> Issuer:
        """In whose name the letters go out."""
        ...

    @property
    def number(self) -> int:
        """The number of the entry that called for the mailing."""
        ...

    @property
    def head(self) -> tuple[int, str]:
        """The number and hash of the last entry that the letters speak of."""
        ...

    @property
    def attached(self) -> Attached | None:
        """The file that goes with every letter, where there is one."""
        ...

    @property
    def procedures(self) -> tuple[str, ...]:
        """The procedures to which the letters link; the first is the one that they are about."""
        ...

    @property
    def root(self) -> str:
        """The procedure whose first letter begins the thread that these letters belong to."""
        ...

    @property
    def begins(self) -> bool:
        """Whether these letters are the first of their thread."""
        ...

    def names(self, recipient: Recipient) -> Names:
        """The names by which a letter speaks of its recipient."""
        ...

    def alike(self, recipient: Recipient) -> Hashable:
        """What else tells the letters to two recipients in the same zone apart."""
        ...

    def write(
        self, recipient: Recipient, names: Names, enquiries: str, links: Mapping[str, str]
    ) -> Parts:
        """The letter to a recipient who is called by these names; `links` go by procedure."""
        ...

    def calendar(self, domain: str, stamp: datetime, participant: str) -> str:
        """The iCalendar file that goes with the letter; empty where none is needed."""
        ...
