"""What the demonstration holds."""

from __future__ import annotations

from pathlib import Path

from nemcon.agenda.state import AgendaState
from nemcon.home.seed import AGENDA, seed
from nemcon.register.database import Database
from nemcon.register.door import Register
from tests.api.house import HeldClock
from tests.tables import give_tables


def test_the_agenda_of_the_demonstration_names_no_days_but_those_of_its_sittings(
    tmp_path: Path,
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'register.db'}")
    give_tables(database)
    register = Register(database, HeldClock())
    assert seed(register)
    found = register.position(AGENDA, AgendaState)
    assert found is not None
    assert [part.name for part in found.state.parts] == ["outcome"]
    assert len(found.state.sittings) == 4
    assert all(sitting.begins > found.state.opened_at for sitting in found.state.sittings)
    database.close()
