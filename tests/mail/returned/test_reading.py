"""What comes back is told apart, and nothing that a stranger sends can do harm."""

# ruff: noqa: RUF001 - the words are those of the languages in which they are written

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.mail.returned.reading import Meaning, returned

from . import samples
from .samples import about, mail, report

NOBODY = ""
PERSON = "pm@mission.example"


def test_a_report_of_failure_gives_the_code_and_the_words_of_the_server() -> None:
    found = returned(samples.FAILED, NOBODY)
    assert found.meaning is Meaning.FAILED
    assert (found.status, found.says) == ("5.1.1", "550 5.1.1 There is no such mailbox")
    assert found.message_id == "<report@relay.example>"


def test_a_report_is_read_also_when_it_is_encoded_or_international() -> None:
    encoded = report(about("failed", "5.2.2"), encoded=True)
    assert returned(encoded, NOBODY).status == "5.2.2"
    abroad = report(about("failed", "5.6.7"), subtype="global-delivery-status")
    assert returned(abroad, NOBODY).meaning is Meaning.FAILED


@pytest.mark.parametrize(
    ("action", "status", "meaning"),
    [
        ("failed", "5.1.1", Meaning.FAILED),
        ("Failed", "5.0.0 (permanent failure)", Meaning.FAILED),
        ("delayed", "4.4.1", Meaning.DELAYED),
        ("delivered", "2.0.0", Meaning.DELIVERED),
        ("relayed", "2.0.0", Meaning.DELIVERED),
        ("expanded", "2.1.5", Meaning.DELIVERED),
        ("failed", "2.0.0", Meaning.UNCLEAR),
        ("delivered", "5.1.1", Meaning.UNCLEAR),
        ("exploded", "5.1.1", Meaning.UNCLEAR),
    ],
)
def test_each_action_of_a_report_means_one_thing(
    action: str, status: str, meaning: Meaning
) -> None:
    assert returned(report(about(action, status)), NOBODY).meaning is meaning


def test_a_letter_that_was_passed_on_to_several_came_back_only_if_none_of_them_got_it() -> None:
    one_got_it = report(about("failed", "5.1.1"), about("delivered", "2.0.0", to="b@m.example"))
    nobody_did = report(about("failed", "5.1.1"), about("failed", "5.2.2", to="b@m.example"))
    assert returned(one_got_it, NOBODY).meaning is Meaning.DELIVERED
    assert returned(nobody_did, NOBODY).meaning is Meaning.FAILED


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("<pm@mission.example>: host mx said: 550 5.1.1 User unknown", Meaning.FAILED),
        ("Sorry, no such user here. I have given up on this message.", Meaning.FAILED),
        ("This is a permanent error. The following address failed.", Meaning.FAILED),
        ("This is a warning message only. It will be retried.", Meaning.DELAYED),
        ("Delivery is delayed: 450 4.2.0 greylisted, try again later", Meaning.DELAYED),
        ("Something happened.", Meaning.UNCLEAR),
    ],
)
def test_a_bounce_without_form_is_believed_where_it_names_a_code_or_says_it_is_final(
    words: str, meaning: Meaning
) -> None:
    bounce = mail(words, sender="MAILER-DAEMON@relay.example", subject="failure notice")
    assert returned(bounce, NOBODY).meaning is meaning


def test_a_server_that_names_the_recipients_that_failed_is_believed() -> None:
    bounce = mail(
        "A message that you sent could not be delivered.",
        sender="Mail Delivery System <mail@relay.example>",
        more="X-Failed-Recipients: pm@mission.example\r\n",
    )
    assert returned(bounce, NOBODY).meaning is Meaning.FAILED


@pytest.mark.parametrize(
    ("subject", "words", "until"),
    [
        ("Automatic reply: x", "I am out of the office until 12 July.", "until 12 July"),
        ("Réponse automatique", "Je suis absente jusqu'au 12 juillet.", "jusqu'au 12 juillet"),
        ("Respuesta automática", "Estoy de vacaciones hasta el 12.", "hasta el 12"),
        ("Автоматический ответ", "Я в отпуске до 12 июля.", "до 12 июля"),
        ("رد تلقائي", "أنا في إجازة حتى 12 يوليو.", "حتى 12 يوليو"),
        ("自动回复", "我在休假，至7月12日。", "至7月12日"),
        ("Automatische Antwort", "Ich bin abwesend bis zum 12. Juli.", "bis zum 12"),
    ],
)
def test_an_absence_is_understood_in_each_language(subject: str, words: str, until: str) -> None:
    found = returned(mail(words, subject=subject), PERSON)
    assert (found.meaning, found.until) == (Meaning.AWAY, until)
    assert found.says == words


def test_an_absence_that_was_sent_from_nobody_is_no_report() -> None:
    away = mail("Out of office. Room 5.1.1 is empty.", more="Precedence: auto_reply\r\n")
    assert returned(away, NOBODY).meaning is Meaning.AWAY


def test_an_automatic_reply_about_something_else_is_neither_an_absence_nor_a_reply() -> None:
    ticket = mail("Your request has the number 17.", more="Auto-Submitted: auto-replied\r\n")
    assert returned(ticket, PERSON).meaning is Meaning.AUTOMATIC


