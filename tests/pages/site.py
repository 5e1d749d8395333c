"""An installation with pages to open: one procedure in every state that a link can be in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from httpx import Response

from nemcon.procedure import acts as a
from nemcon.procedure.acts import Act, Kind
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from nemcon.register.links import revoke_links
from nemcon.text.document import Paragraph
from tests.api.house import DEADLINE, START, Caller, House, Part, app_over

CHAIR: Final = Actor(Office.CHAIR, person="the chair", channel="test")
FORM: Final = "application/x-www-form-urlencoded"


class Site(House):
    """A house whose pages are called as a browser would call them, cookies and all."""

    def __init__(
        self, folder: Path, public_url: str = "https://silence.example", **settings: Part
    ) -> None:
        super().__init__(f"sqlite:///{folder / 'register.db'}")
        self.mailbox = folder / "mailbox"
        self.settings = self.settings.model_copy(
            update={"mailbox_dir": self.mailbox, "public_url": public_url, **settings}
        )
        self.context = replace(self.context, settings=self.settings)
        self.caller.close()
        self.app = app_over(self.context)
        self.caller = Caller(self.app)

    def link(self, who: str, name: str = "") -> str:
        """The address of that delegation's link."""
        return f"/l/{self.tokens[f'{name}/{who}' if name else who]}"

    def act(self, name: str, act: Act) -> None:
        """Record an act now."""
        answer = self.context.register.record(name, act, self.clock.now())
        assert not isinstance(answer, Refusal), answer

    def file_at_once(self, name: str, who: str, kind: Kind = Kind.OBJECT, **more: object) -> None:
        """File for a delegation, past the pages."""
        actor = Actor(Office.DELEGATION, who, f"A delegate of {who.title()}", "link")
        self.act(name, a.File(actor, kind, **more))  # type: ignore[arg-type]  # as the test gives it

    def see(self, path: str, who: str = "", method: str = "GET") -> Response:
        """Open a page, as a member of the staff where one is named."""
        headers = {"Accept": "text/html"}
        if who:
            headers["Cookie"] = self.sessions[who]
        return self.caller.call(method, path, headers=headers)

    def send(self, path: str, parts: list[tuple[str, str]], who: str = "") -> Response:
        """Send a form."""
        headers = {"Accept": "text/html", "Content-Type": FORM, "Sec-Fetch-Site": "same-origin"}
        if who:
            headers["Cookie"] = self.sessions[who]
        return self.caller.call("POST", path, headers=headers, content=urlencode(parts).encode())

    def every_state(self) -> dict[str, str]:
        """Brings procedures into every state a link can be in; the address of a link to each.

        Leaves the clock after the deadline.
        """
        wording = (Paragraph("2", "It lasts three days."),)
        self.open("quiet")
        for member in ("austria", "norway"):
            self.file_at_once("quiet", member, Kind.ACKNOWLEDGE)
        self.open("broken")
        self.file_at_once(
            "broken", "austria", paragraphs=("2",), says="Two days are too short.", wording=wording
        )
        self.open("suspended")
        self.act("suspended", a.Suspend(CHAIR, "The translation is missing."))
        self.open("stopped", objection__effect="stop")
        self.file_at_once("stopped", "brazil", says="We need more time.")
        self.open("revised")
        later = DEADLINE + timedelta(days=30)
        self.act("revised", a.Revise(CHAIR, wording, until=later, because="As agreed."))
        self.open("withdrawn")
        self.act("withdrawn", a.WithdrawText(CHAIR, "Overtaken by events."))
        self.open("voting", objection__effect="to-vote", vote__length="30 days")
        self.file_at_once("voting", "austria")
        self.open("voted", objection__effect="to-vote", vote__length="1 day", vote__majority="1/2")
        self.file_at_once("voted", "austria")
        self.file_at_once("voted", "norway", Kind.VOTE_FOR)
        self.open("announced", launch__veto="member")
        self.open("revoked")
        with self.context.database.writing() as connection:
            revoke_links(connection, "revoked", "at-brazil", START)
        self.clock.at = DEADLINE + timedelta(minutes=10)
        for name in ("quiet", "broken", "voted"):
            self.context.register.keep_time(name)
        self.open_later("fresh")
        return {
            name: self.link("brazil", name)
            for name in (
                "announced",
                "quiet",
                "broken",
                "suspended",
                "stopped",
                "revised",
                "withdrawn",
                "voting",
                "voted",
                "revoked",
                "fresh",
            )
        } | {"closing": self.link("brazil"), "unknown": "/l/" + "x" * 32}

    def open_later(self, name: str) -> None:
        """Open a procedure that still runs when the others have ended."""
        now, self.clock.at = self.clock.at, START
        self.open(name)
        until = DEADLINE + timedelta(days=10)
        self.act(name, a.Extend(CHAIR, until, "So that everybody can be heard."))
        self.clock.at = now


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str, list[tuple[str, str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        plain = {key: value or "" for key, value in attrs}
        if tag == "a":
            self.links.append(plain.get("href", ""))
        elif tag == "form":
            self.forms.append((plain.get("method", "get"), plain.get("action", ""), []))
        elif tag == "input" and plain.get("type") == "hidden" and self.forms:
            self.forms[-1][2].append((plain["name"], plain.get("value", "")))


def forms_of(answer: Response) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The forms of a page: method, address, and the parts that are filled in already."""
    page = _Page()
    page.feed(answer.text)
    return page.forms


def links_of(answer: Response) -> list[str]:
    """Where the page leads."""
    page = _Page()
    page.feed(answer.text)
    return page.links


def words_of(answer: Response) -> str:
    """What stands on the page, without its markup and on one line."""
    body = re.sub(r"(?s)<(style|head)\b.*?</\1>", " ", answer.text)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))
