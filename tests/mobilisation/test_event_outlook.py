"""Events held against what a force can raise, hour by hour."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mobilisation.happenings import MATCH_DAY, events, happening

from muster.cases import open_case
from muster.doctrine import read_doctrine
from muster.mobilisation import UnableToLookAtEvents, look_at_events
from muster.policing import clock
from muster.strength import ask_together
from muster.synthesis import county_doctrine, network

COUNTY = county_doctrine()
HOLDINGS = {each.force: each.roster for each in network("county", doctrine=COUNTY)}
DAY = (MATCH_DAY, MATCH_DAY + clock.DAY)
NOTICE = 240
# Three police support units and a few serials are all that Barsetshire has.
CROWD = {"attendance": 12_000}


def look(*given, span=DAY, holdings=HOLDINGS, doctrine=COUNTY):
    return look_at_events(given, start=span[0], end=span[1], doctrine=doctrine, holdings=holdings)


def local(minute):
    return clock.instant_of(minute).strftime("%H:%M")


def test_no_event_no_clash():
    found = look()
    assert (found.assessed, found.stretches, found.days, found.clashes, found.shared) == ((),) * 5


def test_an_event_the_force_can_carry_is_no_clash():
    found = look(happening(attendance=50))
    assert found.clashes == ()
    assert {each.events for each in found.stretches} == {("EV-1",)}
    assert not any(each.short or each.unknown for each in found.stretches)


def test_stretches_cover_every_minute_in_which_units_are_in_place_and_no_other():
    found = look(happening(hours=(13.5, 15.25), attendance=50))
    spans = [(local(each.at), local(each.until)) for each in found.stretches]
    assert spans == [
        ("11:30", "12:00"),
        ("12:00", "13:00"),
        ("13:00", "14:00"),
        ("14:00", "15:00"),
        ("15:00", "16:00"),
        ("16:00", "16:15"),
    ]
    (day,) = found.days
    assert day.minutes == 285


def test_events_of_one_force_add_up_only_while_they_overlap():
    first = happening("EV-1", hours=(10, 12), attendance=50)
    second = happening("EV-2", hours=(13, 15), attendance=50)
    found = look(first, second)
    wanted = {
        (local(each.at), each.events): each.wanted["liaison_team"] for each in found.stretches
    }
    assert wanted["10:00", ("EV-1",)] == 1
    assert wanted["11:00", ("EV-1", "EV-2")] == 2
    assert wanted["12:00", ("EV-1", "EV-2")] == 2
    assert wanted["13:00", ("EV-2",)] == 1
    elsewhere = look(first, replace(second, force="loamshire"))
    assert max(each.wanted["liaison_team"] for each in elsewhere.stretches) == 1


def test_a_clash_is_what_cannot_be_had_together_and_says_what_is_lacking():
    found = look(happening(**CROWD))
    (clash,) = found.clashes
    assert (local(clash.start), local(clash.end)) == ("12:00", "17:00")
    assert clash.firm
    again = ask_together(
        HOLDINGS["barsetshire"],
        wanted=clash.worst.wanted,
        at=clash.worst.at - NOTICE,
        within=NOTICE,
        doctrine=COUNTY,
    )
    assert again == clash.worst.found
    assert again.needs_kept
    most = max(each.lacking for each in found.stretches)
    assert clash.worst.lacking == most
    (day,) = found.days
    assert (day.minutes, day.short, day.unknown) == (300, 300, 0)


def test_a_clash_that_rests_on_a_rumour_is_not_firm():
    found = look(
        happening("EV-1", attendance=50), happening("EV-2", confidence="possible", **CROWD)
    )
    assert found.clashes
    assert not any(clash.firm for clash in found.clashes)


def test_what_a_return_does_not_reach_is_not_known_and_no_clash():
    ends = HOLDINGS["barsetshire"].ends
    beyond = happening(start=ends + 600, end=ends + 700, **CROWD)
    found = look(beyond, span=(ends, ends + clock.DAY))
    assert found.stretches
    assert all(each.found is None and each.unknown for each in found.stretches)
    assert found.clashes == ()
    assert found.days[0].unknown == found.days[0].minutes
    assert found.days[0].least == dict.fromkeys(found.days[0].peak)


def test_a_host_without_a_return_is_not_known():
    found = look(happening(force="borchester-city", **CROWD))
    assert all(each.unknown for each in found.stretches)
    assert found.clashes == ()


def test_totals_that_leave_it_open_are_unknown_and_those_that_do_not_clash():
    doctrine = read_doctrine()
    counts = open_case("west-midlands-2013", doctrine=doctrine).counts
    at = counts.counts[0].as_at
    asked = {
        "span": (at, at + clock.DAY),
        "doctrine": doctrine,
        "holdings": {"west-midlands": counts},
    }
    event = happening(force="west-midlands", start=at + 600, end=at + 660)
    few = look(replace(event, attendance=3000), **asked)
    assert few.clashes == ()
    assert all(each.unknown for each in few.stretches)


def test_only_what_falls_in_the_period_is_looked_at():
    event = happening(hours=(14, 16), attendance=50)
    until_three = look(event, span=(MATCH_DAY, MATCH_DAY + 15 * 60))
    assert local(until_three.stretches[-1].until) == "15:00"
    from_two = look(event, span=(MATCH_DAY + 14 * 60, DAY[1]))
    assert local(from_two.stretches[0].at) == "14:00"
    assert look(event, span=(MATCH_DAY, MATCH_DAY + 12 * 60)).assessed == ()
    assert look(event, span=(MATCH_DAY + 17 * 60, DAY[1])).assessed == ()


def test_the_day_is_told_by_the_local_clock_when_it_changes():
    start = clock.parse_instant("2026-03-28T22:00")
    event = happening(start=start, end=start + 6 * 60, attendance=50)
    found = look(event, span=(start - clock.DAY, start + clock.DAY))
    days = {clock.date_of(each.day).isoformat(): each.minutes for each in found.days}
    # In place from 20:00 to 06:00 summer time, an hour of which never happens.
    assert days == {"2026-03-28": 240, "2026-03-29": 300}


def test_a_question_without_end_is_refused():
    event = happening(start=MATCH_DAY, end=MATCH_DAY + 20_001 * 60)
    with pytest.raises(UnableToLookAtEvents, match="--from and --to"):
        look(event, span=(MATCH_DAY, MATCH_DAY + 30_000 * 60), holdings={})


@given(st.lists(events, max_size=4, unique_by=lambda each: each.id), st.randoms())
@settings(max_examples=25)
def test_the_order_of_events_makes_no_difference(given_, random):
    shuffled = list(given_)
    random.shuffle(shuffled)
    span = (MATCH_DAY - clock.DAY, MATCH_DAY + 3 * clock.DAY)
    assert look(*given_, span=span, holdings={}) == look(*shuffled, span=span, holdings={})


@given(st.lists(events, min_size=1, max_size=4, unique_by=lambda each: each.id))
@settings(max_examples=10)
def test_an_event_more_never_ends_a_clash(given_):
    span = (MATCH_DAY, MATCH_DAY + 2 * clock.DAY)
    fewer, more = look(*given_[:-1], span=span), look(*given_, span=span)
    covered = [(each.at, each.until) for each in more.stretches if each.short]
    for each in fewer.stretches:
        if each.short:
            assert any(first <= each.at < last for first, last in covered)
