"""The scan of a paper through the steps of the forms by which the secretariat files for others."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from httpx import Response

from api.pages.filing import WHOLE
from nemcon.register import codec
from nemcon.register.roles import Role
from nemcon.register.staff import issue_token
from tests.api.house import BODY, DEADLINE, PROCEDURE, START
from tests.api.test_marked_up import TRACKED, word
from tests.documents.marking import changed
from tests.documents.scans import JPEG, PAGE, PDF, PNG
from tests.pages.agenda_site import AGENDA, circulate
from tests.pages.negotiating import NAME, filled, open_negotiation
from tests.pages.site import Site, forms_of, links_of, words_of

AT = f"/procedures/{PROCEDURE}/file-for"
DIGEST = hashlib.sha256(PDF).hexdigest()
Parts = list[tuple[str, str]]


def upload(
    site: Site,
    path: str,
    parts: Parts,
    data: bytes,
    name: str = "note.pdf",
    who: str = "secretariat",
) -> Response:
    headers = {
        "Accept": "text/html",
        "Sec-Fetch-Site": "same-origin",
        "Cookie": site.sessions[who],
    }
    files = [*((key, (None, value)) for key, value in parts), ("scan_file", (name, data))]
    return site.caller.call("POST", path, headers=headers, files=files)


def typed(site: Site, **more: str) -> Parts:
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    parts = {"participant": "brazil", "kind": "object", "paragraph": WHOLE, "says": "No."}
    parts |= {"evidence": "NV 12", "digest": position.state.text_digest}
    return list((parts | more).items())


def button(answer: Response, ends: str) -> tuple[str, Parts]:
    _, address, hidden = next(form for form in forms_of(answer) if form[1].endswith(ends))
    return address, hidden


def second(site: Site) -> None:
    """Let the body ask for two persons, of whom `second` is one."""
    with site.context.database.writing() as connection:
        site.tokens["second"] = issue_token(connection, "Nora", Role.SECRETARIAT, START, BODY)
        site.sessions["second"] = site._session(connection, site.tokens["second"])
    site.post(f"/bodies/{BODY}/two-persons", {"minutes": 30})


def test_a_scan_goes_through_all_steps_and_its_delegation_finds_it(site: Site) -> None:
    shown = upload(site, f"{AT}/review", typed(site), PDF)
    assert shown.status_code == 200, words_of(shown)
    assert f"SHA-256 {DIGEST}" in words_of(shown)
    assert len(site.context.register.written(PROCEDURE)) == 2
    address, hidden = button(shown, "/file")
    assert site.send(address, hidden, "secretariat").status_code == 303
    assert site.send(address, hidden, "secretariat").status_code == 303

    filed = site.context.register.written(PROCEDURE)[2:]
    assert codec.read(filed[0].body).actor.scan is not None
    assert sum(entry.kind == "Filed" for entry in filed) == 1
    for who, page in (("secretariat", f"/procedures/{PROCEDURE}"), ("", site.link("brazil"))):
        answer = site.see(page, who)
        (at,) = {link for link in links_of(answer) if link.endswith(DIGEST)}
        assert "The paper from which the secretariat filed it" in words_of(answer)
        taken = site.see(at, who)
        assert taken.content == PDF
        assert taken.headers["Content-Disposition"].startswith("attachment")
        assert taken.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in taken.headers["Content-Security-Policy"]
    other = site.see(site.link("norway"))
    assert DIGEST not in other.text
    assert site.see(f"{site.link('norway')}/scans/{DIGEST}").status_code == 404
    assert site.see(f"/procedures/{PROCEDURE}/scans/{DIGEST}", "reader").status_code == 403


def test_a_scan_is_not_lost_where_something_else_is_wrong_or_is_changed(site: Site) -> None:
    wrong = upload(site, f"{AT}/review", typed(site, evidence=" ", says=""), PDF)
    assert wrong.status_code == 422
    assert "The scan that you sent is kept" in words_of(wrong)
    _, hidden = button(wrong, "/review")
    assert ("scan", DIGEST) in hidden
    again = [*typed(site), ("scan", DIGEST)]
    shown = site.send(f"{AT}/review", again, "secretariat")
    assert f"SHA-256 {DIGEST}" in words_of(shown)
    _, hidden = button(shown, "/file")
    back = site.send(f"{AT}/review", [*hidden, ("change", "yes")], "secretariat")
    assert ("scan", DIGEST) in button(back, "/review")[1]

    # Another one takes its place, and it can be left out.
    other = upload(site, f"{AT}/review", again, JPEG)
    assert ("scan", hashlib.sha256(JPEG).hexdigest()) in button(other, "/file")[1]
    without = site.send(f"{AT}/review", [*again, ("without_scan", "yes")], "secretariat")
    assert "None was sent" in words_of(without)
    assert "scan" not in dict(button(without, "/file")[1])


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (PAGE, "note.pdf", "has to be a PDF, a JPEG or a PNG"),
        (b"", "note.pdf", "The file of the scan is empty"),
        (PDF[:30], "../../note.pdf\x00.html", "damaged or was cut off"),
        (PNG + b"\x00" * (10 * 1024 * 1024), "note.png", "larger than the 10240 KiB"),
    ],
)
def test_a_file_that_is_no_scan_is_said_beside_its_field_and_nothing_typed_is_lost(
    site: Site, data: bytes, name: str, says: str
) -> None:
    answer = upload(site, f"{AT}/review", typed(site, says="Our grounds."), data, name)
    assert answer.status_code == 422
    assert says in words_of(answer)
    assert 'id="scan_file-error"' in answer.text
    assert "Our grounds." in words_of(answer)
    assert site.rows()["scans"] == 0


def test_what_a_file_is_called_stands_nowhere(site: Site) -> None:
    shown = upload(site, f"{AT}/review", typed(site), PDF, '"><script>alert(1)</script>.pdf')
    assert "alert(1)" not in shown.text
    taken = site.see(f"/procedures/{PROCEDURE}/scans/{DIGEST}", "secretariat")
    assert taken.headers["Content-Disposition"] == f'attachment; filename="scan-{DIGEST[:12]}.pdf"'


def test_no_file_chosen_is_no_scan(site: Site) -> None:
    shown = upload(site, f"{AT}/review", typed(site), b"", "")
    assert "None was sent" in words_of(shown)


def test_what_is_confirmed_is_exactly_what_was_shown(site: Site) -> None:
    shown = upload(site, f"{AT}/review", typed(site), PDF)
    upload(site, f"{AT}/review", typed(site), PNG)
    address, hidden = button(shown, "/file")
    other = hashlib.sha256(PNG).hexdigest()
    swapped = [(k, other if k == "scan" else v) for k, v in hidden]
    assert site.send(address, swapped, "secretariat").status_code == 200
    assert len(site.context.register.written(PROCEDURE)) == 2


def test_a_scan_that_was_forgotten_is_asked_for_again(site: Site) -> None:
    shown = upload(site, f"{AT}/review", typed(site), PDF)
    site.clock.at = START + timedelta(hours=30)
    upload(site, f"{AT}/review", typed(site), PNG)
    address, hidden = button(shown, "/file")
    answer = site.send(address, hidden, "secretariat")
    assert answer.status_code == 422
    assert "Send it again" in words_of(answer)
    assert len(site.context.register.written(PROCEDURE)) == 2


def test_the_second_person_opens_the_scan_before_confirming(site: Site) -> None:
    second(site)
    address, hidden = button(upload(site, f"{AT}/review", typed(site), PDF), "/file")
    assert site.send(address, hidden, "secretariat").headers["Location"] == "/waiting"
    theirs = site.see("/waiting", "second")
    (at,) = {link for link in links_of(theirs) if link.endswith(DIGEST)}
    assert site.see(at, "second").content == PDF
    assert site.see(f"{site.link('brazil')}/scans/{DIGEST}").status_code == 404
    confirm, _ = button(theirs, "/confirm")
    assert site.send(confirm, [], "second").status_code == 303
    assert site.see(f"{site.link('brazil')}/scans/{DIGEST}").content == PDF


def test_a_scan_goes_with_what_is_filed_in_a_negotiation(site: Site) -> None:
    open_negotiation(site)
    at = f"/negotiations/{NAME}/file-for"
    form = site.see(f"{at}?participant=brazil&what=state", "secretariat")
    said = {"kind": "reserve", "about": "2", "says": "We reserve.", "evidence": "NV 1"}
    review = upload(site, f"{at}/review", filled(form, **said), PDF)
    assert f"SHA-256 {DIGEST}" in words_of(review)
    assert site.send(f"{at}/file", filled(review), "secretariat").status_code == 303
    actor = codec.read(site.context.register.written(NAME)[-1].body).actor
    assert actor.scan is not None
    assert actor.scan.digest == DIGEST
    assert site.see(f"{site.link('brazil', NAME)}/scans/{DIGEST}").content == PDF
    shown = site.see(f"/negotiations/{NAME}/history", "secretariat")
    assert f"/procedures/{NAME}/scans/{DIGEST}" in links_of(shown)


def test_a_scan_goes_with_what_is_recorded_about_an_agenda(site: Site) -> None:
    circulate(site)
    at = f"/agendas/{AGENDA}/propose-for"
    said = [("participant", "brazil"), ("evidence", "NV 1"), ("change", "delete"), ("place", "2")]
    review = upload(site, f"{at}/review", said, PDF)
    assert f"SHA-256 {DIGEST}" in words_of(review)
    address, hidden = button(review, "/act")
    assert site.send(address, hidden, "secretariat").status_code == 303
    assert f"/procedures/{AGENDA}/scans/{DIGEST}" in links_of(
        site.see(f"/agendas/{AGENDA}", "secretariat")
    )
    own = site.see(site.link("brazil", AGENDA))
    (link,) = {found for found in links_of(own) if found.endswith(DIGEST)}
    assert site.see(link).content == PDF
    assert DIGEST not in site.see(site.link("norway", AGENDA)).text
    wrong = upload(site, f"{at}/review", said, PAGE)
    assert 'id="scan_file-error"' in wrong.text


def test_a_scan_goes_with_what_a_delegation_marked_up_in_word(site: Site) -> None:
    open_negotiation(site)
    at = f"/negotiations/{NAME}/file-for/marked-up"
    said = [("participant", "brazil"), ("evidence", "NV 1")]
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    headers["Cookie"] = site.sessions["secretariat"]
    parts = [(name, (None, value)) for name, value in said]
    files = [*parts, ("scan_file", ("a", PDF)), ("document", ("b", changed(word(site), TRACKED)))]
    review = site.caller.call("POST", at, headers=headers, files=files)
    assert f"SHA-256 {DIGEST}" in words_of(review)
    sent = filled(review, choose="0")
    assert site.send(f"{at}/file", sent, "secretariat").status_code == 303
    actor = codec.read(site.context.register.written(NAME)[-1].body).actor
    assert actor.scan is not None
    assert actor.scan.digest == DIGEST


def test_the_decision_record_tells_the_hash_and_not_the_file(site: Site) -> None:
    site.open("named", disclosure__after="named")
    at, said = "/procedures/named/file-for", typed(site, kind="reserve", says="We reserve.")
    address, hidden = button(upload(site, f"{at}/review", said, PDF), "/file")
    assert site.send(address, hidden, "secretariat").status_code == 303
    site.clock.at = DEADLINE + timedelta(minutes=1)
    site.context.register.keep_time("named")
    told = site.get("/procedures/named/documents/decision-record.html").text
    assert "rests on a scanned paper" in told
    assert DIGEST in told


def test_the_scan_of_what_was_declined_in_a_negotiation_is_kept_as_evidence(site: Site) -> None:
    open_negotiation(site)
    second(site)
    at = f"/negotiations/{NAME}/file-for"
    form = site.see(f"{at}?participant=brazil&what=amend+delete&paragraph=4", "secretariat")
    shown = upload(site, f"{at}/review", filled(form, evidence="NV 12"), PDF)
    assert site.send(f"{at}/file", filled(shown), "secretariat").status_code == 303
    page = site.see("/waiting", "second")
    scan = f"/procedures/{NAME}/scans/{DIGEST}"
    assert scan in links_of(page)
    address, hidden = button(page, "/decline")
    assert site.send(address, hidden, "second").status_code == 303
    site.clock.at += timedelta(days=400)
    other = upload(site, f"{at}/review", filled(form, evidence="NV 13"), PNG)  # forgets old ones
    assert other.status_code == 200
    page = site.see("/waiting", "second")
    assert "What was declined stays here with the scan of its paper" in words_of(page)
    assert scan in links_of(page)
    assert site.see(scan, "second").content == PDF
