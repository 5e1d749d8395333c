"""Bringing a database up to date, and telling whether it is."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from nemcon.register.database import Database
from nemcon.register.projecting import fill_in


class SchemaBehind(RuntimeError):
    """The database was made by another version of the program; `says` tells what to do."""

    code = "schema-behind"

    def __init__(self, found: str | None, wanted: str | None) -> None:
        self.says = (
            f"The database is at version {found or 'none'}, this program needs {wanted}: "
            "run `nemcon db upgrade`."
        )
        super().__init__(self.says)


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database to that step, the newest by default. Doing it twice changes nothing.

    At the newest step what is derived from the entries is filled in where it is missing.
    """
    with database.engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    if revision == "head":
        with database.writing() as writing:
            fill_in(writing)


def current(database: Database) -> str | None:
    """The step at which the database is; `None` for an empty one."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def require_current(database: Database) -> None:
    """Raise `SchemaBehind` unless the database is at the newest step."""
    found, wanted = current(database), ScriptDirectory.from_config(_config()).get_current_head()
    if found != wanted:
        raise SchemaBehind(found, wanted)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
