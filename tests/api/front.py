"""A member of the staff who signs in by letter, and the browsers that do it."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from urllib.parse import urlencode

from httpx import Response

from activities.signing_in import SignInLetters
from nemcon.register import people
from nemcon.register.roles import Role
from tests.api.house import START, Caller, House
from tests.api.letters import Bag

ANNA = "anna@mission.example"
FORM = {
    "Accept": "text/html",
    "Content-Type": "application/x-www-form-urlencoded",
    "Sec-Fetch-Site": "same-origin",
}


class Browser:
    """A browser with cookies of its own."""

    def __init__(self, house: House) -> None:
        self._caller = Caller(house.caller.app)

    def see(self, path: str) -> Response:
        return self._caller.call("GET", path, headers={"Accept": "text/html"})

    def send(self, path: str, **parts: str) -> Response:
        return self._caller.call("POST", path, headers=FORM, content=urlencode(parts).encode())

    def close(self) -> None:
        self._caller.close()


class Front:
    """An installation with one member of the staff who has an address."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.bag = Bag()
        context = house.context
        self._sending = SignInLetters(context.register, context.links, house.settings, self.bag)
        with context.database.writing() as connection:
            anna = people.enter_person(connection, "Anna", ANNA, START)
            people.give_role(connection, anna.id, "", Role.SECRETARIAT, "a test", START)
        self.anna = anna.id
        self._browsers: list[Browser] = []

    def browser(self) -> Browser:
        made = Browser(self.house)
        self._browsers.append(made)
        return made

    def post(self) -> list[str]:
        """Let the worker look once; the links of the letters that left."""
        self.bag.letters.clear()
        asyncio.run(self._sending.send())
        return [link_in(data) for _, data in self.bag.letters]

    def signed_in(self) -> Browser:
        browser = self.browser()
        browser.send("/sign-in", address=ANNA)
        (link,) = self.post()
        assert browser.send(link).status_code == 303
        return browser

    def passes(self, **time: float) -> None:
        self.house.clock.at += timedelta(**time)

    def close(self) -> None:
        for browser in self._browsers:
            browser.close()


def link_in(data: bytes, base: str = "https://silence.example") -> str:
    """The path of the one link in the plain part of a letter."""
    body = message_from_bytes(data, policy=default).get_body(("plain",))
    assert body is not None
    (found,) = re.findall(rf"{re.escape(base)}(/sign-in/\S+)", body.get_content())
    return str(found)
