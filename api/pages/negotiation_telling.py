"""The entries of a negotiation in words, and what an act would lead to before it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from api.pages.listed import NEGOTIATION_OUTCOMES
from api.pages.negotiation_words import (
    RUNG_WORDS,
    STANCE_SAID,
    STATEMENT_SAID,
    STATUS_WORDS,
    doing,
    in_paragraphs_of,
)
from nemcon.mail.wording import OUTCOMES
from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import Stance
from nemcon.negotiation.entries import NegotiationEntry
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.procedure.families import ResultTaken
from nemcon.procedure.papers import PaperIssued, tell_issued
from nemcon.procedure.recall import LaunchRecalled
from nemcon.text.addressing import addressed
from nemcon.text.amendments import Amendment
from nemcon.text.lines import line, listed
from nemcon.text.numbers import read_path
from nemcon.timing.writing import write_instant

FINAL_OBJECTION: Final = "negotiation.final_objection"
_RECALLED: Final = "The launch was recalled before any letter of it left."


@dataclass(frozen=True, slots=True)
class NegotiationTeller:
    """Tells entries in the body's zone, to one reader."""

    zone: str
    reader: Reader

    def tell(self, entry: NegotiationEntry) -> str:
        """The entry as a sentence or two."""
        says = _TELLINGS[type(entry)](self, entry)
        because = getattr(entry, "because", "")
        if isinstance(entry, e.NegotiationEnded) and entry.rule == FINAL_OBJECTION:
            because = ""  # it is that of the conclusion, and not of what silence led to
        return f"{says} Reason given: {line(because)}" if because else says

    def when(self, instant: datetime | None) -> str:
        """The instant in the body's zone."""
        return write_instant(instant, self.zone) if instant else "the Chair ends it"


def foretold(
    state: NegotiationState, entries: Sequence[NegotiationEntry], whose: str
) -> tuple[str, ...]:
    """What entries that are not recorded yet would do; `whose` is "your" or "its"."""
    return tuple(says for entry in entries for says in _foretold(state, entry, whose))


def _foretold(state: NegotiationState, entry: NegotiationEntry, whose: str) -> Iterator[str]:
    names = {seat.participant: seat.name for seat in state.roll}
    match entry:
        case e.AmendmentProposed():
            also = listed([names.get(name, name) for name in entry.cosponsors])
            yield f"{whose.capitalize()} amendment is recorded as {entry.id}{_with(also)}."
            if entry.late:
                yield (
                    "The round has ended: it is recorded as late, and counts only if it is "
                    "admitted."
                )
        case e.PositionTaken():
            says = f"It is recorded that {whose} delegation {STANCE_SAID[entry.stance]}"
            yield f"{says} amendment {entry.amendment}."
            if entry.stance is Stance.COSPONSOR:
                yield "Should its proposer withdraw it, the first that joined it carries it on."
        case e.AmendmentWithdrawn(carried_on_by=name) if name:
            yield f"{names.get(name, name)}, a co-sponsor, carries the amendment on."
        case e.AmendmentWithdrawn():
            yield f"Amendment {entry.amendment} is withdrawn, and stays so."
        case e.StatementMade():
            says = f"It is recorded that {whose} delegation {STATEMENT_SAID[entry.kind]}"
            yield f"{says} {in_paragraphs_of(entry.paragraphs)}."
            if entry.late:
                yield "The round has ended; the statement is recorded as made after it."
        case e.ParagraphsMoved(amendment=name) if name:
            yield f"{_capital(in_paragraphs_of(entry.paragraphs))} was agreed, and is open again."
        case _:
            yield NegotiationTeller(state.profile.zone, Reader.of(state, sees_all=True)).tell(entry)


def _with(names: str) -> str:
    return f", with {names} as co-sponsors" if names else ""


def _tabled(t: NegotiationTeller, x: e.TextTabled) -> str:
    return (
        f"\u201c{line(x.text.name)}\u201d was tabled. The roll was fixed: {len(x.roll)} "
        f"participants. The rules applied are \u201c{line(x.profile_title)}\u201d. The first round "
        f"lasts until {t.when(x.until)}."
    )


def _proposed(t: NegotiationTeller, x: e.AmendmentProposed) -> str:
    place = read_path(x.paragraph) if x.paragraph else ()
    amendment = Amendment(x.id, "", x.change, place, passage=x.passage, beneath=x.beneath)
    also = t.reader.names(x.cosponsors)
    late = " It was late, and does not count unless it is admitted." if x.late else ""
    by = t.reader.name(x.participant)
    return f"{by} proposed amendment {x.id}, which {doing(amendment)}{_with(also)}.{late}"


