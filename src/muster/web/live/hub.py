"""What one process hears of: a single poller reads the event table for everybody who listens."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import DatabaseError, connections

from muster.web.live.queries import MOST, events_after, newest
from muster.web.live.topics import Happening

PAUSE = 0.2  # seconds between looks at the table
AFTER_DATABASE_ERROR = 2.0
MOST_BEHIND = 1000  # events kept for a screen that does not take them
LOG = logging.getLogger("muster.live")
Answer = TypeVar("Answer")


class Listener:
    """What has happened that one screen was not told yet."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._events: deque[Happening] = deque()
        self._wake = asyncio.Event()
        self.closed = False

    def offer(self, event: Happening) -> None:
        """Keep an event for the screen; one that is too far behind has to ask anew."""
        if len(self._events) >= MOST_BEHIND:
            self.close()
        else:
            self._events.append(event)
            self._wake.set()

    def close(self) -> None:
        """Let whoever waits know that there is nothing to wait for."""
        self.closed = True
        self._wake.set()

    async def take(self, seconds: float) -> list[Happening]:
        """Return what has happened, waiting so long for the first."""
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return []
        self._wake.clear()
        events = list(self._events)
        self._events.clear()
        return events


class Hub:
    """The listeners of one process, and the poller that runs while there are any."""

    def __init__(self, pause: float = PAUSE) -> None:
        """Begin without listeners."""
        self._pause = pause
        self._listeners: set[Listener] = set()
        self._starting = asyncio.Lock()
        self._poller: asyncio.Task[None] | None = None
        self._number = 0
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")

    @property
    def listening(self) -> int:
        """Return how many listen."""
        return len(self._listeners)

    async def join(self) -> Listener:
        """Return a new listener, who misses nothing that is committed from now on."""
        async with self._starting:
            if self._poller is None:
                self._number = await self._read(newest)
                self._poller = asyncio.create_task(self._poll())
            listener = Listener()
            self._listeners.add(listener)
        if self._closed:
            listener.close()
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget a listener; the last one stops the poller."""
        self._listeners.discard(listener)
        if not self._listeners and self._poller is not None:
            self._poller.cancel()
            self._poller = None

    def close(self) -> None:
        """Send everybody away: the server stops."""
        self._closed = True
        for listener in self._listeners:
            listener.close()

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(self._pause)
            try:
                while len(await self._pass_on()) == MOST:
                    pass
            except DatabaseError:
                LOG.exception("the event table could not be read; trying again")
                await self._read(connections.close_all)
                await asyncio.sleep(AFTER_DATABASE_ERROR)

    async def _pass_on(self) -> list[Happening]:
        number = self._number
        events = await self._read(lambda: events_after(number))
        for event in events:
            self._number = event.number
            for listener in self._listeners:
                listener.offer(event)
        return events

    async def _read(self, read: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, read)
