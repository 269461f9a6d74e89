"""A force's vehicles, and when they are off the road."""

import numpy as np
from numpy.typing import NDArray

from muster.policing import clock
from muster.strength import Vehicles
from muster.synthesis.calibration import VehicleFigures
from muster.synthesis.people import base_weights, numbered
from muster.synthesis.setting import Setting

DIGITS = 4
PREFIX = "SYN-"


def make_vehicles(setting: Setting, bases: int) -> Vehicles:
    """Return the vehicles of a force with `bases` bases, by kind."""
    figures = setting.calibration.vehicles
    counts = [_count(setting, each) for each in figures]
    which = np.repeat(np.arange(len(figures)), counts)
    kinds = np.array([setting.vehicle_kinds[each.kind] for each in figures])
    off_from, off_until = _off_road(setting, len(which))
    return Vehicles(
        vehicle_id=_marks(figures, counts),
        kind=kinds[which].astype(np.int8),
        base=_bases(setting, figures, counts, bases),
        off_road_from=off_from,
        off_road_until=off_until,
    )


def _count(setting: Setting, figures: VehicleFigures) -> int:
    """Return how many vehicles of a kind, by officers or by what they follow."""
    if figures.follows:
        return int(setting.followed(figures.follows) * figures.each + 1 / 2)
    factor = setting.traits.get(figures.trait, 1.0)
    return max(int(setting.size / figures.officers_each * factor + 1 / 2), figures.at_least)


def _marks(figures: tuple[VehicleFigures, ...], counts: list[int]) -> NDArray[np.bytes_]:
    """Return fleet numbers such as SYN-PC0007."""
    return np.concatenate(
        [
            numbered(f"{PREFIX}{each.prefix}".encode(), 1 + np.arange(count), DIGITS)
            for each, count in zip(figures, counts, strict=True)
        ]
    )


def _bases(
    setting: Setting, figures: tuple[VehicleFigures, ...], counts: list[int], bases: int
) -> NDArray[np.int16]:
    """Return each vehicle's base: where the function that uses it works."""
    stream = setting.stream("garages")
    functions = {function.slug: function for function in setting.calibration.functions}
    parts = [
        stream.pick(count, base_weights(functions[each.function], bases))
        for each, count in zip(figures, counts, strict=True)
    ]
    return np.concatenate(parts).astype(np.int16)


def _off_road(setting: Setting, count: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return from and until when each vehicle is off the road; FOREVER twice for never."""
    figures, stream = setting.calibration.off_road, setting.stream("off road")
    length = np.array(list(figures.days))[stream.pick(count, list(figures.days.values()))]
    lead = max(figures.days)
    first = setting.first_day - lead + stream.below(count, setting.days + lead)
    serviced = stream.chance(count, figures.serviced)
    broken = stream.chance(count, figures.further_notice)
    start, end = (
        clock.utc_from_local(day * clock.DAY + figures.opens) for day in (first, first + length)
    )
    never = ~(serviced | broken) | (~broken & (end <= setting.starts))
    until = np.where(broken | never, clock.FOREVER, end)
    return np.where(never, clock.FOREVER, start).astype(np.int32), until.astype(np.int32)
