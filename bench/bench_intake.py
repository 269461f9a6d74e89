"""How fast, and in how much memory, returns are read: CSVs, a workbook, 43 packed files.

Run as `python bench/bench_intake.py [csv|workbook|packed|all]`; each prints one line of JSON.
The large force has 30,000 officers on patterns and 120,000 tickets; the network is 43
packed returns of 127,000 officers and 500,000 tickets in all.
"""

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from muster.doctrine import read_doctrine
from muster.intake import pack_return, read_network, read_return, write_return

FORCES, LARGE, NATION = 43, 30_000, 127_077
DAYS = np.datetime64("2026-03-02", "D")


def folder_of(place: Path, force: str, officers: int, seed: int) -> Path:
    """Write a force's CSVs: patterns, four tickets an officer, some duties and leave."""
    rng = np.random.default_rng(seed)
    doctrine = read_doctrine()
    ranks = [rank.slug for rank in doctrine.ranks[:3]]
    skills = [skill.slug for skill in doctrine.skills]
    place.mkdir(parents=True)
    (place / "about.csv").write_text(
        "force,period_from,period_until,prepared_at,prepared_by\n"
        f"{force},2026-03-01,2027-02-28,2026-02-27T16:30,Bench\n"
    )
    cycle = ["07:00,17:00,response"] * 2 + ["22:00,07:00,response"] * 2 + [",,rest"] * 4
    (place / "patterns.csv").write_text(
        "pattern,day,start,end,kind\n"
        + "".join(f"P{p},{d},{row}\n" for p in range(5) for d, row in enumerate(cycle, 1))
    )
    rank = rng.choice(3, officers, p=[0.8, 0.15, 0.05])
    starts = DAYS + rng.integers(0, 8, officers)
    joined = DAYS - rng.integers(400, 9000, officers)
    (place / "officers.csv").write_text(
        "officer_id,rank,base,recall_minutes,on_call,pattern,pattern_from,restricted,joined,left\n"
        + "".join(
            f"{force[:2].upper()}{n:06},{ranks[rank[n]]},Base {n % 30},{30 + n % 90},,P{n % 5},"
            f"{starts[n]},no,{joined[n]},\n"
            for n in range(officers)
        )
    )
    awarded = DAYS - rng.integers(1, 700, officers * 4)
    skill = rng.integers(0, len(skills), officers * 4)
    (place / "tickets.csv").write_text(
        "officer_id,skill,awarded,expires\n"
        + "".join(
            f"{force[:2].upper()}{n // 4:06},{skills[skill[n]]},{awarded[n]},\n"
            for n in range(officers * 4)
        )
    )
    leave = DAYS + rng.integers(0, 300, officers)
    (place / "abstractions.csv").write_text(
        "officer_id,kind,start,end\n"
        + "".join(
            f"{force[:2].upper()}{n:06},annual_leave,{leave[n]},{leave[n] + 9}\n"
            for n in range(officers)
        )
    )
    return place


def timed(what: str, run: Callable[[], object], goal: float) -> None:
    """Run once and print seconds, the goal and the largest memory so far."""
    gc.collect()
    started = time.perf_counter()
    run()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    print(
        json.dumps(
            {"what": what, "seconds": round(seconds, 3), "goal": goal, "peak_mb": round(peak)}
        )
    )


def bench_csv(place: Path) -> None:
    """Read one large force's CSVs."""
    folder = folder_of(place / "csv", "metropolitan", LARGE, 1)
    timed("csv", lambda: read_return(folder, doctrine=read_doctrine()), 3)


def bench_workbook(place: Path) -> None:
    """Read the same force as a workbook, written by another process's worth of work first."""
    book = place / "large.xlsx"
    if not book.exists():
        folder = folder_of(place / "source", "metropolitan", LARGE, 1)
        write_return(read_return(folder, doctrine=read_doctrine()), book)
    timed("workbook", lambda: read_return(book, doctrine=read_doctrine()), 10)


def bench_packed(place: Path) -> None:
    """Read a nation of packed returns."""
    doctrine = read_doctrine()
    network = place / "network"
    network.mkdir()
    forces = [force.slug for force in doctrine.forces if force.territorial][:FORCES]
    for at, force in enumerate(forces):
        folder = folder_of(place / "forces" / force, force, NATION // FORCES, at)
        pack_return(read_return(folder, doctrine=doctrine), network)
    timed("packed", lambda: read_network(network, doctrine=doctrine), 1)
    timed("packed again", lambda: read_network(network, doctrine=doctrine), 1)


BENCHES = {"csv": bench_csv, "workbook": bench_workbook, "packed": bench_packed}


def main() -> None:
    """Run the benches named, or all."""
    read_doctrine()
    chosen = sys.argv[1:] or ["all"]
    for name, bench in BENCHES.items():
        if name in chosen or "all" in chosen:
            with tempfile.TemporaryDirectory() as place:
                bench(Path(place))


if __name__ == "__main__":
    main()
