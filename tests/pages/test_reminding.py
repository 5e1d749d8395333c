"""Reminding delegations by form: the number and the list first, then the letters, each once."""

from __future__ import annotations

import pytest
from httpx import Response

from nemcon.procedure.acts import Kind
from nemcon.procedure.reminders import DelegationsReminded
from nemcon.register import codec
from tests.api.house import PROCEDURE
from tests.api.letters import bring, send
from tests.mail.returned import samples
from tests.pages.site import Site, forms_of, links_of, words_of

AT = f"/procedures/{PROCEDURE}/remind"


def reminded(site: Site) -> list[tuple[str, ...]]:
    """Who was reminded by hand, each time."""
    entries = [codec.read(w.body).entry for w in site.context.register.written(PROCEDURE)]
    return [each.participants for each in entries if isinstance(each, DelegationsReminded)]


def parts_of(answer: Response, action: str) -> list[tuple[str, str]]:
    """What the form with that address would send."""
    return next(parts for _, to, parts in forms_of(answer) if to == action)


def review(site: Site, who: str = "secretariat", **more: str) -> Response:
    return site.send(f"{AT}/review", [("whom", "not-acted"), *more.items()], who)


@pytest.mark.parametrize("who", ["secretariat", "chair"])
def test_the_number_and_the_list_are_shown_and_then_the_letters_leave(site: Site, who: str) -> None:
    addresses = send(site)
    bring(site, addresses["at-austria"], samples.FAILED)
    assert AT in links_of(site.see(f"/procedures/{PROCEDURE}", who))
    assert AT in links_of(site.see(f"/procedures/{PROCEDURE}/health", who))
    assert "acknowledged the text or not: 2 delegations" in words_of(site.see(AT, who))
    shown = review(site, who)
    words = words_of(shown)
    assert "2 delegations get a letter" in words
    assert "Their letters came back, so that a reminder would not reach them: 1 Austria" in words
    assert reminded(site) == []
    answer = site.send(f"{AT}/act", parts_of(shown, f"{AT}/act"), who)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/procedures/{PROCEDURE}#letters-heading",
    )
    assert reminded(site) == [("brazil", "norway")]
    history = words_of(site.see(f"/procedures/{PROCEDURE}", who))
    assert "2 participants were reminded of the deadline." in history


def test_a_form_that_is_sent_twice_sends_the_letters_once(site: Site) -> None:
    send(site)
    parts = parts_of(review(site), f"{AT}/act")
    assert site.send(f"{AT}/act", parts, "secretariat").status_code == 303
    assert site.send(f"{AT}/act", parts, "secretariat").status_code == 303
    assert len(reminded(site)) == 1


def test_what_was_filed_meanwhile_is_shown_before_anything_leaves(site: Site) -> None:
    send(site)
    parts = parts_of(review(site), f"{AT}/act")
    site.file_at_once(PROCEDURE, "norway", Kind.OBJECT, says="No.")
    answer = site.send(f"{AT}/act", parts, "secretariat")
    assert "2 delegations get a letter" in words_of(answer)
    assert reminded(site) == []
    again = parts_of(answer, f"{AT}/act")
    assert site.send(f"{AT}/act", again, "secretariat").status_code == 303
    assert reminded(site) == [("austria", "brazil")]


def test_what_was_not_shown_is_not_sent(site: Site) -> None:
    send(site)
    shown = parts_of(review(site), f"{AT}/act")
    forged = [(k, "not-acknowledged" if k == "whom" else v) for k, v in shown]
    assert site.send(f"{AT}/act", forged, "secretariat").status_code == 200
    assert site.send(f"{AT}/act", [("whom", "not-acted")], "secretariat").status_code == 200
    assert reminded(site) == []


def test_a_second_one_within_the_hour_asks_for_a_tick(site: Site) -> None:
    send(site)
    site.send(f"{AT}/act", parts_of(review(site), f"{AT}/act"), "secretariat")
    answer = review(site)
    assert answer.status_code == 422
    assert "A reminder was sent less than an hour ago" in words_of(answer)
    ticked = review(site, again="yes")
    site.send(f"{AT}/act", parts_of(ticked, f"{AT}/act"), "secretariat")
    assert len(reminded(site)) == 2


def test_whom_has_to_be_chosen(site: Site) -> None:
    send(site)
    answer = site.send(f"{AT}/review", [], "secretariat")
    assert answer.status_code == 422
    assert "Choose whom to remind." in words_of(answer)


def test_readers_are_offered_none_and_get_none(site: Site) -> None:
    send(site)
    assert AT not in links_of(site.see(f"/procedures/{PROCEDURE}", "reader"))
    assert site.see(AT, "reader").status_code == 403
    assert review(site, "reader").status_code == 403
