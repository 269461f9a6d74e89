"""Make the synthetic nation, or part of it, at any scale."""

from collections.abc import Iterator, Sequence
from math import fsum

from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.policing import Force
from muster.strength import Roster
from muster.synthesis.calibration import Calibration
from muster.synthesis.calibration_reader import check_against, read_calibration
from muster.synthesis.force import make_roster
from muster.synthesis.setting import settle
from muster.synthesis.stream import apportion

PERIOD_DAYS = 400  # a year and a month, so that a year's forecast has room


class UnableToSynthesise(MusterError):
    """What was asked for cannot be made."""


def synthesise_rosters(
    *,
    doctrine: Doctrine,
    seed: int,
    starts: int,
    days: int = PERIOD_DAYS,
    forces: Sequence[str] | None = None,
    scale: float = 1.0,
    calibration: Calibration | None = None,
) -> Iterator[Roster]:
    """Yield the rosters of `forces`, or of every territorial force doctrine sizes.

    `starts` is the UTC minute of a local midnight, `days` local days follow. Sizes are
    doctrine's full-time equivalents times `scale`, rounded so that the nation's total is
    right; the same seed, doctrine and calibration give the same rosters to the bit, and a
    force by itself equals the same force in the nation. Raises UnableToSynthesise for a
    seed below 0, no days, or a force without a size.
    """
    figures = calibration or read_calibration()
    _refuse_nonsense(seed, days, scale)
    check_against(figures, doctrine)
    sizes = sizes_of(doctrine, scale)
    wanted = sizes if forces is None else [doctrine.force(name).slug for name in forces]
    for slug in wanted:
        if not sizes.get(slug):
            raise UnableToSynthesise(
                f"{slug} would have no officers at scale {scale}; raise the scale, or choose "
                f"among {', '.join(sizes)}"
            )
    for slug in wanted:
        setting = settle(
            doctrine,
            figures,
            doctrine.force(slug),
            size=sizes[slug],
            scale=scale,
            seed=seed,
            starts=starts,
            days=days,
        )
        yield make_roster(setting)


def sizes_of(doctrine: Doctrine, scale: float = 1.0) -> dict[str, int]:
    """Return the officers of each territorial force doctrine sizes, by slug.

    Largest remainders: they sum to the rounded national total times `scale`.
    """
    sized = [(force, officers) for force in doctrine.forces if (officers := _strength(force))]
    total = int(fsum(officers for _, officers in sized) * scale + 1 / 2)
    counts = apportion(total, [officers for _, officers in sized])
    return {force.slug: count for (force, _), count in zip(sized, counts, strict=True)}


def _strength(force: Force) -> float:
    return (force.officers or 0.0) if force.territorial else 0.0


def _refuse_nonsense(seed: int, days: int, scale: float) -> None:
    if seed < 0:
        raise UnableToSynthesise(f"The seed is {seed}; give a whole number of 0 or more")
    if days < 1:
        raise UnableToSynthesise(f"A period of {days} days holds nothing; give 1 or more")
    if not scale > 0:
        raise UnableToSynthesise(f"A scale of {scale} leaves nobody; give a number above 0")
