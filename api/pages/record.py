"""The entries of a procedure as the pages read them: which act each belongs to, and its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nemcon.procedure import entries as e
from nemcon.procedure.entries import Recorded
from nemcon.procedure.evolution import evolve
from nemcon.procedure.state import ProcedureState
from nemcon.register import codec
from nemcon.register.codec import Written
from nemcon.text.document import Text


@dataclass(frozen=True, slots=True)
class Record:
    """The entries of a procedure, each with its hash."""

    entries: tuple[tuple[Recorded, str], ...]

    @classmethod
    def of(cls, written: Sequence[Written]) -> Record:
        """The entries read from their writing."""
        return cls(tuple((codec.read(item.body), item.hash) for item in written))

    def act_around(self, number: int) -> tuple[int, int]:
        """The numbers of the first and the last entry of the act that entry `number` belongs to.

        Everything that one act led to has the same instant and actor; a filing begins an act.
        """
        at, actor = self._mark(number)
        first = number
        while not self._begins(first) and first > 1 and self._mark(first - 1) == (at, actor):
            first -= 1
        last = number
        while last < len(self.entries) and self._mark(last + 1) == (at, actor):
            if self._begins(last + 1):
                break
            last += 1
        return first, last

    def receipt_code(self, procedure: str, number: int) -> str:
        """The code on the receipt of the act that entry `number` belongs to."""
        first, _ = self.act_around(number)
        return f"{procedure}/{first}/{self.entries[first - 1][1][:12]}"

    def previous_text(self) -> Text | None:
        """The text before its last revision."""
        state: ProcedureState | None = None
        found: Text | None = None
        for recorded, _ in self.entries:
            if isinstance(recorded.entry, e.TextRevised) and state is not None:
                found = state.text
            state = evolve(state, recorded)
        return found

    def _mark(self, number: int) -> tuple[datetime, object]:
        recorded = self.entries[number - 1][0]
        return recorded.at, recorded.actor

    def _begins(self, number: int) -> bool:
        return isinstance(self.entries[number - 1][0].entry, e.Filed | e.ObjectionWithdrawn)
