"""One question put to a routing server that the user runs, bounded in every way.

The address is used as given: no proxy of the surroundings, no redirection, no other scheme.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR, socket
from threading import Timer
from types import TracebackType
from typing import Any
from urllib.parse import SplitResult, urlsplit

from muster.mobilisation.travel_times import UnableToAskTravelTimes

MOST_BYTES = 32_000_000
CHUNK_BYTES = 65_536
TRIES = 3
SILENCE_SECONDS = 20
ANSWER_SECONDS = 60
REDIRECTIONS = range(300, 400)
PASSING = (429, 502, 503, 504)  # too many requests, and the three of a server not yet ready
SCHEMES = {"http": HTTPConnection, "https": HTTPSConnection}
REMEDY = "start the server, mend the address, or ask for the great circle"


class _Unanswered(Exception):
    """One try failed in a way that another may not."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: its status and the JSON of its body."""

    status: int
    body: Any


@dataclass(frozen=True, slots=True)
class RoutingServer:
    """A routing server by its address. `kind` is what it is called in messages.

    A try is given up after `silence_seconds` without a byte or `answer_seconds` in all, and
    there are at most `tries`; a body of more than 32 MB is not read.
    """

    kind: str
    url: str
    tries: int = TRIES
    silence_seconds: float = SILENCE_SECONDS
    answer_seconds: float = ANSWER_SECONDS

    def __post_init__(self) -> None:
        """Refuse an address that is not plain http or https."""
        parts = _split(self.url)
        if parts is None or parts.scheme not in SCHEMES or not parts.hostname:
            raise UnableToAskTravelTimes(
                f"{self.url!r} is not the address of a server; "
                "write it as http://127.0.0.1:5000 (or https)"
            )
        if parts.username or parts.password or parts.query or parts.fragment:
            raise UnableToAskTravelTimes(
                f"The address of the {self.kind} server has more in it than a host, a port and "
                "a path; leave out names, passwords, ? and #"
            )

    @property
    def name(self) -> str:
        """Return the server as answers name it."""
        return f"{self.kind} at {self.url.rstrip('/')}"

    def ask(self, path: str, question: Mapping[str, object] | None = None) -> Reply:
        """Return the reply to a path, to which `question` is posted as JSON where given.

        Raises UnableToAskTravelTimes where there is none, or where it is not JSON.
        """
        problem = ""
        for _ in range(max(1, self.tries)):
            try:
                status, body = self._exchange(path, question)
            except _Unanswered as wrong:
                problem = str(wrong)
            else:
                return Reply(status, self._json(status, body))
        raise self.failed(f"did not answer ({problem})", REMEDY)

    def failed(self, what: str, remedy: str) -> UnableToAskTravelTimes:
        """Return the error that says what this server did, and what to do about it."""
        return UnableToAskTravelTimes(f"{self.name} {what}; {remedy}")

    def _exchange(self, path: str, question: Mapping[str, object] | None) -> tuple[int, bytes]:
        parts = urlsplit(self.url)
        host = str(parts.hostname)
        connection = SCHEMES[parts.scheme](host, parts.port, timeout=self.silence_seconds)
        body = None if question is None else json.dumps(question)
        headers = {"Accept": "application/json", "Connection": "close"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.connect()
            with _Deadline(connection.sock, self.answer_seconds) as deadline:
                method = "GET" if body is None else "POST"
                connection.request(method, parts.path.rstrip("/") + path, body, headers)
                answered = self._read(connection.getresponse())
            if deadline.passed:
                raise _Unanswered(f"not done after {self.answer_seconds:g} seconds")
        except (OSError, HTTPException) as wrong:
            raise _Unanswered(str(wrong) or type(wrong).__name__) from None
        finally:
            connection.close()
        if answered[0] in PASSING:
            raise _Unanswered(f"status {answered[0]}")
        return answered

    def _read(self, reply: HTTPResponse) -> tuple[int, bytes]:
        if reply.status in REDIRECTIONS:
            raise self.failed(
                f"sends us elsewhere (status {reply.status})",
                "give the address of the server itself",
            )
        body = bytearray()
        while chunk := reply.read(CHUNK_BYTES):
            body += chunk
            if len(body) > MOST_BYTES:
                raise self.failed("answers without end", "check that it is a routing server")
        return reply.status, bytes(body)

    def _json(self, status: int, body: bytes) -> Any:
        try:
            return json.loads(body, parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            raise self.failed(
                f"answered with status {status} and something that is not JSON",
                f"check that the address is that of a {self.kind} server",
            ) from None


class _Deadline:
    """Hangs up when the time for a whole answer has passed, however it trickles."""

    def __init__(self, line: socket, seconds: float) -> None:
        self.passed = False
        self._line = line
        self._timer = Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def _hang_up(self) -> None:
        self.passed = True
        try:
            socket.shutdown(self._line, SHUT_RDWR)
        except OSError:
            return


def _split(url: str) -> SplitResult | None:
    """Return the parts of an address, or None where it has none."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    plain = url.isprintable() and " " not in url
    return parts if plain else None


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
