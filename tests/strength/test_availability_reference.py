"""Availability equals one officer at a time worked out with datetime and zoneinfo."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strength.reference import Judge
from tests.strength.reference_rosters import AUTUMN, MIDDLES, SPRING, overlays_near, rosters

from muster.doctrine import read_doctrine
from muster.strength import REASONS, STATES, available

DOCTRINE = read_doctrine()


def answers_agree(roster, at, within, overlays):
    found = available(roster, at=at, within=within, doctrine=DOCTRINE, overlays=overlays)
    judge = Judge(roster, DOCTRINE, overlays)
    for row in range(len(roster)):
        asked = judge.answer(row, at, within)
        given_ = (
            STATES[found.state[row]],
            REASONS[found.reason[row]],
            int(found.ready[row]),
            int(found.tickets[row]),
            int(found.held[row]),
            int(found.role[row]),
        )
        assert given_ == (
            asked.state, asked.reason, asked.ready, asked.tickets, asked.held, asked.role,
        ), (row, roster.officer_name(row))  # fmt: skip
    roads = [judge.on_road(row, at, within) for row in range(len(roster.vehicles.kind))]
    assert found.on_road.tolist() == roads


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_equals_the_reference_at_any_instant_and_notice(data):
    middle = data.draw(st.sampled_from(MIDDLES))
    roster = data.draw(rosters(DOCTRINE, middle))
    overlays = data.draw(overlays_near(middle))
    for _ in range(4):
        at = middle + data.draw(st.integers(-6000, 6000))
        within = data.draw(st.sampled_from([0, 1, 30, 60, 240, 480, 720, 1440, 4000]))
        answers_agree(roster, at, within, overlays)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_equals_the_reference_through_the_hours_the_clocks_change(data):
    middle = data.draw(st.sampled_from([SPRING, AUTUMN]))
    roster = data.draw(rosters(DOCTRINE, middle, reach=2))
    within = data.draw(st.sampled_from([0, 60, 240]))
    for quarter in range(-24, 25):
        answers_agree(roster, middle + 15 * quarter, within, ())
