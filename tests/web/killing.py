"""A server is killed in the middle of what people do, and what it had acknowledged is counted.

A deed says how it is sent and what is to be seen of it afterwards. Each is numbered; a number is
acknowledged once the server has answered that it is done. Whatever was acknowledged must be
there, whole; whatever was not may be there whole, or not at all.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.web.servers import Browser, NoAnswer, Site

LEAST, MOST = 0.3, 2.5  # seconds from the first deed of a round until the kill


@dataclass(frozen=True)
class Deed:
    """One thing that people do: `send` says whether it was acknowledged.

    `seen` is a script that prints the numbers of which everything is there, as JSON, and fails
    where anything is half done. `who` does it, signed in anew each round.
    """

    name: str
    who: str
    send: Callable[[Browser, int], bool]
    seen: str


@dataclass
class Tally:
    """What was sent, acknowledged and cut off, by deed."""

    sent: dict[str, int] = field(default_factory=dict)
    acknowledged: dict[str, set[int]] = field(default_factory=dict)
    cut_off: dict[str, int] = field(default_factory=dict)

    def begin(self, deed: Deed) -> int:
        """Return the next number of a deed."""
        self.sent[deed.name] = self.sent.get(deed.name, 0) + 1
        return self.sent[deed.name]


def play_round(site: Site, deeds: list[Deed], tally: Tally, chance: random.Random) -> None:
    """Have every deed done again and again by somebody, and kill the server amid them."""
    site.start()
    browsers = {deed.name: site.browser(deed.who) for deed in deeds}
    over = threading.Event()
    threads = [
        threading.Thread(target=_keep_doing, args=(deed, browsers[deed.name], tally, over))
        for deed in deeds
    ]
    for thread in threads:
        thread.start()
    time.sleep(chance.uniform(LEAST, MOST))
    site.kill()
    over.set()
    for thread in threads:
        thread.join()


def _keep_doing(deed: Deed, browser: Browser, tally: Tally, over: threading.Event) -> None:
    while not over.is_set():
        number = tally.begin(deed)
        try:
            done = deed.send(browser, number)
        except NoAnswer:
            tally.cut_off[deed.name] = tally.cut_off.get(deed.name, 0) + 1
            return
        if done:
            tally.acknowledged.setdefault(deed.name, set()).add(number)


def lost(site: Site, deed: Deed, tally: Tally) -> set[int]:
    """Return the acknowledged numbers of a deed that are not there."""
    found = site.ask(deed.seen)
    assert isinstance(found, list), f"{deed.name}: {found}"
    assert len(found) == len(set(found)), f"{deed.name}: something is there twice"
    return tally.acknowledged.get(deed.name, set()) - set(found)
