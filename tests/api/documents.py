"""What tests of documents through the API share: an ended procedure, ids, what is sent to issue."""

from __future__ import annotations

from datetime import timedelta

from nemcon.procedure import acts as a
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from tests.api.house import DEADLINE, PROCEDURE, House, Part, after

AT = f"/procedures/{PROCEDURE}/documents"
CHAIR = Actor(Office.CHAIR, person="the chair", channel="test")
FORMATS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def ended(house: House, **rules: str) -> None:
    """A procedure that an objection of Norway has ended without adoption."""
    if rules:
        house.open("hidden", **rules)
    name = "hidden" if rules else PROCEDURE
    house.clock.at = DEADLINE - timedelta(hours=10)
    filed = house.file(f"{name}/norway" if rules else "norway", name, says="Two days are too few.")
    assert filed.status_code == 201, filed.text
    house.clock.at = after(minutes=10)
    house.context.register.keep_time(name)
    answer = house.context.register.record(
        name, a.Refer(CHAIR, "the session", "As agreed."), house.clock.now()
    )
    assert not isinstance(answer, Refusal), answer


def ids(house: House, who: str = "secretariat", at: str = AT) -> list[str]:
    return [paper["id"] for paper in house.get(at, who).json()]


def issuing(house: House, paper: str, **other: Part) -> dict[str, Part]:
    """What a client sends that has looked at the document."""
    symbol = other.get("symbol", "WG/2026/1")
    shown = house.get(f"{AT}/{paper}?symbol={symbol}&to_issue=true").json()
    digests = {file["format"]: file["digest"] for file in shown["files"]}
    return {"symbol": symbol, "seen": shown["seen"], "digests": digests} | other
