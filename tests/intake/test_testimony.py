"""Figures, and bounds on them, as a return may word them; and what is not known yet."""

import pytest

from muster import intake
from muster.cases import open_case
from muster.doctrine import read_doctrine
from muster.intake.testimony_words import read_figure
from muster.policing import clock


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("75", 75, 75),
        ("1,200", 1200, 1200),
        ("-22", -22, -22),
        ("at least 75", 75, None),
        ("more than 75", 75, None),
        ("75 or more", 75, None),
        ("75+", 75, None),
        ("at most 10", 0, 10),
        ("up to 10", 0, 10),
    ],
)
def test_a_figure_or_its_bounds_are_read(text, least, most):
    assert read_figure(text) == (least, most)


@pytest.mark.parametrize(
    "text", ["", "many", "at least", "at most 10 or more", "10-20", "1e9", ","]
)
def test_other_words_are_no_figure(text):
    assert read_figure(text) is None


def test_counts_not_yet_made_are_not_known():
    doctrine = read_doctrine()
    case = open_case("west-midlands-2013", doctrine=doctrine)
    before = clock.parse_instant("2013-08-31")
    known = intake.testimony_of(case, doctrine=doctrine, at=before)
    assert not [each for each in known if each.as_at <= before]


def test_more_than_is_told_as_no_upper_limit():
    doctrine = read_doctrine()
    case = open_case("west-midlands-2013", doctrine=doctrine)
    known = intake.testimony_of(case, doctrine=doctrine, at=case.about.prepared_at)
    [margin] = [each for each in known if each.about == "public-order.capacity.trained-margin"]
    assert (margin.low, margin.value) == (75, None)


def test_a_declared_figure_that_compares_with_nothing_is_said(spoilt):
    rows = "psu.locl,75,units\npsu.hour,plenty,units\npsu.hour.required,2,units\nhorses,9,each\n"
    folder = spoilt(declared=f"measure,value,unit\n{rows}".encode())
    found = intake.check_return(folder, doctrine=read_doctrine())
    assert [note for note in found.notes if note.startswith("declared")] == [
        "declared: no criterion asks about 'psu.locl' (did you mean psu.local?)",
        "declared: psu.hour is 'plenty', which is no figure, so nothing compares it",
    ]
