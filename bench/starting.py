"""From `nemcon up` to ready, and the real case rehearsed, each beside what the engine needs."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.table import Figure, seconds, step
from nemcon.engine import binary
from tests.faults.programs import ROOT, engine, free_port, listens
from tests.home.house import free_ports, up

ROUNDS = 3
CASE = ROOT / "nemcon" / "rehearsal" / "cases" / "ctoc-wg3-2020.yaml"
DAYS = "3"


def measure() -> Iterator[Figure]:
    """The medians of a few starts and rehearsals, every one a process of its own."""
    with step("`nemcon up` to ready"):
        ready = _median(_up)
    with step("the bare development server to its port"):
        bare = _median(_development_server)
    yield seconds("`nemcon up` to ready", ready, bare, "`temporal server start-dev`", aim=5)
    with step("the real case rehearsed"):
        taken = [_rehearse() for _ in range(ROUNDS)]
    with step("a bare workflow on the time-skipping server"):
        skipped = _median(_bare_rehearsal)
    by = "one timer on the same server"
    whole, itself = (statistics.median(figures) for figures in zip(*taken, strict=True))
    yield seconds("the real case rehearsed, by its own clock", itself, skipped, by, aim=5)
    yield seconds("the same, with the start of the process", whole, skipped, by)


def _median(take: Callable[[], float]) -> float:
    return statistics.median(take() for _ in range(ROUNDS))


def _up() -> float:
    """In an empty folder, so that the register is made and the real case loaded."""
    with tempfile.TemporaryDirectory(prefix="nemcon-bench-") as folder:
        started = time.perf_counter()
        with up(Path(folder) / "data", free_ports()) as running:
            took = time.perf_counter() - started
            running.stop()
        return took


def _development_server() -> float:
    with tempfile.TemporaryDirectory(prefix="nemcon-bench-") as folder:
        port = free_port()
        server = engine(port, Path(folder))
        started = time.perf_counter()
        server.start()
        while not listens(port):
            time.sleep(0.005)
        took = time.perf_counter() - started
        server.stop()
        return took


def _rehearse() -> tuple[float, float]:
    """How long the process took, and how long the rehearsal says that it took."""
    started = time.perf_counter()
    command = [binary("nemcon"), "rehearse", str(CASE), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    took = time.perf_counter() - started
    told = json.loads(done.stdout)
    assert told["register"]["verified"], done.stdout
    return took, float(told["seconds"])


def _bare_rehearsal() -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "bench.bare", "rehearse", DAYS]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - a file of this folder
    return time.perf_counter() - started
