"""Temporal's development server as a process of ours, on a file, started again if it dies."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from nemcon.engine import SEARCH_ATTRIBUTE_FLAGS, binary
from nemcon.home.folder import EngineFailed

log = logging.getLogger(__name__)

READY_WITHIN: Final = 20.0
PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL")


@asynccontextmanager
async def development_server(
    database: Path, log_file: Path, port: int, ui_port: int | None
) -> AsyncGenerator[None]:
    """Run the server until the block ends. Raises `EngineFailed` when it does not start."""
    command = server_command(database, port, ui_port)
    with log_file.open("ab") as output:
        process = await _start(command, output.fileno())
        keeper = asyncio.create_task(_keep(process, command, output.fileno()))
        try:
            await _ready(process, port, log_file)
            yield
        finally:
            keeper.cancel()
            with suppress(asyncio.CancelledError):
                await keeper


async def end_left_over(database: Path) -> None:
    """End the server that a killed process of ours left running on that file, if there is one."""
    # Without -ww, lines end at the width of a terminal where there seems to be one.
    listing = await asyncio.create_subprocess_exec(
        "ps", "-A", "-ww", "-o", "pid=,command=", stdout=asyncio.subprocess.PIPE
    )
    output, _ = await listing.communicate()
    for line in output.decode(errors="replace").splitlines():
        number, _, command = line.strip().partition(" ")
        if "server start-dev" in command and f"--db-filename {database} " in f"{command} ":
            log.warning("an engine left over from an earlier run is ended first")
            with suppress(ProcessLookupError):
                os.kill(int(number), signal.SIGTERM)
            await _gone(int(number))


async def _gone(process: int) -> None:
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        await asyncio.sleep(0.1)


def server_command(database: Path, port: int, ui_port: int | None) -> list[str]:
    """How the server is started on that file; without `ui_port` it shows no pages of its own."""
    command = [binary("temporal"), "server", "start-dev", "--ip", "127.0.0.1"]
    command += ["--port", str(port), "--db-filename", str(database), "--log-level", "warn"]
    command += ["--headless"] if ui_port is None else ["--ui-port", str(ui_port)]
    for pragma in PRAGMAS:
        command += ["--sqlite-pragma", pragma]
    for flag in SEARCH_ATTRIBUTE_FLAGS:
        command += ["--search-attribute", flag]
    return command


async def _start(command: list[str], output: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *command, stdout=output, stderr=output, start_new_session=True
    )


async def _keep(process: asyncio.subprocess.Process, command: list[str], output: int) -> None:
    """Start the server again when it dies, and stop it when this is cancelled."""
    try:
        while True:
            status = await process.wait()
            log.warning("the engine stopped with status %s; it is started again", status)
            await asyncio.sleep(1)
            process = await _start(command, output)
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def _ready(process: asyncio.subprocess.Process, port: int, log_file: Path) -> None:
    try:
        async with asyncio.timeout(READY_WITHIN):
            while not await _answers(port):
                if process.returncode is not None:
                    break
                await asyncio.sleep(0.05)
            else:
                return
    except TimeoutError:
        pass
    says = f"Temporal's server did not start; {log_file} tells why."
    raise EngineFailed(says)


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True
