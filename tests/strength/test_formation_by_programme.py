"""On forces of hundreds, the number of units equals an integer programme's."""

import highspy
import numpy as np
import pytest
from tests.strength.builders import DOCTRINE, Person, Stay, parade, unit
from tests.strength.exhaustive import fits

from muster.strength import State, form_units
from muster.strength.capacity import joint_limits
from muster.strength.formation import capacity_of, read_muster

RANKS = ("constable", "sergeant", "inspector")
SKILLS = ("public_order_level_2", "psu_driver", "job_fitness", "police_medic")
PSU = unit(
    "psu",
    (1, ["inspector"], ["public_order_level_2"]),
    (3, ["sergeant", "inspector"], ["public_order_level_2", "job_fitness"]),
    (9, ["constable"], ["public_order_level_2"]),
    (2, ["constable", "sergeant"], ["psu_driver", "job_fitness"]),
    carrier=2,
)
PAIR = unit("medic_pair", (2, ["constable", "sergeant"], ["police_medic", "job_fitness"]))


def draw(seed, size=400):
    chance = np.random.default_rng(seed)
    return [
        Person(
            RANKS[chance.choice(3, p=[0.75, 0.17, 0.08])],
            tuple(skill for skill in SKILLS if chance.random() < 0.4),
            State.ON_DUTY,
            role=("response", "custody", "")[chance.integers(3)],
        )
        for _ in range(size)
    ]


def by_programme(cast, units, weights, cover, carriers, least=()):
    """Return the best weighted sum of units, one variable for each person and post."""
    model = highspy.Highs()
    model.silent()
    count = [model.addIntegral(lb=low) for low in least or [0] * len(units)]
    filling = {}
    for who, person in enumerate(cast):
        here = [
            (kind, at)
            for kind, each in enumerate(units)
            for at, post in enumerate(each.posts)
            if fits(person, post)
        ]
        here += [("cover", at) for at, stay in enumerate(cover) if stay.role == person.role]
        for place in here:
            filling.setdefault(place, []).append(
                (who, model.addVariable(lb=0, ub=1, type=highspy.HighsVarType.kInteger))
            )
    for who in range(len(cast)):
        mine = [var for places in filling.values() for owner, var in places if owner == who]
        if mine:
            model.addConstr(sum(mine) <= 1)
    for kind, each in enumerate(units):
        for at, post in enumerate(each.posts):
            people = [var for _, var in filling.get((kind, at), [])]
            model.addConstr(sum(people) - post.count * count[kind] >= 0)
    for at, stay in enumerate(cover):
        model.addConstr(sum(var for _, var in filling["cover", at]) >= stay.count)
    carried = [
        sum(need.count for need in each.vehicles) * var
        for each, var in zip(units, count, strict=True)
    ]
    model.addConstr(sum(carried) <= carriers)
    model.maximize(sum(weight * var for weight, var in zip(weights, count, strict=True)))
    return round(model.getObjectiveValue())


@pytest.mark.parametrize("seed", range(8))
def test_largest_number_equals_an_integer_programme(seed):
    cast, carriers = draw(seed), 10 + seed
    cover = [Stay("response", 60 + 5 * seed), Stay("custody", 70)]
    roster, present = parade(cast, [("carrier", 0)] * carriers, cover)
    (formed,) = form_units(present, roster, units=[PSU], doctrine=DOCTRINE, releasable=True)
    assert formed.whole_units == by_programme(cast, [PSU], [1], cover, carriers)


@pytest.mark.parametrize("seed", range(4))
def test_every_joint_point_equals_an_integer_programme(seed):
    cast, carriers = draw(seed, 160), 8
    roster, present = parade(cast, [("carrier", 0)] * carriers)
    muster = read_muster(roster, present, [PSU, PAIR], doctrine=DOCTRINE)
    points = joint_limits(capacity_of(muster))
    assert points
    for psus, pairs in points:
        assert by_programme(cast, [PSU, PAIR], [0, 1], [], carriers, [psus, 0]) == pairs
