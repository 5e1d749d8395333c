"""An installation, and receivers that run as processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.api.house import House

PROGRAM = Path(__file__).with_name("receiver.py")


@dataclass(frozen=True)
class Receiver:
    folder: Path
    port: int

    def answers(self, said: str) -> None:
        (self.folder / "answer").write_text(said)

    @property
    def received(self) -> list[dict[str, Any]]:
        file = self.folder / "received"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Callable[..., Receiver]]:
    running: list[subprocess.Popen[bytes]] = []

    def start(*files: Path) -> Receiver:
        folder = tmp_path / f"receiver-{len(running)}"
        folder.mkdir()
        (folder / "answer").write_text("204")
        command = [sys.executable, str(PROGRAM), str(folder), *map(str, files)]
        running.append(subprocess.Popen(command))
        for _ in range(600):
            if (folder / "port").exists():
                return Receiver(folder, int((folder / "port").read_text()))
            time.sleep(0.05)
        raise AssertionError("the receiver did not start")

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    """An installation for home use, whose webhooks may go to this machine."""
    made = House(f"sqlite:///{tmp_path / 'register.db'}", webhooks_private=True)
    yield made
    made.close()
