"""The documents of a procedure of any kind: which there are for whoever looks, and one drawn up.

Only a document that is listed for somebody is drawn up for them. The same document gives the same
bytes until the register changes: no clock is read, and its day is that of what it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from activities.papers_agenda import agenda_papers
from activities.papers_drawn import Desk, Drawable, Heading
from activities.papers_negotiation import negotiation_papers
from activities.papers_report import NoRecord, report_of
from activities.papers_silence import chained, no_more_than, silence_papers, told_at
from nemcon.agenda.items import places_of
from nemcon.agenda.state import AgendaState
from nemcon.documents.checking import Fault, faults
from nemcon.documents.model.document import Distribution, Document, Pending, pending
from nemcon.language import ENGLISH, N_, _, speaking
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.papers import IssuedPaper
from nemcon.procedure.state import ProcedureState
from nemcon.procedure.told import telling
from nemcon.register import directory
from nemcon.register.door import PositionOf, Register
from nemcon.register.kinds import State
from nemcon.text.lines import line

__all__ = [
    "Desk",
    "Drafted",
    "NoRecord",
    "NoSuchPaper",
    "NotInLanguage",
    "NotToIssue",
    "PaperListed",
    "Wanted",
    "draft",
    "issued_to",
    "papers_of",
    "report_of",
]
_Kind = TypeVar("_Kind", bound=State)
_NUMBER: Final = re.compile(r"-[0-9]+$")


class NoSuchPaper(LookupError):
    """There is no document of that name that can be drawn up now for whoever asks."""

    code = "no-such-paper"
    says = N_("There is no document of that name here, or not yet.")


class NotInLanguage(ValueError):
    """The document is not written in the language that was asked for."""

    code = "not-in-language"

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.says = _("This document is written in: {languages}.", languages=", ".join(languages))
        super().__init__(self.says)


class NotToIssue(PermissionError):
    """A symbol or a distribution was asked for by somebody who may not issue the document."""

    code = "not-to-issue"
    says = N_(
        "Only whoever may issue this document says which symbol it bears and how far it goes, and "
        "is shown it as it would be issued."
    )


class NeverIssued(NotToIssue):
    """The same, of a document that nobody may issue."""

    code = "never-issued"
    says = N_("This document keeps nothing back: it is for the file, and is not issued.")


@dataclass(frozen=True, slots=True)
class PaperListed:
    """A document of a procedure, as it is listed for somebody.

    `id` names it in addresses, `paper` says what it is, `symbol` suggests itself, and `languages`
    are those in which it can be written. `can_draft` says that it can be drawn up now, `can_issue`
    that whoever looks may issue it; `issued` holds what was issued so far, the latest last.
    """

    id: str
    paper: str
    title: str
    symbol: str
    languages: tuple[str, ...]
    can_draft: bool
    can_issue: bool
    issued: tuple[IssuedPaper, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a document is wanted; without a symbol it bears the one that suggests itself."""

    symbol: str | None = None
    language: str = "en"
    distribution: Distribution = Distribution.LIMITED


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document as it would be issued now, and what is still to be filled in or confirmed in it.

    `faults` are what offends the conventions of the house. `seen` is the number of the last entry
    that was taken into account.
    """

    listed: PaperListed
    document: Document
    faults: tuple[Fault, ...]
    pending: tuple[Pending, ...]
    seen: int

    def unissued(self) -> Drafted:
        """The same with a note that says so: no copy looks as if it had been issued."""
        says = f"Drawn up from the register as at entry {self.seen}; this copy was not issued."
        note = " ".join(filter(None, (says, self.document.note)))
        return replace(self, document=replace(self.document, note=note))


def papers_of(
    desk: Desk, position: PositionOf[State], *, sees_all: bool
) -> tuple[PaperListed, ...]:
    """The documents that can be drawn up now or were issued, for those who conduct the procedure.

    Without `sees_all`, those for a reader or a delegation.
    """
    issued = issued_to(desk, position, sees_all=sees_all)
    found = [
        _listed(one, issued, sees_all=sees_all)
        for one in _drawables(desk, position, sees_all=sees_all)
    ]
    listed = [one for one in found if one.can_draft or one.issued]
    known = {one.id for one in listed}
    return (*listed, *_issued_alone([paper for paper in issued if paper.paper not in known]))


def draft(
    desk: Desk,
    position: PositionOf[State],
    paper: str,
    wanted: Wanted | None = None,
    *,
    sees_all: bool,
    to_issue: bool = False,
) -> Drafted:
    """The document of that id as it would be issued now.

    Raises `NoSuchPaper`, `NotInLanguage`, and `NotToIssue` where somebody who may not issue it
    wants it `to_issue`, or with another symbol or distribution than it has.
    """
    wanted = wanted or Wanted()
    one = next(
        (one for one in _drawables(desk, position, sees_all=sees_all) if one.id == paper), None
    )
    if one is None or not _may_draft(one, sees_all=sees_all):
        raise NoSuchPaper
    if wanted.language not in one.languages:
        raise NotInLanguage(one.languages)
    listed = _listed(one, issued_to(desk, position, sees_all=sees_all), sees_all=sees_all)
    symbol = listed.symbol if wanted.symbol is None else line(wanted.symbol)
    chosen = symbol != listed.symbol or wanted.distribution is not Distribution.LIMITED
    if (chosen or to_issue) and not listed.can_issue:
        raise NeverIssued if sees_all else NotToIssue
    with speaking(ENGLISH.code):  # a document is the same, whoever asks for it
        document = one.build(_heading(desk, position).masthead(one.at, symbol), wanted.language)
    masthead = replace(document.masthead, symbol=symbol, distribution=wanted.distribution)
    document = replace(document, masthead=masthead)
    return Drafted(
        listed=listed,
        document=document,
        faults=faults(document, desk.house),
        pending=pending(document),
        seen=position.state.number,
    )


def issued_to(
    desk: Desk, position: PositionOf[State], *, sees_all: bool
) -> tuple[IssuedPaper, ...]:
    """What the procedure has issued, as far as whoever looks may see it.

    What was issued when the rules told more of objections than they do now is left out.
    """
    state = position.state
    if sees_all or not isinstance(state, ProcedureState) or not state.papers:
        return state.papers
    record, now = chained(desk, _at(position, state)), telling(state)
    return tuple(
        paper
        for paper in state.papers
        if (then := told_at(record, paper.number)) is None or no_more_than(then, now)
    )


def _drawables(desk: Desk, position: PositionOf[State], *, sees_all: bool) -> tuple[Drawable, ...]:
    state, heading = position.state, _heading(desk, position)
    match state:
        case ProcedureState():
            return silence_papers(desk, heading, _at(position, state), conducts=sees_all)
        case NegotiationState():
            return negotiation_papers(desk, heading, _at(position, state))
        case AgendaState():
            return agenda_papers(desk, heading, _at(position, state))


def _at(position: PositionOf[State], state: _Kind) -> PositionOf[_Kind]:
    """The position of a procedure whose kind is known by now."""
    return PositionOf(position.procedure, position.body, state, position.head, position.next)


def _heading(desk: Desk, position: PositionOf[State]) -> Heading:
    state = position.state
    with desk.register.database.reading() as connection:
        body = directory.body_of(connection, position.body)
    if isinstance(state, AgendaState):
        return Heading(body, state.session)
    agenda = _agenda_above(desk.register, state)
    if agenda is None:
        return Heading(body)
    text = state.issues[0].text if isinstance(state, NegotiationState) else state.text
    return Heading(body, agenda.session, _item(agenda, text.symbol))


def _agenda_above(
    register: Register, state: ProcedureState | NegotiationState
) -> AgendaState | None:
    """The agenda on which the procedure hangs, itself or by the negotiation that it ends."""
    above = state.agenda if isinstance(state, NegotiationState) else state.parent
    found = register.whereabouts(above) if above else None
    match found.state if found is not None else None:
        case AgendaState() as agenda:
            return agenda
        case NegotiationState() as negotiation:
            return _agenda_above(register, negotiation)
        case _:
            return None


def _item(agenda: AgendaState, symbol: str) -> str:
    """The first item under which a document of that symbol is listed, as it is to be read."""
    papers = (paper for paper in agenda.documents if symbol and paper.symbol == symbol)
    under = {place for paper in papers for place in paper.items}
    of = "the agenda" if agenda.adopted_at is not None else "the provisional agenda"
    found = (f"Item {p} of {of}: {i.title}" for p, i in places_of(agenda.items) if p in under)
    return next(found, "")


def _may_draft(one: Drawable, *, sees_all: bool) -> bool:
    return sees_all or not (one.in_full or one.conducts)


def _listed(one: Drawable, issued: tuple[IssuedPaper, ...], *, sees_all: bool) -> PaperListed:
    own = tuple(paper for paper in issued if paper.paper == one.id)
    return PaperListed(
        id=one.id,
        paper=one.paper.value,
        title=one.title,
        symbol=own[-1].symbol if own else one.symbol,
        languages=one.languages,
        can_draft=_may_draft(one, sees_all=sees_all),
        can_issue=sees_all and not one.in_full,
        issued=own,
    )


def _issued_alone(issued: list[IssuedPaper]) -> tuple[PaperListed, ...]:
    """What was issued and cannot be drawn up any more, or was issued with what it is about."""
    ids = dict.fromkeys(paper.paper for paper in issued)
    last = {paper.paper: paper for paper in issued}
    return tuple(
        PaperListed(
            id=name,
            paper=_NUMBER.sub("", name),
            title=last[name].title,
            symbol=last[name].symbol,
            languages=(last[name].language,),
            can_draft=False,
            can_issue=False,
            issued=tuple(paper for paper in issued if paper.paper == name),
        )
        for name in ids
    )
