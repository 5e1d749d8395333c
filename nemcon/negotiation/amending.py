"""What delegations do: amend, take positions, withdraw, and state; and what comes late."""

from __future__ import annotations

from collections.abc import Iterable

from nemcon.language import N_, _
from nemcon.language.states import named, the_same
from nemcon.negotiation.acts import (
    AdmitLateAmendment,
    MakeStatement,
    ProposeAmendment,
    Rung,
    Stance,
    TakePosition,
    WithdrawAmendment,
)
from nemcon.negotiation.drafting import NegotiationDraft, may_amend
from nemcon.negotiation.entries import (
    AmendmentProposed,
    AmendmentWithdrawn,
    LateAmendmentAdmitted,
    ParagraphsMoved,
    PositionTaken,
    StatementMade,
)
from nemcon.negotiation.places import cited, concerned, says_alike, why_unfit
from nemcon.negotiation.state import NegotiationPhase, Proposed
from nemcon.negotiation.telling import Reader
from nemcon.procedure.people import Seat
from nemcon.procedure.wording import AMENDMENT_ADMITTED, AMENDMENT_PROPOSED
from nemcon.text.amendments import Amendment
from nemcon.text.applying import applied
from nemcon.text.numbers import path_written
from nemcon.text.reading import read_runs
from nemcon.text.writing import write_runs

AGREED = (Rung.AD_REFERENDUM, Rung.AGREED)


def propose_amendment(draft: NegotiationDraft, act: ProposeAmendment) -> None:
    """Record an amendment that fits the text; one received after the round is late.

    What had been agreed on the paragraph is open again.
    """
    seat = draft.delegation(amends=True, doing=N_("propose amendments"))
    draft.require_negotiating(N_("propose amendments"))
    state = draft.state
    shown = Reader.acting(state, draft.actor).digest(state.issued)
    read_another = act.text_digest not in ("", shown)
    if read_another or draft.at < state.issues[-1].at:
        says = _("The text was issued anew while this was on its way; read it, and propose again.")
        raise draft.refuse("text-changed", says)
    path = cited(state.text, act.paragraph) if act.paragraph.strip() else ()
    amendment = Amendment(
        id=f"A{len(state.amendments) + 1}",
        proposer=seat.participant,
        change=act.change,
        place=path,
        wording=read_runs(act.wording, path_written(path)),
        passage=" ".join(act.passage.split()),
        beneath=act.beneath,
        cosponsors=_cosponsors(draft, seat, act.cosponsors),
        reason=act.reason,
    )
    if says_alike(applied(state.text, [amendment]).clauses, state.text.clauses):
        says = _("This is what the text says already.")
        raise draft.refuse("nothing-changes", says)
    _may_still_be_amended(draft, amendment)
    late = state.over(draft.at)
    proposed = AmendmentProposed(
        id=amendment.id,
        participant=seat.participant,
        paragraph=path_written(path),
        change=amendment.change,
        wording=write_runs(amendment.wording),
        passage=amendment.passage,
        beneath=amendment.beneath,
        reason=amendment.reason,
        cosponsors=amendment.cosponsors,
        round=state.round,
        late=late,
    )
    draft.add(proposed)
    if not late:
        _reopen(draft, amendment, AMENDMENT_PROPOSED)


def take_position(draft: NegotiationDraft, act: TakePosition) -> None:
    """Support, oppose or co-sponsor the amendment of another, or take that back."""
    seat = draft.delegation(amends=True, doing=N_("take a position on amendments"))
    draft.require_negotiating(N_("take a position on amendments"))
    found = draft.amendment(act.amendment)
    if found.amendment.proposer == seat.participant:
        says = _(
            "Amendment {amendment} is that of {name} itself, which may only withdraw it.",
            amendment=act.amendment,
            name=named(seat.name),
        )
        raise draft.refuse("own-amendment", says)
    present = _stance(found, seat.participant)
    only_named = present is Stance.COSPONSOR and seat.participant not in found.confirmed
    if present is Stance.NONE and act.stance is Stance.NONE:
        says = _(
            "{name} has taken no position on amendment {amendment}.",
            name=named(seat.name),
            amendment=act.amendment,
        )
        raise draft.refuse("nothing-to-take-back", says)
    says_the_same = act.says == dict(found.said).get(seat.participant, "")
    if present is act.stance and says_the_same and not only_named:
        return
    draft.add(PositionTaken(act.amendment, seat.participant, act.stance, act.says))


