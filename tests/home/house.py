"""`nemcon up` as a real process on free ports, in a folder of the test."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from nemcon.engine import binary
from nemcon.mail.sink import StoredLetter, read_mailbox

OPTIONS = ("--port", "--smtp-port", "--engine-port", "--engine-ui-port")


def free_ports() -> list[int]:
    """Ports that were free a moment ago, one for each option."""
    probes = [socket.socket() for _ in OPTIONS]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def command(data: Path, ports: list[int], *more: str) -> list[str]:
    options = [f"{option}={port}" for option, port in zip(OPTIONS, ports, strict=True)]
    return [binary("nemcon"), "up", f"--data={data}", *options, *more]


@dataclass
class Up:
    """A running installation: what it printed when it was ready, and where it keeps its files."""

    data: Path
    ports: list[int]
    process: subprocess.Popen[str]
    ready: dict[str, Any] = field(default_factory=dict)

    @property
    def web(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    @property
    def tokens(self) -> dict[str, str]:
        return dict(json.loads((self.data / "staff-tokens.json").read_text()))

    def letters(self, notice: str) -> list[StoredLetter]:
        return [letter for letter in read_mailbox(self.data / "mailbox") if letter.notice == notice]

    def stop(self) -> tuple[int, str]:
        """Ask it to end; its exit status, and what it said on standard error."""
        self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=60)
        return self.process.returncode, errors


@contextmanager
def up(data: Path, ports: list[int]) -> Iterator[Up]:
    """Start it, wait until it is ready, and end it at the latest when the block does."""
    process = subprocess.Popen(
        command(data, ports, "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=data.parent,
    )
    running = Up(data, ports, process)
    try:
        running.ready = _first_object(process)
        assert "web" in running.ready, running.ready
        yield running
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def _first_object(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The first JSON object that it prints."""
    text = ""
    assert process.stdout is not None
    for line in process.stdout:
        text += line
        if line.rstrip() == "}":
            return dict(json.loads(text))
    _, errors = process.communicate()
    message = f"it ended with status {process.returncode}: {text}{errors}"
    raise AssertionError(message)


class Forms(HTMLParser):
    """The forms of a page, as a browser would send them with nothing typed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "get").lower() == "post":
            self.forms.append((given.get("action", ""), {}))
        elif self.forms and given.get("name"):
            self._field(tag, given, given["name"])

    def _field(self, tag: str, given: dict[str, str], name: str) -> None:
        sent = self.forms[-1][1]
        if tag == "textarea":
            sent.setdefault(name, "")
        elif tag == "input" and given.get("type") in ("radio", "checkbox"):
            if "checked" in given:
                sent[name] = given.get("value", "on")
        elif tag == "input":
            sent[name] = given.get("value", "")
