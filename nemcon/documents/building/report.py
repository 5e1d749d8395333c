"""The draft report of a session, from its agenda, its record and what hangs on them.

The sentences that every report has are put together from the register; what only a rapporteur
knows stands in the record. Paragraphs are numbered through, what is not confirmed stands in
brackets, and what is missing is a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from nemcon.agenda.record import WITHIN, Section, SessionRecord
from nemcon.agenda.record import Heading as Planned
from nemcon.agenda.state import AgendaState
from nemcon.documents.building.report_agenda import adopted_agenda
from nemcon.documents.building.report_ending import adopted_report, is_adopted, reads_otherwise
from nemcon.documents.building.report_organization import attendance, documentation, opening
from nemcon.documents.building.report_statements import statements
from nemcon.documents.building.report_summary import recommendations, summary
from nemcon.documents.building.report_text import report_text
from nemcon.documents.building.report_words import GAP, paragraphs
from nemcon.documents.building.reporting import ReportFacts, Reporting
from nemcon.documents.model.blocks import Block, Heading, Para, labelled, numbered
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import content, words_of
from nemcon.text.lines import line
from nemcon.timing.zones import to_wall_clock


def report(state: AgendaState, record: SessionRecord, facts: ReportFacts) -> Document:
    """The report as the record and the register have it now.

    It is a draft until silence has adopted it, and one again where it now reads otherwise than the
    text that was adopted. Raises `MarksRefused` where a bracket in the record
    cannot be read, which a record that was kept has none of.
    """
    told = Reporting(state, record, facts)
    if facts.silence is not None:
        alone = Reporting(state, record, replace(facts, silence=None))
        drafted = report_text(_document(alone)).paragraphs
        told = replace(told, as_placed=drafted == facts.silence.text.paragraphs)
    return _document(told)


def _document(told: Reporting) -> Document:
    blocks = [
        block
        for planned in told.record.outline
        if planned.section not in WITHIN
        for block in _section(told, planned)
    ]  # fmt: skip - read from left to right
    return Document(
        paper=Paper.REPORT,
        masthead=_masthead(told),
        title=title_of(told),
        blocks=numbered(labelled(blocks)),
        note=" ".join(filter(None, (before_the_end(told), reads_otherwise(told)))),
    )


def title_of(told: Reporting) -> str:
    """The title: "Draft report on the meeting of the ... held in Vienna on 7 and 8 July 2020"."""
    report = "Report" if is_adopted(told) else "Draft report"
    held = f" in {told.record.place}" if told.record.place else ""
    on = words_of(told.on(told.held_on))
    return f"{report} on the meeting of the {line(told.facts.body)} held{held} on {on}"


def before_the_end(told: Reporting) -> str:
    """What the small print says of a draft from before the last day of the session; else nothing.

    It goes by the last entry of the register, since no clock is read.
    """
    drafted, held = to_wall_clock(told.state.last_acted, told.zone).date(), told.held_on
    if not held or drafted >= held[-1]:
        return ""
    on = told.writing.written(drafted)
    if drafted < held[0]:
        days = words_of(told.on(held))
        return f"Drafted on {on}, when the meeting, set for {days}, had not been held."
    last = told.writing.written(held[-1])
    return f"Drafted on {on}, when the meeting, set to end on {last}, had not ended."


def _masthead(told: Reporting) -> Masthead:
    state, record = told.state, told.record
    held = told.held_on
    first = to_wall_clock(state.opened_at, told.zone).date()
    days = told.writing.range(held[0], held[-1]) if held else ""
    place = ", ".join(filter(None, (line(record.place), days)))
    return Masthead(
        organ=told.facts.organ or told.facts.body,
        symbol=line(record.symbol),
        dated=record.dated or (held[-1] if held else first),
        body=told.facts.body if told.facts.organ else "",
        session=line(state.session),
        # A session that is called by its place and days says them already.
        place="" if record.place and record.place in state.session else place,
    )


def _section(told: Reporting, planned: Planned) -> list[Block]:
    blocks: list[Block] = [Heading(1, content(line(planned.words)))]
    if planned.section is not Section.ORGANIZATION:
        return [*blocks, *_TOLD[planned.section](told)]
    for below in told.record.outline:
        if below.section in WITHIN:
            blocks += [Heading(2, content(line(below.words))), *_TOLD[below.section](told)]
    return blocks


def _introduction(told: Reporting) -> list[Block]:
    return [*paragraphs(told.record.introduction)] or [Para((GAP,))]


_TOLD: Final[Mapping[Section, Callable[[Reporting], list[Block]]]] = {
    Section.INTRODUCTION: _introduction,
    Section.RECOMMENDATIONS: recommendations,
    Section.SUMMARY: summary,
    Section.OPENING: opening,
    Section.STATEMENTS: statements,
    Section.AGENDA: adopted_agenda,
    Section.ATTENDANCE: attendance,
    Section.DOCUMENTATION: documentation,
    Section.ADOPTION: adopted_report,
}
