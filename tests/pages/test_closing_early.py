"""What the review of closing a period early says, before the Chair confirms it."""

from __future__ import annotations

from tests.api.house import PROCEDURE
from tests.pages.site import Site, forms_of, words_of


def review(site: Site) -> str:
    """The words of the page that asks for confirmation."""
    path = f"/procedures/{PROCEDURE}/rulings/close-early"
    *_, (_, _, hidden) = forms_of(site.see(path, "chair"))
    return words_of(site.send(f"{path}/review", [*hidden, ("because", "All agree.")], "chair"))


def test_where_nobody_objected_it_says_what_follows_and_how_many_have_not_spoken(
    site: Site,
) -> None:
    rows = site.rows()
    words = review(site)
    assert "No letter left in time for anybody: paragraphs 1 and 2 will go into" in words
    assert "3 delegations that may object have not spoken." in words
    assert site.rows() == rows


def test_where_silence_is_broken_it_says_what_that_leads_to(site: Site) -> None:
    site.file_at_once(PROCEDURE, "brazil", says="We cannot.")
    words = review(site)
    assert "Silence is broken:" in words
    assert "2 delegations that may object have not spoken." in words
    assert "If silence is unbroken then" not in words
