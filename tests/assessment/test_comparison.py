"""Two matrices side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.pieces import NOW, piece

from muster.assessment import Grade, UnableToCompare, assess, compare, roll_up
from muster.doctrine import read_doctrine
from muster.policing import clock

DOCTRINE = read_doctrine()
ASKED = {"psu.at_once": 0, "psu.hour": 60}


def matrix(name="loamshire", at=NOW, edition="2012", **units):
    said = [
        piece(value=float(value), about=measure, within=ASKED[measure], as_at=NOW)
        for measure, value in zip(ASKED, units.values(), strict=False)
    ]
    return assess(name, said, doctrine=DOCTRINE, edition=edition, at=at)


def differing(comparison):
    return {each.first.criterion.measure for each in comparison.differences}


@given(
    st.tuples(st.integers(0, 2), st.integers(0, 2)), st.tuples(st.integers(0, 2), st.integers(0, 2))
)
def test_exactly_the_criteria_that_grade_otherwise_are_told(first, second):
    one = matrix(at_once=first[0], hour=first[1])
    other = matrix(at_once=second[0], hour=second[1])
    told = compare(one, other)
    assert differing(told) == {
        measure
        for measure, before, after in zip(ASKED, first, second, strict=True)
        if (before >= 1) is not (after >= 1)
    }
    back = compare(other, one)
    assert differing(back) == differing(told)
    assert len(told.worsened) + len(back.worsened) == len(told.differences)


def test_a_matrix_does_not_differ_from_itself():
    assert compare(matrix(at_once=1, hour=1), matrix(at_once=1, hour=1)).differences == ()


def test_a_later_date_shows_what_has_gone_stale():
    later = compare(matrix(at_once=1, hour=0), matrix(at_once=1, hour=0, at=NOW + 400 * clock.DAY))
    told = {each.first.criterion.measure: each for each in later.differences}
    assert told["psu.at_once"].worsened
    assert told["psu.at_once"].second.grade is Grade.NOT_EVIDENCED
    assert not told["psu.hour"].worsened
    assert [each.first.criterion.measure for each in later.worsened] == ["psu.at_once"]


def test_a_force_is_held_against_its_region():
    forces = [matrix("loamshire", at_once=0, hour=1), matrix("mummerset", at_once=2, hour=1)]
    region = roll_up("county", forces, doctrine=DOCTRINE)
    told = compare(forces[0], region)
    assert (told.first.subject, told.second.subject) == ("loamshire", "county")
    assert differing(told) == {"psu.at_once"}
    assert told.worsened == ()


def test_two_editions_are_not_compared():
    with pytest.raises(UnableToCompare, match="edition 2012 and one of 2023"):
        compare(matrix(), matrix(edition="2023"))
