"""What a tally says, in the words of the field."""

from collections.abc import Iterator, Sequence

import numpy as np

from muster.policing import Composition
from muster.rehearsal.estimates import AN_HOUR, chance, difference, hours_short, ratio, unit_hours
from muster.rehearsal.layout import (
    H_HORIZON,
    HEAD,
    R_IN_TIME,
    R_LATE,
    R_LATE_MINUTES,
    R_NEVER,
    R_SHORT_MINUTES,
    R_WANTED,
    VEHICLE_CODES,
    Ints,
)
from muster.rehearsal.results import (
    Arrival,
    Bottleneck,
    Difference,
    Estimate,
    Exposure,
    Outcome,
    Sent,
    ShortPlace,
    WorstCase,
)
from muster.rehearsal.scenario import Policy, Scenario
from muster.rehearsal.squares import from_limbs
from muster.rehearsal.supply import Supply
from muster.rehearsal.tallies import (
    Y_IN_TIME,
    Y_IN_TIME_2,
    Y_MET,
    Y_MET_2,
    Y_SHORT_MINUTES,
    Y_SHORT_MINUTES_2,
    Z_ACTIVATED,
    Z_CROSS,
    Z_IN_TIME,
    Z_IN_TIME_2,
    Z_INCIDENTS,
    Z_LATE,
    Z_LATE_MINUTES,
    Z_MET,
    Z_NEVER,
    Z_SHORT_MINUTES,
    Z_SHORT_MINUTES_2,
    Z_STOOD_DOWN,
    Z_TRUNCATED,
    Z_WANTED,
    Z_WANTED_2,
    Tally,
    minutes_of_bin,
    results_of,
)
from muster.rehearsal.world_building import ASKED_ABOUT, World

FAN = (0.05, 0.25, 0.5, 0.75, 0.95)
TENTHS = (0.1, 0.5, 0.9)


def outcome_of(
    tally: Tally,
    worst: Ints,
    replications: int,
    *,
    policy: Policy,
    scenario: Scenario,
    supply: Supply,
    world: World,
) -> Outcome:
    """Return what became of a scenario under one policy."""
    head, sums, many = world.column[:HEAD], tally.sums, replications
    bottle, exposed, sent = results_of(head, tally.counted)
    each = {at: float(sums[at]) / max(many, 1) for at in range(Z_ACTIVATED + 1)}
    return Outcome(
        policy=policy,
        replications=many,
        met=chance(int(sums[Z_MET]), many),
        share=ratio(_in_time_of_wanted(sums), many),
        wanted=each[Z_WANTED],
        in_time=each[Z_IN_TIME],
        late=each[Z_LATE],
        never=each[Z_NEVER],
        late_minutes=each[Z_LATE_MINUTES],
        hours_short=_hours_short(sums, many, int(head[H_HORIZON])),
        incidents=each[Z_INCIDENTS],
        stood_down=each[Z_STOOD_DOWN],
        activated=each[Z_ACTIVATED],
        curve=tuple((tally.share[::-1].cumsum()[::-1] / max(many, 1)).tolist()),
        fan=tuple(_fan(tally.fan)),
        arrivals=tuple(_arrivals(tally.came, many, minutes_of_bin(int(head[H_HORIZON])))),
        short=tuple(_short(tally.places, supply.forces, many)),
        bottlenecks=tuple(_bottlenecks(bottle, supply, many)),
        exposures=tuple(_exposures(exposed, supply.forces, many)),
        sent=tuple(_sent(sent, scenario, supply.forces, many)),
        worst=tuple(_worst(worst)),
        truncated=int(sums[Z_TRUNCATED]),
    )


def _hours_short(sums: Ints, many: int, horizon: int) -> Estimate:
    total, squared = int(sums[Z_SHORT_MINUTES]), from_limbs(sums[Z_SHORT_MINUTES_2:])
    return hours_short(total, squared, many, horizon)


