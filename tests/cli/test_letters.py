"""Word templates of letters from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import docx

from tests.api.house import BODY
from tests.cli.conftest import Terminal

OF = ("letter", "template")
CIRCULATION = (BODY, "circulation")


def test_a_template_is_taken_checked_put_shown_and_withdrawn(
    served: Terminal, tmp_path: Path
) -> None:
    def run(*words: object, status: int = 0) -> str:
        return served.run(*OF, *words, status=status, who="secretariat")

    ours = tmp_path / "ours.docx"
    run("get", *CIRCULATION, "--starter", "-o", ours)
    assert ours.read_bytes().startswith(b"PK")
    assert "It can be used. Fields: addressee, because" not in run("check", *CIRCULATION, ours)
    assert "No template is in force" in run("show", BODY)
    assert "Version 1 is in force." in run("put", *CIRCULATION, ours)
    assert "circulation letter, version 1: in force, sent by the secretariat" in run("show", BODY)
    listed = json.loads(run("show", BODY, "--json"))
    assert [each["in_force"] for each in listed["templates"]] == [True]
    run("get", *CIRCULATION, "-o", tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == ours.read_bytes()
    assert "The built-in letter is used again." in run("withdraw", *CIRCULATION)
    assert "the built-in letter is used" in run("withdraw", *CIRCULATION, status=1)


def test_what_is_wrong_with_a_template_is_said_with_its_place(
    served: Terminal, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.docx"
    document = docx.Document()
    document.add_paragraph("By {{ deadlin }}.")
    document.save(str(bad))
    for command in ("check", "put"):
        told = served.run(*OF, command, *CIRCULATION, bad, status=2, who="secretariat")
        assert "Is “deadline” meant?" in told
        assert "By {{ deadlin }}." in told
    missing = tmp_path / "missing.docx"
    told = served.run(*OF, "put", *CIRCULATION, missing, status=2, who="secretariat")
    assert "cannot be read" in told
