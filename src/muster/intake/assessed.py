"""Returns assessed: one force, its region, the nation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muster.assessment import Grade, Judgement, Matrix, assess, roll_up
from muster.doctrine import Doctrine
from muster.intake.returns import Progress, Return
from muster.intake.testimony import judgements_of, testimony_of
from muster.strength import Overlay

NATION = "nation"


@dataclass(frozen=True, slots=True, eq=False)
class NetworkMatrix:
    """Every force's matrix, each region's and the nation's, by slug, in doctrine's order."""

    forces: Mapping[str, Matrix]
    regions: Mapping[str, Matrix]
    nation: Matrix
    synthetic: bool


def assess_return(
    return_: Return,
    *,
    doctrine: Doctrine,
    edition: str,
    at: int,
    judgements: Sequence[Judgement] = (),
    overlays: Sequence[Overlay] = (),
) -> Matrix:
    """Return the matrix of one force as at the UTC minute `at`, from its return.

    `judgements` and `overlays` are what was recorded since it was made.
    """
    return assess(
        return_.force,
        testimony_of(return_, doctrine=doctrine, at=at, overlays=overlays),
        (*judgements_of(return_), *judgements),
        doctrine=doctrine,
        edition=edition,
        at=at,
    )


def assess_network(
    returns: Sequence[Return],
    *,
    doctrine: Doctrine,
    edition: str,
    at: int,
    progress: Progress | None = None,
) -> NetworkMatrix:
    """Return the matrices of many forces, their regions and the nation.

    Regions hold the forces returned, not those doctrine knows: a force without a return is
    not summed. Raises UnableToRollUp when there are no returns.
    """
    forces: dict[str, Matrix] = {}
    for done, return_ in enumerate(returns, 1):
        forces[return_.force] = assess_return(return_, doctrine=doctrine, edition=edition, at=at)
        if progress:
            progress("assessed", done, len(returns))
    return sum_network(forces, doctrine=doctrine, synthetic=any(each.synthetic for each in returns))


def sum_network(
    forces: Mapping[str, Matrix], *, doctrine: Doctrine, synthetic: bool
) -> NetworkMatrix:
    """Return the matrices of forces with those of their regions and of them all.

    Raises UnableToRollUp for none, or for matrices of different instants or editions.
    """
    regions = {
        region.slug: roll_up(region.slug, held, doctrine=doctrine)
        for region in doctrine.regions
        if (held := [forces[slug] for slug in _of_region(region.slug, forces, doctrine)])
    }
    nation = roll_up(NATION, list(forces.values()), doctrine=doctrine)
    return NetworkMatrix(forces, regions, nation, synthetic)


def _of_region(region: str, forces: Mapping[str, Matrix], doctrine: Doctrine) -> list[str]:
    return [slug for slug in forces if doctrine.force(slug).region == region]


def distribution(network: NetworkMatrix) -> dict[str, dict[Grade, int]]:
    """Return how many forces have each grade, by cell (`threat.aspect`) that has criteria."""
    found: dict[str, dict[Grade, int]] = {}
    for matrix in network.forces.values():
        for cell in matrix.cells:
            if cell.grade is not None:
                tally = found.setdefault(cell.subject, dict.fromkeys(Grade, 0))
                tally[cell.grade] += 1
    return found
