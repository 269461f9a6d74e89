"""How fast the matrix is filled: one force from the shell, the nation from 43 packed returns.

Run as `python bench/bench_matrix.py [shell|nation|all]`; each prints one line of JSON, with the
least seconds of a few and the goal. The nation is the shipped synthetic one, packed: 43 forces
of their published size, with invented declarations, evidence and judgements.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from muster.assessment import worst_gaps
from muster.doctrine import read_doctrine
from muster.intake import assess_network, distribution, pack_return, read_network
from muster.synthesis import network

FORCE, EDITION, TIMES, GAPS = "west-midlands", "2012", 4, 10


def timed(what: str, run: Callable[[], object], goal: float) -> None:
    """Run a few times after one not counted, and print the least seconds and the goal."""
    run()
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    print(json.dumps({"what": what, "seconds": round(min(taken), 3), "goal": goal}))


def bench_shell(place: Path) -> None:
    """Assess one packed force, and the shipped case, each in a process of its own."""
    (packed,) = place.glob(f"{FORCE}*.muster")
    for name, goal in ((str(packed), 1.5), ("west-midlands-2013", 1.5)):
        for how in (["--json"], ["--html", str(place / "page.html")]):
            command = [sys.executable, "-m", "muster.cli", "assess", name, *how]
            told = f"{Path(name).name} {how[0]}"
            timed(
                told, lambda run=command: subprocess.run(run, check=True, capture_output=True), goal
            )


def bench_nation(place: Path) -> None:
    """Assess the nation: read, every force, regions, the whole, distribution and gaps."""
    doctrine = read_doctrine()

    def nation() -> None:
        returns = read_network(place, doctrine=doctrine)
        at = max(each.about.prepared_at for each in returns)
        found = assess_network(returns, doctrine=doctrine, edition=EDITION, at=at)
        distribution(found)
        worst_gaps(list(found.forces.values()), GAPS)

    timed("nation, read and assessed", nation, 2)


BENCHES = {"shell": bench_shell, "nation": bench_nation}


def main() -> None:
    """Run the benches named, or all."""
    chosen = sys.argv[1:] or ["all"]
    doctrine = read_doctrine()
    with tempfile.TemporaryDirectory() as place:
        for each in network("nation", doctrine=doctrine):
            pack_return(each, Path(place))
        for name, bench in BENCHES.items():
            if name in chosen or "all" in chosen:
                bench(Path(place))


if __name__ == "__main__":
    main()
