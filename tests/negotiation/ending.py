"""A negotiation that has ended, with the silence procedure in which its agreed part was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from nemcon.negotiation.acts import ConcludeNegotiation
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.families import asks
from nemcon.procedure.state import ProcedureState
from tests.negotiation.build import CHAIR, NAME, Negotiation, done, hour
from tests.procedure.build import Silence

CHILD = f"{NAME}-silence"


@dataclass
class Ending:
    """A negotiation, and the period of silence to which its conclusion led."""

    it: Negotiation
    silence: Silence

    @property
    def state(self) -> NegotiationState:
        return self.it.state

    @property
    def child(self) -> tuple[str, ProcedureState]:
        return (CHILD, self.silence.state)

    def finish(self) -> Ending:
        """Let the period end, and the negotiation take over its outcome."""
        self.silence.wait(10_000)
        at = self.silence.recorded[-1].at
        entries = [r.entry for r in self.silence.recorded]
        for ask in asks(CHILD, entries, self.silence.state):
            assert not isinstance(ask.act, PlaceUnderSilence)
            done(self.it._decide(ask.act, at))
        return self


def concluded(it: Negotiation, at: float, until: float) -> Ending:
    """The negotiation concluded at that hour, with what is agreed under silence until the other."""
    done(it.does(ConcludeNegotiation(CHAIR, until=hour(until)), at))
    return under_silence(it)


def under_silence(it: Negotiation) -> Ending:
    """What the negotiation asked to be placed under silence, placed there."""
    launch = next(ask.act for ask in it.asked if isinstance(ask.act, PlaceUnderSilence))
    silence = Silence()
    opened = it.state.concluded_at or hour(0)
    done(silence.act(launch, max(opened, hour(0) + timedelta(seconds=1))))
    return Ending(it, silence)
