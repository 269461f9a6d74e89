"""How soon screens that follow the event stream see what was committed."""

import asyncio
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.web.databases import ROOT
from tests.web.servers import Site

from bench.web_site import COORDINATOR, sessions

SENT = re.compile(rb'"sent":([0-9.]+)')
ANNOUNCE = """
import json, time
from django.db import transaction
from muster.web.live.actions import announce
for number in range({count}):
    time.sleep({pause})
    with transaction.atomic():
        announce("tours", "kent", {{"number": number, "sent": time.time()}})
print(json.dumps({count}))
"""
PAUSE = 0.5


@dataclass(frozen=True)
class Delays:
    """Seconds from commit to screen, of every screen and event; `wanted` is how many there are."""

    seconds: tuple[float, ...]
    wanted: int

    @property
    def median(self) -> float:
        """Return the middle one."""
        return statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        """Return what 99 in 100 keep within."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]


def measure_streams(site: Site, screens: int, events: int) -> Delays:
    """Return the delays of so many events to so many screens."""
    (cookie,) = sessions(site, (COORDINATOR,))[COORDINATOR]
    return asyncio.run(_measure(site, cookie, screens, events))


async def _measure(site: Site, cookie: str, screens: int, events: int) -> Delays:
    ready = asyncio.Semaphore(0)
    delays: list[float] = []
    follow = [
        asyncio.create_task(_follow(site, cookie, events, ready, delays)) for _ in range(screens)
    ]
    for _ in range(screens):
        await asyncio.wait_for(ready.acquire(), 120)
    script = "from muster.web.starting import set_up\nset_up()\n"
    teller = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        script + ANNOUNCE.format(count=events, pause=PAUSE),
        env=site.environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    await teller.wait()
    await asyncio.wait(follow, timeout=30)
    for each in follow:
        each.cancel()
    return Delays(tuple(delays), screens * events)


async def _follow(
    site: Site, cookie: str, events: int, ready: asyncio.Semaphore, delays: list[float]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(
        f"GET /live?topics=tours HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
        "Accept: text/event-stream\r\n\r\n".encode()
    )
    await reader.readuntil(b"retry: ")
    ready.release()
    seen = 0
    while seen < events:
        line = await reader.readline()
        if not line:
            return
        found = SENT.search(line)
        if found:
            delays.append(time.time() - float(found[1]))
            seen += 1
    writer.close()
