"""The record of a session by page: typed or sent as a file, looked at as the report, kept once."""

from __future__ import annotations

import pytest
from httpx import Response

from nemcon.agenda import acts as a
from nemcon.agenda.record import SessionRecord
from tests.pages.agenda_site import AGENDA, SECRETARIAT, agenda, circulate, do
from tests.pages.site import Site, forms_of, links_of, words_of

RECORD = f"/agendas/{AGENDA}/record"
PAGE = f"{RECORD}/file"
YAML = """\
place: Vienna
introduction:
  - Established in [2010], <b>boldly</b>.
deliberations:
  - {place: "2", summary: ["It was discussed.", "[...]"]}
"""


def upload(
    site: Site, path: str, parts: list[tuple[str, str]], file: bytes = b"", who: str = "secretariat"
) -> Response:
    headers = {
        "Accept": "text/html",
        "Sec-Fetch-Site": "same-origin",
        "Cookie": site.sessions[who],
    }
    sent = [(name, (None, value)) for name, value in parts]
    chosen = ("record.yaml", file) if file else ("", b"")  # a browser sends no name where none is
    files = [*sent, ("file", chosen)]
    return site.caller.call("POST", path, headers=headers, files=files)


def confirm(site: Site, shown: Response, who: str = "secretariat") -> Response:
    assert shown.status_code == 200, shown.text
    _, address, hidden = next(form for form in forms_of(shown) if form[1].endswith("/act"))
    return upload(site, address, hidden, who=who)


def record(site: Site) -> SessionRecord | None:
    return agenda(site).record


@pytest.fixture
def session(site: Site) -> Site:
    circulate(site)
    return site


def test_a_record_is_typed_seen_as_the_report_and_kept_once(session: Site) -> None:
    shown = upload(session, f"{PAGE}/review", [("record", YAML)])
    says = words_of(shown)

    assert ", <b>boldly</b>." in says
    assert "<b>boldly" not in shown.text
    assert "Paragraph 1 : [2010]" in says
    assert "It is the first record of this session." in says
    assert record(session) is None
    done = confirm(session, shown)
    assert done.headers["location"].startswith(f"/agendas/{AGENDA}")
    assert confirm(session, shown).headers["location"] == done.headers["location"]
    kept = record(session)
    assert kept is not None
    assert kept.introduction == ("Established in [2010], <b>boldly</b>.",)
    assert agenda(session).number == 2


def test_a_file_is_read_before_what_is_typed(session: Site) -> None:
    shown = upload(session, f"{PAGE}/review", [("record", "place: Geneva")], YAML.encode())

    assert confirm(session, shown).status_code == 303
    kept = record(session)
    assert kept is not None
    assert kept.place == "Vienna"


def test_what_is_wrong_is_said_with_its_line_and_what_was_typed_is_kept(session: Site) -> None:
    refused = upload(session, f"{PAGE}/review", [("record", "place: 7\nplaice: x\n")])

    assert refused.status_code == 422
    assert "place (line 1): This should be words" in words_of(refused)
    assert "plaice (line 2): This is not expected here" in words_of(refused)
    assert "plaice: x" in refused.text
    bracket = 'introduction: ["Established in [2010."]'
    unread = words_of(upload(session, f"{PAGE}/review", [("record", bracket)]))
    assert "introduction 1 (line 1): These words of the record, character 16, at" in unread
    broken = upload(session, f"{PAGE}/review", [], b"\xff\x00\xfe")
    assert broken.status_code == 422
    assert "not written in UTF-8" in words_of(broken)


def test_a_pdf_is_refused_as_such_and_what_was_typed_stays(session: Site) -> None:
    refused = upload(session, f"{PAGE}/review", [("record", YAML)], b"%PDF-1.7 \xe2\xe3")

    assert refused.status_code == 422
    assert "This is a PDF" in words_of(refused)
    assert "Established in [2010]" in refused.text


def test_the_form_begins_with_what_is_kept_and_says_that_it_is_replaced(session: Site) -> None:
    first = session.see(PAGE, "secretariat")
    example = next(link for link in links_of(first) if link.endswith("record.yaml?begin=true"))
    assert "deliberations:" in session.see(example, "secretariat").text
    assert "place: &#39;1&#39;" in first.text
    assert "A record was kept on" not in first.text
    do(session, a.KeepRecord(SECRETARIAT, SessionRecord(place="Vienna")))

    again = session.see(PAGE, "secretariat")

    assert "place: Vienna" in again.text
    assert "What you keep now takes its place" in words_of(again)
    changed = upload(session, f"{PAGE}/review", [("record", "place: Geneva")])
    assert "It takes the place of the record that was kept on" in words_of(changed)
    same = upload(session, f"{PAGE}/review", [("record", "place: Vienna")])
    assert "This is the record that is kept already" in words_of(same)
    back = upload(session, f"{PAGE}/review", [("record", "place: A"), ("change_something", "yes")])
    assert "place: A" in back.text


def test_what_happened_meanwhile_is_shown_before_anything_is_kept(session: Site) -> None:
    shown = upload(session, f"{PAGE}/review", [("record", YAML)])
    do(session, a.KeepRecord(SECRETARIAT, SessionRecord(place="Geneva")))

    asked = confirm(session, shown)

    assert asked.status_code == 200
    assert "The record is kept from which" in words_of(asked)
    kept = record(session)
    assert kept is not None
    assert kept.place == "Geneva"
    assert confirm(session, asked).status_code == 303


def test_what_was_not_shown_is_not_kept(session: Site) -> None:
    shown = upload(session, f"{PAGE}/review", [("record", YAML)])
    _, address, hidden = next(form for form in forms_of(shown) if form[1].endswith("/act"))
    forged = [(name, "place: Mars" if name == "record" else value) for name, value in hidden]

    assert upload(session, address, forged).status_code == 200
    assert record(session) is None


def test_only_who_writes_for_the_body_is_offered_it(session: Site) -> None:
    page = f"/agendas/{AGENDA}"
    for who, offered in {
        "secretariat": True,
        "chair": True,
        "bureau": False,
        "reader": False,
    }.items():
        assert (RECORD in links_of(session.see(page, who))) is offered, who
    assert PAGE in links_of(session.see(RECORD, "secretariat"))
    assert session.see(PAGE, "bureau").status_code == 409
    assert session.see(PAGE, "reader").status_code == 403
    assert upload(session, f"{PAGE}/review", [("record", YAML)], who="bureau").status_code == 409
    assert session.see(f"{PAGE}/act", "chair").headers["location"] == PAGE
    assert session.send(f"{PAGE}/review", [("record", YAML)], "secretariat").status_code == 415
