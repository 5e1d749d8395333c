"""Databases that have their tables already, so that not every test makes them step by step.

What the steps do is tested in `tests/register/test_database.py`; everywhere else they would only be
waited for.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from nemcon.register import schema
from nemcon.register.database import Database


def give_tables(database: Database) -> None:
    """Bring the database of a test to the newest step; a file that is not there yet is a copy."""
    file = Path(database.url.database or "")
    if database.is_sqlite and not file.exists():
        file.write_bytes(_with_tables())
    elif schema.current(database) is None:
        schema.upgrade(database)


@cache
def _with_tables() -> bytes:
    """An SQLite database at the newest step, as its file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tables.db"
        database = Database(f"sqlite:///{file}")
        schema.upgrade(database)
        database.close()
        assert not file.with_name("tables.db-wal").exists()
        return file.read_bytes()
