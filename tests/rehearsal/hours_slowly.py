"""Every hour judged the slow and obvious way, from the text of `docs/rehearsal-model.md`.

Nothing is taken from the code that is tested but the supply.
"""

from fractions import Fraction
from math import comb

WORD = 2**64
GOLD = 0x9E3779B97F4A7C15
ABSTRACTION, TURNOUT, PEOPLE = 12, 13, 14


def mix(z):
    """Return a word mixed."""
    z ^= z >> 30
    z = z * 0xBF58476D1CE4E5B9 % WORD
    z ^= z >> 27
    z = z * 0x94D049BB133111EB % WORD
    return z ^ z >> 31


def draw(seed, replication, key, topic, number):
    """Return 32 bits for one thing."""
    root = mix(mix((seed + GOLD) % WORD) ^ (replication + 1) * GOLD % WORD)
    named = mix(root ^ mix((key + topic * GOLD) % WORD))
    return mix((named + (number + 1) * GOLD) % WORD) >> 32


def value_of(pairs, drawn):
    """Return the first of equally likely values whose bound is above a draw."""
    bounds = [2**32 * (at + 1) // len(pairs) for at in range(len(pairs))]
    return next(value for value, bound in zip(pairs, bounds, strict=True) if drawn < bound)


def come(people, per_cent, drawn):
    """Return how many of up to 64 people come, by the binomial's distribution function."""
    assert people <= 64
    chance, rising = Fraction(per_cent, 100), Fraction(0)
    for number in range(people):
        rising += comb(people, number) * chance**number * (1 - chance) ** (people - number)
        if drawn < round(2**32 * rising):
            return number
    return people


def whole_units(unit, people, vehicles):
    """Return the most units of people by exact mask, {mask: number}, and of vehicles."""
    most = [vehicles[need.kind] // need.count for need in unit.vehicles]
    for chosen in range(1, 2 ** len(unit.posts)):
        fitting = sum(number for mask, number in people.items() if mask & chosen)
        places = sum(post.count for at, post in enumerate(unit.posts) if chosen >> at & 1)
        most.append(fitting // places)
    return min(most)


def people_lacking(unit, people, units):
    """Return the fewest more people with whom so many units could be raised."""
    short = []
    for chosen in range(1, 2 ** len(unit.posts)):
        fitting = sum(number for mask, number in people.items() if mask & chosen)
        places = sum(post.count for at, post in enumerate(unit.posts) if chosen >> at & 1)
        short.append(units * places - fitting)
    return max(0, *short)


def judge(supply, force, kind, required, *, seed, draws, abstractions, turnouts):
    """Return units and futures in which what is required is met, [hour][notice] of each."""
    unit = supply.kinds[kind]
    units, met = [], []
    for hour in range(supply.people.shape[2]):
        road = dict(zip(supply.vehicle_kinds, supply.vehicles[force, hour].tolist(), strict=True))
        here = supply.people[force, kind, hour]
        units.append(
            carried_on(
                whole_units(unit, {m: int(n) for m, n in enumerate(each.sum(axis=0))}, road)
                for each in here
            )
        )
        found = [0] * len(supply.notices)
        for number in range(draws):
            firm = 100 - value_of(abstractions, draw(seed, number, force, ABSTRACTION, 0))
            turnout = value_of(turnouts, draw(seed, number, force, TURNOUT, 0))
            raised = carried_on(
                whole_units(unit, drawn(each, seed, number, force, kind, firm, turnout), road)
                for each in here
            )
            for notice, wanted in enumerate(required):
                found[notice] += wanted > 0 and raised[notice] >= wanted
        met.append(found)
    return units, met


def drawn(people, seed, number, force, kind, firm, turnout):
    """Return those who come in one future, by mask."""
    found = {}
    for mask in range(people.shape[1]):
        for state, chance in ((0, firm), (1, firm * turnout // 100)):
            luck = draw(seed, number, force, PEOPLE, (kind * 2 + state) * 64 + mask)
            found[mask] = found.get(mask, 0) + come(int(people[state, mask]), chance, luck)
    return found


def carried_on(numbers):
    """Return numbers by notice, never fewer by a longer one."""
    found = []
    for number in numbers:
        found.append(max([number, *found[-1:]]))
    return found
