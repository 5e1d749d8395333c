"""What the letters say of that which delegations file in a negotiation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from nemcon.mail import negotiation_words as w
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import because, capital, delegation_of, quoted, term
from nemcon.mail.sections import Said, Section
from nemcon.mail.wording import in_paragraphs, who_may_admit
from nemcon.mail.writing import Writing, name_of
from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import Stance
from nemcon.negotiation.state import NegotiationState, Proposed
from nemcon.text.lines import line

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
    by = f"the delegation of {name_of(state, entry.participant)}"
    filed = "The delegation itself has filed nothing by this"
    reminded = "" if entry.late else ", and is reminded of the end of the round like any other"
    return Said(
        title="Named as a co-sponsor",
        ending=f"named as a co-sponsor of amendment {line(entry.id)}",
        lead=(
            (
                f"inform it that it is named as a co-sponsor of amendment {line(entry.id)}, which "
                f"{by} has filed as set out below."
            ),
            *((_late(state),) if entry.late else ()),
            (
                f"{filed}{reminded}. On its page it may confirm that it co-sponsors the amendment, "
                "or oppose it."
            ),
            *_opened(occasion),
        ),
        sections=w.facts_section(
            "The amendment", *w.amendment_terms(state, found, write, own=True)
        ),
        rules=("late.admitted_by",) if entry.late else (),
    )


def admission(occasion: Occasion, write: Writing) -> Said:
    """A late amendment that counts now, told to everybody."""
    state, entry = occasion.state, occasion.recorded.entry
    found = _amendment(state, entry.amendment)
    return Said(
        title="Late amendment admitted",
        ending=f"late amendment {line(entry.amendment)} admitted",
        lead=(
            (
                f"inform it that amendment {line(entry.amendment)}, which was received after the "
                "end of the round, was admitted. It now counts as if it had been in time."
            ),
            *_opened(occasion),
        ),
        moments=w.round_end(state, occasion.recorded.at, write),
        sections=(
            *because(entry.because),
            *w.facts_section("The amendment", *w.amendment_terms(state, found, write, own=False)),
        ),
    )


def _proposed(occasion: Occasion, write: Writing) -> Said:
    state, entry = occasion.state, occasion.recorded.entry
    found = _amendment(state, entry.id)
    counts = f"It was received in time, in round {entry.round}, and counts."
    return _receipt(
        "Receipt of an amendment",
        entry.id,
        f"acknowledge amendment {line(entry.id)}, filed in its name as set out below.",
        (_late(state) if entry.late else counts, *_opened(occasion)),
        w.facts_section("What was filed", *w.amendment_terms(state, found, write, own=True)),
        "late.admitted_by" if entry.late else "",
    )


def _position(occasion: Occasion, write: Writing) -> Said:
    state, entry = occasion.state, occasion.recorded.entry
    found = _amendment(state, entry.amendment)
    position = f"{w.STANCES[entry.stance]} amendment {line(entry.amendment)}"
    none = entry.stance is Stance.NONE
    return _receipt(
        "Receipt of a position",
        entry.amendment,
        f"acknowledge that {position}.",
        ("It is noted beside the amendment.",) if not none else (),
        (
            *quoted("In its words", entry.says),
            *w.facts_section("The amendment", *w.amendment_terms(state, found, write, own=False)),
            *_received(occasion, write),
        ),
    )


def _withdrew(occasion: Occasion, write: Writing) -> Said:
    state, entry = occasion.state, occasion.recorded.entry
    found = _amendment(state, entry.amendment)
    stays = "The amendment stays in the record as withdrawn."
    if entry.carried_on_by:
        by = delegation_of(state, entry.carried_on_by)
        stays = f"A co-sponsor carries it on: it is now that of {by}."
    return _receipt(
        "Receipt of a withdrawal",
        entry.amendment,
        f"acknowledge that amendment {line(entry.amendment)} was withdrawn in its name.",
        (stays,),
        (
            *w.facts_section("The amendment", *w.amendment_terms(state, found, write, own=False)),
            *_received(occasion, write),
        ),
    )


def _stated(occasion: Occasion, write: Writing) -> Said:
    state, entry = occasion.state, occasion.recorded.entry
    kind = w.STATEMENTS[entry.kind]
    means = "It stands in the record, and changes nothing in the text."
    if entry.late:
        means = "It was received after the end of the round, and is recorded as late."
    return _receipt(
        "Receipt of a statement",
        "",
        f"acknowledge {kind}, filed in its name on {in_paragraphs(entry.paragraphs)}.",
        (means,),
        (
            *quoted("In its words", entry.says or "none given"),
            *w.some_of(state, "What it is about", entry.paragraphs),
            *_received(occasion, write),
        ),
    )


def _receipt(
    title: str,
    of: str,
    lead: str,
    means: tuple[str, ...],
    sections: tuple[Section, ...],
    rule: str = "",
) -> Said:
    return Said(
        title=title,
        ending=", ".join(filter(None, (f"{title[:1].lower()}{title[1:]}", line(of)))),
        lead=(lead, *means),
        sections=sections,
        rules=(rule,) if rule else (),
    )


def _late(state: NegotiationState) -> str:
    return (
        "It was received after the end of the round. It is recorded as late and does not count. "
        f"{who_may_admit(state.profile)}"
    )


def _opened(occasion: Occasion) -> tuple[str, ...]:
    """Which paragraph the amendment has opened again."""
    moved = [r.entry.paragraphs for r in occasion.consequences]
    numbers = tuple(number for paragraphs in moved for number in paragraphs)
    if not numbers:
        return ()
    verb = "are" if len(numbers) > 1 else "is"
    return (f"{capital(in_paragraphs(numbers))}, which had been agreed, {verb} open again.",)


def _received(occasion: Occasion, write: Writing) -> tuple[Section, ...]:
    when = term("The act was received", *write.at(occasion.recorded.at).lines)
    return w.facts_section("Received", *when)


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
