import json

import pytest

LOCAL = ("--doctrine", "county")


def test_a_floor_that_is_not_kept_ends_with_three_and_says_when_it_falls(muster, barsetshire):
    ended = muster("forecast", barsetshire, *LOCAL, "--days", "20", "--floor", "99")
    assert ended.code == 3
    assert "first falls below its floor of 99 whole PSUs" in " ".join(ended.out.split())


def test_a_floor_that_is_kept_ends_with_nought(muster, barsetshire):
    ended = muster("forecast", barsetshire, *LOCAL, "--days", "20", "--floor", "psu=0")
    assert ended.code == 0
    assert "never falls below" in ended.out


def test_every_hour_is_answered_under_the_contract(muster, barsetshire):
    ended = muster(
        "forecast", barsetshire, *LOCAL, "--days", "3", "-u", "psu", "-u", "serial", "--json"
    )
    answer = json.loads(ended.out)
    assert answer["schema"] == "muster.forecast/1"
    assert [len(unit["whole_units"]) for unit in answer["units"]] == [72, 72]


def test_past_the_end_of_the_return_nobody_is_guessed_to_be_there(muster, barsetshire):
    ended = muster("forecast", barsetshire, *LOCAL, "--days", "500")
    assert "nobody is guessed to be there" in " ".join(ended.out.split())


@pytest.mark.parametrize(
    "wrong",
    [("--floor", "many"), ("--floor", "serial=2"), ("--days", "0"), ("--unit", "pse")],
    ids=["no number", "a kind not asked for", "no days", "an unknown kind"],
)
def test_what_cannot_be_forecast_is_said(muster, barsetshire, wrong):
    ended = muster("forecast", barsetshire, *LOCAL, *wrong)
    assert ended.code == 2
    assert ended.err and "Traceback" not in ended.err


def test_a_demonstration_nobody_can_write_is_said(muster):
    assert muster("demo", "--html", "no/such/place.html").code == 2


def test_doctrine_that_is_not_there_is_a_fault(muster):
    assert muster("doctrine", "units", "--doctrine", "nowhere").code == 1
    assert muster("doctrine", "check", "nowhere").code == 1
    assert muster("doctrine", "check").code == 2


def test_a_day_that_is_none_is_refused(muster):
    assert muster("doctrine", "unit", "psu", "--on", "soon").code == 2


def test_without_a_first_hour_it_names_the_option_that_would_say_it(muster, barsetshire):
    ended = muster("forecast", barsetshire, *LOCAL, "--days", "2")
    assert "No --from was given" in ended.out
