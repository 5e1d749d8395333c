"""Scans of papers by the API: what is taken in, what names them, who may read them, and how."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from httpx import Response
from sqlalchemy import delete

from nemcon.register.roles import Role
from nemcon.register.staff import issue_token
from nemcon.register.tables_scans import scans
from tests.api.house import BODY, DEADLINE, PROCEDURE, START, House
from tests.documents.scans import DRAWING, JPEG, PAGE, PAGE_AND_PDF, PDF, PNG

PAPER = {"participant": "brazil", "evidence": "note verbale 12/2026"}
ANY = "application/octet-stream"
MOST = 64 * 1024


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with two persons at the desk, which takes no scan that is large."""
    made = House(f"sqlite:///{tmp_path / 'register.db'}", scan_limit_bytes=MOST)
    with made.context.database.writing() as connection:
        for who in ("first", "second"):
            made.tokens[who] = issue_token(connection, who, Role.SECRETARIAT, START, BODY)
    yield made
    made.close()


def send(
    house: House, data: bytes = PDF, kind: str = ANY, who: str = "secretariat", at: str = PROCEDURE
) -> Response:
    return house.raw(f"/procedures/{at}/scans", data, who, Content_Type=kind)


def sent(house: House, data: bytes = PDF, who: str = "secretariat") -> str:
    answer = send(house, data, who=who)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["sha256"])


def take(house: House, digest: str, who: str, at: str = PROCEDURE) -> Response:
    return house.get(f"/procedures/{at}/scans/{digest}", who)


def file(house: House, digest: str, who: str = "secretariat", **more: str) -> Response:
    return house.file(who, says="No.", scan=digest, **(PAPER | more))


def test_a_filing_names_its_scan_and_the_scan_can_be_read_by_who_may(either: House) -> None:
    shown = send(either).json()
    digest = hashlib.sha256(PDF).hexdigest()
    assert shown == {"sha256": digest, "media_type": "application/pdf", "size": len(PDF)}
    assert file(either, digest).status_code == 201

    (filing,) = either.get(f"/procedures/{PROCEDURE}/filings", "chair").json()
    assert filing["scan"] == shown
    for who in ("secretariat", "chair", "bureau", "brazil"):
        answer = take(either, digest, who)
        assert (answer.status_code, answer.content) == (200, PDF), who
    for who in ("norway", "austria", "council", "reader"):
        answer = take(either, digest, who)
        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-scan"), who
    verified = either.get(f"/procedures/{PROCEDURE}/register/verify", "brazil").json()
    assert verified["sound"] is True
    with either.context.database.writing() as connection:
        connection.execute(delete(scans))
    verified = either.get(f"/procedures/{PROCEDURE}/register/verify", "brazil").json()
    assert verified["sound"] is False
    assert digest in verified["problems"][0]


