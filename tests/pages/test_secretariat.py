"""What only the secretariat does by form: file for a delegation, and revoke a personal link."""

from __future__ import annotations

import pytest
from httpx import Response

from nemcon.procedure.acts import WithdrawText
from nemcon.procedure.people import Office
from tests.api.house import BODY, DEADLINE, PROCEDURE
from tests.api.letters import bring, send
from tests.mail.returned import samples
from tests.pages.agenda_site import AGENDA, circulate
from tests.pages.negotiating import NAME, open_negotiation
from tests.pages.site import CHAIR, Site, forms_of, links_of, words_of

FOR = f"/procedures/{PROCEDURE}/file-for"
LINKS = f"/procedures/{PROCEDURE}/links"
PAPER = ("evidence", "note verbale 12/2026 of 16 June")
TWO = ("paragraph", "2")
Parts = list[tuple[str, str]]


def hidden_of(answer: Response) -> Parts:
    return next(parts for _, action, parts in forms_of(answer) if action != "/leave")


def asked(site: Site, kind: str, *parts: tuple[str, str]) -> Response:
    form = site.see(f"{FOR}?participant=brazil&kind={kind}", "secretariat")
    return site.send(f"{FOR}/review", [*hidden_of(form), *parts], "secretariat")


def test_both_are_reached_from_the_procedure_by_the_secretariat_alone(site: Site) -> None:
    assert {FOR, LINKS} <= set(links_of(site.see(f"/procedures/{PROCEDURE}", "secretariat")))
    for who in ("chair", "bureau", "reader"):
        assert not {FOR, LINKS} & set(links_of(site.see(f"/procedures/{PROCEDURE}", who)))
        assert site.see(FOR, who).status_code == 403
        assert site.see(LINKS, who).status_code == 403
        assert site.send(f"{FOR}/file", [], who).status_code == 403
        assert site.send(f"{LINKS}/revoke", [("contact", "at-brazil")], who).status_code == 403


def test_an_objection_on_paper_is_filed_after_a_page_that_says_what_it_will_do(site: Site) -> None:
    before = site.rows()
    chooser = words_of(site.see(FOR, "secretariat"))
    assert "For which delegation Choose… Austria Brazil Norway The Council" in chooser
    review = asked(site, "object", TWO, ("says", "Too short."), PAPER)
    words = words_of(review)
    assert "File an objection for Brazil ?" in words
    assert "Its objection will break silence." in words
    assert "a letter will tell them at once" in words
    assert "On the strength of note verbale 12/2026 of 16 June" in words
    assert site.rows() == before
    for _ in range(2):
        answer = site.send(f"{FOR}/file", hidden_of(review), "secretariat")
        assert answer.status_code == 303, words_of(answer)
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    (filing,) = position.state.filings
    assert (filing.participant, filing.paragraphs, filing.says) == ("brazil", ("2",), "Too short.")


def test_for_whom_and_what_is_never_chosen_beforehand(site: Site) -> None:
    assert "selected" not in site.see(FOR, "secretariat").text.replace('value="" selected', "")
    for query, field in (
        ("?participant=&kind=object", "#participant"),
        ("?participant=x&kind=", "#kind"),
    ):
        assert field in links_of(site.see(FOR + query, "secretariat"))


def test_who_filed_and_on_what_paper_stands_in_the_register_for_staff_and_delegation(
    site: Site,
) -> None:
    review = asked(site, "object", TWO, PAPER)
    site.send(f"{FOR}/file", hidden_of(review), "secretariat")
    told = (
        "By the secretariat for Brazil, by the secretariat, on the strength of: "
        "note verbale 12/2026 of 16 June"
    )
    assert told in words_of(site.see(f"/procedures/{PROCEDURE}", "chair"))
    assert told in words_of(site.see(site.link("brazil")))
    assert "note verbale" not in words_of(site.see(site.link("austria")))
    written = site.context.register.written(PROCEDURE)
    assert any(
        f'"office":"{Office.SECRETARIAT}"' in entry.body and "page, on the strength" in entry.body
        for entry in written
    )


def test_an_objection_is_withdrawn_for_a_delegation(site: Site) -> None:
    site.file_at_once(PROCEDURE, "brazil")
    review = asked(site, "withdraw-objection", PAPER)
    assert "silence will be unbroken again" in words_of(review)
    answer = site.send(f"{FOR}/file", hidden_of(review), "secretariat")
    assert answer.status_code == 303
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    assert position.state.broken_at is None


