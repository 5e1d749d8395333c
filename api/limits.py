"""How often one sender may do what costs something.

The counts are kept in the memory of each process: they protect the register from being flooded,
they do not guard secrets, which are too long to guess.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from fastapi import Request

from api.problems import Problem
from nemcon.clock import Clock
from nemcon.language import _
from nemcon.register.secrets import hashed
from nemcon.settings import Settings

WINDOW: Final = timedelta(minutes=1)


class MovingWindow:
    """At most so many times within any minute, for each sender.

    The library for this starts a thread every few milliseconds, which halves the filings a second.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, who: str, now: datetime) -> timedelta | None:
        """Count once; where that would be too often, how long to wait instead."""
        with self._lock:
            self._forget(now)
            times = self._times.setdefault(who, deque())
            while times and not _within(times[0], now):
                times.popleft()
            if len(times) >= self._most:
                return times[0] + WINDOW - now
            times.append(now)
            self._times.move_to_end(who)
            return None

    def _forget(self, now: datetime) -> None:
        """Forget those who have been quiet the longest, if that is a minute already."""
        while self._times:
            who, times = next(iter(self._times.items()))
            if times and _within(times[-1], now):
                return
            del self._times[who]


def _within(then: datetime, now: datetime) -> bool:
    """Whether it was within the window; what seems to lie ahead is of a clock that was set back."""
    return now - WINDOW < then <= now


class Limits:
    """The counts of one process."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._clock = clock
        self._wrong_tokens = MovingWindow(settings.wrong_tokens_per_minute)
        self._by_token = MovingWindow(settings.filings_per_minute)
        self._receipts = MovingWindow(settings.wrong_tokens_per_minute)
        self._sign_ins = MovingWindow(settings.sign_ins_per_minute)
        self._by_address = MovingWindow(settings.filings_per_minute_per_address)

    def wrong_token(self, request: Request) -> None:
        """Count a token that is nobody's. Raises `Problem` 429.

        Only wrong ones count, so that nobody is shut out by a neighbour behind the same address.
        """
        self._spend(self._wrong_tokens, address_of(request))

    def receipt(self, request: Request) -> None:
        """Count a receipt that is checked: each costs a walk over a chain. Raises `Problem` 429."""
        self._spend(self._receipts, address_of(request))

    def sign_in(self, request: Request) -> None:
        """Count a letter to sign in by that is asked for. Raises `Problem` 429."""
        self._spend(self._sign_ins, address_of(request))

    def filing(self, request: Request, token: str) -> None:
        """Count a filing, by the sender's address and by its sender. Raises `Problem` 429."""
        self._spend(self._by_address, address_of(request))
        self._spend(self._by_token, hashed(token))

    def _spend(self, window: MovingWindow, who: str) -> None:
        wait = window.take(who, self._clock.now())
        if wait is not None:
            seconds = max(math.ceil(wait.total_seconds()), 1)
            says = _(
                "That was too often within a minute. Nothing was recorded; wait and try again."
            )
            raise Problem(429, "too-many-requests", says, retry_after=seconds)


def address_of(request: Request) -> str:
    """Where a request comes from; of IPv6 the network, of which one sender has all addresses.

    What a proxy forwards is believed by the server already, for the proxies of the settings only.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return host
