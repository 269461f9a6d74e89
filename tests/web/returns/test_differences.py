"""The difference says in counts who came and went, what lapsed, and which cells move and why."""

import json

import pytest
from tests.web.returns.making import tables

from muster.web.returns.actions import accept
from muster.web.returns.showing import shown
from muster.web.rulebook import rulebook


@pytest.fixture
def difference(send, cast):
    """Return a function that accepts one return and compares another with it."""

    def make(first, second):
        upload = send(first)
        accept(upload, by=cast.viewer("planning_lead"), against=None)
        return send(second).difference

    return make


def of(rows, key, value):
    return next(each for each in rows if each[key] == value)


def test_people_who_came_and_went_are_counted_by_rank(difference):
    held = tables()
    held["officers"] = [each for each in held["officers"] if each[0] not in ("1005", "1006")]
    held["officers"].append(["1010", "constable", "", "", "", ""])
    found = difference(tables(), held)["people"]
    assert (found["before"], found["now"], found["joined"], found["left"]) == (6, 5, 1, 2)
    constables = of(found["ranks"], "rank", "constable")
    assert (constables["before"], constables["now"]) == (3, 2)


def test_a_promotion_is_neither_a_joining_nor_a_leaving(difference):
    held = tables()
    held["officers"][2][1] = "inspector"
    found = difference(tables(), held)["people"]
    assert (found["joined"], found["left"], found["changed_rank"]) == (0, 0, 1)


def test_a_ticket_lapses_or_leaves_with_its_holder(difference):
    held = tables()
    held["officers"] = [each for each in held["officers"] if each[0] != "1001"]
    held["tickets"] = [each for each in held["tickets"] if each[0] not in ("1001", "1002")]
    held["tickets"] += [["1005", "public_order_level_2", "2026-02-01", "2027-01-31"]]
    found = of(difference(tables(), held)["tickets"], "skill", "public_order_level_2")
    assert (found["before"], found["now"]) == (3, 2)
    assert (found["gained"], found["lapsed"], found["left"]) == (1, 1, 1)


def test_a_renewed_ticket_is_no_change_and_an_expired_one_lapses(difference):
    held = tables()
    held["tickets"][1][2:] = ["2026-03-01", "2027-02-28"]
    held["tickets"][2][3] = "2026-03-01"
    found = of(difference(tables(), held)["tickets"], "skill", "public_order_level_2")
    assert (found["gained"], found["lapsed"], found["left"]) == (0, 1, 0)


def test_what_lapsed_with_the_calendar_and_not_the_return_is_no_difference(difference):
    first, second = tables(), tables()
    first["about"][1][3], second["about"][1][3] = "2026-03-01T09:00", "2026-03-09T16:30"
    for held in (first, second):  # lapses between the two days on which they were prepared
        held["tickets"][1][3] = "2026-03-05"
        held["vehicles"][0].extend(["off_road_from", "off_road_until"])
        held["vehicles"][1].extend(["2026-03-02T00:00", "2026-03-20T00:00"])
    found = difference(first, second)
    assert found["tickets"][0]["lapsed"] == 0
    carrier = of(found["vehicles"], "kind", "carrier")
    assert (carrier["off_road_before"], carrier["off_road_now"]) == (1, 1)


def test_most_of_a_force_gone_is_told_before_it_is_accepted(difference):
    held = tables()
    held["officers"], held["tickets"] = held["officers"][:3], held["tickets"][:3]
    found = difference(tables(), held)
    assert found["people"]["left"] == 4
    assert shown(found).mostly_gone


def test_vehicles_are_counted_by_kind(difference):
    held = tables()
    held["vehicles"] = [*held["vehicles"][:2], ["C09", "carrier", ""]]
    found = of(difference(tables(), held)["vehicles"], "kind", "carrier")
    assert (found["before"], found["now"], found["added"], found["removed"]) == (2, 2, 1, 1)


def test_only_declared_figures_that_changed_are_told(difference):
    held = tables()
    held["declared"].append(["psu.national", "20", "units", "2026-03-01", "Count", "60"])
    held["declared"].append(["psu.local", "9", "units", "2026-03-01", "Count", ""])
    again = tables()
    again["declared"].append(["psu.national", "18", "units", "2026-03-01", "Count", "60"])
    found = difference(held, again)["declared"]
    assert found == [
        {"what": "psu.local", "within_minutes": "", "before": "9 units", "now": ""},
        {"what": "psu.national", "within_minutes": "60", "before": "20 units", "now": "18 units"},
    ]


def evidence(outcome):
    head = ["criterion", "kind", "level", "statement", "outcome", "value", "as_at", "source"]
    row = ["ct-board-in-place", "recorded", "", "Minutes", outcome, "", "2026-03-01", "Minutes"]
    return [head, row]


def test_a_cell_that_moves_says_why_on_both_sides(difference, send):
    criterion = next(
        each for each in rulebook().criteria_of("2023") if each.yes_no and each.measure
    )
    yes, no = evidence("yes"), evidence("no")
    yes[1][0] = no[1][0] = criterion.slug
    found = difference(tables(evidence=yes), tables(evidence=no))
    move = of(found["moves"], "criterion", criterion.slug)
    assert (move["before"], move["now"], move["change"]) == ("met", "not_met", "worse")
    assert move["because_before"] != move["because_now"]
    assert found["worse"] == 1


def test_the_first_return_of_a_force_is_compared_with_none(send):
    found = send().difference
    assert found["first"] is True
    assert (found["people"]["before"], found["people"]["now"]) == (0, 6)
    assert found["moves"] == []


def test_an_extract_older_than_the_return_in_use_is_said(difference):
    held = tables()
    held["about"][1][3] = "2026-03-05"
    assert difference(tables(), held)["older"] is True


def test_nobody_is_named(difference):
    held = tables()
    held["officers"] = held["officers"][:3]
    said = json.dumps(difference(tables(), held))
    assert not [number for number in ("1001", "1002", "1005", "1006") if number in said]