def _position(t: NegotiationTeller, x: e.PositionTaken) -> str:
    return f"{t.reader.name(x.participant)} {STANCE_SAID[x.stance]} amendment {x.amendment}."


def _withdrew(t: NegotiationTeller, x: e.AmendmentWithdrawn) -> str:
    says = f"{t.reader.name(x.participant)} withdrew amendment {x.amendment}."
    on = f" {t.reader.name(x.carried_on_by)} carries it on." if x.carried_on_by else ""
    return f"{says}{on}"


def _stated(t: NegotiationTeller, x: e.StatementMade) -> str:
    about = in_paragraphs_of(x.paragraphs)
    return f"{t.reader.name(x.participant)} {STATEMENT_SAID[x.kind]} {about}."


def _revised(t: NegotiationTeller, x: e.RevisionIssued) -> str:
    said = [f"Rev.{x.text.revision} was issued."]
    for status in dict.fromkeys(d.status for d in x.disposed):
        these = listed([d.amendment for d in x.disposed if d.status is status])
        said.append(f"{STATUS_WORDS[status].capitalize()}: {these}.")
    if x.unplaced:
        said.append(f"No longer fit the text: {listed([name for name, _ in x.unplaced])}.")
    if x.until:
        said.append(f"Round {x.round} began with it, until {t.when(x.until)}.")
    return " ".join(said)


def _moved(_t: NegotiationTeller, x: e.ParagraphsMoved) -> str:
    rung = RUNG_WORDS[x.rung].word.lower()
    by = f", by amendment {x.amendment}" if x.amendment else ""
    many = "are" if len(x.paragraphs) > 1 else "is"
    return f"{_capital(in_paragraphs_of(x.paragraphs))} {many} {rung}{by}."


def _round_set(t: NegotiationTeller, x: e.RoundSet) -> str:
    if x.begins:
        return f"Round {x.round} began, until {t.when(x.until)}."
    return f"Round {x.round} lasts until {t.when(x.until)}."


def _reminded(_t: NegotiationTeller, x: e.RoundReminded) -> str:
    number = len(x.participants)
    if not number:
        return "A reminder of the end of the round was due, and nobody was left to remind."
    return f"{number} participant{'s' if number > 1 else ''} were reminded of the end of the round."


def _closed(t: NegotiationTeller, x: e.RoundClosed) -> str:
    on = f" The rules go on without the Chair at {t.when(x.chair_until)}." if x.chair_until else ""
    return f"Round {x.round} ended at {t.when(x.at)}.{on}"


def _concluded(_t: NegotiationTeller, x: e.NegotiationConcluded) -> str:
    said = ["The negotiation was concluded."]
    if x.agreed:
        how = "was adopted in the meeting" if x.in_meeting else "is placed under silence"
        said.append(f"What is agreed, {in_paragraphs_of(x.agreed)}, {how}.")
    if x.compiled:
        to = f", for {addressed(line(x.to))}" if x.to else ""
        many = "are" if len(x.compiled) > 1 else "is"
        which = _capital(in_paragraphs_of(x.compiled))
        said.append(f"{which} {many} listed in the Chair's compilation{to}.")
    return " ".join(said)


def _ended(_t: NegotiationTeller, x: e.NegotiationEnded) -> str:
    said = [f"The negotiation has ended: {NEGOTIATION_OUTCOMES[x.outcome]}."]
    if x.adopted:
        said.append(f"Adopted: {in_paragraphs_of(x.adopted)}.")
    if x.compiled:
        said.append(f"In the compilation: {in_paragraphs_of(x.compiled)}.")
    return " ".join(said)


def _admitted(_t: NegotiationTeller, x: e.LateAmendmentAdmitted) -> str:
    return f"The late amendment {x.amendment} was admitted."


def _result(_t: NegotiationTeller, x: ResultTaken) -> str:
    return f"The silence procedure {x.child} ended: {OUTCOMES[x.outcome]}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_TELLINGS: Final[dict[type[NegotiationEntry], Callable[[NegotiationTeller, Any], str]]] = {
    e.TextTabled: _tabled,
    e.AmendmentProposed: _proposed,
    e.PositionTaken: _position,
    e.AmendmentWithdrawn: _withdrew,
    e.LateAmendmentAdmitted: _admitted,
    e.StatementMade: _stated,
    e.RevisionIssued: _revised,
    e.ParagraphsMoved: _moved,
    e.RoundSet: _round_set,
    e.RoundReminded: _reminded,
    e.RoundClosed: _closed,
    e.NegotiationConcluded: _concluded,
    e.NegotiationEnded: _ended,
    ResultTaken: _result,
    PaperIssued: lambda _t, x: line(tell_issued(x)),
    LaunchRecalled: lambda _t, _x: _RECALLED,
}
