"""The register of the settings, for commands that work on the database themselves."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from nemcon.cli.output import WRONG, fail
from nemcon.register.door import Register


def open_register(*, as_json: bool = False, upgraded: bool = True) -> Register:
    """The register of NEMCON_DATABASE_URL, in order and up to date; else the command ends.

    With `upgraded` false the database may be empty or behind, since the command will change that.
    """
    from nemcon.bootstrap import build_register
    from nemcon.register.schema import SchemaBehind, require_current
    from nemcon.settings import Settings

    register = build_register(Settings())
    url = register.database.url
    if upgraded and register.database.is_sqlite and not Path(url.database or "").exists():
        says = (
            f"There is no database {url.database}: set NEMCON_DATABASE_URL, for a local "
            "installation sqlite:///.data/nemcon.db."
        )
        fail(says, code="no-database", status=WRONG, as_json=as_json)
    try:
        if upgraded:
            require_current(register.database)
    except SchemaBehind as error:
        fail(error.says, code=error.code, status=WRONG, as_json=as_json)
    except SQLAlchemyError:
        says = "The database of NEMCON_DATABASE_URL cannot be reached."
        fail(says, code="no-database", status=WRONG, as_json=as_json)
    return register
