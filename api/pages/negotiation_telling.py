"""The entries of a negotiation in words, and what an act would lead to before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from api.pages.listed import NEGOTIATION_OUTCOMES
from api.pages.negotiation_words import (
    STANCE_SAID,
    STATEMENT_SAID,
    doing,
    in_paragraphs_of,
)
from nemcon.language import N_, _, ngettext
from nemcon.mail.wording import OUTCOMES, reason_given
from nemcon.negotiation import entries as e
from nemcon.negotiation.acts import Rung
from nemcon.negotiation.entries import NegotiationEntry
from nemcon.negotiation.telling import Reader
from nemcon.procedure.families import ResultTaken
from nemcon.procedure.papers import PaperIssued, tell_issued
from nemcon.procedure.recall import LaunchRecalled
from nemcon.text.addressing import addressed
from nemcon.text.amendments import Amendment, Status
from nemcon.text.lines import capital, line, listed, sentences
from nemcon.text.numbers import read_path
from nemcon.timing.writing import write_instant

FINAL_OBJECTION: Final = "negotiation.final_objection"
_RECALLED: Final = N_("The launch was recalled before any letter of it left.")
_DISPOSED: Final = {
    Status.PROPOSED: N_("Proposed: {amendments}."),
    Status.ACCEPTED: N_("Accepted: {amendments}."),
    Status.MERGED: N_("Merged: {amendments}."),
    Status.ALTERNATIVE: N_("Left as an alternative: {amendments}."),
    Status.WITHDRAWN: N_("Withdrawn: {amendments}."),
    Status.NOT_TAKEN_UP: N_("Not taken up: {amendments}."),
}


@dataclass(frozen=True, slots=True)
class NegotiationTeller:
    """Tells entries in the body's zone, to one reader."""

    zone: str
    reader: Reader

    def tell(self, entry: NegotiationEntry) -> str:
        """The entry as a sentence or two."""
        says = _TELLINGS[type(entry)](self, entry)
        because = getattr(entry, "because", "")
        if isinstance(entry, e.NegotiationEnded) and entry.rule == FINAL_OBJECTION:
            because = ""  # it is that of the conclusion, and not of what silence led to
        if not because:
            return says
        reason = _("Reason given: {because}", because=reason_given(line(because)))
        return sentences(says, reason)

    def when(self, instant: datetime) -> str:
        """The instant in the body's zone."""
        return write_instant(instant, self.zone)


def _tabled(t: NegotiationTeller, x: e.TextTabled) -> str:
    return sentences(
        _("\u201c{name}\u201d was tabled.", name=line(x.text.name)),
        ngettext(
            "The roll was fixed: {n} participant.",
            "The roll was fixed: {n} participants.",
            len(x.roll),
        ),
        _("The rules applied are \u201c{profile}\u201d.", profile=line(x.profile_title)),
        _("The first round lasts until {until}.", until=t.when(x.until))
        if x.until
        else _("The first round lasts until the Chair ends it."),
    )


def _proposed(t: NegotiationTeller, x: e.AmendmentProposed) -> str:
    place = read_path(x.paragraph) if x.paragraph else ()
    amendment = Amendment(x.id, "", x.change, place, passage=x.passage, beneath=x.beneath)
    known = {"by": t.reader.name(x.participant), "amendment": x.id, "does": doing(amendment)}
    also = t.reader.names(x.cosponsors)
    # Translators: {does} is a clause such as "changes paragraph 2".
    says = _("{by} proposed amendment {amendment}, which {does}.", **known)
    if also:
        # Translators: {does} is a clause such as "changes paragraph 2".
        says = _(
            "{by} proposed amendment {amendment}, which {does}, with {names} as co-sponsors.",
            **known,
            names=also,
        )
    if not x.late:
        return says
    late = _("It was late, and does not count unless it is admitted.")
    return sentences(says, late)


def _position(t: NegotiationTeller, x: e.PositionTaken) -> str:
    by = t.reader.name(x.participant)
    return _(STANCE_SAID[x.stance], name=by, amendment=x.amendment)


def _withdrew(t: NegotiationTeller, x: e.AmendmentWithdrawn) -> str:
    by = t.reader.name(x.participant)
    says = _("{name} withdrew amendment {amendment}.", name=by, amendment=x.amendment)
    if not x.carried_on_by:
        return says
    on = _("{name} carries it on.", name=t.reader.name(x.carried_on_by))
    return sentences(says, on)


def _stated(t: NegotiationTeller, x: e.StatementMade) -> str:
    about, by = in_paragraphs_of(x.paragraphs), t.reader.name(x.participant)
    return _(STATEMENT_SAID[x.kind], name=by, paragraphs=about)


def _revised(t: NegotiationTeller, x: e.RevisionIssued) -> str:
    said = [_("Rev.{number} was issued.", number=x.text.revision)]
    for status in dict.fromkeys(d.status for d in x.disposed):
        these = listed([d.amendment for d in x.disposed if d.status is status])
        said.append(_(_DISPOSED[status], amendments=these))
    if x.unplaced:
        these = listed([name for name, _why in x.unplaced])
        said.append(_("No longer fit the text: {amendments}.", amendments=these))
    if x.until:
        began = _(
            "Round {number} began with it, until {until}.", number=x.round, until=t.when(x.until)
        )
        said.append(began)
    return sentences(*said)


