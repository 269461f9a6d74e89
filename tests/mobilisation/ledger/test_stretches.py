"""Aid of more than eight weeks, in one row or in many."""

import pytest
from tests.mobilisation.ledger.ledgers import minute, sent, weigh

from muster.mobilisation import Ledger
from muster.policing import clock

WEEK = 7 * 24


def weekly(weeks, *, gap=0, start="2024-06-01T08:00", **more):
    """Return aid a week at a time, with so many minutes between the weeks."""
    step = WEEK * 60 + gap
    first = minute(start)
    return [
        sent(start=clock.describe_instant(first + at * step), hours=WEEK, **more)
        for at in range(weeks)
    ]


@pytest.mark.parametrize(("hours", "warned"), [(8 * WEEK, False), (8 * WEEK + 1, True)])
def test_eight_weeks_are_allowed_and_an_hour_more_is_warned_of(hours, warned):
    balance = weigh(Ledger((sent(hours=hours),)))
    assert bool(balance.long) is warned


def test_reliefs_without_a_break_are_one_stretch():
    [stretch] = weigh(Ledger(tuple(weekly(9)))).long
    assert (stretch.days, stretch.deployments) == (63, 9)


def test_a_break_of_a_minute_ends_a_stretch():
    assert weigh(Ledger(tuple(weekly(9, gap=1)))).long == ()


def test_aid_to_another_host_or_operation_is_another_stretch():
    rows = weekly(6) + weekly(6, start="2024-07-13T08:00", operation="Loamshire fair")
    assert weigh(Ledger(tuple(rows))).long == ()


def test_aid_that_names_no_operation_is_not_joined():
    assert weigh(Ledger(tuple(weekly(9, operation="")))).long == ()
    assert len(weigh(Ledger((sent(operation="", hours=9 * WEEK),))).long) == 1


def test_the_longest_comes_first_and_what_is_left_out_is_not_warned_of():
    rows = (sent(hours=9 * WEEK), sent("barsetshire", "loamshire", hours=10 * WEEK))
    assert [each.host for each in weigh(Ledger(rows)).long] == ["loamshire", "borchester-city"]
    assert weigh(Ledger(rows), without=("Operation Harebell",)).long == ()


def test_a_stretch_is_judged_whole_where_the_period_cuts_it():
    balance = weigh(Ledger((sent(hours=9 * WEEK),)), start=minute("2024-07-01T00:00"))
    assert balance.long[0].days == 63
