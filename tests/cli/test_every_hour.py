import csv
import json

import pytest

from muster.cli.every_hour import _show
from muster.cli.every_hour_options import doubts_of
from muster.cli.holdings import open_holdings
from muster.cli.show import Output
from muster.policing import clock
from muster.rehearsal import Doubts, fixed, gather_supply, judge_hours
from muster.synthesis import county_doctrine

COUNTY = ("rehearse", "every-hour", "--network", "county", "--days", "4", "--draws", "30")


def test_every_hour_is_answered_under_the_contract(muster):
    ended = muster(*COUNTY, "--force", "loamshire", "--json")
    answer = json.loads(ended.out)
    assert answer["schema"] == "muster.every-hour/1"
    assert [each["force"] for each in answer["forces"]] == ["loamshire"]
    notices = answer["forces"][0]["notices"]
    assert [each["within_minutes"] for each in notices] == [0, 60, 240, 480, 1440]
    assert {len(each["units_by_hour"]) for each in notices} == {96}
    assert notices[0]["chance_by_hour"] is None
    assert len(notices[1]["chance_by_hour"]) == 96


def test_a_force_alone_has_the_chances_it_has_among_others(muster):
    alone = json.loads(muster(*COUNTY, "--force", "mummerset", "--json").out)
    among = json.loads(muster(*COUNTY, "--json").out)
    found = next(each for each in among["forces"] if each["force"] == "mummerset")
    for one, other in zip(alone["forces"][0]["notices"], found["notices"], strict=True):
        assert one["mean_chance"] == other["mean_chance"]
        assert one["worst"] == other["worst"]
        assert other["units_by_hour"] is None


def test_the_same_seed_gives_the_same_and_another_does_not(muster):
    first, again = (muster(*COUNTY, "--seed", "4", "--json").out for _ in range(2))
    assert first == again
    assert muster(*COUNTY, "--seed", "5", "--json").out != first


def test_what_is_required_can_be_given(muster):
    given = json.loads(muster(*COUNTY, "--required", "2", "--required", "60=1", "--json").out)
    assert given["required_given"]
    for force in given["forces"]:
        assert [each["required"] for each in force["notices"]] == [2, 1, 2, 2, 2]


def test_a_sheet_has_a_row_for_each_force_and_hour(muster, tmp_path):
    ended = muster(*COUNTY, "--csv", "hours.csv", "--html", "hours.html")
    assert ended.code == 0
    with (tmp_path / "hours.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == 3 * 96
    assert "every hour tested" in (tmp_path / "hours.html").read_text()


def test_names_of_invented_forces_are_said_to_be_invented(muster):
    said = " ".join(muster(*COUNTY).out.split())
    assert "everybody in them is invented" in said
    assert "Loamshire" in said


@pytest.fixture
def real(monkeypatch):
    """Return a network as if its returns were of real people, and its hours."""
    held = open_holdings("county")
    monkeypatch.setattr(type(held), "synthetic", False)
    supply = gather_supply(
        [each.roster for each in held.returns],
        doctrine=held.doctrine,
        units=["psu"],
        starts=held.returns[0].about.period_from,
        hours=24,
    )
    seen = judge_hours(
        supply, unit="psu", required={}, doubts=Doubts(fixed(5), fixed(60)), seed=1, draws=5
    )
    return held, seen


@pytest.mark.parametrize("output", [Output(), Output(json=True), Output(markdown=True)])
def test_real_forces_in_a_table_of_many_are_not_named_unless_asked(real, capsys, output):
    held, seen = real
    _show(seen, held, False, output)
    hidden = capsys.readouterr().out.lower()
    for slug in seen.forces:
        name = held.doctrine.force(slug).short_name.lower()
        assert name not in hidden.replace("county", "")
        assert slug not in hidden
    assert "force 1" in hidden or "force-1" in hidden
    _show(seen, held, True, output)
    named = capsys.readouterr().out.lower()
    assert all(slug in named for slug in seen.forces)


def test_files_that_may_name_real_forces_are_not_named_unless_asked(real, capsys):
    held, seen = real
    inputs = {}
    for named in (False, True):
        _show(seen, held, named, Output(json=True))
        answer = json.loads(capsys.readouterr().out)
        inputs[named] = [each["name"] for each in answer["provenance"]["inputs"]]
    assert inputs[False] == [f"input {at}" for at in range(1, len(inputs[True]) + 1)]
    assert inputs[True] != inputs[False]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--required", "many"),
        ("--required", "61=2"),
        ("--abstraction", "some"),
        ("--turnout", "90-40"),
        ("--turnout", "50-120"),
        ("--unit", "pse"),
        ("--force", "nowhere"),
        ("--from", "yesterday"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_tested_is_said(muster, wrong):
    ended = muster(*COUNTY, *wrong)
    assert ended.code == 2
    assert ended.err
    assert "Traceback" not in ended.err


def test_past_the_end_of_the_returns_nobody_is_guessed_to_be_there(muster):
    said = " ".join(muster(*COUNTY, "--days", "500", "--draws", "1").out.split())
    assert "nobody is guessed to be there" in said


def test_turnout_lies_about_that_of_doctrine_unless_it_is_given():
    doctrine = county_doctrine()
    on = clock.date_of(20_000)
    rate = round(100 * doctrine.turnout("recall", on).rate)
    assert doubts_of("0-10", "", doctrine, on).turnout.numbers == (rate - 20, rate, rate + 20)
    assert doubts_of("0-10", "", doctrine, on).turnout.assumed
    given = doubts_of("5", "30-50", doctrine, on)
    assert (given.abstraction.shape, given.abstraction.numbers) == ("fixed", (5,))
    assert (given.turnout.shape, given.turnout.numbers) == ("uniform", (30, 50))
    assert not given.turnout.assumed
