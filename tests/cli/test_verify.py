"""`nemcon verify`, as people read it."""

from __future__ import annotations

from tests.api.house import PROCEDURE
from tests.cli.conftest import Terminal


def test_a_procedure_that_is_given_as_a_file_is_told_the_option(local: Terminal) -> None:
    assert local.run("verify", PROCEDURE, status=2) == (
        f"nemcon: There is no file {PROCEDURE}; for a procedure use --procedure {PROCEDURE}.\n"
    )
    assert local.run("verify", "gone.register.jsonl", status=2) == (
        "nemcon: There is no file gone.register.jsonl.\n"
    )
