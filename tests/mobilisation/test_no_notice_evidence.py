"""A test's result as evidence, and what a return and a matrix make of it."""

import csv
import shutil
from dataclasses import astuple, fields

import pytest
from tests.mobilisation.answers import AT, DOCTRINE, RECORDS, answer, arrivals, put_test
from tests.mobilisation.conftest import COUNTY

from muster.assessment import Grade, Truth
from muster.intake import assess_return, read_return
from muster.mobilisation import EvidenceRow, evidence_of_test, score_test
from muster.policing import clock

AT_ONCE = "public-order.capability.units-at-once"
HOUR = "public-order.capability.units-within-the-hour"


def rows(*answers, **more):
    result = score_test(put_test(*answers, **more), RECORDS, doctrine=DOCTRINE)
    return evidence_of_test(result, doctrine=DOCTRINE)


def told(found):
    return {(row.criterion.rpartition(".")[2], row.level): row.value for row in found}


def test_what_was_stated_is_stated():
    found = told(rows(answer(0, "available", "psu", 3), answer(0, "available", "carrier", 9)))
    assert found == {
        ("units-at-once", "stated"): "3",
        ("units-within-the-hour", "stated"): "at least 3",
        ("carriers-within-the-hour", "stated"): "at least 9",
    }


def test_what_came_is_mustered_and_says_nothing_of_at_once():
    found = told(rows(*arrivals(40, units=2, driver=1)))
    assert found == {
        ("units-within-the-hour", "mustered"): "1",
        ("commanders-within-the-hour", "mustered"): "2",
        ("officers-within-the-hour", "mustered"): "47",
        ("drivers-within-the-hour", "mustered"): "5",
        ("carriers-within-the-hour", "mustered"): "6",
    }


def test_units_that_stood_ready_are_shown_at_once():
    assert told(rows(answer(0, "deployed", "psu", 1)))["units-at-once", "deployed"] == "1"


def test_of_units_that_came_only_some_of_which_deployed_all_are_told():
    found = told(rows(*arrivals(40, units=2), answer(55, "deployed", "psu", 1)))
    assert found["units-within-the-hour", "mustered"] == "2"
    assert ("units-within-the-hour", "deployed") not in found


def test_of_as_many_deployed_as_came_the_higher_level_is_told():
    found = told(rows(*arrivals(40), answer(55, "deployed", "psu", 1)))
    assert found["units-within-the-hour", "deployed"] == "1"
    assert ("units-within-the-hour", "mustered") not in found


def test_a_table_top_is_told_as_one():
    found = told(rows(answer(0, "talked_through", "psu", 2), answer(0, "available", "psu", 1)))
    assert found["units-at-once", "table-top"] == "2"
    assert ("units-at-once", "stated") not in found


def test_a_test_that_ended_sooner_shows_nothing_of_the_hour():
    assert rows(*arrivals(25), ended=45) == ()


def test_people_of_whom_nothing_is_known_are_bounds():
    some = [each for each in arrivals(20, units=2) if each.subjects != ("carrier",)]
    assert told(rows(*some))["units-within-the-hour", "mustered"] == "at most 2"


def test_every_row_is_an_exercise_and_names_its_test():
    for row in rows(*arrivals(40), answer(1, "available", "psu", 1)):
        assert row.statement.startswith("EXERCISE: tested without notice at 20:00, asked for 3 ")
        assert row.source == "No-notice test: A test"
        assert (row.kind, row.as_at, row.outcome) == ("demonstrated", "2026-03-02", "")


@pytest.fixture
def graded(tmp_path, county):
    """Return a function that adds a test's evidence to Barsetshire's return and grades it."""

    def grade(*answers, force="barsetshire"):
        folder = shutil.copytree(COUNTY / force, tmp_path / "own")
        return_ = read_return(folder, doctrine=county)
        result = score_test(put_test(*answers), return_.roster, doctrine=county)
        table = folder / "evidence.csv"
        with table.open(encoding="utf-8", newline="") as file:
            held = list(csv.reader(file))
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            assert held[0] == [field.name for field in fields(EvidenceRow)]
            # What it was made with says nothing of these criteria from now on.
            writer.writerows(row for row in held if row[0] not in (AT_ONCE, HOUR))
            writer.writerows(
                [*map(str, astuple(row))] for row in evidence_of_test(result, doctrine=county)
            )
        again = read_return(folder, doctrine=county)
        matrix = assess_return(again, doctrine=county, edition="2023", at=AT + clock.DAY)
        return {finding.criterion.slug: finding for finding in matrix.findings}

    return grade


def test_a_return_takes_the_evidence_and_its_grade_follows(graded):
    found = graded(*arrivals(40, units=2))[HOUR]
    assert found.grade is Grade.MET
    shown = found.decided_by.evidence
    assert (shown.truth, shown.level, shown.low) == (Truth.DEMONSTRATED, "mustered", 2)


def test_a_test_to_which_nobody_came_in_whole_units_is_not_met(graded):
    found = graded(*arrivals(40, driver=3), answer(41, "arrived", "driver", 0))[HOUR]
    assert found.grade is Grade.NOT_MET
    assert found.decided_by.evidence.level == "mustered"


def test_a_stated_test_never_demonstrates_units(graded):
    findings = graded(answer(0, "available", "psu", 75))
    for slug in (AT_ONCE, HOUR):
        finding = findings[slug]
        shown = finding.shown[Truth.DEMONSTRATED]
        assert (shown.evidence.level, shown.evidence.low) == ("stated", 75)
        assert shown.standing.name == "LOWER_LEVEL"
        assert finding.decided_by is None or finding.decided_by.evidence.truth is Truth.RECORDED
