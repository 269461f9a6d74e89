"""What was measured of the web, as docs/web-benchmarks.md."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass

PAGE = "web-benchmarks.md"

TEXT = """# Benchmarks of the web

Written by `python -m bench.bench_web --write`; every figure below comes from one run on
{machine}, Python {python}, where the server, its database and those who ask it share the two
processors. The load average was {load:.1f} when the run began. The server is `muster serve` as it
is installed, with the synthetic nation of two months in it: 43 forces, every officer.

| what | SQLite | PostgreSQL | asked | reached |
|---|---:|---:|---:|---|
{rows}

## What is measured

- **Pages** are what a planning lead gets to by links from Today, up to three of each kind,
  each asked many times in no order, warm. The time is the server's own, from the
  `Server-Timing` it sends with each answer: from the request read until the answer is ready.
- **The slider** steps through the coming year once, a different day at each step, so that the
  nation is counted anew at every one of them.
- **The workbook** is sent as a browser sends it. The time runs from the first byte sent until
  the matrix that was made anew from it is kept; it is checked, compared with the return before
  and accepted by a person in between, who here takes no time to read.
- **Screens** follow the event stream, each over a connection of its own; the time runs from
  just before the commit in another process until the event is read from the connection.
- **People** are six roles in turns, each with a session of their own. They look from one to five
  seconds at what comes before they go on. An error is an answer of 400 or more, or none; the time
  is from the request until the whole answer has come, as they see it.
"""


@dataclass(frozen=True)
class WebFigure:
    """What was measured, in words; the goal (none where nothing is asked), and the database."""

    what: str
    value: float
    unit: str
    goal: float | None
    database: str

    @property
    def reached(self) -> str:
        """Return whether the goal is reached, in a word; nothing where there is none."""
        if self.goal is None:
            return ""
        return "yes" if self.value <= self.goal else "no"

    @property
    def spoken(self) -> str:
        """Return the value with its unit."""
        return f"{self.value:,.4g} {self.unit}".strip()


def page(figures: Sequence[WebFigure], load: float) -> str:
    """Return the page."""
    rows: dict[str, dict[str, WebFigure]] = {}
    for figure in figures:
        rows.setdefault(figure.what, {})[figure.database] = figure
    return TEXT.format(
        machine=f"{platform.system()} {platform.machine()}, 2 shared cores",
        python=platform.python_version(),
        load=load,
        rows="\n".join(_row(what, own) for what, own in rows.items()),
    )


def _row(what: str, own: dict[str, WebFigure]) -> str:
    some = next(iter(own.values()))
    asked = "" if some.goal is None else f"{some.goal:,g} {some.unit}".strip()
    reached = sorted({each.reached for each in own.values()})
    values = [own[kind].spoken if kind in own else "" for kind in ("sqlite", "postgres")]
    return f"| {what} | {values[0]} | {values[1]} | {asked} | {' and '.join(reached)} |"
