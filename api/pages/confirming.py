"""Confirming an act: bound to what was shown, and to how far the register had got.

Whoever confirms has read a page, and that page told what had happened until then. The seal lets
nothing be recorded that was not shown; the number of the register's head lets nothing be recorded
in ignorance of what has happened since.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from api.context import Context
from api.intake import recorded_as
from api.pages.form import Form
from api.pages.record import Record
from api.pages.shown import Line, history
from api.v1.disclosure import viewer_of
from nemcon.procedure import entries as e
from nemcon.register.door import Position, PositionOf
from nemcon.register.kinds import Act, State
from nemcon.register.staff import Staff


@dataclass(frozen=True, slots=True)
class Confirmation:
    """An act that is asked to be confirmed, on a page that showed the register up to `seen`.

    `holder` binds it to whose page it was, where that page may be anybody's: the token of a link,
    or the name of a member of the staff.
    """

    procedure: str
    act: Act
    submission: str
    seen: int
    holder: str = ""

    @classmethod
    def fresh(cls, position: PositionOf[State], act: Act, holder: str = "") -> Confirmation:
        """One that is asked for now."""
        submission = secrets.token_urlsafe(16)
        return cls(position.procedure, act, submission, position.head.number, holder)

    @classmethod
    def of(cls, procedure: str, act: Act, sent: Form, holder: str = "") -> Confirmation:
        """The one that was sent."""
        return cls(procedure, act, sent.get("submission"), seen_in(sent), holder)

    def hidden(self, context: Context) -> tuple[tuple[str, str], ...]:
        """What the confirming button sends."""
        return (
            ("submission", self.submission),
            ("seen", str(self.seen)),
            ("seal", self._seal(context)),
        )

    def sealed(self, context: Context, sent: Form) -> bool:
        """Whether exactly this was shown for confirmation before."""
        seal = self._seal(context).encode()
        return bool(self.submission) and hmac.compare_digest(seal, sent.get("seal").encode())

    def made(self, context: Context) -> bool:
        """Whether it was recorded already, and is now only sent again."""
        return recorded_as(context, self.procedure, self.act, self.submission) is not None

    def _seal(self, context: Context) -> str:
        parts = (self.procedure, self.holder, self.submission, str(self.seen), repr(self.act))
        return context.links.sign("an act that was shown", "\0".join(parts))


def seen_in(sent: Form) -> int:
    """How far the register had got on the page from which this was sent; 0 where it is not said."""
    number = sent.get("seen")
    return int(number) if number.isascii() and number.isdigit() and len(number) < _LONGEST else 0


_LONGEST: Final = 10


def news_since(context: Context, staff: Staff, position: Position, seen: int) -> tuple[Line, ...]:
    """What was recorded after that entry, in words; a reminder by the clock is no news."""
    if not seen or seen >= position.head.number:
        return ()
    record = Record.of(context.register.written(position.procedure))
    reminders = {
        recorded.number
        for recorded, _ in record.entries
        if isinstance(recorded.entry, e.ReminderIssued)
    }
    lines = history(viewer_of(staff), position.state, record)
    return tuple(line for line in lines if line.number > seen and line.number not in reminders)
