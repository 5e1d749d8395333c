"""One command runs everything on one machine."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.home.house import Forms, Up, command, free_ports, up

PROCEDURE = "hybrid-format"
BUREAU = 13


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """An installation whose letters have left, and that ends without a word of complaint."""
    with up(tmp_path_factory.mktemp("home") / "data", free_ports()) as running:
        wait_for(lambda: circulated(running))
        yield running
        assert running.stop() == (0, "")


def wait_for(what: Callable[[], bool], within: float = 90) -> None:
    end = time.monotonic() + within
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def get(running: Up, path: str, role: str = "secretariat") -> httpx.Response:
    headers = {"Authorization": f"Bearer {running.tokens[role]}"}
    return httpx.get(f"{running.web}/api/v1{path}", headers=headers, timeout=60)


def circulated(running: Up) -> bool:
    return len(running.letters("circulation")) == BUREAU


def link_in(text: str) -> str:
    found = re.search(r"https?://127\.0\.0\.1:\d+/l/[\w-]+", text)
    assert found, text
    return found[0]


def test_it_becomes_ready_with_a_real_text_under_silence_and_its_letters_sent(home: Up) -> None:
    shown = get(home, f"/procedures/{PROCEDURE}").json()

    assert home.ready["web"] == home.web
    assert home.ready["procedure"] == f"{home.web}/procedures/{PROCEDURE}"
    assert set(home.ready["enter"]) == {"chair", "secretariat", "reader"}
    assert shown["phase"] == "under-silence"
    assert len(shown["roll"]) == BUREAU
    assert len({letter.envelope_to for letter in home.letters("circulation")}) == BUREAU


def test_a_folder_in_use_is_told_in_a_sentence(home: Up) -> None:
    second = subprocess.run(
        command(home.data, free_ports()),
        capture_output=True,
        text=True,
        check=False,
        cwd=home.data.parent,
    )
    assert second.returncode == 1
    assert f"Nemcon runs already on {home.data} (process {home.process.pid})" in second.stderr
    assert "--data" in second.stderr
    assert "Traceback" not in second.stderr


def test_killed_or_stopped_it_starts_again_and_loses_nothing(tmp_path: Path) -> None:
    data, ports = tmp_path / "data", free_ports()
    with up(data, ports) as running:
        wait_for(lambda: circulated(running))
        before = get(running, f"/procedures/{PROCEDURE}").json()
        tokens = running.tokens
        running.process.kill()
        running.process.wait()
    with up(data, ports) as running:
        assert get(running, f"/procedures/{PROCEDURE}").json() == before
        assert running.stop()[0] == 0
    with up(data, ports) as running:
        after = get(running, f"/procedures/{PROCEDURE}").json()
        sent = {"kind": "object", "participant": before["roll"][0]["participant"]}
        headers = {"Authorization": f"Bearer {tokens['secretariat']}"}
        filed = httpx.post(
            f"{running.web}/api/v1/procedures/{PROCEDURE}/filings",
            json={**sent, "evidence": "note verbale 1"},
            headers=headers,
            timeout=60,
        )
        wait_for(lambda: len(running.letters("notice-of-objection")) == BUREAU - 1)

        assert after == before
        assert filed.status_code == httpx.codes.CREATED, filed.text
        assert len(running.letters("circulation")) == BUREAU
        assert running.stop() == (0, "")


@pytest.mark.parametrize("which", [0, 1, 2, 3])
def test_a_taken_port_is_told_with_the_option_that_helps(tmp_path: Path, which: int) -> None:
    ports = free_ports()
    with socket.socket() as other:
        other.bind(("127.0.0.1", ports[which]))
        other.listen()
        done = subprocess.run(
            command(tmp_path / "data", ports),
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
    option = ("--port", "--smtp-port", "--engine-port", "--engine-ui-port")[which]
    assert done.returncode == 1
    assert f"Port {ports[which]} is taken by another program" in done.stderr
    assert f"choose another with {option}." in done.stderr
    assert "Traceback" not in done.stderr


def test_an_objection_by_the_link_in_a_letter_is_receipted_and_the_others_are_told(
    home: Up,
) -> None:
    letter = home.letters("circulation")[0]
    link = link_in(letter.text)
    with httpx.Client(timeout=60) as browser:
        before = browser.get(link)
        asked = Forms(browser.get(f"{link}/file/object").text).forms[0]
        typed = {**asked[1], "paragraph": "1", "says": "Not in this form.", "filed_by": "A. Souza"}
        reviewed = browser.post(f"{home.web}{asked[0]}", data=typed)
        recorded = get(home, f"/procedures/{PROCEDURE}").json()["filings"]
        confirm, hidden = Forms(reviewed.text).forms[0]
        filed = browser.post(f"{home.web}{confirm}", data=hidden, follow_redirects=True)
    wait_for(lambda: len(home.letters("notice-of-objection")) == BUREAU - 1)
    wait_for(lambda: len(home.letters("receipt")) == 1)

    shown = get(home, f"/procedures/{PROCEDURE}").json()
    assert before.status_code == httpx.codes.OK
    assert recorded == []
    assert filed.status_code == httpx.codes.OK
    assert "/receipt/" in str(filed.url)
    assert [(f["kind"], f["paragraphs"], f["late"]) for f in shown["filings"]] == [
        ("object", ["1"], False)
    ]
    assert home.letters("receipt")[0].envelope_to == letter.envelope_to
    told = {notice.envelope_to for notice in home.letters("notice-of-objection")}
    assert letter.envelope_to not in told


def test_the_printed_links_open_and_only_pressing_the_button_signs_in(home: Up) -> None:
    with httpx.Client(timeout=60) as browser:
        for role, link in home.ready["enter"].items():
            assert browser.get(link).status_code == httpx.codes.OK, role
            assert not browser.cookies
        opened = browser.get(home.ready["enter"]["secretariat"])
        action, sent = Forms(opened.text).forms[0]
        entered = browser.post(f"{home.web}{action}", data=sent, follow_redirects=True)
        mailbox = browser.get(home.ready["mailbox"])
        procedure = browser.get(home.ready["procedure"])

    assert entered.status_code == httpx.codes.OK, entered.text
    assert mailbox.status_code == httpx.codes.OK, mailbox.text
    assert procedure.status_code == httpx.codes.OK, procedure.text
