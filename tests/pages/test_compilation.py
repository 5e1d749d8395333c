"""What a broken silence left to a later session, on the pages."""

from __future__ import annotations

from nemcon.procedure import acts as a
from tests.api.house import PROCEDURE, after
from tests.pages.site import CHAIR, Site


def test_a_broken_silence_leads_to_the_page_of_its_compilation(site: Site) -> None:
    site.file_at_once(PROCEDURE, "brazil", says="<b>We cannot.</b>", paragraphs=("1",))
    assert site.see(f"{site.link('norway')}/compilation").status_code == 404
    site.clock.at = after(hours=1)
    site.context.register.keep_time(PROCEDURE)
    site.act(PROCEDURE, a.Compile(CHAIR, "the tenth session"))

    for page, who in ((site.link("norway"), ""), (f"/procedures/{PROCEDURE}", "chair")):
        assert f"{page}/compilation" in site.see(page, who).text
        shown = site.see(f"{page}/compilation", who).text
        assert "the tenth session" in shown
        assert "From hybrid-format, entry" in shown
        assert "<b>We" not in shown
