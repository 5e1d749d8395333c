"""A small installation to call: a body, three members, an observer, staff, one procedure."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from pydantic import SecretStr
from sqlalchemy import Connection, func, select
from starlette.routing import BaseRoute

from api.app import create_app
from api.context import Context
from api.cookies import SESSION
from nemcon.procedure.acts import PlaceUnderSilence
from nemcon.procedure.loader import load_profile, with_overrides
from nemcon.procedure.people import Actor, Category, Office
from nemcon.procedure.refusal import Refusal
from nemcon.register import directory
from nemcon.register.database import Database
from nemcon.register.directory import Body, Contact, Participant
from nemcon.register.door import Register
from nemcon.register.links import issue_links
from nemcon.register.secrets import LinkKey
from nemcon.register.sessions import From, Lifetime, Way, begin_session
from nemcon.register.staff import Role, find_staff, issue_token
from nemcon.register.tables import metadata
from nemcon.settings import Settings
from nemcon.text.document import Paragraph, Text
from tests.tables import give_tables

Part = Any  # of a request or of the settings; the tests know which
START: Final = datetime(2026, 6, 16, 16, 0, tzinfo=UTC)
DEADLINE: Final = datetime(2026, 6, 19, 16, 0, tzinfo=UTC)
BODY: Final = "working-group"
PROCEDURE: Final = "hybrid-format"
MEMBERS: Final = ("austria", "brazil", "norway")
OBSERVER: Final = "council"
TEXT: Final = Text(
    "Format of the meeting",
    (Paragraph("1", "The meeting is hybrid."), Paragraph("2", "It lasts two days.")),
)

ROUTES: Final[list[BaseRoute]] = []
"""The routes of the first application of this process."""


@dataclass
class HeldClock:
    """A clock that stands still until it is set; `ahead` are readings to give out first."""

    at: datetime = START
    ahead: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        return self.ahead.pop(0) if self.ahead else self.at


class Caller:
    """Calls the application from ordinary tests, in a loop of its own."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self._loop = asyncio.new_event_loop()
        self._client = AsyncClient(
            transport=ASGITransport(app, raise_app_exceptions=False),
            base_url="https://silence.example",
        )

    def call(self, method: str, path: str, **more: Part) -> Response:
        return self._loop.run_until_complete(self._client.request(method, path, **more))

    def call_at_once(self, calls: Sequence[dict[str, Any]]) -> list[Response]:
        """Make all calls at the same time."""

        async def all_of_them() -> list[Response]:
            return await asyncio.gather(*(self._client.request(**call) for call in calls))

        return self._loop.run_until_complete(all_of_them())

    def forget_cookies(self) -> None:
        self._client.cookies.clear()

    def close(self) -> None:
        self._loop.run_until_complete(self._client.aclose())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()


def app_over(context: Context) -> FastAPI:
    """The application over a register, with the routes of the first one of this process.

    FastAPI works out what routes need when they are first asked for, which takes longer than most
    tests. They know nothing of an installation: which one it is stands in the application's state.
    """
    app = create_app(context)
    if ROUTES:
        app.router.routes[:] = ROUTES
    else:
        ROUTES.extend(app.router.routes)
    return app


