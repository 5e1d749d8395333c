"""The pages of documents: read, taken away as files, and issued exactly as they were seen."""

from __future__ import annotations

import re

import pytest
from httpx import Response

from nemcon.agenda import acts as g
from nemcon.agenda.record import SessionRecord
from nemcon.agenda.state import AgendaState
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Kind
from nemcon.procedure.papers import IssuedPaper
from nemcon.register.kinds import State
from tests.api.house import PROCEDURE
from tests.pages.agenda_site import AGENDA, HELD, SECRETARIAT, circulate, do
from tests.pages.negotiating import NAME, open_negotiation
from tests.pages.site import CHAIR, Site, forms_of, links_of, words_of

REPORT = f"/procedures/{AGENDA}/documents/report"
TEXT = f"/procedures/{PROCEDURE}/documents/starting-text"
SYMBOL = "WG/2026/L.1"
HOSTILE = "<b>bold</b> {{ 7*7 }}"


@pytest.fixture
def session(site: Site) -> Site:
    circulate(site, first=HELD)
    record = SessionRecord(symbol=SYMBOL, place="Vienna", introduction=(f"In [2010], {HOSTILE}.",))
    do(site, g.KeepRecord(SECRETARIAT, record))
    return site


def state(site: Site, procedure: str = AGENDA) -> State:
    found = site.context.register.whereabouts(procedure)
    assert found is not None
    return found.state


def issued(site: Site, procedure: str = AGENDA) -> tuple[IssuedPaper, ...]:
    return state(site, procedure).papers


def review(site: Site, path: str = REPORT, who: str = "secretariat", **sent: str) -> Response:
    parts = {"symbol": SYMBOL, "language": "en", "distribution": "Limited", **sent}
    return site.send(f"{path}/review", list(parts.items()), who)


def confirm(site: Site, shown: Response, who: str = "secretariat") -> Response:
    assert shown.status_code == 200, shown.text
    _, address, hidden = next(form for form in forms_of(shown) if form[1].endswith("/issue"))
    return site.send(address, hidden, who)


def issue(site: Site, path: str = REPORT, **sent: str) -> None:
    done = confirm(site, review(site, path, **sent))
    assert done.status_code == 303, done.text


def test_each_kind_of_procedure_lists_its_documents_with_their_pages(session: Site) -> None:
    open_negotiation(session)
    for page, procedure, paper in (
        (f"/agendas/{AGENDA}", AGENDA, "report"),
        (f"/agendas/{AGENDA}", AGENDA, "participants"),
        (f"/procedures/{PROCEDURE}", PROCEDURE, "starting-text"),
        (f"/procedures/{PROCEDURE}", PROCEDURE, "letter-2"),
        (f"/negotiations/{NAME}", NAME, "starting-text"),
    ):
        address = f"/procedures/{procedure}/documents/{paper}"
        assert address in links_of(session.see(page, "secretariat")), paper
        assert session.see(address, "secretariat").status_code == 200, paper
    plain = session.see(f"/procedures/{AGENDA}/documents", "secretariat")
    assert plain.headers["location"] == f"/agendas/{AGENDA}#documents-heading"


def test_the_page_shows_the_document_its_files_and_what_is_open(session: Site) -> None:
    shown = session.see(REPORT, "secretariat")
    says = words_of(shown)

    assert HOSTILE in says
    assert "<b>bold" not in shown.text
    assert "Paragraph 1 : [2010]" in says
    assert "Conventions of the house" in says
    digests = re.findall(r"SHA-256 ([0-9a-f]{64})", says)
    assert len(digests) == 3
    for kind, digest in zip(("html", "docx", "pdf"), digests, strict=True):
        path = next(link for link in links_of(shown) if f"report.{kind}?" in link)
        file = session.see(path, "secretariat")
        assert file.status_code == 200
        assert file.headers["etag"] == f'"{digest}"'


