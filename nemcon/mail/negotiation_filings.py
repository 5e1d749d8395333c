"""What the letters say of that which delegations file in a negotiation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from nemcon.language import _, ngettext, pgettext
from nemcon.mail import negotiation_words as w
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import because, delegation_of, quoted, term
from nemcon.mail.sections import Said, Section
from nemcon.mail.wording import in_paragraphs, who_may_admit
from nemcon.mail.writing import Writing, delegation, name_of
from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import Stance
from nemcon.negotiation.state import NegotiationState, Proposed
from nemcon.text.lines import capital, line, sentences

Occasion: TypeAlias = MeetingOccasion[NegotiationState]


def receipt(occasion: Occasion, write: Writing) -> Said:
    """What a delegation filed, exactly as it was recorded."""
    return _RECEIPTS[type(occasion.recorded.entry)](occasion, write)


def naming(occasion: Occasion, write: Writing) -> Said:
    """To whom an amendment names as a co-sponsor: what was filed, and that it has filed nothing.

    It is party to the amendment, so it is told all of it, whatever others are told.
    """
    state, entry = occasion.state, occasion.recorded.entry
    found = _amendment(state, entry.id)
    filed = _(
        "The delegation itself has filed nothing by this, and is reminded of the end of the round "
        "like any other."
    )
    if entry.late:
        filed = _("The delegation itself has filed nothing by this.")
    may = _("On its page it may confirm that it co-sponsors the amendment, or oppose it.")
    return Said(
        title=_("Named as a co-sponsor"),
        ending=_("named as a co-sponsor of amendment {id}", id=line(entry.id)),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "inform it that it is named as a co-sponsor of amendment {id}, which {delegation} "
                "has filed as set out below.",
                id=line(entry.id),
                delegation=delegation(name_of(state, entry.participant)),
            ),
            *((_late(state),) if entry.late else ()),
            sentences(filed, may),
            *_opened(occasion),
        ),
        sections=w.facts_section(
            _("The amendment"), *w.amendment_terms(state, found, write, own=True)
        ),
        rules=("late.admitted_by",) if entry.late else (),
    )


def admission(occasion: Occasion, write: Writing) -> Said:
    """A late amendment that counts now, told to everybody."""
    state, entry = occasion.state, occasion.recorded.entry
    found = _amendment(state, entry.amendment)
    return Said(
        title=_("Late amendment admitted"),
        ending=_("late amendment {id} admitted", id=line(entry.amendment)),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "inform it that amendment {id}, which was received after the end of the round, was "
                "admitted. It now counts as if it had been in time.",
                id=line(entry.amendment),
            ),
            *_opened(occasion),
        ),
        moments=w.round_end(state, occasion.recorded.at, write),
        sections=(
            *because(entry.because),
            *w.facts_section(
                _("The amendment"), *w.amendment_terms(state, found, write, own=False)
            ),
        ),
    )


def _proposed(occasion: Occasion, write: Writing) -> Said:
    state, entry = occasion.state, occasion.recorded.entry
    found = _amendment(state, entry.id)
    counts = _("It was received in time, in round {n}, and counts.", n=entry.round)
    name = line(entry.id)
    return _receipt(
        (_("Receipt of an amendment"), _("receipt of an amendment, {id}", id=name)),
        pgettext(
            "after 'has the honour to'",
            "acknowledge amendment {id}, filed in its name as set out below.",
            id=name,
        ),
        (_late(state) if entry.late else counts, *_opened(occasion)),
        w.facts_section(_("What was filed"), *w.amendment_terms(state, found, write, own=True)),
        "late.admitted_by" if entry.late else "",
    )


def _position(occasion: Occasion, write: Writing) -> Said:
    state, entry = occasion.state, occasion.recorded.entry
    found = _amendment(state, entry.amendment)
    name, none = line(entry.amendment), entry.stance is Stance.NONE
    return _receipt(
        (_("Receipt of a position"), _("receipt of a position, {id}", id=name)),
        _has_taken(entry.stance, name),
        (_("It is noted beside the amendment."),) if not none else (),
        (
            *quoted(_("In its words"), entry.says),
            *w.facts_section(
                _("The amendment"), *w.amendment_terms(state, found, write, own=False)
            ),
            *_received(occasion, write),
        ),
    )


def _has_taken(stance: Stance, name: str) -> str:
    match stance:
        case Stance.SUPPORT:
            return pgettext(
                "after 'has the honour to'",
                "acknowledge that it supports amendment {id}.",
                id=name,
            )
        case Stance.OPPOSE:
            return pgettext(
                "after 'has the honour to'",
                "acknowledge that it opposes amendment {id}.",
                id=name,
            )
        case Stance.COSPONSOR:
            return pgettext(
                "after 'has the honour to'",
                "acknowledge that it co-sponsors amendment {id}.",
                id=name,
            )
        case Stance.NONE:
            return pgettext(
                "after 'has the honour to'",
                "acknowledge that it no longer takes a position on amendment {id}.",
                id=name,
            )


def _withdrew(occasion: Occasion, write: Writing) -> Said:
    state, entry = occasion.state, occasion.recorded.entry
    found = _amendment(state, entry.amendment)
    stays = _("The amendment stays in the record as withdrawn.")
    if entry.carried_on_by:
        by = delegation_of(state, entry.carried_on_by)
        stays = _("A co-sponsor carries it on: it is now that of {delegation}.", delegation=by)
    name = line(entry.amendment)
    return _receipt(
        (_("Receipt of a withdrawal"), _("receipt of a withdrawal, {id}", id=name)),
        pgettext(
            "after 'has the honour to'",
            "acknowledge that amendment {id} was withdrawn in its name.",
            id=name,
        ),
        (stays,),
        (
            *w.facts_section(
                _("The amendment"), *w.amendment_terms(state, found, write, own=False)
            ),
            *_received(occasion, write),
        ),
    )


def _stated(occasion: Occasion, write: Writing) -> Said:
    state, entry = occasion.state, occasion.recorded.entry
    means = _("It stands in the record, and changes nothing in the text.")
    if entry.late:
        means = _("It was received after the end of the round, and is recorded as late.")
    none = pgettext("no grounds or words", "none given")
    return _receipt(
        (_("Receipt of a statement"), _("receipt of a statement")),
        pgettext(
            "after 'has the honour to'",
            "acknowledge {statement}, filed in its name on {paragraphs}.",
            statement=_(w.STATEMENTS[entry.kind]),
            paragraphs=in_paragraphs(entry.paragraphs),
        ),
        (means,),
        (
            *quoted(_("In its words"), entry.says or none),
            *w.some_of(state, _("What it is about"), entry.paragraphs),
            *_received(occasion, write),
        ),
    )


def _receipt(
    called: tuple[str, str],
    lead: str,
    means: tuple[str, ...],
    sections: tuple[Section, ...],
    rule: str = "",
) -> Said:
    """What a receipt says; it is `called` something above the letter, and in its subject."""
    return Said(
        title=called[0],
        ending=called[1],
        lead=(lead, *means),
        sections=sections,
        rules=(rule,) if rule else (),
    )


def _late(state: NegotiationState) -> str:
    late = _(
        "It was received after the end of the round. It is recorded as late and does not count."
    )
    return sentences(late, who_may_admit(state.profile))


def _opened(occasion: Occasion) -> tuple[str, ...]:
    """Which paragraph the amendment has opened again."""
    moved = [r.entry.paragraphs for r in occasion.consequences]
    numbers = tuple(number for paragraphs in moved for number in paragraphs)
    if not numbers:
        return ()
    return (
        ngettext(
            "{paragraphs}, which had been agreed, is open again.",
            "{paragraphs}, which had been agreed, are open again.",
            len(numbers),
            paragraphs=capital(in_paragraphs(numbers)),
        ),
    )


def _received(occasion: Occasion, write: Writing) -> tuple[Section, ...]:
    when = term(_("The act was received"), *write.at(occasion.recorded.at).lines)
    return w.facts_section(_("Received"), *when)


def _amendment(state: NegotiationState, name: str) -> Proposed:
    found = state.proposed(name)
    if found is None:
        message = f"there is no amendment {name}"
        raise LookupError(message)
    return found


_RECEIPTS: Final[dict[type[Any], Callable[[Occasion, Writing], Said]]] = {
    e.AmendmentProposed: _proposed,
    e.PositionTaken: _position,
    e.AmendmentWithdrawn: _withdrew,
    e.StatementMade: _stated,
}