@pytest.mark.parametrize(
    ("kind", "parts", "says"),
    [
        ("object", [TWO], "Say which paper it is"),
        ("withdraw-objection", [], "Say which paper it is"),
        ("object", [PAPER], "Choose the whole text, or the paragraphs"),
        ("explain", [PAPER], "Say it in words."),
        ("object", [TWO, ("evidence", "x" * 300)], "longer than the 200 characters"),
        ("withdraw-objection", [PAPER], "No objection of Brazil stands."),
    ],
)
def test_a_form_that_cannot_be_used_says_why_and_records_nothing(
    site: Site, kind: str, parts: Parts, says: str
) -> None:
    before = site.rows()
    answer = asked(site, kind, *parts)
    assert answer.status_code == 422
    assert says in words_of(answer)
    assert site.rows() == before


def test_what_was_not_shown_is_shown_first(site: Site) -> None:
    hidden = hidden_of(asked(site, "object", TWO, PAPER))
    before = site.rows()
    for parts in (
        [p for p in hidden if p[0] != "seal"],
        [(key, "austria" if key == "participant" else value) for key, value in hidden],
    ):
        answer = site.send(f"{FOR}/file", parts, "secretariat")
        assert "Nothing has been recorded yet" in words_of(answer)
    assert site.rows() == before


def test_what_is_filed_after_the_deadline_is_said_to_be_late(site: Site) -> None:
    site.clock.at = DEADLINE
    assert "it will be recorded as late and will not count" in words_of(
        asked(site, "object", TWO, PAPER)
    )


def test_a_link_is_revoked_after_a_page_that_says_what_that_means(site: Site) -> None:
    form = words_of(site.see(LINKS, "secretariat"))
    assert "Brazil: A delegate of Brazil (brazil@mission.example)" in form
    review = site.send(f"{LINKS}/review", [("contact", "at-brazil")], "secretariat")
    assert "will open nothing any more" in words_of(review)
    assert site.see(site.link("brazil")).status_code == 200
    done = site.send(f"{LINKS}/revoke", hidden_of(review), "secretariat")
    assert "The link of A delegate of Brazil is revoked" in words_of(done)
    assert site.see(site.link("brazil")).status_code == 410
    assert site.see(site.link("austria")).status_code == 200
    again = site.send(f"{LINKS}/revoke", hidden_of(review), "secretariat")
    assert "There is no link of A delegate of Brazil that opens" in words_of(again)


@pytest.mark.parametrize("kind", ["agendas", "negotiations"])
def test_a_link_to_an_agenda_or_a_negotiation_is_revoked_in_the_same_way(
    site: Site, kind: str
) -> None:
    if kind == "agendas":
        circulate(site)
    else:
        open_negotiation(site)
    name = AGENDA if kind == "agendas" else NAME
    links = f"/procedures/{name}/links"
    assert links in links_of(site.see(f"/{kind}/{name}", "secretariat"))
    assert links not in links_of(site.see(f"/{kind}/{name}", "chair"))
    review = site.send(f"{links}/review", [("contact", "at-brazil")], "secretariat")
    assert site.see(site.link("brazil", name)).status_code == 200
    done = site.send(f"{links}/revoke", hidden_of(review), "secretariat")
    assert f"/{kind}/{name}" in links_of(done)
    assert site.see(site.link("brazil", name)).status_code == 410


def test_nobody_chosen_and_nobody_known_are_asked_for_again(site: Site) -> None:
    for contact in ("", "at-mars"):
        answer = site.send(f"{LINKS}/review", [("contact", contact)], "secretariat")
        assert answer.status_code == 422
        assert "#contact" in links_of(answer)


def test_only_what_somebody_may_file_now_is_offered(site: Site) -> None:
    def offered(name: str) -> str:
        return words_of(site.see(f"/procedures/{name}/file-for", "secretariat"))

    quiet = offered(PROCEDURE)
    assert "An objection" in quiet
    assert "vote" not in quiet
    assert "A withdrawal" not in quiet
    site.file_at_once(PROCEDURE, "brazil")
    assert "A withdrawal of what it objected" in offered(PROCEDURE)
    site.open("voting", objection__effect="to-vote", vote__length="30 days")
    site.file_at_once("voting", "austria")
    assert "A vote in favour" in offered("voting")
    assert "An objection" not in offered("voting")
    site.open("gone")
    site.act("gone", WithdrawText(CHAIR, "Overtaken by events."))
    ended = site.see("/procedures/gone/file-for", "secretariat")
    assert "Nothing can be filed any more." in words_of(ended)
    assert 'name="kind"' not in ended.text


def test_the_page_leads_to_the_contacts_only_where_a_letter_did_not_arrive(site: Site) -> None:
    there = f"/bodies/{BODY}/contacts?show=failed"
    addresses = send(site)
    page = site.see(f"/procedures/{PROCEDURE}", "secretariat")
    assert page.status_code == 200
    assert there not in links_of(page)

    bring(site, addresses["at-brazil"], samples.FAILED)
    assert there in links_of(site.see(f"/procedures/{PROCEDURE}", "secretariat"))
