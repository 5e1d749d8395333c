"""The installation as its letters show it, for whoever writes or reads mail, engine or not."""

from __future__ import annotations

from nemcon.mail.compose import House
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings


def house_of(settings: Settings, links: LinkKey) -> House:
    """The installation as its letters show it."""
    return House(
        domain=settings.mail_domain,
        sender=settings.mail_from,
        reply_to=settings.mail_office,
        public_url=settings.public_url,
        bounce_secret=bounce_secret(links, settings.mail_domain),
        replies_kept=settings.replies_kept,
    )


def bounce_secret(links: LinkKey, domain: str) -> bytes:
    """The secret of the return addresses, by which a bounce proves which letter it is about."""
    return links.sign("return addresses", domain).encode()
