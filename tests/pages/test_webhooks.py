"""The page of a body's webhooks."""

from __future__ import annotations

import re
from datetime import timedelta

from nemcon.register import webhook_messages as m
from nemcon.register import webhooks as w
from nemcon.register.webhook_messages import Behind
from tests.api.house import BODY, PROCEDURE
from tests.pages.site import Site

AT = f"/bodies/{BODY}/webhooks"


def entered(site: Site, url: str = "https://example.org/in", **more: str) -> str:
    parts = [("url", url), ("note", ""), ("events", ""), *more.items()]
    return site.send(AT, parts, "secretariat").text


def hook_of(site: Site) -> w.Webhook:
    with site.context.database.reading() as connection:
        (hook,) = w.webhooks_of(connection, BODY)
    return hook


def test_a_secret_is_shown_once_and_a_new_one_is_given(site: Site) -> None:
    assert AT in site.see("/following", "secretariat").text
    assert "There is no webhook yet" in site.see(AT, "secretariat").text
    secret = re.search(r"whsec_[A-Za-z0-9+/=]{44}", entered(site))
    assert secret is not None
    assert "whsec_" not in site.see(AT, "secretariat").text
    again = site.send(f"{AT}/{hook_of(site).id}/rotate", [], "secretariat").text
    assert "whsec_" in again
    assert secret[0] not in again


def test_a_wrong_address_and_a_wrong_kind_are_said_beside_their_fields(site: Site) -> None:
    refused = entered(site, "http://example.org/<b>")
    assert "begins with https://" in refused
    assert "whsec_" not in refused
    assert 'value="http://example.org/&lt;b&gt;"' in refused
    parts = [("url", "https://example.org/"), ("events", "Nonsense")]
    assert "no kind of entry called" in site.send(AT, parts, "secretariat").text


def test_a_failure_is_shown_with_its_answer_and_sent_again_by_hand(site: Site) -> None:
    entered(site)
    hook, now = hook_of(site), site.clock.now()
    with site.context.database.writing() as connection:
        m.file_messages(connection, hook.id, Behind(PROCEDURE, 2, 3), [2], now)
        (message,) = m.claim(connection, now, 5)
        m.note_answer(connection, message, m.GIVEN_UP, 500, "<i>broken</i>", now, now)
        w.disable_webhook(connection, hook.id, "Disabled because it failed", now, told=False)
    shown = site.see(AT, "secretariat").text
    assert "500 <bdi>&lt;i&gt;broken" in shown
    assert "given up" in shown
    assert "Disabled because it failed" in shown
    assert "one is disabled" in site.see("/following", "secretariat").text
    path = f"{AT}/{hook.id}/messages/{message.id}/resend"
    assert site.send(path, [], "secretariat").status_code == 303
    assert site.send(f"{AT}/{hook.id}/enable", [], "secretariat").status_code == 303
    assert "waits" in site.see(AT, "secretariat").text
    with site.context.database.writing() as connection:
        assert len(m.claim(connection, now + timedelta(seconds=1), 5)) == 1
    assert site.send(f"{AT}/{hook.id}/end", [], "secretariat").status_code == 303
    assert "There is no webhook yet" in site.see(AT, "secretariat").text


def test_only_the_secretariat_opens_the_page(site: Site) -> None:
    assert site.see(AT, "chair").status_code == 403
    assert AT not in site.see("/following", "chair").text
