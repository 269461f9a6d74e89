"""The event stream as a server keeps it open: `/live`, for as long as its viewer may follow.

Whoever guards the pages guards the stream: a stream begins with the answer of the page at its
address, which is asked for again every half minute, when the session or an appointment of its
viewer ends by itself, and at once when somebody ends one or changes a password. An answer that
grants nothing ends the stream.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from a2wsgi.wsgi import Body, build_environ

from muster.web import clock
from muster.web.live.hub import Hub, Listener
from muster.web.live.topics import SESSIONS, Happening, Permit
from muster.web.live.views import GRANTED
from muster.web.live.wire import beat, told
from muster.web.requests import AGAIN

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Pages = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

BEAT = 15.0  # seconds between signs of life
CHECK = 30.0  # seconds after which a viewer's rights are asked for again, at the latest
LEAST_WAIT = 1.0  # seconds between two questions, however soon something ends
MOST_STREAMS = 2000  # of one process
ASKING_THREADS = 4
CHANCE = random.SystemRandom()
BUSY = b"Too many screens follow this server; it will be tried again.\n"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the page at the address answered."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    permit: Permit | None


class LiveStreams:
    """An ASGI application for one address, beside the pages it asks."""

    def __init__(self, pages: Pages, hub: Hub, *, beat: float = BEAT, check: float = CHECK) -> None:
        """Keep the pages to ask and the hub to listen to."""
        self._pages = pages
        self._hub = hub
        self._beat = beat
        self._check = check
        self._threads = ThreadPoolExecutor(ASKING_THREADS, thread_name_prefix="asking")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one browser for as long as it and its rights last."""
        if self._hub.listening >= MOST_STREAMS:
            await _reply(send, Answered(503, [(b"retry-after", b"30")], BUSY, None))
            return
        listener = await self._hub.join()
        gone = asyncio.create_task(_watch(receive, listener))
        try:
            answer = await self._ask(scope)
            if answer.permit is None or scope["method"] != "GET":
                await _reply(send, answer)
            else:
                await _begin(send, answer)
                await self._follow(scope, listener, answer.permit, send)
                await send({"type": "http.response.body", "body": b""})
        finally:
            self._hub.leave(listener)
            gone.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await gone

    async def _follow(self, scope: Scope, listener: Listener, permit: Permit, send: Send) -> None:
        due_beat, due_check = time.monotonic() + self._beat, self._next_check(permit)
        upto = permit.upto
        while not listener.closed:
            wait = min(due_beat, due_check) - time.monotonic()
            heard = [each for each in await listener.take(max(wait, 0)) if each.number > upto]
            if time.monotonic() >= due_check or _concerns(heard, permit):
                answer = await self._ask(scope, upto)
                if answer.permit is None:
                    return
                permit = answer.permit
                due_check = self._next_check(permit)
            text = told(permit, heard)
            upto = heard[-1].number if heard else upto
            if not text and time.monotonic() >= due_beat:
                text = beat(clock.now(), upto)
            if text:
                await send({"type": "http.response.body", "body": text, "more_body": True})
                due_beat = time.monotonic() + self._beat

    def _next_check(self, permit: Permit) -> float:
        """Return when to ask again: not when everybody does who came at the same time."""
        wait = self._check * CHANCE.uniform(0.75, 1)
        if permit.until is not None:
            left = (permit.until - clock.now()).total_seconds()
            wait = min(wait, max(left, LEAST_WAIT))
        return time.monotonic() + wait

    async def _ask(self, scope: Scope, upto: int | None = None) -> Answered:
        environ = _environ(scope)
        if upto is not None:
            environ |= {"HTTP_LAST_EVENT_ID": str(upto), AGAIN: True}
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _answer, self._pages, environ)


def _concerns(heard: list[Happening], permit: Permit) -> bool:
    """Say whether somebody came or went who may be the viewer."""
    return any(
        each.topic == SESSIONS and each.detail.get("user") == permit.viewer.user_id
        for each in heard
    )


def _environ(scope: Scope) -> dict[str, Any]:
    """Return the request as the pages read it: without a body, and not to be compressed."""
    headers = [each for each in scope["headers"] if each[0].lower() != b"accept-encoding"]
    asked = {**scope, "headers": headers}
    body = Body(asyncio.get_running_loop(), _nothing)  # type: ignore[arg-type]
    return dict(build_environ(asked, body))  # type: ignore[arg-type]


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _answer(pages: Pages, environ: dict[str, Any]) -> Answered:
    begun: list[tuple[int, list[tuple[bytes, bytes]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _failed: Any = None) -> None:
        encoded = [(name.lower().encode("latin1"), said.encode("latin1")) for name, said in headers]
        begun.append((int(status.partition(" ")[0]), encoded))

    parts = pages(environ, start)
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    status, headers = begun[-1]
    return Answered(status, headers, body, environ.get(GRANTED) if status == 200 else None)


async def _watch(receive: Receive, listener: Listener) -> None:
    """Close a listener when its browser goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.close()


async def _begin(send: Send, answer: Answered) -> None:
    kept = [each for each in answer.headers if each[0] not in (b"content-length", b"cache-control")]
    headers = [*kept, (b"cache-control", b"no-store, no-transform"), (b"x-accel-buffering", b"no")]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": True})


async def _reply(send: Send, answer: Answered) -> None:
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": answer.body})
