"""The board with two thousand procedures, and a hundred open boards while nothing happens."""

from __future__ import annotations

import math
import os
import socket
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx
from sqlalchemy import ColumnElement, Connection, Table, func, insert, literal, select

from bench.parts import (
    BODY,
    KEY,
    Place,
    furnish,
    place,
    place_under_silence,
    profile,
    running,
)
from bench.table import Figure, seconds, step
from nemcon.procedure import acts as a
from nemcon.procedure.people import Actor, Office
from nemcon.register import mailings
from nemcon.register.board import heads_in_all
from nemcon.register.door import Receipt
from nemcon.register.mailings import StoredLetter
from nemcon.register.staff import Role, keep_token
from nemcon.register.tables import entries, letters, procedure_words, procedures
from nemcon.register.tables import mailings as mailings_table
from tests.faults.programs import api, free_port

MEMBERS, OPEN, ENDED = 193, 200, 1800
ROUNDS, STREAMS, IDLE = 60, 100, 30.0
PAGE_AIM, CORE_AIM = 0.3, 0.01
TOKENS: Final = {
    Role.CHAIR: "bench-token-of-the-chair-0123456789abcdef",
    Role.SECRETARIAT: "bench-token-of-the-secretariat-0123456789",
}
TOKEN: Final = TOKENS[Role.CHAIR]
CHAIR: Final = Actor(Office.CHAIR, person="the Chair", channel="bench")
LETTER: Final = "The text is placed under silence until the deadline that is named below. " * 4
PAGES: Final = {
    "the board": "/?offset={offset}",
    "the same, narrowed by who must act": "/?whom=secretariat",
    "the same, searched": "/?q=member+format+{number}",
    "a procedure of the board": "/procedures/open-{number}",
    "its silence health": "/procedures/open-{number}/health",
}
CONTACTS: Final = {
    "its body's contacts": f"/bodies/{BODY}/contacts",
    "a contact with what it missed": f"/bodies/{BODY}/contacts/member-{{number}}-0",
    "the bodies": "/bodies",
}
BARE: Final = "/rules"


def measure() -> Iterator[Figure]:
    """On both databases the pages; the streams on the one that asks for more of the process."""
    for kind in ("SQLite", "PostgreSQL"):
        with place(kind) as there:
            with step(f"{OPEN + ENDED} procedures on {kind}"):
                _fill(there)
            port = free_port()
            settings = {"NEMCON_DATABASE_URL": there.url, "NEMCON_LINK_KEY": KEY}
            web = api("api", port, there.folder, settings)
            with running(web):
                yield from _pages(kind, port)
                with step(f"{STREAMS} open boards on {kind}"):
                    yield _idle(there, kind, port, web.process_id)


def _pages(kind: str, port: int) -> Iterator[Figure]:
    for role, pages in ((Role.CHAIR, PAGES), (Role.SECRETARIAT, CONTACTS)):
        headers = {"Authorization": f"Bearer {TOKENS[role]}", "Accept": "text/html"}
        base = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=base, headers=headers, timeout=60) as client:
            bare = _p95(client, BARE)
            for name, path in pages.items():
                with step(f"{name}, {kind}"):
                    took = _p95(client, path)
                yield seconds(f"{name}, p95, {kind}", took, bare, f"{BARE}, p95", aim=PAGE_AIM)


def _p95(client: httpx.Client, path: str) -> float:
    """How long all but one page in twenty take at most; each is another, and most are cold."""
    took: list[float] = []
    for number in range(ROUNDS):
        at = path.format(number=number, offset=50 * (number % 40))
        started = time.perf_counter()
        answer = client.get(at)
        took.append(time.perf_counter() - started)
        assert answer.status_code == httpx.codes.OK, (at, answer.status_code)
    return sorted(took)[math.ceil(ROUNDS * 0.95) - 1]


