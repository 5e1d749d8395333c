"""The secretariat files in a negotiation for a delegation, on the strength of a paper."""

from __future__ import annotations

import pytest

from nemcon.negotiation import acts as a
from nemcon.text.document import Paragraph
from tests.pages.negotiating import NAME, amends, does, filled, negotiation, open_negotiation
from tests.pages.site import CHAIR, Site, words_of

AT = f"/negotiations/{NAME}/file-for"


@pytest.fixture
def table(site: Site) -> Site:
    """An installation with a negotiation."""
    open_negotiation(site)
    amends(site, "austria", "1", "States parties may meet.")
    return site


def test_an_amendment_on_paper_is_filed_for_the_delegation_and_names_the_paper(
    table: Site,
) -> None:
    query = "?participant=brazil&what=amend+replace&paragraph=4"
    form = table.see(AT + query, "secretariat")
    assert "The Secretariat should develop tools by [2030]." in words_of(form)
    typed = {"wording": "The Secretariat develops tools.", "evidence": "note verbale 12"}
    review = table.send(f"{AT}/review", filled(form, **typed), "secretariat")
    assert "Its amendment is recorded as A2" in words_of(review)
    assert "note verbale 12" in words_of(review)
    assert len(negotiation(table).amendments) == 1
    for _ in range(2):
        assert table.send(f"{AT}/file", filled(review), "secretariat").status_code == 303
    (_, found) = negotiation(table).amendments
    assert found.amendment.proposer == "brazil"
    written = table.context.register.written(NAME)[-1].body
    assert "page, on the strength of: note verbale 12" in written


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ("what=position+oppose&amendment=A1", {"says": "Too strong."}),
        ("what=state", {"kind": "reserve", "about": "2"}),
        ("what=amend+after", {"wording": "Recalling all."}),
        ("what=amend+bracket&paragraph=1", {"passage": "every year"}),
    ],
)
def test_whatever_a_delegation_may_file_the_secretariat_files_for_it(
    table: Site, query: str, typed: dict[str, str]
) -> None:
    form = table.see(f"{AT}?participant=brazil&{query}", "secretariat")
    review = table.send(f"{AT}/review", filled(form, evidence="NV 1", **typed), "secretariat")
    assert review.status_code == 200, words_of(review)
    before = len(table.context.register.written(NAME))
    assert table.send(f"{AT}/file", filled(review), "secretariat").status_code == 303
    assert len(table.context.register.written(NAME)) > before


def test_for_whom_what_and_which_paper_is_never_taken_for_granted(table: Site) -> None:
    assert table.see(AT, "secretariat").status_code == 200
    unsaid = table.see(f"{AT}?participant=&what=", "secretariat")
    assert "Choose the delegation that sent the paper." in words_of(unsaid)
    form = table.see(f"{AT}?participant=brazil&what=withdraw&amendment=A1", "secretariat")
    paperless = table.send(f"{AT}/review", filled(form), "secretariat")
    assert "Say which paper it is" in words_of(paperless)
    foreign = table.send(f"{AT}/review", filled(form, evidence="NV 1"), "secretariat")
    assert "not that of Brazil" in words_of(foreign)


def test_only_the_secretariat_files_for_others(table: Site) -> None:
    assert table.see(AT, "chair").status_code == 403


def test_what_was_filed_before_a_revision_is_not_refused_when_it_is_sent_again(
    table: Site,
) -> None:
    form = table.see(f"{AT}?participant=brazil&what=amend+replace&paragraph=4", "secretariat")
    typed = {"wording": "The Secretariat develops tools.", "evidence": "note verbale 12"}
    review = table.send(f"{AT}/review", filled(form, **typed), "secretariat")
    assert table.send(f"{AT}/file", filled(review), "secretariat").status_code == 303
    does(table, a.IssueRevision(CHAIR, wording=(Paragraph("1", "Let us meet."),)))
    rows = table.rows()
    assert table.send(f"{AT}/file", filled(review), "secretariat").status_code == 303
    assert table.rows() == rows
