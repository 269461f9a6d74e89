"""Travel times set by hand for some corridors, and a fall-back only where it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from muster.mobilisation.travel_great_circle import great_circle_km
from muster.mobilisation.travel_times import (
    Minutes,
    TravelTimes,
    UnableToAskTravelTimes,
    describe_place,
    round_up,
)
from muster.policing import Place


@dataclass(frozen=True, slots=True)
class Corridor:
    """A journey set by hand, both ways: between places within `within_km` of either end.

    Either `minutes` says how long it takes, or `factor` how many times as long as otherwise.
    """

    name: str
    ends: tuple[Place, Place]
    within_km: float
    minutes: int | None = None
    factor: float | None = None

    def __post_init__(self) -> None:
        """Refuse a corridor that says nothing, or two things."""
        given = [each for each in (self.minutes, self.factor) if each is not None]
        if len(given) != 1 or given[0] < 0 or self.within_km < 0:
            raise UnableToAskTravelTimes(
                f"Corridor {self.name!r} needs minutes or a factor, one of the two and not below "
                "nought, and a distance of nought or more; mend it"
            )

    def covers(self, origins: Sequence[Place], destinations: Sequence[Place]) -> NDArray[np.bool_]:
        """Return which pairs are journeys along this corridor, (origins, destinations)."""
        starts, stops = (
            great_circle_km(places, self.ends) <= self.within_km
            for places in (origins, destinations)
        )
        there = starts[:, :1] & stops[:, 1:].T
        back = starts[:, 1:] & stops[:, :1].T
        covered: NDArray[np.bool_] = there | back
        return covered


@dataclass(frozen=True, slots=True)
class FixedTravel:
    """Travel times set by hand for corridors, and `otherwise` for every other pair.

    Without `otherwise` only the corridors are known, and any other pair is refused.
    """

    corridors: tuple[Corridor, ...]
    otherwise: TravelTimes | None = None

    @property
    def name(self) -> str:
        """Return the other source's name, and how many corridors are set by hand."""
        count = len(self.corridors)
        by_hand = f"{count} corridor{'' if count == 1 else 's'} set by hand"
        return f"{self.otherwise.name}, with {by_hand}" if self.otherwise else by_hand

    def minutes(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Minutes:
        """Return whole minutes, rounded up, int64 (origins, destinations).

        Raises UnableToAskTravelTimes for a pair with two corridors, or with none and no other
        source.
        """
        taken = np.full((len(origins), len(destinations)), np.nan)
        if self.otherwise:
            taken[:] = self.otherwise.minutes(origins, destinations)
        by_hand = np.full(taken.shape, -1)
        for number, corridor in enumerate(self.corridors):
            covered = corridor.covers(origins, destinations)
            self._refuse_two(covered & (by_hand >= 0), by_hand, corridor)
            by_hand[covered] = number
            taken[covered] = (
                taken[covered] * corridor.factor
                if corridor.factor is not None
                else corridor.minutes
            )
        for row, column in np.argwhere(np.isnan(taken))[:1]:
            raise UnableToAskTravelTimes(
                f"No corridor gives the minutes from {describe_place(origins[row])} to "
                f"{describe_place(destinations[column])}; add one, or name another source"
            )
        return round_up(taken)

    def _refuse_two(
        self, twice: NDArray[np.bool_], by_hand: NDArray[np.int_], corridor: Corridor
    ) -> None:
        for row, column in np.argwhere(twice)[:1]:
            first = self.corridors[by_hand[row, column]].name
            raise UnableToAskTravelTimes(
                f"Corridors {first!r} and {corridor.name!r} both cover the same journey; "
                "keep one, or let them reach less far"
            )


@dataclass(slots=True)
class FallbackTravel:
    """Asks `first`, and once that has failed, `instead`; its name then says so and why.

    Only for a caller that was told to fall back: nothing else in Muster does.
    """

    first: TravelTimes
    instead: TravelTimes
    failure: str = field(default="", init=False)
    answered: bool = field(default=False, init=False)

    @property
    def name(self) -> str:
        """Return which of the two has spoken; both, where both have."""
        if not self.failure:
            return self.first.name
        also = f"; {self.first.name} spoke before that" if self.answered else ""
        return f"{self.instead.name}, fallen back to because {self.failure}{also}"

    def minutes(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Minutes:
        """Return whole minutes, rounded up, int64 (origins, destinations).

        Raises UnableToAskTravelTimes where `instead` does.
        """
        if not self.failure:
            try:
                found = self.first.minutes(origins, destinations)
            except UnableToAskTravelTimes as wrong:
                self.failure = str(wrong)
            else:
                self.answered = True
                return found
        return self.instead.minutes(origins, destinations)
