"""What the pages say of the end of a negotiation before and after the Chair concludes it."""

from __future__ import annotations

from nemcon.negotiation import acts as a
from nemcon.negotiation.acts import Rung
from nemcon.text.document import Paragraph, Text
from tests.pages.negotiating import NAME, does, filled, negotiation, open_negotiation
from tests.pages.site import CHAIR, Site, words_of

AT = f"/negotiations/{NAME}"
REFERRING = Text(
    "Draft recommendations",
    (
        Paragraph("1", "States parties should do as set out in paragraph 2."),
        Paragraph("2", "States parties [shall / should] meet."),
    ),
    symbol="A/1/L.1",
)


def review(site: Site, **typed: str) -> str:
    """The words of the page on which the Chair confirms the conclusion."""
    form = site.see(f"{AT}/acts/conclusion", "chair")
    return words_of(site.send(f"{AT}/acts/conclusion/review", filled(form, **typed), "chair"))


def test_the_review_of_a_conclusion_states_the_deadline_its_warnings_and_the_parts(
    site: Site,
) -> None:
    open_negotiation(site)
    does(site, a.MoveParagraphs(CHAIR, ("3",), Rung.AGREED))
    rows = site.rows()
    words = review(site, how="silence", until="2026-06-22T03:17")
    assert "Monday, 22 June 2026, 3.17 a.m. (New York time, UTC-4)" in words
    assert "Under silence Paragraph 3" in words
    assert "To the Chair's compilation Paragraphs 1, 2 and 4, for the next session" in words
    assert "Please note" in words
    assert site.rows() == rows


def test_a_reference_to_what_is_not_agreed_is_told_before_the_conclusion(site: Site) -> None:
    open_negotiation(site, text=REFERRING)
    says = "it refers to paragraph 2, which is not in the text"
    assert says not in words_of(site.see(f"{AT}/desk", "chair"))
    does(site, a.MoveParagraphs(CHAIR, ("1",), Rung.AGREED))
    assert says in words_of(site.see(f"{AT}/desk", "chair"))
    assert says in review(site, how="meeting")


def test_after_the_outcome_each_paragraph_says_what_became_of_it(site: Site) -> None:
    open_negotiation(site)
    does(site, a.MoveParagraphs(CHAIR, ("3",), Rung.AGREED))
    does(site, a.ConcludeNegotiation(CHAIR, in_meeting=True))
    words = words_of(site.see(AT, "chair"))
    assert "Paragraph 3 ● Adopted" in words
    assert "Paragraph 1 □ In the compilation" in words


def test_the_agreed_part_says_what_it_is_and_leads_to_its_negotiation(site: Site) -> None:
    open_negotiation(site)
    does(site, a.MoveParagraphs(CHAIR, ("3",), Rung.AGREED))
    does(site, a.ConcludeNegotiation(CHAIR))
    child = negotiation(site).child
    page = site.see(f"/procedures/{child}", "chair")
    assert "the agreed part (1 of 4 paragraphs)" in words_of(page)
    assert f'href="{AT}"' in page.text
    assert "Silence procedure on what was agreed" in words_of(site.see("/", "chair"))


def test_a_revision_has_the_symbol_of_a_revision(site: Site) -> None:
    open_negotiation(site, text=REFERRING)
    does(site, a.IssueRevision(CHAIR, wording=(Paragraph("2", "States parties may meet."),)))
    assert "A/1/L.1/Rev.1" in words_of(site.see(AT, "chair"))
    assert "A/1/L.1/Rev.1" in words_of(site.see(site.link("brazil", NAME)))
    assert "A/1/L.1/Rev.1" not in words_of(site.see(f"{AT}/revisions/0", "chair"))
