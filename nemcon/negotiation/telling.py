"""Who is told what others filed in a negotiation, where its rules name nobody.

Names are kept back, and the words that would give them away: reasons, what is said with a position,
statements, and the names typed within wordings. Pages, machines, letters and the compilation ask
here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from nemcon.language import _, ngettext
from nemcon.language.states import named
from nemcon.negotiation.drafting import may_amend
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.recounting import SOMEBODY
from nemcon.text.amendments import Amendment
from nemcon.text.document import Text
from nemcon.text.lines import row
from nemcon.text.negotiated import NegotiatedText, anonymous
from nemcon.text.paper import from_text, to_text
from nemcon.text.refused import TextRefused
from nemcon.text.runs import unattributed


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: whether names are told, and which delegation it is, if one; staff see all.

    `named` are the names on the roll by participant.
    """

    named: dict[str, str]
    tells: bool
    participant: str = ""
    amends: bool = False
    sees_all: bool = False

    @classmethod
    def of(cls, state: NegotiationState, *, sees_all: bool, participant: str = "") -> Reader:
        """The reader of that state."""
        seat = state.seat(participant) if participant else None
        return cls(
            {seat.participant: seat.name for seat in state.roll},
            sees_all or state.profile.names_proposers,
            participant,
            seat is not None and may_amend(state.profile, seat),
            sees_all,
        )

    @classmethod
    def acting(cls, state: NegotiationState, actor: Actor) -> Reader:
        """Whoever acts, as a reader: a delegation as itself; those who conduct it see all."""
        sees_all = actor.office is not Office.DELEGATION
        return cls.of(state, sees_all=sees_all, participant=actor.participant)

    def told_of(self, participant: str) -> bool:
        """Whether the reader is told what that participant, which may be its own, filed."""
        return self.tells or participant == self.participant != ""

    def told(self, *participants: str) -> list[str]:
        """Those of the participants whom the reader is told."""
        return [one for one in participants if one and self.told_of(one)]

    def name(self, participant: str) -> str:
        """The participant's name where it may be told."""
        if not self.told_of(participant):
            return _(SOMEBODY)
        return named(self.named.get(participant, participant))

    def names(self, participants: tuple[str, ...]) -> str:
        """Their names; where they may not be told, how many they are."""
        if self.tells:
            return row([named(self.named.get(name, name)) for name in participants])
        own = [named(self.named.get(p, p)) for p in self.told(*participants)]
        others = len(participants) - len(own)
        counted = [ngettext("{n} other", "{n} others", others) if own else str(others)]
        return row([*own, *(counted if others else [])])

    def words(self, participant: str, typed: str) -> str:
        """What that participant wrote in free words; empty where it would give the author away."""
        return typed if self.told_of(participant) else ""

    def amendment(self, amendment: Amendment) -> Amendment:
        """The amendment, without its reason and the names in its wording where nobody is named."""
        return amendment if self.told_of(amendment.proposer) else unnamed(amendment)

    def text(self, text: NegotiatedText) -> NegotiatedText:
        """The text, without the names of those who asked for brackets where nobody is named."""
        return text if self.tells else anonymous(text)

    def issue(self, text: Text) -> Text:
        """An issue of the text, likewise."""
        return text if self.tells else unnamed_issue(text)

    def digest(self, text: Text) -> str:
        """The digest of an issue as the reader sees it.

        That of the whole would give the names away to whoever tries those on the roll.
        """
        return self.issue(text).digest()


def unnamed(amendment: Amendment) -> Amendment:
    """The amendment without what would give its authors away: its reason and the names typed."""
    return replace(amendment, reason="", wording=unattributed(amendment.wording))


@lru_cache(maxsize=64)
def unnamed_issue(text: Text) -> Text:
    """An issue of the text without the names of those who asked for brackets.

    Words that were put in under silence need not be readable as marks, and stay as they are.
    """
    try:
        return to_text(anonymous(from_text(text)))
    except (TextRefused, ValueError):
        return text
