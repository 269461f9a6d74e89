"""`muster rehearse`: campaigns on the command line."""

import json

import pytest

from muster.cli.app import run

FAIR = """
[scenario]
id = "fair"
name = "The fair"
starts = 2026-06-05T12:00:00
hours = 24
[requirement]
share = 50
[[incident]]
id = "fair"
unit = "psu"
host = "borchester-city"
size = { triangular = [1, 2, 4] }
known = 2026-06-05T18:00:00
within_minutes = 240
hours = 6
[[policy]]
name = "nearest"
[[policy]]
name = "early"
stand_to = true
"""


@pytest.fixture
def fair(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fair.toml").write_text(FAIR)
    return tmp_path


def asked(capsys, *options):
    given = ("rehearse", "fair.toml", "--network", "county", "--seed", "1")
    assert run([*given, *options, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_answer_keeps_its_promise_on_any_number_of_workers(fair, capsys):
    one = asked(capsys, "-r", "300", "--workers", "1", "--against", "early")
    assert one["schema"] == "muster.campaign/1" and one["replications"] == 300
    assert set(one["met"]) == {"probability", "low", "high"}
    assert {"short", "bottlenecks", "worst", "digest"} <= set(one)
    two = asked(capsys, "-r", "300", "--workers", "2", "--against", "early")
    assert one["digest"] == two["digest"]


def test_what_was_kept_is_gone_on_with(fair, capsys):
    asked(capsys, "-r", "200", "--keep", "fair.kept")
    more = asked(capsys, "-r", "1500", "--resume", "fair.kept")
    whole = asked(capsys, "-r", "1500")
    assert more["replications"] == whole["replications"] == 1500


def test_worth_and_frontier_are_told(fair, capsys):
    found = asked(capsys, "-r", "64", "--worth", "--frontier", "1")
    assert found["schema"] == "muster.worth/1" and found["worths"] and found["frontier"]


def test_a_case_is_played_again_and_planned(fair, capsys):
    found = asked(capsys, "--replay", "3", "--demands", "worst.csv")
    assert found["schema"] == "muster.plan/1"
    assert run(["plan", "worst.csv", "--network", "county", "--json"]) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--policy", "erly", "--seed", "1"], "no policy erly"),
        (["--seed", "1", "--cluster", "10.0.0.1:6379"], "token"),
        (["--seed", "1", "--resume", "not-there"], "not a file"),
        ([], "--seed"),
    ],
)
def test_what_cannot_be_done_says_why(fair, capsys, options, said):
    assert run(["rehearse", "fair.toml", "--network", "county", *options]) == 2
    assert said in capsys.readouterr().err


def test_a_scenario_nobody_ships_is_told_with_the_nearest(fair, capsys):
    assert run(["rehearse", "august-2025", "--seed", "1", "--network", "county"]) == 2
    assert "august-2024" in capsys.readouterr().err
