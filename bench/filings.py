"""Filings a second through HTTP, beside transactions that take one lock and insert one row."""

from __future__ import annotations

import json
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, select

from bench.parts import KEY, Place, furnish, links, place, place_under_silence, profile, running
from bench.table import Figure, rate, step
from tests.faults.programs import api, free_port

CLIENTS = 20
MEMBERS = 193
SECONDS = 6.0
BARE_SECONDS = 4.0
MANY = "1000000"
GROUNDS = "My delegation cannot join the consensus on this paragraph as it stands. " * 3


def measure() -> Iterator[Figure]:
    """On both databases."""
    for kind in ("SQLite", "PostgreSQL"):
        with place(kind) as there:
            with step(f"filings on {kind}"):
                done, delays = _filings(there)
            with step(f"bare transactions on {kind}"):
                bare = _at_once(_bare(there), BARE_SECONDS)
            with step(f"the same through SQLAlchemy on {kind}"):
                library = _at_once(_through_sqlalchemy(there), BARE_SECONDS)
            p50, p99 = (1000 * statistics.quantiles(delays, n=100)[n] for n in (49, 98))
            more = f"p50 {p50:.0f} ms, p99 {p99:.0f} ms"
            name = f"filings, {kind}"
            yield rate(name, done, bare, "bare transactions", aim=0.5, more=more)
            yield rate(name, done, library, "the same through SQLAlchemy")


def _filings(there: Place) -> tuple[float, list[float]]:
    """Objections from twenty clients, each to a procedure of its own, over a real server."""
    names = [f"procedure-{n}" for n in range(CLIENTS)]
    furnish(there.register, MEMBERS)
    rules = profile(disclosure__during="none")
    place_under_silence(there.register, names, datetime.now(UTC) + timedelta(days=3), rules)
    contacts = [f"member-{n}-0" for n in range(MEMBERS)]
    tokens = {name: list(links(there.register, name, contacts).values()) for name in names}
    port = free_port()
    settings = {
        "NEMCON_DATABASE_URL": there.url,
        "NEMCON_LINK_KEY": KEY,
        "NEMCON_FILINGS_PER_MINUTE": MANY,
        "NEMCON_FILINGS_PER_MINUTE_PER_ADDRESS": MANY,
    }
    with running(api("api", port, there.folder, settings)):
        _load(port, tokens, 1.0)
        return _load(port, tokens, SECONDS)


def _load(port: int, tokens: dict[str, list[str]], seconds: float) -> tuple[float, list[float]]:
    """The clients are a process of their own, so that they do not slow down the server."""
    asked = json.dumps({"port": port, "tokens": tokens, "seconds": seconds})
    command = [sys.executable, "-m", "bench.filings"]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)  # noqa: S603 - this very file
    answer = json.loads(done.stdout)
    assert not answer["failed"], answer["failed"]
    return len(answer["delays"]) / answer["seconds"], answer["delays"]


def _bare(there: Place) -> Callable[[int], Callable[[], None]]:
    """A transaction on a connection of its own: lock one row, insert one, commit durably."""
    if there.name == "SQLite":
        return _bare_sqlite(there)
    return _bare_postgresql(there)


def _bare_sqlite(there: Place) -> Callable[[int], Callable[[], None]]:
    path = there.folder / "bare.db"
    turn = threading.Lock()  # SQLite's own waiting polls; queueing is faster, and so fairer here

    def open_one() -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    first = open_one()
    first.execute("CREATE TABLE held (id INTEGER PRIMARY KEY, head TEXT)")
    first.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, held INTEGER, body TEXT)")
    first.executemany("INSERT INTO held VALUES (?, '')", [(n,) for n in range(CLIENTS)])

    def make(client: int) -> Callable[[], None]:
        connection = open_one()

        def once() -> None:
            with turn:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("SELECT head FROM held WHERE id = ?", (client,)).fetchone()
                connection.execute(
                    "INSERT INTO rows (held, body) VALUES (?, ?)", (client, GROUNDS * 2)
                )
                connection.execute("COMMIT")

        return once

    return make


