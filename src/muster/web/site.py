"""The site: pages in threads, the event stream beside them, on one port.

Pages are Django's by WSGI, in a pool of threads: they need no hop between the two worlds for
each of their pieces. Only the event stream, which waits more than it works, is asynchronous.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.conf import settings

from muster.web.live.hub import Hub
from muster.web.live.streams import LiveStreams, Pages

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LIVE = "/live"


class Site:
    """The ASGI application of everything."""

    def __init__(self, pages: Pages) -> None:
        """Make the pool of threads for the pages; nothing is started."""
        self._hub = Hub()
        self._streams = LiveStreams(pages, self._hub)
        self._pages = WSGIMiddleware(cast(Any, pages), workers=settings.THREADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or heed the server's start and stop."""
        if scope["type"] == "lifespan":
            await self._live_and_stop(receive, send)
        elif scope["type"] == "http" and scope["path"] == LIVE:
            await self._streams(scope, receive, send)
        elif scope["type"] == "http":
            await self._pages(scope, WholeBody(scope, receive).receive, send)  # type: ignore[arg-type]
        else:
            await send({"type": "websocket.close", "code": 1000})

    async def _live_and_stop(self, receive: Receive, send: Send) -> None:
        await receive()
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not a process of our own
            asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self._hub.close)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._hub.close()
        await send({"type": "lifespan.shutdown.complete"})


class WholeBody:
    """A request's body, which is whole or is an error: half an upload is no upload."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        """Keep how long the body is said to be."""
        said = dict(scope["headers"]).get(b"content-length", b"0")
        self._left = int(said) if said.isdigit() else 0
        self._receive = receive

    async def receive(self) -> Message:
        """Return the next piece. Raises ConnectionResetError where its sender went away."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        ended = not message.get("more_body", False)
        if message["type"] == "http.disconnect" or (ended and self._left > 0):
            raise ConnectionResetError("The sender went away before everything had come")
        return message
