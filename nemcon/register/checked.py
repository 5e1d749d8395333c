"""Checking a register where it is kept: its chain, and the scans that its entries name."""

from __future__ import annotations

from dataclasses import replace

from nemcon.register.door import Register
from nemcon.register.scans import problems_of_scans
from nemcon.register.verify import Head, Verification, verify


def check(register: Register, procedure: str, head: Head | None = None) -> Verification:
    """What is found in the record of one procedure, and in the bytes that stand beside it."""
    written = register.written(procedure)
    found = verify(procedure, written, head)
    with register.database.reading() as connection:
        problems = problems_of_scans(connection, procedure, written)
    return replace(found, problems=(*found.problems, *problems))
