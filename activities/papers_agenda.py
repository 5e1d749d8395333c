"""The documents of an agenda and its session: the agenda, who takes part, and the report."""

from __future__ import annotations

from functools import partial

from activities.papers_drawn import Desk, Drawable, Heading
from activities.papers_report import reported
from nemcon.agenda.state import AgendaState
from nemcon.documents.building.agenda_paper import agenda
from nemcon.documents.building.participants import participants
from nemcon.documents.house import House
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.language import _
from nemcon.register.door import PositionOf
from nemcon.text.lines import line


def agenda_papers(
    desk: Desk, _heading: Heading, position: PositionOf[AgendaState]
) -> tuple[Drawable, ...]:
    """The documents of the agenda that can be drawn up now; a report once a record was kept."""
    state = position.state
    adopted = state.adopted_at is not None
    symbol = line(state.symbol)
    found = [
        Drawable(
            id=Paper.AGENDA.value,
            paper=Paper.AGENDA,
            title=_("Annotated agenda") if adopted else _("Annotated provisional agenda"),
            at=state.last_acted,
            build=partial(_agenda, state),
            symbol=f"{symbol}/Rev.{state.revision}" if symbol and state.revision else symbol,
        ),
        Drawable(
            id=Paper.PARTICIPANTS.value,
            paper=Paper.PARTICIPANTS,
            title=_("List of participants"),
            at=state.last_acted,
            build=partial(_participants, state),
            symbol=_of_participants(symbol, desk.house),
        ),
    ]
    if state.record is not None:
        found.append(
            Drawable(
                id=Paper.REPORT.value,
                paper=Paper.REPORT,
                title=_("Report of the session"),
                at=state.last_acted,
                build=partial(_report, desk, position),
                symbol=line(state.record.symbol),
                conducts=True,
            )
        )
    return tuple(found)


def _of_participants(symbol: str, house: House) -> str:
    """The symbol of a list of participants, where the house has a series for such papers.

    It stands beside the agenda: "CTOC/COP/WG.3/2020/INF/1" beside "CTOC/COP/WG.3/2020/1".
    """
    series = next((n.code for n in house.symbols.natures if n.code == "INF"), "")
    session = symbol.rpartition("/")[0]
    return f"{session}/{series}/1" if session and series else ""


def _agenda(state: AgendaState, masthead: Masthead, _language: str) -> Document:
    return agenda(masthead, state)


def _participants(state: AgendaState, masthead: Masthead, language: str) -> Document:
    return participants(masthead, state.roll, state.officers, language)


def _report(
    desk: Desk, position: PositionOf[AgendaState], _masthead: Masthead, _language: str
) -> Document:
    return reported(desk.register, position, desk.house).document
