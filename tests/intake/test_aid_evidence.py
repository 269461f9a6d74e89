"""A force's own ledger as evidence for the matrix: over which years, and how sure."""

import pytest

from muster import intake
from muster.assessment import Grade, Truth
from muster.intake import assess_return, read_return
from muster.policing import clock

HEADER = (
    "operation,donor,host,unit,units,start,end,officers,reference,direction,leaves_out,source\n"
)
PREPARED = clock.parse_instant("2026-02-27T16:30")
AFTER = clock.parse_instant("2026-03-02T20:00")


@pytest.fixture
def told(spoilt, county):
    """Return a function that gives what rows of aid are evidence of, by measure."""

    def read(rows, at=AFTER):
        return_ = read_return(spoilt(aid=HEADER + rows), doctrine=county)
        known = intake.testimony_of(return_, doctrine=county, at=at)
        return {each.about: each for each in known if each.about.startswith("aid.")}

    return read


def row(units=1, start="2024-06-01", donor="barsetshire", host="loamshire", unit="psu"):
    return f"Fair,{donor},{host},{unit},{units},{start},{start},,,,,\n"


def total(side, units, start="2023-04-01", end="2025-03-31", source=""):
    return f",,,psu,{units},{start},{end},,,{side},Dale Farm,{source}\n"


def test_the_years_complete_when_the_return_was_prepared_are_weighed(told):
    rows = row(3) + row(5, "2025-04-01") + row(7, "2023-03-31") + row(2, "2025-03-31")
    found = told(rows + row(1, donor="loamshire", host="barsetshire"))
    assert found["aid.given"].low == found["aid.given"].value == 5
    assert found["aid.net"].low == found["aid.net"].value == 4
    assert found["aid.net"].statement == (
        "5 units given and 1 received, 1 April 2023 to 31 March 2025."
    )
    assert found["aid.net"].source == "computed from the return's ledger of aid"


def test_is_recorded_and_known_from_the_day_the_return_was_prepared(told):
    found = told(row())
    assert {each.as_at for each in found.values()} == {PREPARED}
    assert {each.truth for each in found.values()} == {Truth.RECORDED}


def test_only_police_support_units_are_evidence(told):
    assert told(row(unit="dog_section")) == {}


@pytest.mark.parametrize("rows", ["", row(start="2020-06-01"), row(start="2025-06-01")])
def test_a_ledger_that_says_nothing_of_those_years_is_no_evidence(told, rows):
    assert told(rows) == {}


def test_totals_say_what_they_left_out_and_where_they_are_from(told):
    found = told(total("given", 21, source="A report") + total("received", 43))
    assert found["aid.net"].low == -22
    assert found["aid.net"].statement.endswith("already left out: Dale Farm.")
    assert found["aid.given"].source == "A report"


def test_a_total_that_reaches_outside_widens_the_bounds_and_is_not_divided(told):
    found = told(row(2) + total("given", 21, end="2025-06-30") + total("received", 4, "2022-04-01"))
    assert (found["aid.given"].low, found["aid.given"].value) == (2, 21)
    assert (found["aid.net"].low, found["aid.net"].value) == (-2, 21)
    assert "totals that reach outside those days may add to either" in found["aid.net"].statement


def test_grades_the_criteria_of_the_matrix(spoilt, county):
    rows = row(2) + row(1, donor="loamshire", host="barsetshire")
    declared = "measure,value,unit,as_at\naid.net.required,{},units,2026-02-27\n"
    for required, grade in ((1, Grade.MET), (2, Grade.NOT_MET)):
        folder = spoilt(aid=HEADER + rows, declared=declared.format(required))
        return_ = read_return(folder, doctrine=county)
        matrix = assess_return(return_, doctrine=county, edition="2023", at=AFTER)
        found = {finding.criterion.slug: finding for finding in matrix.findings}
        assert found["public-order.capacity.mutual-aid-balance"].grade is grade
        assert found["public-order.connectivity.aid-given"].grade is Grade.MET


def test_the_ledger_is_taken_before_what_a_register_says_of_the_same_day(spoilt, county):
    evidence = (
        "criterion,kind,level,statement,outcome,value,as_at,source\n"
        "public-order.connectivity.aid-given,recorded,,Said so.,,2,2026-02-27,Register\n"
    )
    folder = spoilt(aid=HEADER + row(2), evidence=evidence)
    return_ = read_return(folder, doctrine=county)
    matrix = assess_return(return_, doctrine=county, edition="2023", at=AFTER)
    found = {finding.criterion.slug: finding for finding in matrix.findings}
    decided = found["public-order.connectivity.aid-given"].decided_by.evidence
    assert decided.statement.startswith("2 units given")
