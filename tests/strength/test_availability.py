"""The rule of availability, said one clause at a time."""

import numpy as np
import pytest
from tests.strength.reference_rosters import make_roster

from muster.doctrine import read_doctrine
from muster.policing import clock
from muster.strength import (
    REASONS,
    STATES,
    Overlay,
    UnableToApplyOverlay,
    UnableToJudgeAvailability,
    available,
)

DOCTRINE = read_doctrine()
KINDS = {kind.slug: code for code, kind in enumerate(DOCTRINE.duty_kinds)}
STARTS = clock.parse_instant("2026-03-01T00:00")
ENDS = clock.parse_instant("2026-05-01T00:00")
DAY = int(clock.local_day(np.array([clock.parse_instant("2026-03-01T12:00")]))[0])
EARLIES = [(0, 0, 420, 960, KINDS["response"])]


def at(text):
    return clock.parse_instant(text)


def barsetshire(*, recall=-1, on_call=-1, patterns=EARLIES, restricted=False, **tables):
    row = (b"PC 1", 0, 0, recall, on_call, 0, DAY, restricted, clock.NEVER, clock.FOREVER)
    return make_roster([row], patterns, starts=STARTS, ends=ENDS, **tables)


def asked(roster, when, within, **options):
    known = available(roster, at=at(when), within=within, doctrine=DOCTRINE, **options)
    return STATES[known.state[0]], REASONS[known.reason[0]], int(known.ready[0])


def test_counts_an_officer_on_duty_past_the_notice():
    assert asked(barsetshire(), "2026-03-10T10:00", 60) == ("on_duty", "none", 0)


def test_counts_an_officer_whose_tour_starts_by_then_at_its_start():
    assert asked(barsetshire(), "2026-03-10T06:30", 60) == ("starting", "none", 30)
    assert asked(barsetshire(), "2026-03-10T06:00", 60) == ("starting", "none", 60)


def test_does_not_count_a_tour_that_ends_by_then():
    assert asked(barsetshire(), "2026-03-10T15:00", 60) == ("absent", "tour_ending", -1)


def test_recalls_an_officer_only_once_rest_is_complete():
    roster = barsetshire(recall=30)
    assert asked(roster, "2026-03-10T21:00", 60) == ("absent", "resting", -1)
    assert asked(roster, "2026-03-11T02:00", 60) == ("recall", "none", 60)
    assert asked(roster, "2026-03-11T04:00", 60) == ("recall", "none", 30)


def test_tells_recall_from_rostered_on_call():
    roster = barsetshire(recall=30, on_call=0)
    assert asked(roster, "2026-03-11T04:00", 60) == ("on_call", "none", 30)


def test_says_who_cannot_be_recalled_and_who_is_too_far():
    assert asked(barsetshire(), "2026-03-11T04:00", 60)[1] == "not_recallable"
    assert asked(barsetshire(recall=90), "2026-03-11T04:00", 60)[1] == "too_far"


def test_does_not_call_off_a_tour_that_is_not_deployable_and_says_so():
    court = [(0, 0, 420, 960, KINDS["court"])]
    roster = barsetshire(patterns=court, recall=0)
    assert asked(roster, "2026-03-10T10:00", 60)[1] == "other_duty"
    assert asked(roster, "2026-03-10T17:00", 60)[1] == "resting"


def test_keeps_away_whoever_is_abstracted_at_any_time_up_to_then():
    away = [(0, 0, at("2026-03-10T11:00"), at("2026-03-10T12:00"))]
    roster = barsetshire(abstractions=away)
    assert asked(roster, "2026-03-10T10:00", 60)[1] == "abstracted"
    assert asked(roster, "2026-03-10T10:00", 59)[1] == "none"
    assert asked(roster, "2026-03-10T12:00", 60)[1] == "none"


def test_gives_the_first_reason_that_holds():
    away = [(0, 0, at("2026-03-10T00:00"), at("2026-03-11T00:00"))]
    roster = barsetshire(abstractions=away, restricted=True)
    assert asked(roster, "2026-03-10T10:00", 60)[1] == "restricted"


def test_does_not_guess_past_the_end_of_the_period():
    roster = barsetshire(recall=0, patterns=[(0, 0, 0, 0, KINDS["rest"])])
    assert asked(roster, "2026-04-30T23:00", 59) == ("recall", "none", 0)
    assert asked(roster, "2026-04-30T23:00", 60) == ("absent", "unrostered", -1)


def test_applies_overlays_and_returns_the_subjects_it_does_not_know():
    span = (at("2026-03-10T00:00"), at("2026-03-11T00:00"))
    overlays = [
        Overlay(*span, "PC 1", "deployed", "aid", span[0]),
        Overlay(*span, "PC 99", "deployed", "aid", span[0]),
    ]
    known = available(
        barsetshire(), at=at("2026-03-10T10:00"), within=60, doctrine=DOCTRINE, overlays=overlays
    )
    assert REASONS[known.reason[0]] == "deployed"
    assert known.unmatched == ("PC 99",)
    assert known.role[0] == -1


def test_refuses_an_overlay_with_an_effect_nobody_knows():
    overlay = Overlay(0, 1, "PC 1", "asleep", "", 0)
    with pytest.raises(UnableToApplyOverlay, match="deployed, unavailable, off_road"):
        asked(barsetshire(), "2026-03-10T10:00", 60, overlays=[overlay])


def test_refuses_a_notice_that_is_already_past():
    with pytest.raises(UnableToJudgeAvailability, match="ask for 0"):
        asked(barsetshire(), "2026-03-10T10:00", -1)


def test_tells_a_lapsed_ticket_from_one_never_held():
    last = DAY + 5
    tickets = [(0, 3, DAY - 300, last), (0, 4, DAY + 30, clock.FOREVER)]
    roster = barsetshire(tickets=tickets)
    for when, valid in (("2026-03-06T22:59", 8), ("2026-03-06T23:00", 0)):
        known = available(roster, at=at(when), within=60, doctrine=DOCTRINE)
        assert (int(known.tickets[0]), int(known.held[0])) == (valid, 8)


def test_says_what_duty_an_officer_is_working_then():
    known = available(barsetshire(), at=at("2026-03-10T06:30"), within=60, doctrine=DOCTRINE)
    assert known.role[0] == KINDS["response"]
    assert known.present.tolist() == known.assured.tolist() == [True]


def test_takes_a_vehicle_off_the_road_for_any_part_of_the_notice():
    spans = [(at("2026-03-10T11:00"), at("2026-03-10T12:00")), (clock.FOREVER, clock.FOREVER)]
    vehicles = [(f"V{n}".encode(), 0, 0, *span) for n, span in enumerate(spans)]
    roster = barsetshire(vehicles=vehicles)
    for when, free in (("2026-03-10T09:59", True), ("2026-03-10T10:00", False)):
        known = available(roster, at=at(when), within=60, doctrine=DOCTRINE)
        assert known.on_road.tolist() == [free, True]
