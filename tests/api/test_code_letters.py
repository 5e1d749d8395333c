"""The letters with codes: to whom and how often they go, what they say, and what they give away."""

from __future__ import annotations

import logging
import re

import pytest
from sqlalchemy import select

from nemcon.register import directory
from nemcon.register.colleagues import Naming, name_colleague
from nemcon.register.directory import Contact
from nemcon.register.links import issue_links
from nemcon.register.tables import contacts
from nemcon.register.tables_codes import filing_code_letters, filing_codes
from tests.api.coded import NAME, Coded, text_of
from tests.api.house import BODY, START


def test_codes_are_sent_once_a_minute_and_five_times_at_most(desk: Coded) -> None:
    name = desk.files()
    answer = desk.again(name)
    assert (answer.status_code, answer.json()["code"]) == (429, "code-just-sent")
    for _ in range(4):
        desk.passes(minutes=1)
        assert desk.again(name).status_code == 202
    desk.passes(minutes=1)
    assert desk.again(name).json()["code"] == "too-many-codes"


def test_the_link_of_a_colleague_is_confirmed_by_the_addresses_of_the_delegation(
    desk: Coded,
) -> None:
    house = desk.house
    with house.context.database.writing() as connection:
        directory.put_contacts(
            connection, BODY, [Contact("second", "brazil", "Second", "second@mission.example")]
        )
        naming = Naming(NAME, BODY, "brazil", "at-brazil", "Ana", "Rui", "rui@mission.example")
        contact = name_colleague(connection, naming, START)
        token = issue_links(connection, house.context.links, NAME, [contact], START)[contact]
    house.tokens[f"{NAME}/rui"] = token
    name = desk.files("rui")
    letters = desk.post()
    assert {str(letter["to"]) for letter in letters} == {
        "brazil@mission.example",
        "second@mission.example",
    }
    (code,) = {line for x in letters for line in text_of(x).splitlines() if "The code:" in line}
    assert desk.enter(name, code, "brazil").status_code == 404  # it belongs to the other link
    assert desk.enter(name, code, "rui").status_code == 201


def test_the_letter_tells_what_is_confirmed_and_hides_the_code_from_a_glance(
    desk: Coded,
) -> None:
    desk.files(says="The first line.\nThe second.", paragraphs=["2"])
    (letter,) = desk.post()
    code = text_of(letter).split("The code: ")[1][:9]
    assert code not in str(letter["subject"])
    assert code not in text_of(letter)[:160]
    assert "an objection" in text_of(letter)
    assert "The first line. The second." in text_of(letter)
    assert "paragraph 2" in text_of(letter)
    assert "/l/" not in text_of(letter)
    html = letter.get_body(("html",))
    assert html is not None
    assert code in html.get_content()


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_the_letters_are_in_the_language_of_who_reads_them(desk: Coded, language: str) -> None:
    with desk.house.context.database.writing() as connection:
        connection.execute(
            contacts.update().where(contacts.c.id == "at-brazil").values(language=language)
        )
    desk.files(says="1 + 1", paragraphs=["2"], wording=[{"number": "2", "words": "3"}])
    told = desk.post()
    desk.passes(minutes=31, seconds=1)
    told += desk.post()
    assert len(told) == 2
    for letter in told:
        words = f"{letter['subject']} {text_of(letter)}".casefold()
        assert not re.search(
            r"\b(filed|the code|the delegation|wording|until|paragraph)\b", words
        ), words
        html = letter.get_body(("html",))
        assert html is not None
        assert f'<html lang="{language}"' in html.get_content()


def test_what_is_not_confirmed_in_time_lapses_and_the_delegation_is_told(desk: Coded) -> None:
    name = desk.files()
    code = desk.code()
    desk.passes(minutes=31, seconds=1)
    answer = desk.enter(name, code)
    assert (answer.status_code, answer.json()["code"]) == (409, "code-expired")
    (letter,) = desk.post()
    assert letter["subject"].startswith("Not filed")
    assert "does not count" in text_of(letter)
    assert desk.post() == []
    assert desk.enter(name, code).json()["code"] == "code-expired"
    assert desk.state.filings == ()


def test_that_a_filing_lapsed_is_told_for_some_days_and_not_for_ever(desk: Coded) -> None:
    desk.files()
    desk.code()
    desk.passes(minutes=31, seconds=1)
    desk.bag.away = True
    desk.post()
    desk.passes(days=4)
    desk.post()
    desk.bag.away = False
    desk.passes(minutes=1)
    assert desk.post() == []


def test_no_code_stands_in_the_database_or_in_the_log(
    desk: Coded, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        name = desk.files()
        code = desk.code().replace(" ", "")
        desk.enter(name, code)
    assert code not in caplog.text
    with desk.house.context.database.reading() as connection:
        for table in (filing_codes, filing_code_letters):
            assert code not in repr(connection.execute(select(table)).all())
    assert code not in desk.written
