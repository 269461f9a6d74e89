"""Who shares a class, who stands apart, and from when to when an officer's doings are known."""

import numpy as np
from tests.strength.reference_rosters import make_roster

from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.strength import REASONS, available
from muster.strength.tours import classes_of, duty_codes, rostered_span, tours_between

DOCTRINE = read_doctrine()
KINDS = {kind.slug: code for code, kind in enumerate(DOCTRINE.duty_kinds)}
STARTS = clock.parse_instant("2026-03-01T00:00")
ENDS = clock.parse_instant("2026-05-01T00:00")
MONDAY = int(clock.local_day(np.array([clock.parse_instant("2026-03-02T12:00")]))[0])
EARLIES = [(0, day, 420, 960, KINDS["response"]) for day in range(4)] + [
    (0, day, 0, 0, KINDS["rest"]) for day in (4, 5)
]
NIGHTS = [(0, 0, 1320, 1860, KINDS["response"])]


def officer(name, *, recall=-1, on_call=-1, pattern=0, since=MONDAY, joined=clock.NEVER):
    return (name, 0, 0, recall, on_call, pattern, since, False, joined, clock.FOREVER)


def roster_of(officers, patterns=EARLIES, **tables):
    return make_roster(officers, patterns, starts=STARTS, ends=ENDS, **tables)


def at(text):
    return clock.parse_instant(text)


def tours_of(roster, after, until):
    owners, tours = tours_between(roster, duty_codes(DOCTRINE), after, until)
    return [
        [
            (clock.describe_instant(start)[:16], clock.describe_instant(end)[:16])
            for start, end in sorted(
                zip(
                    tours.start[tours.owner == owner],
                    tours.end[tours.owner == owner],
                    strict=True,
                )
            )
        ]
        for owner in owners.of
    ]


def test_puts_officers_on_the_same_day_of_the_same_pattern_in_one_class():
    roster = roster_of(
        [officer(b"1"), officer(b"2", since=MONDAY - 12), officer(b"3", since=MONDAY - 1)]
    )
    pattern, anchor, of = classes_of(roster)
    assert of[0] == of[1] != of[2]
    assert pattern.tolist() == [0, 0]
    assert len(anchor) == 2


def test_lets_a_duty_replace_only_the_tours_that_start_on_its_day():
    duties = [(0, at("2026-03-10T12:00"), at("2026-03-10T14:00"), KINDS["court"])]
    roster = roster_of([officer(b"1"), officer(b"2")], duties=duties)
    changed, regular = tours_of(roster, at("2026-03-09T06:00"), at("2026-03-10T23:00"))
    assert changed == [
        ("2026-03-09T07:00", "2026-03-09T16:00"),
        ("2026-03-10T12:00", "2026-03-10T14:00"),
    ]
    assert regular == [
        ("2026-03-09T07:00", "2026-03-09T16:00"),
        ("2026-03-10T07:00", "2026-03-10T16:00"),
    ]


def test_lets_a_rest_that_ends_at_midnight_leave_the_next_day_alone():
    duties = [(0, at("2026-03-09T00:00"), at("2026-03-10T00:00"), KINDS["rest"])]
    (tours,) = tours_of(
        roster_of([officer(b"1")], duties=duties), at("2026-03-09T00:01"), at("2026-03-10T23:00")
    )
    assert ("2026-03-10T07:00", "2026-03-10T16:00") in tours
    assert ("2026-03-09T07:00", "2026-03-09T16:00") not in tours


def test_keeps_a_night_tour_on_the_wall_clock_when_the_clocks_go_forward():
    roster = roster_of([officer(b"1")], NIGHTS)
    (tours,) = tours_of(roster, at("2026-03-28T23:00"), at("2026-03-29T06:00"))
    assert tours == [("2026-03-28T22:00", "2026-03-29T07:00")]
    _, found = tours_between(
        roster, duty_codes(DOCTRINE), at("2026-03-28T23:00"), at("2026-03-29T06:00")
    )
    assert found.end - found.start == 8 * 60


def test_knows_nothing_before_the_pattern_or_past_the_period():
    first, last = rostered_span(roster_of([officer(b"1"), officer(b"2", pattern=-1)]))
    assert (first[0], last[0]) == (clock.utc_from_local(np.array(MONDAY * 1440)), ENDS)
    assert first[1] > last[1]


def test_knows_an_officer_without_a_pattern_from_the_first_duty_to_the_last():
    duties = [
        (0, at("2026-03-10T08:00"), at("2026-03-10T16:00"), KINDS["office"]),
        (0, at("2026-03-20T08:00"), at("2026-03-20T16:00"), KINDS["office"]),
    ]
    roster = roster_of([officer(b"1", recall=30, pattern=-1)], (), duties=duties)
    for text, reason in (
        ("2026-03-09T12:00", "unrostered"),
        ("2026-03-15T12:00", "none"),
        ("2026-03-20T15:01", "unrostered"),
    ):
        known = available(roster, at=at(text), within=60, doctrine=DOCTRINE)
        assert REASONS[known.reason[0]] == reason, text