def _bare_postgresql(there: Place) -> Callable[[int], Callable[[], None]]:
    def open_one() -> psycopg.Connection[Any]:
        return psycopg.connect(there.url)

    with open_one() as first:
        first.execute("CREATE TABLE held (id INTEGER PRIMARY KEY, head TEXT)")
        first.execute("CREATE TABLE rows (id SERIAL PRIMARY KEY, held INTEGER, body TEXT)")
        for number in range(CLIENTS):
            first.execute("INSERT INTO held VALUES (%s, '')", (number,))

    def make(client: int) -> Callable[[], None]:
        connection = open_one()

        def once() -> None:
            connection.execute("SELECT head FROM held WHERE id = %s FOR UPDATE", (client,))
            connection.execute(
                "INSERT INTO rows (held, body) VALUES (%s, %s)", (client, GROUNDS * 2)
            )
            connection.commit()

        return once

    return make


def _through_sqlalchemy(there: Place) -> Callable[[int], Callable[[], None]]:
    """What the library alone makes of it: the transactions of the register, and nothing in them."""
    tables = MetaData()
    held = Table("lib_held", tables, Column("id", Integer, primary_key=True), Column("head", Text))
    rows = Table(
        "lib_rows",
        tables,
        Column("id", Integer, primary_key=True),
        Column("held", Integer),
        Column("body", Text),
    )
    database = there.register.database
    with database.writing() as connection:
        tables.create_all(connection)
        connection.execute(insert(held), [{"id": n, "head": ""} for n in range(CLIENTS)])

    def make(client: int) -> Callable[[], None]:
        def once() -> None:
            with database.writing() as connection:
                lock = select(held.c.head).where(held.c.id == client).with_for_update()
                connection.execute(lock).first()
                connection.execute(insert(rows), {"held": client, "body": GROUNDS * 2})

        return once

    return make


def _at_once(make: Callable[[int], Callable[[], None]], seconds: float) -> float:
    """How often a second twenty threads can do it between them."""
    work = [make(client) for client in range(CLIENTS)]
    counts = [0] * CLIENTS
    end = time.monotonic() + seconds

    def run(client: int) -> None:
        while time.monotonic() < end:
            work[client]()
            counts[client] += 1

    started = time.monotonic()
    _together(run)
    return sum(counts) / (time.monotonic() - started)


def _together(run: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=run, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _clients(asked: dict[str, Any]) -> dict[str, Any]:
    """Twenty clients over bare sockets, each with one request on its way at a time."""
    body = json.dumps({"kind": "object", "says": GROUNDS}).encode()
    end = time.monotonic() + asked["seconds"]
    delays: list[float] = []
    failed: list[str] = []

    def run(client: int) -> None:
        name, tokens = list(asked["tokens"].items())[client]
        head = f"POST /api/v1/procedures/{name}/filings HTTP/1.1\r\nHost: bench\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        requests = [
            f"{head}Authorization: Bearer {token}\r\n\r\n".encode() + body for token in tokens
        ]
        number = 0
        with socket.create_connection(("127.0.0.1", asked["port"])) as connection:
            while time.monotonic() < end and not failed:
                sent = time.monotonic()
                connection.sendall(requests[number % len(requests)])
                answer = _answer(connection)
                delays.append(time.monotonic() - sent)
                number += 1
                if not answer.startswith(b"HTTP/1.1 201"):
                    failed.append(answer.decode())

    started = time.monotonic()
    _together(run)
    return {"delays": delays, "failed": failed, "seconds": time.monotonic() - started}


def _answer(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, rest = data.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    while len(rest) < length:
        rest += connection.recv(65536)
    return head + b"\r\n\r\n" + rest


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_clients(json.load(sys.stdin))))
