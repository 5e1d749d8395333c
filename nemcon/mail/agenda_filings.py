"""What letters say of that which delegations do about an agenda, to themselves and to others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from nemcon.agenda import entries as e
from nemcon.agenda.fate import Fate, count_of, of_fate
from nemcon.agenda.state import AgendaState, Proposal
from nemcon.language import N_, _, ngettext, pgettext
from nemcon.mail import agenda_words as w
from nemcon.mail.meeting import MeetingOccasion
from nemcon.mail.meeting_words import quoted, term
from nemcon.mail.sections import Listed, Said, Section, Terms, Timed, Words
from nemcon.mail.writing import Writing

Occasion: TypeAlias = MeetingOccasion[AgendaState]
_LATE: Final = N_(
    "It was received after the time for proposals. It is recorded as late, and the Chair need not "
    "take it up."
)


def in_short(state: AgendaState, proposal: Proposal) -> str:
    """A proposal in a line."""
    by = w.delegation_of(state, proposal.participant)
    count = count_of(state, proposal.number)
    # Translators: {what} is a clause such as "that item 2 be deleted".
    return _(
        "Proposal {number}: {delegation} asked {what}",
        number=count,
        delegation=by,
        what=w.asked(state, proposal),
    )


def proposals_waiting(state: AgendaState) -> tuple[Section, ...]:
    """The proposals on which nothing has been decided, before the adoption."""
    found = of_fate(state, Fate.WAITS)
    if not found:
        return ()
    says = _("They stay in the record. Those that the adoption does not meet are listed with it.")
    listed = Listed(tuple(in_short(state, proposal) for proposal in found))
    return (Section(_("Proposals that wait"), (Words(says), listed)),)


def proposals_left(state: AgendaState) -> tuple[Section, ...]:
    """The proposals that wait for what is open still, and those that were not taken up."""
    waiting = [in_short(state, proposal) for proposal in of_fate(state, Fate.WAITS)]
    left = [in_short(state, proposal) for proposal in of_fate(state, Fate.NOT_TAKEN_UP)]
    return (
        *w.list_section(_("Proposals on what is left open"), waiting),
        *w.list_section(_("Proposals that were not taken up, and stay in the record"), left),
    )


def proposal(occasion: Occasion, write: Writing) -> Said:
    """A proposal, told to the others."""
    state = occasion.state
    found = _proposal(state, occasion.recorded.number)
    by = w.delegation_of(state, found.participant)
    return Said(
        title=_("Change to the agenda proposed"),
        ending=_("a change is proposed"),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "inform it that {delegation} has proposed a change to the agenda.",
                delegation=by,
            ),
            *((_(_LATE),) if found.late else ()),
        ),
        sections=_filed(state, found, write),
        rules=("agenda.adopted_by",),
    )


def withdrawal(occasion: Occasion, write: Writing) -> Said:
    """A withdrawn proposal, told to the others."""
    state = occasion.state
    found = _proposal(state, occasion.recorded.entry.proposal)
    by = w.delegation_of(state, found.participant)
    return Said(
        title=_("Proposal withdrawn"),
        ending=_("a proposal is withdrawn"),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "inform it that {delegation} has withdrawn its proposal to change the agenda.",
                delegation=by,
            ),
        ),
        sections=_filed(state, found, write),
    )


def opposition(occasion: Occasion, write: Writing) -> Said:
    """A delegation that cannot join the compromise, told to the others."""
    state, entry = occasion.state, occasion.recorded.entry
    by = w.delegation_of(state, entry.participant)
    return Said(
        title=_("The compromise is opposed"),
        ending=_("the compromise is opposed"),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "inform it that {delegation} cannot join the compromise of the Chair.",
                delegation=by,
            ),
            _(
                "While a delegation opposes the compromise the agenda is not adopted on these "
                "terms."
            ),
        ),
        moments=_taken_up_again(state, write),
        sections=(*quoted(_("In its words"), entry.says), *_terms_of_compromise(state)),
    )


def joining(occasion: Occasion, write: Writing) -> Said:
    """A delegation that no longer opposes the compromise, told to the others."""
    state, entry = occasion.state, occasion.recorded.entry
    by = w.delegation_of(state, entry.participant)
    return Said(
        title=_("The compromise is no longer opposed by a delegation"),
        ending=_("a delegation joins the compromise"),
        lead=(
            pgettext(
                "after 'has the honour to'",
                "inform it that {delegation} no longer opposes the compromise of the Chair.",
                delegation=by,
            ),
            _opposed_by(state),
        ),
        moments=_taken_up_again(state, write),
        sections=_terms_of_compromise(state),
    )


def receipt(occasion: Occasion, write: Writing) -> Said:
    """What a delegation did, exactly as it was recorded."""
    entry = occasion.recorded.entry
    return _RECEIPTS[type(entry)](occasion, write)


def _proposed(occasion: Occasion, write: Writing) -> Said:
    state = occasion.state
    found = _proposal(state, occasion.recorded.number)
    means = _("It was received in time. What becomes of it is for the Chair and the meeting.")
    return _receipt(
        (_("Receipt of a proposal"), _("receipt of a proposal")),
        pgettext(
            "after 'has the honour to'",
            "acknowledge the proposal that was filed in its name, as set out below.",
        ),
        _(_LATE) if found.late else means,
        _filed(state, found, write),
    )


def _withdrew(occasion: Occasion, write: Writing) -> Said:
    state = occasion.state
    found = _proposal(state, occasion.recorded.entry.proposal)
    return _receipt(
        (_("Receipt of a withdrawal"), _("receipt of a withdrawal")),
        pgettext(
            "after 'has the honour to'",
            "acknowledge that the proposal below was withdrawn in its name.",
        ),
        _("The proposal stays in the record as withdrawn."),
        _filed(state, found, write),
        write.at(occasion.recorded.at).lines,
    )


def _opposed(occasion: Occasion, write: Writing) -> Said:
    entry = occasion.recorded.entry
    return _receipt(
        (_("Receipt of an opposition"), _("receipt of an opposition")),
        pgettext(
            "after 'has the honour to'",
            "acknowledge that it cannot join the compromise of the Chair.",
        ),
        _("The agenda is not adopted on these terms while the delegation opposes them."),
        (
            *quoted(_("In its words"), entry.says or pgettext("no grounds or words", "none given")),
            *_terms_of_compromise(occasion.state),
        ),
        write.at(occasion.recorded.at).lines,
    )


def _joined(occasion: Occasion, write: Writing) -> Said:
    return _receipt(
        (_("Receipt of a joining"), _("receipt of a joining")),
        pgettext(
            "after 'has the honour to'",
            "acknowledge that it no longer opposes the compromise of the Chair.",
        ),
        _opposed_by(occasion.state),
        _terms_of_compromise(occasion.state),
        write.at(occasion.recorded.at).lines,
    )


def _receipt(
    called: tuple[str, str],
    lead: str,
    means: str,
    sections: tuple[Section, ...],
    received: tuple[str, ...] = (),
) -> Said:
    """What a receipt says; it is `called` something above the letter, and in its subject."""
    when = (Section(_("Received"), (Terms(term(_("The act was received"), *received)),)),)
    return Said(
        title=called[0],
        ending=called[1],
        lead=(lead, means),
        sections=(*sections, *(when if received else ())),
    )


def _filed(state: AgendaState, found: Proposal, write: Writing) -> tuple[Section, ...]:
    """The proposal, with the words of the agenda and those that were typed."""
    return (
        Section(_("The proposal"), (Terms(w.proposal_terms(state, found, write)),)),
        *quoted(_("As the agenda stands"), w.words_of(state, found.place)),
        *quoted(_("In its words"), found.says),
    )


def _terms_of_compromise(state: AgendaState) -> tuple[Section, ...]:
    compromise = state.compromise
    if compromise is None:
        return ()
    exceptions = compromise.exceptions
    says = w.compromise_says(state, exceptions, compromise.revisit)
    return (
        w.note(_("The compromise"), says),
        *w.places_section(state, exceptions, _("What would be left open")),
    )


def _taken_up_again(state: AgendaState, write: Writing) -> tuple[Timed, ...]:
    compromise = state.compromise
    if compromise is None or not compromise.exceptions:
        return ()
    return w.revisit(state, compromise.revisit, write, would=True)


def _opposed_by(state: AgendaState) -> str:
    number = len(state.compromise.opposed_by) if state.compromise else 0
    if not number:
        return _("No delegation opposes it any more.")
    return ngettext("One delegation opposes it still.", "{n} delegations oppose it still.", number)


def _proposal(state: AgendaState, number: int) -> Proposal:
    return next(proposal for proposal in state.proposals if proposal.number == number)


_RECEIPTS: Final[dict[type[Any], Callable[[Occasion, Writing], Said]]] = {
    e.ChangeProposed: _proposed,
    e.ProposalWithdrawn: _withdrew,
    e.CompromiseOpposed: _opposed,
    e.CompromiseJoined: _joined,
}
