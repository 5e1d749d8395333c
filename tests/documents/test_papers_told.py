"""The documents of procedures tell no more than the rules do, whatever was issued before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from activities.papers import issued_to, papers_of
from activities.papers_session import hangs_on, session_papers
from nemcon.agenda.state import AgendaState
from nemcon.documents.rendering import Format
from nemcon.procedure import acts as a
from nemcon.procedure.papers import IssuePaper
from nemcon.register.door import PositionOf
from tests.documents.papers_read import shown, without_hashes
from tests.documents.world import (
    BRAZIL,
    CHAIR,
    DECISION,
    NEGOTIATED,
    NORWAY,
    PLAIN,
    SESSION,
    World,
    world,
)
from tests.documents.written_papers import (
    STAGES,
    UNNAMED,
    issue,
)


@pytest.mark.parametrize("kind", Format)
def test_where_nobody_is_named_a_record_is_the_same_whoever_objected(
    kind: Format, tmp_path: Path
) -> None:
    found: list[str] = []
    for objector, grounds in ((NORWAY, "Too few days."), (BRAZIL, "Too many days.")):
        said = replace(PLAIN, grounds=grounds)
        folder = tmp_path / objector.participant
        folder.mkdir()
        with world(folder, said, objector, rules=UNNAMED) as made:
            record = made.draft(DECISION, "decision-record", sees_all=False)
            found.append(without_hashes(shown(record, kind)))
            assert grounds not in found[-1]
            assert grounds in shown(made.draft(DECISION, "decision-record-in-full"), kind)
    assert found[0] == found[1]
    assert "A delegation" in found[0]


def test_where_all_are_named_a_record_says_who_objected_and_why(plain: World) -> None:
    words = shown(plain.draft(DECISION, "decision-record", sees_all=False), Format.HTML)
    assert PLAIN.grounds in words
    assert "Entry 3, Norway" in words


@pytest.mark.parametrize(
    ("during", "after", "there"),
    [("named", "anonymous", False), ("anonymous", "named", True), ("none", "named", False)],
)
def test_a_letter_that_told_more_than_is_told_now_is_drawn_up_for_nobody(
    during: str, after: str, there: bool, tmp_path: Path
) -> None:
    stages: dict[str, str] = dict(zip(STAGES, (during, during, after), strict=True))
    with world(tmp_path, rules=stages) as made:
        assert ("letter-3" in made.ids(DECISION)) is there
        assert "letter-2" in made.ids(DECISION), "the circulation tells of no objection"


def test_what_was_issued_when_more_was_told_is_shown_to_those_who_conduct_it_only(
    tmp_path: Path,
) -> None:
    with world(tmp_path) as made:
        made.house.clock.at = made.position(DECISION).state.opened_at
        made.house.open("running", disclosure__during="named", disclosure__after="none")
        issue(made, "running", "starting-text", "A/1")
        seen = issued_to(made.desk, made.position("running"), sees_all=False)
        assert [paper.symbol for paper in seen] == ["A/1"]
        made.do("running", a.Refer(CHAIR, "the session"))

        position = made.position("running")
        assert issued_to(made.desk, position, sees_all=False) == ()
        assert len(issued_to(made.desk, position, sees_all=True)) == 1


def test_a_session_lists_what_it_and_all_that_hangs_on_it_have_issued(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        issue(made, NEGOTIATED, "revision-1", "WG/2026/L.1/Rev.1")
        issue(made, SESSION, "agenda", "WG/2026/1")
        issue(made, SESSION, "agenda", "WG/2026/1")
        issue(made, DECISION, "final-text", "WG/2026/2")
        position = made.position(SESSION)
        assert isinstance(position.state, AgendaState)
        agenda = PositionOf(SESSION, position.body, position.state, position.head, None)
        found = session_papers(made.desk, agenda, sees_all=False)

        assert [(one.procedure, one.issued.symbol, one.issued.version) for one in found] == [
            (SESSION, "WG/2026/1", 1),
            (SESSION, "WG/2026/1", 2),
            (NEGOTIATED, "WG/2026/L.1/Rev.1", 1),
        ]
        assert len(session_papers(made.desk, agenda, sees_all=False, participant="norway")) == 3
        assert session_papers(made.desk, agenda, sees_all=False, participant="nobody") == ()
        register = made.house.context.register
        assert hangs_on(register, NEGOTIATED, SESSION)
        assert not hangs_on(register, DECISION, SESSION)


def test_what_was_issued_stays_listed_when_it_cannot_be_drawn_up_any_more(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        seen = made.position(NEGOTIATED).state.number
        files = (("pdf", "0" * 64),)
        act = IssuePaper(CHAIR, "letter-9", "CU 1", "Letter", "en", "Limited", files, seen)
        made.do(NEGOTIATED, act)
        *_, last = papers_of(made.desk, made.position(NEGOTIATED), sees_all=False)

    assert (last.id, last.paper, last.title) == ("letter-9", "letter", "Letter")
    assert (last.can_draft, last.can_issue, len(last.issued)) == (False, False, 1)
