"""How a letter writes amendments, rounds and what a negotiation comes to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from nemcon.language import N_, _, ngettext, pgettext
from nemcon.mail.meeting_words import (
    delegation_of,
    named,
    paragraphs_section,
    term,
    until,
)
from nemcon.mail.sections import Listed, Section, Term, Terms, Timed
from nemcon.mail.wording import in_paragraphs, offices_named, shortened
from nemcon.mail.writing import Writing, delegation, name_of
from nemcon.negotiation.acts import NegotiationOutcome, Rung, Statement
from nemcon.negotiation.drafting import may_amend
from nemcon.negotiation.entries import Disposed, Merged
from nemcon.negotiation.state import NegotiationPhase, NegotiationState, Proposed
from nemcon.negotiation.telling import Reader, unnamed
from nemcon.procedure.people import Seat
from nemcon.text.amendments import Amendment, Change, Status
from nemcon.text.document import Text
from nemcon.text.lines import block, capital, line, listed
from nemcon.text.numbers import path_written
from nemcon.text.writing import write_runs
from nemcon.timing.deadline import Deadline

_MOVED: Final = {
    # Translators: the end of a subject; {paragraphs} is "paragraph 2", or "paragraphs 1 and 3".
    Rung.OPEN: N_("{paragraphs} open again"),
    # Translators: the end of a subject; {paragraphs} is "paragraph 2", or "paragraphs 1 and 3".
    Rung.AD_REFERENDUM: N_("{paragraphs} agreed ad referendum"),
    # Translators: the end of a subject; {paragraphs} is "paragraph 2", or "paragraphs 1 and 3".
    Rung.AGREED: N_("{paragraphs} agreed"),
    # Translators: the end of a subject; {paragraphs} is "paragraph 2", or "paragraphs 1 and 3".
    Rung.WITHDRAWN: N_("{paragraphs} withdrawn"),
}
STATEMENTS: Final = {
    Statement.EXPLAIN: N_("an explanation of position"),
    Statement.RESERVE: N_("a reservation"),
    Statement.DISSOCIATE: N_("a dissociation"),
}
OUTCOMES: Final = {
    NegotiationOutcome.AGREED: N_("adopted"),
    NegotiationOutcome.PARTLY_AGREED: N_("adopted in part"),
    NegotiationOutcome.COMPILED: N_("not agreed"),
    NegotiationOutcome.WITHDRAWN: N_("withdrawn"),
    NegotiationOutcome.RECALLED: N_("recalled before any letter left"),
}
_ENDS: Final = {
    # Translators: what became of an amendment, which is written before the dash.
    Status.ACCEPTED: N_("{amendment} - accepted"),
    # Translators: what became of an amendment, which is written before the dash.
    Status.MERGED: N_("{amendment} - merged"),
    # Translators: what became of an amendment, which is written before the dash.
    Status.ALTERNATIVE: N_("{amendment} - left in the text as an alternative, in brackets"),
    # Translators: what became of an amendment, which is written before the dash.
    Status.WITHDRAWN: N_("{amendment} - withdrawn"),
    # Translators: what became of an amendment, which is written before the dash.
    Status.NOT_TAKEN_UP: N_("{amendment} - not taken up"),
    # Translators: what became of an amendment, which is written before the dash.
    Status.PROPOSED: N_("{amendment} - still to be dealt with"),
}


# What an amendment asks for, after "asks for" or a colon.
_ASKS_OF_WORDS: Final = {
    Change.REPLACE: N_("other wording for words in paragraph {number}"),
    Change.INSERT: N_("words to be inserted in paragraph {number}"),
    Change.DELETE: N_("the deletion of words in paragraph {number}"),
    Change.BRACKET: N_("brackets around words in paragraph {number}"),
}
_ASKS_OF_PARAGRAPHS: Final = {
    Change.REPLACE: N_("other wording for paragraph {number}"),
    Change.INSERT: N_("words to be inserted in paragraph {number}"),
    Change.DELETE: N_("the deletion of paragraph {number}"),
    Change.BRACKET: N_("brackets around paragraph {number}"),
}


def asks(amendment: Amendment) -> str:
    """What an amendment asks for, without its words."""
    place = path_written(amendment.place)
    if amendment.adds_paragraph:
        if not place:
            return _("a new paragraph before all others")
        if amendment.beneath:
            return _("a new sub-paragraph below paragraph {number}", number=place)
        return _("a new paragraph after paragraph {number}", number=place)
    asked = _ASKS_OF_WORDS if amendment.passage else _ASKS_OF_PARAGRAPHS
    return _(asked[amendment.change], number=place)


def amendment_terms(
    state: NegotiationState, proposed: Proposed, write: Writing, *, own: bool
) -> tuple[Term, ...]:
    """An amendment as this reader may see it; what the rules keep back is not there."""
    amendment = proposed.amendment
    tells = own or state.profile.names_proposers
    shown = amendment if tells else unnamed(amendment)
    by = delegation_of(state, amendment.proposer)
    if own and amendment.proposer:
        by = delegation(name_of(state, amendment.proposer))
    return (
        *term(_("Amendment"), line(amendment.id)),
        *(term(_("Proposed by"), by) if amendment.proposer else ()),
        *(_cosponsors(state, proposed) if tells else ()),
        *term(_("Asks for"), asks(amendment)),
        *term(_("The words that it is about"), line(amendment.passage)),
        *term(_("Wording proposed"), *block(write_runs(shown.wording)).split("\n")),
        *term(_("Reason given"), *block(shown.reason).split("\n")),
        *term(_("Received"), *write.at(proposed.at).lines),
    )


def _cosponsors(state: NegotiationState, proposed: Proposed) -> tuple[Term, ...]:
    """Those that have said themselves that they co-sponsor it, and those that were only named."""
    everybody = proposed.amendment.cosponsors
    # Those whose amendments the Chair merged sponsored them themselves.
    joined = everybody if proposed.merged else proposed.confirmed
    return (
        *term(_("Co-sponsored by"), named(state, [name for name in everybody if name in joined])),
        *term(
            _("Named as co-sponsors"),
            named(state, [name for name in everybody if name not in joined]),
        ),
    )


def in_short(state: NegotiationState, proposed: Proposed) -> str:
    """An amendment in a line, with its sponsors where the rules let them be told."""
    amendment = proposed.amendment
    sponsors = [name for name in amendment.sponsors if name]
    tells = state.profile.names_proposers
    name, what = line(amendment.id), asks(amendment)
    wording = shortened(write_runs((amendment if tells else unnamed(amendment)).wording))
    if wording:
        # Translators: what an amendment asks for, and the words that it proposes.
        what = _("{what}: \u201c{words}\u201d", what=what, words=wording)
    if sponsors and tells:
        # Translators: an amendment, whose it is, and what it asks for.
        by = named(state, sponsors)
        return _("{amendment} ({delegations}): {what}", amendment=name, delegations=by, what=what)
    return _("{label}: {value}", label=name, value=what)


def became(state: NegotiationState, disposed: Disposed) -> str:
    """What a revision made of an amendment, in a line."""
    found = state.proposed(disposed.amendment)
    short = in_short(state, found) if found else line(disposed.amendment)
    if disposed.status is Status.MERGED and disposed.into:
        return _("{amendment} - merged into {other}", amendment=short, other=line(disposed.into))
    return _(_ENDS[disposed.status], amendment=short)


def made(state: NegotiationState, one: Merged, disposed: Iterable[Disposed]) -> str:
    """What the Chair made of several amendments, in a line."""
    of = listed([line(d.amendment) for d in disposed if d.into == one.id])
    found = state.proposed(one.id)
    return _(
        "{amendment} - made of {others}, and accepted",
        amendment=in_short(state, found) if found else line(one.id),
        others=of,
    )


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
        said = _standing(rung, bracketed=clause.bracketed)
        numbers.setdefault(said, []).append(number)
    entries = (
        _("{label}: {value}", label=capital(in_paragraphs(those)), value=said)
        for said, those in numbers.items()
    )
    return list_section(_("Where each paragraph stands"), entries)


def _standing(rung: Rung, *, bracketed: bool) -> str:
    match rung:
        case Rung.OPEN if bracketed:
            return pgettext("one or more paragraphs", "open, with brackets")
        case Rung.OPEN:
            return pgettext("one or more paragraphs", "open")
        case Rung.AD_REFERENDUM:
            return pgettext("one or more paragraphs", "agreed ad referendum")
        case Rung.AGREED:
            return pgettext("one or more paragraphs", "agreed")
        case Rung.WITHDRAWN:
            return pgettext("one or more paragraphs", "withdrawn")


def waiting(state: NegotiationState) -> tuple[Section, ...]:
    """The amendments that wait to be dealt with."""
    live = (proposed for proposed in state.amendments if proposed.live)
    return list_section(_("Amendments still to be dealt with"), (in_short(state, p) for p in live))


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
    title = _("End of round {n}", n=state.round)
    return until(title, Deadline(instant, state.profile.zone), write)


def running_until(state: NegotiationState, at: datetime) -> datetime | None:
    """When the running round ends, if it is set and lies ahead."""
    running = state.phase is NegotiationPhase.IN_ROUND and state.until is not None
    return state.until if running and state.until is not None and at < state.until else None


def about_brackets(state: NegotiationState) -> str:
    """What brackets mean, where the text has any."""
    marked = any(clause.bracketed for clause in state.text.clauses)
    return _("What stands in square brackets is not agreed.") if marked else ""


def how_to_amend(state: NegotiationState) -> str:
    """Who may propose what, and what becomes of that which comes late."""
    if state.until is None:
        return _(
            "Amendments to the text may be proposed on the delegation's page until the Chair ends "
            "the round."
        )
    who = offices_named(state.profile.late_admitted_by)
    if not who:
        return _(
            "Amendments to the text may be proposed on the delegation's page until the round ends. "
            "One that comes later is recorded as late, and does not count."
        )
    return _(
        # Translators: {office} is "Chair", or "Bureau or the Chair".
        "Amendments to the text may be proposed on the delegation's page until the round ends. One "
        "that comes later is recorded as late, and does not count unless the {office} admits it.",
        office=who,
    )


def moved(paragraphs: tuple[str, ...], rung: Rung) -> str:
    """What has become of paragraphs, in short."""
    return _(_MOVED[rung], paragraphs=in_paragraphs(paragraphs))


def has_moved(paragraphs: tuple[str, ...], rung: Rung) -> str:
    """What has become of paragraphs, as the beginning of a letter."""
    which, number = in_paragraphs(paragraphs), max(len(paragraphs), 1)
    match rung:
        case Rung.OPEN:
            # Translators: after "has the honour to".
            return ngettext(
                "inform it that {paragraphs} is open again.",
                "inform it that {paragraphs} are open again.",
                number,
                paragraphs=which,
            )
        case Rung.AD_REFERENDUM:
            # Translators: after "has the honour to".
            return ngettext(
                "inform it that {paragraphs} is agreed ad referendum.",
                "inform it that {paragraphs} are agreed ad referendum.",
                number,
                paragraphs=which,
            )
        case Rung.AGREED:
            # Translators: after "has the honour to".
            return ngettext(
                "inform it that {paragraphs} is agreed.",
                "inform it that {paragraphs} are agreed.",
                number,
                paragraphs=which,
            )
        case Rung.WITHDRAWN:
            # Translators: after "has the honour to".
            return ngettext(
                "inform it that {paragraphs} is withdrawn.",
                "inform it that {paragraphs} are withdrawn.",
                number,
                paragraphs=which,
            )


def may(state: NegotiationState, seat: Seat | None, at: datetime) -> str:
    """What the delegation may do on its page at that moment."""
    del at  # amendments may be filed after the round too, and are late then
    if seat is None or state.ended:
        return ""
    negotiating = state.phase in (NegotiationPhase.IN_ROUND, NegotiationPhase.BETWEEN_ROUNDS)
    acts: list[str] = []
    if negotiating and may_amend(state.profile, seat):
        acts += [
            pgettext("after 'your delegation may'", "propose amendments"),
            pgettext("after 'your delegation may'", "support or oppose those of others"),
        ]
    if seat.may_comment:
        acts += [pgettext("after 'your delegation may'", "make statements")]
    return listed(acts)
