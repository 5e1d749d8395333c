"""The page of a meeting: what stands on it, its picture, and what belongs to which session."""

from __future__ import annotations

from datetime import timedelta

from api.meeting import HangsOn, hangs_on
from nemcon.agenda import acts as a
from nemcon.agenda.items import Document, Officer
from nemcon.procedure.acts import Kind
from nemcon.register.listing import list_procedures
from tests.api.house import BODY, START
from tests.pages.agenda_site import (
    AGENDA,
    CHAIR,
    SECRETARIAT,
    adopt_but_outcome,
    circulate,
    do,
)
from tests.pages.site import Site, links_of, words_of

PAGE = f"/meetings/{BODY}"


def test_the_session_is_shown_with_everything_that_belongs_to_it(site: Site) -> None:
    circulate(site)
    do(site, a.NameOfficers(CHAIR, (Officer("Chair", "norway", "Ms. A"),)))
    do(site, a.NoteSpeaker(SECRETARIAT, "2", "brazil", 1, ("The Group of Friends",)))
    do(site, a.NoteSpeaker(SECRETARIAT, "2", "A panellist"))
    do(site, a.ListDocument(SECRETARIAT, Document("WG/2026/2", "A background paper", ("2",))))
    says = words_of(site.see(PAGE, "reader"))
    for expected in (
        "Third session",
        "Chair Ms. A ( Norway )",
        "Brazil (on behalf of The Group of Friends ) at sitting 1",
        "A panellist",
        "WG/2026/2 A background paper Item 2",
        "Members (3) Austria , Brazil , Norway",
        "Observers (1) The Council",
        "Format of the meeting",
        "Tuesday, 7 July 2026, 12 noon to 2 p.m. (Vienna time, UTC+2) Sittings Sitting 1",
    ):
        assert expected in says, expected


def test_the_picture_and_the_table_tell_the_same_facts(site: Site) -> None:
    circulate(site)
    adopt_but_outcome(site)
    answer = site.see(PAGE, "chair")
    assert answer.text.count("<svg") == 1
    for label in ("Adopted with exceptions", "Proposals in", "Deadline", "Part “outcome”?"):
        assert f">{label}<" in answer.text
    assert "is to be taken up again" in words_of(answer)


def test_hostile_words_are_words_on_the_page_and_in_the_picture(site: Site) -> None:
    circulate(site, title="<script>alert(1)</script>")
    answer = site.see(PAGE, "chair")
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_looking_at_a_meeting_records_nothing(site: Site) -> None:
    circulate(site)
    before = site.rows()
    for path in (PAGE, f"{PAGE}/timeline.svg", f"{PAGE}?agenda={AGENDA}", "/meetings"):
        assert site.see(path, "reader").status_code in (200, 303)
    assert site.rows() == before


def test_a_body_without_an_agenda_shows_all_that_it_has(site: Site) -> None:
    says = words_of(site.see(PAGE, "chair"))
    assert "No agenda has been circulated" in says
    assert "Format of the meeting" in says


def test_what_belongs_to_another_session_is_not_on_the_page_of_this_one(site: Site) -> None:
    circulate(site, "first", "Agenda of the first")
    placed = a.PlaceAgendaUnderSilence(CHAIR, until=START + timedelta(days=3))
    do(site, placed, "first")
    site.clock.at = START + timedelta(hours=1)
    circulate(site, "second", "Agenda of the second")
    latest = links_of(site.see(PAGE, "chair"))
    assert "/agendas/second" in latest
    assert "/procedures/first-silence" not in latest
    assert "/procedures/hybrid-format" not in latest
    earlier = links_of(site.see(f"{PAGE}?agenda=first", "chair"))
    assert "/procedures/first-silence" in earlier
    assert site.see(f"{PAGE}?agenda=hybrid-format", "chair").status_code == 404


def test_the_picture_does_not_tell_readers_that_somebody_objected(site: Site) -> None:
    before = site.see(f"{PAGE}/timeline.svg", "reader").text
    site.file_at_once("hybrid-format", "austria", Kind.OBJECT, says="No.")
    assert site.see(f"{PAGE}/timeline.svg", "reader").text == before


def test_nobody_without_a_token_sees_a_meeting_and_an_unknown_body_is_not_found(
    site: Site,
) -> None:
    assert site.see(PAGE).status_code in (401, 303)
    assert site.see("/meetings/nobody", "chair").status_code == 404


def test_a_list_dates_what_is_awaited_and_not_what_has_been(site: Site) -> None:
    circulate(site)
    assert "Changes to the agenda may be proposed." in words_of(site.see("/", "chair"))
    adopt_but_outcome(site)
    for path in ("/", PAGE):
        says = words_of(site.see(path, "chair"))
        row = says[says.index("Provisional agenda Agenda") :][:120]
        assert "Proposals in by" not in row
        assert "Deadline" not in row
    with site.context.database.reading() as connection:
        listed, _ = list_procedures(connection, kind="agenda")
    assert listed[0].deadline is None


def test_the_sessions_of_a_body_are_a_choice_at_the_top_of_its_meeting(site: Site) -> None:
    circulate(site, "first", "Agenda of the first")
    site.clock.at = START + timedelta(hours=1)
    circulate(site, "second", "Agenda of the second")
    shown = words_of(site.see(PAGE, "chair"))
    assert shown.index("Sessions of this body") < shown.index("Timeline")
    assert f"{PAGE}?agenda=first" in links_of(site.see(PAGE, "chair"))


def test_what_hangs_on_an_agenda_can_name_it_and_its_meeting(site: Site) -> None:
    circulate(site)
    found = hangs_on(site.context, AGENDA)
    assert found == HangsOn(AGENDA, "Third session: Provisional agenda", BODY)
    assert hangs_on(site.context, "") is None
    assert hangs_on(site.context, "hybrid-format") is None
    assert f"{PAGE}?agenda={AGENDA}" in links_of(site.see(f"/agendas/{AGENDA}", "chair"))
