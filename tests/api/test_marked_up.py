"""A marked-up Word file through the API: read and told, and nothing of it filed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from httpx import Response

from nemcon.documents.building.marked_text import issue_for, marked_text
from nemcon.documents.house import shipped_house
from nemcon.documents.rendering import Format
from nemcon.documents.word.guard import MOST_BYTES
from nemcon.documents.word.writing import render_docx
from nemcon.negotiation import acts as a
from nemcon.negotiation.telling import Reader
from nemcon.text.document import Paragraph
from tests.api.house import House
from tests.documents.marking import HEAD, JANE, changed
from tests.pages.negotiating import NAME, UNTIL, amends, does, negotiation, open_negotiation
from tests.pages.site import CHAIR

AT = f"/negotiations/{NAME}"
_AFTER = (
    'xml:space="preserve">States parties should </w:t></w:r>'
    f'<w:del w:id="90" w:author="{JANE}"><w:r><w:delText>meet</w:delText></w:r></w:del>'
    f'<w:ins w:id="91" w:author="{JANE}"><w:r><w:t>convene</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> every year.</w:t>'
)
TRACKED = ('xml:space="preserve">States parties should meet every year.</w:t>', _AFTER)


@pytest.fixture
def table(house: House) -> House:
    """An installation with a negotiation."""
    open_negotiation(house)
    house.tokens |= {f"at {who}": house.tokens[f"{NAME}/{who}"] for who in ("brazil", "council")}
    return house


def word(house: House, issue: int = -1, procedure: str = NAME) -> bytes:
    """The file that everybody downloads."""
    state = negotiation(house)
    marked = issue_for(state, Reader.of(state, sees_all=False), issue)
    return render_docx(marked_text(HEAD, marked, procedure), shipped_house())


def send(house: House, data: bytes, who: str = "at brazil", query: str = "") -> Response:
    return house.raw(f"{AT}/marked-up{query}", data, who, Content_Type=Format.DOCX.media_type)


def test_a_file_is_read_and_what_it_proposes_goes_where_amendments_go(table: House) -> None:
    before = table.rows()
    answer = send(table, changed(word(table), TRACKED))
    assert answer.status_code == 200, answer.text
    assert table.rows() == before
    shown = answer.json()
    assert (shown["revision"], shown["unplaced"], shown["notes"]) == (0, [], [])
    (one,) = shown["amendments"]
    assert (one["author"], one["untracked"], one["refused"]) == (JANE, False, "")
    filed = table.post(f"{AT}/amendments", one["amendment"], "at brazil")
    assert filed.status_code == 201, filed.text
    (amendment,) = negotiation(table).amendments
    assert (amendment.amendment.passage, amendment.amendment.proposer) == ("meet", "brazil")


def test_what_the_rules_refuse_is_told_beside_the_amendment(table: House) -> None:
    observer = send(table, changed(word(table), TRACKED), "at council").json()
    assert observer["amendments"][0]["refused"] == "no-standing"
    table.clock.at = UNTIL + timedelta(minutes=1)
    late = send(table, changed(word(table), TRACKED)).json()
    assert late["amendments"][0]["refused"] == ""


def test_a_file_of_an_earlier_issue_is_read_against_it(table: House) -> None:
    old = changed(word(table), TRACKED)
    wording = (Paragraph("4", "The Secretariat develops tools."),)
    does(table, a.IssueRevision(CHAIR, wording=wording))
    shown = send(table, old).json()
    assert (shown["revision"], len(shown["amendments"])) == (0, 1)
    assert "The present text is Rev.1" in shown["notes"][0]
    wording = (Paragraph("1", "States parties meet."),)
    does(table, a.IssueRevision(CHAIR, wording=wording))
    shown = send(table, old).json()
    assert shown["amendments"] == []
    assert "reads otherwise" in shown["unplaced"][0]["because"]


def test_a_file_of_another_negotiation_is_refused(table: House) -> None:
    answer = send(table, word(table, procedure="another"))
    assert (answer.status_code, answer.json()["code"]) == (422, "word-another-negotiation")


def test_names_that_the_rules_keep_back_are_not_read_out_of_a_file(house: House) -> None:
    open_negotiation(house, rules={"compilation.names": "unnamed"})
    house.tokens["at brazil"] = house.tokens[f"{NAME}/brazil"]
    amends(house, "austria", "1", "States parties may meet.", reason="We, Austria, think so.")
    data = word(house)
    assert b"Austria" not in data
    answer = send(house, data)
    assert answer.json()["amendments"] == []
    assert answer.json()["unplaced"] == []
    assert "Austria" not in answer.text


def test_the_staff_read_it_for_a_participant_and_a_reader_does_not(table: House) -> None:
    data = changed(word(table), TRACKED)
    answer = send(table, data, "secretariat", "?participant=brazil")
    assert answer.json()["amendments"][0]["refused"] == ""
    assert send(table, data, "secretariat").json()["code"] == "participant-missing"
    assert send(table, data, "reader", "?participant=brazil").status_code == 403
    other = send(table, data, "at brazil", "?participant=norway")
    assert (other.status_code, other.json()["code"]) == (403, "not-your-delegation")
    assert send(table, data, "brazil").status_code == 404


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "word-missing"),
        (b"%PDF-1.7", 422, "word-not-a-document"),
        (b"x" * (MOST_BYTES + 1), 422, "word-too-large"),
        (b"x" * (MOST_BYTES + 200_000), 413, "too-large"),
    ],
)
def test_what_is_no_word_file_is_refused(table: House, data: bytes, status: int, code: str) -> None:
    answer = send(table, data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_only_this_address_takes_more_and_only_files(table: House) -> None:
    much = b"x" * (table.settings.body_limit_bytes + 1)
    assert table.raw(f"{AT}/amendments", much, "at brazil").status_code == 413
    answer = table.raw(f"{AT}/marked-up", word(table), "at brazil")
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


def test_more_than_a_page_can_take_back_is_refused_as_a_whole(table: House) -> None:
    row = f'<w:ins w:id="7" w:author="{JANE}"><w:r><w:t>x</w:t></w:r></w:ins>'
    cells = "".join(f"<w:tc><w:p>{row}</w:p></w:tc>" for _ in range(4_001))
    much = ("</w:body>", f"<w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body>")
    answer = send(table, changed(word(table), much))
    assert (answer.status_code, answer.json()["code"]) == (422, "word-too-much")
