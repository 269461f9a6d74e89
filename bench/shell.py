"""What is felt at the terminal: starting up, one force, and reading returns."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
# Warm means that Python has kept what it compiled, as it does unless told not to.
WARM = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
FORCE, AT = "west-midlands", "2026-03-02T20:00"


def seconds_of(command: list[str], times: int = 5) -> float:
    """Return the least seconds of a command from the shell, after one not counted."""
    taken = []
    for _ in range(times + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=WARM)
        taken.append(time.perf_counter() - started)
    return min(taken[1:])


def import_seconds() -> float:
    """Return what `import muster` adds to starting Python."""
    empty = seconds_of([sys.executable, "-c", "pass"], 9)
    return seconds_of([sys.executable, "-c", "import muster"], 9) - empty


def strength_seconds() -> float:
    """Return the seconds of `muster strength` on one packed force of 7,000 officers."""
    script = str(Path(sys.executable).with_name("muster"))
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            [script, "synthesise", "--out", place, "--force", FORCE],
            check=True,
            capture_output=True,
        )
        (packed,) = Path(place).rglob("*.muster")
        return seconds_of([script, "strength", str(packed), "--at", AT, "--json"])


def figures_of(bench: str) -> list[dict[str, float | str]]:
    """Return what a bench that prints lines of JSON measures, in a process of its own."""
    run = subprocess.run(
        [sys.executable, str(HERE / bench), "all"],
        check=True,
        capture_output=True,
        text=True,
        env=WARM,
    )
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
