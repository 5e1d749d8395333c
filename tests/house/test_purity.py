"""The rules and the workflows depend on their arguments alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.purity import Finding, impurities, impurities_in

ROOT = Path(__file__).parents[2]
PURE_ROOMS = frozenset(
    {
        "nemcon.agenda",
        "nemcon.negotiation",
        "nemcon.procedure",
        "nemcon.rolls",
        "nemcon.rulebook",
        "nemcon.text",
        "nemcon.timing",
    }
)
WHAT_THEY_SPEAK = PURE_ROOMS | {"nemcon.language"}
"""Sentences are made in the rooms of the rules: in the language of whoever reads, which they do not
ask for, and by which nothing is decided."""
WHAT_WORKFLOWS_USE = PURE_ROOMS | {"activities", "pydantic", "temporalio", "workflows"}


@pytest.mark.parametrize("room", sorted(PURE_ROOMS))
def test_a_pure_room_imports_the_standard_library_and_reads_no_clock(room: str) -> None:
    folder = ROOT / room.replace(".", "/")

    assert folder.is_dir()
    assert impurities_in(folder, WHAT_THEY_SPEAK) == []


def test_a_workflow_reads_no_clock_but_that_of_its_engine() -> None:
    assert (ROOT / "workflows").is_dir()
    assert impurities_in(ROOT / "workflows", WHAT_WORKFLOWS_USE) == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("import time", "imports time"),
        ("from time import monotonic", "imports time"),
        ("import random as dice", "imports random"),
        ("import sqlalchemy.orm", "imports sqlalchemy.orm"),
        ("from nemcon.register import door", "imports nemcon.register.door"),
        ("from nemcon import clock", "imports nemcon.clock"),
        ("from os import environ", "imports os.environ"),
        ("from uuid import uuid4 as fresh", "imports uuid.uuid4"),
        ("from datetime import datetime\nat = datetime.now()", "uses datetime.datetime.now"),
        ("from datetime import date as day\nat = day.today()", "uses datetime.date.today"),
        ("import datetime as dt\nat = dt.datetime.utcnow()", "uses datetime.datetime.utcnow"),
        ("import os\nhome = os.environ['HOME']", "uses os.environ"),
        ("import os\nhome = os.getenv('HOME')", "uses os.getenv"),
        ("def at(x):\n    return x.astimezone()", "calls astimezone() in the machine's own zone"),
    ],
)
def test_an_impurity_is_found_under_whatever_name_it_hides(source: str, what: str) -> None:
    found = impurities(source, PURE_ROOMS)

    assert [finding.what for finding in found] == [what]
    assert found == [Finding(source.count("\n") + 1, what)]


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import UTC, datetime, time\nat = datetime(2026, 1, 1, tzinfo=UTC)",
        "from nemcon import timing",
        "from nemcon.timing.zones import zone",
        "from zoneinfo import ZoneInfo\ndef at(x):\n    return x.astimezone(ZoneInfo('UTC'))",
        "from . import acts",
        "import tomllib\nfrom importlib import resources",
    ],
)
def test_what_depends_on_its_arguments_is_let_through(source: str) -> None:
    assert impurities(source, PURE_ROOMS) == []


def test_the_engines_own_clock_is_let_through() -> None:
    source = "from temporalio import workflow\nat = workflow.now()"

    assert impurities(source, WHAT_WORKFLOWS_USE) == []
