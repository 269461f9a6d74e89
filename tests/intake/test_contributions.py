"""What is asked of each force by each notice is what it declared, by doctrine's standards."""

from dataclasses import replace

import pytest

from muster.intake import Table, asked_by_notice, needs_of
from muster.policing import clock
from muster.synthesis import county_doctrine, network

DOCTRINE = county_doctrine()
NOTICES = (0, 60, 240, 480, 1440)
AT = clock.parse_instant("2026-06-01T00:00")


@pytest.fixture(scope="module")
def mummerset():
    return next(each for each in network("county", doctrine=DOCTRINE) if each.force == "mummerset")


def declaring(return_, *rows):
    """Return a return that declares these measures, values and days, and nothing else."""
    return replace(return_, declared=Table(("measure", "value", "as_at"), rows))


def asked(return_, at=AT):
    return asked_by_notice([return_], "psu", NOTICES, at=at, doctrine=DOCTRINE)


def test_asks_shares_of_the_contribution_rounded_up(mummerset):
    given = declaring(mummerset, ("psu.national.required", "21", "2026-01-01"))
    assert asked(given) == {"mummerset": (0, 3, 9, 13, 21)}
    ten = declaring(mummerset, ("psu.national.required", "10", "2026-01-01"))
    assert asked(ten) == {"mummerset": (0, 1, 4, 6, 10)}


def test_asks_at_once_what_was_declared_without_notice(mummerset):
    given = declaring(
        mummerset,
        ("psu.national.required", "10", "2026-01-01"),
        ("psu.at_once.required", "2", "2026-01-01"),
    )
    assert asked(given)["mummerset"][0] == 2


def test_takes_the_latest_declared_by_then(mummerset):
    given = declaring(
        mummerset,
        ("psu.national.required", "10", "2026-01-01"),
        ("psu.national.required", "20", "2026-03-01"),
        ("psu.national.required", "30", "2026-09-01"),
    )
    assert asked(given)["mummerset"][-1] == 20
    assert asked(given, clock.parse_instant("2026-02-01T00:00"))["mummerset"][-1] == 10


def test_leaves_out_a_force_that_declared_no_contribution(mummerset):
    assert asked(declaring(mummerset, ("psu.national", "10", "2026-01-01"))) == {}


def test_asks_a_notice_between_what_the_standard_before_it_asks(mummerset):
    given = declaring(mummerset, ("psu.national.required", "10", "2026-01-01"))
    found = asked_by_notice([given], "psu", (30, 90, 300, 2880), at=AT, doctrine=DOCTRINE)
    assert found == {"mummerset": (0, 1, 4, 10)}


def test_the_local_need_is_rounded_up_and_left_out_where_none_is_declared(mummerset):
    given = declaring(mummerset, ("psu.local.required", "7.5", "2026-01-01"))
    assert needs_of([given], at=AT) == {("mummerset", "psu"): 8}
    assert needs_of([given], at=clock.parse_instant("2025-01-01T00:00")) == {}
