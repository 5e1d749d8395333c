"""An installation that the commands speak to, over HTTP or in its database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nemcon.cli.app import app
from tests.api.house import House, app_over
from tests.serving import answering, free_port


@dataclass(frozen=True, slots=True)
class Terminal:
    """Somebody at a terminal, as a member of the staff of the installation in `data`."""

    house: House
    data: Path
    url: str = ""

    def run(self, *words: object, status: int = 0, who: str = "chair") -> str:
        """What the command prints, which has to end with that status."""
        remote = {"NEMCON_URL": self.url, "NEMCON_TOKEN": self.house.tokens[who]}
        done = CliRunner().invoke(app, [*map(str, words)], env=remote if self.url else None)
        assert done.exit_code == status, done.output
        return done.output


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """An installation in a folder, with no setting in the environment and none of it running."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEMCON_DATABASE_URL", raising=False)
    data = tmp_path / "installation"
    data.mkdir()
    house = House(f"sqlite:///{data / 'nemcon.db'}")
    yield Terminal(house, data)
    house.close()


@pytest.fixture
def served(local: Terminal) -> Iterator[Terminal]:
    """The same, answering on a free port."""
    with free_port() as (listening, url), answering(app_over(local.house.context), listening):
        yield Terminal(local.house, local.data, url)
