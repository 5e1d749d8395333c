"""Opening a link, and pressing what stands there, leaves the register as it was."""

from __future__ import annotations

from collections import deque

import pytest

from nemcon.procedure.acts import COMMENTS
from tests.api.house import PROCEDURE
from tests.pages.site import Site, forms_of, links_of


def walk(site: Site, start: str) -> set[str]:
    """Every address under the link that links lead to."""
    seen: set[str] = set()
    ahead = deque([start])
    while ahead:
        path = ahead.popleft().partition("#")[0]
        if path in seen or not path.startswith(start):
            continue
        seen.add(path)
        assert site.see(path, method="HEAD").content == b""
        answer = site.see(path)
        assert answer.status_code == 200, path
        ahead += links_of(answer)
    return seen


def test_a_scanner_that_opens_every_link_leaves_no_trace(site: Site) -> None:
    site.file_at_once(PROCEDURE, "brazil")
    before = site.rows()
    head = site.context.register.position(PROCEDURE)
    opened = walk(site, site.link("brazil"))
    assert f"{site.link('brazil')}/file/object" in opened
    assert f"{site.link('brazil')}/file/withdraw-objection" in opened
    assert site.rows() == before
    assert site.context.register.position(PROCEDURE) == head


def test_a_scanner_that_presses_every_button_cannot_file(site: Site) -> None:
    site.file_at_once(PROCEDURE, "brazil")
    before = site.rows()
    pressed = 0
    for path in walk(site, site.link("brazil")):
        for method, action, hidden in forms_of(site.see(path)):
            assert method == "post"
            for target in (action, action.replace("/review", "/file")):
                assert site.send(target, hidden).status_code in (409, 422)
                pressed += 1
    assert pressed >= 2 * len(COMMENTS)
    assert site.rows() == before


@pytest.mark.parametrize("path", ["/review", "/file"])
def test_the_addresses_that_take_a_form_show_nothing_by_themselves(site: Site, path: str) -> None:
    answer = site.see(site.link("brazil") + path)
    assert (answer.status_code, answer.headers["Location"]) == (303, site.link("brazil"))


def test_a_staff_link_does_nothing_before_its_button(site: Site) -> None:
    path = f"/enter/{site.tokens['chair']}"
    for method in ("HEAD", "GET"):
        answer = site.see(path, method=method)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
