"""The page of what waits for a second person of the secretariat."""

from __future__ import annotations

from api.pages.filing import WHOLE
from nemcon.register.roles import Role
from nemcon.register.staff import issue_token
from tests.api.house import BODY, PROCEDURE, START
from tests.pages.site import Site, forms_of, words_of


def test_what_one_enters_by_page_waits_until_another_confirms_it(site: Site) -> None:
    with site.context.database.writing() as connection:
        site.tokens["second"] = issue_token(connection, "Nora", Role.SECRETARIAT, START, BODY)
        site.sessions["second"] = site._session(connection, site.tokens["second"])
    site.post(f"/bodies/{BODY}/two-persons", {"minutes": 30})
    path = f"/procedures/{PROCEDURE}/file-for"
    parts = [
        ("participant", "brazil"),
        ("kind", "object"),
        ("paragraph", WHOLE),
        ("evidence", "A note"),
    ]
    position = site.context.register.position(PROCEDURE)
    assert position is not None
    digest = ("digest", position.state.text_digest)
    shown = site.send(f"{path}/review", [*parts, digest, ("says", "No <b>way</b>.")], "secretariat")
    assert "This body asks for two persons" in words_of(shown)
    _, address, hidden = next(form for form in forms_of(shown) if form[1] == f"{path}/file")
    answer = site.send(address, hidden, "secretariat")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/waiting")
    own = site.see("/waiting", "secretariat")
    assert "You entered this" in words_of(own)
    assert "No &lt;b&gt;way&lt;/b&gt;." in own.text
    assert not any(form[1].endswith("/confirm") for form in forms_of(own))
    theirs = site.see("/waiting", "second")
    assert ": an objection" in words_of(theirs)
    assert f"<bdi>{position.state.text.name}</bdi></a>, entered by" in theirs.text
    assert "<dd>The whole text</dd>" in theirs.text
    _, address, hidden = next(f for f in forms_of(theirs) if f[1].endswith("/confirm"))
    assert site.send(address, hidden, "second").status_code == 303
    assert "Confirmed and recorded: Nora" in words_of(site.see("/waiting", "second"))
    assert "brazil" in site.context.register.written(PROCEDURE)[-1].body.lower()