def test_it_is_looked_at_in_another_language_and_under_another_symbol(session: Site) -> None:
    only = session.see(f"/procedures/{AGENDA}/documents/participants?language=ar", "secretariat")
    assert 'dir="rtl"' not in only.text, "its headings are written in English only"
    path = TEXT
    shown = session.see(f"{path}?language=ar&symbol=WG/2026/INF/7", "secretariat")

    assert 'dir="rtl"' in shown.text
    assert "WG/2026/INF/7" in words_of(shown)
    assert "Arabic" in words_of(shown)
    assert session.see(f"{path}?language=xx&distribution=none", "secretariat").status_code == 200


def test_it_is_issued_exactly_as_it_was_shown_and_once(session: Site) -> None:
    shown = review(session, distribution="General")
    says = words_of(shown)
    assert f"{SYMBOL} , version 1" in says
    assert issued(session) == ()
    done = confirm(session, shown)
    assert done.headers["location"] == f"{REPORT}#issued-heading"
    assert confirm(session, shown).headers["location"] == done.headers["location"]
    (paper,) = issued(session)
    assert (paper.paper, paper.symbol, paper.distribution) == ("report", SYMBOL, "General")
    assert {digest for _, digest in paper.digests} == set(re.findall(r"[0-9a-f]{64}", says))
    page = session.see(REPORT, "secretariat")
    for _, digest in paper.digests:
        assert f"/api/v1/documents/{digest}" in links_of(page)
        file = session.see(f"/api/v1/documents/{digest}", "secretariat")
        assert file.headers["etag"] == f'"{digest}"'
    issue(session)
    assert [one.version for one in issued(session)] == [1, 2]


def test_what_reads_otherwise_by_now_is_shown_again_with_what_was_typed(session: Site) -> None:
    shown = review(session, symbol="WG/2026/L.9", distribution="Restricted")
    do(session, g.KeepRecord(SECRETARIAT, SessionRecord(introduction=("In 2011.",))))

    asked = confirm(session, shown)

    assert asked.status_code == 200
    says = words_of(asked)
    assert "It reads otherwise by now" in says
    assert "In 2011." in says
    assert "WG/2026/L.9 , version 1" in says
    assert "Restricted" in says
    assert issued(session) == ()
    assert confirm(session, asked).status_code == 303
    assert [one.symbol for one in issued(session)] == ["WG/2026/L.9"]


def test_forged_digests_and_an_entry_that_was_not_seen_issue_nothing(session: Site) -> None:
    shown = review(session)
    _, address, hidden = next(form for form in forms_of(shown) if form[1].endswith("/issue"))
    for forged in ("digest-pdf", "seen"):
        other = {"digest-pdf": "0" * 64, "seen": "1"}[forged]
        parts = [(name, other if name == forged else value) for name, value in hidden]
        assert "It reads otherwise by now" in words_of(session.send(address, parts, "chair"))
    none = [(name, value) for name, value in hidden if not name.startswith("digest-")]
    assert session.send(address, none, "chair").status_code == 422
    assert issued(session) == ()


def test_a_symbol_is_needed_and_one_of_another_document_is_refused(session: Site) -> None:
    refused = review(session, symbol=" ", distribution="General")
    assert refused.status_code == 422
    assert "Type the symbol" in words_of(refused)
    assert '<option value="General" selected>' in refused.text
    issue(session)
    taken = confirm(session, review(session, f"/procedures/{AGENDA}/documents/agenda"))
    assert taken.status_code == 422
    assert "is the symbol of another document here" in words_of(taken)
    assert f'value="{SYMBOL}"' in taken.text
    back = review(session, change="yes", symbol="X/1")
    assert 'value="X/1"' in back.text


def test_the_meeting_lists_every_document_of_the_session(session: Site) -> None:
    issue(session)
    issue(session)
    says = words_of(session.see(f"/meetings/working-group?agenda={AGENDA}", "secretariat"))

    assert says.count(f"{SYMBOL} 1 Draft report") == 1
    assert says.count(f"{SYMBOL} 2 Draft report") == 1


