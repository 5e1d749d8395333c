"""What tests of marked-up files share: what is on the table, and what a file proposes."""

from __future__ import annotations

from nemcon.documents.building.marked_text import Offered, Remark
from nemcon.documents.word.reading import MarkedUp, read_marked_up
from nemcon.text.amendments import Amendment, Change
from nemcon.text.numbers import path_written, read_path
from nemcon.text.runs import words
from nemcon.text.writing import write_runs
from tests.documents.marking import (
    AT,
    TEXT,
)

ONE = "1.\tStates parties should "


def offer(number: int, place: str, change: Change, wording: str = "", passage: str = "") -> Offered:
    said = words(wording) if wording else ()
    amendment = Amendment(f"A{number}", "norway", change, read_path(place), said, passage)
    return Offered(amendment, "Norway", AT)


def read(data: bytes, *known: Offered, remarks: tuple[Remark, ...] = ()) -> MarkedUp:
    return read_marked_up(data, TEXT, known, remarks)


def proposals(marked: MarkedUp) -> list[tuple[str, str, str, str]]:
    """What it proposes: the change, its place, the passage and the wording."""
    return [
        (
            f"{one.amendment.change}{' beneath' if one.amendment.beneath else ''}",
            path_written(one.amendment.place),
            one.amendment.passage,
            write_runs(one.amendment.wording),
        )
        for one in marked.amendments
    ]
