"""A new timetable of a session: what moves with it, and what does not."""

from __future__ import annotations

from httpx import Response

from tests.pages.agenda_site import AGENDA, adopt_but_outcome, agenda, circulate, confirm
from tests.pages.site import Site, words_of

PAGE = f"/agendas/{AGENDA}/change-timetable"


def review(site: Site, sittings: str) -> Response:
    return site.send(f"{PAGE}/review", [("sittings", sittings)], "secretariat")


def test_a_new_timetable_says_what_moves_before_it_is_recorded(site: Site) -> None:
    circulate(site)
    adopt_but_outcome(site)
    form = site.see(PAGE, "secretariat").text
    typed = "1: 2026-07-07 12:00 to 14:00; items 1, 2"
    assert typed in form
    shown = review(site, f"{typed}\n3: 2026-07-09 10:00 to 12:00; items 3; Closing")
    says = words_of(shown)
    assert "Sitting 2 falls away." in says
    assert "Sitting 3 moves to Thursday, 9 July 2026, 10 a.m. to 12 noon" in says
    assert "is taken up when sitting 3 begins" in says
    assert len(agenda(site).sittings) == 3
    assert confirm(site, shown, "secretariat").status_code == 303
    assert len(agenda(site).sittings) == 2


def test_a_new_timetable_says_that_the_time_for_proposals_would_outlast_the_session(
    site: Site,
) -> None:
    circulate(site)
    warned = "Proposals are to be in by Tuesday, 23 June 2026"
    for day, outlasts in (("2026-06-22", True), ("2026-06-24", False)):
        answer = review(site, f"1: {day} 12:00 to 14:00; items 1, 2")
        assert answer.status_code == 200
        assert (warned in words_of(answer)) is outlasts
    adopt_but_outcome(site)  # no proposals are made any more
    adopted = review(site, "3: 2026-06-22 12:00 to 14:00; items 3")
    assert adopted.status_code == 200
    assert warned not in words_of(adopted)


def test_a_sitting_at_which_something_is_taken_up_may_not_fall_away(site: Site) -> None:
    circulate(site)
    adopt_but_outcome(site)
    answer = review(site, "1: 2026-07-07 12:00 to 14:00")
    assert answer.status_code == 422
    assert 'id="sittings-error"' in answer.text
