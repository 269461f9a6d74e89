"""The worst hours of a year, when they fall, and what limits them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from muster.policing import bank_holidays, clock

if TYPE_CHECKING:
    from muster.rehearsal.every_hour import EveryHour

Column = NDArray[np.int64]
Mask = NDArray[np.bool_]
BANDS = ("morning", "afternoon", "evening", "night")
BEGINS = 6  # the hour at which a day is reckoned to begin: a night belongs to the day before
BAND_OF = np.repeat(np.arange(4), (6, 6, 4, 8))  # from 06:00, 12:00, 18:00 and 22:00
TOLD_TOGETHER = (
    *(("band",), ("weekday",), ("month",), ("holiday",)),
    *(("band", "weekday"), ("band", "month"), ("weekday", "month"), ("band", "holiday")),
    ("band", "weekday", "month"),
)
MOST_GROUPS = 4
FEW = 20  # a group that holds fewer than one in so many of the worst hours is not told
FRIDAY = 4
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HourGroup:
    """Hours alike: a part of the day, a weekday, a month, or a day by a bank holiday.

    What does not matter is blank, -1 or 0; weekdays count from Monday as 0. `worst` of its
    `hours` are among the worst.
    """

    band: str
    weekday: int
    month: int
    holiday: str
    worst: int
    hours: int


@dataclass(frozen=True, slots=True)
class HourLimit:
    """What stops the next unit in a share of the worst hours: posts together, or a vehicle."""

    posts: tuple[str, ...]
    vehicle: str
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class WorstHours:
    """The worst hundredth of the hours of a force by a notice, and all as bad as the best of it.

    Where that is most of them, those worse than that, if any. Ordered by the chance of what
    is required, where anything is, then by units, then by how many people the next unit
    lacks: `units` and `chance` (None where nothing is required) are those of the best among
    them, `least` and `least_chance` of the worst. `groups` say when they are, those that
    tell most first; none where they are no particular time.
    """

    force: int
    notice: int
    minutes: Column
    units: int
    chance: float | None
    least: int
    least_chance: float | None
    groups: tuple[HourGroup, ...]
    limits: tuple[HourLimit, ...]


@dataclass(frozen=True, slots=True)
class _Features:
    """What each hour is, as codes from 0, by what they tell; 0 of `holiday` is none."""

    codes: dict[str, Column]
    phrases: tuple[str, ...]

    def joined(self, names: tuple[str, ...]) -> Column:
        """Return a code for each hour that tells several things at once."""
        code = np.zeros(len(self.codes["band"]), dtype=np.int64)
        for name in names:
            code = code * (int(self.codes[name].max()) + 1) + self.codes[name]
        return code


def find_worst_hours(seen: EveryHour, force: int, notice: int) -> WorstHours:
    """Return the worst hours of a force by the `notice`-th notice."""
    units, met = seen.units[force, :, notice], seen.met[force, :, notice]
    lacking = seen.lacking[force, :, notice].astype(np.int64)
    rank = met.astype(np.int64) * (int(units.max()) + 1) + units
    rank = (rank + 1) * (int(lacking.max()) + 1) - lacking
    chosen = _worst(rank)
    rows = np.flatnonzero(chosen)
    ordered = rows[np.argsort(rank[rows], kind="stable")]
    worst, best = ordered[0], ordered[-1]
    asked = bool(seen.required[force, notice])
    return WorstHours(
        force=force,
        notice=seen.notices[notice],
        minutes=seen.minutes[chosen],
        units=int(units[best]),
        chance=int(met[best]) / seen.draws if asked else None,
        least=int(units[worst]),
        least_chance=int(met[worst]) / seen.draws if asked else None,
        groups=tuple(_groups(chosen, _features(seen.minutes))),
        limits=_limits(seen, seen.limits[force, chosen, notice]),
    )


def _worst(rank: Column) -> Mask:
    """Return the worst hundredth, or where most are as bad as that, those that are worse."""
    edge = np.sort(rank)[-(-len(rank) // 100) - 1]
    chosen, worse = rank <= edge, rank < edge
    if 2 * chosen.sum() > len(rank) and worse.any():
        return np.asarray(worse)
    return np.asarray(chosen)


def _limits(seen: EveryHour, codes: Column) -> tuple[HourLimit, ...]:
    """Return what limits, the most often first."""
    found, counts = np.unique(codes, return_counts=True)
    return tuple(
        HourLimit(*seen.limit_words(int(found[at])), int(counts[at]) / len(codes))
        for at in np.argsort(-counts, kind="stable")
    )


def _features(minutes: Column) -> _Features:
    """Return what hours are; a day is reckoned from six in the morning."""
    local = clock.local_from_utc(minutes) - BEGINS * clock.HOUR
    days = local // clock.DAY
    known, place = np.unique(days, return_inverse=True)
    dates = [clock.date_of(int(day)) for day in known]
    spoken = _near_holidays(range(dates[0].year, dates[-1].year + 2))
    phrases = ("", *dict.fromkeys(spoken.get(day, "") for day in dates if day in spoken))
    codes = [phrases.index(spoken.get(day, "")) for day in dates]
    told = {
        "band": BAND_OF[local // clock.HOUR % 24],
        "weekday": np.array([day.weekday() for day in dates])[place],
        "month": np.array([day.month for day in dates])[place],
        "holiday": np.array(codes)[place],
    }
    return _Features(told, phrases)


def _near_holidays(years: range) -> dict[date, str]:
    """Return what days on, and just before, bank holidays are called."""
    found: dict[date, str] = {}
    holidays = {day: name for year in years for day, name in bank_holidays(year).items()}
    for day, name in holidays.items():
        before = day - DAY
        while before.weekday() >= FRIDAY or before == day - DAY:
            found.setdefault(before, f"the {before:%A} before {name}")
            before -= DAY
    return found | holidays


def _groups(worst: Mask, features: _Features) -> Iterator[HourGroup]:
    """Yield the groups that tell most of the worst hours, until few are left untold.

    Of all groups, the one whose hours and those still untold overlap most, in twice what is
    common of the two together (Dice). One in which hours are hardly worse than in any does
    not count.
    """
    left, whole = worst.copy(), int(worst.sum())
    for _ in range(MOST_GROUPS):
        if not left.any():
            return
        best, inside = _best(left, worst, features)
        if best is None or int((inside & left).sum()) * FEW < whole:
            return
        yield best
        left &= ~inside


def _best(left: Mask, worst: Mask, features: _Features) -> tuple[HourGroup | None, Mask]:
    """Return the group that tells most of the hours left, and which hours are in it."""
    best, found, inside = 0.0, None, np.zeros(len(left), dtype=np.bool_)
    for names in TOLD_TOGETHER:
        code = features.joined(names)
        hours, bad, untold = (
            np.bincount(code, weights=each) for each in (np.ones(len(left)), worst, left)
        )
        dice = 2 * untold / (hours + left.sum())
        dice[bad <= 2 * worst.mean() * hours] = 0
        if "holiday" in names:
            dice[np.unique(code[features.codes["holiday"] == 0])] = 0
        at = int(np.argmax(dice))
        if dice[at] > best:
            best, inside = float(dice[at]), code == at
            found = _group(names, inside, worst, features)
    return found, inside


def _group(names: tuple[str, ...], inside: Mask, worst: Mask, features: _Features) -> HourGroup:
    """Return a group of hours by the things that are the same of all of them."""
    first = int(np.argmax(inside))
    code = {name: int(features.codes[name][first]) for name in names}
    return HourGroup(
        band=BANDS[code["band"]] if "band" in code else "",
        weekday=code.get("weekday", -1),
        month=code.get("month", 0),
        holiday=features.phrases[code.get("holiday", 0)],
        worst=int((inside & worst).sum()),
        hours=int(inside.sum()),
    )
