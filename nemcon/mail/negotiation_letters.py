"""What each letter of a negotiation says, from the state and the entry that called for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from nemcon.mail import negotiation_words as w
from nemcon.mail.meeting import MeetingOccasion, Room
from nemcon.mail.meeting_words import because, redlined, text_section, timed
from nemcon.mail.negotiation_ends import conclusion, outcome
from nemcon.mail.negotiation_filings import admission, naming, receipt
from nemcon.mail.sections import Said, Section
from nemcon.mail.wording import in_paragraphs, shortened
from nemcon.mail.writing import Writing
from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import Rung
from nemcon.negotiation.evolution import evolve
from nemcon.negotiation.naming import symbol_of
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.negotiation.state import NegotiationState
from nemcon.text.lines import line
from nemcon.timing.writing import write_instant

Occasion: TypeAlias = MeetingOccasion[NegotiationState]


def tabled(occasion: Occasion, write: Writing) -> Said:
    """The text with its marks, until when the first round runs, and how to amend."""
    state, at = occasion.state, occasion.recorded.at
    lead = [
        "transmit the text below, which is hereby tabled for negotiation in rounds.",
        _taken_up(state),
        w.about_brackets(state),
        w.how_to_amend(state),
    ]
    if state.package:
        lead.append("It is a package: nothing is agreed until everything is agreed.")
    lead.append(
        f"What is not agreed in the end is listed in the Chair's compilation{w.onward(state.to)}."
    )
    return Said(
        title="Text tabled for negotiation",
        ending=f"tabled{_until(state, occasion)}",
        lead=tuple(filter(None, lead)),
        moments=w.round_end(state, at, write),
        sections=(text_section("The text", w.issued(state)),),
        rules=("negotiation.amended_by", "late.admitted_by", "negotiation.package"),
    )


def _taken_up(state: NegotiationState) -> str:
    """Where the text comes from, if a later session takes it up."""
    if state.origin is None:
        return ""
    where = f"{line(state.origin.procedure)}, entry {state.origin.number}"
    return f"It is taken up from the Chair's compilation of the negotiation {where}."


def revision(occasion: Occasion, write: Writing) -> Said:
    """The text as issued anew: what changed, what became of each amendment, what stays open."""
    state, entry, before = occasion.state, occasion.recorded.entry, occasion.before
    rev = f"Rev.{state.issued.revision}"
    changed = redlined(w.issued(before), w.issued(state)) if before else ()
    began = before is not None and state.round != before.round
    lead = [f"transmit the text as it was issued anew ({rev})."]
    if began:
        lead.append(f"Round {state.round} of the negotiation has begun on it.")
    lead.append(w.about_brackets(state))
    lead.append(w.how_to_amend(state) if w.running_until(state, occasion.recorded.at) else "")
    unplaced = ((state.proposed(name), why) for name, why in entry.unplaced)
    return Said(
        title=f"Text issued anew ({rev})",
        ending=f"{rev}{_until(state, occasion)}",
        lead=tuple(filter(None, lead)),
        moments=w.round_end(state, occasion.recorded.at, write),
        sections=(
            *because(entry.because),
            *((Section("What changed", changed, "redline"),) if changed else ()),
            *w.list_section(
                "What became of the amendments",
                (
                    *(w.became(state, d) for d in entry.disposed),
                    *(w.made(state, one, entry.disposed) for one in entry.merged),
                ),
            ),
            *w.list_section(
                "Amendments that no longer fit the text",
                (f"{w.in_short(state, found)} - {line(why)}" for found, why in unplaced if found),
            ),
            *w.waiting(state),
            *w.where_it_stands(state),
            text_section(f"The text ({rev})", w.issued(state)),
        ),
        rules=("negotiation.amended_by",),
    )


def paragraphs(occasion: Occasion, write: Writing) -> Said:
    """Which paragraphs have moved on the ladder."""
    state, entry = occasion.state, occasion.recorded.entry
    which, rung = in_paragraphs(entry.paragraphs), w.RUNGS[entry.rung]
    verb = "are" if len(entry.paragraphs) > 1 else "is"
    lead = [f"inform it that {which} {verb} {rung}."]
    if entry.rung is Rung.AD_REFERENDUM or (entry.rung is Rung.AGREED and state.package):
        lead.append("An amendment to such a paragraph opens it again.")
    elif entry.rung is Rung.AGREED:
        lead.append("No amendment to what has been agreed can be proposed any more.")
    return Said(
        title="Standing of paragraphs",
        ending=f"{which} {rung}",
        lead=tuple(lead),
        moments=w.round_end(state, occasion.recorded.at, write),
        sections=(
            *because(entry.because),
            *w.some_of(state, "As issued last", entry.paragraphs),
            *w.where_it_stands(state),
        ),
        rules=("negotiation.package",) if state.package else (),
    )


def round_set(occasion: Occasion, write: Writing) -> Said:
    """A round that begins, or whose end was moved or no longer moves with a sitting."""
    state, entry = occasion.state, occasion.recorded.entry
    name = f"round {entry.round}"
    if entry.begins:
        title, says = f"Round {entry.round} opened", f"{name} of the negotiation is open."
    elif entry.until == entry.previous:
        title = f"End of {name} as before"
        says = f"the end of {name} stays as it was, and no longer goes with a sitting."
    else:
        title = f"End of {name} moved"
        says = f"the end of {name} of the negotiation was moved."
    lead = [f"inform it that {says}"]
    if entry.sitting is not None:
        lead.append(f"It ends when sitting {entry.sitting} begins.")
    moved_from = entry.previous if entry.previous != entry.until else None
    done = "opened" if entry.begins else "moved"
    return Said(
        title=title,
        ending=_until(state, occasion).removeprefix(", ") or f"{name} {done}",
        lead=(*lead, w.how_to_amend(state)),
        moments=(
            *w.round_end(state, occasion.recorded.at, write),
            *timed("It was to end", moved_from, write),
        ),
        sections=(*because(entry.because), *w.waiting(state), *w.where_it_stands(state)),
        rules=("negotiation.amended_by",),
    )


def reminder(occasion: Occasion, write: Writing) -> Said:
    """To those who have filed nothing in the round."""
    state = occasion.state
    return Said(
        title=f"Reminder: round {state.round} ends soon",
        ending=f"reminder{_until(state, occasion).replace(', ', ': ', 1)}",
        lead=(
            (
                f"remind it that round {state.round} of the negotiation ends at the time below. "
                "The delegation has filed nothing in it."
            ),
            w.how_to_amend(state),
        ),
        moments=w.round_end(state, occasion.recorded.at, write),
        sections=(*w.waiting(state), *w.where_it_stands(state)),
    )


def round_closed(occasion: Occasion, write: Writing) -> Said:
    """The end of a round, and what the Chair has time for."""
    state, entry = occasion.state, occasion.recorded.entry
    lead = [
        f"inform it that round {entry.round} of the negotiation has ended.",
        (
            "An amendment that comes now is recorded as late. What follows is for the Chair: to "
            "issue the text anew, to open another round, or to conclude."
        ),
    ]
    if entry.chair_until is not None:
        then = {
            "compiled": "all that is not adopted goes to the Chair's compilation",
            "concluded": "what is agreed is placed under silence, and the rest goes to the Chair's "
            "compilation",
        }[state.profile.time_runs_out]
        lead.append(f"If the Chair has done none of these by the time below, {then}.")
    return Said(
        title=f"Round {entry.round} has ended",
        ending=f"round {entry.round} has ended",
        lead=tuple(lead),
        moments=(
            *timed("Ended at", entry.at, write),
            *timed("The Chair has until", entry.chair_until, write),
        ),
        sections=(*w.waiting(state), *w.where_it_stands(state)),
        rules=("negotiation.at_end",) if entry.chair_until is not None else (),
    )


def _until(state: NegotiationState, occasion: Occasion) -> str:
    instant = w.running_until(state, occasion.recorded.at)
    if instant is None:
        return ""
    return f", round {state.round} until {write_instant(instant, state.profile.zone)}"


def _stem(state: NegotiationState) -> str:
    text = state.issues[0].text
    symbol = f"[{line(text.symbol)}] " if text.symbol.strip() else ""
    return f"{symbol}Negotiation: {shortened(text.title)}"


def _belongs(first: object, caused: object) -> bool:
    """Whether a paragraph was opened again by the amendment that the first entry is about."""
    name = getattr(first, "id", "") or getattr(first, "amendment", "")
    return isinstance(caused, e.ParagraphsMoved) and bool(name) and caused.amendment == name


_SAYS: Final[dict[NegotiationNotice, Callable[[Occasion, Writing], Said]]] = {
    NegotiationNotice.TABLED: tabled,
    NegotiationNotice.RECEIPT: receipt,
    NegotiationNotice.NAMED: naming,
    NegotiationNotice.REVISION: revision,
    NegotiationNotice.PARAGRAPHS: paragraphs,
    NegotiationNotice.ROUND: round_set,
    NegotiationNotice.REMINDER: reminder,
    NegotiationNotice.ROUND_CLOSED: round_closed,
    NegotiationNotice.ADMISSION: admission,
    NegotiationNotice.CONCLUSION: conclusion,
    NegotiationNotice.OUTCOME: outcome,
}

NEGOTIATION: Final[Room[NegotiationState]] = Room(
    notices=NegotiationNotice,
    evolve=evolve,
    belongs=_belongs,
    first=NegotiationNotice.TABLED,
    titled=lambda state: (state.issued.name, symbol_of(state)),
    stem=_stem,
    says=lambda occasion, write: _SAYS[NegotiationNotice(occasion.notice)](occasion, write),
    may=w.may,
    receipts=frozenset({NegotiationNotice.RECEIPT}),
    awaited=w.running_until,
    event="Round ends",
    uid="negotiation",
    with_child=frozenset({NegotiationNotice.OUTCOME}),
    uncalendared=frozenset(
        {NegotiationNotice.RECEIPT, NegotiationNotice.NAMED, NegotiationNotice.ADMISSION}
    ),
)
"""The letters of a negotiation."""
