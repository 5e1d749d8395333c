"""One engine for SQLite and PostgreSQL, and the two kinds of transaction that are used.

SQLite runs with write-ahead logging and full synchronisation, so that a commit is on disk when
it is answered. A writing transaction takes SQLite's only write lock when it begins; threads of
one process queue for it in order instead of polling. PostgreSQL is asked for the same durability
where its configuration has given it up, and reads there without opening a transaction.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url

_WRITES: Final = "nemcon_writes"


class Database:
    """The engine and its transactions. Close it with `close`."""

    def __init__(self, url: str, *, pool_size: int = 20) -> None:
        """Open the database at the SQLAlchemy `url`; nothing is created here."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = threading.Lock()
        pool = {"pool_size": pool_size, "max_overflow": pool_size}
        if self.is_sqlite:
            self.engine: Engine = create_engine(self.url, hide_parameters=True, **pool)
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
            self._reader = self.engine
            return
        self.url = self.url.set(drivername="postgresql+psycopg")
        self.engine = create_engine(
            self.url,
            # What a row's lock promises holds at this level, whatever the server's default is.
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            hide_parameters=True,
            **pool,
        )
        event.listen(self.engine, "connect", _prepare_postgresql)
        self._reader = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Reads only. On PostgreSQL each statement sees what has been committed until then."""
        with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """A transaction that commits when the block ends, and leaves no trace when it fails."""
        if not self.is_sqlite:
            with self.engine.begin() as connection:
                yield connection
            return
        with (
            self._turn,
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def one_or_many(rows: list[dict[str, Any]]) -> list[dict[str, Any]] | dict[str, Any]:
    """The rows of an insert, or the only one: the driver's way for many is slower for one."""
    return rows[0] if len(rows) == 1 else rows


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=30000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false) "
            "WHERE current_setting('synchronous_commit') = 'off'"
        )
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