class House:
    """The installation and who may call it."""

    def __init__(self, url: str, **settings: Part) -> None:
        self.clock = HeldClock()
        self.settings = Settings(
            database_url=url,
            link_key=SecretStr("k" * 40),
            public_url="https://silence.example",
            **{"session_idle_minutes": 5_000_000, **settings},  # tests let days go by
        )
        register = Register(Database(url), self.clock)
        self.context = Context(self.settings, register, LinkKey(b"k" * 40), self.clock)
        give_tables(register.database)
        self.tokens: dict[str, str] = {}
        self.sessions: dict[str, str] = {}
        self._furnish()
        self.caller = Caller(app_over(self.context))

    def close(self) -> None:
        self.caller.close()
        self.context.database.close()

    def _furnish(self) -> None:
        people = [Participant(m, m.title(), Category.MEMBER) for m in MEMBERS]
        people.append(Participant(OBSERVER, "The Council", Category.OBSERVER))
        contacts = [
            Contact(f"at-{p.id}", p.id, f"A delegate of {p.name}", f"{p.id}@mission.example")
            for p in people
        ]
        contacts[1] = replace(contacts[1], zone="America/Sao_Paulo")
        with self.context.database.writing() as connection:
            body = Body(BODY, "Working Group", "Europe/Vienna")
            directory.put_body(connection, body, START)
            directory.put_participants(connection, BODY, people)
            directory.put_contacts(connection, BODY, contacts)
            directory.put_roll(connection, BODY, "bureau", ["austria", "brazil"])
            directory.put_text(connection, BODY, "format", TEXT)
            for role in Role:
                self.tokens[role] = issue_token(connection, f"the {role}", role, START)
                self.sessions[role] = self._session(connection, self.tokens[role])
        self.open(PROCEDURE)

    def open(self, name: str, text: Text = TEXT, /, **rules: str) -> None:
        """Place the text under silence for seventy-two hours, and hand out the links."""
        profile = load_profile("un-informal-silence")
        if rules:
            profile = with_overrides(profile, {k.replace("__", "."): v for k, v in rules.items()})
        with self.context.database.reading() as connection:
            roll = directory.seats(connection, BODY)
        act = PlaceUnderSilence(
            actor=Actor(Office.CHAIR, person="the chair", channel="test"),
            text=text,
            roll=roll,
            profile_id=profile.id,
            profile_title=profile.title,
            rules=profile.values,
            until=DEADLINE,
        )
        answer = self.context.register.record(name, act, self.clock.now(), body=BODY)
        assert not isinstance(answer, Refusal), answer
        with self.context.database.writing() as connection:
            ids = [f"at-{m}" for m in (*MEMBERS, OBSERVER)]
            links = issue_links(connection, self.context.links, name, ids, START)
        prefix = "" if name == PROCEDURE else f"{name}/"
        self.tokens |= {prefix + c.removeprefix("at-"): token for c, token in links.items()}

    def _session(self, connection: Connection, token: str) -> str:
        """A session that began by that token, as the cookie that a browser sends."""
        staff = find_staff(connection, token, START)
        assert staff is not None
        where, lives = From("192.0.2.1", "a browser"), Lifetime(*[timedelta(days=3650)] * 2)
        session = begin_session(connection, staff.person, Way.LINK, where, START, lives, token)
        secure = self.settings.public_url.startswith("https:")
        return f"{'__Host-' if secure else ''}{SESSION}={session}"

    def as_(self, who: str, **more: str) -> dict[str, str]:
        """The headers of that member of the staff, or of that delegation."""
        shown = {k.replace("_", "-"): v for k, v in more.items()}
        return {"Authorization": f"Bearer {self.tokens[who]}", **shown}

    def get(self, path: str, who: str = "secretariat") -> Response:
        return self.caller.call("GET", f"/api/v1{path}", headers=self.as_(who))

    def post(self, path: str, sent: object, who: str = "secretariat", **more: str) -> Response:
        headers = self.as_(who, **more)
        return self.caller.call("POST", f"/api/v1{path}", headers=headers, json=sent)

    def put(self, path: str, sent: object, who: str = "secretariat") -> Response:
        return self.caller.call("PUT", f"/api/v1{path}", headers=self.as_(who), json=sent)

    def raw(self, path: str, content: bytes, who: str, **more: str) -> Response:
        headers = {"Content-Type": "application/json", **self.as_(who, **more)}
        return self.caller.call("POST", f"/api/v1{path}", headers=headers, content=content)

    def file(self, who: str, name: str = PROCEDURE, **sent: object) -> Response:
        return self.post(f"/procedures/{name}/filings", {"kind": "object", **sent}, who)

    def rows(self) -> dict[str, int]:
        """How many rows each table holds."""
        with self.context.database.reading() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in metadata.tables.items()
            }


def after(**length: float) -> datetime:
    """So long after the deadline."""
    return DEADLINE + timedelta(**length)
