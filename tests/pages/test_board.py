"""The board of the staff: where everything stands, what it waits for, who must act, and finding."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import insert, update

from api.pages.board_words import STATES, WHAT, WHOM, kind_of
from nemcon.procedure import acts as a
from nemcon.procedure.awaited import Awaits, Whom
from nemcon.register import directory, mailings
from nemcon.register.board import BoardRow
from nemcon.register.directory import Body
from nemcon.register.kinds import AnyPhase, Kind
from nemcon.register.mailings import StoredLetter
from nemcon.register.tables import letters, procedures
from tests.api.house import BODY, PROCEDURE, START, TEXT
from tests.pages.site import CHAIR, Site, links_of, words_of


def rows_of(site: Site, path: str, who: str) -> dict[str, str]:
    """The words of each row, by the id of its procedure."""
    parts = re.split(r'<li data-procedure="([^"]+)">', site.see(path, who).text)
    return {
        name: " ".join(re.sub(r"<[^>]+>", " ", row.split("</li>")[0]).split())
        for name, row in zip(parts[1::2], parts[2::2], strict=True)
    }


def lose_the_letter(site: Site, name: str, who: str) -> None:
    with site.context.database.writing() as connection:
        first = mailings.mailings_of(connection, name)[0].id
        letter = StoredLetter(f"{name}-x", first, who, f"at-{who}", "a@example.org", "m", "x")
        mailings.store_letters(connection, first, [letter], START)
        lost = letters.c.id == f"{name}-x"
        connection.execute(update(letters).where(lost).values(state="bounced"))


def test_every_row_says_where_it_stands_what_blocks_it_and_who_must_act(site: Site) -> None:
    site.every_state()
    rows = rows_of(site, "/", "chair")
    assert "Suspended The clock stands still until the period is resumed." in rows["suspended"]
    assert "Who must act ◆ The Chair you" in rows["suspended"]
    assert "Silence was not kept: a way out is looked for" in rows["stopped"]
    assert "9 days 23 hours left" in rows["fresh"]
    assert "Who must act ● The delegations" in rows["fresh"]
    assert "Adopted Decided as at" in rows["quiet"]
    assert "Who must act" not in rows["quiet"]
    assert list(rows).index("fresh") < list(rows).index("suspended") < list(rows).index("quiet")


def test_a_broken_silence_is_on_the_board_of_those_alone_who_see_everything(site: Site) -> None:
    site.file_at_once(PROCEDURE, "austria")
    site.open("held", objection__effect="hold", objection__hold="1 day")
    site.file_at_once("held", "austria")
    assert "Silence broken" in rows_of(site, "/", "chair")[PROCEDURE]
    assert "holds lapse" in rows_of(site, "/", "chair")["held"]
    for path in ("/", "/?whom=delegations", "/?whom=time", "/?state=under-silence"):
        for words in rows_of(site, path, "reader").values():
            assert "roken" not in words
            assert "hold" not in words.removeprefix("held")
    assert "Under silence" in rows_of(site, "/", "reader")[PROCEDURE]


def test_letters_that_did_not_arrive_make_the_secretariat_act(site: Site) -> None:
    lose_the_letter(site, PROCEDURE, "norway")
    words = rows_of(site, "/", "secretariat")[PROCEDURE]
    assert "● The delegations ✉ The secretariat you 1 delegation was not reached" in words
    assert f"/procedures/{PROCEDURE}/health" in links_of(site.see("/", "secretariat"))
    assert set(rows_of(site, "/?whom=secretariat", "chair")) == {PROCEDURE}


def test_the_board_is_narrowed_by_state_by_who_must_act_and_by_words(site: Site) -> None:
    site.open("paused")
    site.act("paused", a.Suspend(CHAIR))
    assert set(rows_of(site, "/?state=suspended", "reader")) == {"paused"}
    assert set(rows_of(site, "/?whom=chair", "reader")) == {"paused"}
    assert set(rows_of(site, f"/?q=norway&body={BODY}", "reader")) == {"paused", PROCEDURE}
    assert "None." in words_of(site.see("/?q=nowhere", "reader"))
    assert site.see("/?state=nonsense", "reader").status_code == 422


def test_what_is_typed_into_the_search_is_shown_as_words(site: Site) -> None:
    answer = site.see("/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%25_", "reader")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_further_pages_keep_what_was_asked_for(site: Site) -> None:
    with site.context.database.writing() as connection:
        directory.put_body(connection, Body("other", "Other Body", "Europe/Vienna"), START)
        row = {"kind": "silence", "phase": "under-silence", "head_number": 1, "zone": "UTC"}
        rows = [
            {"id": f"copy-{n:02}", "body_id": "other", "title": TEXT.title, "opened_at": START}
            | {"awaits": "responses", "whom": "delegations", **row}
            for n in range(60)
        ]
        connection.execute(insert(procedures), rows)
    first = site.see("/?body=other&whom=delegations", "reader")
    assert "60 found" in words_of(first)
    assert len(rows_of(site, "/?body=other", "reader")) == 50
    later = next(link for link in links_of(first) if "offset=50" in link)
    assert set(rows_of(site, later, "reader")) == {f"copy-{n:02}" for n in range(50, 60)}


def test_a_form_whose_choices_are_left_as_they_are_finds_what_its_words_say(site: Site) -> None:
    assert set(rows_of(site, "/?q=hybrid&body=&state=&whom=", "reader")) == {PROCEDURE}
    assert rows_of(site, "/?q=tomatoes&body=&state=&whom=", "reader") == {}


def test_a_reader_is_offered_no_act_and_is_never_one_who_must_act(site: Site) -> None:
    words = words_of(site.see("/", "reader"))
    assert "Place a text under silence" not in words
    assert "The delegations you" not in words


@pytest.mark.parametrize("path", ["/", "/?q=format&whom=chair"])
def test_looking_at_the_board_records_nothing(site: Site, path: str) -> None:
    rows = site.rows()
    site.see(path, "chair")
    assert site.rows() == rows


def test_everything_that_a_procedure_may_wait_for_has_words() -> None:
    assert set(WHAT) == set(Awaits)
    assert set(WHOM) == set(Whom)
    assert set(STATES) == set(AnyPhase)


@pytest.mark.parametrize(
    ("kind", "of", "says"),
    [
        (Kind.NEGOTIATION, Kind.AGENDA, "Negotiation"),
        (Kind.SILENCE, Kind.AGENDA, "Silence procedure on an agenda"),
        (Kind.SILENCE, "", "Silence procedure"),
    ],
)
def test_only_a_silence_procedure_is_named_after_what_it_hangs_on(
    kind: Kind, of: str, says: str
) -> None:
    where = ("x", kind, BODY, "A title", AnyPhase.IN_ROUND, Awaits.RESPONSES, Whom.DELEGATIONS)
    assert kind_of(BoardRow(*where, None, "UTC", None, None, 1, 0, of)) == says
