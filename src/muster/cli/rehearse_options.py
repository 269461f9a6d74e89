"""Options of `muster rehearse`, and what they stand for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from muster.errors import MusterError
from muster.rehearsal import Until

MOST = 100_000_000
BY_PRECISION = 1_000_000  # replications at most where only a precision is asked for

ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO", help="A shipped scenario (muster scenario list), or a TOML file."
    ),
]
Seed = Annotated[
    int, typer.Option("--seed", min=0, max=(1 << 63) - 1, help="The same seed, the same numbers.")
]
Replications = Annotated[
    int | None,
    typer.Option("--replications", "-r", min=2, max=MOST, help="How many futures; else 1,024."),
]
Precision = Annotated[
    float | None,
    typer.Option(
        "--precision",
        "-p",
        metavar="POINTS",
        help="Play until the chance is known to within so many points at 95 % (1 is ± 1 point), "
        "or as many as --replications.",
    ),
]
Policies = Annotated[
    list[str],
    typer.Option("--policy", metavar="NAME", help="A policy of the scenario; else its own first."),
]
Against = Annotated[
    list[str],
    typer.Option("--against", metavar="NAME", help="Another, by the same draws; again for more."),
]
WorthOf = Annotated[
    bool,
    typer.Option("--worth", help="What one more of each post, vehicle and unit is worth."),
]
Frontier = Annotated[
    int,
    typer.Option(
        "--frontier", min=0, max=100, metavar="STEPS", help="Cost against chance, unit by unit."
    ),
]
Matters = Annotated[
    bool, typer.Option("--matters", help="Which figures matter: each moved by itself.")
]
Case = Annotated[
    int | None,
    typer.Option("--replay", min=0, metavar="NUMBER", help="Play one again, as a plan."),
]
DemandsFile = Annotated[
    Path | None,
    typer.Option("--demands", metavar="FILE", help="With --replay: write its demands (CSV)."),
]
Workers = Annotated[
    int,
    typer.Option("--workers", "-w", min=0, max=1024, help="How many at a time; 0: every core."),
]
Processes = Annotated[bool, typer.Option("--processes", help="Processes, and not threads.")]
Cluster = Annotated[
    str, typer.Option("--cluster", metavar="HOST:PORT", help="A Ray cluster (docs: clusters).")
]
Keep = Annotated[
    Path | None,
    typer.Option(
        "--keep",
        metavar="FILE",
        help="Where to keep what is done, to go on with.",
    ),
]
Resume = Annotated[
    Path | None, typer.Option("--resume", metavar="FILE", help="Go on with what was kept.")
]
NameForces = Annotated[
    bool,
    typer.Option("--name-forces", help="Name real forces; without it they have numbers."),
]

CAMPAIGN = ("--precision", "--policy twice", "--against", "--matters", "--keep", "--resume")
UNHEEDED = {
    "--replay": ("--worth", "--frontier", *CAMPAIGN),
    "--worth": CAMPAIGN,
    "--frontier": CAMPAIGN,
    "--cluster": ("--processes",),
}


class UnheededOption(MusterError):
    """Options were given together of which one would not be heeded."""


def refuse_unheeded(asked: Mapping[str, object]) -> None:
    """Refuse options that would not be heeded beside others, every one of them at once.

    `asked` maps options to what was given, false for nothing. Raises UnheededOption.
    """
    said = [
        f"{other} is not heeded with {option}"
        for option, others in UNHEEDED.items()
        for other in others
        if asked[option] and asked[other]
    ]
    if asked["--demands"] and not asked["--replay"]:
        said.append("--demands is not heeded without --replay")
    if said:
        raise UnheededOption(f"{'; '.join(said)}. Leave out what is not heeded, or ask by itself")


def until_of(replications: int | None, precision: float | None) -> Until:
    """Return when to stop; points of precision are hundredths."""
    if precision is None:
        return Until() if replications is None else Until(replications)
    return Until(replications or BY_PRECISION, precision / 100)
