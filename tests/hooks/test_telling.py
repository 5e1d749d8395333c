"""Webhooks from the register to the receiver: signed, at least once, for three days, no secrets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import Response
from standardwebhooks import Webhook, WebhookVerificationError

from activities.hooking import Hooking
from nemcon.hooks.signing import secret_of, signed_headers
from nemcon.mail.carrier import Key
from nemcon.mail.relay import Delivery, Outgoing, Sent
from nemcon.register.people import enter_person
from nemcon.register.webhooks import disable_webhook
from tests.api.house import BODY, PROCEDURE, House, Part
from tests.hooks.conftest import Receiver

AT = f"/bodies/{BODY}/webhooks"
Start = Callable[..., Receiver]


class Pigeon:
    """Takes letters to the staff."""

    def __init__(self) -> None:
        self.letters: list[str] = []

    async def deliver_many(
        self, letters: Iterable[Outgoing[Key]]
    ) -> AsyncGenerator[tuple[Key, Delivery]]:
        for letter in letters:
            self.letters.append(letter.data.decode())
            yield letter.key, Sent("250 ok")


def entered(house: House, receiver: Receiver, **more: Part) -> dict[str, Any]:
    sent = {"url": f"http://127.0.0.1:{receiver.port}/in", **more}
    answer = house.post(AT, sent)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def told(house: House) -> None:
    hooking = Hooking(house.context.register, house.context.links, house.settings)
    hooking.collect()
    while asyncio.run(hooking.send()):
        pass


def verified(got: dict[str, Any], secret: str) -> dict[str, Any]:
    headers = {name.lower(): value for name, value in got["headers"].items()}
    found: dict[str, Any] = Webhook(secret).verify(got["body"], headers)
    return found


def now(house: House) -> None:
    """The library verifies that what was signed is not old."""
    house.clock.at = datetime.now(UTC)


def listed(house: House) -> dict[str, Any]:
    (hook,) = house.get(AT).json()
    found: dict[str, Any] = hook
    return found


def extended(house: House, name: str = PROCEDURE) -> Response:
    sent = {"until": "2096-06-20T12:00", "because": "As was asked."}
    return house.post(f"/procedures/{name}/acts/extend", sent, "chair")


def test_a_receiver_verifies_what_it_is_told_by_the_library_of_the_scheme(
    home: House, receiver: Start
) -> None:
    running = receiver()
    made = entered(home, running)
    home.open("later")
    now(home)
    told(home)
    # Both were sent at once: which arrives first is not promised.
    got = sorted(
        (verified(each, made["secret"]) for each in running.received),
        key=lambda each: int(each["data"]["entry"]["number"]),
    )
    written = home.context.register.written("later")
    assert [each["data"]["entry"]["number"] for each in got] == [w.number for w in written]
    first = got[0]
    assert first["type"] == "silence.ProcedureOpened"
    assert first["data"] == {
        "body": BODY,
        "procedure": "later",
        "kind": "silence",
        "entry": {"number": 1, "kind": written[0].kind, "hash": written[0].hash},
        "head": f"1-{written[0].hash}",
        "url": "https://silence.example/api/v1/procedures/later",
    }
    with pytest.raises(WebhookVerificationError):
        verified({**running.received[0], "body": "{}"}, made["secret"])
    told(home)
    assert len(running.received) == len(written), "what was delivered is not sent again"
    assert {m["state"] for m in listed(home)["messages"]} == {"delivered"}


def test_the_signature_is_that_of_the_example_of_the_scheme() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, UTC)
    body = b'{"test": 2432232314}'
    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body, [secret])
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert secret_of("AAECAw") == "whsec_AAECAw=="


def test_only_the_kinds_that_were_asked_for_are_told(home: House, receiver: Start) -> None:
    running = receiver()
    entered(home, running, events=["PeriodOpened"])
    home.open("later")
    told(home)
    assert [json.loads(got["body"])["type"] for got in running.received] == ["silence.PeriodOpened"]
    refused = home.post(AT, {"url": "http://127.0.0.1/", "events": ["Nonsense"]})
    assert refused.json()["code"] == "unknown-entry-kind"


def test_what_the_rules_do_not_tell_everybody_is_not_told_and_no_name_ever_is(
    home: House, receiver: Start
) -> None:
    running = receiver()
    entered(home, running)
    home.open("hidden", disclosure__during="none")
    home.open("named", disclosure__during="named")
    for name in ("hidden", "named"):
        assert home.file(f"{name}/austria", name, says="Two days are too few.").is_success
    told(home)
    bodies = [json.loads(got["body"]) for got in running.received]
    filed = [each["data"]["procedure"] for each in bodies if "Filed" in each["type"]]
    assert filed == ["named"]
    hidden = sorted(each["type"] for each in bodies if each["data"]["procedure"] == "hidden")
    assert hidden == ["silence.PeriodOpened", "silence.ProcedureOpened"]
    everything = str(running.received).lower()
    assert not [word for word in ("austria", "too few", "delegate") if word in everything]


def test_a_new_secret_and_the_old_one_both_verify_for_a_day(home: House, receiver: Start) -> None:
    running = receiver()
    made = entered(home, running, events=["PeriodExtended"])
    assert extended(home).is_success
    now(home)
    rotated = home.post(f"{AT}/{made['id']}/rotate", {}).json()
    assert rotated["secret"] != made["secret"]
    told(home)
    (got,) = running.received
    assert verified(got, made["secret"]) == verified(got, rotated["secret"])
    home.clock.at += timedelta(hours=25)
    message = listed(home)["messages"][0]["id"]
    assert home.post(f"{AT}/{made['id']}/messages/{message}/resend", {}).status_code == 204
    told(home)
    again = running.received[1]
    assert again["headers"]["webhook-id"] == got["headers"]["webhook-id"]
    assert len(again["headers"]["webhook-signature"].split()) == 1


def test_what_fails_is_tried_for_three_days_and_then_the_staff_is_told(
    home: House, receiver: Start
) -> None:
    running = receiver()
    running.answers("500")
    made = entered(home, running, events=["PeriodExtended"])
    assert extended(home).is_success
    pigeon = Pigeon()
    hooking = Hooking(home.context.register, home.context.links, home.settings)
    begun = home.clock.at
    message: dict[str, Any] = {}
    for _ in range(20):
        told(home)
        asyncio.run(hooking.tell_staff(pigeon))
        (message,) = listed(home)["messages"]
        if message["state"] != "queued":
            break
        assert pigeon.letters == []
        home.clock.at = datetime.fromisoformat(message["due_at"])
    assert (message["state"], message["status"]) == ("given-up", 500)
    assert timedelta(days=3) <= home.clock.at - begun < timedelta(days=4)
    assert len(running.received) == message["attempts"] == 10
    hook = listed(home)
    assert hook["disabled_because"] == "Disabled because it failed for three days: 500 thank you"
    asyncio.run(hooking.tell_staff(pigeon))
    (letter,) = pigeon.letters
    assert "A webhook was disabled" in letter
    running.answers("204")
    assert home.post(f"{AT}/{made['id']}/enable", {}).status_code == 204
    told(home)
    assert listed(home)["messages"][0]["state"] == "delivered"


def test_the_staff_is_told_in_the_language_of_whoever_has_the_address_of_the_office(
    home: House,
) -> None:
    made = home.post(AT, {"url": "http://127.0.0.1:9/in"}).json()
    office = home.settings.mail_office
    with home.context.database.writing() as connection:
        enter_person(connection, "Anna", office, home.clock.at, "fr")
        disable_webhook(connection, made["id"], "It is gone.", home.clock.at, told=False)
    pigeon = Pigeon()
    hooking = Hooking(home.context.register, home.context.links, home.settings)
    asyncio.run(hooking.tell_staff(pigeon))
    (letter,) = pigeon.letters
    assert '<html lang=3D"fr">' in letter


def test_a_receiver_that_is_gone_is_disabled_at_once_and_others_go_on(
    home: House, receiver: Start
) -> None:
    gone, well = receiver(), receiver()
    gone.answers("410")
    for each in (gone, well):
        entered(home, each, events=["PeriodExtended"])
    assert extended(home).is_success
    told(home)
    by_url = {hook["url"]: hook for hook in home.get(AT).json()}
    assert "it wants no more" in by_url[f"http://127.0.0.1:{gone.port}/in"]["disabled_because"]
    other = by_url[f"http://127.0.0.1:{well.port}/in"]
    assert (other["disabled_at"], other["messages"][0]["state"]) == (None, "delivered")


def test_what_is_recorded_while_it_is_disabled_waits_and_what_was_before_is_not_told(
    home: House, receiver: Start
) -> None:
    running = receiver()
    made = entered(home, running)
    told(home)
    assert running.received == [], "what was recorded before it was entered"
    home.post(f"{AT}/{made['id']}/disable", {})
    assert extended(home).is_success
    told(home)
    assert running.received == []
    home.post(f"{AT}/{made['id']}/enable", {})
    told(home)
    assert len(running.received) == 1
    home.post(f"{AT}/{made['id']}/end", {})
    assert home.get(AT).json() == []
    assert home.post(f"{AT}/{made['id']}/enable", {}).json()["code"] == "no-such-webhook"


@pytest.mark.parametrize("who", ["chair", "bureau", "reader"])
def test_only_the_secretariat_has_to_do_with_webhooks(home: House, who: str) -> None:
    sent = {"url": "https://example.org/"}
    assert home.post(AT, sent, who).status_code == 403
    assert home.get(AT, who).status_code == 403


def test_the_secret_is_shown_once_and_never_kept(home: House) -> None:
    made = home.post(AT, {"url": "https://example.org/"}).json()
    assert made["secret"].startswith("whsec_")
    assert made["secret"] not in home.get(AT).text
    with home.context.database.reading() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM webhooks").all())
    assert made["secret"].removeprefix("whsec_") not in kept
