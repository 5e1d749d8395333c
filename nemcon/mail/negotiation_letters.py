"""What each letter of a negotiation says, from the state and the entry that called for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from nemcon.language import N_, _, pgettext
from nemcon.mail import negotiation_words as w
from nemcon.mail.meeting import MeetingOccasion, Room
from nemcon.mail.meeting_words import because, redlined, text_section, timed
from nemcon.mail.negotiation_ends import conclusion, outcome
from nemcon.mail.negotiation_filings import admission, naming, receipt
from nemcon.mail.sections import Said, Section
from nemcon.mail.wording import destination, shortened
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
_WHEN_TIME_RUNS_OUT: Final = {
    "compiled": N_(
        "If the Chair has done none of these by the time below, all that is not adopted goes to "
        "the Chair's compilation."
    ),
    "concluded": N_(
        "If the Chair has done none of these by the time below, what is agreed is placed under "
        "silence, and the rest goes to the Chair's compilation."
    ),
}


def tabled(occasion: Occasion, write: Writing) -> Said:
    """The text with its marks, until when the first round runs, and how to amend."""
    state, at = occasion.state, occasion.recorded.at
    lead = [
        pgettext(
            "after 'has the honour to'",
            "transmit the text below, which is hereby tabled for negotiation in rounds.",
        ),
        _taken_up(state),
        w.about_brackets(state),
        w.how_to_amend(state),
    ]
    if state.package:
        lead.append(_("It is a package: nothing is agreed until everything is agreed."))
    lead.append(_what_is_not_agreed(state))
    until = _until(state, occasion)
    return Said(
        title=_("Text tabled for negotiation"),
        ending=_("tabled, {round}", round=until) if until else pgettext("a text", "tabled"),
        lead=tuple(filter(None, lead)),
        moments=w.round_end(state, at, write),
        sections=(text_section(_("The text"), w.issued(state)),),
        rules=("negotiation.amended_by", "late.admitted_by", "negotiation.package"),
    )


def _what_is_not_agreed(state: NegotiationState) -> str:
    if not state.to.strip():
        return _("What is not agreed in the end is listed in the Chair's compilation.")
    return _(
        "What is not agreed in the end is listed in the Chair's compilation, which is addressed to "
        "{addressee}.",
        addressee=destination(state.to),
    )


def _taken_up(state: NegotiationState) -> str:
    """Where the text comes from, if a later session takes it up."""
    if state.origin is None:
        return ""
    return _(
        "It is taken up from the Chair's compilation of the negotiation {negotiation}, entry "
        "{number}.",
        negotiation=line(state.origin.procedure),
        number=state.origin.number,
    )


def revision(occasion: Occasion, write: Writing) -> Said:
    """The text as issued anew: what changed, what became of each amendment, what stays open."""
    state, entry, before = occasion.state, occasion.recorded.entry, occasion.before
    rev = f"Rev.{state.issued.revision}"
    changed = redlined(w.issued(before), w.issued(state)) if before else ()
    began = before is not None and state.round != before.round
    until = _until(state, occasion)
    lead = [
        pgettext(
            "after 'has the honour to'",
            "transmit the text as it was issued anew ({rev}).",
            rev=rev,
        )
    ]
    if began:
        lead.append(_("Round {n} of the negotiation has begun on it.", n=state.round))
    lead.append(w.about_brackets(state))
    lead.append(w.how_to_amend(state) if w.running_until(state, occasion.recorded.at) else "")
    unplaced = ((state.proposed(name), why) for name, why in entry.unplaced)
    return Said(
        title=_("Text issued anew ({rev})", rev=rev),
        ending=_("{rev}, {round}", rev=rev, round=until) if until else rev,
        lead=tuple(filter(None, lead)),
        moments=w.round_end(state, occasion.recorded.at, write),
        sections=(
            *because(entry.because),
            *((Section(_("What changed"), changed, "redline"),) if changed else ()),
            *w.list_section(
                _("What became of the amendments"),
                (
                    *(w.became(state, d) for d in entry.disposed),
                    *(w.made(state, one, entry.disposed) for one in entry.merged),
                ),
            ),
            *w.list_section(
                _("Amendments that no longer fit the text"),
                (f"{w.in_short(state, found)} - {line(why)}" for found, why in unplaced if found),
            ),
            *w.waiting(state),
            *w.where_it_stands(state),
            text_section(_("The text ({rev})", rev=rev), w.issued(state)),
        ),
        rules=("negotiation.amended_by",),
    )


def paragraphs(occasion: Occasion, write: Writing) -> Said:
    """Which paragraphs have moved on the ladder."""
    state, entry = occasion.state, occasion.recorded.entry
    lead = [w.has_moved(entry.paragraphs, entry.rung)]
    if entry.rung is Rung.AD_REFERENDUM or (entry.rung is Rung.AGREED and state.package):
        lead.append(_("An amendment to such a paragraph opens it again."))
    elif entry.rung is Rung.AGREED:
        lead.append(_("No amendment to what has been agreed can be proposed any more."))
    return Said(
        title=_("Standing of paragraphs"),
        ending=w.moved(entry.paragraphs, entry.rung),
        lead=tuple(lead),
        moments=w.round_end(state, occasion.recorded.at, write),
        sections=(
            *because(entry.because),
            *w.some_of(state, _("As issued last"), entry.paragraphs),
            *w.where_it_stands(state),
        ),
        rules=("negotiation.package",) if state.package else (),
    )


def round_set(occasion: Occasion, write: Writing) -> Said:
    """A round that begins, or whose end was moved or no longer moves with a sitting."""
    state, entry = occasion.state, occasion.recorded.entry
    n = entry.round
    ending = _("round {n} moved", n=n)
    if entry.begins:
        title, ending = _("Round {n} opened", n=n), _("round {n} opened", n=n)
        lead = pgettext(
            "after 'has the honour to'",
            "inform it that round {n} of the negotiation is open.",
            n=n,
        )
    elif entry.until == entry.previous:
        title = _("End of round {n} as before", n=n)
        lead = pgettext(
            "after 'has the honour to'",
            "inform it that the end of round {n} stays as it was, and no longer goes with a "
            "sitting.",
            n=n,
        )
    else:
        title = _("End of round {n} moved", n=n)
        lead = pgettext(
            "after 'has the honour to'",
            "inform it that the end of round {n} of the negotiation was moved.",
            n=n,
        )
    sitting = entry.sitting
    ends = _("It ends when sitting {n} begins.", n=sitting) if sitting is not None else ""
    moved_from = entry.previous if entry.previous != entry.until else None
    return Said(
        title=title,
        ending=_until(state, occasion) or ending,
        lead=tuple(filter(None, (lead, ends, w.how_to_amend(state)))),
        moments=(
            *w.round_end(state, occasion.recorded.at, write),
            *timed(_("It was to end"), moved_from, write),
        ),
        sections=(*because(entry.because), *w.waiting(state), *w.where_it_stands(state)),
        rules=("negotiation.amended_by",),
    )


def reminder(occasion: Occasion, write: Writing) -> Said:
    """To those who have filed nothing in the round."""
    state = occasion.state
    until = _until(state, occasion)
    return Said(
        title=_("Reminder: round {n} ends soon", n=state.round),
        ending=_("reminder: {round}", round=until) if until else _("reminder"),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "remind it that round {n} of the negotiation ends at the time below. The "
                "delegation has filed nothing in it.",
                n=state.round,
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
        pgettext(
            "after 'has the honour to'",
            "inform it that round {n} of the negotiation has ended.",
            n=entry.round,
        ),
        _(
            "An amendment that comes now is recorded as late. What follows is for the Chair: to "
            "issue the text anew, to open another round, or to conclude."
        ),
    ]
    if entry.chair_until is not None:
        lead.append(_(_WHEN_TIME_RUNS_OUT[state.profile.time_runs_out]))
    return Said(
        title=_("Round {n} has ended", n=entry.round),
        ending=_("round {n} has ended", n=entry.round),
        lead=tuple(lead),
        moments=(
            *timed(_("Ended at"), entry.at, write),
            *timed(_("The Chair has until"), entry.chair_until, write),
        ),
        sections=(*w.waiting(state), *w.where_it_stands(state)),
        rules=("negotiation.at_end",) if entry.chair_until is not None else (),
    )


def _until(state: NegotiationState, occasion: Occasion) -> str:
    """Until when the running round lasts, for a subject; empty where that does not lie ahead."""
    instant = w.running_until(state, occasion.recorded.at)
    if instant is None:
        return ""
    moment = write_instant(instant, state.profile.zone)
    return _("round {n} until {moment}", n=state.round, moment=moment)


def _stem(state: NegotiationState) -> str:
    text = state.issues[0].text
    symbol = f"[{line(text.symbol)}] " if text.symbol.strip() else ""
    return symbol + _("Negotiation: {title}", title=shortened(text.title))


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
    event=lambda title: _("Round ends: {title}", title=title),
    uid="negotiation",
    with_child=frozenset({NegotiationNotice.OUTCOME}),
    uncalendared=frozenset(
        {NegotiationNotice.RECEIPT, NegotiationNotice.NAMED, NegotiationNotice.ADMISSION}
    ),
)
"""The letters of a negotiation."""
