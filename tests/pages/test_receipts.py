"""A receipt is checked by whoever holds it; nobody learns what was filed, or what exists."""

from __future__ import annotations

import pytest
from httpx import Response
from sqlalchemy import text

from nemcon.register.receipts import parse_code
from tests.api.house import PROCEDURE
from tests.pages.site import Site, links_of, words_of

STANDS = "The entry stands in the register"
NONE = "The register holds no such entry"


def checked(site: Site, code: str) -> Response:
    return site.send("/receipts", [("code", code)])


def hash_of(site: Site, number: int) -> str:
    return site.context.register.written(PROCEDURE)[number - 1].hash


def test_a_receipt_leads_to_its_check_and_stands(site: Site) -> None:
    site.file_at_once(PROCEDURE, "brazil", says="Two days are too short.")
    receipt = site.see(f"{site.link('brazil')}/receipt/3")
    path = next(link for link in links_of(receipt) if link.startswith("/receipts?code="))
    form = site.see(path)
    assert form.status_code == 200
    assert STANDS not in words_of(form)
    code = f"{PROCEDURE}/3/{hash_of(site, 3)[:12]}"
    assert f'value="{code}"' in form.text
    rows = site.rows()
    answer = checked(site, code)
    assert STANDS in words_of(answer)
    assert site.rows() == rows


def test_the_answer_tells_neither_who_filed_nor_what_nor_when(site: Site) -> None:
    site.file_at_once(PROCEDURE, "brazil", says="Two days are too short.")
    words = words_of(checked(site, f"{PROCEDURE}/3/{hash_of(site, 3)}"))
    assert STANDS in words
    for told in ("Brazil", "delegate", "objection", "short", "Filed"):
        assert told not in words


@pytest.mark.parametrize(
    "code",
    [f"{PROCEDURE}/3/" + "0" * 12, f"{PROCEDURE}/99/" + "0" * 64, "no-such-thing/1/" + "a" * 12],
)
def test_what_is_not_there_and_what_is_otherwise_are_answered_alike(site: Site, code: str) -> None:
    answer = checked(site, code)
    assert (answer.status_code, NONE in words_of(answer)) == (200, True)


@pytest.mark.parametrize(
    "code",
    ["", "3fa9", f"{PROCEDURE}/3/abc", "<script>/1/" + "a" * 12, "x" * 500, "a/0x1/" + "a" * 12],
)
def test_what_is_no_code_is_said_to_be_none(site: Site, code: str) -> None:
    answer = checked(site, code)
    assert answer.status_code == 422
    assert "Copy the code whole from the receipt" in words_of(answer)
    assert "<script" not in answer.text


def test_an_entry_in_a_register_that_was_altered_is_not_said_to_stand(site: Site) -> None:
    site.file_at_once(PROCEDURE, "brazil")
    code = f"{PROCEDURE}/3/{hash_of(site, 3)}"
    with site.context.database.engine.begin() as connection:
        for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type='trigger'")):
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text("UPDATE entries SET body = replace(body, 'Format', 'Farmot')"))
    words = words_of(checked(site, code))
    assert "but the register was altered" in words
    assert STANDS not in words


def test_checking_often_is_refused_for_a_minute(site: Site) -> None:
    answers = [checked(site, "none/1/" + "a" * 12).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_a_code_is_read_with_the_whole_hash_and_in_capitals() -> None:
    code = parse_code(f" {PROCEDURE} / 12 / {'3FA9C2D81B07' + 'A' * 52} ")
    assert (code.procedure, code.number, code.digits) == (PROCEDURE, 12, "3fa9c2d81b07" + "a" * 52)
