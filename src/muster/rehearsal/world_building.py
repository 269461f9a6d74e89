"""A scenario and a supply laid out as the world that replications are played in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from muster.mobilisation import TravelTimes, great_circle_km
from muster.rehearsal.chance_tables import UNIT, binomial_table, gap_table, normal_table
from muster.rehearsal.distributions import Distribution
from muster.rehearsal.draws import WHOLE, Ints
from muster.rehearsal.fitting_together import refuse_misfits
from muster.rehearsal.incident_rates import expected_by_hour
from muster.rehearsal.layout import (
    CONTAGION,
    H_ABSTRACTION,
    H_ANSWER,
    H_ASSEMBLY,
    H_BLOCK,
    H_BOUNDS,
    H_CONTAGION,
    H_FIRST,
    H_GAPS,
    H_GROWTH,
    H_HORIZON,
    H_HOURS,
    H_JOURNEY,
    H_LEAD,
    H_LEAST_JOURNEY,
    H_MARK,
    H_MARKS,
    H_MINUTES,
    H_NORMAL,
    H_RATES,
    H_REST,
    H_ROWS,
    H_SHARE,
    H_SHARED,
    H_SHOCK,
    H_SHOCKS,
    H_SOURCE,
    H_SOURCES,
    H_SPOT,
    H_SPOTS,
    H_STEP,
    H_STEPS,
    H_TOUR,
    H_TURNOUT,
    H_USUAL_ANSWER,
    H_USUAL_JOURNEY,
    H_VALUES,
    HEAD,
    NONE,
    People,
    Sheet,
)
from muster.rehearsal.scenario import Policy, Scenario, Shock, Source, Spot, Spread
from muster.rehearsal.supply import Supply
from muster.rehearsal.supply_layout import lay_supply
from muster.rehearsal.tables import median_of, rows_of

STEPS = 120
ASKED_ABOUT = (1, 10, 100)  # units whose coming is timed
DISPATCHES = ("nearest", "phone", "optimal")
SHOCK_KINDS = ("travel", "people", "answer", "vehicles")


class _Rows:
    """Distributions gathered into one table as they are met."""

    def __init__(self) -> None:
        self.listed: list[Distribution] = []

    def add(self, distribution: Distribution) -> int:
        """Return the row of a distribution."""
        self.listed.append(distribution)
        return len(self.listed) - 1


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """All that is the same in every replication: one column, and people as they are counted.

    `people` is int32, as `lay_supply` has it.
    """

    column: Ints
    people: People


def build_world(scenario: Scenario, supply: Supply, *, travel: TravelTimes, assembly: int) -> World:
    """Return a scenario to be played by a supply, laid out; `assembly` in minutes.

    Raises UnableToRehearse where they do not fit together, and what travel times raise.
    """
    refuse_misfits(scenario, supply)
    sheet, rows = Sheet(HEAD), _Rows()
    place = {force: number for number, force in enumerate(supply.forces)}
    head = sheet.head
    head[H_HORIZON], head[H_BLOCK] = scenario.minutes, supply.block
    head[H_STEP] = 60 * -(-scenario.hours // STEPS)
    head[H_STEPS] = scenario.minutes // head[H_STEP] + 2
    head[H_ASSEMBLY], head[H_TOUR], head[H_REST] = assembly, scenario.tour, scenario.rest
    head[H_LEAD], head[H_SHARE] = scenario.relief_lead, scenario.requirement.share
    _lay_doubts(sheet, scenario, rows)
    _lay_sources(sheet, scenario, supply, rows)
    _lay_shocks(sheet, scenario.shocks, supply, place)
    _lay_roads(sheet, scenario, supply, travel, place)
    _lay_rates(sheet, scenario)
    marks = [(units, 0) for units in ASKED_ABOUT]
    marks += [(mark.units, mark.minutes) for mark in scenario.requirement.marks]
    sheet.lay(H_MARK, np.array(marks))
    head[H_MARKS] = len(marks)
    people = lay_supply(sheet, supply)
    ptr, values, bounds = rows_of(rows.listed)
    sheet.lay(H_ROWS, ptr)
    sheet.lay(H_VALUES, np.stack([values, bounds], axis=1))
    journey = slice(*ptr[head[H_JOURNEY] : head[H_JOURNEY] + 2].tolist())
    head[H_LEAST_JOURNEY] = values[journey].min()
    return World(sheet.column(), people)


def floors_of_policy(policy: Policy, supply: Supply, share: Callable[[str], float]) -> Ints:
    """Return what each force keeps back under a policy, (forces, kinds).

    `share` is the share of assessed local need that an alert level keeps.
    """
    if not policy.floors:
        return np.zeros(supply.need.shape, dtype=np.int64)
    kept: Ints = np.ceil(supply.need * share(policy.floors)).astype(np.int64)
    return kept


def policy_head(policy: Policy) -> tuple[int, ...]:
    """Return a policy as the numbers in a room's head, in order."""
    return (
        DISPATCHES.index(policy.dispatch),
        _or_none(policy.activate_at),
        _or_none(policy.open_incidents),
        _or_none(policy.short_units),
        int(policy.stand_to),
        int(policy.order_ahead),
        policy.lines,
    )


def _or_none(value: int | None) -> int:
    return NONE if value is None else value


def _foreseen(source: Source) -> int:
    """Return when a source is first foreseen, of the minutes that are played."""
    return NONE if source.foreseen is None else max(0, source.foreseen)


def _bound(chance: float) -> int:
    return round(chance * WHOLE)


def _signed(bits: int) -> int:
    """Return 64 bits as a signed whole number."""
    return bits - (1 << 64) if bits >> 63 else bits


