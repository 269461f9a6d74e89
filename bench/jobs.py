"""The jobs that are measured: answers are held equal first, and only then timed."""

from collections.abc import Iterator
from itertools import cycle

import numpy as np

from bench import peer_numpy
from bench.data import FIRST, WITHIN, YEAR, doctrine, nation
from bench.frames import Frames, frames_of
from bench.measure import Figure, least_of, medians_of
from bench.peer_highs import units_by_person, units_by_signature
from bench.peer_pandas import PandasPeer
from bench.peer_polars import PolarsPeer
from muster.policing import clock
from muster.strength import NationIndex, available, index_nation
from muster.strength.forecast_columns import fitting_posts
from muster.strength.nation_units import post_bits

YEAR_TURNS = 8  # turns at the year, each peer's at an hour of another season
SAMPLE = 24  # hours of the year that peers are measured on, spread evenly
EVENING = FIRST + 75 * clock.DAY + 20 * clock.HOUR


def instant_and_year(index: NationIndex, frames: Frames, build: float) -> Iterator[Figure]:
    """Measure an instant, and every hour of a year, against each peer."""
    pandas, polars = PandasPeer(frames), PolarsPeer(frames)
    peers = {
        "pandas": pandas.count_instant,
        "Polars": polars.count_instant,
        "NumPy": lambda at, within: peer_numpy.count_instant(frames, at, within),
    }
    minutes = [FIRST + hour * 60 for hour in np.linspace(0, YEAR - 1, SAMPLE).astype(int).tolist()]
    cube = index.count_hours()
    for at in minutes:
        ours = index.count_at(at)
        assert (cube[(at - FIRST) // 60] == ours).all()
        for peer in peers.values():
            assert (peer(at, WITHIN) == ours).all()
    del cube
    gates = {"pandas": (100, None), "Polars": (40, 400), "NumPy": (None, 150)}
    hours = cycle(range(24))
    for name, peer in peers.items():
        turn = cycle(minutes)
        ours, theirs = medians_of(
            lambda: index.count_at(EVENING + 60 * next(hours)),
            lambda peer=peer, turn=turn: peer(next(turn), WITHIN),
            SAMPLE,
            each=9,
        )
        yield Figure("an instant, force × skill × state", ours, name, theirs, gates[name][0])
        turn = cycle(minutes[:: SAMPLE // YEAR_TURNS])
        ours, theirs = medians_of(
            index.count_hours, lambda peer=peer, turn=turn: peer(next(turn), WITHIN), YEAR_TURNS
        )
        yield Figure("the year hour by hour", ours, name, theirs * YEAR, gates[name][1])
        yield Figure("the year, index built first", ours + build, name, theirs * YEAR, None)


def expiry(index: NationIndex, frames: Frames) -> Iterator[Figure]:
    """Measure the 365-day expiry forecast."""
    pandas, polars = PandasPeer(frames), PolarsPeer(frames)
    ours = index.count_tickets(365)
    for name, peer in (("pandas", pandas), ("Polars", polars)):
        assert (peer.count_tickets(ours.first_day, 365) == ours.valid).all()
        seconds, theirs = medians_of(
            lambda: index.count_tickets(365),
            lambda peer=peer: peer.count_tickets(ours.first_day, 365),
            15,
            each=5,
        )
        yield Figure("365 days of tickets, force × skill", seconds, name, theirs, 50)


def units(index: NationIndex) -> Iterator[Figure]:
    """Measure the largest number of PSUs against HiGHS, the nation and the largest force."""
    known = doctrine()
    psu = known.composition("psu", clock.date_of(EVENING // clock.DAY))
    found = index.count_units(EVENING, [psu])[:, 0]
    bits = post_bits(psu, known)
    problems = [_problem(roster, psu) for roster in nation()]
    largest = int(np.argmax([len(roster) for roster in nation()]))
    alone = index_nation(
        [nation()[largest]], doctrine=known, start=EVENING - 60, hours=24, within=WITHIN
    )
    for model, solver in (
        ("HiGHS, by signature", units_by_signature),
        ("HiGHS, person by person", units_by_person),
    ):

        def solve(problem, solver=solver) -> int:
            skills, ranks, most = problem
            return solver(fitting_posts(skills, ranks, bits), psu, most)

        assert [solve(problem) for problem in problems] == found.tolist()
        ours, theirs = medians_of(
            lambda: index.count_units(EVENING, [psu]),
            lambda solve=solve: [solve(problem) for problem in problems],
            7,
            each=20,
        )
        yield Figure("PSUs, all 43 forces", ours, model, theirs, 150)
        ours, theirs = medians_of(
            lambda: alone.count_units(EVENING, [psu]),
            lambda solve=solve: solve(problems[largest]),
            15,
            each=10,
        )
        yield Figure("PSUs, the largest force", ours, model, theirs, 40)


def _problem(roster, unit) -> tuple[np.ndarray, np.ndarray, int]:
    """Return skills and ranks of everyone present, and the units the carriers suffice for."""
    known = doctrine()
    who = available(roster, at=EVENING, within=WITHIN, doctrine=known)
    kinds = [kind.slug for kind in known.vehicle_kinds]
    road = np.bincount(roster.vehicles.kind[who.on_road], minlength=len(kinds))
    most = min(int(road[kinds.index(need.kind)]) // need.count for need in unit.vehicles)
    return who.tickets[who.present], roster.officers.rank[who.present], most


def build() -> tuple[NationIndex, Frames, float]:
    """Return the index, the peers' columns, and the seconds the index took to build."""
    rosters, known = nation(), doctrine()

    def make() -> NationIndex:
        return index_nation(rosters, doctrine=known, start=FIRST, within=WITHIN)

    seconds = least_of(make, 3)
    return make(), frames_of(rosters, known, FIRST, FIRST + 60 * YEAR), seconds
