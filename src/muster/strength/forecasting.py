"""The coming year, hour by hour: what a force could raise, and when that first falls short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from muster.doctrine import Doctrine
from muster.errors import MusterError
from muster.policing import Composition, clock
from muster.strength.forecast_columns import (
    SetColumns,
    count_sets,
    counted_states,
    set_columns,
    units_by_hour,
)
from muster.strength.forecast_falls import Asking, Fall, explain_fall, first_falls
from muster.strength.nation import index_nation
from muster.strength.roster import Column, Overlay, Roster
from muster.strength.tours import rostered_span

YEAR = 365 * 24
SETTLED_WEEKS = 4
WEEK = 7 * 24


class UnableToForecast(MusterError):
    """The question about the coming year cannot be answered."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """What one force could raise at every hour, each kind of unit by itself.

    `whole_units` is int32 (hours, units): what `form_units` gives at `start` plus 60
    minutes an hour. `posts` names (unit, post) pairs; by local day from `first_day`,
    `trained` int32 (days, posts) are the officers employed and in date for each, `fewest`
    those of them available at the day's worst hour. `valid` and `lapsing` int32 (days,
    skills) are officers with a valid ticket, and those who stay and for whom it is the last.
    `unrostered` int32 (days) are employed officers whose doings the return does not cover;
    `unrostered_from` is the first minute asked about past the period of the return, None
    where the period covers the forecast: patterns are not guessed to go on.
    `floors` hold for each unit; `falls` is the first fall of each unit that has one.
    """

    force: str
    start: int
    within: int
    assured: bool
    units: tuple[Composition, ...]
    whole_units: Column
    first_day: int
    posts: tuple[tuple[str, str], ...]
    trained: Column
    fewest: Column
    valid: Column
    lapsing: Column
    unrostered: Column
    unrostered_from: int | None
    floors: tuple[int, ...]
    falls: tuple[Fall, ...]

    @property
    def hours(self) -> Column:
        """Return the UTC minute of each hour, int64."""
        return self.start + clock.HOUR * np.arange(len(self.whole_units))


def forecast(
    roster: Roster,
    *,
    units: Sequence[str],
    start: int,
    hours: int = YEAR,
    within: int,
    doctrine: Doctrine,
    assured: bool = False,
    floors: Mapping[str, int] | None = None,
    overlays: Sequence[Overlay] = (),
) -> Forecast:
    """Return the hours from the UTC minute `start`, each asked about at `within` minutes' notice.

    Compositions are those in force on the first day. A floor that is not given is the
    fewest that could be raised at any hour of the first four weeks. Raises UnableToForecast
    for a floor on a unit not asked for, UnableToFindDoctrine, UnableToIndexNation.
    """
    kinds = _compositions(units, floors or {}, start, doctrine)
    index = index_nation(
        [roster],
        doctrine=doctrine,
        start=start,
        hours=hours,
        within=within,
        overlays={roster.force: tuple(overlays)},
    )
    sets = set_columns(kinds, doctrine)
    counts = count_sets(index, sets)
    levels = units_by_hour(index, sets, counts, assured=assured)
    settled = levels[: SETTLED_WEEKS * WEEK].min(axis=0)
    kept = [int((floors or {}).get(kind.unit, settled[n])) for n, kind in enumerate(kinds)]
    asking = Asking(roster, doctrine, within, assured, tuple(overlays))
    day = clock.local_day(start + clock.HOUR * np.arange(hours))
    tickets = index.count_tickets(int(day[-1] - day[0]) + 1)
    trained, fewest = _people_by_day(sets, counts, day, assured=assured)
    return Forecast(
        force=roster.force,
        start=start,
        within=within,
        assured=assured,
        units=kinds,
        whole_units=levels,
        first_day=int(day[0]),
        posts=tuple((kind.unit, post.slug) for kind in kinds for post in kind.posts),
        trained=trained,
        fewest=fewest,
        valid=tickets.valid[:, 0],
        lapsing=tickets.lapsing[:, 0],
        unrostered=_unrostered(roster, start, within, day),
        unrostered_from=_unrostered_from(roster, start, within, hours),
        floors=tuple(kept),
        falls=_falls(asking, kinds, levels, kept, start),
    )


def _compositions(
    units: Sequence[str], floors: Mapping[str, int], start: int, doctrine: Doctrine
) -> tuple[Composition, ...]:
    """Return the compositions in force on the first day."""
    if not units:
        raise UnableToForecast("No kind of unit is asked for; name at least one, such as psu")
    for slug in floors:
        if slug not in units:
            raise UnableToForecast(
                f"There is a floor for {slug!r}, which is not forecast; add it to the units"
            )
    on = clock.date_of(int(clock.local_day(np.array([start]))[0]))
    return tuple(doctrine.composition(slug, on) for slug in units)


def _people_by_day(
    sets: SetColumns, counts: Column, day: Column, *, assured: bool
) -> tuple[Column, Column]:
    """Return people in date for each post by day, and the fewest of them available that day."""
    single = (sets.posts & (sets.posts - 1)) == 0
    firsts = np.flatnonzero(np.diff(day, prepend=day[0] - 1))
    one = counts[:, :, single]
    coming = one[:, : counted_states(assured=assured)].sum(axis=1)
    return one.sum(axis=1)[firsts], np.minimum.reduceat(coming, firsts, axis=0)


def _unrostered(roster: Roster, start: int, within: int, day: Column) -> Column:
    """Return employed officers whose doings are not known at the first hour of each day."""
    first, last = rostered_span(roster)
    officers = roster.officers
    firsts = np.flatnonzero(np.diff(day, prepend=day[0] - 1))
    found = np.zeros(len(firsts), dtype=np.int32)
    for place, hour in enumerate(firsts):
        minute = start + clock.HOUR * int(hour) + within
        today = int(clock.local_day(np.array([minute]))[0])
        employed = (officers.joined <= today) & (officers.left >= today)
        found[place] = np.count_nonzero(employed & ~((first <= minute) & (minute < last)))
    return found


def _unrostered_from(roster: Roster, start: int, within: int, hours: int) -> int | None:
    """Return the first minute asked about at which people come past the period's end."""
    first = max(start, start + -((start + within - roster.ends) // clock.HOUR) * clock.HOUR)
    return first if first < start + hours * clock.HOUR else None


def _falls(
    asking: Asking,
    kinds: Sequence[Composition],
    levels: Column,
    floors: Sequence[int],
    start: int,
) -> tuple[Fall, ...]:
    """Return the first fall of each unit, against the same hour of the first week."""
    found = []
    for unit, floor, hour in zip(kinds, floors, first_falls(levels, floors), strict=True):
        if hour is not None:
            at, same = start + clock.HOUR * hour, start + clock.HOUR * (hour % WEEK)
            found.append(explain_fall(asking, unit, at=at, floor=floor, compared_with=same))
    return tuple(found)
