"""Chance as the page has it, in plain whole numbers and fractions."""

import math
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from muster.rehearsal import Distribution, Rate
from muster.rehearsal.tables import row_of

WORD = (1 << 64) - 1
WHOLE = 1 << 32
G = 0x9E3779B97F4A7C15

OCCURS, GAP, SPOT, SIZE, DURATION, ESCALATES, ESCALATES_AFTER, ESCALATES_BY = range(1, 9)
SPREADS, SPREADS_AFTER, SHOCK, ABSTRACTION, TURNOUT, PEOPLE, ANSWER, JOURNEY = range(9, 17)

UNIT = 1 << 20  # one expected incident
CELLS = 4096
LONDON = ZoneInfo("Europe/London")


def mix(z):
    z &= WORD
    z ^= z >> 30
    z = z * 0xBF58476D1CE4E5B9 & WORD
    z ^= z >> 27
    z = z * 0x94D049BB133111EB & WORD
    return z ^ z >> 31


class Chance:
    """All the chance of one replication."""

    def __init__(self, seed, replication):
        self.root = mix(mix(seed + G) ^ ((replication + 1) * G & WORD))

    def draw(self, key, topic, number=0):
        return mix(mix(self.root ^ mix(key + topic * G)) + (number + 1) * G) >> 32

    def happens(self, chance, key, topic, number=0):
        return self.draw(key, topic, number) < round(chance * WHOLE)

    def value(self, distribution, key, topic, number=0):
        return value_at(distribution, self.draw(key, topic, number))


def incident_key(source, sequence):
    return mix(((source + 1) * G & WORD) ^ mix(sequence))


def want_key(incident, sequence):
    return mix(incident ^ mix(sequence + (1 << 33)))


def relief_key(want, force, notice):
    return mix(want ^ mix(force * 8 + notice + (1 << 40)))


@cache
def _row(distribution: Distribution):
    return row_of(distribution)


def value_at(distribution, drawn):
    """Return the first value whose bound is above a draw."""
    values, bounds = _row(distribution)
    return values[bisect_right(bounds, drawn)]


def median(distribution):
    return value_at(distribution, WHOLE // 2)


def spot_distribution(spots):
    whole = sum(spot.weight for spot in spots)
    chances = tuple(spot.weight / whole for spot in spots)
    return Distribution("discrete", tuple(range(len(spots))), chances)


@cache
def binomial_bounds(people, per_cent):
    """Return round(2³² F(k)) for k = 0 … people, exactly."""
    p = Fraction(per_cent, 100)
    below, bounds = Fraction(0), []
    for k in range(people + 1):
        below += math.comb(people, k) * p**k * (1 - p) ** (people - k)
        bounds.append(round(below * WHOLE))
    return bounds


def binomial(people, per_cent, drawn):
    """Return how many of so many people are there."""
    return min(people, bisect_right(binomial_bounds(people, per_cent), drawn))


@cache
def exponential_edge(cell):
    return math.floor(-UNIT * math.log(1 - cell / CELLS))


def gap_and_next(chance, source, number):
    """Return an exponential gap in units of 2⁻²⁰, and the number of the draw after it."""
    gap = 0
    while True:
        drawn = chance.draw(mix(source + 1), GAP, number)
        number += 1
        cell, place = drawn >> 20, drawn & (UNIT - 1)
        if cell < CELLS - 1:
            low, high = exponential_edge(cell), exponential_edge(cell + 1)
            return gap + low + ((high - low) * place >> 20), number
        gap += exponential_edge(CELLS - 1)


@cache
def expected(rate: Rate, starts, hours):
    """Return incidents expected until the start of each hour and the end, in units of 2⁻²⁰."""
    total, marks = 0.0, [0]
    for hour in range(hours):
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        local = (epoch + timedelta(minutes=starts + 60 * hour)).astimezone(LONDON)
        level = rate.per_day / 24
        level *= _weight(rate.by_hour, local.hour)
        level *= _weight(rate.by_weekday, local.weekday())
        level *= _weight(rate.by_month, local.month - 1)
        total += level
        marks.append(math.floor(total * UNIT))
    return marks


def _weight(weights, at):
    """Return a weight, scaled to mean 1."""
    return weights[at] * (len(weights) / sum(weights)) if weights else 1.0


def minutes_of_rate(chance, source, marks):
    """Return when incidents of a rate become known, in order."""
    known, x, number = [], 0, 0
    while True:
        gap, number = gap_and_next(chance, source, number)
        x += gap
        if x >= marks[-1]:
            return known
        hour = bisect_right(marks, x) - 1
        known.append(60 * hour + (x - marks[hour]) * 60 // (marks[hour + 1] - marks[hour]))
