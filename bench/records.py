"""Entries verified a second, beside SHA-256 over the same bytes and nothing else."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from bench.table import Figure, rate, step
from nemcon.procedure.acts import Kind
from nemcon.procedure.entries import Filed, Happened
from nemcon.procedure.people import Actor, Office
from nemcon.register import codec
from nemcon.register.verify import verify

ENTRIES = 20_000
ROUNDS = 5
GROUNDS = "My delegation cannot join the consensus on this paragraph as it stands. " * 3


def measure() -> Iterator[Figure]:
    """Over one long record, in memory."""
    with step(f"a record of {ENTRIES:,} entries, written and verified"):
        entries = list(_record())
        bodies = [entry.body.encode() for entry in entries]
        assert verify("procedure", entries).sound
        verified = _a_second(lambda: verify("procedure", entries))
        hashed = _a_second(lambda: [hashlib.sha256(body).hexdigest() for body in bodies])
    yield rate("entries verified", verified, hashed, "SHA-256 over the same bytes")


def _record() -> Iterator[codec.Written]:
    previous = codec.GENESIS
    start = datetime(2026, 6, 16, 16, tzinfo=UTC)
    for number in range(1, ENTRIES + 1):
        member = f"member-{number % 193}"
        actor = Actor(Office.DELEGATION, member, f"A delegate of {member}", "link")
        filed = Filed(Kind.OBJECT, member, 1, late=False, standing=True, says=GROUNDS)
        recorded = Happened(number, start + timedelta(seconds=number), actor, filed)
        written = codec.write("procedure", recorded, previous)
        previous = written.hash
        yield written


def _a_second(work: Callable[[], object]) -> float:
    """The best of a few rounds, in entries a second."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return ENTRIES / best
