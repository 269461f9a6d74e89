"""`muster synthesise`: a nation of invented people."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from muster.cli import options
from muster.cli.guard import tell
from muster.cli.holdings import doctrine_of
from muster.cli.working import working
from muster.errors import MusterError
from muster.intake import pack_return, write_return
from muster.policing import clock
from muster.synthesis import NATION_SEED, PERIOD_DAYS, sizes_of
from muster.synthesis import synthesise as make_returns

Format = Literal["muster", "csv", "xlsx", "json"]
LARGEST, LONGEST = 10, 3660  # times the published strength; days, which is ten years
NAMES = {"muster": "{}.muster", "csv": "{}", "xlsx": "{}.xlsx", "json": "{}.json"}


class UnableToWriteNetwork(MusterError):
    """The place for the returns cannot be used."""


def synthesise(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the returns go.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same nation.")] = NATION_SEED,
    force: Annotated[
        list[str], typer.Option("--force", help="Only this force; again for more.")
    ] = [],  # noqa: B006
    scale: Annotated[float, typer.Option(max=LARGEST, help="Share of published strength.")] = 1.0,
    starts: Annotated[str, typer.Option("--from", help="First day of the period.")] = "2026-01-01",
    days: Annotated[
        int, typer.Option(min=1, max=LONGEST, help="Days in the period.")
    ] = PERIOD_DAYS,
    format_: Annotated[
        Format, typer.Option("--format", help="Packed, folders of CSVs, workbooks or JSON.")
    ] = "muster",
    doctrine: options.DoctrineDirs = [],  # noqa: B006
) -> None:
    """Make the synthetic nation: 43 forces of published size, and nobody in them is real.

    muster synthesise --out nation/

    muster synthesise --force Kent --format csv --out kent/
    """
    known = doctrine_of(doctrine)
    total = len(force) or len(sizes_of(known, scale))
    _make_place(out)
    made = 0
    with working("Making returns") as progress:
        for each in make_returns(
            doctrine=known,
            seed=seed,
            starts=clock.parse_instant(starts),
            days=days,
            forces=force or None,
            scale=scale,
        ):
            _writer(format_)(each, out / NAMES[format_].format(each.force))
            made += 1
            progress("Made returns", made, total)
    tell(
        f"Synthetic: {made:,} return{'s' * (made != 1)} in {out}. Nobody there is real.",
        style="yellow",
    )


def _writer(format_: Format) -> Callable[..., Any]:
    return pack_return if format_ == "muster" else write_return


def _make_place(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise UnableToWriteNetwork(
            f"{place} cannot be made ({wrong.strerror}); choose another place"
        ) from wrong
