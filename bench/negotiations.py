"""A negotiation of sixty paragraphs, four hundred amendments and eighty delegations."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from httpx import ASGITransport
from pydantic import SecretStr

from api.app import create_app
from api.context import Context
from bench.table import Figure, seconds, step
from nemcon.bootstrap import build_context
from nemcon.negotiation import acts as n
from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.people import Actor, Category, Office
from nemcon.procedure.profile import profile_of
from nemcon.register import directory, schema
from nemcon.register.compiled import compiled
from nemcon.register.directory import Body, Contact, Participant
from nemcon.register.door import Receipt
from nemcon.register.kinds import Act
from nemcon.register.links import issue_links
from nemcon.register.staff import Role, keep_token
from nemcon.settings import Settings
from nemcon.text.amendments import Change
from nemcon.text.document import Paragraph, Text

PARAGRAPHS, AMENDMENTS, DELEGATIONS = 60, 400, 80
ROUNDS = 40
NAME, BODY, TOKEN = "recommendations", "body", "bench-token-of-the-chair-0123456789abcdef"
CHAIR = Actor(Office.CHAIR, person="the Chair", channel="bench")
PAGES = {
    "the delegation's page": "/l/{link}",
    "its amendment form": "/l/{link}/amend?paragraph=7",
    "a revision with its redline": "/l/{link}/revisions/1",
    "the page of the staff": f"/negotiations/{NAME}",
    "the Chair's desk": f"/negotiations/{NAME}/desk",
    "the compilation": f"/negotiations/{NAME}/compilation",
}
PAGE_AIM, COMPILATION_AIM = 0.3, 1.0


def measure() -> Iterator[Figure]:
    """Each page and the compilation, beside a page that shows nothing of a negotiation."""
    with TemporaryDirectory(prefix="nemcon-bench-") as folder:
        yield from asyncio.run(_measured(Path(folder)))


async def _measured(folder: Path) -> list[Figure]:
    settings = Settings(
        database_url=f"sqlite:///{folder / 'bench.db'}",
        link_key=SecretStr("bench" * 8),
        public_url="http://bench.example",
    )
    context = build_context(settings)
    schema.upgrade(context.database)
    with step(f"a negotiation of {PARAGRAPHS} paragraphs and {AMENDMENTS} amendments"):
        link = _negotiate(context)
    position = context.register.position(NAME, NegotiationState)
    assert position is not None
    figures: list[Figure] = []
    transport = ASGITransport(app=create_app(context))
    async with httpx.AsyncClient(transport=transport, base_url="http://bench.example") as client:
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        bare = await _p95(client, "/rules")
        for name, path in PAGES.items():
            with step(name):
                took = await _p95(client, path.format(link=link))
            figures.append(seconds(f"{name}, p95", took, bare, "/rules, p95", aim=PAGE_AIM))
    with step("the compilation from the register"):
        state = position.state
        took = _best(lambda: compiled(context.register, NAME, state))
    limit = _best(lambda: context.register.written(NAME))
    by = "reading its entries"
    figures.append(seconds("the compilation", took, limit, by, aim=COMPILATION_AIM))
    context.database.close()
    return figures


def _negotiate(context: Context) -> str:
    """The negotiation, half of it after a first revision; the token of a delegation's link."""
    now = context.clock.now()
    members = [f"d{number}" for number in range(DELEGATIONS)]
    with context.database.writing() as connection:
        directory.put_body(connection, Body(BODY, "The body", "Europe/Vienna"), now)
        people = [Participant(m, f"Delegation {m}", Category.MEMBER) for m in members]
        directory.put_participants(connection, BODY, people)
        contacts = [Contact(f"at-{m}", m, m, f"{m}@example.org") for m in members]
        directory.put_contacts(connection, BODY, contacts)
        keep_token(connection, TOKEN, "the Chair", Role.CHAIR, now)
    with context.database.reading() as connection:
        roll = directory.seats(connection, BODY)
    rules = profile_of("bench", "Rules for the bench", {})
    words = (
        f"States parties should consider measure {number} in the light of article {number}, and "
        "report to the Conference on what they have done [and intend to do]." * 2
        for number in range(1, PARAGRAPHS + 1)
    )
    text = Text("Draft", tuple(Paragraph(str(i), w) for i, w in enumerate(words, 1)))
    until = now + timedelta(days=2)
    _record(
        context,
        n.TableText(CHAIR, text, roll, rules.id, rules.title, rules.values, until=until),
    )
    for number in range(AMENDMENTS):
        if number == AMENDMENTS // 2:
            accepted = tuple(f"A{i + 1}" for i in range(PARAGRAPHS // 2))
            _record(context, n.IssueRevision(CHAIR, accepted=accepted))
        _record(context, _amendment(members[number % DELEGATIONS], number))
        other = members[(number + 1) % DELEGATIONS]
        stance = n.Stance.OPPOSE if number % 3 else n.Stance.SUPPORT
        _record(context, n.TakePosition(_who(other), f"A{number + 1}", stance))
    with context.database.writing() as connection:
        return issue_links(connection, context.links, NAME, ["at-d7"], now)["at-d7"]


def _amendment(member: str, number: int) -> n.ProposeAmendment:
    paragraph = number % PARAGRAPHS + 1
    wording = f"States parties shall take measure {paragraph}, as delegation {number} proposes."
    return n.ProposeAmendment(_who(member), str(paragraph), Change.REPLACE, wording)


def _who(member: str) -> Actor:
    return Actor(Office.DELEGATION, member, member, "bench")


def _record(context: Context, act: Act) -> None:
    answer = context.register.record(NAME, act, context.clock.now(), body=BODY)
    assert isinstance(answer, Receipt), answer


async def _p95(client: httpx.AsyncClient, path: str) -> float:
    """How long all but one page in twenty take at most; the first one is not counted."""
    took: list[float] = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        answer = await client.get(path)
        took.append(time.perf_counter() - started)
        assert answer.status_code == httpx.codes.OK, (path, answer.status_code)
    return sorted(took[1:])[math.ceil(ROUNDS * 0.95) - 1]


def _best(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(5):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best
