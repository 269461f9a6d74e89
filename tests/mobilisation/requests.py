"""Small random requests, and travel times that are simply given."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from muster.mobilisation import Demand, Floor, Forbid, Offer, Pin, Request
from muster.policing import Place
from muster.strength import Limit, Step, Use

AT = 29_000_000
NOTICES = (0, 60, 240)


@dataclass(frozen=True)
class GivenTravel:
    """Minutes as far as places are apart on a line: easy to follow by hand."""

    name: str = "given"

    def minutes(self, origins, destinations):
        table = [[round(abs(a.lat - b.lat) * 60) for b in destinations] for a in origins]
        return np.array(table, dtype=np.int64).reshape(len(origins), len(destinations))


TRAVEL = GivenTravel()
FORCES = ("barsetshire", "loamshire", "mummerset", "borchester-city")
UNITS = ("psu", "serial")


@st.composite
def requests(draw, most_forces=3, most_units=2, limits=False, pins=False, floors=True):
    """Return a request of a few forces and demands, tight enough that every level matters."""
    forces = FORCES[: draw(st.integers(1, most_forces))]
    units = UNITS[: draw(st.integers(1, 2 if limits else most_units))]
    offers = tuple(_offer(draw, force, units, limits) for force in forces)
    demands = tuple(
        Demand(
            slug=f"d{number}",
            unit=draw(st.sampled_from(units)),
            count=draw(st.integers(1, 3)),
            place=Place(draw(st.integers(0, 8)) / 2, 0.0),
            needed_by=AT + draw(st.sampled_from((0, 60, 120))),
            minutes=draw(st.sampled_from((90, 300, 1440))),
            priority=draw(st.integers(1, 2)),
            host=draw(st.sampled_from(forces)),
            region=draw(st.sampled_from(("north", "south"))),
        )
        for number in range(draw(st.integers(1, 2)))
    )
    kept = tuple(
        Floor(force, units[0], draw(st.integers(0, 2)))
        for force in forces
        if floors and draw(st.booleans())
    )
    return Request(
        demands=demands,
        offers=offers,
        at=AT,
        tier=draw(st.sampled_from(("own", "region", "nation", "nation"))),
        floors=kept,
        pins=_pins(draw, offers, demands) if pins else (),
        forbidden=(Forbid(forces[0], demands[0].slug),) if draw(st.integers(0, 9)) == 0 else (),
        assembly=draw(st.sampled_from((0, 30))),
    )


def _offer(draw, force, units, limits):
    steps = []
    for unit in units:
        for notice in draw(st.sets(st.sampled_from(NOTICES), max_size=2)):
            count = draw(st.integers(1, 2))
            steps.append(Step(unit, notice, count, draw(st.integers(0, 3 * count))))
    steps.sort(key=lambda step: (step.unit, step.notice))
    shared = ()
    if limits and len({step.unit for step in steps}) > 1:
        uses = tuple(Use(s.unit, s.notice, draw(st.integers(1, 3))) for s in steps)
        shared = (Limit(("constable",), draw(st.integers(1, 8)), uses),)
    place = Place(draw(st.integers(0, 8)) / 2, 0.0)
    region = draw(st.sampled_from(("north", "south")))
    return Offer(force, place, region, tuple(steps), shared, balance=draw(st.integers(-3, 3)))


def _pins(draw, offers, demands):
    demand = draw(st.sampled_from(demands))
    offer = draw(st.sampled_from(offers))
    most = min(offer.total(demand.unit), demand.count)
    return (Pin(demand.slug, offer.force, draw(st.integers(0, most))),) if most else ()
