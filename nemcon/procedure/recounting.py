"""The entries of the register in words, as a delegate would tell them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from nemcon.language import N_, _, ngettext
from nemcon.language.states import named
from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Kind
from nemcon.procedure.disclosure import TELLS, Level, Tells
from nemcon.procedure.entries import Entry
from nemcon.procedure.papers import PaperIssued, tell_issued
from nemcon.procedure.recall import LaunchRecalled, tell_recalled
from nemcon.procedure.reminders import DelegationsReminded, tell_reminded
from nemcon.procedure.told import tells_of_an_objection
from nemcon.procedure.wording import (
    KINDS,
    OUTCOMES,
    in_paragraphs,
    outcome_says,
    reason_given,
)
from nemcon.text.lines import capital, line, row, sentences
from nemcon.timing.writing import write_instant

SOMEBODY: Final = N_("A delegation")
"""Who acted, where the rules keep the name back."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells entries in the body's zone, as far as `tells` goes and `own` is the reader's."""

    zone: str
    names: dict[str, str]
    tells: Tells = TELLS[Level.NAMED]
    own: str = ""

    @property
    def named(self) -> bool:
        """Whether participants may be named."""
        return self.tells.names

    def tell(self, entry: Entry) -> str:
        """The entry as a sentence."""
        return _TELLINGS[type(entry)](self, entry)

    def name(self, participant: str) -> str:
        """The participant's name, where it may be told."""
        if not self.named and participant != self.own:
            return _(SOMEBODY)
        return named(self.names.get(participant, participant))

    def when(self, instant: Any) -> str:  # noqa: ANN401 - an instant, or none
        """The instant in the body's zone; empty for none."""
        return write_instant(instant, self.zone) if instant else ""


def _opened(_t: Teller, x: e.ProcedureOpened) -> str:
    objecting = sum(seat.may_object for seat in x.roll)
    if x.among:
        # Translators: {among} is the part of the membership that takes part, as it was typed.
        roll = ngettext(
            "The roll of the {among} was fixed: {n} participants, {objecting} of whom may object.",
            "The roll of the {among} was fixed: {n} participants, {objecting} of whom may object.",
            len(x.roll),
            among=x.among,
            objecting=objecting,
        )
    else:
        roll = ngettext(
            "The roll was fixed: {n} participants, {objecting} of whom may object.",
            "The roll was fixed: {n} participants, {objecting} of whom may object.",
            len(x.roll),
            objecting=objecting,
        )
    return sentences(
        _("\u201c{text}\u201d was placed under silence.", text=line(x.text.name)),
        roll,
        _("The rules applied are \u201c{profile}\u201d.", profile=line(x.profile_title)),
    )


_BEGUN: Final = {
    "placed": N_("The period began, until {deadline}."),
    "revised": N_("A new round began on the revised text, until {deadline}."),
}


def _period(t: Teller, x: e.PeriodOpened) -> str:
    if x.cause in _BEGUN:
        return _(_BEGUN[x.cause], deadline=t.when(x.deadline))
    return _("The text is under silence again, until {deadline}.", deadline=t.when(x.deadline))


def _filed(t: Teller, x: e.Filed) -> str:
    to = in_paragraphs(x.paragraphs) if x.kind is Kind.OBJECT or x.paragraphs else ""
    others = x.on_behalf_of and (t.named or x.participant == t.own)
    values = {
        "name": t.name(x.participant),
        "filing": _(KINDS[x.kind]),
        "paragraphs": to,
        "others": row([named(line(name)) for name in x.on_behalf_of]) if others else "",
    }
    # Translators: {filing} is what was filed: "an objection", "a reservation" and so on;
    # {paragraphs} is "paragraph 2", "paragraphs 1 and 3" or "the whole text".
    if to and others:
        says = _("{name} filed {filing} to {paragraphs}, also on behalf of {others}.", **values)
    elif to:
        says = _("{name} filed {filing} to {paragraphs}.", **values)
    elif others:
        says = _("{name} filed {filing}, also on behalf of {others}.", **values)
    else:
        says = _("{name} filed {filing}.", **values)
    late = _("It was received after the deadline and does not count.") if x.late else ""
    return sentences(says, late)


