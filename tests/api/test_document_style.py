"""The style of documents is served with the other files, and may be kept for ever."""

from __future__ import annotations

from api.pages.templating import static
from nemcon.documents.web.writing import STYLE_SHEET, STYLES
from tests.api.house import House


def test_the_style_that_a_page_links_is_the_one_that_documents_carry(house: House) -> None:
    answer = house.caller.call("GET", static(STYLE_SHEET))
    assert answer.status_code == 200
    assert answer.text == (STYLES / STYLE_SHEET).read_text(encoding="utf-8")
    assert answer.headers["Content-Type"].startswith("text/css")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
