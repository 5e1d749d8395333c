"""The register of the settings, for commands that work on the database themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from sqlalchemy.exc import SQLAlchemyError

from nemcon.cli.output import WRONG, fail
from nemcon.cli.remote import HERE
from nemcon.register.door import Register

if TYPE_CHECKING:
    from nemcon.settings import Settings

LocalData = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help=(
            "The folder of a local installation; else the database of NEMCON_DATABASE_URL, or "
            f"where that is not set the installation in {HERE}."
        ),
    ),
]
FILE: Final = "nemcon.db"


def open_register(
    data: Path | None = None, *, as_json: bool = False, upgraded: bool = True
) -> Register:
    """The register in that folder or of the settings, up to date; else the command ends.

    With `upgraded` false the database may be empty or behind, since the command will change that.
    """
    from nemcon.bootstrap import build_register
    from nemcon.documents.installed import UNUSABLE
    from nemcon.register.schema import SchemaBehind, require_current

    settings = _settings(data)
    if data is not None and not data.is_dir():
        says = f"There is no folder {data}; `nemcon up --data {data}` makes one."
        fail(says, code="no-installation", status=WRONG, as_json=as_json)
    try:
        register = build_register(settings)
    except UNUSABLE as error:
        fail(str(error), code=error.code, status=WRONG, as_json=as_json)
    url = register.database.url
    if upgraded and register.database.is_sqlite and not Path(url.database or "").exists():
        says = (
            f"There is no database {url.database}: name the folder of a local installation with "
            "--data, or set NEMCON_DATABASE_URL."
        )
        fail(says, code="no-database", status=WRONG, as_json=as_json)
    try:
        if upgraded:
            require_current(register.database)
    except SchemaBehind as error:
        fail(error.says, code=error.code, status=WRONG, as_json=as_json)
    except SQLAlchemyError:
        says = f"The database {url.render_as_string()} cannot be reached."
        fail(says, code="no-database", status=WRONG, as_json=as_json)
    return register


def _settings(data: Path | None) -> Settings:
    """The settings, with the database of a local installation where that is meant."""
    from nemcon.settings import Settings

    settings = Settings()
    named = "database_url" in settings.model_fields_set or Path(FILE).exists()
    if data is None and (named or not (HERE / FILE).exists()):
        return settings
    return settings.model_copy(update={"database_url": f"sqlite:///{(data or HERE) / FILE}"})
