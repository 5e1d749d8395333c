"""The folder of a local installation: its register, its mailbox, its keys, and its lock."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from nemcon.register.secrets import new_token
from nemcon.register.staff import Role
from nemcon.settings import Settings

STAFF: Final = {
    Role.CHAIR: "the Chair",
    Role.SECRETARIAT: "the Secretariat",
    Role.READER: "a reader",
}


class HomeError(RuntimeError):
    """A local installation cannot be started; `says` tells why and what to do.

    HomeError
    ├── PortTaken       another program listens where a part of this should
    ├── AlreadyRunning  this folder is in use
    └── EngineFailed    Temporal's server did not start
    """

    code = "cannot-start"

    def __init__(self, says: str) -> None:
        self.says = says
        super().__init__(says)


class PortTaken(HomeError):
    """Another program listens on a port that is needed."""

    code = "port-taken"


class AlreadyRunning(HomeError):
    """Another process runs this installation."""

    code = "already-running"


class EngineFailed(HomeError):
    """Temporal's server did not start."""

    code = "engine-failed"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the parts listen.

    `engine_ui` shows Temporal's own pages; `returned` takes mail in that comes back, 0 for none.
    """

    web: int = 8000
    smtp: int = 1025
    engine: int = 7233
    engine_ui: int = 8233
    returned: int = 0


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a local installation, all below one folder."""

    path: Path

    @property
    def database(self) -> Path:
        """The register."""
        return self.path / "nemcon.db"

    @property
    def engine_database(self) -> Path:
        """What Temporal's server remembers."""
        return self.path / "engine.db"

    @property
    def engine_log(self) -> Path:
        """What Temporal's server says."""
        return self.path / "engine.log"

    @property
    def mailbox(self) -> Path:
        """The letters that the mail sink received."""
        return self.path / "mailbox"

    @property
    def address(self) -> Path:
        """Where the running installation is reached."""
        return self.path / "address"

    def settings(self, ports: Ports) -> Settings:
        """The settings of this installation; its key is made when it is first needed."""
        return Settings(
            database_url=f"sqlite:///{self.database}",
            link_key=SecretStr(self._secret("link.key", secrets.token_hex(32))),
            public_url=f"http://127.0.0.1:{ports.web}",
            port=ports.web,
            smtp_port=ports.smtp,
            temporal_address=f"127.0.0.1:{ports.engine}",
            mailbox_dir=self.mailbox,
            returned_port=ports.returned,
            webhooks_private=True,
        )

    def tokens(self) -> dict[Role, str]:
        """A token for each office of the staff, made once and kept in a file for this user."""
        fresh = json.dumps({role: new_token() for role in STAFF})
        kept = json.loads(self._secret("staff-tokens.json", fresh))
        return {Role(role): token for role, token in kept.items()}

    @contextmanager
    def locked(self) -> Generator[None]:
        """Hold the folder. Raises `AlreadyRunning`.

        The lock dies with the process that held it, so it can never be stale.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                lock.seek(0)
                holder = lock.read().strip() or "unknown"
                says = (
                    f"Nemcon runs already on {self.path} (process {holder}). Stop it first, or "
                    "choose another folder with --data."
                )
                raise AlreadyRunning(says) from error
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def _secret(self, name: str, fresh: str) -> str:
        path = self.path / name
        if not path.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(fresh)
        return path.read_text().strip()


def require_free(ports: Ports) -> None:
    """Raise `PortTaken` when something listens where a part of this should."""
    options = {"web": "--port", "smtp": "--smtp-port", "engine": "--engine-port"}
    options |= {"engine_ui": "--engine-ui-port", "returned": "--returned-port"}
    taken: list[str] = []
    for name, option in options.items():
        port = getattr(ports, name)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                taken.append(
                    f"Port {port} is taken by another program; choose another with {option}."
                )
    if taken:
        raise PortTaken(" ".join(taken))
