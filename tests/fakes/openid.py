"""An organisation's sign-on: a small OpenID Connect provider that is strict about its own part.

It gives a code for an authorisation request, and tokens for the code only to the client that
asked, with the same redirect address and the verifier whose challenge it was given.
"""

import base64
import json
import secrets
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

CLIENT, SECRET = "muster", "a-secret-between-two"


@dataclass
class Person:
    """Whom the provider speaks of: its own name for them, an address, and whether it was proven."""

    sub: str = "person-1"
    email: str = "planning_lead@muster.example"
    email_verified: bool = True


@dataclass
class Provider:
    """One provider; tests change `person`, `userinfo` and `audience` to have it misbehave."""

    issuer: str = ""
    person: Person = field(default_factory=Person)
    userinfo: Person | None = None
    audience: str = CLIENT
    refuses: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def configuration(self) -> dict[str, Any]:
        """Return what it says of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where the browser is sent back to, with a code or a refusal."""
        self.asked.append(asked)
        back = {"state": asked["state"]}
        if self.refuses:
            return f"{asked['redirect_uri']}?{urlencode({**back, 'error': 'access_denied'})}"
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({**back, 'code': code})}"

    def token(self, given: dict[str, str]) -> dict[str, Any] | None:
        """Return tokens for a code, or None where anything is amiss."""
        asked = self.codes.pop(given.get("code", ""), None)
        proof = sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        checks = {
            "code": asked is not None,
            "client": (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET),
            "redirect": asked is not None and asked["redirect_uri"] == given.get("redirect_uri"),
            "verifier": asked is not None and asked.get("code_challenge") == challenge,
        }
        self.faults += [name for name, good in checks.items() if not good]
        if not all(checks.values()):
            return None
        return {"access_token": "access", "token_type": "Bearer", "id_token": self._id_token()}

    def _id_token(self) -> str:
        now = int(time.time())
        said = {"iss": self.issuer, "aud": self.audience, "iat": now, "exp": now + 60}
        return jwt.encode({**said, **vars(self.person)}, self.key, algorithm="ES256")


@contextmanager
def provider_running():
    """Run a provider on a port of this machine, and yield it."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_given: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked = {key: values[0] for key, values in parse_qs(address.query).items()}
            if address.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(asked))
                self.end_headers()
            elif address.path == "/userinfo":
                self._json(vars(provider.userinfo or provider.person))
            elif address.path.startswith("/.well-known/"):
                self._json(provider.configuration())
            else:
                self._json({}, 404)

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = {key: values[0] for key, values in parse_qs(text).items()}
            tokens = provider.token(given)
            self._json(tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

        def _json(self, said: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
