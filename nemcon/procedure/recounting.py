"""The entries of the register in words, as a delegate would tell them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Kind
from nemcon.procedure.disclosure import TELLS, Level, Tells
from nemcon.procedure.entries import Entry
from nemcon.procedure.papers import PaperIssued, tell_issued
from nemcon.procedure.recall import LaunchRecalled, tell_recalled
from nemcon.procedure.told import tells_of_an_objection
from nemcon.procedure.wording import KINDS, OUTCOMES, in_paragraphs, outcome_says
from nemcon.text.lines import line
from nemcon.timing.writing import write_instant

SOMEBODY: Final = "A delegation"
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
            return SOMEBODY
        return self.names.get(participant, participant)

    def when(self, instant: Any) -> str:  # noqa: ANN401 - an instant, or none
        """The instant in the body's zone; empty for none."""
        return write_instant(instant, self.zone) if instant else ""


def _opened(_t: Teller, x: e.ProcedureOpened) -> str:
    among = f" of the {x.among}" if x.among else ""
    objecting = sum(seat.may_object for seat in x.roll)
    return (
        f"\u201c{line(x.text.name)}\u201d was placed under silence. The roll{among} was fixed: "
        f"{len(x.roll)} participants, {objecting} of whom may object. The rules applied are "
        f"\u201c{line(x.profile_title)}\u201d."
    )


def _period(t: Teller, x: e.PeriodOpened) -> str:
    begun = {"placed": "The period began", "revised": "A new round began on the revised text"}
    opening = begun.get(x.cause, "The text is under silence again")
    return f"{opening}, until {t.when(x.deadline)}."


def _filed(t: Teller, x: e.Filed) -> str:
    says = f"{t.name(x.participant)} filed {KINDS[x.kind]}"
    if x.kind is Kind.OBJECT or x.paragraphs:
        says += f" to {in_paragraphs(x.paragraphs)}"
    if x.on_behalf_of and (t.named or x.participant == t.own):
        says += f", also on behalf of {', '.join(line(name) for name in x.on_behalf_of)}"
    return (
        f"{says}. It was received after the deadline and does not count." if x.late else says + "."
    )


def _withdrawn(t: Teller, x: e.ObjectionWithdrawn) -> str:
    return f"{t.name(x.participant)} withdrew what it had objected."


def _broken(_t: Teller, x: e.SilenceBroken) -> str:
    ended = " The period ended with it." if x.ends_period else ""
    return f"Silence was broken.{ended}"


def _reminded(t: Teller, x: e.ReminderIssued) -> str:
    if not t.named:
        return "Those still silent were reminded."
    number = len(x.participants)
    if not number:
        return "A reminder was due, and nobody was left to remind."
    return f"{number} participant{'s' if number > 1 else ''} still silent were reminded."


def _announced(t: Teller, x: e.LaunchAnnounced) -> str:
    return f"The launch was announced, with {t.when(x.deadline)} as its deadline."


def _clocks(t: Teller, x: e.ClocksSet) -> str:
    latest = max(instant for _, instant in x.deadlines)
    return (
        f"Single participants have a deadline of their own, until {t.when(latest)} at the latest."
    )


def _vote_opened(t: Teller, x: o.VoteOpened) -> str:
    return f"The text was put to a vote by remote roll-call, until {t.when(x.until)}."


def _vote_closed(t: Teller, x: o.VoteClosed) -> str:
    carried = "carried" if x.carried else "not carried" if x.quorum else "without a quorum"
    return (
        f"The roll-call was closed, as at {t.when(x.at)}: {len(x.in_favour)} in favour, "
        f"{len(x.against)} against, {len(x.abstaining)} abstaining, {len(x.absent)} absent; "
        f"{carried}."
    )


def _confirmed(_t: Teller, x: o.OutcomeConfirmed) -> str:
    number = f" as {line(x.number)}" if x.number else ""
    until = f"; the text is not public before {x.embargo_until}" if x.embargo_until else ""
    return f"The outcome was confirmed{number}{until}.{_because(x)}"


