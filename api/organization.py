"""Signing in at the organization's own provider: OpenID Connect, the code flow with PKCE.

The browser is sent there with a state, a nonce and the hash of a verifier, all three derived from
one secret in its cookie. It comes back with a code, which is exchanged here for a signed statement
of who that was; of the statement everything is checked that the standard asks for (OpenID Connect
Core 3.1.3.7, RFC 7636, RFC 9207). What is trusted is the one provider of the settings.
"""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from nemcon.clock import Clock
from nemcon.register.secrets import LinkKey
from nemcon.settings import Settings

WELL_KNOWN: Final = "/.well-known/openid-configuration"
ALGORITHMS: Final = ["RS256", "PS256", "ES256", "EdDSA"]
TIMEOUT: Final = 10.0
KEPT: Final = timedelta(hours=1)
_AGAIN_AFTER: Final = timedelta(minutes=1)
_LEEWAY: Final = 60
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_OK: Final = 200


class SignInRefused(Exception):
    """Nobody is signed in; `says` is for the person who tried."""

    def __init__(self, says: str) -> None:
        self.says = says
        super().__init__(says)


@dataclass(frozen=True, slots=True)
class Errand:
    """What one browser is sent with, and has to come back with."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def of(cls, key: LinkKey, secret: str) -> Errand:
        """The errand that belongs to the secret in the browser's cookie."""
        parts = ("state", "nonce", "verifier")
        return cls(*(key.derive(f"signing in elsewhere: {part}", secret) for part in parts))

    @property
    def challenge(self) -> str:
        """What the provider is shown of the verifier."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the provider says of itself, and its keys, as of an instant."""

    about: Mapping[str, Any]
    keys: KeySet
    at: datetime


class Provider:
    """The provider of the settings. What it says of itself is kept for an hour."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        """Nothing is asked before somebody signs in."""
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: _Known | None = None

    @property
    def back(self) -> str:
        """Where the provider sends the browser back to."""
        return f"{self._settings.public_url}/sign-in/with/organization/back"

    def way_there(self, errand: Errand) -> str:
        """The address to which the browser is sent. Raises `SignInRefused`."""
        asked = {
            "response_type": "code",
            "client_id": self._settings.oidc_client_id,
            "redirect_uri": self.back,
            "scope": "openid email profile",
            "state": errand.state,
            "nonce": errand.nonce,
            "code_challenge": errand.challenge,
            "code_challenge_method": "S256",
        }
        where = self._endpoint(self._known(), "authorization_endpoint")
        return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"

    def require_issuer(self, named: str) -> None:
        """Raises `SignInRefused` where the answer is another provider's, or may be."""
        promised = self._known().about.get("authorization_response_iss_parameter_supported")
        if named != self._settings.oidc_issuer and (named or promised is True):
            raise SignInRefused(_NOT_OURS)

    def address_of(self, code: str, errand: Errand) -> str:
        """The address of whoever signed in there. Raises `SignInRefused`."""
        claims = self._claims(self._id_token(code, errand))
        if claims.get("nonce") != errand.nonce:
            raise SignInRefused(_NOT_OURS)
        address = claims.get(self._settings.oidc_address_claim)
        if not isinstance(address, str) or not address.strip():
            raise SignInRefused(
                "Your organization did not tell your address, by which we know you."
            )
        if claims.get("email_verified") is False:
            raise SignInRefused("Your organization has not verified your address yet.")
        return address.strip()

    def _id_token(self, code: str, errand: Errand) -> str:
        settings = self._settings
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "client_id": settings.oidc_client_id,
            "code_verifier": errand.verifier,
        }
        secret = settings.oidc_client_secret.get_secret_value()
        # RFC 6749, 2.3.1: both are encoded as in a form before they are joined.
        shown = (
            (quote(settings.oidc_client_id, safe=""), quote(secret, safe="")) if secret else None
        )
        where = self._endpoint(self._known(), "token_endpoint")
        try:
            answer = httpx.post(where, data=sent, auth=shown, timeout=TIMEOUT)
            token = answer.json().get("id_token") if answer.status_code == _OK else None
        except (httpx.HTTPError, ValueError, AttributeError) as error:
            raise SignInRefused(_AWAY) from error
        if not isinstance(token, str):
            raise SignInRefused("Your organization did not confirm that you signed in. Try again.")
        return token

    def _claims(self, token: str) -> Mapping[str, Any]:
        settings = self._settings
        wanted = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock.now().timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": settings.oidc_issuer},
            aud={"essential": True, "value": settings.oidc_client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            claims = self._decoded(token)
            wanted.validate(claims)
        except (JoseError, ValueError, TypeError) as error:
            raise SignInRefused(_NOT_OURS) from error
        # Where a statement is for several, or names to whom it was given, that has to be us.
        party, audience = claims.get("azp"), claims.get("aud")
        several = isinstance(audience, list) and len(audience) > 1  # pyright: ignore[reportUnknownArgumentType]  # only counted
        if party != settings.oidc_client_id and (party is not None or several):
            raise SignInRefused(_NOT_OURS)
        return claims

    def _decoded(self, token: str) -> dict[str, Any]:
        """The claims, with the keys asked for once more where none fits: they may be new."""
        known = self._known()
        try:
            return jwt.decode(token, known.keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError):
            newer = self._known(newer_than=known.at)
            if newer is known:
                raise
            return jwt.decode(token, newer.keys, algorithms=ALGORITHMS).claims

    def _known(self, newer_than: datetime | None = None) -> _Known:
        now = self._clock.now()
        with self._lock:
            kept = self._kept
            fresh = kept is not None and now - kept.at < KEPT
            wanted = newer_than is not None and now - newer_than >= _AGAIN_AFTER
            if kept is None or not fresh or (wanted and kept.at == newer_than):
                kept = self._kept = self._asked(now)
            return kept

    def _asked(self, now: datetime) -> _Known:
        issuer = self._settings.oidc_issuer
        if not is_safe(issuer):
            raise SignInRefused(_AWAY)
        try:
            about = httpx.get(f"{issuer.rstrip('/')}{WELL_KNOWN}", timeout=TIMEOUT).json()
            if about["issuer"] != issuer:
                raise SignInRefused(_NOT_OURS)
            known = _Known(about, KeySet([]), now)
            keys = httpx.get(self._endpoint(known, "jwks_uri"), timeout=TIMEOUT).json()
            return _Known(about, KeySet.import_key_set(keys), now)
        except (httpx.HTTPError, ValueError, KeyError, TypeError, JoseError) as error:
            raise SignInRefused(_AWAY) from error

    def _endpoint(self, known: _Known, name: str) -> str:
        """An address that the provider names; only over HTTPS, or on this very machine."""
        where = known.about.get(name)
        if not isinstance(where, str) or not is_safe(where):
            raise SignInRefused(_AWAY)
        return where


def is_safe(address: str) -> bool:
    """Whether nobody on the way can read or change what is sent there."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


_NOT_OURS: Final = (
    "The answer of your organization does not belong to this sign-in. Nobody was signed in; begin "
    "again here."
)
_AWAY: Final = "Your organization's sign-in cannot be reached, or is not set up as it should be."
