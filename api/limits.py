"""How often one sender may do what costs something.

The counts are kept in the memory of each process: they protect the register from being flooded,
they do not guard secrets, which are too long to guess.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.problems import Problem
from nemcon.register.secrets import hashed
from nemcon.settings import Settings


class Limits:
    """The counts of one process."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._wrong_tokens = RateLimitItemPerMinute(settings.wrong_tokens_per_minute)
        self._by_token = RateLimitItemPerMinute(settings.filings_per_minute)
        self._by_address = RateLimitItemPerMinute(settings.filings_per_minute_per_address)

    def wrong_token(self, request: Request) -> None:
        """Count a token that is nobody's. Raises `Problem` 429.

        Only wrong ones count, so that nobody is shut out by a neighbour behind the same address.
        """
        self._spend(self._wrong_tokens, "wrong", address_of(request))

    def filing(self, request: Request, token: str) -> None:
        """Count a filing, by its sender and by the sender's address. Raises `Problem` 429."""
        self._spend(self._by_address, "address", address_of(request))
        self._spend(self._by_token, "filing", hashed(token))

    def _spend(self, item: RateLimitItem, what: str, who: str) -> None:
        if not self._limiter.hit(item, what, who):
            says = "That was too often within a minute. Nothing was recorded; wait and try again."
            raise Problem(429, "too-many-requests", says, retry_after=60)


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
