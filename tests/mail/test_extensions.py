"""What a relay offers is used where it is of use, and addresses are what the relay can carry."""

from dataclasses import replace

import pytest

from nemcon.mail.addresses import Mailbox
from nemcon.mail.message import serialise
from nemcon.mail.relay import Refused, Sent

from .letters import LETTER
from .server import DATA, FROM, Desk, DsnServer, serving


async def test_proof_of_delivery_is_asked_for_where_it_is_offered() -> None:
    desk = Desk()
    sender = "bounces+wg3-1.abc@body.example"
    async with serving(desk, DsnServer) as relay:
        assert isinstance(await relay.deliver(sender, "p+m=x@mission.example", DATA), Sent)
    mail, rcpt = desk.commands
    assert "RET=HDRS" in mail
    assert "ENVID=bounces+2Bwg3-1.abc" in mail
    assert "NOTIFY=SUCCESS,FAILURE,DELAY" in rcpt
    assert "ORCPT=rfc822;p+2Bm+3Dx@mission.example" in rcpt


async def test_proof_of_delivery_is_not_asked_for_where_it_is_not_offered() -> None:
    desk = Desk()
    async with serving(desk) as relay:
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert not any(word in " ".join(desk.commands) for word in ("NOTIFY", "ORCPT", "ENVID", "RET="))


async def test_an_address_outside_ascii_goes_where_it_can_and_is_refused_where_not() -> None:
    address = "δοκιμή@mission.example"
    data = serialise(replace(LETTER, to=Mailbox("Δ", address)))
    able, unable = Desk(), Desk()
    async with serving(able, enable_SMTPUTF8=True) as relay:
        assert isinstance(await relay.deliver(FROM, address, data), Sent)
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    async with serving(unable) as relay:
        refusal = await relay.deliver(FROM, address, data)
        assert isinstance(refusal, Refused)
        assert "SMTPUTF8" in refusal.text
        assert isinstance(await relay.deliver(FROM, "pm@mission.example", DATA), Sent)
    assert able.received[0] == (address, data)
    mails = [command for command in able.commands if command.startswith("MAIL")]
    assert ["SMTPUTF8" in mail for mail in mails] == [True, False]


async def test_a_domain_outside_ascii_needs_nothing_of_the_relay() -> None:
    desk = Desk()
    async with serving(desk) as relay:
        assert isinstance(await relay.deliver(FROM, "pm@straße.example", DATA), Sent)
    assert desk.received[0][0] == "pm@xn--strae-oqa.example"


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b.example>\r\nRSET", "a@b.example,c@d.example"]
)
async def test_a_malformed_address_is_refused_and_never_reaches_the_relay(address: str) -> None:
    desk = Desk()
    async with serving(desk) as relay:
        assert isinstance(await relay.deliver(FROM, address, DATA), Refused)
    assert desk.sessions == 0
