"""The letter that was previewed is the letter that is issued, byte for byte, or nothing happens."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from nemcon.documents.building.letter_says import Form
from nemcon.documents.templates.checking import shown_words
from nemcon.documents.templates.starter import starter
from nemcon.procedure.notices import Notice
from nemcon.register.letter_templates import keep_template
from nemcon.register.papers import kept_file
from tests.api.house import BODY, DEADLINE, PROCEDURE, START, House, Part

FORMS = ("letter", "note-verbale")


def placing(**more: Part) -> dict[str, Part]:
    return {
        "procedure": "seen-before",
        "body": BODY,
        "text": "format",
        "profile": "un-informal-silence",
        "until": "2026-06-19T18:00",
        **more,
    }


def previewed(house: House, sent: dict[str, Part], at: str = "/preview") -> Part:
    answer = house.post(at, sent, "chair")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    return found["letter"] if at == "/preview" else found


def issued(house: House, procedure: str = "seen-before") -> list[Part]:
    """The entries that issue a document, with the number of each."""
    position = house.context.register.position(procedure)
    assert position is not None
    return list(position.state.papers)


@pytest.mark.parametrize("form", FORMS)
def test_what_was_previewed_is_issued_with_the_act_and_kept_byte_for_byte(
    house: House, form: str
) -> None:
    before = house.rows()
    letter = previewed(house, placing(letter={"form": form}))
    file = house.post("/preview/letter", placing(letter={"form": form}), "chair")
    assert house.rows() == before
    digest = letter["file"]["digest"]
    assert file.content.startswith(b"%PDF-")
    assert hashlib.sha256(file.content).hexdigest() == digest
    assert file.headers["ETag"] == f'"{digest}"'
    assert letter["file"]["name"] == f"seen-before-2-{form}.pdf"
    house.clock.at = START + timedelta(minutes=40)
    named = {"form": form, "digest": digest}
    assert house.post("/procedures", placing(letter=named), "chair").status_code == 201
    (paper,) = issued(house)
    assert paper.paper == f"{form}-2"
    assert paper.symbol == "seen-before/2"
    assert dict(paper.digests) == {"pdf": digest}
    assert paper.number == 3, "it follows the entries of the act"
    with house.context.database.reading() as connection:
        kept = kept_file(connection, digest)
    assert kept is not None
    assert kept.file.data == file.content


def test_a_letter_that_reads_otherwise_by_now_is_refused_and_nothing_is_recorded(
    house: House,
) -> None:
    digest = previewed(house, placing(letter={"form": "letter"}))["file"]["digest"]
    before = house.rows()
    named = {"form": "letter", "digest": digest}
    for changed in (
        {"until": "2026-06-19T18:01"},
        {"text": {"title": "Another", "paragraphs": [{"number": "1", "words": "Other words."}]}},
    ):
        answer = house.post("/procedures", placing(**{"letter": named, **changed}), "chair")
        assert (answer.status_code, answer.json()["code"]) == (409, "letter-changed")
    other = {"form": "note-verbale", "digest": digest}
    answer = house.post("/procedures", placing(letter=other), "chair")
    assert (answer.status_code, answer.json()["code"]) == (409, "letter-changed")
    # The letter is dated where the body is, and the date in it is that of the act.
    house.clock.at = START + timedelta(hours=8)
    answer = house.post("/procedures", placing(letter=named), "chair")
    assert (answer.status_code, answer.json()["code"]) == (409, "letter-changed")
    assert house.rows() == before
    assert house.get("/procedures/seen-before").status_code == 404


def test_a_letter_that_nobody_looked_at_is_not_sent(house: House) -> None:
    answer = house.post("/procedures", placing(letter={"form": "letter"}), "chair")
    assert (answer.status_code, answer.json()["code"]) == (422, "letter-not-shown")


def test_without_a_letter_mail_goes_out_alone_as_before(house: House) -> None:
    assert house.post("/procedures", placing(), "chair").status_code == 201
    assert issued(house) == []


def test_the_same_submission_issues_the_letter_once(house: House) -> None:
    digest = previewed(house, placing(letter={"form": "letter"}))["file"]["digest"]
    sent = placing(letter={"form": "letter", "digest": digest})
    first = house.post("/procedures", sent, "chair", Idempotency_Key="once")
    again = house.post("/procedures", sent, "chair", Idempotency_Key="once")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["number"] == again.json()["number"]
    assert len(issued(house)) == 1


def test_a_deadline_given_as_a_length_is_named_beforehand_and_nobody_gets_less(
    house: House,
) -> None:
    sent = placing(letter={"form": "letter"}, length="72h")
    del sent["until"]
    house.clock.at = START + timedelta(seconds=20)
    letter = previewed(house, sent)
    assert letter["until"] == "2026-06-19T16:16:00Z"
    named = {"form": "letter", "digest": letter["file"]["digest"]}
    house.clock.at = START + timedelta(minutes=14)
    confirmed = {**sent, "letter": named, "until": letter["until"]}
    del confirmed["length"]
    answer = house.post("/procedures", confirmed, "chair")
    assert answer.status_code == 201, answer.text
    position = house.context.register.position("seen-before")
    assert position is not None
    assert position.state.deadline is not None
    assert position.state.deadline.instant == START + timedelta(hours=72, minutes=16)


def test_the_mail_is_shown_in_the_words_of_one_recipient_without_a_link(house: House) -> None:
    letter = previewed(house, placing(letter={"form": "letter"}))
    mail = letter["mail"]
    assert "Format of the meeting" in mail["subject"]
    assert "the delegation of Austria" in mail["text"]
    assert "https://silence.example/l/the-link-of-each-contact" in mail["text"]
    assert letter["file"]["digest"] in mail["text"]
    assert letter["file"]["digest"] in mail["html"]
    assert not any(token in mail["text"] for token in house.tokens.values())


def test_boilerplate_that_was_left_is_refused_before_anything_leaves(house: House) -> None:
    text = {"title": "Format", "paragraphs": [{"number": "1", "words": "On [insert date]."}]}
    before = house.rows()
    for at, sent in (
        ("/preview", placing(text=text, letter={"form": "letter"})),
        ("/procedures", placing(text=text)),
        (
            f"/procedures/{PROCEDURE}/acts/extend",
            {"until": "2026-06-20T18:00", "because": "[name]"},
        ),
    ):
        answer = house.post(at, sent, "chair")
        assert (answer.status_code, answer.json()["code"]) == (422, "boilerplate-left"), at
    assert house.rows() == before


EXTENDING = {"until": "2026-06-20T18:00", "because": "A capital is closed."}


@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        ("extend", EXTENDING),
        ("suspend", {"because": "Interpretation failed."}),
        ("revise", {"wording": [{"number": "2", "words": "Three days."}], "length": "72h"}),
    ],
)
def test_a_ruling_issues_the_letter_that_was_shown_with_its_notice(
    house: House, verb: str, sent: dict[str, Part]
) -> None:
    at = f"/procedures/{PROCEDURE}/acts/{verb}"
    asked = {**sent, "letter": {"form": "letter"}}
    letter = previewed(house, asked, f"{at}/preview")
    file = house.post(f"{at}/preview/letter", asked, "chair")
    assert hashlib.sha256(file.content).hexdigest() == letter["file"]["digest"]
    house.clock.at = START + timedelta(minutes=5)
    named = {**sent, "letter": {"form": "letter", "digest": letter["file"]["digest"]}}
    if letter["until"]:
        named.pop("length")
        named["until"] = letter["until"]
    answer = house.post(at, named, "chair")
    assert answer.status_code == 201, answer.text
    (paper,) = issued(house, PROCEDURE)
    assert paper.digests == (("pdf", letter["file"]["digest"]),)


def test_a_filing_meanwhile_that_the_letter_does_not_tell_of_refuses_it(house: House) -> None:
    """A ruling is made on a record; where that has moved on, its letter is looked at again."""
    at = f"/procedures/{PROCEDURE}/acts/extend"
    asked = {**EXTENDING, "letter": {"form": "letter"}}
    digest = previewed(house, asked, f"{at}/preview")["file"]["digest"]
    house.clock.at = START + timedelta(minutes=1)
    extended = {**EXTENDING, "until": "2026-06-19T20:00"}
    assert house.post(at, extended, "chair").status_code == 201
    house.clock.at = START + timedelta(minutes=2)
    answer = house.post(at, {**EXTENDING, "letter": {"form": "letter", "digest": digest}}, "chair")
    assert (answer.status_code, answer.json()["code"]) == (409, "letter-changed")


def test_an_act_without_such_a_letter_says_so(house: House) -> None:
    house.clock.at = DEADLINE - timedelta(hours=1)
    at = f"/procedures/{PROCEDURE}/acts/close-early/preview"
    answer = house.post(at, {"because": "All agree.", "letter": {"form": "letter"}}, "chair")
    assert (answer.status_code, answer.json()["code"]) == (422, "no-letter")


def test_a_template_in_force_is_the_letter_under_the_same_promise(house: House) -> None:
    data = starter(Notice.CIRCULATION, Form.NOTE_VERBALE)
    with house.context.database.writing() as connection:
        keep_template(
            connection, BODY, "circulation", "note-verbale", data, "the secretariat", START
        )
    built_in = previewed(house, placing(letter={"form": "letter"}))["file"]
    assert built_in["name"].endswith(".pdf")
    asked = placing(letter={"form": "note-verbale"})
    letter = previewed(house, asked)["file"]
    assert letter["name"] == "seen-before-2-note-verbale.docx"
    file = house.post("/preview/letter", asked, "chair").content
    assert hashlib.sha256(file).hexdigest() == letter["digest"]
    words = shown_words(file)
    assert "Subject: Format of the meeting" in words
    assert "2. It lasts two days." in words
    named = {"form": "note-verbale", "digest": letter["digest"]}
    house.clock.at = START + timedelta(minutes=9)
    answer = house.post("/procedures", placing(letter=named), "chair")
    assert answer.status_code == 201, answer.text
    (paper,) = issued(house)
    assert paper.digests == (("docx", letter["digest"]),)


def test_a_template_kept_meanwhile_makes_it_another_letter(house: House) -> None:
    digest = previewed(house, placing(letter={"form": "letter"}))["file"]["digest"]
    with house.context.database.writing() as connection:
        data = starter(Notice.CIRCULATION, Form.LETTER)
        keep_template(connection, BODY, "circulation", "letter", data, "the secretariat", START)
    answer = house.post(
        "/procedures", placing(letter={"form": "letter", "digest": digest}), "chair"
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "letter-changed")
