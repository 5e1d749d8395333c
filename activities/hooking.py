"""Tells webhooks what was recorded: at least once, for three days, and then the staff instead.

A message says which entry it is about and where to ask for more. It holds nothing that somebody
filed and no name, and entries that the rules do not tell to everybody make no message at all.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from activities.mail_room import house_of
from nemcon.hooks.posting import Answer, Poster
from nemcon.hooks.signing import secret_of, signed_headers
from nemcon.language import speaking
from nemcon.mail.carrier import Carrier
from nemcon.mail.hook_failed import hook_failed
from nemcon.mail.message import serialise
from nemcon.mail.relay import Deferred, Outgoing
from nemcon.procedure.entries import Happened
from nemcon.procedure.state import ProcedureState
from nemcon.procedure.told import entry_is_told
from nemcon.register import codec, directory
from nemcon.register import webhook_messages as m
from nemcon.register import webhooks as w
from nemcon.register.codec import Written
from nemcon.register.door import PositionOf, Register
from nemcon.register.kinds import State, kind_of
from nemcon.register.people import language_at
from nemcon.register.secrets import LinkKey
from nemcon.register.webhook_messages import Behind, HookMessage
from nemcon.register.webhooks import Webhook
from nemcon.settings import Settings
from nemcon.timing.writing import write_utc

log = logging.getLogger(__name__)

EVERY: Final = 1.0
TRIED_FOR: Final = timedelta(days=3)
PAUSES: Final = tuple(
    timedelta(seconds=s) for s in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
)
"""How long to wait after the first attempt, the second, and so on."""
_AT_ONCE: Final = 16


class Hooking:
    """Tells the webhooks of an installation."""

    def __init__(
        self, register: Register, links: LinkKey, settings: Settings, poster: Poster | None = None
    ) -> None:
        """`links` is the key from which the secrets are derived."""
        self._register = register
        self._links = links
        self._house = house_of(settings, links)
        self._poster = poster or Poster(private=settings.webhooks_private)

    async def keep_telling(self, carrier: Carrier) -> None:
        """Tell what is new, every second, until cancelled; `carrier` takes letters to the staff."""
        while True:
            try:
                await asyncio.to_thread(self.collect)
                await self.send()
                await self.tell_staff(carrier)
            except Exception as error:  # whatever it was: what waits is kept, and tried again
                log.warning("webhooks could not be told; it is tried again", exc_info=error)
            await asyncio.sleep(EVERY)

    def collect(self) -> None:
        """File a message for each entry and receiver that has none yet."""
        now = self._register.clock.now()
        with self._register.database.reading() as connection:
            working = w.working_webhooks(connection)
            found = [(hook, item) for hook in working for item in m.behind(connection, hook, now)]
        for hook, item in found:
            numbers = tuple(self._to_tell(hook, item))
            with self._register.database.writing() as connection:
                m.file_messages(connection, hook.id, item, numbers, self._register.clock.now())

    async def send(self) -> int:
        """Try each message that is due once; how many were tried."""
        claimed = await asyncio.to_thread(self._claim)
        await asyncio.gather(*(self._send(hook, message) for hook, message in claimed))
        return len(claimed)

    async def tell_staff(self, carrier: Carrier) -> None:
        """Write to the secretariat about webhooks that were disabled because they failed."""
        letters = await asyncio.to_thread(lambda: list(self._letters()))
        async with contextlib.aclosing(carrier.deliver_many(letters)) as deliveries:
            async for name, delivery in deliveries:
                if not isinstance(delivery, Deferred):
                    await asyncio.to_thread(self._note_told, name)

    def _to_tell(self, hook: Webhook, item: Behind) -> Iterator[int]:
        position = self._register.whereabouts(item.procedure)
        if position is None:
            return
        for written in self._register.written(item.procedure)[item.mark : item.head]:
            wanted = not hook.events or written.kind in hook.events
            if wanted and _is_public(codec.read(written.body), position.state):
                yield written.number

    def _claim(self) -> list[tuple[Webhook, HookMessage]]:
        with self._register.database.writing() as connection:
            claimed = m.claim(connection, self._register.clock.now(), _AT_ONCE)
            hooks = {hook.id: hook for hook in w.working_webhooks(connection)}
        return [(hooks[each.webhook], each) for each in claimed if each.webhook in hooks]

    async def _send(self, hook: Webhook, message: HookMessage) -> None:
        position = await asyncio.to_thread(self._register.whereabouts, message.procedure)
        written = await asyncio.to_thread(self._register.written, message.procedure)
        if position is None:
            log.warning("the procedure of webhook message %s is not there", message.id)
            return
        body = payload(position, written[message.number - 1], self._house.public_url)
        now = self._register.clock.now()
        keys = [secret_of(key) for key in hook.keys(self._links, now)]
        headers = signed_headers(message.id, now, body, keys)
        answer = await self._poster.post(hook.url, headers, body)
        await asyncio.to_thread(self._note, hook, message, answer)

    def _note(self, hook: Webhook, message: HookMessage, answer: Answer) -> None:
        now = self._register.clock.now()
        late = now - (message.first_at or now) >= TRIED_FOR
        state = m.DELIVERED if answer.taken else m.GIVEN_UP if late or answer.gone else m.QUEUED
        due = now + PAUSES[min(message.attempts, len(PAUSES) - 1)]
        said = f"{answer.status or ''} {answer.says}".strip()
        with self._register.database.writing() as connection:
            m.note_answer(connection, message, state, answer.status, answer.says, now, due)
            if state == m.GIVEN_UP:
                why = "it wants no more" if answer.gone else "it failed for three days"
                w.disable_webhook(
                    connection, hook.id, f"Disabled because {why}: {said}", now, told=False
                )

    def _letters(self) -> Iterator[Outgoing[str]]:
        with self._register.database.reading() as connection:
            failed = w.failed_untold(connection)
            names = {body.id: body.name for body in directory.all_bodies(connection)}
            language = language_at(connection, self._house.office)
        for hook in failed:
            page = f"{self._house.public_url}/bodies/{hook.body}/webhooks"
            at = hook.disabled_at or self._register.clock.now()
            because = hook.disabled_because
            with speaking(language):
                letter = hook_failed(
                    hook.id, names[hook.body], hook.url, because, page, self._house, at
                )
            yield Outgoing(hook.id, "", letter.to.address, serialise(letter))

    def _note_told(self, webhook: str) -> None:
        with self._register.database.writing() as connection:
            w.note_told(connection, webhook, self._register.clock.now())


def payload(position: PositionOf[State], written: Written, public_url: str) -> bytes:
    """What is sent of an entry; always the same bytes."""
    recorded = codec.read(written.body)
    kind = kind_of(position.state)
    told: dict[str, object] = {
        "type": f"{kind}.{written.kind}",
        "timestamp": write_utc(recorded.at),
        "data": {
            "body": position.body,
            "procedure": position.procedure,
            "kind": kind,
            "entry": {"number": written.number, "kind": written.kind, "hash": written.hash},
            "head": f"{written.number}-{written.hash}",
            "url": f"{public_url}/api/v1/{_PLACES[kind]}/{position.procedure}",
        },
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


_PLACES: Final = {"silence": "procedures", "agenda": "agendas", "negotiation": "negotiations"}


def _is_public(recorded: Happened[Any], state: State) -> bool:
    """Whether everybody is told of the entry now, and not only of there being one."""
    if isinstance(state, ProcedureState):
        return entry_is_told(recorded.entry, "", state)
    return True
