"""The installation that the tests of the web call, on a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An installation of this test alone."""
    made = House(f"sqlite:///{tmp_path / 'register.db'}")
    yield made
    made.close()
