"""Tabling the text: who may, what is frozen, and the first round."""

from __future__ import annotations

from datetime import datetime

from nemcon.language import _
from nemcon.language.states import named
from nemcon.negotiation.acts import Rung, TableText
from nemcon.negotiation.drafting import (
    NegotiationDraft,
    bad_end,
    destination,
    may_amend,
    off_the_roll,
)
from nemcon.negotiation.entries import TextTabled
from nemcon.negotiation.places import unresolved
from nemcon.negotiation.state import RUNGS, NegotiationState
from nemcon.procedure.draft import Refused
from nemcon.procedure.launch import with_standing
from nemcon.procedure.people import Office, Seat, any_of
from nemcon.procedure.profile import Profile
from nemcon.procedure.recall import WITHDRAW, RecallLaunch, seconds_to_recall
from nemcon.procedure.recalling import recall
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import frozen_profile
from nemcon.text.document import Text
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.paper import from_text, to_text


def table_text(
    state: NegotiationState | None, act: TableText, at: datetime
) -> tuple[TextTabled, ...]:
    """Open the negotiation and its first round.

    Raises `Refused` when somebody without the office or the standing acts, the negotiation exists,
    the text holds no paragraph or contradicts itself, nobody may amend it,
    or the round would have ended; and `TextRefused` when its marks cannot be read.
    """
    profile = frozen_profile(act.profile_id, act.profile_title, act.rules)
    roll = tuple(with_standing(seat, profile) for seat in act.roll)
    _is_new(state)
    _may_table(act, roll, profile)
    text = _readable(act.text)
    if not any(may_amend(profile, seat) for seat in roll):
        says = _("Nobody on the roll would have standing to propose amendments.")
        raise _refused("empty-roll", says, "negotiation.amended_by")
    if act.grace_seconds < 0:
        raise _refused("bad-grace", _("A round cannot be closed before its end."))
    refusal = bad_end(at, act.until, act.sitting, act.agenda)
    if refusal is not None:
        raise Refused(refusal)
    tabled = TextTabled(
        text=text,
        text_digest=text.digest(),
        roll=roll,
        profile_id=profile.id,
        profile_title=profile.title,
        rules=profile.values,
        grace_seconds=act.grace_seconds,
        package=profile.package if act.package is None else act.package,
        until=act.until,
        agenda=act.agenda,
        sitting=act.sitting,
        to=destination(act.to),
        origin=act.origin,
        groups=act.groups,
        recall_seconds=seconds_to_recall(act.recall_seconds, at, act.until),
    )
    return (tabled,)


def recall_launch(draft: NegotiationDraft, act: RecallLaunch) -> None:
    """Take the tabling back before any letter of it has left."""
    state, rule = draft.state, "negotiation.tabled_by"
    offices = state.profile.tabled_by - {Office.DELEGATION}
    recall(draft, act, offices, rule, WITHDRAW, filed=bool(state.amendments or state.statements))


def _is_new(state: NegotiationState | None) -> None:
    if state is not None:
        says = _("A negotiation of that name exists already; a text is tabled once.")
        raise _refused("already-exists", says)


def _may_table(act: TableText, roll: tuple[Seat, ...], profile: Profile) -> None:
    rule, office = "negotiation.tabled_by", act.actor.office
    if office not in profile.tabled_by:
        by = any_of(profile.tabled_by)
        raise _refused("not-authorised", _("Only {offices} may table a text.", offices=by), rule)
    if office is not Office.DELEGATION:
        return
    seat = next((s for s in roll if s.participant == act.actor.participant), None)
    if seat is None:
        raise Refused(off_the_roll(act.actor))
    if not may_amend(profile, seat):
        says = _("{name} has no standing to table a text.", name=named(seat.name))
        raise _refused("no-standing", says, "negotiation.amended_by")


def _readable(text: Text) -> Text:
    """The text with its marks as they are printed."""
    tree = from_text(text)
    if not tree.clauses:
        raise _refused("empty-text", _("A text without paragraphs cannot be negotiated."))
    orders = {clause.number.order for clause in tree.clauses}
    if len(orders) != len(tree.clauses):
        raise _refused("paragraph-twice", _("Two paragraphs of the text have the same number."))
    _is_consistent(tree)
    return to_text(tree)


def _is_consistent(tree: NegotiatedText) -> None:
    agreed = (Rung.AD_REFERENDUM, Rung.AGREED)
    for clause in tree.clauses:
        if RUNGS[clause.standing.level] in agreed and unresolved(clause):
            says = _(
                "Paragraph {number} is noted as agreed, and still holds brackets or alternatives.",
                number=clause.number.written(0),
            )
            raise _refused("still-bracketed", says)


def _refused(code: str, says: str, rule: str = "") -> Refused:
    return Refused(Refusal(code, says, rule))
