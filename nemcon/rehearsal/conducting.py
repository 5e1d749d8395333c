"""Turning what a scenario says of agendas and negotiations into acts on the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from nemcon.agenda import acts as g
from nemcon.agenda.items import Document, Item, Officer, Part, Revisit, Sitting
from nemcon.agenda.state import AgendaState
from nemcon.negotiation import acts as n
from nemcon.negotiation.state import NegotiationState, Proposed
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.profile import Profile
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.compiled import taken_up
from nemcon.register.kinds import Act
from nemcon.rehearsal import meeting_parts as m
from nemcon.rehearsal.cast import BODY, Cast, wording_of
from nemcon.rehearsal.parts import Nothing, Reason
from nemcon.rehearsal.scenario import Event, Scenario, profile_for
from nemcon.rehearsal.stage import Stage
from nemcon.text.amendments import Change
from nemcon.text.document import Text
from nemcon.text.numbers import path_written
from nemcon.text.refused import TextRefused

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


class Unknown(LookupError):
    """Something that a verb names is not there; it carries the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.says)
        self.refusal = refusal


class Conducting:
    """One event of a scenario, on its way to become an act."""

    def __init__(
        self, event: Event, actor: Actor, scenario: Scenario, stage: Stage, cast: Cast
    ) -> None:
        """`actor` is who does what the event says."""
        self.event = event
        self.actor = actor
        self.scenario = scenario
        self.stage = stage
        self.cast = cast

    def act(self) -> Act | Refusal:
        """The act, or why there can be none."""
        try:
            return _ACTS[self.event.verb](self, self.event.details)
        except Unknown as unknown:
            return unknown.refusal
        except TextRefused as refused:
            return Refusal(refused.code, refused.says)

    # What is named.

    def profile(self, rules: str | Mapping[str, Any] | None) -> Profile:
        """The rules that are named for this procedure, or those of the file."""
        outline = self.scenario.outline
        return profile_for(rules or outline.rules, outline.zone)

    def revisit(self, at: str) -> Revisit:
        """`sitting 4`, a time, or nothing."""
        if at.startswith("sitting "):
            return Revisit(sitting=int(at.removeprefix("sitting ")))
        return Revisit(at=self.scenario.instant(at)) if at else Revisit()

    def sittings(self, parts: Iterable[m.SittingPart]) -> tuple[Sitting, ...]:
        """The sittings, numbered in the order of the file."""
        instant = self.scenario.instant
        return tuple(
            Sitting(number, instant(s.at), instant(s.until), tuple(s.items), s.title)
            for number, s in enumerate(parts, start=1)
        )

    def round_end(self, part: m.RoundEnd, agenda: str) -> dict[str, Any]:
        """When a round ends, as the acts say it."""
        if part.sitting is None:
            until = self.scenario.instant(part.until) if part.until else None
            return {"until": until, "sitting": None}
        found = self.stage.register.position(agenda, AgendaState)
        sitting = found.state.sitting(part.sitting) if found else None
        if sitting is None:
            raise Unknown(Refusal("no-such-sitting", f"There is no sitting {part.sitting}."))
        return {"until": sitting.begins, "sitting": part.sitting}

    def negotiation(self) -> NegotiationState:
        """The negotiation that the event is about."""
        found = self.stage.register.position(self.event.target, NegotiationState)
        if found is None:
            says = f"There is no negotiation called {self.event.target!r}."
            raise Unknown(Refusal("no-such-procedure", says))
        return found.state

    def agenda(self) -> AgendaState:
        """The agenda that the event is about."""
        found = self.stage.register.position(self.event.target, AgendaState)
        if found is None:
            says = f"There is no agenda called {self.event.target!r}."
            raise Unknown(Refusal("no-such-procedure", says))
        return found.state

    def amendment(self, of: str, paragraph: str) -> str:
        """The id of a delegation's latest amendment to a paragraph, a live one before others."""
        who = self.cast.ids.get(of, of)
        found = [p for p in self.negotiation().amendments if _is_meant(p, who, paragraph)]
        if not found:
            where = f"paragraph {paragraph}" if paragraph else "the text"
            says = f"{of} has proposed no amendment to {where}."
            raise Unknown(Refusal("no-such-amendment", says))
        return max(found, key=lambda p: (p.amendment.live, p.number)).amendment.id

    def amendments(self, parts: Iterable[m.OfAnother]) -> tuple[str, ...]:
        """The ids of those that are named."""
        return tuple(self.amendment(part.of, part.paragraph) for part in parts)


def _is_meant(found: Proposed, who: str, paragraph: str) -> bool:
    amendment = found.amendment
    return amendment.proposer == who and path_written(amendment.place) == paragraph


def items_of(parts: Iterable[m.ItemPart]) -> tuple[Item, ...]:
    """The items of an agenda as a scenario gives them."""
    return tuple(Item(part.item, part.title, items_of(part.items)) for part in parts)


