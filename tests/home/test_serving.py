"""The worker and the web end with a sentence where what they were set to cannot be used."""

from __future__ import annotations

import os
import smtplib
import socket
import subprocess
import time
from pathlib import Path

import pytest

from nemcon.engine import binary
from nemcon.register.database import Database
from tests.tables import give_tables


@pytest.mark.parametrize("command", ["api", "worker"])
def test_a_bad_calendar_ends_a_process_with_what_is_wrong_in_which_file(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "vienna-2026.toml").write_text("calendar = 1\nyear = ", encoding="utf-8")
    (tmp_path / "geneva-2026.toml").write_text('title = "Geneva"\n', encoding="utf-8")
    settings = {
        "NEMCON_CALENDARS_FOLDER": str(tmp_path),
        "NEMCON_DATABASE_URL": f"sqlite:///{tmp_path / 'nemcon.db'}",
        "NEMCON_LINK_KEY": "0123456789" * 4,
    }

    done = subprocess.run(
        [binary("nemcon"), command],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "calendars or rules that this installation adds cannot be used" in done.stderr
    assert "vienna-2026.toml: found what TOML does not allow" in done.stderr
    assert "geneva-2026.toml/holidays: found nothing" in done.stderr


def test_without_a_port_nothing_is_taken_in_and_the_command_says_what_to_set(
    tmp_path: Path,
) -> None:
    done = _receive(tmp_path, "0")
    assert done.returncode == 2
    assert "set NEMCON_RETURNED_PORT" in done.stderr


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    give_tables(Database(f"sqlite:///{tmp_path / 'nemcon.db'}"))
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        done = _receive(tmp_path, str(held.getsockname()[1]))
    assert done.returncode == 1
    assert "the port cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_mail_that_comes_back_is_taken_in_by_a_process_of_its_own(tmp_path: Path) -> None:
    give_tables(Database(f"sqlite:///{tmp_path / 'nemcon.db'}"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [binary("nemcon"), "receive"], env=_settings(tmp_path, str(port)), stderr=subprocess.PIPE
    )
    try:
        assert _refused(port) == 550
    finally:
        process.terminate()
        process.communicate(timeout=60)
    assert process.returncode == 0


def _refused(port: int) -> int:
    """What a stranger is answered once the process listens."""
    for _ in range(1200):
        try:
            with smtplib.LMTP("127.0.0.1", port) as server:
                server.ehlo_or_helo_if_needed()
                server.mail("")
                return server.rcpt("bounces+abc.defghijklmnop@nemcon.example")[0]
        except ConnectionRefusedError:
            time.sleep(0.1)
    return 0


def _receive(folder: Path, port: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [binary("nemcon"), "receive"],
        env=_settings(folder, port),
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def _settings(folder: Path, port: str) -> dict[str, str]:
    return os.environ | {
        "NEMCON_DATABASE_URL": f"sqlite:///{folder / 'nemcon.db'}",
        "NEMCON_LINK_KEY": "0123456789" * 4,
        "NEMCON_RETURNED_PORT": port,
    }
