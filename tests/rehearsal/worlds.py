"""Small made-up worlds to rehearse in: each of every feature, from one number."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

import numpy as np

from muster.policing import Composition, Place, Post, VehicleNeed
from muster.rehearsal import (
    Distribution,
    Doubts,
    Escalation,
    Mark,
    Policy,
    Rate,
    Requirement,
    Scenario,
    Shock,
    Source,
    Spot,
    Spread,
    Supply,
    fixed,
)

STARTS = 29_565_000  # a minute of the spring of 2026
FORCES = ("barsetshire", "loamshire", "mummerset", "borchester-city", "felpersham", "penny-hassett")
NOTICES = (0, 60, 240, 480, 1440)


def _post(slug, count):
    return Post(slug, count, ("constable",), (slug,))


KINDS = (
    Composition(
        "serial",
        date(2026, 1, 1),
        (_post("sergeant", 1), _post("constable", 3), _post("driver", 1)),
        (VehicleNeed("carrier", 1),),
    ),
    Composition("pair", date(2026, 1, 1), (_post("searcher", 2),), (VehicleNeed("van", 1),)),
    Composition("team", date(2026, 1, 1), (_post("leader", 1), _post("medic", 1)), ()),
)
VEHICLES = ("carrier", "van")


@dataclass(frozen=True)
class FixedMinutes:
    """Journeys as they are given, of forces in order to the spots of a scenario in order."""

    table: tuple[tuple[int, ...], ...]

    @property
    def name(self) -> str:
        return "given"

    def minutes(self, origins, destinations):
        assert (len(origins), len(destinations)) == np.shape(self.table)
        return np.array(self.table, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class World:
    """All that a replication is played from."""

    scenario: Scenario
    supply: Supply
    minutes: tuple[tuple[int, ...], ...]
    assembly: int
    floors: np.ndarray

    @property
    def travel(self):
        return FixedMinutes(self.minutes)


def simple_supply(counts, *, people=None, notices=(0,), block=60, blocks=1, kind=None, **given):
    """Return forces of one region with so many one-person units each, of one mask."""
    kind = kind or Composition("constable", date(2026, 1, 1), (_post("constable", 1),), ())
    forces = len(counts)
    there = np.zeros((forces, 1, blocks, len(notices), 2, 2), dtype=np.int32)
    there[..., 0, 1] = np.array(counts)[:, None, None, None]
    listed = {
        "starts": STARTS,
        "block": block,
        "forces": FORCES[:forces],
        "places": tuple(Place(52 + at / 10, -2.0) for at in range(forces)),
        "regions": ("midlands",) * forces,
        "kinds": (kind,),
        "notices": notices,
        "vehicle_kinds": (),
        "people": there if people is None else people,
        "vehicles": np.zeros((forces, blocks, 0), dtype=np.int32),
        "held": np.zeros((forces, 1), dtype=np.int32),
        "need": np.zeros((forces, 1), dtype=np.int32),
    }
    return Supply(**(listed | given))


def one_spot(host=FORCES[0], place=None):
    return (Spot(host, place or Place(52.0, -2.0), host),)


def simple_scenario(sources, *, hours=24, **given):
    listed = {
        "slug": "made-up",
        "name": "Made up",
        "question": "",
        "starts": STARTS,
        "hours": hours,
        "sources": tuple(sources),
        "requirement": Requirement(80),
        "policies": (Policy("nearest"),),
    }
    return Scenario(**(listed | given))


def simple_source(**given):
    listed = {
        "slug": "disorder",
        "name": "Disorder",
        "unit": "constable",
        "spots": one_spot(),
        "size": fixed(1),
        "within": 0,
        "lasts": fixed(60),
    }
    return Source(**(listed | given))


class Maker:
    """Worlds made up from one number."""

    def __init__(self, number):
        self.chance = Random(number)
        self.forces = FORCES[: self.chance.randint(1, len(FORCES))]
        self.kinds = self.chance.sample(KINDS, self.chance.randint(1, len(KINDS)))
        self.notices = NOTICES[: self.chance.randint(1, len(NOTICES))]
        self.hours = self.chance.choice((6, 12, 24, 40, 130))

    def often(self, share=0.5):
        return self.chance.random() < share

    def spread_of(self, low, high):
        """Return a distribution within bounds."""
        one, other = sorted(self.chance.sample(range(low, high + 1), 2))
        middle = self.chance.randint(one, other)
        return self.chance.choice(
            (
                fixed(one),
                Distribution("uniform", (one, other)),
                Distribution("triangular", (one, middle, other)),
                Distribution("discrete", (one, other), (0.3, 0.7)),
                Distribution("quantiles", (one, middle, other)),
                Distribution("exponential", (max(middle, 1), other)) if not low else fixed(other),
            )
        )

    def places(self, count):
        """Return places, some of them the same."""
        listed = [
            Place(round(self.chance.uniform(50, 55), 2), round(self.chance.uniform(-4, 1), 2))
            for _ in range(max(1, count - 1))
        ]
        return [*listed, listed[0]][:count]

    def supply(self):
        forces, kinds, notices = len(self.forces), len(self.kinds), len(self.notices)
        block = self.chance.choice((30, 60, 90, 180, 480))
        blocks = self.chance.randint(1, -(-self.hours * 60 // block))
        shape = (forces, kinds, blocks)
        own = Random(self.chance.random())
        vehicles = [[[own.randint(0, 9) for _ in VEHICLES]] * blocks for _ in range(forces)]
        return Supply(
            starts=STARTS,
            block=block,
            forces=self.forces,
            places=tuple(self.places(forces)),
            regions=tuple(self.chance.choice(("west", "east", "west", "")) for _ in range(forces)),
            kinds=tuple(self.kinds),
            notices=self.notices,
            vehicle_kinds=VEHICLES,
            people=self.people((*shape, notices, 2, 8)),
            vehicles=np.array(vehicles, dtype=np.int32),
            held=self.counts((forces, kinds), 0.2),
            need=self.counts((forces, kinds), 0.5),
        )

    def people(self, shape):
        """Return people nested by notice, firm and recalled: more by a longer one."""
        own = np.random.default_rng(self.chance.randrange(1 << 32))
        forces, _, blocks, notices, _, _ = shape
        people = np.zeros(shape, dtype=np.int32)
        for at, kind in enumerate(self.kinds):
            whole = 1 << len(kind.posts)
            size = own.integers(0, 14, (forces, 1, 1, 1, whole)) * (own.random(whole) < 0.7)
            drawn = own.binomial(size, 0.4, (forces, blocks, notices, 2, whole)).cumsum(axis=2)
            firm = drawn[..., 0, :]
            both = np.maximum.accumulate(drawn.sum(axis=3), axis=2)
            people[:, at, :, :, 0, :whole] = firm
            people[:, at, :, :, 1, :whole] = both - firm
        people[..., 0] = 0
        return np.minimum(people, 60)

    def counts(self, shape, share):
        own = np.random.default_rng(self.chance.randrange(1 << 32))
        return ((own.random(shape) < share) * own.integers(1, 4, shape)).astype(np.int32)

    def source(self, slug):
        count = self.chance.randint(1, 4)
        spots = tuple(
            Spot(f"{slug}-{at}", place, self.chance.choice(self.forces), self.chance.randint(1, 4))
            for at, place in enumerate(self.places(count))
        )
        at = self.chance.randrange(self.hours * 60) if self.often(0.6) else None
        rate = None if at is not None or self.often(0.3) else self.rate()
        return Source(
            slug=slug,
            name=slug,
            unit=self.chance.choice(self.kinds).unit,
            spots=spots,
            size=self.spread_of(0, 7),
            within=self.chance.choice((0, 30, 60, 120, 240)),
            lasts=self.spread_of(0, self.chance.choice((90, 600, 1500))),
            priority=self.chance.randint(1, 3),
            at=at,
            rate=rate,
            chance=self.chance.choice((1.0, 0.5)),
            foreseen=at - self.chance.randint(0, 900) if at and self.often(0.7) else None,
            escalates=tuple(self.escalation() for _ in range(self.chance.randint(0, 2))),
        )

    def rate(self):
        return Rate(
            self.chance.uniform(0.5, 12.0),
            tuple(self.chance.randint(0, 3) + (hour == 3) for hour in range(24))
            if self.often()
            else (),
            tuple(self.chance.randint(1, 3) for _ in range(7)) if self.often() else (),
            tuple(self.chance.randint(1, 3) for _ in range(12)) if self.often() else (),
        )

    def escalation(self):
        return Escalation(
            self.chance.choice((1.0, 0.5)), self.spread_of(0, 300), self.spread_of(0, 4)
        )

    def spread(self, sources):
        return Spread(
            self.chance.choice(sources).slug,
            self.chance.choice(sources).slug,
            self.chance.choice((1.0, 0.4)),
            self.spread_of(0, 500),
            self.chance.choice((50.0, 250.0, 1000.0)),
        )

    def shock(self, slug):
        kind = self.chance.choice(("travel", "people", "answer", "vehicles"))
        start = self.chance.randrange(self.hours * 60)
        return Shock(
            slug=slug,
            name=slug,
            kind=kind,
            start=start,
            stop=start + self.chance.randint(1, 900),
            amount=self.chance.randint(0, 100)
            if kind in ("people", "vehicles")
            else self.chance.randint(40, 300),
            chance=self.chance.choice((1.0, 0.5)),
            forces=tuple(force for force in self.forces if self.often(0.3)),
            hosts=tuple(force for force in self.forces if self.often(0.3))
            if kind in ("travel", "answer")
            else (),
            vehicle=self.chance.choice((*VEHICLES, "")) if kind == "vehicles" else "",
        )

    def doubts(self):
        return Doubts(
            abstraction=self.spread_of(0, 40),
            turnout=self.spread_of(50, 100),
            answer=self.spread_of(0, 40),
            travel=self.spread_of(80, 180),
            shared=self.often(0.3),
        )

    def policy(self, dispatch):
        return Policy(
            name=dispatch,
            dispatch=dispatch,
            activate_at=self.chance.choice((None, 0, 200)),
            open_incidents=self.chance.choice((None, 2, 3)),
            short_units=self.chance.choice((None, 2, 6)),
            stand_to=self.often(),
            order_ahead=self.often(),
            lines=self.chance.randint(1, 3),
        )

    def certain(self):
        """Return doubts about people alone: what is reckoned of times comes true."""
        return replace(
            self.doubts(),
            answer=fixed(self.chance.randint(0, 40)),
            travel=fixed(self.chance.randint(80, 180)),
        )

    def world(self, dispatch):
        sources = tuple(self.source(f"source-{at}") for at in range(self.chance.randint(1, 4)))
        supply = self.supply()
        tour = self.chance.choice((90, 240, 720))
        spots = sum(len(source.spots) for source in sources)
        minutes = tuple(
            tuple(self.chance.choice((0, 1, self.chance.randint(5, 240))) for _ in range(spots))
            for _ in self.forces
        )
        scenario = simple_scenario(
            sources,
            hours=self.hours,
            requirement=Requirement(self.chance.choice((50, 80, 100)), self.marks()),
            policies=(self.policy(dispatch),),
            spreads=tuple(self.spread(sources) for _ in range(self.chance.randint(0, 2))),
            shocks=tuple(self.shock(f"shock-{at}") for at in range(self.chance.randint(0, 4))),
            doubts=self.doubts() if self.often(0.8) else Doubts(),
            tour=tour,
            rest=self.chance.choice((0, 60, 660)),
            relief_lead=self.chance.choice((0, 30, tour - 1)),
        )
        shape = (len(self.forces), len(self.kinds))
        floors = self.counts(shape, 0.4).astype(np.int64)
        return World(scenario, supply, minutes, self.chance.choice((0, 20)), floors)

    def marks(self):
        return tuple(
            Mark(self.chance.randint(0, 600), self.chance.randint(1, 8))
            for _ in range(self.chance.randint(0, 2))
        )


def make_certain_world(number):
    """Return a world whose first moment can be served as well as can be, and told."""
    maker = Maker(number)
    world = maker.world("optimal")
    policy = Policy("optimal", "optimal", stand_to=maker.often(), order_ahead=maker.often())
    scenario = replace(world.scenario, policies=(policy,), doubts=maker.certain())
    return replace(world, scenario=scenario)


def make_world(number, dispatch="nearest"):
    """Return the world of a number."""
    return Maker(number).world(dispatch)
