"""Everything one force is made from, before anybody is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from muster.doctrine import Doctrine
from muster.policing import Force, clock
from muster.synthesis.calibration import Calibration, ForceFigures, Rota, Trait
from muster.synthesis.stream import Stream

YEAR = 365


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """One force to be made: its size, its traits, the period and the codes of doctrine.

    `first_day` is the local day on which the period starts, `days` how many it has;
    `starts` and `ends` are its UTC minutes. `scale` is the share of published strength.
    """

    doctrine: Doctrine
    calibration: Calibration
    force: Force
    size: int
    scale: float
    seed: int
    first_day: int
    days: int
    starts: int
    ends: int
    ranks: Mapping[str, int]
    skills: Mapping[str, int]
    duty_kinds: Mapping[str, int]
    abstraction_kinds: Mapping[str, int]
    vehicle_kinds: Mapping[str, int]
    traits: Mapping[str, float]
    tour_shift: int

    def stream(self, topic: str) -> Stream:
        """Return this force's own chance on a topic."""
        return Stream(self.seed, self.force.slug, topic)

    @property
    def own(self) -> ForceFigures:
        """Return what calibration holds about this force in particular."""
        return self.calibration.force(self.force.slug)

    def followed(self, what: str) -> float:
        """Return the force's figure that others follow: `dogs` or `horses`, scaled."""
        return {"dogs": self.own.dogs, "horses": self.own.horses}[what] * self.scale

    def rota(self, slug: str) -> Rota:
        """Return the rota of this slug."""
        return next(rota for rota in self.calibration.rotas if rota.slug == slug)

    @property
    def years(self) -> float:
        """Return the length of the period in years."""
        return self.days / YEAR


def settle(
    doctrine: Doctrine,
    calibration: Calibration,
    force: Force,
    *,
    size: int,
    scale: float,
    seed: int,
    starts: int,
    days: int,
) -> Setting:
    """Return the setting of a force of `size` officers over `days` local days from `starts`."""
    first_day = int(clock.local_day(np.array(starts)))
    stream = Stream(seed, force.slug, "setting")
    shifts = calibration.people.tour_shifts
    shift = shifts[int(stream.below(1, len(shifts))[0])]
    return Setting(
        doctrine=doctrine,
        calibration=calibration,
        force=force,
        size=size,
        scale=scale,
        seed=seed,
        first_day=first_day,
        days=days,
        starts=starts,
        ends=int(clock.utc_from_local(np.array((first_day + days) * clock.DAY))),
        ranks=_codes(doctrine.ranks),
        skills=_codes(doctrine.skills),
        duty_kinds=_codes(doctrine.duty_kinds),
        abstraction_kinds=_codes(doctrine.abstraction_kinds),
        vehicle_kinds=_codes(doctrine.vehicle_kinds),
        traits=_traits(calibration.traits, stream) | dict(calibration.force(force.slug).traits),
        tour_shift=shift,
    )


def _codes(values: Iterable[Any]) -> dict[str, int]:
    return {value.slug: code for code, value in enumerate(values)}


def _traits(traits: tuple[Trait, ...], stream: Stream) -> dict[str, float]:
    """Return a factor for each trait: the force is short of one, drawn by weight."""
    lacking = int(stream.pick(1, [trait.weight for trait in traits])[0])
    factors = {trait.slug: stream.between(trait.low, trait.high) for trait in traits}
    factors[traits[lacking].slug] = traits[lacking].short
    return factors