def _withdrawn(t: Teller, x: e.ObjectionWithdrawn) -> str:
    return _("{name} withdrew what it had objected.", name=t.name(x.participant))


def _broken(_t: Teller, x: e.SilenceBroken) -> str:
    ended = _("The period ended with it.") if x.ends_period else ""
    return sentences(_("Silence was broken."), ended)


def _reminded(t: Teller, x: e.ReminderIssued) -> str:
    if not t.named:
        return _("Those still silent were reminded.")
    number = len(x.participants)
    if not number:
        return _("A reminder was due, and nobody was left to remind.")
    return ngettext(
        "{n} participant still silent was reminded.",
        "{n} participants still silent were reminded.",
        number,
    )


def _announced(t: Teller, x: e.LaunchAnnounced) -> str:
    return _(
        "The launch was announced, with {deadline} as its deadline.", deadline=t.when(x.deadline)
    )


def _clocks(t: Teller, x: e.ClocksSet) -> str:
    latest = max(instant for _participant, instant in x.deadlines)
    return _(
        "Single participants have a deadline of their own, until {deadline} at the latest.",
        deadline=t.when(latest),
    )


def _vote_opened(t: Teller, x: o.VoteOpened) -> str:
    return _(
        "The text was put to a vote by remote roll-call, until {deadline}.",
        deadline=t.when(x.until),
    )


def _vote_closed(t: Teller, x: o.VoteClosed) -> str:
    if x.carried:
        message = N_(
            "The roll-call was closed, as at {instant}: {in_favour} in favour, {against} against, "
            "{abstaining} abstaining, {absent} absent; carried."
        )
    elif x.quorum:
        message = N_(
            "The roll-call was closed, as at {instant}: {in_favour} in favour, {against} against, "
            "{abstaining} abstaining, {absent} absent; not carried."
        )
    else:
        message = N_(
            "The roll-call was closed, as at {instant}: {in_favour} in favour, {against} against, "
            "{abstaining} abstaining, {absent} absent; without a quorum."
        )
    return _(
        message,
        instant=t.when(x.at),
        in_favour=len(x.in_favour),
        against=len(x.against),
        abstaining=len(x.abstaining),
        absent=len(x.absent),
    )


def _confirmed(_t: Teller, x: o.OutcomeConfirmed) -> str:
    number, day = line(x.number), x.embargo_until
    if x.number and day:
        says = _(
            "The outcome was confirmed as {number}; the text is not public before {day}.",
            number=number,
            day=day,
        )
    elif x.number:
        says = _("The outcome was confirmed as {number}.", number=number)
    elif day:
        says = _("The outcome was confirmed; the text is not public before {day}.", day=day)
    else:
        says = _("The outcome was confirmed.")
    return sentences(says, _because(x))


def _why(t: Teller, x: Any) -> str:  # noqa: ANN401 - any entry that gives a reason
    """The reason, unless it tells of an objection of which the reader is not told."""
    return "" if tells_of_an_objection(x) and not t.tells.broken else _because(x)


def _because(x: Any) -> str:  # noqa: ANN401 - any entry that gives a reason
    return _("Reason given: {because}", because=reason_given(line(x.because))) if x.because else ""


def _extended(t: Teller, x: e.PeriodExtended) -> str:
    says = _("The period was extended to {deadline}.", deadline=t.when(x.deadline))
    return sentences(says, _why(t, x))


def _suspended(t: Teller, x: e.PeriodSuspended) -> str:
    says = (
        _("The period was suspended until {instant}.", instant=t.when(x.until))
        if x.until
        else _("The period was suspended.")
    )
    return sentences(says, _why(t, x))


def _resumed(t: Teller, x: e.PeriodResumed) -> str:
    says = _("The clock runs again, to {deadline}.", deadline=t.when(x.deadline))
    return sentences(says, _why(t, x))


def _closed(t: Teller, x: e.BookClosed) -> str:
    at = t.when(x.at)
    if x.kept:
        says = _("The book was closed, as at {instant}: silence was kept.", instant=at)
    elif t.tells.paragraphs:
        says = _(
            "The book was closed, as at {instant}: silence was not kept: {paragraphs} contested.",
            instant=at,
            paragraphs=in_paragraphs(x.contested),
        )
    else:
        says = _("The book was closed, as at {instant}: silence was not kept.", instant=at)
    unreached = ""
    if t.named and x.unreached:
        names = row([t.name(participant) for participant in x.unreached])
        unreached = _("No letter reached {names}, whose consent is not presumed.", names=names)
    return sentences(says, unreached)


