"""An assurance is a matrix told in few lines, each with the places it rests on."""

from dataclasses import replace

import pytest

from muster.assessment import UnableToCompare, assess, assure, place_of, sources_of
from muster.cases import open_case
from muster.doctrine import read_doctrine
from muster.intake import assess_return

MOST = 7
PARAGRAPH = "report, Capability / Public order, paragraph 7"


@pytest.fixture(scope="module")
def matrix():
    doctrine = read_doctrine()
    case = open_case("west-midlands-2013", doctrine=doctrine)
    return assess_return(case, doctrine=doctrine, edition="2012", at=case.about.prepared_at)


@pytest.fixture(scope="module")
def nothing(matrix):
    return assess(matrix.subject, (), doctrine=read_doctrine(), edition="2012", at=matrix.at)


def test_tells_the_worst_first_and_counts_what_it_leaves_out(matrix):
    told = assure(matrix, None, most=MOST)
    short = [line.finding.grade.value for line in told.short]
    assert short == ["not met"] * 4 + ["partly met"] * 3
    assert told.others["short"] == 18 - MOST
    assert all(not line.finding.criterion.yes_no for line in told.figures)


def test_every_line_has_the_places_it_rests_on_and_every_place_a_line(matrix):
    told = assure(matrix, None, most=MOST)
    lines = (*told.figures, *told.short)
    for line in lines:
        assert tuple(told.sources[note - 1] for note in line.notes) == sources_of(line.finding)
    assert {note for line in lines for note in line.notes} == set(range(1, len(told.sources) + 1))


def test_without_anything_earlier_nothing_is_said_to_have_worsened(matrix):
    told = assure(matrix, None, most=MOST)
    assert told.since is None
    assert told.worsened == ()


def test_what_worsened_is_told_against_the_earlier_matrix(matrix, nothing):
    told = assure(nothing, matrix, most=MOST)
    assert len(told.worsened) == MOST
    assert told.others["worsened"] > 0
    assert all(each.difference.worsened for each in told.worsened)


def test_a_line_without_evidence_rests_on_the_criterion_itself(nothing):
    finding = nothing.findings[0]
    assert sources_of(finding) == (place_of(finding.criterion.source.describe()),)


def test_editions_are_not_mixed(matrix, nothing):
    with pytest.raises(UnableToCompare, match="assess both alike"):
        assure(matrix, replace(nothing, edition="2015"), most=MOST)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("report | Capability / Public order | 7 | five inspectors", PARAGRAPH),
        (f"{PARAGRAPH}: “five inspectors”", PARAGRAPH),
        ("computed from the return's counts", "computed from the return's counts"),
    ],
)
def test_two_quotations_of_one_paragraph_are_one_place(source, place):
    assert place_of(source) == place