def test_readers_look_and_issue_nothing(session: Site) -> None:
    page = f"/procedures/{AGENDA}/documents/participants"
    shown = session.see(page, "reader")
    assert shown.status_code == 200
    assert f"{page}/review" not in [address for _, address, _ in forms_of(shown)]
    assert session.see(REPORT, "reader").status_code == 404
    assert review(session, who="reader").status_code == 403
    assert session.see(f"{REPORT}/review", "chair").headers["location"] == REPORT
    assert session.see(f"{REPORT}/nowhere", "chair").status_code == 404
    assert session.see(f"/procedures/{AGENDA}/documents/nothing", "chair").status_code == 404


def test_a_document_in_full_is_not_issued(site: Site) -> None:
    site.open("brief")
    site.act("brief", a.WithdrawText(CHAIR, "Overtaken."))
    path = "/procedures/brief/documents/decision-record-in-full"
    shown = site.see(path, "secretariat")
    assert shown.status_code == 200
    assert f"{path}/review" not in [address for _, address, _ in forms_of(shown)]
    assert review(site, path).status_code == 422


def test_a_reader_is_told_who_drafts_a_report_and_finds_what_was_issued(session: Site) -> None:
    issue(session)
    says = words_of(session.see(REPORT, "reader"))
    assert "It is drafted by those who conduct the procedure." in says
    assert "cannot be drawn up any more" not in says
    unnamed = words_of(session.see(TEXT, "secretariat"))
    assert "This symbol is proposed. The same symbol again" in words_of(
        session.see(REPORT, "secretariat")
    )
    assert "None is proposed here." in unnamed


def test_a_delegation_finds_what_it_may_have_and_nothing_else(session: Site) -> None:
    link = session.link("brazil", AGENDA)
    documents = f"{link}/documents"
    assert documents in links_of(session.see(link))
    silent = session.link("brazil")
    assert f"{silent}/documents" in links_of(session.see(silent))
    shown = session.see(documents)
    assert shown.status_code == 200
    assert f"{documents}/participants.pdf" in shown.text
    assert "report" not in shown.text
    for kind in ("html", "docx", "pdf"):
        assert session.see(f"{documents}/participants.{kind}").status_code == 200
        assert session.see(f"{documents}/report.{kind}").status_code == 404
    issue(session)
    (paper,) = issued(session)
    shown = session.see(documents)
    assert SYMBOL in words_of(shown)
    for _, digest in paper.digests:
        file = session.see(f"{documents}/issued/{digest}")
        assert file.status_code == 200
        assert file.headers["etag"] == f'"{digest}"'
        other = f"{session.link('brazil')}/documents/issued/{digest}"
        assert session.see(other).status_code == 404
    assert session.see(f"{documents}/issued/{'0' * 64}").status_code == 404
    assert session.see("/l/nobody/documents").status_code == 404


def test_an_anonymous_objection_is_in_no_document_behind_a_link(site: Site) -> None:
    site.open("quiet", disclosure__during="anonymous", disclosure__after="anonymous")
    site.file_at_once("quiet", "austria", Kind.OBJECT, says="Two days are too short.")
    site.act("quiet", a.WithdrawText(CHAIR, "Overtaken."))
    documents = f"{site.link('brazil', 'quiet')}/documents"
    shown = site.see(documents)
    files = [link for link in links_of(shown) if ".html" in link]
    assert any("decision-record" in file for file in files)
    for file in files:
        said = site.see(file)
        assert said.status_code == 200
        assert "too short" not in said.text
        assert "Austria objects" not in said.text
    assert site.see(f"{documents}/decision-record-in-full.html").status_code == 404


def test_looking_records_nothing(session: Site) -> None:
    before = session.rows()
    session.see(REPORT, "secretariat")
    review(session)
    session.see(f"{session.link('brazil', AGENDA)}/documents")
    assert session.rows() == before
    assert isinstance(state(session), AgendaState)
