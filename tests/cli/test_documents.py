"""Documents from a terminal: listed, taken away, issued after a look at them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from typer.testing import CliRunner

from nemcon.cli.app import app
from tests.agenda.build import circulation
from tests.api.house import BODY, PROCEDURE
from tests.cli.conftest import Terminal


def test_the_documents_of_a_procedure_are_listed_with_their_ids(served: Terminal) -> None:
    told = served.run("document", "list", PROCEDURE)

    assert "starting-text            Format of the meeting" in told
    assert "note-verbale-2           Note verbale: Text placed under silence" in told
    listed = json.loads(served.run("document", "list", PROCEDURE, "--json"))
    assert [one["id"] for one in listed] == ["starting-text", "letter-2", "note-verbale-2"]


def test_a_document_is_taken_away_under_its_own_name_or_another(
    served: Terminal, tmp_path: Path
) -> None:
    told = served.run("document", "get", PROCEDURE, "letter-2")
    served.run("document", "get", PROCEDURE, "letter-2", "--format", "docx", "-o", "letter.docx")

    written = tmp_path / f"{PROCEDURE}-letter-2.pdf"
    assert written.read_bytes().startswith(b"%PDF")
    assert hashlib.sha256(written.read_bytes()).hexdigest() in told
    assert (tmp_path / "letter.docx").read_bytes().startswith(b"PK")


def test_a_file_that_is_there_is_not_written_over_unless_that_is_said(
    served: Terminal, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.pdf"
    mine.write_text("mine")
    get = ("document", "get", PROCEDURE, "starting-text", "-o", mine)

    assert "is there already" in served.run(*get, status=2)
    assert mine.read_text() == "mine"
    served.run(*get, "--force")
    assert mine.read_bytes().startswith(b"%PDF")


def test_a_document_is_issued_after_it_was_shown_and_agreed_to(served: Terminal) -> None:
    remote = {"NEMCON_URL": served.url, "NEMCON_TOKEN": served.house.tokens["chair"]}
    words = ["document", "issue", PROCEDURE, "starting-text", "--symbol", "A/75/L.1"]

    refused = CliRunner().invoke(app, words, env=remote, input="n\n")
    assert (refused.exit_code, "Nothing was issued" in refused.output) == (1, True)
    assert "pdf   " in refused.output
    assert "issued as" not in served.run("document", "list", PROCEDURE)
    agreed = CliRunner().invoke(app, words, env=remote, input="y\n")
    assert agreed.exit_code == 0, agreed.output

    told = served.run("document", "list", PROCEDURE)
    assert "issued as A/75/L.1, version 1, entry 3" in told
    digest = next(line.split()[1] for line in told.splitlines() if line.strip().startswith("pdf"))
    served.run("document", "issued", digest, "-o", "kept.pdf")
    assert hashlib.sha256(Path("kept.pdf").read_bytes()).hexdigest() == digest


def test_what_is_open_and_what_offends_the_conventions_is_told_first(served: Terminal) -> None:
    told = served.run(
        "document", "issue", PROCEDURE, "starting-text", "--symbol", "L/1/Rev", "--yes"
    )

    assert "Against the conventions" in told
    assert told.index("Against the conventions") < told.index("is issued")


def test_a_document_without_a_symbol_is_not_issued(served: Terminal) -> None:
    told = served.run("document", "issue", PROCEDURE, "letter-2", "--yes", status=2)

    assert "give --symbol" in told
    asked = ("document", "issue", PROCEDURE, "letter-2", "--symbol", "CU 2026/1", "--json")
    assert json.loads(served.run(*asked, status=2))["code"] == "not-confirmed"
    assert json.loads(served.run(*asked, "--yes"))["number"] == 3


def test_a_document_that_is_not_there_is_said_so(served: Terminal) -> None:
    told = served.run("document", "get", PROCEDURE, "final-text", status=1)

    assert told == "nemcon: There is no document of that name here, or not yet.\n"


def test_what_a_session_has_issued_is_listed_with_its_symbols(served: Terminal) -> None:
    register, at = served.house.context.register, served.house.clock.now()
    register.record("agenda", circulation(sittings=(), until=None), at, body=BODY)
    assert "Nothing was issued yet" in served.run("document", "list", "agenda", "--session")
    served.run("document", "issue", "agenda", "agenda", "--symbol", "A/75/1", "--yes")

    told = served.run("document", "list", "agenda", "--session")

    assert "A/75/1  Annotated provisional agenda and organization of work" in told
    assert "agenda agenda, document agenda" in told


def test_the_command_teaches_with_an_example(served: Terminal) -> None:
    for verb in ("list", "get", "issue", "issued"):
        assert f"Example: nemcon document {verb}" in " ".join(
            served.run("document", verb, "--help").split()
        )