def withdraw_amendment(draft: NegotiationDraft, act: WithdrawAmendment) -> None:
    """Withdraw one's own amendment; the first that joined it as a co-sponsor carries it on.

    Whoever was only named as a co-sponsor, and has not said so itself, does not.
    """
    seat = draft.delegation(amends=True, doing=N_("withdraw amendments"))
    draft.require_negotiating(N_("withdraw amendments"))
    found = draft.amendment(act.amendment)
    amendment = found.amendment
    if amendment.proposer != seat.participant:
        says = _(
            "Amendment {amendment} is not that of {name}.",
            amendment=act.amendment,
            name=named(seat.name),
        )
        raise draft.refuse("not-own-amendment", says)
    joined = (name for name in amendment.cosponsors if name in found.confirmed)
    carried_on_by = next(joined, "")
    draft.add(AmendmentWithdrawn(act.amendment, seat.participant, carried_on_by))


def make_statement(draft: NegotiationDraft, act: MakeStatement) -> None:
    """Record an explanation, a reserve or a dissociation, on paragraphs or on the whole text."""
    seat = draft.delegation(amends=False, doing=N_("make statements"))
    if draft.state.phase is NegotiationPhase.ENDED:
        says = _("Now that the negotiation has ended, it is not possible to make statements.")
        raise draft.refuse("wrong-phase", says)
    paths = (path_written(cited(draft.state.text, number)) for number in act.paragraphs)
    paragraphs = tuple(dict.fromkeys(paths))
    late = draft.state.over(draft.at)
    draft.add(StatementMade(seat.participant, act.kind, paragraphs, act.says, late))


def admit_late(draft: NegotiationDraft, act: AdmitLateAmendment) -> None:
    """Let a late amendment count as if it had been in time."""
    offices = draft.state.profile.late_admitted_by
    draft.require_office(offices, "late.admitted_by", N_("admit a late amendment"))
    draft.require_negotiating(N_("admit a late amendment"))
    found = draft.amendment(act.amendment)
    if not found.late:
        says = _("Amendment {amendment} was in time, and counts.", amendment=act.amendment)
        raise draft.refuse("nothing-to-admit", says)
    if found.admitted:
        return
    _may_still_be_amended(draft, found.amendment)
    draft.add(LateAmendmentAdmitted(act.amendment, act.because))
    _reopen(draft, found.amendment, AMENDMENT_ADMITTED)


def _may_still_be_amended(draft: NegotiationDraft, amendment: Amendment) -> None:
    number = concerned(amendment)
    if number is None:
        return
    rung, paragraph = draft.state.rung_of(number.written(0)), number.written(0)
    if rung is Rung.WITHDRAWN:
        says = why_unfit(draft.state.text, amendment) or _(
            "Paragraph {paragraph} is withdrawn.", paragraph=paragraph
        )
        raise draft.refuse("paragraph-withdrawn", says)
    if rung is Rung.AGREED and not draft.state.package:
        says = _("Paragraph {paragraph} has been agreed, and stays as it is.", paragraph=paragraph)
        raise draft.refuse("paragraph-agreed", says, "negotiation.package")


def _reopen(draft: NegotiationDraft, amendment: Amendment, because: str) -> None:
    """Nothing stays agreed on which an amendment lies."""
    number = concerned(amendment)
    if number is not None and draft.state.rung_of(number.written(0)) in AGREED:
        moved = ParagraphsMoved((number.written(0),), Rung.OPEN, because, amendment.id)
        draft.add(moved)


def _stance(found: Proposed, participant: str) -> Stance:
    amendment = found.amendment
    if participant in amendment.cosponsors:
        return Stance.COSPONSOR
    if participant in amendment.supporters:
        return Stance.SUPPORT
    return Stance.OPPOSE if participant in amendment.opponents else Stance.NONE


def _cosponsors(draft: NegotiationDraft, seat: Seat, called: Iterable[str]) -> tuple[str, ...]:
    """The participants that are named, and the members of groups, but the proposer itself."""
    found = [name for one in called for name in _meant(draft, seat, one.strip())]
    return tuple(dict.fromkeys(name for name in found if name != seat.participant))


def _meant(draft: NegotiationDraft, speaker: Seat, called: str) -> tuple[str, ...]:
    state = draft.state
    profile = state.profile
    if all(group.name != called for group in state.groups):
        called = the_same((seat.name for seat in state.roll), called)
    for seat in state.roll:
        if called in (seat.participant, seat.name):
            if may_amend(profile, seat):
                return (seat.participant,)
            says = _("{name} has no standing to co-sponsor amendments.", name=named(seat.name))
            raise draft.refuse("no-standing", says, "negotiation.amended_by")
    group = next((group for group in state.groups if group.name == called), None)
    if group is None:
        says = _(
            "\u201c{name}\u201d is neither on the roll nor a group that it knows.", name=called
        )
        raise draft.refuse("unknown-cosponsor", says)
    who = {speaker.participant, speaker.name}
    if not who & set(group.speakers or group.members):
        raise draft.refuse(
            "not-the-speaker",
            _("{name} does not speak for {group}.", name=named(speaker.name), group=group.name),
        )
    members = set(group.members)
    return tuple(
        seat.participant
        for seat in state.roll
        if members & {seat.participant, seat.name} and may_amend(profile, seat)
    )