def _why(t: Teller, x: Any) -> str:  # noqa: ANN401 - any entry that gives a reason
    """The reason, unless it tells of an objection of which the reader is not told."""
    return "" if tells_of_an_objection(x) and not t.tells.broken else _because(x)


def _because(x: Any) -> str:  # noqa: ANN401 - any entry that gives a reason
    return f" Reason given: {line(x.because)}" if x.because else ""


def _extended(t: Teller, x: e.PeriodExtended) -> str:
    return f"The period was extended to {t.when(x.deadline)}.{_why(t, x)}"


def _suspended(t: Teller, x: e.PeriodSuspended) -> str:
    until = f" until {t.when(x.until)}" if x.until else ""
    return f"The period was suspended{until}.{_why(t, x)}"


def _resumed(t: Teller, x: e.PeriodResumed) -> str:
    return f"The clock runs again, to {t.when(x.deadline)}.{_why(t, x)}"


def _closed(t: Teller, x: e.BookClosed) -> str:
    kept = "silence was kept."
    if not x.kept:
        contested = f": {in_paragraphs(x.contested)} contested" if t.tells.paragraphs else ""
        kept = f"silence was not kept{contested}."
    says = f"The book was closed, as at {t.when(x.at)}: {kept}"
    if t.named and x.unreached:
        names = ", ".join(t.name(participant) for participant in x.unreached)
        says += f" No letter reached {names}, whose consent is not presumed."
    return says


def _adopted(t: Teller, x: e.ParagraphsAdopted) -> str:
    return f"{in_paragraphs(x.paragraphs).capitalize()} adopted, as at {t.when(x.at)}."


def _consulting(t: Teller, x: e.ConsultationOpened) -> str:
    until = f", until {t.when(x.until)}" if x.until else ""
    finding = " It is for the Chair to find what follows." if x.finding else ""
    why = "" if x.rule else ", since no letter of the period had reached anybody"
    return f"The text went into consultation{until}{why}.{finding}"


def _revised(_t: Teller, x: e.TextRevised) -> str:
    return f"The text was revised: \u201c{line(x.text.name)}\u201d.{_because(x)}"


def _admitted(t: Teller, x: e.LateFilingAdmitted) -> str:
    return f"What {t.name(x.participant)} had filed late was admitted.{_because(x)}"


def _outcome(t: Teller, x: o.OutcomeReached) -> str:
    says = outcome_says(x.outcome, line(x.to))
    return f"{says} Decided as at {t.when(x.at)}.{_because(x)}"


def _reopened(_t: Teller, x: o.OutcomeReopened) -> str:
    return f"The outcome \u201c{OUTCOMES[x.previous]}\u201d was set aside."


def _declared(_t: Teller, x: o.OutcomeDeclared) -> str:
    beside = f" The rules computed: {OUTCOMES[x.computed]}." if x.computed else ""
    return f"The Chair found: {OUTCOMES[x.outcome]}.{beside}{_because(x)}"


_TELLINGS: Final[dict[type[Entry], Callable[[Teller, Any], str]]] = {
    e.ProcedureOpened: _opened,
    e.PeriodOpened: _period,
    e.Filed: _filed,
    e.ObjectionWithdrawn: _withdrawn,
    e.HoldLapsed: lambda _t, _x: "The time of a hold ran out, and it no longer counts.",
    e.SilenceBroken: _broken,
    e.SilenceMended: lambda _t, _x: "No objection stands any more: silence is unbroken again.",
    e.ReminderIssued: _reminded,
    e.PeriodExtended: _extended,
    e.PeriodSuspended: _suspended,
    e.PeriodResumed: _resumed,
    e.PeriodEndedEarly: lambda _t, x: f"The period was declared ended.{_because(x)}",
    e.BookClosed: _closed,
    e.ParagraphsAdopted: _adopted,
    e.ConsultationOpened: _consulting,
    e.TextRevised: _revised,
    e.SilenceRestored: lambda _t, x: f"Silence was restored.{_because(x)}",
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
    LaunchRecalled: lambda _t, x: tell_recalled(x),
}
