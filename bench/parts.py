"""What the measurements share: databases, a body with its members, and processes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nemcon.clock import SystemClock
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.loader import load_profile, with_overrides
from nemcon.procedure.people import Actor, Category, Office
from nemcon.procedure.profile import Profile
from nemcon.register import directory, schema
from nemcon.register.database import Database
from nemcon.register.directory import Body, Contact, Participant
from nemcon.register.door import Receipt, Register
from nemcon.register.links import issue_links
from nemcon.register.secrets import LinkKey
from nemcon.text.document import Paragraph, Text
from tests.faults.programs import Postgres, Program

BODY = "assembly"
KEY = "a key of at least thirty-two characters"
WORDS = "The meeting shall be held in a hybrid format, and its recommendations shall follow. "
TEXT = Text(
    "Format of the meeting", tuple(Paragraph(str(n), WORDS * 3) for n in range(1, 9)), "A/1"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A database of its own for one measurement, and a folder for what else it keeps."""

    name: str
    url: str
    folder: Path
    register: Register


@contextmanager
def place(kind: str) -> Iterator[Place]:
    """An empty, migrated register on "SQLite" or "PostgreSQL"; everything is removed after."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nemcon-bench-")))
        url = f"sqlite:///{folder / 'nemcon.db'}"
        if kind == "PostgreSQL":
            server = Postgres()
            stack.callback(server.stop)
            start(server)
            url = server.address
        database = Database(url)
        stack.callback(database.close)
        schema.upgrade(database)
        yield Place(kind, url, folder, Register(database, SystemClock()))


@contextmanager
def running(*programs: Program) -> Iterator[None]:
    """Start the processes one after another, and stop them when the block ends."""
    with ExitStack() as stack:
        for program in programs:
            stack.callback(program.stop)
            start(program)
        yield


def start(program: Program) -> None:
    """Start a process, and wait until it is ready."""
    program.start()
    wait_for(program.ready, program.name)


def wait_for(holds: Callable[[], bool], what: str, within: float = 120) -> None:
    """Wait until it holds; a measurement that waits for ever should stop."""
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, f"waited {within} s for {what}"
        time.sleep(0.02)


def furnish(register: Register, members: int, contacts: int = 1) -> None:
    """Enter the body, with so many members and contacts each."""
    now = datetime.now(UTC)
    names = [f"member-{number}" for number in range(members)]
    people = [Participant(name, name.title(), Category.MEMBER) for name in names]
    addresses = [
        Contact(f"{name}-{n}", name, f"Delegate {n} of {name}", f"{name}-{n}@mission.example")
        for name in names
        for n in range(contacts)
    ]
    with register.database.writing() as connection:
        directory.put_body(connection, Body(BODY, "The Assembly", "Europe/Vienna"), now)
        directory.put_participants(connection, BODY, people)
        directory.put_contacts(connection, BODY, addresses)


def profile(**rules: str) -> Profile:
    """The rules of the Vienna bodies, with some values replaced ("__" stands for the dot)."""
    values = {key.replace("__", "."): value for key, value in rules.items()}
    found = load_profile("unodc-vienna-eb")
    return with_overrides(found, values) if values else found


def place_under_silence(
    register: Register, names: Sequence[str], until: datetime, rules: Profile, grace: int = 5
) -> None:
    """Open procedures of these names, all with one deadline."""
    with register.database.reading() as connection:
        roll = directory.seats(connection, BODY)
    act = PlaceUnderSilence(
        actor=Actor(Office.CHAIR, person="the Chair", channel="bench"),
        text=TEXT,
        roll=roll,
        profile_id=rules.id,
        profile_title=rules.title,
        rules=rules.values,
        until=until,
        grace_seconds=grace,
    )
    for name in names:
        answer = register.record(name, act, register.clock.now(), body=BODY)
        assert isinstance(answer, Receipt), answer


def links(register: Register, procedure: str, contacts: Sequence[str]) -> dict[str, str]:
    """The tokens of these contacts' links."""
    with register.database.writing() as connection:
        now = register.clock.now()
        return issue_links(connection, LinkKey(KEY.encode()), procedure, sorted(contacts), now)
