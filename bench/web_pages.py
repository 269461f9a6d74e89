"""How long pages take on the server, warm: every page that a planning lead can get to."""

import random
import re
import statistics
import urllib.parse
from dataclasses import dataclass

from tests.web.servers import Answer, Browser, Site

from bench.web_site import COORDINATOR, LEAD, browser_of

LINK = re.compile(r'href="(/[^"#]*)"')
TIMING = re.compile(r"total;dur=([0-9.]+)")
ASIDE = ("/static/", "/account/", "/live", "/health", "/help/components")
OF_ONE_KIND = 3  # pages measured of those whose addresses differ in numbers and names alone
SLUGS = re.compile(r"/(?:\d+|[0-9a-f]{8,})(?=/|$)")
AHEAD = 364  # days of the slider


@dataclass(frozen=True)
class Times:
    """Milliseconds on the server of many answers."""

    what: str
    milliseconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the middle one."""
        return statistics.median(self.milliseconds)

    @property
    def p99(self) -> float:
        """Return what 99 in 100 keep within."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]


def addresses(browser: Browser, most: int = 400) -> list[str]:
    """Return the addresses reached from the first page by links, a few of each kind."""
    found: dict[str, list[str]] = {}
    seen, ahead = {"/"}, ["/"]
    while ahead and len(seen) < most:
        path = ahead.pop(0)
        answer = browser.get(path)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        own = urllib.parse.urlsplit(answer.url)
        for link in LINK.findall(answer.text):
            whole = urllib.parse.urljoin(own.path, link.replace("&amp;", "&"))
            kind = kind_of(whole)
            held = found.setdefault(kind, [])
            if whole in seen or whole.startswith(ASIDE) or len(held) >= OF_ONE_KIND:
                continue
            seen.add(whole)
            held.append(whole)
            ahead.append(whole)
    return sorted({"/", *(each for held in found.values() for each in held)})


def kind_of(address: str) -> str:
    """Return an address without its numbers, forces and instants."""
    parts = urllib.parse.urlsplit(address)
    words = [word for word in SLUGS.sub("/0", parts.path).split("/") if word]
    names = sorted(name for name, _ in urllib.parse.parse_qsl(parts.query))
    first = words[:1] + ["*" if index == 1 else word for index, word in enumerate(words[1:], 1)]
    return f"{'/'.join(first)}?{','.join(names)}"


def measure_pages(site: Site, rounds: int, email: str = LEAD) -> list[Times]:
    """Return the times of every page of somebody, each asked `rounds` times after two to warm."""
    browser = browser_of(site, email)
    pages = addresses(browser)
    taken: dict[str, list[float]] = {page: [] for page in pages}
    for turn in range(rounds + 2):
        for page in random.sample(pages, len(pages)):
            milliseconds = of(browser.get(page))
            if turn >= 2 and milliseconds is not None:
                taken[page].append(milliseconds)
    return [Times(page, tuple(each)) for page, each in taken.items() if each]


def measure_slider(site: Site, steps: int) -> tuple[Times, Times]:
    """Return the times of the national page, and of the steps of its slider."""
    browser = browser_of(site, COORDINATOR)
    days = [round(step * AHEAD / steps) for step in range(steps)]
    for day in days[:2]:
        browser.get(f"/nation?ahead={day}")
    page = [of(browser.get("/nation")) for _ in range(max(steps // 4, 5))]
    step = [of(browser.get(f"/nation?ahead={day}&part=board", HX_Request="true")) for day in days]
    return (
        Times("the national page", tuple(each for each in page if each is not None)),
        Times("a step of its slider", tuple(each for each in step if each is not None)),
    )


def of(answer: Answer) -> float | None:
    """Return the milliseconds an answer took on the server, where it is a page that is there."""
    found = TIMING.search(answer.headers.get("server-timing", ""))
    return float(found[1]) if found and answer.status == 200 else None
