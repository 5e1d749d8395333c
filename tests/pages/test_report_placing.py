"""The report of a session placed under silence by page: its brackets confirmed, placed once."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from httpx import Response

from nemcon.agenda import acts as a
from nemcon.agenda.record import Attendance, Attendees, SessionRecord
from nemcon.procedure.state import ProcedureState
from tests.pages.agenda_site import AGENDA, CHAIR, HELD, SECRETARIAT, circulate, do
from tests.pages.site import Site, forms_of, links_of, words_of

PAGE = f"/agendas/{AGENDA}/report/silence"
RECORD = SessionRecord(
    place="Vienna",
    introduction=("Established in [2010], <b>boldly</b>.",),
    attendance=(Attendance(Attendees.PARTIES, seated=True),),
)
GAPS = ("gaps_confirmed", "4")
SENT = [("length", "72h"), ("pending_confirmed", "yes"), GAPS]


@pytest.fixture
def session(site: Site) -> Site:
    circulate(site, first=HELD)
    do(site, a.KeepRecord(SECRETARIAT, RECORD))
    return site


def silence(site: Site, name: str = f"{AGENDA}-report") -> ProcedureState | None:
    found = site.context.register.position(name)
    return found.state if found is not None else None


def confirm(site: Site, shown: Response, who: str = "chair") -> Response:
    assert shown.status_code == 200, shown.text
    _, address, hidden = next(form for form in forms_of(shown) if form[1].endswith("/act"))
    return site.send(address, hidden, who)


def test_the_report_is_placed_from_its_agenda_once(session: Site) -> None:
    assert PAGE in links_of(session.see(f"/agendas/{AGENDA}", "chair"))
    form = session.see(PAGE, "chair")
    assert "Paragraph 1 : [2010]" in words_of(form)
    shown = session.send(f"{PAGE}/review", SENT, "chair")
    says = words_of(shown)
    assert "Established in [2010], <b>boldly</b>." in says
    assert "<b>boldly" not in shown.text
    assert "the report is adopted at that moment" in says
    assert silence(session) is None
    done = confirm(session, shown)
    assert done.headers["location"] == f"/procedures/{AGENDA}-report"
    assert confirm(session, shown).headers["location"] == done.headers["location"]
    placed = silence(session)
    assert placed is not None
    assert placed.parent == AGENDA
    assert silence(session, f"{AGENDA}-report-2") is None
    page = session.see(f"/agendas/{AGENDA}", "chair")
    assert f"/procedures/{AGENDA}-report" in links_of(page)
    assert PAGE not in links_of(page)
    assert session.see(PAGE, "chair").status_code == 409
    assert session.see(done.headers["location"], "chair").status_code == 200


def test_brackets_that_are_not_confirmed_are_asked_for_and_nothing_typed_is_lost(
    session: Site,
) -> None:
    refused = session.send(f"{PAGE}/review", [("length", "96h"), GAPS], "chair")

    assert refused.status_code == 422
    assert "Confirm that it is placed so" in words_of(refused)
    assert 'value="96h"' in refused.text


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ([("until", "2020-01-01T10:00")], "must lie ahead"),
        ([("until", "2026-12-01T10:00"), ("length", "72h")], "not both"),
        ([("length", "soon")], "length"),
    ],
)
def test_what_cannot_be_placed_is_said(
    session: Site, sent: list[tuple[str, str]], says: str
) -> None:
    refused = session.send(f"{PAGE}/review", [*sent, *SENT[1:]], "chair")

    assert refused.status_code == 422
    assert says in words_of(refused)


def test_a_name_that_the_register_keeps_for_itself_is_refused_and_nothing_typed_is_lost(
    session: Site,
) -> None:
    sent = [*SENT, ("procedure", "report-silence")]
    refused = confirm(session, session.send(f"{PAGE}/review", sent, "chair"))

    assert refused.status_code == 422
    assert "choose another name" in words_of(refused)
    assert 'value="72h"' in refused.text


def test_a_report_that_reads_otherwise_by_now_is_shown_again(session: Site) -> None:
    shown = session.send(f"{PAGE}/review", SENT, "chair")
    do(session, a.KeepRecord(SECRETARIAT, replace(RECORD, introduction=("In 2011.",))))

    asked = confirm(session, shown)

    assert asked.status_code == 200
    assert "The report reads otherwise by now" in words_of(asked)
    assert silence(session) is None
    assert confirm(session, asked).status_code == 303
    back = session.send(f"{PAGE}/act", [("change", "yes"), *SENT], "chair")
    assert back.status_code == 409


def test_before_the_last_day_of_the_session_the_page_says_that_it_is_too_early(
    site: Site,
) -> None:
    circulate(site)
    do(site, a.KeepRecord(SECRETARIAT, RECORD))
    for answer in (site.see(PAGE, "chair"), site.send(f"{PAGE}/review", SENT, "chair")):
        assert answer.status_code == 409
        assert "The session lasts until" in words_of(answer)


def test_before_the_last_day_of_the_session_the_report_is_read_and_not_offered_to_be_issued(
    site: Site,
) -> None:
    circulate(site)
    do(site, a.KeepRecord(SECRETARIAT, RECORD))
    at = f"/procedures/{AGENDA}/documents/report"
    shown = site.see(at, "secretariat")
    assert shown.status_code == 200
    assert "The session lasts until" in words_of(shown)
    assert not any(address.endswith("/review") for _, address, _ in forms_of(shown))
    assert "The session lasts until" not in words_of(site.see(at, "reader"))
    sent = [("symbol", "WG/1"), ("language", "en"), ("distribution", "Limited")]
    for path in ("review", "issue"):
        refused = site.send(f"{at}/{path}", sent, "secretariat")
        assert refused.status_code == 409
        assert "The session lasts until" in words_of(refused)
    others = site.see(f"/procedures/{AGENDA}/documents/participants", "secretariat")
    assert any(address.endswith("/review") for _, address, _ in forms_of(others))


def test_gaps_are_listed_apart_and_confirmed_by_their_number(session: Site) -> None:
    form = words_of(session.see(PAGE, "chair"))
    assert f"{GAPS[1]} places to be filled in: something is missing." in form
    assert f"Place it although it says [...] in {GAPS[1]} places" in form
    refused = session.send(f"{PAGE}/review", SENT[:2], "chair")
    assert refused.status_code == 422
    assert f"placed with {GAPS[1]}" in words_of(refused)


def test_it_is_offered_to_those_who_place_texts_once_there_is_a_record(site: Site) -> None:
    circulate(site, first=HELD)
    assert PAGE not in links_of(site.see(f"/agendas/{AGENDA}", "chair"))
    assert site.see(PAGE, "chair").status_code == 404
    do(site, a.KeepRecord(CHAIR, RECORD))
    assert PAGE not in links_of(site.see(f"/agendas/{AGENDA}", "reader"))
    assert site.see(PAGE, "reader").status_code == 403
    assert site.see(f"{PAGE}/act", "chair").headers["location"] == PAGE


def test_the_letter_of_a_report_is_chosen_shown_and_sent_like_that_of_any_text(
    session: Site,
) -> None:
    form = session.see(PAGE, "chair")
    assert "Does the letter go out as a document too?" in words_of(form)
    shown = session.send(f"{PAGE}/review", [*SENT, ("letter", "letter")], "chair")
    says = words_of(shown)
    assert "What goes out" in says
    assert "The period is fair to all" in says
    hidden = next(h for _, address, h in forms_of(shown) if address.endswith("/act"))
    digest = dict(hidden)["letter_digest"]
    opened = session.send(f"{PAGE}/letter", hidden, "chair")
    assert opened.content.startswith(b"%PDF")
    assert sha256(opened.content).hexdigest() == digest
    assert session.send(f"{PAGE}/mail", hidden, "chair").status_code == 200
    assert confirm(session, shown).status_code == 303
    placed = silence(session)
    assert placed is not None
    (paper,) = placed.papers
    assert paper.digests == (("pdf", digest),)


def test_a_letter_of_a_report_that_reads_otherwise_by_now_is_shown_again(session: Site) -> None:
    shown = session.send(f"{PAGE}/review", [*SENT, ("letter", "letter")], "chair")
    hidden = next(h for _, address, h in forms_of(shown) if address.endswith("/act"))
    other = [(n, "0" * 64) if n == "letter_digest" else (n, v) for n, v in hidden]
    again = session.send(f"{PAGE}/act", other, "chair")
    assert "Nothing was recorded or sent" in words_of(again)
    assert silence(session) is None