@pytest.mark.parametrize(
    ("data", "kind"), [(PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png")]
)
def test_a_scan_is_only_ever_handed_out_as_a_file_to_be_kept(
    house: House, data: bytes, kind: str
) -> None:
    digest = sent(house, data)
    answer = take(house, digest, "secretariat")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="scan-')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("data", [PAGE, DRAWING, PAGE_AND_PDF, b"PK\x03\x04", b"\x00" * 100])
@pytest.mark.parametrize("kind", ["application/pdf", "image/png", ANY])
def test_what_is_no_scan_is_refused_whatever_it_is_called(
    house: House, data: bytes, kind: str
) -> None:
    answer = send(house, data, kind)
    assert (answer.status_code, answer.json()["code"]) == (422, "scan-of-other-type")
    assert house.rows()["scans"] == 0


def test_a_scan_is_what_it_holds_and_not_what_it_is_called(house: House) -> None:
    assert send(house, PNG, "application/pdf").json()["media_type"] == "image/png"


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "scan-empty"),
        (PDF[:30], 422, "scan-damaged"),
        (JPEG[:-2], 422, "scan-damaged"),
        (PDF + b"%" * MOST, 413, "scan-too-large"),
        (PDF + b"%" * 1024 * 1024, 413, "too-large"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_as_what_it_is(
    house: House, data: bytes, status: int, code: str
) -> None:
    answer = send(house, data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert house.rows()["scans"] == 0


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "multipart/form-data", ""])
def test_another_kind_of_request_is_not_taken_for_a_scan(house: House, kind: str) -> None:
    answer = send(house, PDF, kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


@pytest.mark.parametrize("who", ["chair", "bureau", "reader", "brazil"])
def test_only_the_secretariat_sends_scans(house: House, who: str) -> None:
    assert send(house, who=who).status_code in (401, 403)
    assert house.rows()["scans"] == 0


def test_a_scan_that_nothing_rests_on_yet_is_for_the_secretariat_alone(house: House) -> None:
    digest = sent(house)
    assert take(house, digest, "second").status_code == 200
    for who in ("chair", "bureau", "reader", "brazil"):
        assert take(house, digest, who).status_code == 404, who


def test_a_scan_of_one_procedure_is_not_found_in_another(house: House) -> None:
    house.open("another")
    digest = sent(house)
    assert take(house, digest, "secretariat", "another").status_code == 404
    answer = house.file("secretariat", "another", says="No.", scan=digest, **PAPER)
    assert (answer.status_code, answer.json()["code"]) == (409, "scan-not-kept")
    assert send(house, at="never-was").status_code == 404


def test_nothing_is_filed_on_the_strength_of_a_scan_that_was_not_sent(house: House) -> None:
    answer = file(house, "0" * 64)
    assert (answer.status_code, answer.json()["code"]) == (409, "scan-not-kept")
    assert file(house, "../../etc/passwd").status_code == 422
    assert house.get(f"/procedures/{PROCEDURE}/filings").json() == []


def test_a_delegation_names_no_scan(house: House) -> None:
    digest = sent(house)
    answer = house.file("brazil", says="No.", scan=digest)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-your-delegation")


def test_a_withdrawal_rests_on_a_scan_too(house: House) -> None:
    assert file(house, "").status_code == 201
    digest = sent(house)
    path = f"/procedures/{PROCEDURE}/withdrawals"
    assert house.post(path, {"scan": digest, **PAPER}).status_code == 201
    assert take(house, digest, "brazil").status_code == 200
    assert digest in house.context.register.written(PROCEDURE)[-1].body


def test_the_second_person_opens_the_scan_and_the_delegation_only_when_it_is_recorded(
    house: House,
) -> None:
    assert house.post(f"/bodies/{BODY}/two-persons", {"minutes": 60}).status_code == 200
    digest = sent(house, who="first")
    answer = file(house, digest, "first")
    assert (answer.status_code, answer.json()["scan"]["sha256"]) == (202, digest)
    (waiting,) = house.get("/waiting", "second").json()
    assert waiting["scan"]["sha256"] == digest
    assert take(house, digest, "second").content == PDF
    assert take(house, digest, "chair").status_code == 200
    assert take(house, digest, "brazil").status_code == 404

    # What waits keeps its scan, however long it waits.
    house.clock.at = START + timedelta(hours=40)
    sent(house, PNG)
    confirm = f"/procedures/{PROCEDURE}/waiting/{waiting['id']}/confirm"
    assert house.post(confirm, {}, "second").status_code == 201
    assert take(house, digest, "brazil").content == PDF
    assert digest in house.context.register.written(PROCEDURE)[2].body


def test_what_nobody_confirmed_is_recorded_with_its_scan(house: House) -> None:
    assert house.post(f"/bodies/{BODY}/two-persons", {"minutes": 60}).status_code == 200
    digest = sent(house, who="first")
    assert file(house, digest, "first").status_code == 202
    house.clock.at = DEADLINE + timedelta(seconds=10)
    house.context.register.keep_time(PROCEDURE)
    assert take(house, digest, "brazil").content == PDF
    verified = house.get(f"/procedures/{PROCEDURE}/register/verify", "chair").json()
    assert verified["sound"] is True


def test_the_same_scan_filed_again_under_one_key_is_one_filing(house: House) -> None:
    digest = sent(house)
    said = {"kind": "object", "says": "No.", "scan": digest, **PAPER}
    path = f"/procedures/{PROCEDURE}/filings"
    codes = [house.post(path, said, Idempotency_Key="k").status_code for _ in range(2)]
    assert codes == [201, 200]


def test_where_the_rules_name_nobody_others_are_told_nothing_of_a_scan(house: House) -> None:
    house.open("quiet", disclosure__during="anonymous")
    digest = str(
        house.raw("/procedures/quiet/scans", PDF, "secretariat", Content_Type=ANY).json()["sha256"]
    )
    answer = house.file("secretariat", "quiet", says="No.", scan=digest, **PAPER)
    assert answer.status_code == 201, answer.text
    told = house.get("/procedures/quiet/filings", "quiet/norway")
    assert [f["scan"] for f in told.json()] == [None]
    assert digest not in told.text
    (own,) = house.get("/procedures/quiet/filings", "quiet/brazil").json()
    assert own["scan"]["sha256"] == digest
