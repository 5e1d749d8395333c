"""One part is down at a time, at the moment at which it is needed."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from nemcon.procedure.entries import Filed
from nemcon.register import codec
from nemcon.register.mailings import LetterState, letters_of, mailings_of
from nemcon.register.verify import verify
from tests.faults.installation import PROCEDURE, Installation, installation
from tests.faults.programs import listens, until

pytestmark = pytest.mark.faults

PERIOD = 12.0
"""Seconds from placing the text to its deadline, where one is waited for."""


async def object_for(
    house: Installation, name: str, *, which: int = 0, key: str = "", says: str = "No."
) -> httpx.Response:
    headers = {"Authorization": f"Bearer {house.links[name]}", "Idempotency-Key": key or name}
    async with house.client(which, "") as client:
        return await client.post(
            f"/procedures/{PROCEDURE}/filings",
            json={"kind": "object", "says": says},
            headers=headers,
        )


def filers(house: Installation) -> list[tuple[str, bool]]:
    entries = [codec.read(written.body).entry for written in house.register.written(PROCEDURE)]
    return [(entry.participant, entry.late) for entry in entries if isinstance(entry, Filed)]


def ended(house: Installation) -> bool:
    position = house.register.position(PROCEDURE)
    return position is not None and position.state.outcome is not None


def letter_states(house: Installation, notice: str) -> list[LetterState]:
    with house.register.database.reading() as connection:
        found = [m for m in mailings_of(connection, PROCEDURE) if m.notice == notice]
        return [letter.state for m in found for letter in letters_of(connection, m.id)]


async def sleep_until(instant: datetime) -> None:
    await asyncio.sleep((instant - datetime.now(UTC)).total_seconds())


async def placed_and_told(house: Installation) -> datetime:
    """Place a text under silence; its deadline, once everybody has the letter and it is noted.

    Who was not reached in time has not consented: had the deadline passed before, the Chair would
    have to find what came of the silence, and no outcome would ever be reached by time alone.
    """
    deadline = await house.place(PERIOD)
    sent = [LetterState.SENT] * house.members
    await until(
        lambda: letter_states(house, "circulation") == sent, "the letters", 60, tell=house.said
    )
    left = (deadline - datetime.now(UTC)).total_seconds()
    assert left > 0, f"on a machine this busy the letters were {-left:g} s late\n{house.said()}"
    return deadline


async def test_an_engine_that_is_down_over_the_deadline_changes_no_outcome(tmp_path: Path) -> None:
    async with installation(tmp_path) as house:
        deadline = await placed_and_told(house)
        in_time = await object_for(house, "member-1")
        assert in_time.json()["late"] is False
        house.engine.kill()
        await sleep_until(deadline)
        late = await object_for(house, "member-2")
        await asyncio.sleep(2.5)
        assert not ended(house)
        house.engine.start()
        await until(lambda: ended(house), "the outcome", 60, tell=house.said)
        await until(lambda: house.told_all("outcome"), "the letters", 60, tell=house.said)

        shown = await house.shown()
        assert late.json()["late"] is True
        assert filers(house) == [("member-1", False), ("member-2", True)]
        assert datetime.fromisoformat(shown["decided_at"]) == deadline
        assert shown["outcome"] == "compiled"


async def test_with_the_engine_down_the_next_filing_closes_the_book(tmp_path: Path) -> None:
    async with installation(tmp_path) as house:
        deadline = await placed_and_told(house)
        house.engine.kill()
        await sleep_until(deadline)
        await asyncio.sleep(2.5)
        late = await object_for(house, "member-2")

        shown = await house.shown()
        assert late.json()["late"] is True
        assert shown["outcome"] == "adopted"
        assert datetime.fromisoformat(shown["decided_at"]) == deadline


async def test_a_worker_killed_in_the_middle_of_a_mailing_leaves_no_letter_unsent(
    tmp_path: Path,
) -> None:
    async with installation(tmp_path, members=120, sink_pause=0.1) as house:
        await house.place(300)
        await until(
            lambda: len(house.told("circulation")) >= 30, "the first letters", 30, tell=house.said
        )
        house.workers[0].kill()
        reached = len(house.told("circulation"))
        house.workers[0].start()
        await until(lambda: house.told_all("circulation"), "all letters", 60, tell=house.said)

        assert 30 <= reached < house.members
        await until(
            lambda: set(letter_states(house, "circulation")) == {LetterState.SENT}, "the notes", 30
        )
        copies = len(list(house.mailbox.glob("*.eml")))
        # What a killed worker had handed over and not yet noted leaves once more.
        assert copies - house.members <= 25 + 4
        check_copies(house)


def check_copies(house: Installation) -> None:
    """What arrived twice for somebody is the same letter, byte for byte."""
    by_recipient: dict[bytes, set[bytes]] = {}
    for path in house.mailbox.glob("*.eml"):
        sender, recipient, content = path.read_bytes().split(b"\r\n", 2)
        by_recipient.setdefault(recipient, set()).add(sender + content)
    assert [who for who, letters in by_recipient.items() if len(letters) > 1] == []


class PuttingOff:
    """A relay that greylists everybody."""

    def __init__(self) -> None:
        self.asked = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd finds the method by this name
        self, _server: SMTP, _session: Session, _envelope: Envelope, _to: str, _options: list[str]
    ) -> str:
        self.asked += 1
        return "451 4.7.1 Greylisted, try again later"


async def test_letters_wait_for_a_relay_that_is_down_and_then_puts_them_off(tmp_path: Path) -> None:
    async with installation(tmp_path) as house:
        port = int(house.settings["NEMCON_SMTP_PORT"])
        house.sink.kill()
        await house.place(300)
        await until(
            lambda: letter_states(house, "circulation") == [LetterState.QUEUED] * house.members,
            "the letters to be composed",
            30,
            tell=house.said,
        )
        handler = PuttingOff()
        greylisting = Controller(handler, hostname="127.0.0.1", port=port, server_hostname="grey")
        greylisting.start()
        try:
            await until(lambda: handler.asked >= house.members, "the relay", 60, tell=house.said)
        finally:
            greylisting.stop()
        assert set(letter_states(house, "circulation")) == {LetterState.QUEUED}
        house.sink.start()
        await until(lambda: house.told_all("circulation"), "the letters", 60, tell=house.said)

        await until(
            lambda: set(letter_states(house, "circulation")) == {LetterState.SENT}, "the notes", 30
        )
        assert listens(port)
        assert len(list(house.mailbox.glob("*.eml"))) == house.members


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system of that size. Skips the test where none may be mounted."""
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None:
        pytest.skip("a small disk is needed to fill it, and there is no `mount` here")
    command = [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True)
    if done.returncode:
        pytest.skip("a small disk is needed to fill it, and this user may not mount one")
    try:
        yield
    finally:
        subprocess.run([umount, "-l", str(folder)], check=True)


