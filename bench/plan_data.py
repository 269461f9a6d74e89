"""The request that is planned: seeded, real forces and places, offers and demands made up.

More is asked than there is of some kinds, and much of it sooner than it can come, so that
every level of the objective has something to decide.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from muster.doctrine import Doctrine, read_doctrine
from muster.mobilisation import Demand, Floor, GreatCircleTravel, Offer, Request
from muster.mobilisation.problems import Problem, build_problem
from muster.policing import Place, clock
from muster.strength import Limit, Step, Use

SEED = 2026
AT = clock.parse_instant("2026-07-04T18:00")
KINDS = (
    "psu",
    "serial",
    "evidence_team",
    "medic_pair",
    "dog_section",
    "prisoner_escort",
    "custody_team",
    "investigation_team",
)
NOTICES = (0, 60, 240, 480)
LINES = 70
KEPT = 0.25  # of what a force has of a kind, its floor; at least one
PEOPLE = 18  # wanted for a unit of each kind where kinds share people, about


@lru_cache(maxsize=1)
def _doctrine() -> Doctrine:
    return read_doctrine()


def travel() -> GreatCircleTravel:
    """Return the travel times that doctrine ships."""
    return GreatCircleTravel(_doctrine().travel("great_circle", clock.date_of(AT // clock.DAY)))


def request(lines: int = LINES, seed: int = SEED, *, shared: bool = False) -> Request:
    """Return a request of so many lines over 43 forces, 8 kinds and 4 notices.

    What forces offer does not grow with the lines: each line asks for the less. With
    `shared`, the kinds of a force want the same people, who do not suffice for all.
    """
    rng = np.random.default_rng([SEED, seed])
    forces = [force for force in _doctrine().forces if force.territorial]
    offers = tuple(_offer(force, rng, shared=shared) for force in forces)
    stock = {kind: sum(offer.total(kind) for offer in offers) for kind in KINDS}
    kinds = [KINDS[number % len(KINDS)] for number in range(lines)]
    demands = []
    for number, kind in enumerate(kinds):
        # a kind is asked for from 6 to 11 tenths of what there is
        asked = stock[kind] * (0.6 + 0.5 * KINDS.index(kind) / (len(KINDS) - 1))
        host = forces[int(rng.integers(len(forces)))]
        near = Place(
            host.place.lat + float(rng.normal(0, 0.1)), host.place.lon + float(rng.normal(0, 0.15))
        )
        demands.append(
            Demand(
                slug=f"d{number}",
                unit=kind,
                count=max(1, round(asked / kinds.count(kind) * float(rng.uniform(0.4, 1.6)))),
                place=near,
                needed_by=AT + int(rng.integers(30, 480)),
                minutes=int(rng.choice((480, 720, 1440))),
                priority=int(rng.integers(1, 5)),
                host=host.slug,
                region=host.region,
            )
        )
    floors = tuple(
        Floor(offer.force, kind, max(1, round(offer.total(kind) * KEPT)))
        for offer in offers
        for kind in KINDS
        if offer.total(kind)
    )
    return Request(tuple(demands), offers, AT, floors=floors, assembly=20)


def _offer(force, rng: np.random.Generator, *, shared: bool) -> Offer:
    size = force.officers / 3000
    steps = []
    for kind in KINDS:
        for notice in NOTICES:
            count = int(rng.poisson(1.5 * size**0.7))
            if count:
                called = 0 if notice == 0 else int(rng.integers(0, 12 * count))
                steps.append(Step(kind, notice, count, called))
    limits = ()
    if shared and steps:
        each = {kind: int(rng.integers(PEOPLE // 3, PEOPLE * 2)) for kind in KINDS}
        uses = tuple(Use(step.unit, step.notice, each[step.unit]) for step in steps)
        all_of_it = sum(step.count * each[step.unit] for step in steps)
        limits = (Limit(("constable",), int(all_of_it * 0.6), uses),)
    balance = int(rng.integers(-10, 11))
    return Offer(force.slug, force.place, force.region, tuple(steps), limits, balance=balance)


@lru_cache(maxsize=4)
def problem(lines: int = LINES, seed: int = SEED, *, shared: bool = False) -> Problem:
    """Return the request as columns."""
    return build_problem(request(lines, seed, shared=shared), travel())


@dataclass(frozen=True)
class Changed:
    """A problem after one change, which in words, and the arcs that are closed by it."""

    problem: Problem
    what: str
    closed: np.ndarray


def change(before: Problem, rng: np.random.Generator) -> Changed:
    """Return a problem with a demand or a donor's step changed by 1 to 3, or a pair closed."""
    closed = np.zeros(len(before.arcs.step), dtype=np.bool_)
    kind = int(rng.integers(3))
    if kind == 0:
        row = int(rng.integers(len(before.demands)))
        by = int(rng.integers(1, 4)) * (1 if rng.random() < 0.5 else -1)
        demands = list(before.demands)
        demands[row] = replace(demands[row], count=max(1, demands[row].count + by))
        asked = replace(before.request, demands=tuple(demands))
        return Changed(replace(before, request=asked), "demand", closed)
    if kind == 1:
        free = before.offered[before.steps.group] > before.keep[before.steps.group]
        step = int(rng.choice(np.flatnonzero((before.steps.count > 0) & free)))
        count, offered = before.steps.count.copy(), before.offered.copy()
        group = before.steps.group[step]
        by = min(
            int(rng.integers(1, 4)), int(count[step]), int(offered[group] - before.keep[group])
        )
        count[step] -= by
        offered[group] -= by
        steps = replace(before.steps, count=count)
        return Changed(replace(before, steps=steps, offered=offered), "step", closed)
    arc = int(rng.integers(len(closed)))
    force = np.array(before.forces)[before.steps.group[before.arcs.step]]
    closed[(before.arcs.demand == before.arcs.demand[arc]) & (force == force[arc])] = True
    return Changed(before, "pair", closed)
