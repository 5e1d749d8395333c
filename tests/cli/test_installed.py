"""The commands that work on the register itself: which one they take, and what they say of it."""

from __future__ import annotations

import json
from importlib.metadata import version

from nemcon.cli.remote import HERE
from nemcon.register.verify import export
from tests.api.house import PROCEDURE
from tests.cli.conftest import Terminal


def test_the_version_is_told(local: Terminal) -> None:
    assert local.run("--version") == f"nemcon {version('nemcon')}\n"
    assert "Decisions taken with no one speaking against" in local.run("--help")


def test_the_register_of_a_local_installation_is_named_by_its_folder(local: Terminal) -> None:
    data = ("--data", local.data)
    assert f"{PROCEDURE}: 2 entries, sound" in local.run("verify", *data)
    assert "is at version" in local.run("db", "upgrade", *data)
    assert "1 open procedures" in local.run("db", "nudge", *data)
    local.house.tokens["new"] = local.run("token", "Registry", "--role", "reader", *data).strip()
    assert local.house.get("/procedures", "new").status_code == 200


def test_without_a_folder_and_a_setting_the_installation_here_is_meant(local: Terminal) -> None:
    assert "--data" in local.run("verify", status=2)
    local.data.rename(local.data.parent / HERE)
    assert "sound" in local.run("verify")


def test_a_folder_that_is_not_there_is_said(local: Terminal) -> None:
    said = local.run("verify", "--data", local.data / "nothing", status=2)
    assert "There is no folder" in said


def test_a_head_that_matches_is_said_to_match(local: Terminal) -> None:
    position = local.house.context.register.position(PROCEDURE)
    assert position is not None
    local.house.file("brazil")
    words = ("verify", "--data", local.data, "--procedure", PROCEDURE, "--head", position.head)
    assert "the head that was given MATCHES entry 2; 2 came after it" in local.run(*words)
    (plain,) = json.loads(local.run(*words, "--json"))
    assert plain["given"] == {"head": str(position.head), "matches": True}


def test_a_head_that_does_not_match_is_said_not_to_and_how(local: Terminal) -> None:
    written = local.house.context.register.written(PROCEDURE)
    file = local.data / "some.jsonl"
    file.write_text(export(PROCEDURE, written))
    said = local.run("verify", file, "--head", f"2-{'0' * 64}", status=1)
    assert f"DOES NOT MATCH: entry 2 here has the hash {written[1].hash}" in said
    said = local.run("verify", file, "--head", f"9-{'0' * 64}", status=1)
    assert "DOES NOT MATCH: there is no entry 9 here" in said


def test_a_procedure_that_the_register_does_not_hold_is_not_called_sound(local: Terminal) -> None:
    said = local.run("verify", "--data", local.data, "--procedure", "nothing", status=1)
    assert "holds no procedure nothing" in said
