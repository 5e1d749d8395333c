"""A body's own Word templates: checked first, kept with their hash, and withdrawn again."""

from __future__ import annotations

import hashlib
import io

import docx
import pytest

from api.letter_templates import TemplatedNotice
from nemcon.documents.rendering import Format
from nemcon.documents.templates.fields import FIELDS, TEMPLATED
from tests.api.house import BODY, House, Part

AT = f"/bodies/{BODY}/letter-templates"
CIRCULATION = f"{AT}/circulation/letter"


def send(house: House, at: str, data: bytes, who: str = "secretariat") -> Part:
    headers = {"Content-Type": Format.DOCX.media_type, **house.as_(who)}
    return house.caller.call("POST", f"/api/v1{at}", headers=headers, content=data)


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_every_notice_that_can_be_filled_has_an_address() -> None:
    assert {each.notice for each in TemplatedNotice} == set(TEMPLATED)


def test_a_template_to_begin_with_is_kept_and_taken_away_byte_for_byte(house: House) -> None:
    begun = house.get(f"{CIRCULATION}/starter").content
    assert begun.startswith(b"PK")
    assert send(house, f"{CIRCULATION}/check", begun).json() == {
        "faults": [],
        "warnings": [],
        "used": send(house, f"{CIRCULATION}/check", begun).json()["used"],
    }
    assert house.get(AT).json()["templates"] == [], "a check keeps nothing"
    kept = send(house, CIRCULATION, begun)
    assert (kept.status_code, kept.json()) == (201, {"version": 1, "warnings": []})
    back = house.get(CIRCULATION)
    assert back.content == begun
    assert back.headers["ETag"] == f'"{hashlib.sha256(begun).hexdigest()}"'


def test_versions_stay_and_withdrawing_leads_back_to_the_built_in_letter(house: House) -> None:
    first, second = word("{{ subject }}"), word("On {{ subject }}")
    for number, data in enumerate((first, second), 1):
        assert send(house, CIRCULATION, data).json()["version"] == number
    listed = house.get(AT, "reader").json()["templates"]
    assert [(each["version"], each["in_force"]) for each in listed] == [(2, True), (1, False)]
    assert listed[0]["kept_by"] == "the secretariat"
    assert listed[0]["digest"] == hashlib.sha256(second).hexdigest()
    assert house.post(f"{CIRCULATION}/withdraw", {}).status_code == 204
    assert house.get(CIRCULATION).json()["code"] == "no-such-template"
    assert house.post(f"{CIRCULATION}/withdraw", {}).status_code == 404
    listed = house.get(AT).json()["templates"]
    assert [each["in_force"] for each in listed] == [False, False]
    assert listed[0]["withdrawn_by"] == "the secretariat"
    assert send(house, CIRCULATION, first).json()["version"] == 3


def test_a_template_with_a_fault_is_not_kept_and_all_faults_are_told(house: House) -> None:
    bad = word("{{ subjct }}", "{{ subject.upper() }}", "[insert date]")
    answer = send(house, CIRCULATION, bad)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-template")
    assert len(answer.json()["fields"]) == 2
    assert house.get(AT).json()["templates"] == []
    checked = send(house, f"{CIRCULATION}/check", bad).json()
    assert [fault["code"] for fault in checked["faults"]] == [
        "template-unknown-field",
        "template-code",
    ]
    warned = send(house, CIRCULATION, word("{{ subject }}")).json()["warnings"]
    assert any("how to object" in warning for warning in warned)


def test_only_the_secretariat_changes_templates(house: House) -> None:
    data = word("{{ subject }}")
    for who in ("chair", "reader"):
        for at in (CIRCULATION, f"{CIRCULATION}/check", f"{CIRCULATION}/withdraw"):
            assert send(house, at, data, who).status_code == 403
    assert house.get(AT).json()["templates"] == []


@pytest.mark.parametrize("at", [f"{AT}/reminder/letter", f"{AT}/circulation/fax"])
def test_there_is_no_template_of_other_letters(house: House, at: str) -> None:
    assert house.get(at).status_code == 404
    assert send(house, at, word("{{ subject }}")).status_code == 404


def test_the_fields_are_listed_with_what_they_mean(house: House) -> None:
    listed = house.get(AT).json()["fields"]
    assert [each["name"] for each in listed] == [field.name for field in FIELDS]
    assert all(each["means"] for each in listed)


def test_a_template_may_be_larger_than_other_requests(house: House) -> None:
    data = word("{{ subject }}") + b"\0" * 1_000_000
    assert send(house, f"{CIRCULATION}/check", data).status_code == 200
    too_large = send(house, f"{CIRCULATION}/check", b"PK\x03\x04" + b"\0" * 5_000_000)
    assert too_large.status_code == 413