def _adopted(t: Teller, x: e.ParagraphsAdopted) -> str:
    return _(
        "{paragraphs} adopted, as at {instant}.",
        paragraphs=capital(in_paragraphs(x.paragraphs)),
        instant=t.when(x.at),
    )


def _consulting(t: Teller, x: e.ConsultationOpened) -> str:
    until = t.when(x.until)
    if until and x.rule:
        says = _("The text went into consultation, until {instant}.", instant=until)
    elif until:
        says = _(
            "The text went into consultation, until {instant}, since no letter of the period had "
            "reached anybody.",
            instant=until,
        )
    elif x.rule:
        says = _("The text went into consultation.")
    else:
        says = _(
            "The text went into consultation, since no letter of the period had reached anybody."
        )
    finding = _("It is for the Chair to find what follows.") if x.finding else ""
    return sentences(says, finding)


def _revised(_t: Teller, x: e.TextRevised) -> str:
    text, symbol = line(x.text.name), x.text.issued_symbol
    if symbol:
        says = _("The text was revised: \u201c{text}\u201d ({symbol}).", text=text, symbol=symbol)
    else:
        says = _("The text was revised: \u201c{text}\u201d.", text=text)
    return sentences(says, _because(x))


def _admitted(t: Teller, x: e.LateFilingAdmitted) -> str:
    says = _("What {name} had filed late was admitted.", name=t.name(x.participant))
    return sentences(says, _because(x))


def _outcome(t: Teller, x: o.OutcomeReached) -> str:
    says = outcome_says(x.outcome, line(x.to))
    return sentences(says, _("Decided as at {instant}.", instant=t.when(x.at)), _because(x))


def _reopened(_t: Teller, x: o.OutcomeReopened) -> str:
    outcome = _(OUTCOMES[x.previous])
    return _("The outcome \u201c{outcome}\u201d was set aside.", outcome=outcome)


def _declared(_t: Teller, x: o.OutcomeDeclared) -> str:
    found = _("The Chair found: {outcome}.", outcome=_(OUTCOMES[x.outcome]))
    computed = _(OUTCOMES[x.computed]) if x.computed else ""
    beside = _("The rules computed: {outcome}.", outcome=computed) if computed else ""
    return sentences(found, beside, _because(x))


_TELLINGS: Final[dict[type[Entry], Callable[[Teller, Any], str]]] = {
    e.ProcedureOpened: _opened,
    e.PeriodOpened: _period,
    e.Filed: _filed,
    e.ObjectionWithdrawn: _withdrawn,
    e.HoldLapsed: lambda _t, _x: _("The time of a hold ran out, and it no longer counts."),
    e.SilenceBroken: _broken,
    e.SilenceMended: lambda _t, _x: _("No objection stands any more: silence is unbroken again."),
    e.ReminderIssued: _reminded,
    e.PeriodExtended: _extended,
    e.PeriodSuspended: _suspended,
    e.PeriodResumed: _resumed,
    e.PeriodEndedEarly: lambda _t, x: sentences(_("The period was declared ended."), _because(x)),
    e.BookClosed: _closed,
    e.ParagraphsAdopted: _adopted,
    e.ConsultationOpened: _consulting,
    e.TextRevised: _revised,
    e.SilenceRestored: lambda _t, x: sentences(_("Silence was restored."), _because(x)),
    e.LateFilingAdmitted: _admitted,
    o.OutcomeReached: _outcome,
    o.OutcomeReopened: _reopened,
    o.OutcomeDeclared: _declared,
    e.LaunchAnnounced: _announced,
    e.ClocksSet: _clocks,
    o.VoteOpened: _vote_opened,
    o.VoteClosed: _vote_closed,
    o.OutcomeConfirmed: _confirmed,
    PaperIssued: lambda _t, x: line(tell_issued(x)),
    DelegationsReminded: lambda t, x: tell_reminded(x, named=t.named),
    LaunchRecalled: lambda _t, x: tell_recalled(x),
}
