"""A game small enough to be played on every engine."""

from tests.rehearsal.small_supplies import DAY, DOUBTFUL, START, small

from muster.doctrine import read_doctrine
from muster.mobilisation import GreatCircleTravel
from muster.policing import Place
from muster.rehearsal import (
    Distribution,
    Game,
    Policy,
    Rate,
    Requirement,
    Scenario,
    Source,
    Spot,
    fixed,
    set_out,
)

TRAVEL = GreatCircleTravel(read_doctrine().travel("great_circle", DAY))
SCENARIO = Scenario(
    slug="evening",
    name="An evening",
    question="Can disorder be met?",
    starts=START,
    hours=6,
    sources=(
        Source(
            "disorder",
            "Disorder",
            "psu",
            (Spot("Market", Place(51.05, -2.05), "barsetshire"),),
            Distribution("uniform", (1, 3)),
            60,
            fixed(120),
            rate=Rate(6.0),
        ),
    ),
    requirement=Requirement(80),
    policies=(Policy("nearest"), Policy("phone", dispatch="phone")),
    doubts=DOUBTFUL,
)


def small_job():
    """Return what shards of it are played from."""
    game = Game(SCENARIO, small(3), TRAVEL, 15, lambda level: 0.0)
    return set_out(game, seed=5, policies=("nearest", "phone")).job