def parts_of(named: Mapping[str, str]) -> tuple[Part, ...]:
    """The named parts of an organization of work."""
    return tuple(Part(name, says.strip()) for name, says in named.items())


def _circulate(c: Conducting, part: m.Circulation) -> Act:
    outline, profile = c.scenario.outline, c.profile(part.rules)
    with c.stage.database.reading() as connection:
        roll = directory.seats(connection, BODY, "")
    return g.CirculateAgenda(
        c.actor,
        part.title,
        items_of(part.items),
        roll,
        profile.id,
        profile.title,
        profile.values,
        parts=parts_of(part.organization),
        sittings=c.sittings(part.sittings),
        symbol=part.symbol,
        until=c.scenario.instant(part.until) if part.until else None,
        grace_seconds=c.stage.settings.grace_seconds,
        groups=c.cast.groups(),
        session=outline.body.session,
        next_session=outline.body.next_session,
    )


def _propose(c: Conducting, part: m.Proposing) -> Act:
    behalf = c.cast.ids_of(part.on_behalf_of)
    return g.ProposeChange(c.actor, part.change, part.place, part.says, behalf)


def _withdraw_proposal(c: Conducting, _part: Nothing) -> Act:
    own = [
        proposal.number
        for proposal in c.agenda().proposals
        if proposal.participant == c.actor.participant and not proposal.withdrawn
    ]
    if not own:
        says = f"{c.event.by} has made no proposal that stands."
        raise Unknown(Refusal("no-such-proposal", says))
    return g.WithdrawProposal(c.actor, own[-1])


def _compromise(c: Conducting, part: m.Excepting) -> Act:
    revisit = c.revisit(part.revisit_at)
    return g.PutCompromise(c.actor, tuple(part.exceptions), revisit, part.says)


def _adopt(c: Conducting, part: m.Excepting) -> Act:
    if c.stage.register.position(c.event.target, NegotiationState) is not None:
        return n.ConcludeNegotiation(c.actor, in_meeting=True, because=part.because or part.says)
    because = part.because or part.says
    revisit = c.revisit(part.revisit_at)
    return g.AdoptAgenda(c.actor, tuple(part.exceptions), revisit, because)


def _revisit(c: Conducting, part: m.Revisiting) -> Act:
    return g.SettlePart(c.actor, part.place, part.outcome, part.says, part.because)


def _revise_agenda(c: Conducting, part: m.AgendaRevision) -> Act:
    proposers = c.cast.ids_of(part.taking_up)
    taken_up = tuple(
        proposal.number
        for proposal in c.agenda().proposals
        if proposal.participant in proposers and not proposal.withdrawn
    )
    items, parts = items_of(part.items), parts_of(part.organization)
    return g.ReviseAgenda(c.actor, items, parts, taken_up, part.because)


def _add_item(c: Conducting, part: m.Adding) -> Act:
    item = Item(part.item, part.title)
    return g.AddItem(c.actor, item, part.under, c.revisit(part.revisit_at), part.because)


def _agenda_silence(c: Conducting, part: m.AgendaSilence) -> Act:
    until = c.scenario.instant(part.until) if part.until else None
    by_item = part.item_by_item
    return g.PlaceAgendaUnderSilence(c.actor, until, part.length, by_item, part.because)


def _timetable(c: Conducting, part: m.Timetable) -> Act:
    return g.ChangeTimetable(c.actor, c.sittings(part.sittings), part.because)


def _take_floor(c: Conducting, part: m.Speaking) -> Act:
    # It is the secretariat that notes who spoke.
    secretariat = Actor(Office.SECRETARIAT, person="Secretariat", channel="rehearsal")
    speaker = c.actor.participant or c.event.by
    behalf = c.cast.ids_of(part.on_behalf_of)
    return g.NoteSpeaker(secretariat, part.item, speaker, part.sitting, behalf)


def _list_document(c: Conducting, part: m.Listing) -> Act:
    return g.ListDocument(c.actor, Document(part.symbol, part.title, tuple(part.items)))


def _name_officers(c: Conducting, part: m.Naming) -> Act:
    ids = c.cast.ids
    officers = (
        Officer(o.office, ids.get(o.participant, o.participant), o.person) for o in part.officers
    )
    return g.NameOfficers(c.actor, tuple(officers))


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


_ACTS: Final[Mapping[str, Callable[[Conducting, Any], Act]]] = {
    "circulate-agenda": _circulate,
    "propose": _propose,
    "withdraw-proposal": _withdraw_proposal,
    "compromise": _compromise,
    "adopt": _adopt,
    "revisit": _revisit,
    "revise-agenda": _revise_agenda,
    "add-item": _add_item,
    "put-agenda-under-silence": _agenda_silence,
    "change-timetable": _timetable,
    "take-floor": _take_floor,
    "list-document": _list_document,
    "name-officers": _name_officers,
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
