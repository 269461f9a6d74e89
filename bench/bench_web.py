"""How fast the web is, and what it bears: pages, the slider, a workbook, screens, clicks.

`python -m bench.bench_web [pages] [slider] [workbook] [streams] [clicks]`, everything unless
some are named; `--database sqlite|postgres` (both unless one is named), `--minutes 10`, `--write`
writes docs/web-benchmarks.md, and `--small` is to see that it works. It starts a server of its
own, with the synthetic nation of two months in it, and leaves nothing behind.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.web.databases import KINDS, ROOT
from tests.web.servers import Site

from bench.measure import DOCS
from bench.report_web import PAGE, WebFigure, page
from bench.web_pages import Times, measure_pages, measure_slider
from bench.web_site import EVERYBODY, national_site, sessions
from bench.web_streams import measure_streams
from bench.web_workbook import measure_workbook, workbook

PEOPLE = 50
SPAWN = 5  # people a second
WORST = 8  # pages that are named, the slowest first


@dataclass(frozen=True)
class Size:
    """How much of everything is measured."""

    rounds: int = 30
    steps: int = 120
    officers: int = 30_000
    screens: int = 300
    events: int = 20
    minutes: float = 10


SMALL = Size(rounds=3, steps=8, officers=1_000, screens=30, events=4, minutes=0.3)


Say = Callable[[str], None]


def run_pages(site: Site, kind: str, size: Size, say: Say) -> list[WebFigure]:
    """Measure every page a planning lead can get to."""
    found = measure_pages(site, size.rounds)
    everything = Times("any page", tuple(ms for each in found for ms in each.milliseconds))
    for each in sorted(found, key=lambda times: -times.median)[:WORST]:
        say(f"  {each.what}: {each.median:.0f} ms at the median, {each.p99:.0f} ms at p99")
    worst = max(found, key=lambda times: times.median)
    return [
        WebFigure("pages measured", len(found), "", None, kind),
        WebFigure("any page, median", everything.median, "ms", 100, kind),
        WebFigure("any page, p99", everything.p99, "ms", 300, kind),
        WebFigure("the slowest of them, median", worst.median, "ms", 100, kind),
    ]


def run_slider(site: Site, kind: str, size: Size, _say: Say) -> list[WebFigure]:
    """Measure the national page and the steps of its slider."""
    return [
        figure
        for each in measure_slider(site, size.steps)
        for figure in (
            WebFigure(f"{each.what}, median", each.median, "ms", 150, kind),
            WebFigure(f"{each.what}, p99", each.p99, "ms", 300, kind),
        )
    ]


def run_workbook(site: Site, kind: str, size: Size, say: Say) -> list[WebFigure]:
    """Measure a large workbook from its upload until its matrix is kept."""
    taken = measure_workbook(site, workbook(size.officers), lambda words: say(f"  {words}"))
    what = f"{size.officers:,} officers sent, checked, accepted and graded"
    return [WebFigure(what, taken["in all"], "s", 15, kind)]


def run_streams(site: Site, kind: str, size: Size, _say: Say) -> list[WebFigure]:
    """Measure commit to screen."""
    delays = measure_streams(site, size.screens, size.events)
    told = f"{size.screens} screens, commit to screen"
    lost = delays.wanted - len(delays.seconds)
    return [
        WebFigure(f"{told}, median", delays.median * 1000, "ms", 500, kind),
        WebFigure(f"{told}, p99", delays.p99 * 1000, "ms", 500, kind),
        WebFigure(f"{told}, of {delays.wanted} lost", lost, "", 0, kind),
    ]


def run_clicks(site: Site, kind: str, size: Size, say: Say) -> list[WebFigure]:
    """Have people click for a while, and count errors."""
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / "sessions.json"
        held.write_text(json.dumps(sessions(site, EVERYBODY, PEOPLE // len(EVERYBODY) + 1)))
        done = subprocess.run(
            [
                *(sys.executable, "-m", "locust", "-f", str(ROOT / "bench" / "web_clicks.py")),
                *("--headless", "--only-summary", "-u", str(PEOPLE), "-r", str(SPAWN)),
                *("-t", f"{round(size.minutes * 60)}s", "-H", site.address),
                *("--csv", str(Path(folder) / "clicks"), "--exit-code-on-error", "0"),
            ],
            env={**os.environ, "MUSTER_BENCH_SESSIONS": str(held)},
            capture_output=True,
            text=True,
        )
        rows = list(csv.DictReader((Path(folder) / "clicks_stats.csv").open()))
        for failure in csv.DictReader((Path(folder) / "clicks_failures.csv").open()):
            say(f"  {failure['Name']}: {failure['Error']}, {failure['Occurrences']} times")
    assert rows, done.stderr[-2000:]
    total = next(row for row in rows if row["Name"] == "Aggregated")
    told = f"{PEOPLE} people clicking for {size.minutes:g} minutes"
    return [
        WebFigure(f"{told}: answers", int(total["Request Count"]), "", None, kind),
        WebFigure(f"{told}: errors", int(total["Failure Count"]), "", 0, kind),
        WebFigure(f"{told}: median", float(total["50%"]), "ms", None, kind),
        WebFigure(f"{told}: p99", float(total["99%"]), "ms", None, kind),
    ]


RUNS = {
    "pages": run_pages,
    "slider": run_slider,
    "workbook": run_workbook,
    "streams": run_streams,
    "clicks": run_clicks,
}


def run(chosen: list[str], kinds: list[str], size: Size, say: Say) -> list[WebFigure]:
    """Return the figures of what is chosen, on each kind of database."""
    figures = []
    for kind in kinds:
        with national_site(kind) as site:
            for name in chosen or RUNS:
                say(f"{name}, {kind}")
                for figure in RUNS[name](site, kind, size, say):
                    figures.append(figure)
                    say(f"{figure.what}: {figure.spoken} {figure.reached}")
    return figures


def main() -> None:
    """Run what is asked for and print it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", nargs="*", help=", ".join(RUNS))
    asked.add_argument("--database", choices=KINDS)
    asked.add_argument("--minutes", type=float, default=Size.minutes)
    asked.add_argument("--small", action="store_true")
    asked.add_argument("--write", action="store_true", help=f"write docs/{PAGE}")
    given = asked.parse_args()
    if given.write and (given.what or given.database or given.small):
        asked.error("--write goes with everything, on both databases and at full size")
    size = SMALL if given.small else Size(minutes=given.minutes)
    kinds = [given.database] if given.database else list(KINDS)
    began = os.getloadavg()[0]
    figures = run(given.what, kinds, size, lambda words: print(words, flush=True))
    if given.write:
        (DOCS / PAGE).write_text(page(figures, began))


if __name__ == "__main__":
    main()
