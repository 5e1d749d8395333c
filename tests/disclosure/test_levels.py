"""At each level and stage, what may not be told cannot be found, whoever reads wherever.

Two worlds that differ in what the level keeps (who objected, how many, on what, with which
words, at all) must look the same on every surface to everybody who is not to be told.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from nemcon.procedure import acts as a
from nemcon.procedure.disclosure import Level
from nemcon.text.document import Paragraph
from tests.api.house import DEADLINE, START
from tests.disclosure.surfaces import NAME, READER, differences, everything, pages_and_letters
from tests.pages.site import CHAIR, Site

STAGES = ("during", "in_consultation", "after")
READERS = ("brazil", "council", READER)


@dataclass(frozen=True)
class Objection:
    """What one delegation objects in one of the worlds."""

    by: str
    paragraphs: tuple[str, ...] = ("2",)
    says: str = "Two days are too short."
    instead: str = "It lasts three days."


AUSTRIA = Objection("austria")
NORWAY = Objection("norway")
ELSEWHERE = Objection("norway", ("1",), "A hall is too small.", "The meeting is online.")
WORDED_OTHERWISE = Objection("norway", ("2",), "Let us be brief.", "It lasts an hour.")

Worlds = tuple[tuple[Objection, ...], tuple[Objection, ...]]
TOLD_ALIKE: dict[Level, Worlds] = {
    Level.NONE: ((AUSTRIA,), (AUSTRIA, ELSEWHERE)),
    Level.EXISTENCE: ((AUSTRIA,), (AUSTRIA, ELSEWHERE)),
    Level.COUNT: ((AUSTRIA,), (ELSEWHERE,)),
    Level.PARAGRAPHS: ((AUSTRIA,), (AUSTRIA, WORDED_OTHERWISE)),
    Level.ANONYMOUS: ((AUSTRIA,), (NORWAY,)),
}
"""Worlds that a level does not tell apart."""

TOLD_APART: dict[Level, Worlds] = {
    Level.EXISTENCE: ((), (AUSTRIA,)),
    Level.COUNT: ((AUSTRIA,), (AUSTRIA, NORWAY)),
    Level.PARAGRAPHS: ((AUSTRIA,), (ELSEWHERE,)),
    Level.ANONYMOUS: ((AUSTRIA,), (WORDED_OTHERWISE,)),
    Level.NAMED: ((AUSTRIA,), (NORWAY,)),
}
"""Worlds that a level does tell apart, so that the comparison is seen to work."""


def world(folder: Path, level: Level, stage: str, objections: tuple[Objection, ...]) -> Site:
    """A site whose procedure stands in that stage, of which the rules tell so much."""
    folder.mkdir()
    site = Site(folder)
    lower = dict.fromkeys((f"disclosure__{s}" for s in STAGES[: STAGES.index(stage)]), "none")
    higher = {f"disclosure__{s}": level for s in STAGES[STAGES.index(stage) :]}
    site.open(NAME, **lower, **higher)
    site.clock.at = START + timedelta(hours=3)
    for one in objections:
        wording = tuple(Paragraph(number, one.instead) for number in one.paragraphs)
        site.file_at_once(NAME, one.by, paragraphs=one.paragraphs, says=one.says, wording=wording)
    if stage != "during":
        site.clock.at = DEADLINE + timedelta(minutes=10)
        site.context.register.keep_time(NAME)
    if stage == "after":
        site.act(NAME, a.Refer(CHAIR, "the session", "As agreed."))
    return site


def seen(
    folder: Path,
    level: Level,
    stage: str,
    objections: tuple[Objection, ...],
    log: pytest.LogCaptureFixture,
) -> dict[str, dict[str, str]]:
    log.clear()
    with closing(world(folder, level, stage, objections)) as site:
        return {who: everything(site, who, log) for who in READERS}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("level", TOLD_ALIKE)
def test_what_a_level_keeps_cannot_be_found_anywhere(
    level: Level, stage: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = TOLD_ALIKE[level]
    if level is Level.NONE and stage == "during":
        first, second = (), (AUSTRIA,)
    one = seen(tmp_path / "one", level, stage, first, caplog)
    other = seen(tmp_path / "other", level, stage, second, caplog)

    for who in READERS:
        found = differences(one[who], other[who])
        assert found == {}, (who, found)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("level", TOLD_APART)
def test_what_a_level_tells_is_told_to_the_delegations(
    level: Level, stage: str, tmp_path: Path
) -> None:
    def brazil(name: str, objections: tuple[Objection, ...]) -> dict[str, str]:
        with closing(world(tmp_path / name, level, stage, objections)) as site:
            return pages_and_letters(site, "brazil")

    first, second = TOLD_APART[level]
    if not first and stage != "during":
        one = brazil("one", (AUSTRIA,))
        assert "broken" in one[next(where for where in one if where.startswith("page"))]
        return
    told = differences(brazil("one", first), brazil("other", second))
    assert any(where.startswith("page") for where in told), told
    if stage == "during":
        assert any(where.startswith("letter") for where in told), told