def _in_time_of_wanted(sums: Ints) -> tuple[int, int, int, int, int]:
    top, bottom = int(sums[Z_IN_TIME]), int(sums[Z_WANTED])
    return top, bottom, int(sums[Z_IN_TIME_2]), int(sums[Z_WANTED_2]), int(sums[Z_CROSS])


def difference_of(
    tally: Tally, replications: int, policy: Policy, first: Policy, horizon: int
) -> Difference:
    """Return a policy less the first, replication by replication; `horizon` is in minutes."""
    apart = [int(each) for each in tally.apart]
    return Difference(
        policy=policy.name,
        against=first.name,
        met=difference(apart[Y_MET], apart[Y_MET_2], replications),
        in_time=difference(apart[Y_IN_TIME], apart[Y_IN_TIME_2], replications),
        hours_short=unit_hours(
            apart[Y_SHORT_MINUTES], from_limbs(apart[Y_SHORT_MINUTES_2:]), replications, horizon
        ),
    )


def _fan(fan: Ints) -> Iterator[tuple[int, int, int, int, int]]:
    for row in fan:
        rising = row.cumsum()
        found = (int(np.searchsorted(rising, at * rising[-1])) for at in FAN)
        yield tuple(found)  # type: ignore[misc]


def _arrivals(came: Ints, many: int, minutes: int) -> Iterator[Arrival]:
    for units, row in zip(ASKED_ABOUT, came, strict=True):
        rising = row.cumsum()
        reached = int(rising[-1])
        when: Sequence[int | None] = (None, None, None)
        if reached:
            when = [int(np.searchsorted(rising, at * reached)) * minutes for at in TENTHS]
        yield Arrival(units, reached / max(many, 1), *when)


def _short(places: Ints, forces: Sequence[str], many: int) -> Iterator[ShortPlace]:
    for force, (units, lacking) in zip(forces, places, strict=True):
        if units.any():
            mean, chances = (tuple((row / many).tolist()) for row in (units, lacking))
            yield ShortPlace(force, mean, chances)


def _bottlenecks(bottle: Ints, supply: Supply, many: int) -> Iterator[Bottleneck]:
    rows = sorted(np.argwhere(bottle > 0).tolist(), key=lambda at: (-bottle[tuple(at)], at))
    for force, kind, code in rows:
        posts, vehicle = posts_of(code, supply.kinds[kind], supply.vehicle_kinds)
        share = float(bottle[force, kind, code]) / many
        yield Bottleneck(supply.forces[force], supply.kinds[kind].unit, posts, vehicle, share)


def posts_of(
    code: int, kind: Composition, vehicle_kinds: Sequence[str]
) -> tuple[tuple[str, ...], str]:
    """Return the posts, or the kind of vehicle, that a code of what limits stands for."""
    if code >= VEHICLE_CODES:
        return (), vehicle_kinds[code - VEHICLE_CODES]
    return tuple(post.slug for at, post in enumerate(kind.posts) if code >> at & 1), ""


def _exposures(exposed: Ints, forces: Sequence[str], many: int) -> Iterator[Exposure]:
    for row in sorted(np.flatnonzero(exposed).tolist(), key=lambda at: (-exposed[at], at)):
        yield Exposure(forces[row], float(exposed[row]) / many)


def _sent(sent: Ints, scenario: Scenario, forces: Sequence[str], many: int) -> Iterator[Sent]:
    for source, force in np.argwhere(sent > 0).tolist():
        units = float(sent[source, force]) / many
        yield Sent(scenario.sources[source].slug, forces[force], units)


def _worst(rows: Ints) -> Iterator[WorstCase]:
    for number, *result in rows.tolist():
        yield WorstCase(
            replication=number,
            wanted=result[R_WANTED],
            in_time=result[R_IN_TIME],
            late=result[R_LATE],
            never=result[R_NEVER],
            late_minutes=result[R_LATE_MINUTES],
            hours_short=result[R_SHORT_MINUTES] / AN_HOUR,
        )
