"""Every hour is judged as one would judge it by itself."""

from dataclasses import replace

import numpy as np
import pytest
from tests.rehearsal.hours_slowly import judge, people_lacking
from tests.rehearsal.small_supplies import (
    ABSTRACTIONS,
    DAY,
    DOCTRINE,
    DOUBTFUL,
    START,
    SURE,
    TURNOUTS,
    asked,
    small,
)

from muster.rehearsal import (
    UnableToRehearse,
    gather_supply,
    interval,
    judge_hours,
)
from muster.strength import available, form_units
from muster.synthesis import network


@pytest.fixture(scope="module")
def rosters():
    return [each.roster for each in network("county", doctrine=DOCTRINE)]


@pytest.fixture(scope="module")
def supply(rosters):
    return gather_supply(
        rosters, doctrine=DOCTRINE, units=["psu"], starts=START, hours=60, covered=False
    )


def test_counts_what_form_units_makes_at_once_hour_by_hour(rosters, supply):
    seen = judge_hours(
        supply, unit="psu", required=asked(supply, 0, 1, 2, 3, 4), doubts=SURE, seed=1, draws=1
    )
    psu = DOCTRINE.composition("psu", DAY)
    for force, roster in enumerate(rosters):
        for hour in range(0, 60, 7):
            at = START + 60 * hour
            known = available(roster, at=at, within=0, doctrine=DOCTRINE)
            made = form_units(known, roster, units=[psu], doctrine=DOCTRINE, assured=True)
            assert seen.units[force, hour, 0] == made[0].whole_units


def test_without_doubt_a_requirement_is_met_where_the_count_meets_it(supply):
    seen = judge_hours(
        supply, unit="psu", required=asked(supply, 1, 2, 2, 3, 9), doubts=SURE, seed=1, draws=3
    )
    assert (seen.met == 3 * (seen.units >= seen.required[:, None])).all()
    assert (np.diff(seen.units, axis=2) >= 0).all()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", [0, 1])
def test_judges_every_hour_as_the_slow_and_obvious_way_does(seed, kind):
    supply, required = small(seed), (0, 1, 2, 2, 3)
    seen = judge_hours(
        supply,
        unit=supply.kinds[kind].unit,
        required={"barsetshire": required, "loamshire": required},
        doubts=DOUBTFUL,
        seed=seed + 40,
        draws=8,
    )
    for force in (0, 1):
        units, met = judge(
            supply, force, kind, required, seed=seed + 40, draws=8,
            abstractions=ABSTRACTIONS, turnouts=TURNOUTS,
        )  # fmt: skip
        assert seen.units[force].tolist() == units
        assert seen.met[force].tolist() == met


def test_lacking_are_the_people_who_would_make_the_next_unit():
    supply = small(8)
    seen = judge_hours(supply, unit="psu", required={}, doubts=SURE, seed=1, draws=1)
    for force in (0, 1):
        for hour in range(6):
            for notice in range(5):
                here = supply.people[force, 0, hour, notice].sum(axis=0)
                following = int(seen.units[force, hour, notice]) + 1
                people = dict(enumerate(here.tolist()))
                lacking = people_lacking(seen.unit, people, following)
                assert seen.lacking[force, hour, notice] == lacking


def test_units_held_by_cover_are_neither_counted_nor_sent():
    free = small(3, vehicles=60)
    held = replace(free, held=np.ones((2, 2), dtype=np.int32))
    given = {"unit": "psu", "doubts": DOUBTFUL, "seed": 4, "draws": 20}
    more = judge_hours(free, required=asked(free, 2, 2, 3, 3, 3), **given)
    less = judge_hours(held, required=asked(held, 1, 1, 2, 2, 2), **given)
    assert (less.units == np.maximum(more.units - 1, 0)).all()
    assert (less.met == more.met).all()


def test_a_force_alone_is_drawn_as_it_is_among_others():
    both = small(5)
    alone = replace(
        both, forces=both.forces[1:], people=both.people[1:], vehicles=both.vehicles[1:],
        held=both.held[1:], need=both.need[1:],
    )  # fmt: skip
    given = {"unit": "psu", "doubts": DOUBTFUL, "seed": 4, "draws": 20}
    among = judge_hours(both, required=asked(both, 1, 1, 1, 2, 2), **given)
    one = judge_hours(alone, required=asked(alone, 1, 1, 1, 2, 2), numbers=[1], **given)
    assert (one.met[0] == among.met[1]).all()


def test_a_force_that_declared_nothing_is_asked_for_one_unit():
    supply = small(6)
    seen = judge_hours(
        supply, unit="psu", required={"barsetshire": (0, 1, 2, 2, 3)}, doubts=SURE, seed=1, draws=2
    )
    assert seen.required.tolist() == [[0, 1, 2, 2, 3], [1, 1, 1, 1, 1]]
    assert seen.declared == (True, False)
    assert np.isnan(seen.chance(0)[:, 0]).all()
    assert not np.isnan(seen.chance(1)).any()


def test_names_the_posts_or_the_vehicle_that_stop_the_next_unit():
    supply = small(7, hours=2)
    supply.people[:] = 0
    supply.people[0, 0, :, :, 0, 1:9] = 40
    supply.people[0, 0, 1, :, 0, [2, 6, 10, 14]] = 0
    supply.people[0, 0, 1, :, 0, :] = np.where(np.arange(16) & 2, 0, 90)
    supply.vehicles[0] = 6
    seen = judge_hours(
        supply, unit="psu", required=asked(supply, 0, 1, 1, 1, 1), doubts=SURE, seed=1, draws=1
    )
    assert seen.limit_words(int(seen.limits[0, 0, 0])) == ((), "carrier")
    assert seen.units[0, 0, 0] == 2
    assert seen.limit_words(int(seen.limits[0, 1, 0])) == (("sergeant",), "")
    assert seen.units[0, 1, 0] == 0


def test_an_interval_holds_the_chance_and_narrows_with_draws():
    met = np.array([0, 50, 100, 199, 200])
    low, high = interval(met, 200)
    assert (low <= met / 200 + 1e-12).all()
    assert (met / 200 <= high + 1e-12).all()
    assert (low >= -1e-12).all()
    assert (high <= 1 + 1e-12).all()
    assert high[2] - low[2] == pytest.approx(2 * 0.0686, abs=0.001)
    narrow_low, narrow_high = interval(met * 10, 2000)
    assert (narrow_high - narrow_low < high - low).all()


def test_refuses_a_kind_that_is_not_counted_and_no_draws():
    supply = small(1)
    with pytest.raises(UnableToRehearse, match="ask for one of psu, cbrn_team"):
        judge_hours(supply, unit="dog_section", required={}, doubts=SURE, seed=1, draws=2)
    with pytest.raises(UnableToRehearse, match="at least one draw"):
        judge_hours(supply, unit="psu", required={}, doubts=SURE, seed=1, draws=0)
