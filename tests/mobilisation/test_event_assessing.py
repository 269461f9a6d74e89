"""Units from an event's factors, with working that adds up."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mobilisation.happenings import (
    DOCTRINE,
    METHOD,
    NO,
    UNANSWERED,
    events,
    happening,
)

from muster.doctrine import read_doctrine
from muster.mobilisation import UnableToAssessEvent, assess_event
from muster.policing import clock

LOCAL = 'from = 2026-01-01\nsource = { standing = "local", note = "Barsetshire" }\n'


def wanted(event, method=METHOD):
    return assess_event(event, method).wanted


def working(event, unit, method=METHOD):
    (found,) = [each for each in assess_event(event, method).units if each.unit == unit]
    return [(step.rule, float(step.change)) for step in found.steps]


def test_an_event_without_factors_has_the_base_of_its_kind_and_attendance():
    assert wanted(happening()) == {"serial": 2, "liaison_team": 1, "evidence_team": 1}
    assert wanted(happening(attendance=499)) == {"serial": 1, "liaison_team": 1}
    assert wanted(happening(attendance=500)) == wanted(happening())
    assert wanted(happening(kind="vigil", attendance=3)) == {"liaison_team": 1}


def test_rules_add_then_multiply_then_set_the_least_then_round_up():
    event = happening(answers={"disorder": 1, "alcohol": 1})
    assert working(event, "serial") == [
        ("base", 2),
        ("alcohol", 1),
        ("disorder_before", 0.75),
        ("rounded_up", 0.25),
    ]
    assert working(event, "psu") == [("disorder_before", 1)]
    assert working(event, "evidence_team") == [
        ("base", 1),
        ("disorder_before", 0.5),
        ("rounded_up", 0.5),
    ]


def test_every_step_says_why_and_on_whose_word():
    (serial,) = [u for u in assess_event(happening(), METHOD).units if u.unit == "serial"]
    (step,) = serial.steps
    assert step.because == "Protest, 600 expected: 500 or more"
    assert step.source.standing == "local"


def test_a_figure_adds_once_for_each_begun_beyond():
    def serials(km):
        return wanted(happening(kind="march", answers={"route_km": km}))["serial"]

    assert [serials(km) for km in (0, 1, 1.01, 3, 3.01, 5)] == [2, 2, 3, 3, 4, 4]


def test_a_factor_nobody_answered_counts_only_where_its_rule_says_so_and_is_a_gap():
    found = assess_event(happening(answers=UNANSWERED), METHOD)
    assert found.wanted == {
        "serial": 2,
        "liaison_team": 2,
        "evidence_team": 2,
        "psu": 1,
    }
    assert found.gaps == (
        "Opposition expected is not known, and is counted as yes.",
        "History of disorder is not known, and is not counted.",
        "Alcohol is not known, and is not counted.",
        "Protected site is not known, and is not counted.",
    )


def test_nothing_is_asked_that_no_rule_of_the_kind_turns_on():
    found = assess_event(happening(answers={**NO, "route_km": None}), METHOD)
    assert found.gaps == ()


@pytest.mark.parametrize(
    ("hours", "night"),
    [
        ((14, 16), False),
        ((14, 22), False),
        ((14, 22.1), True),
        ((5.9, 7), True),
        ((6, 7), False),
        ((23, 25), True),
        ((7, 31), True),
    ],
)
def test_night_is_worked_out_from_the_hours(hours, night):
    event = happening(hours=hours, answers={"night": None})
    assert ("night" in dict(working(event, "serial"))) is night
    told = happening(hours=hours, answers={"night": 0.0})
    assert "night" not in dict(working(told, "serial"))


def test_night_is_by_the_local_clock_across_its_change():
    # 22:30 in summer is 21:30 UTC: it is night by the clock on the wall.
    start = clock.parse_instant("2026-04-01T22:30")
    summer = happening(start=start, end=start + 30, answers={"night": None})
    assert "night" in dict(working(summer, "serial"))


def test_units_are_in_place_before_and_after():
    found = assess_event(happening(), METHOD)
    assert (found.deployed, found.released) == (
        found.event.start - 120,
        found.event.end + 60,
    )


def test_confidence_is_a_view_apart_and_changes_no_unit():
    sure, unsure = (
        assess_event(happening(confidence=grade), METHOD) for grade in ("notified", "possible")
    )
    assert sure.wanted == unsure.wanted
    assert unsure.weighted == {unit: count / 4 for unit, count in unsure.wanted.items()}
    assert (sure.weight, unsure.weight) == (1, 0.25)


def test_what_is_not_named_or_stated_is_a_gap():
    found = assess_event(
        happening(attendance=None, command={"gold": ("ACC",)}, notified_by=""), METHOD
    )
    assert found.gaps == (
        "Expected attendance is not stated; the smallest band is used.",
        "No silver commander is named.",
        "No bronze commander is named.",
        "Neither who notified it nor another source is given.",
    )
    assert found.unnamed == ("silver", "bronze")
    assert found.wanted == {"liaison_team": 1}


def test_only_the_roles_its_kind_is_to_have_are_missed():
    assert assess_event(happening(kind="vigil", command={}), METHOD).unnamed == ("silver", "bronze")


@pytest.mark.parametrize("wrong", [{"kind": "regatta"}, {"confidence": "rumour"}])
def test_a_kind_or_confidence_the_method_does_not_know_is_refused(wrong):
    with pytest.raises(UnableToAssessEvent, match="'EV-1'"):
        assess_event(happening(**wrong), METHOD)


def test_a_rule_of_ones_own_holds_from_its_day(tmp_path):
    (tmp_path / "events.toml").write_text(
        '[[event_rule]]\nslug = "alcohol"\nfactor = "alcohol"\nadds = { serial = 3 }\n'
        f'because = "as found in 2025"\n{LOCAL}'
    )
    local = read_doctrine(tmp_path)
    drunk = happening(answers={"alcohol": 1})
    assert wanted(drunk, local.event_method(date(2025, 12, 31)))["serial"] == 3
    assert wanted(drunk, local.event_method(date(2026, 1, 1)))["serial"] == 5


@given(events)
def test_the_working_adds_up_to_the_answer(event):
    for proposed in assess_event(event, METHOD).units:
        assert sum((step.change for step in proposed.steps), Fraction(0)) == proposed.count > 0
        assert all(step.change > 0 for step in proposed.steps)


@given(events, st.sampled_from(sorted(METHOD.factors)), st.data())
def test_adding_a_factor_never_takes_units_away(event, slug, data):
    figure = METHOD.factors[slug].answer == "figure"
    rising = [0.0, None, 1.0] if not figure else [0.0, 0.5, 2.0, 7.0]
    low = data.draw(st.integers(0, len(rising) - 2))
    before, after = (
        wanted(replace(event, answers={**event.answers, slug: rising[at]})) for at in (low, low + 1)
    )
    assert all(after.get(unit, 0) >= count for unit, count in before.items())


@given(events, st.integers(0, 20_000))
def test_more_people_never_take_units_away(event, more):
    fewer = replace(event, attendance=event.attendance or 0)
    before = wanted(fewer)
    after = wanted(replace(fewer, attendance=fewer.attendance + more))
    assert all(after.get(unit, 0) >= count for unit, count in before.items())


@given(events, st.permutations(METHOD.rules))
def test_the_order_in_which_rules_are_written_makes_no_difference(event, rules):
    assert wanted(event, replace(METHOD, rules=tuple(rules))) == wanted(event)


def test_every_shipped_figure_of_the_method_says_that_it_is_an_example():
    for each in (
        *DOCTRINE.event_kinds,
        *DOCTRINE.event_bases,
        *DOCTRINE.event_factors,
        *DOCTRINE.event_rules,
        *DOCTRINE.event_confidences,
        DOCTRINE.notice("events", date(2026, 1, 1)),
    ):
        assert each.source.standing in ("local", "assumed")
        assert each.source.note
