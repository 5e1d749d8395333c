"""Each test of the register runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .build import Installation

PLACES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]


@pytest.fixture(params=PLACES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is empty."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'register.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=PLACES)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    if request.param == "sqlite":
        installation = Installation(f"sqlite:///{tmp_path / 'register.db'}")
    else:
        installation = Installation(request.getfixturevalue("postgres_with_tables"))
    yield installation
    installation.close()
