"""Run every bench and write docs/benchmarks.md and docs/rehearsal-benchmarks.md.

`python -m bench [jobs] [growth] [shell] [plan] [rehearsal] [--write] [--cluster HOST:PORT]`.

Naming some runs those alone, prints them and writes nothing; `rehearsal --write` writes its own
page, and `--cluster` has it measure a Ray cluster of this machine too. `rehearsal`, and
`python -m bench.bench_plan`, need none of the peers of the other runs.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module

RUNS = {
    "jobs": "bench.runs:run_jobs",
    "growth": "bench.runs:run_growth",
    "plan": "bench.runs:run_plan",
    "shell": "bench.runs:run_shell",
    "rehearsal": "bench.report_rehearsal:run",
}
WHOLE = "bench.runs:run_everything"


def find(run: str) -> Callable[..., object]:
    """Return what runs, importing it and its peers now."""
    module, _, function = run.partition(":")
    return getattr(import_module(module), function)


def asked() -> Namespace:
    """Return what is asked for."""
    parser = ArgumentParser("python -m bench")
    parser.add_argument("names", nargs="*", metavar="|".join(RUNS))
    parser.add_argument("--write", action="store_true", help="write the page of rehearsals")
    parser.add_argument("--cluster", metavar="HOST:PORT", help="a Ray cluster of this machine")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in RUNS]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(RUNS)}")
    if given.write and given.names not in ([], ["rehearsal"]):
        parser.error("--write goes with rehearsal alone; without a name everything is written")
    return given


def main() -> None:
    """Run what is named, or everything, and then write it up."""
    given = asked()
    for name in given.names:
        if name == "rehearsal":
            find(RUNS[name])(given.cluster, write=given.write)
        else:
            find(RUNS[name])()
    if not given.names:
        find(WHOLE)(given.cluster)


if __name__ == "__main__":
    main()
