"""The rules of a club as a file, and what is wrong with them when lines are added or left out."""

from __future__ import annotations

import tomllib

import pytest

from nemcon.procedure.loader import ProfileError, read_profile
from nemcon.procedure.profile import Profile
from nemcon.timing.data_files import Problem

GOOD = """
profile = 1
id = "club"
title = "The club"
about = "How the club decides."

[sources.statutes]
cite = "Statutes of the club, article 7"
read = "at-source"

[sources.minutes]
cite = "Minutes of 1999"
read = "secondary"

[period]
minimum = {value = "48h", source = "statutes"}
ends_at = {value = "18:00", source = "minutes"}

[objection]
threshold = {value = "1/3", custom = "It was always so."}
"""


def club(changes: str = "", *, without: str = "") -> Profile:
    """Read the good profile with lines added at its end, or without a line."""
    text = "\n".join(line for line in GOOD.splitlines() if not without or without not in line)
    return read_profile(tomllib.loads(f"{text}\n{changes}"), "club.toml")


def problems(changes: str = "", *, without: str = "") -> list[Problem]:
    with pytest.raises(ProfileError) as caught:
        club(changes, without=without)
    return list(caught.value.problems)


def one(changes: str = "", *, without: str = "") -> Problem:
    found = problems(changes, without=without)
    assert len(found) == 1, found
    return found[0]
