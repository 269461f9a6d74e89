"""The worst hours are found, told in groups, and explained."""

import numpy as np
import pytest
from tests.rehearsal.small_supplies import SURE, asked, small

from muster.policing import clock
from muster.rehearsal import find_worst_hours, judge_hours

START = clock.parse_instant("2026-01-01T00:00")
HOURS = 8760
FORCES = 1


@pytest.fixture
def year():
    supply = small(1, hours=24)
    seen = judge_hours(
        supply, unit="psu", required=asked(supply, 0, 1, 1, 1, 1), doubts=SURE, seed=1, draws=4
    )
    return lambda units, required=1, met=None, lacking=None: _year(
        seen, units, required, met, lacking
    )


def _year(seen, units, required, met, lacking):
    """Return a year of one force at one notice, of these units by hour."""
    shape = (1, len(units), 1)
    return type(seen)(
        unit=seen.unit,
        forces=("barsetshire",),
        notices=(60,),
        minutes=START + 60 * np.arange(len(units)),
        vehicle_kinds=seen.vehicle_kinds,
        required=np.full((1, 1), required),
        declared=(True,),
        units=np.array(units, dtype=np.int32).reshape(shape),
        limits=np.where(np.arange(len(units)) % 4, 2, 32).reshape(shape),
        met=np.array(
            np.full(len(units), seen.draws) if met is None else met, dtype=np.int32
        ).reshape(shape),
        lacking=np.zeros(shape, dtype=np.int32) if lacking is None else lacking.reshape(shape),
        seed=1,
        draws=seen.draws,
        doubts=SURE,
    )


def local():
    """Return the local date and hour of every hour of the year."""
    return [clock.instant_of(START + 60 * hour) for hour in range(HOURS)]


def told(worst):
    return [(each.band, each.weekday, each.month, each.holiday) for each in worst.groups]


def test_tells_nights_in_august(year):
    units = [0 if (at.month == 8 and (at.hour >= 22 or at.hour < 6)) else 3 for at in local()]
    worst = find_worst_hours(year(units), 0, 0)
    assert told(worst)[0] == ("night", -1, 8, "")
    assert worst.groups[0].worst >= 240
    assert worst.least == worst.units == 0


def test_tells_the_friday_before_the_august_bank_holiday(year):
    units = [0 if str(at.date()) == "2026-08-28" and at.hour >= 6 else 3 for at in local()]
    worst = find_worst_hours(year(units), 0, 0)
    assert told(worst) == [("", -1, 0, "the Friday before the August bank holiday")]
    assert (worst.groups[0].worst, worst.groups[0].hours) == (18, 24)
    assert worst.units == worst.least == 0


def test_tells_a_bank_holiday_and_a_weekday(year):
    units = [0 if at.weekday() == 2 and 6 <= at.hour < 12 else 3 for at in local()]
    assert told(find_worst_hours(year(units), 0, 0)) == [("morning", 2, 0, "")]
    units = [0 if str(at.date())[5:] in {"12-25", "12-26", "12-27"} else 3 for at in local()]
    found = find_worst_hours(year(units), 0, 0)
    assert "Christmas Day" in {each.holiday for each in found.groups}


def test_a_night_belongs_to_the_day_it_began(year):
    units = [
        0 if (at.weekday() == 4 and at.hour >= 22) or (at.weekday() == 5 and at.hour < 6) else 3
        for at in local()
    ]
    assert told(find_worst_hours(year(units), 0, 0)) == [("night", 4, 0, "")]


def test_tells_no_group_where_all_hours_are_alike(year):
    worst = find_worst_hours(year([2] * HOURS), 0, 0)
    assert len(worst.minutes) == HOURS
    assert worst.groups == ()


def test_shares_out_what_limits(year):
    worst = find_worst_hours(year([2] * HOURS), 0, 0)
    shares = [(each.posts, each.vehicle, each.share) for each in worst.limits]
    assert shares == [(("sergeant",), "", 0.75), ((), "carrier", 0.25)]


def test_orders_by_chance_and_then_by_units(year):
    units, met = [5] * HOURS, [4] * HOURS
    units[100:200], met[100:200] = [6] * 100, [1] * 100
    worst = find_worst_hours(year(units, met=met), 0, 0)
    assert worst.minutes.tolist() == (START + 60 * np.arange(100, 200)).tolist()
    assert (worst.units, worst.chance, worst.least_chance) == (6, 0.25, 0.25)


def test_orders_by_units_where_nothing_is_required(year):
    units = [5] * HOURS
    units[50:150] = [1] * 100
    worst = find_worst_hours(year(units, required=0, met=[0] * HOURS), 0, 0)
    assert worst.minutes.tolist() == (START + 60 * np.arange(50, 150)).tolist()
    assert worst.chance is None


def test_orders_hours_alike_by_the_people_the_next_unit_lacks(year):
    lacking = np.full(HOURS, 3)
    lacking[500:600] = 9
    worst = find_worst_hours(year([0] * HOURS, met=[0] * HOURS, lacking=lacking), 0, 0)
    assert worst.minutes.tolist() == (START + 60 * np.arange(500, 600)).tolist()
