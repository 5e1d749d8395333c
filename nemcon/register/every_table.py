"""All tables of the register in one place, for migrations and for whoever compares with a database.

A table is known to `metadata` once its module was imported; those that use a few tables import them
alone, and see here what else there is.
"""

from __future__ import annotations

from nemcon.register import (
    tables_codes,
    tables_colleagues,
    tables_contacts,
    tables_hooks,
    tables_launches,
    tables_letters,
    tables_scans,
    tables_staff,
)
from nemcon.register.tables import metadata

__all__ = [
    "metadata",
    "tables_codes",
    "tables_colleagues",
    "tables_contacts",
    "tables_hooks",
    "tables_launches",
    "tables_letters",
    "tables_scans",
    "tables_staff",
]
