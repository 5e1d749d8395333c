"""The documents of a silence procedure: its texts, its letters, its record, its compilation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Final

from activities.composing import issuer_of, silence_occasion
from activities.lettering import NOTICES, letter_document, paper_named
from activities.papers_drawn import Desk, Drawable, Heading
from nemcon.documents.building.compilation_paper import compilation_paper
from nemcon.documents.building.decision_record import DecisionFacts, decision_record
from nemcon.documents.building.letter_says import Form
from nemcon.documents.building.texts import clean, redline
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.language import N_, _
from nemcon.mail.occasion import end_of_act
from nemcon.procedure import entries as e
from nemcon.procedure.disclosure import Tells
from nemcon.procedure.entries import Recorded
from nemcon.procedure.evolution import evolve, fold
from nemcon.procedure.notices import Notice, letters_for
from nemcon.procedure.state import ProcedureState
from nemcon.procedure.told import telling
from nemcon.register import codec
from nemcon.register.compiled import compiled_silence
from nemcon.register.door import Position
from nemcon.text.document import Text
from nemcon.text.lines import line

Chained = tuple[Recorded, str]
"""An entry with its hash."""

_LETTERS: Final = {
    Notice.CIRCULATION: (N_("Text placed under silence"), None),
    Notice.REVISION: (N_("Revised text placed under silence"), None),
    Notice.OBJECTION: (N_("Objection received"), Paper.NOTICE_OF_OBJECTION),
    Notice.EXTENSION: (N_("Deadline extended"), Paper.NOTICE_OF_EXTENSION),
    Notice.RESUMPTION: (N_("Period resumed"), Paper.NOTICE_OF_EXTENSION),
    Notice.SUSPENSION: (N_("Period suspended"), Paper.NOTICE_OF_SUSPENSION),
    Notice.OUTCOME: (N_("Outcome of the procedure"), Paper.LETTER_OF_ADOPTION),
    Notice.FINDING: (N_("Finding on the outcome"), Paper.LETTER_OF_ADOPTION),
    Notice.CONFIRMATION: (N_("Outcome confirmed"), Paper.LETTER_OF_ADOPTION),
}
"""What each letter is called, and what it is; none where its form says what it is."""
_FORMS: Final = {
    Form.LETTER: (N_("Letter"), Paper.LETTER),
    Form.NOTE_VERBALE: (N_("Note verbale"), Paper.NOTE_VERBALE),
}


@dataclass(frozen=True, slots=True)
class _Silence:
    """A silence procedure about to be put on paper."""

    desk: Desk
    heading: Heading
    position: Position
    record: tuple[Chained, ...]

    @property
    def state(self) -> ProcedureState:
        return self.position.state


@dataclass(frozen=True, slots=True)
class _Issue:
    """The text as it was placed or revised."""

    recorded: Recorded
    text: Text


def silence_papers(
    desk: Desk, heading: Heading, position: Position, *, conducts: bool
) -> tuple[Drawable, ...]:
    """The documents of the procedure that can be drawn up now, texts first.

    Its letters only for those who conduct it.
    """
    told = _Silence(desk, heading, position, chained(desk, position))
    return (*_texts(told), *_after(told), *(_letters(told) if conducts else ()))


def chained(desk: Desk, position: Position) -> tuple[Chained, ...]:
    """The record up to where the procedure stands."""
    written = desk.register.written(position.procedure)[: position.head.number]
    return tuple((codec.read(entry.body), entry.hash) for entry in written)


def no_more_than(then: Tells, now: Tells) -> bool:
    """Whether what was told then tells no more than what is told now."""
    return all(getattr(now, field.name) or not getattr(then, field.name) for field in fields(Tells))


def told_at(record: Sequence[Chained], number: int) -> Tells | None:
    """What was told of objections after the entry `number`; `None` where there is none."""
    state = fold(recorded for recorded, _hash in record[:number])
    return telling(state) if state is not None else None


def _texts(told: _Silence) -> Iterator[Drawable]:
    issues = tuple(_issues(told.record))
    languages = tuple(told.desk.house.languages)
    for at, issue in enumerate(issues):
        text = issue.text
        paper = Paper.REVISION if at else Paper.STARTING_TEXT
        yield Drawable(
            id=f"{paper}-{text.revision}" if at else paper.value,
            paper=paper,
            title=line(text.name),
            at=issue.recorded.at,
            build=partial(_clean, paper, text),
            symbol=text.issued_symbol,
            languages=languages,
        )
        if at:
            yield Drawable(
                id=f"{Paper.REDLINE}-{text.revision}",
                paper=Paper.REDLINE,
                title=_("{text}: changes", text=line(text.name)),
                at=issue.recorded.at,
                build=partial(_redline, issues[at - 1], issue),
                languages=languages,
            )


def _issues(record: Sequence[Chained]) -> Iterator[_Issue]:
    for recorded, _hash in record:
        if isinstance(recorded.entry, e.ProcedureOpened | e.TextRevised):
            yield _Issue(recorded, recorded.entry.text)


def _clean(paper: Paper, text: Text, masthead: Masthead, language: str) -> Document:
    return clean(masthead, paper, text, language)


def _redline(old: _Issue, new: _Issue, masthead: Masthead, language: str) -> Document:
    return redline(masthead, (old.text, new.text), new.recorded.at, language=language)


def _after(told: _Silence) -> Iterator[Drawable]:
    """What there is once the procedure has ended."""
    state, last = told.state, told.record[-1][0].at
    if not state.ended:
        return
    adopted = tuple(p for p in state.text.paragraphs if p.number in state.adopted)
    if adopted:
        yield Drawable(
            id=Paper.FINAL_TEXT.value,
            paper=Paper.FINAL_TEXT,
            title=_("{text}: as adopted", text=line(state.text.title)),
            at=state.decided_at or last,
            build=partial(_clean, Paper.FINAL_TEXT, replace(state.text, paragraphs=adopted)),
            symbol=state.text.next_symbol,
            languages=tuple(told.desk.house.languages),
        )
    if state.compiled:
        yield Drawable(
            id=Paper.COMPILATION.value,
            paper=Paper.COMPILATION,
            title=_("Chair\u2019s compilation"),
            at=last,
            build=partial(_compilation, told),
        )
    for in_full in (False, True):
        yield Drawable(
            id=f"{Paper.DECISION_RECORD}-in-full" if in_full else Paper.DECISION_RECORD.value,
            paper=Paper.DECISION_RECORD,
            title=_("Decision record in full") if in_full else _("Decision record"),
            at=last,
            build=partial(_decision_record, told, in_full),
            in_full=in_full,
        )


def _compilation(told: _Silence, masthead: Masthead, _language: str) -> Document:
    made = compiled_silence(told.position.procedure, told.state)
    if made is None:
        raise LookupError(told.position.procedure)
    return compilation_paper(masthead, made)


def _decision_record(
    told: _Silence,
    in_full: bool,  # noqa: FBT001 - one of the two records
    masthead: Masthead,
    _language: str,
) -> Document:
    facts = DecisionFacts(
        procedure=told.position.procedure,
        state=told.state,
        recorded=tuple(recorded for recorded, _hash in told.record),
        head=str(told.position.head),
        everything=in_full,
    )
    return decision_record(masthead, facts)


def _letters(told: _Silence) -> Iterator[Drawable]:
    """The letters that went to everybody, each in both forms, as far as they may be told now."""
    now = telling(told.state)
    for recorded, notice, then in _letters_sent(told.record):
        if notice is not Notice.CIRCULATION and not no_more_than(then, now):
            continue
        title, paper = _LETTERS[notice]
        for form, (called, by_form) in _FORMS.items():
            yield Drawable(
                id=paper_named(form, recorded.number),
                paper=paper or by_form,
                title=_("{label}: {value}", label=_(called), value=_(title)),
                at=recorded.at,
                build=partial(_letter, told, recorded.number, notice, form),
                conducts=True,
            )


def _letters_sent(record: Sequence[Chained]) -> Iterator[tuple[Recorded, Notice, Tells]]:
    """The entries that called for a letter to everybody, and what was told when each was done."""
    states: list[ProcedureState] = []
    for recorded, _hash in record:
        states.append(evolve(states[-1] if states else None, recorded))
    for (recorded, _hash), state in zip(record, states, strict=True):
        # A deadline of single members is told to each of them, in letters that differ.
        if isinstance(recorded.entry, e.ClocksSet):
            continue
        for letter in letters_for(recorded, state):
            if letter.notice in NOTICES:
                last = end_of_act(recorded.number, record)
                yield recorded, letter.notice, telling(states[last - 1])


def _letter(
    told: _Silence, number: int, notice: Notice, form: Form, _masthead: Masthead, _language: str
) -> Document:
    occasion = silence_occasion(
        told.desk.register,
        issuer_of(told.heading.body),
        notice,
        told.position.procedure,
        number,
        told.record,
    )
    return letter_document(occasion, form, told.desk.enquiries, told.desk.house)
