"""The verbs of negotiations, as acts on the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from nemcon.agenda import acts as g
from nemcon.agenda.state import AgendaState
from nemcon.negotiation import acts as n
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.compiled import taken_up
from nemcon.register.kinds import Act
from nemcon.rehearsal import meeting_parts as m
from nemcon.rehearsal.cast import BODY, wording_of
from nemcon.rehearsal.conducting import Conducting, Unknown
from nemcon.rehearsal.parts import Reason
from nemcon.text.amendments import Change
from nemcon.text.document import Text

_RUNGS: Final = {
    "agree-ad-referendum": n.Rung.AD_REFERENDUM,
    "agree-paragraphs": n.Rung.AGREED,
    "withdraw-paragraphs": n.Rung.WITHDRAWN,
    "reopen": n.Rung.OPEN,
}
_STANCES: Final = {
    "support": n.Stance.SUPPORT,
    "oppose": n.Stance.OPPOSE,
    "cosponsor": n.Stance.COSPONSOR,
    "take-back": n.Stance.NONE,
}


def _table(c: Conducting, part: m.Tabling) -> Act:
    profile = c.profile(part.rules)
    with c.stage.database.reading() as connection:
        roll = directory.seats(connection, BODY, "")
    text, origin = _tabled(c, part)
    return n.TableText(
        c.actor,
        text,
        roll,
        profile.id,
        profile.title,
        profile.values,
        agenda=part.agenda,
        package=part.package,
        to=part.to,
        origin=origin,
        grace_seconds=c.stage.settings.grace_seconds,
        groups=c.cast.groups(),
        **c.round_end(part, part.agenda),
    )


def _tabled(c: Conducting, part: m.Tabling) -> tuple[Text, n.Origin | None]:
    if part.compilation:
        taken = taken_up(c.stage.register, part.compilation)
        if taken is None:
            says = f"{part.compilation!r} has ended with no compilation that could be taken up."
            raise Unknown(Refusal("no-such-compilation", says))
        return taken
    found = c.scenario.outline.texts.get(part.text or c.event.target)
    if found is None:
        says = f"There is no text called {part.text or c.event.target!r}."
        raise Unknown(Refusal("unknown-text", says))
    return Text(found.title, wording_of(found.paragraphs), found.symbol), None


def _amend(c: Conducting, part: m.Amending) -> Act:
    wording, change = part.replace or part.insert_after, Change.BRACKET
    if part.replace:
        change = Change.REPLACE
    elif part.insert_after:
        change = Change.INSERT
    elif part.delete:
        change = Change.DELETE
    return n.ProposeAmendment(
        c.actor,
        part.paragraph,
        change,
        wording,
        part.words,
        reason=part.because,
        cosponsors=c.cast.ids_of(part.with_),
    )


def _take_position(c: Conducting, part: m.OfAnother) -> Act:
    if c.stage.register.position(c.event.target, AgendaState) is not None:
        if c.event.verb == "oppose":
            return g.OpposeCompromise(c.actor, part.says)
        return g.JoinCompromise(c.actor)
    amendment = c.amendment(part.of, part.paragraph)
    return n.TakePosition(c.actor, amendment, _STANCES[c.event.verb], part.says)


def _withdraw_amendment(c: Conducting, part: m.Own) -> Act:
    return n.WithdrawAmendment(c.actor, c.amendment(c.event.by, part.paragraph))


def _admit(c: Conducting, part: m.OfAnother) -> Act:
    return n.AdmitLateAmendment(c.actor, c.amendment(part.of, part.paragraph), part.says)


def _issue(c: Conducting, part: m.Issuing) -> Act:
    merged = (n.Merging(c.amendments(x.amendments), x.wording) for x in part.merge)
    return n.IssueRevision(
        c.actor,
        accepted=c.amendments(part.accept),
        merged=tuple(merged),
        alternatives=c.amendments(part.alternatives),
        not_taken_up=c.amendments(part.not_taken_up),
        wording=wording_of(part.paragraphs),
        because=part.because,
        **c.round_end(part, c.negotiation().agenda),
    )


def _move(c: Conducting, part: m.Moving) -> Act:
    return n.MoveParagraphs(c.actor, tuple(part.paragraphs), _RUNGS[c.event.verb], part.because)


def _set_round(c: Conducting, part: m.RoundPart) -> Act:
    end = c.round_end(part, c.negotiation().agenda)
    return n.SetRound(c.actor, because=part.because, **end)


def _conclude(c: Conducting, part: m.Concluding) -> Act:
    until = c.scenario.instant(part.until) if part.until else None
    return n.ConcludeNegotiation(c.actor, until, part.length, to=part.to, because=part.because)


def _withdraw_tabled(c: Conducting, part: Reason) -> Act:
    return n.WithdrawTabled(c.actor, part.because)


NEGOTIATION_ACTS: Final[Mapping[str, Callable[[Conducting, Any], Act]]] = {
    "table": _table,
    "amend": _amend,
    **dict.fromkeys(_STANCES, _take_position),
    "withdraw-amendment": _withdraw_amendment,
    "admit-amendment": _admit,
    "issue-revision": _issue,
    **dict.fromkeys(_RUNGS, _move),
    "set-round": _set_round,
    "conclude": _conclude,
    "withdraw-tabled": _withdraw_tabled,
}