def _lay_doubts(sheet: Sheet, scenario: Scenario, rows: _Rows) -> None:
    doubts, head = scenario.doubts, sheet.head
    head[H_ABSTRACTION], head[H_TURNOUT] = rows.add(doubts.abstraction), rows.add(doubts.turnout)
    head[H_ANSWER], head[H_JOURNEY] = rows.add(doubts.answer), rows.add(doubts.travel)
    head[H_USUAL_ANSWER] = median_of(doubts.answer)
    head[H_USUAL_JOURNEY] = median_of(doubts.travel)
    head[H_SHARED] = int(doubts.shared)


def _lay_sources(sheet: Sheet, scenario: Scenario, supply: Supply, rows: _Rows) -> None:
    listed, kinds = scenario.sources, [kind.unit for kind in supply.kinds]
    rated = [source.slug for source in listed if source.rate]
    spreads = _by_origin(scenario)
    table: list[tuple[int, ...]] = []
    growth: list[tuple[int, int, int]] = []
    spot = spread = 0
    for source in listed:
        own = sum(each.origin == source.slug for _, each in spreads)
        table.append(
            (kinds.index(source.unit), source.priority, source.within, _or_none(source.at),
             _foreseen(source), _bound(source.chance), rows.add(source.size),
             rows.add(source.lasts), rows.add(_spot_drawn(source.spots)), spot,
             rated.index(source.slug) if source.rate else NONE, len(growth),
             len(source.escalates), spread, own)
        )  # fmt: skip
        growth += [
            (_bound(each.chance), rows.add(each.after), rows.add(each.by))
            for each in source.escalates
        ]
        spot, spread = spot + len(source.spots), spread + own
    sheet.lay(H_SOURCE, np.array(table, dtype=np.int64))
    sheet.lay(H_GROWTH, np.array(growth, dtype=np.int64))
    sheet.lay(H_CONTAGION, np.array(_contagion(scenario, spreads, rows), dtype=np.int64))
    sheet.head[H_SOURCES], sheet.head[H_SPOTS] = len(listed), spot


def _by_origin(scenario: Scenario) -> list[tuple[int, Spread]]:
    """Return spreads with their numbers, those of one origin together in the order of sources."""
    number = {source.slug: at for at, source in enumerate(scenario.sources)}
    return sorted(enumerate(scenario.spreads), key=lambda pair: number[pair[1].origin])


def _spot_drawn(spots: Sequence[Spot]) -> Distribution:
    whole = sum(spot.weight for spot in spots)
    chances = tuple(spot.weight / whole for spot in spots)
    return Distribution("discrete", tuple(float(n) for n in range(len(spots))), chances)


def _contagion(
    scenario: Scenario, spreads: Sequence[tuple[int, Spread]], rows: _Rows
) -> list[list[int]]:
    by_slug: Mapping[str, Source] = {source.slug: source for source in scenario.sources}
    number = {source.slug: at for at, source in enumerate(scenario.sources)}
    found = []
    for at, each in spreads:
        reach = _reach(by_slug[each.origin].spots, by_slug[each.to].spots, each.within_km)
        own = [at, number[each.to], _bound(each.chance), rows.add(each.after), *reach]
        found.append(own + [0] * (CONTAGION - len(own)))
    return found


def _reach(own: Sequence[Spot], other: Sequence[Spot], within_km: float) -> list[int]:
    """Return, for each spot, the other spots in reach and not in the same place, as bits."""
    far = great_circle_km([spot.place for spot in own], [spot.place for spot in other])
    return [
        _signed(
            sum(
                1 << at
                for at, there in enumerate(other)
                if there.place != spot.place and far[row, at] <= within_km
            )
        )
        for row, spot in enumerate(own)
    ]


def _lay_shocks(
    sheet: Sheet, shocks: Sequence[Shock], supply: Supply, place: Mapping[str, int]
) -> None:
    def bits(named: Iterable[str]) -> int:
        return sum(1 << place[force] for force in named)

    kinds = supply.vehicle_kinds
    table = [
        (SHOCK_KINDS.index(each.kind), each.start, each.stop, each.amount, _bound(each.chance),
         bits(each.forces or supply.forces), bits(each.hosts or supply.forces),
         kinds.index(each.vehicle) if each.vehicle else NONE)
        for each in shocks
    ]  # fmt: skip
    sheet.lay(H_SHOCK, np.array(table, dtype=np.int64))
    sheet.head[H_SHOCKS] = len(shocks)


def _lay_roads(
    sheet: Sheet,
    scenario: Scenario,
    supply: Supply,
    travel: TravelTimes,
    place: Mapping[str, int],
) -> None:
    spots = [spot for source in scenario.sources for spot in source.spots]
    minutes = travel.minutes(supply.places, [spot.place for spot in spots]).astype(np.int64)
    order = np.argsort(minutes, axis=0, kind="stable").T
    hosts = np.array([place[spot.host] for spot in spots])
    sheet.lay(H_MINUTES, minutes)
    sheet.lay(H_SPOT, np.concatenate([hosts[:, None], order], axis=1))


def _lay_rates(sheet: Sheet, scenario: Scenario) -> None:
    rated = [source.rate for source in scenario.sources if source.rate]
    rows = [expected_by_hour(rate, scenario.starts, scenario.hours) for rate in rated]
    sheet.lay(H_RATES, np.floor(np.array(rows) * UNIT).astype(np.int64))
    sheet.lay(H_GAPS, gap_table())
    first, bounds = binomial_table()
    sheet.lay(H_FIRST, first)
    sheet.lay(H_BOUNDS, bounds)
    sheet.lay(H_NORMAL, normal_table())
    sheet.head[H_HOURS] = scenario.hours