async def test_on_a_full_disk_nothing_is_promised_and_nothing_promised_is_lost(
    tmp_path: Path,
) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, "6m"):
        ballast = disk / "ballast"
        async with installation(tmp_path, f"sqlite:///{disk / 'nemcon.db'}", members=40) as house:
            await house.place(300)
            house.workers[0].kill()
            ballast.write_bytes(b"")
            room = shutil.disk_usage(disk).free
            ballast.write_bytes(b"x" * max(room - 200_000, 0))
            promised: list[str] = []
            turned_away: list[httpx.Response] = []
            for name in house.participants():
                answer = await object_for(house, name, says="No. " * 4000)
                if answer.status_code == httpx.codes.CREATED:
                    promised.append(name)
                else:
                    turned_away.append(answer)
            assert promised
            assert {answer.status_code for answer in turned_away} == {503}
            assert [name for name, _ in filers(house)] == promised

            ballast.unlink()
            for name in house.participants():
                answer = await object_for(house, name, says="No. " * 4000)
                assert answer.is_success, answer.text
            assert sorted(name for name, _ in filers(house)) == sorted(house.participants())
            assert verify(PROCEDURE, house.register.written(PROCEDURE)).sound


async def test_one_objection_sent_to_two_servers_at_once_is_recorded_once(tmp_path: Path) -> None:
    async with installation(tmp_path, apis=2, workers=2) as house:
        await house.place(300)
        answers = await asyncio.gather(
            *(
                object_for(house, name, which=which)
                for name in house.participants()
                for which in (0, 1, 0, 1)
            )
        )
        await until(lambda: house.told_all("receipt"), "the receipts", 60, tell=house.said)

        receipts = {answer.json()["code"] for answer in answers}
        assert {answer.status_code for answer in answers} == {200, 201}
        assert sorted(name for name, _ in filers(house)) == sorted(house.participants())
        assert len(receipts) == house.members
        assert len(house.register.written(PROCEDURE)) == house.members + 3
