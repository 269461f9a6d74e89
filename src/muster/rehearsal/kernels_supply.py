"""Compiled: who is there of those who should be, and how many whole units they make.

All in whole numbers. People come each by themselves with a chance in per cent: up to
SMALL of them by the binomial's own distribution function, beyond by Cornish and Fisher.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muster.rehearsal.draws import Bounds, Ints

Counts = NDArray[np.int32]

SMALL = 64  # people up to whom the binomial is exact
CELL = np.uint64(20)  # a draw's first twelve bits are its cell, the rest the place within it
PLACE = np.uint64((1 << 20) - 1)
ONE_Z = 4096  # a standard deviation, as tables of the normal have it
MILLION = 1 << 20
SQUARE = 1 << 24
SIXTH = 96
PER_CENT = np.uint64(42949673)  # a hundredth of 2³², rounded up
HALF = 50 << 20
BY_VEHICLE = 1 << 10  # codes of what limits: a set of posts, or this and a kind of vehicle


class Stock(NamedTuple):
    """A supply as arrays, and the tables people are drawn by.

    `people` (forces, kinds, blocks, notices, 2, masks) and `vehicles` (forces, blocks,
    vehicle kinds) are counts; `masks` (forces, kinds, masks + 1) lists the masks that anyone
    has, ended by 0. `places` (kinds, sets) are those of one unit, `needs` (kinds, vehicle
    kinds) its vehicles. `bounds` are binomial, that of n people with p per cent from row
    `first[n, p]` on; `normal` the quantiles of 4,096 cells.
    """

    people: Counts
    vehicles: Counts
    masks: Ints
    places: Ints
    needs: Ints
    first: Ints
    bounds: Bounds
    normal: Ints


class More(NamedTuple):
    """One more of something at a force: -1 for no force.

    A person of the posts `mask` of `kind` (0 for none), a vehicle of kind `vehicle` (-1), or so
    many whole `units` of `kind`. `there` and `comes` are draws: whether this hour is one at
    which the person could parade, as those of the same posts do, and whether he or she does.
    """

    force: int
    kind: int
    mask: int
    vehicle: int
    units: int
    there: np.uint64
    comes: np.uint64


@njit(cache=True, nogil=True)
def draw_people(
    count: int, chance: int, drawn: np.uint64, first: Ints, bounds: Bounds, normal: Ints
) -> int:
    """Return how many of `count` people come, each with a chance in per cent, for a draw."""
    if chance >= 100 or count <= 0:
        return max(count, 0)
    if chance <= 0:
        return 0
    if count <= SMALL:
        begin = first[count, chance]
        low, high = begin, begin + count
        while low < high:
            middle = (low + high) >> 1
            if drawn < bounds[middle]:
                high = middle
            else:
                low = middle + 1
        return low - begin
    return _expand(count, chance, _normal(drawn, normal))


@njit(cache=True, nogil=True)
def _normal(drawn: np.uint64, normal: Ints) -> int:
    """Return the normal quantile of a draw, in 1/4,096 of a standard deviation."""
    cell = np.int64(drawn >> CELL)
    place = np.int64(drawn & PLACE)
    return normal[cell] + (((normal[cell + 1] - normal[cell]) * place) >> 20)


@njit(cache=True, nogil=True)
def _expand(count: int, chance: int, score: int) -> int:
    """Return the binomial quantile at a normal score, by Cornish and Fisher."""
    spread = count * chance * (100 - chance) << 16
    root = np.int64(np.sqrt(np.float64(spread)))
    while root * root > spread:
        root -= 1
    while (root + 1) * (root + 1) <= spread:
        root += 1
    skew = ((100 - 2 * chance) * (score * score - SQUARE)) // SIXTH
    found = (count * chance * MILLION + root * score + skew + HALF) // (100 * MILLION)
    return min(max(found, 0), count)


@njit(cache=True, nogil=True)
def less(value: int, losses: Ints) -> int:
    """Return what is left of a number after losses in per cent, one after another."""
    for loss in losses:
        value -= value * loss // 100
    return value


@njit(cache=True, nogil=True)
def raise_drawn(
    stock: Stock,
    where: tuple[int, int, int],
    luck: Bounds,
    chances: Ints,
    losses: tuple[Ints, Ints],
    more: More,
    units: Counts,
) -> int:
    """Write the units that a force can raise by each notice; return what limits the last.

    `where` is force, kind and block; `luck` (2, masks) the draws of its people, firm and
    recalled; `chances` those of coming, in per cent. `losses` are shares of people, and of
    vehicles by kind (kinds, shocks), lost. The code returned is the set of posts that is
    short, or BY_VEHICLE and the kind of vehicle.
    """
    force, kind, block = where
    fitting = np.zeros(stock.places.shape[1], dtype=np.int64)
    road, by_road = _on_road(stock, where, losses[1], more)
    limit, most = 0, 0
    for notice in range(stock.people.shape[3]):
        fitting[:] = 0
        for mask in stock.masks[force, kind]:
            if mask == 0:
                break
            for state in range(2):
                there = np.int64(stock.people[force, kind, block, notice, state, mask])
                fitting[mask] += draw_people(
                    less(there, losses[0]), chances[state], luck[state, mask],
                    stock.first, stock.bounds, stock.normal,
                )  # fmt: skip
        if more.force == force and more.kind == kind:
            fitting[more.mask] += _one_more(stock, (force, kind, block, notice), chances, more)
        best, tight = _most(fitting, stock.places[kind])
        if road < best:
            best, tight = road, BY_VEHICLE + by_road
        most = max(most, best)
        units[notice] = most
        limit = tight
    return limit


@njit(cache=True, nogil=True)
def _one_more(stock: Stock, where: tuple[int, int, int, int], chances: Ints, more: More) -> int:
    """Say whether one more person, like those of the same posts, is there by a notice."""
    force, kind, block, notice = where
    if more.mask == 0 or more.comes >= np.uint64(chances[0]) * PER_CENT:
        return 0
    here = stock.people[force, kind, block]
    last = here.shape[0] - 1
    ever = np.uint64(here[last, 0, more.mask] + here[last, 1, more.mask])
    now = np.uint64(here[notice, 0, more.mask] + here[notice, 1, more.mask])
    return 1 if more.there * ever < now << np.uint64(32) or ever == 0 else 0


@njit(cache=True, nogil=True)
def _most(people: Ints, places: Ints) -> tuple[int, int]:
    """Return the most units of people by exact mask, and the set of posts that is short.

    By Hall's theorem: every set of posts needs its places among those fitting one of them.
    """
    best, tight = np.int64(1) << 40, 0
    for chosen in range(1, len(places)):
        if places[chosen] > 0:
            found = 0
            for mask in range(1, len(people)):
                if mask & chosen:
                    found += people[mask]
            if found // places[chosen] < best:
                best, tight = found // places[chosen], chosen
    return best, tight


@njit(cache=True, nogil=True)
def _on_road(
    stock: Stock, where: tuple[int, int, int], losses: Ints, more: More
) -> tuple[int, int]:
    """Return the units that vehicles suffice for, and the kind of which there are fewest."""
    force, kind, block = where
    best, tight = np.int64(1) << 40, 0
    for vehicle in range(stock.needs.shape[1]):
        need = stock.needs[kind, vehicle]
        if need > 0:
            left = less(np.int64(stock.vehicles[force, block, vehicle]), losses[vehicle])
            if more.force == force and more.vehicle == vehicle:
                left += 1
            found = left // need
            if found < best:
                best, tight = found, vehicle
    return best, tight
