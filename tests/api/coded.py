"""A procedure whose rules ask for a code, and the letters that leave about what waits for one."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Final

from httpx import Response

from activities.coding import CodeLetters
from nemcon.procedure.state import ProcedureState
from nemcon.register.door import Position
from tests.api.house import House
from tests.api.letters import Bag

NAME: Final = "coded"
WINDOW: Final = timedelta(minutes=30)


class Coded:
    """A house with a procedure under rules that ask for a code within half an hour."""

    def __init__(self, house: House, **rules: str) -> None:
        self.house = house
        self.bag = Bag()
        context = house.context
        house.open(NAME, filing__code="30 min", **rules)
        self._sending = CodeLetters(context.register, context.links, house.settings, self.bag)

    def post(self) -> list[EmailMessage]:
        """Let the worker look once; the letters that left."""
        self.bag.letters.clear()
        asyncio.run(self._sending.send())
        return [message_from_bytes(data, policy=default) for _, data in self.bag.letters]

    def code(self) -> str:
        """The code in the letters that leave now, which are alike."""
        (found,) = {code_in(letter) for letter in self.post()}
        return found

    def files(self, who: str = "brazil", **sent: object) -> str:
        """File through a link; the id under which it waits."""
        answer = self.house.file(f"{NAME}/{who}", NAME, **{"says": "Not like this.", **sent})
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def enter(self, name: str, code: str, who: str = "brazil") -> Response:
        path = f"/procedures/{NAME}/filings/{name}/code"
        return self.house.post(path, {"code": code}, f"{NAME}/{who}")

    def again(self, name: str, who: str = "brazil") -> Response:
        path = f"/procedures/{NAME}/filings/{name}/new-code"
        return self.house.post(path, {}, f"{NAME}/{who}")

    def passes(self, **time: float) -> None:
        self.house.clock.at += timedelta(**time)

    def keeps_time(self) -> ProcedureState:
        self.house.context.register.keep_time(NAME)
        return self.state

    @property
    def state(self) -> ProcedureState:
        position: Position | None = self.house.context.register.position(NAME)
        assert position is not None
        return position.state

    @property
    def written(self) -> str:
        return "".join(entry.body for entry in self.house.context.register.written(NAME))


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def code_in(letter: EmailMessage) -> str:
    (found,) = re.findall(r"^The code: (\d{4} \d{4})\s*$", text_of(letter), re.MULTILINE)
    return str(found)


def other_than(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code.replace(' ', '')) + 1) % 10**8:08d}"
