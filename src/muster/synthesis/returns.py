"""Synthetic rosters as returns, and the networks that are shipped by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import numpy as np

from muster.doctrine import Doctrine, read_doctrine
from muster.intake import About, Input, Provenance, Return, Table, write_return
from muster.policing import clock
from muster.strength import Roster
from muster.synthesis.aid import AidHistory
from muster.synthesis.calibration import Calibration
from muster.synthesis.calibration_reader import read_calibration
from muster.synthesis.county import COUNTY_SEED, REGION, county_doctrine, county_forces
from muster.synthesis.nation import (
    PERIOD_DAYS,
    UnableToSynthesise,
    sizes_of,
    synthesise_rosters,
)
from muster.synthesis.testimony import Testimony, make_testimony

SHIPPED_STARTS = clock.parse_instant("2026-01-01T00:00")
NATION_SEED = 17  # West Midlands is short of commanders in it, as its report says
NOTE = "Synthetic: nobody in it is real, and no force's own figures were used beyond its size."


@dataclass(frozen=True, slots=True)
class ShippedNetwork:
    """A network that needs no files: its name, seed, and whether it is the fictional county."""

    name: str
    seed: int
    fictional: bool

    def doctrine(self) -> Doctrine:
        """Return the doctrine its forces are found in."""
        return county_doctrine() if self.fictional else read_doctrine()

    def forces(self, doctrine: Doctrine) -> tuple[str, ...]:
        """Return the slugs of its forces."""
        if self.fictional:
            return county_forces(doctrine)
        return tuple(slug for slug in sizes_of(doctrine) if doctrine.force(slug).region != REGION)


SHIPPED_NETWORKS = {
    "county": ShippedNetwork("county", COUNTY_SEED, fictional=True),
    "nation": ShippedNetwork("nation", NATION_SEED, fictional=False),
}


def synthesise(
    *,
    doctrine: Doctrine,
    seed: int,
    starts: int,
    days: int = PERIOD_DAYS,
    forces: Sequence[str] | None = None,
    scale: float = 1.0,
    calibration: Calibration | None = None,
) -> Iterator[Return]:
    """Yield the synthetic returns of `forces`, one at a time, as `synthesise_rosters` does.

    Each says that it is synthetic, and by which seed.
    """
    figures = calibration or read_calibration()
    histories = _histories(doctrine, figures, seed=seed, starts=starts, scale=scale)
    for roster in synthesise_rosters(
        doctrine=doctrine,
        seed=seed,
        starts=starts,
        days=days,
        forces=forces,
        scale=scale,
        calibration=figures,
    ):
        history = histories[doctrine.force(roster.force).region == REGION]
        aid = history.table_of(roster.force)
        yield as_return(roster, aid, seed=seed, doctrine=doctrine, calibration=figures)


def _histories(
    doctrine: Doctrine, calibration: Calibration, *, seed: int, starts: int, scale: float
) -> dict[bool, AidHistory]:
    """Return the aid of the nation's forces, and under True that of the fictional county's."""
    sizes = sizes_of(doctrine, scale)
    return {
        fictional: AidHistory(
            {
                slug: size
                for slug, size in sizes.items()
                if (doctrine.force(slug).region == REGION) == fictional
            },
            fictional=fictional,
            seed=seed,
            first_day=int(clock.local_day(np.array(starts))),
            doctrine=doctrine,
            calibration=calibration,
        )
        for fictional in (False, True)
    }


def network(
    name: str,
    *,
    doctrine: Doctrine | None = None,
    seed: int | None = None,
    starts: int = SHIPPED_STARTS,
    days: int = PERIOD_DAYS,
) -> tuple[Return, ...]:
    """Return the returns of a network shipped by name: `county` or `nation`.

    Doctrine and seed are the network's own unless given. Raises UnableToSynthesise for
    another name, or where doctrine has none of its forces.
    """
    found = SHIPPED_NETWORKS.get(name)
    if found is None:
        raise UnableToSynthesise(
            f"There is no network {name!r}; give {' or '.join(SHIPPED_NETWORKS)}, or a folder"
        )
    known = doctrine or found.doctrine()
    forces = found.forces(known)
    if not forces:
        raise UnableToSynthesise(f"Doctrine has no forces of the {name}; read it with the overlay")
    chosen = found.seed if seed is None else seed
    return tuple(synthesise(doctrine=known, seed=chosen, starts=starts, days=days, forces=forces))


def write_county(directory: Path | str) -> tuple[Path, ...]:
    """Write the fictional county as folders of CSV files, one a force; return their paths."""
    return tuple(write_return(made, Path(directory) / made.force) for made in network("county"))


def as_return(
    roster: Roster, aid: Table, *, seed: int, doctrine: Doctrine, calibration: Calibration
) -> Return:
    """Return a roster as a return that says it is synthetic, with invented testimony and aid."""
    said = make_testimony(roster, seed=seed, doctrine=doctrine, calibration=calibration)
    about = About(
        force=roster.force,
        period_from=roster.starts,
        period_until=roster.ends,
        prepared_at=roster.starts,
        prepared_by=f"Muster synthesis, seed {seed}: synthetic",
    )
    made_from = Input(f"calibration, seed {seed}", calibration.digest, 0)
    return Return(
        force=roster.force,
        about=about,
        roster=roster,
        counts=None,
        declared=said.declared,
        evidence=said.evidence,
        judgements=said.judgements,
        aid=aid,
        rows=_rows(roster, said, aid),
        notes=(NOTE,),
        provenance=Provenance(
            (made_from,), doctrine.digest, f"muster-spr {metadata.version('muster-spr')}"
        ),
        synthetic=True,
    )


def _rows(roster: Roster, said: Testimony, aid: Table) -> dict[str, int]:
    return {
        "officers": len(roster),
        "patterns": len(roster.patterns.day),
        "duties": len(roster.duties.kind),
        "tickets": len(roster.tickets.skill),
        "abstractions": len(roster.abstractions.kind),
        "vehicles": len(roster.vehicles.kind),
        "bases": len(roster.bases.name),
        "minimum_cover": len(roster.minimum_cover.count),
        "declared": len(said.declared),
        "evidence": len(said.evidence),
        "judgements": len(said.judgements),
        "aid": len(aid),
    }