def _moved(_t: NegotiationTeller, x: e.ParagraphsMoved) -> str:
    which, n = capital(in_paragraphs_of(x.paragraphs)), max(len(x.paragraphs), 1)
    if x.amendment:  # it opens again what was agreed
        return ngettext(
            "{paragraphs} is open, by amendment {amendment}.",
            "{paragraphs} are open, by amendment {amendment}.",
            n,
            paragraphs=which,
            amendment=x.amendment,
        )
    return _on_the_rung(x.rung, which, n)


def _on_the_rung(rung: Rung, which: str, n: int) -> str:
    # Translators: {paragraphs} is "Paragraph 2", or "Paragraphs 1 and 3"; {n} is how many.
    match rung:
        case Rung.OPEN:
            return ngettext("{paragraphs} is open.", "{paragraphs} are open.", n, paragraphs=which)
        case Rung.AD_REFERENDUM:
            return ngettext(
                "{paragraphs} is agreed ad referendum.",
                "{paragraphs} are agreed ad referendum.",
                n,
                paragraphs=which,
            )
        case Rung.AGREED:
            return ngettext(
                "{paragraphs} is agreed.", "{paragraphs} are agreed.", n, paragraphs=which
            )
        case Rung.WITHDRAWN:
            return ngettext(
                "{paragraphs} is withdrawn.", "{paragraphs} are withdrawn.", n, paragraphs=which
            )


def _round_set(t: NegotiationTeller, x: e.RoundSet) -> str:
    if x.until is None:
        return (
            _("Round {number} began, until the Chair ends it.", number=x.round)
            if x.begins
            else _("Round {number} lasts until the Chair ends it.", number=x.round)
        )
    until = t.when(x.until)
    if x.begins:
        return _("Round {number} began, until {until}.", number=x.round, until=until)
    return _("Round {number} lasts until {until}.", number=x.round, until=until)


def _reminded(_t: NegotiationTeller, x: e.RoundReminded) -> str:
    if not x.participants:
        return _("A reminder of the end of the round was due, and nobody was left to remind.")
    return ngettext(
        "{n} participant was reminded of the end of the round.",
        "{n} participants were reminded of the end of the round.",
        len(x.participants),
    )


def _closed(t: NegotiationTeller, x: e.RoundClosed) -> str:
    says = _("Round {number} ended at {instant}.", number=x.round, instant=t.when(x.at))
    if not x.chair_until:
        return says
    on = _("The rules go on without the Chair at {instant}.", instant=t.when(x.chair_until))
    return sentences(says, on)


def _concluded(_t: NegotiationTeller, x: e.NegotiationConcluded) -> str:
    said = [_("The negotiation was concluded.")]
    if x.agreed:
        which = in_paragraphs_of(x.agreed)
        said.append(
            _("What is agreed, {paragraphs}, was adopted in the meeting.", paragraphs=which)
            if x.in_meeting
            else _("What is agreed, {paragraphs}, is placed under silence.", paragraphs=which)
        )
    if x.compiled:
        said.append(_compiled(x))
    return sentences(*said)


def _compiled(x: e.NegotiationConcluded) -> str:
    which, n = capital(in_paragraphs_of(x.compiled)), len(x.compiled)
    if not x.to:
        return ngettext(
            "{paragraphs} is listed in the Chair's compilation.",
            "{paragraphs} are listed in the Chair's compilation.",
            n,
            paragraphs=which,
        )
    # Translators: {to} is to whom the compilation goes, as it was typed.
    return ngettext(
        "{paragraphs} is listed in the Chair's compilation, for {to}.",
        "{paragraphs} are listed in the Chair's compilation, for {to}.",
        n,
        paragraphs=which,
        to=addressed(line(x.to)),
    )


def _ended(_t: NegotiationTeller, x: e.NegotiationEnded) -> str:
    outcome = _(NEGOTIATION_OUTCOMES[x.outcome])
    said = [_("The negotiation has ended: {outcome}.", outcome=outcome)]
    if x.adopted:
        said.append(_("Adopted: {paragraphs}.", paragraphs=in_paragraphs_of(x.adopted)))
    if x.compiled:
        which = in_paragraphs_of(x.compiled)
        said.append(_("In the compilation: {paragraphs}.", paragraphs=which))
    return sentences(*said)


def _admitted(_t: NegotiationTeller, x: e.LateAmendmentAdmitted) -> str:
    return _("The late amendment {amendment} was admitted.", amendment=x.amendment)


def _result(_t: NegotiationTeller, x: ResultTaken) -> str:
    return _(
        "The silence procedure {procedure} ended: {outcome}.",
        procedure=x.child,
        outcome=_(OUTCOMES[x.outcome]),
    )


_TELLINGS: Final[dict[type[NegotiationEntry], Callable[[NegotiationTeller, Any], str]]] = {
    e.TextTabled: _tabled,
    e.AmendmentProposed: _proposed,
    e.PositionTaken: _position,
    e.AmendmentWithdrawn: _withdrew,
    e.LateAmendmentAdmitted: _admitted,
    e.StatementMade: _stated,
    e.RevisionIssued: _revised,
    e.ParagraphsMoved: _moved,
    e.RoundSet: _round_set,
    e.RoundReminded: _reminded,
    e.RoundClosed: _closed,
    e.NegotiationConcluded: _concluded,
    e.NegotiationEnded: _ended,
    ResultTaken: _result,
    PaperIssued: lambda _t, x: line(tell_issued(x)),
    LaunchRecalled: lambda _t, _x: _(_RECALLED),
}
