"""The documents of a negotiation: its texts, what each revision changed, and the compilation.

Texts are without the names that the rules keep back, as every page and letter shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from activities.papers_drawn import Desk, Drawable, Heading
from nemcon.documents.building.compilation_paper import compilation_paper
from nemcon.documents.building.marked_text import issue_for, marked_text
from nemcon.documents.building.texts import CHAIR, clean, redline
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.language import _
from nemcon.negotiation.drafting import NEGOTIATING
from nemcon.negotiation.final import final_text
from nemcon.negotiation.naming import symbol_of
from nemcon.negotiation.state import Issue, NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.register.compiled import child_of, compiled
from nemcon.register.door import PositionOf
from nemcon.text.amendments import Status
from nemcon.text.document import Text
from nemcon.text.lines import line, listed
from nemcon.text.numbers import path_written


@dataclass(frozen=True, slots=True)
class _Negotiation:
    """A negotiation about to be put on paper, and how far others are told of it."""

    desk: Desk
    position: PositionOf[NegotiationState]
    reader: Reader

    @property
    def state(self) -> NegotiationState:
        return self.position.state


def negotiation_papers(
    desk: Desk, _heading: Heading, position: PositionOf[NegotiationState]
) -> tuple[Drawable, ...]:
    """The documents of the negotiation that can be drawn up now, texts first."""
    told = _Negotiation(desk, position, Reader.of(position.state, sees_all=False))
    return (*_texts(told), *_to_mark_up(told), *_after(told))


def _texts(told: _Negotiation) -> Iterator[Drawable]:
    state, languages = told.state, tuple(told.desk.house.languages)
    for at, issue in enumerate(state.issues):
        paper = Paper.REVISION if at else Paper.STARTING_TEXT
        yield Drawable(
            id=f"{paper}-{at}" if at else paper.value,
            paper=paper,
            title=line(issue.text.name),
            at=issue.at,
            build=partial(_clean, told, paper, issue.text),
            symbol=line(symbol_of(state, at)),
            languages=languages,
        )
        if at:
            yield Drawable(
                id=f"{Paper.REDLINE}-{at}",
                paper=Paper.REDLINE,
                title=_("{text}: changes", text=line(issue.text.name)),
                at=issue.at,
                build=partial(_redline, told, state.issues[at - 1], issue),
                languages=languages,
            )


def _to_mark_up(told: _Negotiation) -> Iterator[Drawable]:
    """The present text with what was proposed to it, as it goes out to be marked up in Word."""
    state = told.state
    if state.phase not in NEGOTIATING:
        return
    yield Drawable(
        id=Paper.MARKED_TEXT.value,
        paper=Paper.MARKED_TEXT,
        title=_("{text}: to be marked up", text=line(state.issued.name)),
        at=state.last_acted,
        build=partial(_marked, told),
        languages=tuple(told.desk.house.languages),
    )


def _after(told: _Negotiation) -> Iterator[Drawable]:
    state = told.state
    final = final_text(state, child_of(told.desk.register, state)) if state.ended else None
    if final is not None:
        symbol = line(symbol_of(state, 0))
        yield Drawable(
            id=Paper.FINAL_TEXT.value,
            paper=Paper.FINAL_TEXT,
            title=_("{text}: as adopted", text=line(state.issued.title)),
            at=state.decided_at or state.last_acted,
            build=partial(_clean, told, Paper.FINAL_TEXT, final.text),
            symbol=f"{symbol}/Rev.{len(state.issues)}" if symbol else "",
            languages=tuple(told.desk.house.languages),
        )
    if state.listed or not state.ended:
        yield Drawable(
            id=Paper.COMPILATION.value,
            paper=Paper.COMPILATION,
            title=_("Chair\u2019s compilation"),
            at=state.ended_at or state.last_acted,
            build=partial(_compilation, told),
            conducts=not state.ended,
        )


def _clean(
    told: _Negotiation, paper: Paper, text: Text, masthead: Masthead, language: str
) -> Document:
    told_text = told.reader.issue(text)
    return clean(masthead, paper, told_text, language, whole=told_text == text)


def _marked(told: _Negotiation, masthead: Masthead, language: str) -> Document:
    marked = issue_for(told.state, told.reader)
    return marked_text(masthead, marked, told.position.procedure, language)


def _redline(
    told: _Negotiation, old: Issue, new: Issue, masthead: Masthead, language: str
) -> Document:
    texts = (told.reader.issue(old.text), told.reader.issue(new.text))
    return redline(masthead, texts, new.at, partial(_authors, told, new.number), language)


def _authors(told: _Negotiation, revision: int, number: str) -> str:
    """Those whose amendments the revision took up in the paragraph, or else the Chair."""
    accepted = (
        one.amendment
        for one in told.state.amendments
        if one.settled == revision and one.amendment.status is Status.ACCEPTED and not one.merged
    )
    proposers = [one.proposer for one in accepted if path_written(one.place[:1]) == number]
    names = told.reader.told(*dict.fromkeys(proposers))
    return listed([line(told.reader.name(name)) for name in names]) or CHAIR


def _compilation(told: _Negotiation, masthead: Masthead, _language: str) -> Document:
    made = compiled(told.desk.register, told.position.procedure, told.state)
    return compilation_paper(masthead, made)
