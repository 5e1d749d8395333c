"""A negotiation as large as they come is folded and ruled upon quickly."""

from __future__ import annotations

from time import process_time

from nemcon.negotiation.evolution import fold
from nemcon.procedure.people import Category, Seat
from tests.negotiation.build import Negotiation, amend, done, position, revision, tabled, text

PARAGRAPHS, AMENDMENTS, DELEGATIONS = 60, 400, 80


def large() -> Negotiation:
    roll = tuple(Seat(f"d{n}", f"Delegation {n}", Category.MEMBER) for n in range(DELEGATIONS))
    words = (f"States parties should consider measure {n} [in {n}]." for n in range(PARAGRAPHS))
    it = tabled(text=text(*words), roll=roll)
    for n in range(AMENDMENTS):
        by, paragraph = f"d{n % DELEGATIONS}", str(n % PARAGRAPHS + 1)
        done(it.does(amend(by, paragraph, f"take note of {n}", passage="consider"), 1))
        done(it.does(position(f"d{(n + 1) % DELEGATIONS}", f"A{n + 1}", "support"), 1))
    taken = tuple(f"A{n + 1}" for n in range(PARAGRAPHS))
    done(it.does(revision(accepted=taken), 2))
    return it


def test_four_hundred_amendments_to_sixty_paragraphs_are_folded_well_under_a_second() -> None:
    it = large()

    began = process_time()
    state = fold(it.recorded)
    took = process_time() - began

    assert state == it.state
    assert len(it.state.amendments) == AMENDMENTS
    assert sum(p.live for p in it.state.amendments) == AMENDMENTS - PARAGRAPHS
    assert took < 1
