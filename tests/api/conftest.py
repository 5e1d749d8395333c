"""The installation that the tests of the web call, on SQLite and, where it matters, PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.coded import Coded
from tests.api.front import Front
from tests.api.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An installation of this test alone."""
    made = House(f"sqlite:///{tmp_path / 'register.db'}")
    yield made
    made.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """An installation of this test alone, on one database and then on the other."""
    sqlite = f"sqlite:///{tmp_path / 'register.db'}"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres_with_tables")
    made = House(url)
    yield made
    made.close()


@pytest.fixture
def desk(house: House) -> Coded:
    """An installation with a procedure whose rules ask for a code."""
    return Coded(house)


@pytest.fixture
def desk_either(either: House) -> Coded:
    """The same, on one database and then on the other."""
    return Coded(either)


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A member of the staff who has an address, at the door."""
    house = House(f"sqlite:///{tmp_path / 'register.db'}", session_idle_minutes=120)
    made = Front(house)
    yield made
    made.close()
    house.close()
