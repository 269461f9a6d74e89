import pytest

from muster.doctrine import read_doctrine
from muster.reporting.svg import round_top
from muster.reporting.words import (
    bounds_words,
    counted,
    duration_words,
    headline,
    joined,
    ordinal,
    pluralise,
    post_name,
    unit_names,
    within_words,
)
from muster.strength import KindCount, Need, Options

PLAIN = Options()


def kind(low, high, needs=(), unknown=(), base="", within=60):
    wanted = tuple(Need(post, count) for post, count in needs)
    return KindCount("psu", within, low, high, unknown, wanted, {}, base=base)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            kind(3, 3, [("sergeant", 1), ("constable", 2)]),
            "Loamshire can raise 3 whole PSUs within 1 hour; the 4th needs 1 more sergeant and "
            "2 more constables.",
        ),
        (
            kind(1, 1, [("carrier", 1)], within=0),
            "Loamshire can raise 1 whole PSU at once; the 2nd needs 1 more carrier.",
        ),
        (
            kind(0, 0, [("commander", 1)]),
            "Loamshire cannot raise a whole PSU within 1 hour; the 1st needs 1 more commander.",
        ),
        (
            kind(0, 10, [("commander", 1)], ("driver", "carrier")),
            "Loamshire can raise at most 10 whole PSUs within 1 hour; the 11th needs 1 more "
            "commander. Drivers and carriers are not known, so it may be none.",
        ),
        (
            kind(2, 5, [("driver", 3)]),
            "Loamshire can raise at most 5 whole PSUs within 1 hour; the 6th needs 3 more "
            "drivers. What is stated does not settle it: it may be as few as 2.",
        ),
        (
            kind(0, None, (), ("driver",)),
            "Nothing stated limits how many PSUs Loamshire can raise within 1 hour. Drivers are "
            "not known, so it may be none.",
        ),
        (
            kind(2, 2, [("driver", 1)], base="Ambridge"),
            "Loamshire can raise 2 whole PSUs within 1 hour; the 3rd, at Ambridge, needs 1 more "
            "driver.",
        ),
    ],
)
def test_the_headline_is_a_sentence_that_is_true(asked, said):
    assert headline("Loamshire", asked, read_doctrine(), PLAIN) == said


def test_the_headline_says_how_it_was_asked():
    said = headline("Loamshire", kind(1, 1), read_doctrine(), Options(True, True, True))
    assert "(from those on duty or rostered on call, after minimum cover is kept and with" in said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (21, "21st"),
    ],
)
def test_ordinals_end_as_they_are_said(number, said):
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "at once"), (1, "within 1 minute"), (60, "within 1 hour"), (90, "within 90 minutes")],
)
def test_notice_is_said_in_the_largest_whole_unit(minutes, said):
    assert within_words(minutes) == said


def test_small_words_come_out_right():
    assert joined(["a"]) == "a" and joined(["a", "b", "c"]) == "a, b and c"
    assert (pluralise("entry"), pluralise("day"), pluralise("bus")) == ("entries", "days", "buses")
    assert counted(1, "person", "people") == "1 person" and counted(2_000, "day") == "2,000 days"
    assert duration_words(0) == "0 minutes"
    assert [bounds_words(kind(*each)) for each in ((0, None), (2, None), (2, 3), (3, 3))] == [
        "not known",
        "at least 2",
        "2 to 3",
        "3",
    ]


def test_units_and_vehicles_are_called_what_people_call_them():
    doctrine = read_doctrine()
    assert unit_names(doctrine.unit("psu")) == ("PSU", "PSUs")
    assert unit_names(doctrine.unit("cbrn_team")) == ("CBRN team", "CBRN teams")
    assert unit_names(doctrine.unit("serial")) == ("serial", "serials")
    assert post_name("cbrn_vehicle", doctrine) == "CBRN vehicle"
    assert post_name("carrier", doctrine) == "carrier"


@pytest.mark.parametrize("highest", [0, 1, 3, 7, 22, 99, 101, 127_077])
def test_an_axis_ends_at_a_round_number_above_what_it_shows(highest):
    top, step = round_top(highest)
    assert top >= highest and top % step == 0 and top // step <= 10
