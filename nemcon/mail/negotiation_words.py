"""How a letter writes amendments, rounds and what a negotiation comes to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from nemcon.mail.meeting_words import (
    delegation_of,
    named,
    paragraphs_section,
    term,
    until,
)
from nemcon.mail.sections import Listed, Section, Term, Terms, Timed
from nemcon.mail.wording import destination, in_paragraphs, offices_named, shortened
from nemcon.mail.writing import Writing, name_of
from nemcon.negotiation.acts import NegotiationOutcome, Rung, Stance, Statement
from nemcon.negotiation.drafting import may_amend
from nemcon.negotiation.entries import Disposed, Merged
from nemcon.negotiation.state import NegotiationPhase, NegotiationState, Proposed
from nemcon.negotiation.telling import Reader, unnamed
from nemcon.procedure.people import Seat
from nemcon.text.amendments import Amendment, Change, Status
from nemcon.text.document import Text
from nemcon.text.lines import block, line, listed
from nemcon.text.numbers import path_written
from nemcon.text.writing import write_runs
from nemcon.timing.deadline import Deadline

RUNGS: Final = {
    Rung.OPEN: "open again",
    Rung.AD_REFERENDUM: "agreed ad referendum",
    Rung.AGREED: "agreed",
    Rung.WITHDRAWN: "withdrawn",
}
STANCES: Final = {
    Stance.SUPPORT: "it supports",
    Stance.OPPOSE: "it opposes",
    Stance.COSPONSOR: "it co-sponsors",
    Stance.NONE: "it no longer takes a position on",
}
STATEMENTS: Final = {
    Statement.EXPLAIN: "an explanation of position",
    Statement.RESERVE: "a reservation",
    Statement.DISSOCIATE: "a dissociation",
}
OUTCOMES: Final = {
    NegotiationOutcome.AGREED: "adopted",
    NegotiationOutcome.PARTLY_AGREED: "adopted in part",
    NegotiationOutcome.COMPILED: "not agreed",
    NegotiationOutcome.WITHDRAWN: "withdrawn",
    NegotiationOutcome.RECALLED: "recalled before any letter left",
}
_ENDS: Final = {
    Status.ACCEPTED: "accepted",
    Status.MERGED: "merged",
    Status.ALTERNATIVE: "left in the text as an alternative, in brackets",
    Status.WITHDRAWN: "withdrawn",
    Status.NOT_TAKEN_UP: "not taken up",
    Status.PROPOSED: "still to be dealt with",
}


def asks(amendment: Amendment) -> str:
    """What an amendment asks for, without its words."""
    place = path_written(amendment.place)
    where = f"paragraph {place}" if place else "the beginning of the text"
    if amendment.adds_paragraph:
        if amendment.beneath:
            return f"a new sub-paragraph below {where}"
        return f"a new paragraph after {where}" if place else "a new paragraph before all others"
    words = f"words in {where}" if amendment.passage else where
    return {
        Change.REPLACE: f"other wording for {words}",
        Change.INSERT: f"words to be inserted in {where}",
        Change.DELETE: f"the deletion of {words}",
        Change.BRACKET: f"brackets around {words}",
    }[amendment.change]


def amendment_terms(
    state: NegotiationState, proposed: Proposed, write: Writing, *, own: bool
) -> tuple[Term, ...]:
    """An amendment as this reader may see it; what the rules keep back is not there."""
    amendment = proposed.amendment
    tells = own or state.profile.names_proposers
    shown = amendment if tells else unnamed(amendment)
    by = delegation_of(state, amendment.proposer)
    if own and amendment.proposer:
        by = f"the delegation of {name_of(state, amendment.proposer)}"
    return (
        *term("Amendment", line(amendment.id)),
        *(term("Proposed by", by) if amendment.proposer else ()),
        *(_cosponsors(state, proposed) if tells else ()),
        *term("Asks for", asks(amendment)),
        *term("The words that it is about", line(amendment.passage)),
        *term("Wording proposed", *block(write_runs(shown.wording)).split("\n")),
        *term("Reason given", *block(shown.reason).split("\n")),
        *term("Received", *write.at(proposed.at).lines),
    )


def _cosponsors(state: NegotiationState, proposed: Proposed) -> tuple[Term, ...]:
    """Those that have said themselves that they co-sponsor it, and those that were only named."""
    everybody = proposed.amendment.cosponsors
    # Those whose amendments the Chair merged sponsored them themselves.
    joined = everybody if proposed.merged else proposed.confirmed
    return (
        *term("Co-sponsored by", named(state, [name for name in everybody if name in joined])),
        *term(
            "Named as co-sponsors", named(state, [name for name in everybody if name not in joined])
        ),
    )


def in_short(state: NegotiationState, proposed: Proposed) -> str:
    """An amendment in a line, with its sponsors where the rules let them be told."""
    amendment = proposed.amendment
    sponsors = [name for name in amendment.sponsors if name]
    tells = state.profile.names_proposers
    by = f" ({named(state, sponsors)})" if sponsors and tells else ""
    wording = write_runs((amendment if tells else unnamed(amendment)).wording)
    says = f": \u201c{shortened(wording)}\u201d" if wording.strip() else ""
    return f"{line(amendment.id)}{by}: {asks(amendment)}{says}"


def became(state: NegotiationState, disposed: Disposed) -> str:
    """What a revision made of an amendment, in a line."""
    found = state.proposed(disposed.amendment)
    short = in_short(state, found) if found else line(disposed.amendment)
    into = f" into {line(disposed.into)}" if disposed.into else ""
    return f"{short} - {_ENDS[disposed.status]}{into}"


def made(state: NegotiationState, one: Merged, disposed: Iterable[Disposed]) -> str:
    """What the Chair made of several amendments, in a line."""
    of = listed([line(d.amendment) for d in disposed if d.into == one.id])
    found = state.proposed(one.id)
    return f"{in_short(state, found) if found else line(one.id)} - made of {of}, and accepted"


def list_section(title: str, entries: Iterable[str]) -> tuple[Section, ...]:
    """A list, where it has entries."""
    found = tuple(entries)
    return (Section(title, (Listed(found),)),) if found else ()


def facts_section(title: str, *terms: Term) -> tuple[Section, ...]:
    """Terms under a title, where there are any."""
    return (Section(title, (Terms(terms),)),) if terms else ()


def where_it_stands(state: NegotiationState) -> tuple[Section, ...]:
    """How far the agreement on each paragraph has come."""
    numbers: dict[str, list[str]] = {}
    for clause in state.text.clauses:
        number = clause.number.written(0)
        rung = state.rung_of(number)
        said = "open" if rung is Rung.OPEN else RUNGS[rung]
        if rung is Rung.OPEN and clause.bracketed:
            said = "open, with brackets"
        numbers.setdefault(said, []).append(number)
    entries = (f"{in_paragraphs(those)}: {said}" for said, those in numbers.items())
    return list_section("Where each paragraph stands", (f"{e[:1].upper()}{e[1:]}" for e in entries))


def waiting(state: NegotiationState) -> tuple[Section, ...]:
    """The amendments that wait to be dealt with."""
    live = (proposed for proposed in state.amendments if proposed.live)
    return list_section("Amendments still to be dealt with", (in_short(state, p) for p in live))


def issued(state: NegotiationState) -> Text:
    """The present text as all are told it: letters go to everybody alike."""
    return Reader.of(state, sees_all=False).issue(state.issued)


def some_of(state: NegotiationState, title: str, numbers: Iterable[str]) -> tuple[Section, ...]:
    """Paragraphs of the present text by their numbers."""
    wanted = frozenset(numbers)
    return paragraphs_section(title, (p for p in issued(state).paragraphs if p.number in wanted))


def round_end(state: NegotiationState, at: datetime, write: Writing) -> tuple[Timed, ...]:
    """The end of the running round, where it lies ahead."""
    instant = running_until(state, at)
    if instant is None:
        return ()
    # The end of a round is never included, whatever the rules say of periods of silence.
    return until(f"End of round {state.round}", Deadline(instant, state.profile.zone), write)


def running_until(state: NegotiationState, at: datetime) -> datetime | None:
    """When the running round ends, if it is set and lies ahead."""
    running = state.phase is NegotiationPhase.IN_ROUND and state.until is not None
    return state.until if running and state.until is not None and at < state.until else None


def about_brackets(state: NegotiationState) -> str:
    """What brackets mean, where the text has any."""
    marked = any(clause.bracketed for clause in state.text.clauses)
    return "What stands in square brackets is not agreed." if marked else ""


def how_to_amend(state: NegotiationState) -> str:
    """Who may propose what, and what becomes of that which comes late."""
    if state.until is None:
        return (
            "Amendments to the text may be proposed on the delegation's page until the Chair ends "
            "the round."
        )
    who = offices_named(state.profile.late_admitted_by)
    unless = f" unless the {who} admits it" if who else ""
    return (
        "Amendments to the text may be proposed on the delegation's page until the round "
        f"ends. One that comes later is recorded as late, and does not count{unless}."
    )


def onward(to: str) -> str:
    """Where something goes, as a clause; empty where that is not said."""
    return f", which is addressed to {destination(to)}" if to.strip() else ""


def may(state: NegotiationState, seat: Seat | None, at: datetime) -> str:
    """What the delegation may do on its page at that moment."""
    del at  # amendments may be filed after the round too, and are late then
    if seat is None or state.ended:
        return ""
    negotiating = state.phase in (NegotiationPhase.IN_ROUND, NegotiationPhase.BETWEEN_ROUNDS)
    acts: list[str] = []
    if negotiating and may_amend(state.profile, seat):
        acts += ["propose amendments", "support or oppose those of others"]
    if seat.may_comment:
        acts += ["make statements"]
    return listed(acts)
