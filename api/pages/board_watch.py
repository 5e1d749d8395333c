"""Who waits for news of the register: one watcher in a process, however many listen.

Every few seconds it asks for the numbers of all heads, once for everybody, and only while somebody
listens. Where nothing has happened that is one small sum, and nobody is woken.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from nemcon.register.board import heads, heads_in_all
from nemcon.register.database import Database

EVERY: Final = 2.0
"""Seconds between two looks at the register."""
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changed:
    """A procedure in whose register something was appended, and its body."""

    procedure: str
    body: str


async def _within(news: asyncio.Queue[tuple[Changed, ...]], ends: float) -> tuple[Changed, ...]:
    """What comes next; nothing once the time of the loop has come to `ends`."""
    try:
        async with asyncio.timeout_at(ends):
            return await news.get()
    except TimeoutError:
        return ()


class Watch:
    """Tells whoever listens in one process what has changed."""

    def __init__(self, database: Database, every: float = EVERY) -> None:
        """`every` is in seconds."""
        self._database = database
        self._every = every
        self._listeners: set[asyncio.Queue[tuple[Changed, ...]]] = set()
        self._looking: asyncio.Task[None] | None = None

    async def changes(self, seconds: float) -> AsyncGenerator[tuple[Changed, ...]]:
        """What changes from now on, in that many seconds at most, or until `close`."""
        news: asyncio.Queue[tuple[Changed, ...]] = asyncio.Queue()
        self._listeners.add(news)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        ends = asyncio.get_running_loop().time() + seconds
        try:
            while changed := await _within(news, ends):
                yield changed
        finally:
            self._listeners.discard(news)
            if not self._listeners:
                self._rest()

    def close(self) -> None:
        """Let everybody go who listens: the process is about to end."""
        self._tell(())

    def _rest(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _tell(self, changed: tuple[Changed, ...]) -> None:
        for news in self._listeners:
            news.put_nowait(changed)

    async def _look(self) -> None:
        known, sums = await asyncio.to_thread(self._heads)
        while True:
            await asyncio.sleep(self._every)
            try:
                if await asyncio.to_thread(self._sums) == sums:
                    continue
                found, sums = await asyncio.to_thread(self._heads)
            except SQLAlchemyError:
                _LOG.warning("the register could not be asked for news", exc_info=True)
                continue
            changed = tuple(
                Changed(name, body)
                for name, (body, number) in found.items()
                if known.get(name) != (body, number)
            )
            known = found
            if changed:
                self._tell(changed)

    def _sums(self) -> tuple[int, int]:
        with self._database.reading() as connection:
            return heads_in_all(connection)

    def _heads(self) -> tuple[dict[str, tuple[str, int]], tuple[int, int]]:
        with self._database.reading() as connection:
            # Asked for before the heads: what comes between the two is then looked at again.
            sums = heads_in_all(connection)
            return heads(connection), sums