def _idle(there: Place, kind: str, port: int, process: int) -> Figure:
    """Seconds of a core that the process takes in a second with so many streams and no news."""
    with there.register.database.reading() as connection:
        since = heads_in_all(connection)[1]
    asked = (
        f"GET /board/changes?since={since} HTTP/1.1\r\nHost: bench\r\n"
        f"Accept: text/event-stream\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
    )
    before = _cost(process)
    streams = [socket.create_connection(("127.0.0.1", port)) for _ in range(STREAMS)]
    try:
        for stream in streams:
            stream.sendall(asked.encode())
        for stream in streams:
            assert stream.recv(4096).startswith(b"HTTP/1.1 200"), "no stream"
        opened, started = _cost(process), time.monotonic()
        time.sleep(IDLE)
        share = (_cost(process) - opened) / (time.monotonic() - started)
    finally:
        for stream in streams:
            stream.close()
    by = f"opening {STREAMS} streams once"
    return seconds(
        f"{STREAMS} idle boards, of a core, {kind}", share, opened - before, by, aim=CORE_AIM
    )


def _cost(process: int) -> float:
    """Seconds of processor time that the process has taken."""
    stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _fill(there: Place) -> None:
    """One procedure of each sort by the door, with its letters; the others are copies of them."""
    register, now = there.register, datetime.now(UTC)
    furnish(register, MEMBERS)
    names = ["open-0", "ended-0"]
    place_under_silence(register, names, now + timedelta(days=3), profile())
    for name in names:
        with register.database.writing() as connection:
            _write_letters(connection, name, now)
        for member in range(MEMBERS // 2):
            who = Actor(Office.DELEGATION, f"member-{member}", "A delegate", "bench")
            answer = register.record(name, a.File(who, a.Kind.ACKNOWLEDGE), register.clock.now())
            assert isinstance(answer, Receipt), answer
    ended = register.record("ended-0", a.WithdrawText(CHAIR), register.clock.now())
    assert isinstance(ended, Receipt), ended
    with register.database.writing() as connection:
        for role, token in TOKENS.items():
            keep_token(connection, token, f"the {role}", role, now)
        for sort, number in (("open", OPEN), ("ended", ENDED)):
            for copy in range(1, number):
                _copy(connection, f"{sort}-0", f"{sort}-{copy}")
    if there.name == "PostgreSQL":
        with register.database.reading() as connection:
            connection.exec_driver_sql("ANALYZE")


def _write_letters(connection: Connection, name: str, now: datetime) -> None:
    """The letters of the circulation: all sent but two, one of which came back."""
    first = mailings.mailings_of(connection, name)[0].id
    written = [
        StoredLetter(f"{name}.{n}", first, f"member-{n}", f"member-{n}-0", _address(n), "m", LETTER)
        for n in range(MEMBERS)
    ]
    mailings.store_letters(connection, first, written, now)
    states = (("sent", 0), ("bounced", 1), ("queued", 2))
    for state, number in states:
        these = letters.c.mailing_id == first
        which = letters.c.id == f"{name}.{number}" if number else these
        connection.execute(letters.update().where(which).values(state=state, sent_at=now))


def _address(member: int) -> str:
    return f"member-{member}-0@mission.example"


def _copy(connection: Connection, source: str, name: str) -> None:
    """The rows of a procedure once more, under another name."""
    renamed = {"procedure_id": literal(name)}
    _again(connection, procedures, procedures.c.id == source, {"id": literal(name)})
    for table in (entries, procedure_words):
        _again(connection, table, table.c.procedure_id == source, renamed)
    t = mailings_table.c
    other = {"id": func.replace(t.id, source, name), **renamed}
    _again(connection, mailings_table, t.procedure_id == source, other)
    ours = letters.c.mailing_id.in_(select(t.id).where(t.procedure_id == source))
    new = {
        "id": func.replace(letters.c.id, source, name),
        "mailing_id": func.replace(letters.c.mailing_id, source, name),
    }
    _again(connection, letters, ours, new)


def _again(
    connection: Connection, table: Table, which: ColumnElement[bool], other: Mapping[str, object]
) -> None:
    columns = [other.get(column.name, column) for column in table.columns]
    chosen = select(*columns).where(which)  # type: ignore[call-overload]  # columns and expressions
    connection.execute(insert(table).from_select([c.name for c in table.columns], chosen))
