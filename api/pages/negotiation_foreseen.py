"""The revision that the Chair would issue, as it is shown before it is issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from api.context import Context
from api.pages.negotiation_shapes import RevisionShown
from api.pages.negotiation_shown import Negotiated, changed_between
from api.pages.negotiation_telling import NegotiationTeller
from api.pages.negotiation_words import became
from nemcon.language import _
from nemcon.mail.facts import Recipient
from nemcon.mail.issuing import Issuer
from nemcon.mail.meeting import MeetingMatter
from nemcon.mail.negotiation_letters import NEGOTIATION
from nemcon.negotiation.acts import NegotiationAct
from nemcon.negotiation.entries import NegotiationEntry, RevisionIssued, RoundClosed
from nemcon.negotiation.evolution import evolve
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.entries import Happened
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal
from nemcon.register import codec, directory
from nemcon.register.door import PositionOf
from nemcon.text.paper import to_text

At: TypeAlias = PositionOf[NegotiationState]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The text as it would be issued, what it changes, and what becomes of each amendment.

    `unplaced` are those that would fit no more, each with the reason; `waiting` stay as they are.
    """

    name: str
    changed: tuple[RevisionShown, ...]
    disposed: tuple[tuple[str, str], ...]
    unplaced: tuple[tuple[str, str], ...]
    waiting: tuple[str, ...]
    round: int
    says: tuple[str, ...]
    entries: tuple[NegotiationEntry, ...]


def foreseen_revision(view: Negotiated, procedure: str, act: NegotiationAct) -> Foreseen | Refusal:
    """What the rules would make of it now; or why they refuse it."""
    state = view.state
    answer = decide(state, act, view.now, procedure=procedure)
    if isinstance(answer, Refusal):
        return answer
    issued = next(entry for entry in answer if isinstance(entry, RevisionIssued))
    for number, entry in enumerate(answer, start=state.number + 1):
        state = evolve(state, Happened(number, view.now, act.actor, entry))
    teller = NegotiationTeller(view.zone, view.reader)
    lost = {name for name, _reason in issued.unplaced}
    # The notes beside the numbers are in what was issued, and moves on the ladder since then too.
    present = to_text(view.state.text)
    return Foreseen(
        name=issued.text.name,
        changed=changed_between(present, issued.text),
        disposed=tuple((d.amendment, became(d.status, d.into)) for d in issued.disposed),
        unplaced=issued.unplaced,
        waiting=tuple(
            p.amendment.id for p in state.amendments if p.live and p.amendment.id not in lost
        ),
        round=issued.round,
        says=tuple(_will(teller, entry) for entry in answer),
        entries=answer,
    )


def _will(teller: NegotiationTeller, entry: NegotiationEntry) -> str:
    """What an entry leads to, before it is made; what becomes of amendments stands by itself."""
    match entry:
        case RevisionIssued(until=None):
            return _("Rev.{number} will be issued.", number=entry.text.revision)
        case RevisionIssued(until=datetime() as until):
            issued = _("Rev.{number} will be issued.", number=entry.text.revision)
            begins = _(
                "Round {number} will begin with it, until {until}.",
                number=entry.round,
                until=teller.when(until),
            )
            return f"{issued} {begins}"
        case RoundClosed():
            return _(
                "Round {number} will be closed, as it ended at {instant}.",
                number=entry.round,
                instant=teller.when(entry.at),
            )
        case _:
            return teller.tell(entry)


def letter_foreseen(context: Context, position: At, foreseen: Foreseen, actor: Actor) -> str:
    """The letter that would tell of the revision, as the first on the roll would read it.

    What only the sending gives stands for itself: the link, and the register's head.
    """
    procedure, seat = position.procedure, position.state.roll[0]
    record = [(codec.read(w.body), w.hash) for w in context.register.written(procedure)]
    now = context.clock.now()
    for entry in foreseen.entries:
        record.append((Happened(len(record) + 1, now, actor, entry), "(made when it is issued)"))
    number = next(
        recorded.number
        for recorded, _digest in record[position.state.number :]
        if isinstance(recorded.entry, RevisionIssued)
    )
    with context.database.reading() as connection:
        body = directory.body_of(connection, position.body)
    issuer = Issuer(body.id, body.name, body.zone, body.parent, body.session, body.chair)
    occasion = NEGOTIATION.occasion(NegotiationNotice.REVISION, procedure, issuer, number, record)
    matter = MeetingMatter(NEGOTIATION, occasion)
    recipient = Recipient("", seat.participant, "", "")
    link = {procedure: f"{context.settings.public_url}/l/..."}
    enquiries = context.settings.mail_office
    parts = matter.write(recipient, matter.names(recipient), enquiries, link)
    subject = _("Subject: {subject}", subject=parts.subject)
    return f"{subject}\n\n{parts.text}"
