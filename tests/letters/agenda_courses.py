"""Courses about an agenda, one for every notice."""

from __future__ import annotations

from collections.abc import Callable

from nemcon.agenda import acts as aa
from nemcon.agenda.items import Item, Revisit, Sitting
from nemcon.agenda.notices import AgendaNotice
from tests.agenda import build as agenda
from tests.negotiation.build import done
from tests.procedure.build import hour

from .typed import Some, Words


def _proposal(session: agenda.Session, words: Words, **changes: Some) -> None:
    told = {
        "says": words.says("By silence until\nsix in the evening."),
        "on_behalf_of": (words.says("the Group of 77"),),
        **changes,
    }
    done(session.propose("brazil", 3, **told))


def _withdrawn(session: agenda.Session, words: Words) -> None:
    _proposal(session, words)
    done(session.of("brazil", aa.WithdrawProposal, 4, 2))


def _revised(session: agenda.Session, words: Words) -> None:
    _proposal(session, words)
    items = (*session.state.items, Item("3", words.title("Adoption of the report")))
    done(
        session.chair(
            aa.ReviseAgenda, 5, items, session.state.parts, (2,), words.says("Asked for.")
        )
    )


def _compromise(session: agenda.Session, words: Words) -> None:
    says = words.says("Adopt now, and revisit.")
    done(session.chair(aa.PutCompromise, 6, ("2", "outcome"), Revisit(sitting=3), says))


def _opposed(session: agenda.Session, words: Words) -> None:
    _compromise(session, words)
    done(session.of("brazil", aa.OpposeCompromise, 7, words.says("Item 2 comes first.")))


def _joined(session: agenda.Session, words: Words) -> None:
    _opposed(session, words)
    done(session.of("brazil", aa.JoinCompromise, 8))


def _adopted(session: agenda.Session, words: Words) -> None:
    because = words.says("As agreed in informals.")
    done(session.chair(aa.AdoptAgenda, 30, ("outcome",), Revisit(sitting=3), because))


def _added(session: agenda.Session, words: Words) -> None:
    _adopted(session, words)
    item = Item("(b)", words.title("Election of officers"))
    because = words.says("Asked for.")
    done(session.chair(aa.AddItem, 40, item, "1", Revisit(at=hour(70)), because))


def _settled(session: agenda.Session, words: Words) -> None:
    _added(session, words)
    told = (words.says("By silence."), words.says("Agreed."))
    done(session.chair(aa.SettlePart, 50, "outcome", aa.Settlement.ADOPTED, *told))


def _moved(session: agenda.Session, words: Words) -> None:
    _adopted(session, words)
    kept = session.state.sittings[:2]
    moved = Sitting(3, hour(100), hour(103), ("2",), words.title("Sitting"))
    done(session.chair(aa.ChangeTimetable, 40, (*kept, moved), words.says("The room is taken.")))


def _reminded(session: agenda.Session, words: Words) -> None:
    _adopted(session, words)
    session.wait(60)


def _over(session: agenda.Session, words: Words) -> None:
    _adopted(session, words)
    session.wait(90)


AGENDAS: dict[AgendaNotice, Callable[[agenda.Session, Words], None]] = {
    AgendaNotice.CIRCULATION: lambda _session, _words: None,
    AgendaNotice.REVISION: _revised,
    AgendaNotice.RECEIPT: _proposal,
    AgendaNotice.PROPOSAL: _proposal,
    AgendaNotice.WITHDRAWAL: _withdrawn,
    AgendaNotice.COMPROMISE: _compromise,
    AgendaNotice.OPPOSITION: _opposed,
    AgendaNotice.JOINING: _joined,
    AgendaNotice.ITEM: _added,
    AgendaNotice.ADOPTION: _adopted,
    AgendaNotice.PART: _settled,
    AgendaNotice.TIMETABLE: _moved,
    AgendaNotice.REMINDER: _reminded,
    AgendaNotice.END: _over,
}
