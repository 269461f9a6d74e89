"""The fictional county: Barsetshire, Loamshire and Mummerset, and the city that asks for help."""

from functools import lru_cache
from importlib import resources
from pathlib import Path

from muster.doctrine import Doctrine, read_doctrine_from

REGION = "county"
COUNTY_SEED = 15  # shows each force as it is known: see docs/synthetic-nation.md


def county_doctrine(*local: Path) -> Doctrine:
    """Return the shipped doctrine with the fictional county's forces added.

    Barsetshire is well found, Loamshire always short of sergeants, Mummerset small and
    generous; Borchester City, host of most demands, has no strength of its own. Folders of
    local figures are laid over both; without them it is read once.
    """
    return _read(*local) if local else _read_shipped()


@lru_cache(maxsize=1)
def _read_shipped() -> Doctrine:
    return _read()


def _read(*local: Path) -> Doctrine:
    return read_doctrine_from(
        resources.files("muster.doctrine") / "data",
        resources.files("muster.synthesis") / "data" / "county-doctrine",
        *local,
    )


def county_forces(doctrine: Doctrine) -> tuple[str, ...]:
    """Return the slugs of the county's forces; none where doctrine has no county."""
    return tuple(force.slug for force in doctrine.forces if force.region == REGION)
