"""Where webhooks may go: by HTTPS to public addresses, and nowhere inside the network they leave.

A name is looked up for each sending, every address that it has must be public, and the connection
goes to one of those that were looked at: a name that answers otherwise a moment later gains
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import httpx

_LONGEST: Final = 2_000
_NAT64: Final = ip_network("64:ff9b::/96")
_PORTS: Final = {"https": 443, "http": 80}


class AddressRefused(ValueError):
    """Webhooks are not sent there; `says` tells why, to whoever entered the address."""

    code = "webhook-address-refused"

    def __init__(self, says: str) -> None:
        self.says = says
        super().__init__(says)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that webhooks may be sent to, as far as it can be told without looking it up."""

    url: httpx.URL
    host: str
    port: int

    @classmethod
    def of(cls, address: str, *, private: bool) -> Target:
        """Read an address; with `private` it may be without TLS and of a private network.

        Raises `AddressRefused`.
        """
        try:
            url = httpx.URL(address)
        except (httpx.InvalidURL, ValueError) as error:
            raise AddressRefused(
                "This is not an address such as https://example.org/hook."
            ) from error
        allowed = ("https", "http") if private else ("https",)
        if url.scheme not in allowed or not url.host or len(address) > _LONGEST:
            raise AddressRefused("Webhooks go to an address that begins with https://.")
        if url.userinfo or url.fragment:
            says = "The address may hold no user name, no password and nothing after a #."
            raise AddressRefused(says)
        target = cls(url, url.host, url.port or _PORTS[url.scheme])
        if not private and _is_literal(target.host):
            require_public((target.host,))
        return target


def require_public(addresses: tuple[str, ...]) -> None:
    """Raise `AddressRefused` unless there are addresses, and every one of them is public."""
    if not addresses:
        raise AddressRefused("The name of that address cannot be found.")
    if not all(map(is_public, addresses)):
        raise AddressRefused("That address leads into a private network.")


def is_public(address: str) -> bool:
    """Whether an IP address is reached over the internet, also where it holds another one."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _within(found)
    if inner is not None:
        return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _within(found: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which gateways translate this one; that one counts."""
    if isinstance(found, IPv4Address):
        return None
    if found.teredo is not None:
        return IPv4Address("127.0.0.1")  # it names two, of which the server is anybody's
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
