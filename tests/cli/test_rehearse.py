"""`muster rehearse SCENARIO`: the same numbers whoever plays, kept, gone on with, and told."""

import csv
import json
import os
import signal
import subprocess
import sys

import pytest
from tests.exchange.validator import breaches
from tests.interrupting import hear_interruptions

from muster.exchange import schema_of

FAIR = """
[scenario]
id = "fair"
name = "Disorder after the county fair"
question = "Can Barsetshire have its units?"
starts = 2026-08-01T12:00:00
hours = 24

[requirement]
share = 50

[doubts]
abstraction = { triangular = [2, 5, 12] }
answer = { exponential = [12, 60] }

[[incident]]
id = "fair"
name = "Disorder at the fair"
unit = "psu"
host = "barsetshire"
size = { uniform = [1, 4] }
known = 2026-08-01T18:00:00
within_minutes = 180
hours = 4

[[incident]]
id = "nights"
name = "A disturbance"
unit = "psu"
spots = [{ host = "loamshire" }, { host = "mummerset" }]
size = 1
rate = { per_day = 3 }
within_minutes = 60
hours = 3
priority = 2

[[policy]]
name = "nearest"
dispatch = "nearest"

[[policy]]
name = "early"
dispatch = "nearest"
activate = 2026-08-01T12:00:00
stand_to = true
"""
COUNTY = ("rehearse", "fair.toml", "--network", "county", "--seed", "1")
SOME = ("--replications", "300")


@pytest.fixture
def fair(muster, tmp_path):
    """Return a function that rehearses the fair with arguments."""
    (tmp_path / "fair.toml").write_text(FAIR, encoding="utf-8")
    return lambda *arguments: muster(*COUNTY, *arguments)


def answered(ended):
    """Return what was answered in JSON by a command that did well."""
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_what_is_answered_keeps_its_contract(fair):
    answer = answered(fair(*SOME, "--json"))
    assert breaches(schema_of("muster.campaign/1"), answer) == []
    assert answer["replications"] == 300
    assert answer["met"]["low"] <= answer["met"]["probability"] <= answer["met"]["high"]
    assert {"short", "bottlenecks", "worst", "digest"} <= set(answer)
    assert len(answer["worst"]) == 10


@pytest.mark.parametrize("who", [("--workers", "2"), ("--workers", "2", "--processes")])
def test_the_same_is_answered_on_any_workers(fair, who):
    alone = answered(fair(*SOME, "--json", "--workers", "1"))
    assert answered(fair(*SOME, "--json", *who)) == alone


def test_another_policy_is_held_against_the_first(fair):
    answer = answered(fair(*SOME, "--against", "early", "--json"))
    assert [each["policy"]["name"] for each in answer["policies"]] == ["nearest", "early"]
    assert [(each["policy"], each["against"]) for each in answer["differences"]] == [
        ("early", "nearest")
    ]
    ended = fair(*SOME, "--against", "early")
    assert ended.code == 0
    assert "early" in ended.out


def test_worth_and_a_frontier_keep_their_contract(fair):
    answer = answered(fair("--replications", "64", "--worth", "--frontier", "1", "--json"))
    assert breaches(schema_of("muster.worth/1"), answer) == []
    assert answer["worths"]
    assert 1 <= len(answer["frontier"]) <= 2


def test_figures_that_matter_are_told(fair):
    answer = answered(fair("--replications", "64", "--matters", "--json"))
    assert "Units wanted" in {each["figure"] for each in answer["sensitivities"]}


def test_a_replication_is_told_and_its_demands_can_be_planned(fair, muster, tmp_path):
    ended = fair("--replay", "17", "--demands", "worst.csv")
    assert ended.code == 0
    with (tmp_path / "worst.csv").open(encoding="utf-8-sig", newline="") as opened:
        asked = [(row[0], row[1], int(row[2])) for row in list(csv.reader(opened))[1:]]
    planned = muster("plan", "worst.csv", "--network", "county", "--json")
    assert planned.code in (0, 3), planned.err  # 3: it is short
    demands = json.loads(planned.out)["request"]["demands"]
    assert asked
    assert [(each["slug"], each["unit"], each["count"]) for each in demands] == asked


@pytest.mark.parametrize("first", ["200", "512"])
def test_what_is_kept_can_be_gone_on_with(fair, first):
    half = answered(fair("--replications", first, "--keep", "fair.kept", "--json"))
    whole = answered(fair("--replications", "1024", "--json"))
    assert answered(fair("--replications", "1024", "--resume", "fair.kept", "--json")) == whole
    assert half["digest"] != whole["digest"]


@pytest.mark.slow
@pytest.mark.parametrize("apart", [(), ("--processes",)])
def test_an_interruption_loses_nothing(fair, tmp_path, apart):
    fair("--replications", "2")
    many = 300_000
    arguments = [*COUNTY, "--replications", str(many), "--workers", "2", *apart, "--json"]
    with subprocess.Popen(
        [sys.executable, "-m", "muster.cli", *arguments, "--keep", "long.kept"],
        cwd=tmp_path, env={**os.environ, "NO_COLOR": "1"}, text=True,
        stdout=subprocess.PIPE, preexec_fn=hear_interruptions,
        stderr=subprocess.PIPE,
    ) as played:  # fmt: skip
        said = ""
        while "Playing, at most" not in said:
            line = played.stderr.readline()
            assert line, f"it ended before it was interrupted: {said}"
            said += line
        played.send_signal(signal.SIGINT)
        out, rest = played.communicate(timeout=120)
    assert played.returncode == 130, said + rest
    assert "Traceback" not in said + rest
    part = json.loads(out)
    assert not part["complete"]
    assert 0 < part["replications"] < many
    asked = str(part["replications"] + 1000)
    resumed = answered(fair("--replications", asked, "--resume", "long.kept", "--json"))
    assert resumed["complete"]
    assert resumed["digest"] == answered(fair("--replications", asked, "--json"))["digest"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--policy", "bravest"), "nearest, early"),
        (("--against", "bravest"), "nearest, early"),
        (("--precision", "0"), "more than 0 and less than 50"),
        (("--precision", "-1"), "more than 0 and less than 50"),
        (("--replications", "0"), "--replications"),
        (("--replications", "1000000000000"), "--replications"),
        (("--resume", "nothing.kept"), "give what --keep wrote"),
        (("--resume", "fair.toml"), "give the file that --keep wrote"),
        (("--workers", "-1"), "--workers"),
        (("--replay", "99999999999999999999999"), "There is no replication"),
        (("--cluster", "127.0.0.1:1"), "token"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(fair, monkeypatch, arguments, said):
    monkeypatch.delenv("RAY_AUTH_TOKEN", raising=False)
    ended = fair(*arguments)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_scenario_nobody_ships_is_refused_with_those_there_are(muster):
    ended = muster("rehearse", "august-2025", "--network", "county", "--seed", "1")
    assert ended.code == 2
    assert "august-2024" in ended.err


def test_a_seed_is_asked_for(muster, tmp_path):
    (tmp_path / "fair.toml").write_text(FAIR, encoding="utf-8")
    ended = muster("rehearse", "fair.toml", "--network", "county")
    assert ended.code == 2
    assert "--seed" in ended.err
