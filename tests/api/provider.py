"""A small OpenID Connect provider, run as a process of its own by the tests.

It signs in whoever the test names without asking, and can be told to go wrong in one way at a time:
the test adds `who` and `fault` to the address to which our pages send the browser.

    python -m tests.api.provider PORT CLIENT SECRET
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

KEYS: Final[dict[str, Any]] = {
    "old": RSAKey.generate_key(2048, {"kid": "old", "use": "sig"}),
    "new": ECKey.generate_key("P-256", {"kid": "new", "use": "sig"}),
    "stranger": RSAKey.generate_key(2048, {"kid": "old", "use": "sig"}),
}


class Provider:
    """The provider: `codes` holds what each code stands for, until it is exchanged once."""

    def __init__(self, port: int, client: str, secret: str) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.client = client
        self.secret = secret
        self.codes: dict[str, dict[str, str]] = {}
        self.published = ["old"]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        if scope["type"] != "http":
            return
        asked = {k: v[0] for k, v in parse_qs(scope["query_string"].decode()).items()}
        body = b""
        while True:
            part = await receive()
            body += part.get("body", b"")
            if not part.get("more_body"):
                break
        sent = {k: v[0] for k, v in parse_qs(body.decode()).items()}
        head = {k.decode(): v.decode() for k, v in scope["headers"]}
        status, headers, data = self.answer(scope["path"], asked, sent, head)
        raw = [(k.encode(), v.encode()) for k, v in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": json.dumps(data).encode()})

    def answer(
        self, path: str, asked: dict[str, str], sent: dict[str, str], head: dict[str, str]
    ) -> tuple[int, dict[str, str], object]:
        match path:
            case "/.well-known/openid-configuration":
                about = {
                    name: f"{self.issuer}/{place}"
                    for name, place in (
                        ("authorization_endpoint", "authorize"),
                        ("token_endpoint", "token"),
                        ("jwks_uri", "jwks"),
                    )
                }
                more = {"authorization_response_iss_parameter_supported": True}
                return 200, {}, {"issuer": self.issuer, **about, **more}
            case "/jwks":
                return 200, {}, {"keys": [KEYS[name].as_dict() for name in self.published]}
            case "/authorize":
                return self.authorize(asked)
            case "/token":
                return self.token(sent, head)
        return 404, {}, None

    def authorize(self, asked: dict[str, str]) -> tuple[int, dict[str, str], object]:
        right = (asked["response_type"], asked["client_id"], asked["code_challenge_method"])
        if right != ("code", self.client, "S256") or "openid" not in asked["scope"].split():
            return 400, {}, {"error": "invalid_request"}
        back = {"state": asked["state"], "iss": self.issuer}
        fault = asked.get("fault", "")
        if fault == "denied":
            back["error"] = "access_denied"
        else:
            back["code"] = secrets.token_urlsafe(16)
            self.codes[back["code"]] = asked
        if fault == "other-issuer":
            back["iss"] = "https://evil.example"
        if fault == "no-issuer":
            del back["iss"]
        return 302, {"Location": f"{asked['redirect_uri']}?{urlencode(back)}"}, None

    def token(
        self, sent: dict[str, str], head: dict[str, str]
    ) -> tuple[int, dict[str, str], object]:
        asked = self.codes.pop(sent.get("code", ""), None)
        shown = base64.b64decode(head.get("authorization", "").partition(" ")[2]).decode()
        if [unquote(part) for part in shown.split(":")] != [self.client, self.secret]:
            return 401, {}, {"error": "invalid_client"}
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or asked["code_challenge"] != challenge:
            return 400, {}, {"error": "invalid_grant"}
        return (
            200,
            {},
            {"access_token": "x", "token_type": "Bearer", "id_token": self.signed(asked)},
        )

    def signed(self, asked: dict[str, str]) -> str:
        fault, now = asked.get("fault", ""), int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": self.client,
            "sub": "248289761001",
            "email": asked.get("who", ""),
            "email_verified": True,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        wrong: dict[str, dict[str, Any]] = {
            "wrong-nonce": {"nonce": "another"},
            "expired": {"iat": now - 1000, "exp": now - 700},
            "wrong-audience": {"aud": "another client"},
            "several-audiences": {"aud": [self.client, "another client"]},
            "another-party": {"azp": "another client"},
            "wrong-issuer": {"iss": "https://evil.example"},
            "unverified": {"email_verified": False},
            "no-address": {"email": None},
        }
        claims |= wrong.get(fault, {})
        for name in ("nonce", "exp"):
            if fault == f"without-{name}":
                del claims[name]
        if fault == "unsigned":
            parts = ({"alg": "none"}, claims)
            coded = (base64.urlsafe_b64encode(json.dumps(p).encode()).decode() for p in parts)
            return f"{'.'.join(p.rstrip('=') for p in coded)}."
        if fault == "secret-as-key":
            key = OctKey.import_key(KEYS["old"].as_pem(private=False))
            return jwt.encode({"alg": "HS256", "kid": "old"}, claims, key)
        if fault == "new-key":
            self.published = ["old", "new"]
            return jwt.encode({"alg": "ES256", "kid": "new"}, claims, KEYS["new"])
        key = KEYS["stranger" if fault == "wrong-key" else "old"]
        return jwt.encode({"alg": "RS256", "kid": "old"}, claims, key)


if __name__ == "__main__":
    number, name, word = sys.argv[1:]
    app = Provider(int(number), name, word)
    uvicorn.run(app, host="127.0.0.1", port=int(number), log_level="error")