def test_a_person_who_speaks_of_an_absence_remains_a_person() -> None:
    found = returned(mail("I am out of office next week. We object to paragraph 3."), PERSON)
    assert found.meaning is Meaning.REPLY


def test_of_a_reply_the_quoted_letter_is_left_out_and_what_it_answers_is_known() -> None:
    found = returned(
        mail(
            "We object.\n\nOn Monday the Secretariat wrote:\n> Please reply.\n",
            more="In-Reply-To: <a@body.example>\r\n"
            "References: <b@body.example>\r\n\t<a@body.example>\r\n",
        ),
        PERSON,
    )
    assert (found.meaning, found.says) == (Meaning.REPLY, "We object.")
    assert found.refers_to == ("<a@body.example>", "<b@body.example>")
    assert found.sender == PERSON


def test_mail_to_many_is_unrelated() -> None:
    assert returned(mail("Buy!", more="List-Unsubscribe: <x>\r\n"), PERSON).meaning is (
        Meaning.UNRELATED
    )


def test_html_alone_is_read_as_its_words() -> None:
    page = mail("<style>p {}</style><p>We <b>object</b>.</p><script>go()</script>")
    found = returned(page.replace(b"text/plain", b"text/html"), PERSON)
    assert found.says.split() == ["We", "object", "."]


def test_a_name_can_bring_no_line_and_no_forced_direction_into_what_is_shown() -> None:
    hostile = mail("x\u202ey", subject="=?utf-8?q?a=0D=0ABcc=3A_b=E2=80=AE?=")
    found = returned(hostile, PERSON)
    assert "\n" not in found.subject
    assert "\u202e" not in found.subject + found.says


def _nested(depth: int) -> bytes:
    open_, close = "", ""
    for level in range(depth):
        kind = f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n'
        open_, close = open_ + kind, f"\r\n--b{level}--" + close
    return f"From: a@b.example\r\n{open_}Content-Type: text/plain\r\n\r\nx{close}".encode()


@pytest.mark.parametrize(
    "bomb",
    [
        b"",
        b"\r\n\r\n",
        _nested(2000),
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 200_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 50_000,
        b"X: y\r\n" * 100_000,
        b"Content-Type: text/html\r\n\r\n" + b"<" * 1_000_000,
        b"Content-Type: text/html\r\n\r\n" + b"<style>" * 100_000,
        b"From: MAILER-DAEMON@x\r\n\r\n" + b"5.1." * 200_000,
        b"Subject: x\r\n\r\n" + b" \n\t" * 300_000,
        b"Subject: x\r\n\r\n" + ("до " * 300_000).encode(),
        b"In-Reply-To: " + b"<" * 500_000,
    ],
)
def test_what_is_made_to_choke_a_reader_is_read_as_far_as_it_goes(bomb: bytes) -> None:
    assert returned(bomb, PERSON).meaning in Meaning


_HEADERS = st.sampled_from(
    [
        *("From: MAILER-DAEMON@x", "Auto-Submitted: auto-replied", "Precedence: bulk"),
        *("Content-Type: multipart/report; boundary=b", "Content-Type: text/html; charset=utf-7"),
        *("Content-Transfer-Encoding: base64", "Subject: =?utf-8?b?/////w==?=", "\xff: \xfe"),
        *("Content-Type: text/plain; charset=utf-16", "Subject: =?x?q?=ZZ?=", "From: <<@>,,;"),
    ]
)
_PIECES = st.sampled_from(
    [
        *("--b\r\n", "--b--\r\n", "\r\n", "Content-Type: message/delivery-status\r\n\r\n"),
        *("Action: failed\r\n", "Status: 5.1.1\r\n", "Diagnostic-Code: ;=?utf-8?q?=00?=\r\n"),
        *("<style>", "</p>", "&#xd800;", "&#1114112;", "> ", "\u0130<script>", "=\r\n"),
    ]
)


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_no_bytes_at_all_make_reading_fail(data: bytes, sender: str) -> None:
    returned(data, sender)


@given(st.lists(_HEADERS), st.lists(_PIECES | st.text(max_size=20)), st.sampled_from(["", "a@b"]))
def test_no_mail_however_broken_makes_reading_fail_or_gives_what_a_database_refuses(
    headers: list[str], pieces: list[str], sender: str
) -> None:
    data = ("\r\n".join(headers) + "\r\n\r\n" + "".join(pieces)).encode("utf-8", "surrogatepass")
    found = returned(data, sender)
    kept = f"{found.says}{found.subject}{found.sender}{found.message_id}{found.until}"
    kept.encode()
    assert "\x00" not in kept


def test_what_our_own_subject_says_is_not_taken_for_words_of_the_sender() -> None:
    assert returned(samples.AWAY, PERSON).until == "until 12 July 2026"
    ticket = mail(
        "Your message was received.",
        subject="Automatic reply: Report on mission travel: silence until 6 p.m.",
    )
    found = returned(ticket, PERSON)
    assert (found.meaning, found.until) == (Meaning.AUTOMATIC, "")
