"""A whole installation of real processes on one database, and its 200 delegations."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest

from nemcon.clock import SystemClock
from nemcon.engine import binary, connect, workflow_id
from nemcon.procedure.people import Category
from nemcon.register import directory
from nemcon.register.database import Database
from nemcon.register.directory import Body, Contact, Participant
from nemcon.register.door import Register
from nemcon.register.links import issue_links
from nemcon.register.secrets import LinkKey
from nemcon.register.staff import Role, issue_token
from tests.faults.programs import Program, api, engine, free_port, sink, worker
from tests.tables import give_tables

BODY = "assembly"
PROCEDURE = "budget"
QUEUE = "nemcon"
KEY = "a key of at least thirty-two characters"
# The book is what decides: no consultation after it, and no letter to 199 others per objection.
RULES = {
    "consultation.length": "none",
    "disclosure.during": "none",
    "objection.withdrawable": "never",
    "period.reminders": "none",
}


@dataclass
class Installation:
    """The processes, the register behind them, and who may speak to it."""

    folder: Path
    url: str
    members: int
    settings: dict[str, str]
    engine: Program
    sink: Program
    apis: list[Program]
    workers: list[Program]
    ports: list[int]
    register: Register
    chair: str = ""
    links: dict[str, str] = field(default_factory=dict)

    @property
    def programs(self) -> list[Program]:
        return [self.engine, self.sink, *self.apis, *self.workers]

    @property
    def mailbox(self) -> Path:
        return self.folder / "mailbox"

    def participants(self) -> list[str]:
        return [f"member-{number}" for number in range(self.members)]

    def told(self, notice: str) -> set[str]:
        """Who received a letter of that kind."""
        mark = f"X-Nemcon-Notice: {notice}\r\n".encode()
        heads = (path.read_bytes()[:4096] for path in self.mailbox.glob("*.eml"))
        return {head.split(b"\r\n", 2)[1].decode() for head in heads if mark in head}

    def told_all(self, notice: str) -> bool:
        """Whether every delegation received one."""
        return len(self.told(notice)) == self.members

    def furnish(self) -> None:
        """Enter the body, its members with a contact each, and a token for the Chair."""
        now = datetime.now(UTC)
        names = self.participants()
        people = [Participant(name, name.title(), Category.MEMBER) for name in names]
        contacts = [
            Contact(f"at-{n}", n, f"Delegate of {n}", f"{n}@mission.example") for n in names
        ]
        give_tables(self.register.database)
        with self.register.database.writing() as connection:
            directory.put_body(connection, Body(BODY, "The Assembly", "Europe/Vienna"), now)
            directory.put_participants(connection, BODY, people)
            directory.put_contacts(connection, BODY, contacts)
            self.chair = issue_token(connection, "the Chair", Role.CHAIR, now)

    async def place(self, seconds: float) -> datetime:
        """Place a text under silence over HTTP, and give its deadline."""
        deadline = datetime.now(UTC) + timedelta(seconds=seconds)
        sent = {
            "procedure": PROCEDURE,
            "body": BODY,
            "profile": "unodc-vienna-eb",
            "text": {
                "title": "The budget",
                "paragraphs": [{"number": "1", "words": "The budget is approved."}],
            },
            "until": deadline.isoformat(),
            "rules": RULES,
        }
        async with self.client(0, self.chair) as client:
            answer = await client.post("/procedures", json=sent)
        assert answer.status_code == httpx.codes.CREATED, answer.text
        key = LinkKey(KEY.encode())
        with self.register.database.writing() as connection:
            people = [f"at-{name}" for name in self.participants()]
            found = issue_links(connection, key, PROCEDURE, sorted(people), datetime.now(UTC))
        self.links = {name.removeprefix("at-"): token for name, token in found.items()}
        return deadline

    def client(self, which: int, token: str) -> httpx.AsyncClient:
        """A client of one of the web servers."""
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.ports[which]}/api/v1",
            headers={"Authorization": f"Bearer {token}"},
            timeout=10,
        )

    async def shown(self) -> Any:  # noqa: ANN401 - whatever the API answers
        """The procedure as the API shows it to the Chair."""
        async with self.client(0, self.chair) as client:
            answer = await client.get(f"/procedures/{PROCEDURE}")
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()

    def said(self) -> str:
        """What the register holds, what the engine thinks, and what every process wrote last."""
        try:
            entries = [f"{e.kind} {e.body[:300]}" for e in self.register.written(PROCEDURE)[-9:]]
        except Exception as error:  # noqa: BLE001 - its database may be what is down
            entries = [repr(error)]
        told = {"register": "\n".join(entries), "as the engine sees it": self._engines_view()}
        told |= {program.name: program.said() for program in self.programs}
        return "\n".join(f"--- {name}\n{words}" for name, words in told.items())

    def _engines_view(self) -> str:
        asked = ["--address", self.settings["NEMCON_TEMPORAL_ADDRESS"], "--command-timeout", "5s"]
        questions = (
            ["workflow", "show", "--workflow-id", workflow_id(PROCEDURE)],
            ["task-queue", "describe", "--task-queue", QUEUE],
        )
        answers = [
            subprocess.run(
                [binary("temporal"), *question, *asked], check=False, capture_output=True, text=True
            )
            for question in questions
        ]
        return "\n".join(answer.stdout + answer.stderr for answer in answers)

    async def wait_for_workers(self) -> None:
        """Wait until the engine knows every worker: until then nothing is sent, and time passes."""
        client = await connect(self.settings["NEMCON_TEMPORAL_ADDRESS"], "default", patience=60)
        asked = DescribeTaskQueueRequest(
            namespace="default",
            task_queue=TaskQueue(name=QUEUE),
            task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
        )
        end = time.monotonic() + 60
        known: set[str] = set()
        while len(known) < len(self.workers):
            assert time.monotonic() < end, f"the workers did not start\n{self.said()}"
            await asyncio.sleep(0.1)
            answer = await client.workflow_service.describe_task_queue(asked)
            known = {poller.identity for poller in answer.pollers}


@asynccontextmanager
async def installation(
    folder: Path,
    url: str = "",
    *,
    members: int = 20,
    apis: int = 1,
    workers: int = 1,
    grace: int = 2,
    sink_pause: float = 0,
) -> AsyncIterator[Installation]:
    """Start everything, and stop it when the block ends."""
    url = url or f"sqlite:///{folder / 'nemcon.db'}"
    engine_port, sink_port = free_port(), free_port()
    ports = [free_port() for _ in range(apis)]
    settings = {
        "NEMCON_DATABASE_URL": url,
        "NEMCON_LINK_KEY": KEY,
        "NEMCON_TEMPORAL_ADDRESS": f"127.0.0.1:{engine_port}",
        "NEMCON_SMTP_PORT": str(sink_port),
        "NEMCON_GRACE_SECONDS": str(grace),
        "NEMCON_RECALL_SECONDS": "0",
        "NEMCON_FILINGS_PER_MINUTE_PER_ADDRESS": "100000",
    }
    house = Installation(
        folder=folder,
        url=url,
        members=members,
        settings=settings,
        engine=engine(engine_port, folder),
        sink=sink(sink_port, folder / "mailbox", sink_pause),
        apis=[api(f"api {n}", port, folder, settings) for n, port in enumerate(ports, 1)],
        workers=[worker(f"worker {n}", folder, settings) for n in range(1, workers + 1)],
        ports=ports,
        register=Register(Database(url, pool_size=2), SystemClock()),
    )
    async with AsyncExitStack() as stack:
        stack.callback(house.register.database.close)
        house.furnish()
        for program in house.programs:
            stack.callback(program.stop)
        for program in (house.engine, house.sink, *house.apis):
            program.start()
        await asyncio.gather(*(program.wait_until_ready() for program in house.programs))
        for program in house.workers:
            program.start()
        await house.wait_for_workers()
        yield house
