"""The guides that are served: steps in short, from the foot of every page."""

from __future__ import annotations

import pytest

from tests.api.house import PROCEDURE
from tests.pages.agenda_site import AGENDA, circulate
from tests.pages.negotiating import NAME, open_negotiation
from tests.pages.site import Site, links_of, words_of


@pytest.mark.parametrize("kind", ["silence", "agenda", "negotiation"])
def test_every_link_leads_to_a_guide_that_records_nothing(site: Site, kind: str) -> None:
    circulate(site)
    open_negotiation(site)
    name = {"silence": "", "agenda": AGENDA, "negotiation": NAME}[kind]
    link = site.link("brazil", name)
    before = site.rows()
    assert f"{link}/guide" in links_of(site.see(link))
    answer = site.see(f"{link}/guide")
    words = words_of(answer)
    assert "Only its button records." in words
    assert "Opening it records nothing." in words
    assert {link, f"{link}/rules", f"{link}/colleagues"} <= set(links_of(answer))
    assert site.rows() == before


def test_a_wrong_link_has_no_guide(site: Site) -> None:
    assert site.see(f"/l/{'x' * 32}/guide").status_code == 404


@pytest.mark.parametrize("who", ["chair", "secretariat", "reader"])
def test_the_staff_find_theirs_at_the_foot_of_every_page(site: Site, who: str) -> None:
    for path in ("/", f"/procedures/{PROCEDURE}", "/rules"):
        assert "/guide" in links_of(site.see(path, who))
    answer = site.see("/guide", who)
    words = words_of(answer)
    assert "The Chair and the bureau" in words
    assert "Nobody is presumed to consent to a letter that never left." in words
    for link in links_of(answer):
        if link.startswith("/") and not link.startswith("/static"):
            assert site.see(link, who).status_code in (200, 303), link


def test_nobody_reads_the_guide_of_the_staff_without_signing_in(site: Site) -> None:
    assert site.see("/guide").status_code in (303, 401)
