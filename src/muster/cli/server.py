"""A server, asked through its interface for programs and in no other way."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from muster.errors import MusterError

PREFIX = "/api/v1/"
HERE = ("localhost", "127.0.0.1", "::1")
PATIENCE = 120  # seconds


class UnableToAskServer(MusterError):
    """A server cannot be reached, or refuses."""


@dataclass(frozen=True)
class Server:
    """Where a server is, and the token to ask it with."""

    address: str
    token: str

    def ask(self, path: str, query: Mapping[str, str]) -> bytes:
        """Return what a server answers a question. Raises UnableToAskServer with its words."""
        return self._send("GET", path, query, None, {})

    def send(self, path: str, query: Mapping[str, str], body: bytes, kind: str) -> bytes:
        """Return what a server answers to something sent. Raises UnableToAskServer."""
        return self._send("POST", path, query, body, {"Content-Type": kind})

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: bytes | None,
        headers: Mapping[str, str],
    ) -> bytes:
        connection = self._connection()
        said = f"?{urlencode(query)}" if query else ""
        given = {"Authorization": f"Bearer {self.token}", "Accept": "application/json", **headers}
        try:
            connection.request(method, f"{PREFIX}{path.strip('/')}{said}", body, given)
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, HTTPException) as wrong:
            raise UnableToAskServer(
                f"{self.address} does not answer ({wrong}); check the address, "
                "and that a server runs there"
            ) from wrong
        finally:
            connection.close()
        if answer.status >= 400:
            raise UnableToAskServer(_refusal(answer.status, text))
        return text

    def _connection(self) -> HTTPConnection:
        parts = urlsplit(self.address)
        if parts.scheme == "https" and parts.hostname:
            return HTTPSConnection(parts.hostname, parts.port, timeout=PATIENCE)
        if parts.scheme == "http" and parts.hostname in HERE:
            return HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
        raise UnableToAskServer(
            f"{self.address!r} is no address to send a token to: give https://…, "
            "or http:// on this machine alone"
        )


def server_of(address: str, token: str) -> Server:
    """Return a server as told, or as the environment names it. Raises UnableToAskServer."""
    where = address or os.environ.get("MUSTER_SERVER", "")
    key = token or os.environ.get("MUSTER_TOKEN", "")
    if not where:
        raise UnableToAskServer("Which server? Give --server, or set MUSTER_SERVER")
    if not key:
        raise UnableToAskServer(
            "No token: make one under Your account, Access for programs, and set MUSTER_TOKEN"
        )
    return Server(where, key)


def _refusal(status: int, text: bytes) -> str:
    try:
        said: Any = json.loads(text)
    except ValueError:
        return f"The server refused ({status})"
    detail = said.get("detail", "") if isinstance(said, dict) else ""
    faults = said.get("faults", []) if isinstance(said, dict) else []
    more = "".join(f"\n  {each.get('where', '')}: {each.get('fault', '')}" for each in faults)
    return f"The server refused ({status}): {detail}{more}"
