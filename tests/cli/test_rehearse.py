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
from muster.rehearsal import UnableToRehearse, campaigning, serial, unpack_kept
from muster.rehearsal.campaigning import SHARD

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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--replay", "0", "--worth"), ["--worth is not heeded with --replay"]),
        (("--replay", "0", "--against", "early"), ["--against is not heeded with --replay"]),
        (("--demands", "d.csv"), ["--demands is not heeded without --replay"]),
        (
            ("--worth", "--precision", "1", "--keep", "f.kept", "--matters", "--demands", "d.csv"),
            [
                "--precision is not heeded with --worth",
                "--keep is not heeded with --worth",
                "--matters is not heeded with --worth",
                "--demands is not heeded without --replay",
            ],
        ),
        (
            ("--frontier", "2", "--policy", "nearest", "--policy", "early"),
            ["--policy twice is not heeded with --frontier"],
        ),
        (("--cluster", "h:1", "--processes"), ["--processes is not heeded with --cluster"]),
    ],
)
def test_what_would_not_be_heeded_is_refused_all_at_once(fair, tmp_path, arguments, said):
    ended = fair(*arguments)
    assert ended.code == 2
    assert all(each in " ".join(ended.err.split()) for each in said)
    assert [each.name for each in tmp_path.iterdir()] == ["fair.toml"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--keep", "fair.toml"), "which is read"),
        (("--keep", "nowhere/fair.kept"), "there is no folder"),
        (("--keep", "."), "is a folder"),
        (("--html", "nowhere/fair.html"), "there is no folder"),
        (("--replay", "0", "--demands", "fair.toml"), "does not end in .csv"),
        (("--replay", "0", "--demands", "nowhere/d.csv"), "there is no folder"),
    ],
)
def test_nothing_is_played_that_could_not_be_written(fair, tmp_path, monkeypatch, arguments, said):
    monkeypatch.setattr("muster.cli.rehearse.set_table", None)
    ended = fair(*arguments)
    assert (ended.code, "nothing was written" in ended.err) == (2, True)
    assert said in ended.err
    assert (tmp_path / "fair.toml").read_text(encoding="utf-8") == FAIR


def test_what_was_kept_is_gone_on_with_in_its_own_place(fair, tmp_path):
    fair("--replications", "64", "--keep", "fair.kept")
    ended = fair("--replications", "96", "--resume", "fair.kept", "--keep", "fair.kept")
    assert ended.code == 0
    more = answered(fair("--replications", "96", "--resume", "fair.kept", "--json"))
    assert more == answered(fair("--replications", "96", "--json"))


@pytest.fixture
def failing(monkeypatch):
    """Let every campaign be lost after the first of it was played, as with its cluster."""

    def lose(playing, *, engine, heard, stop):
        campaigning.go_on(playing, engine=serial, heard=heard, stop=lambda: True)
        raise UnableToRehearse("The cluster went away")

    monkeypatch.setattr("muster.cli.rehearsing.go_on", lose)


def test_what_was_played_is_kept_where_an_engine_fails_and_nothing_is_lost(fair, failing, tmp_path):
    for many in range(1, 3):
        ended = fair("--replications", "4096")
        assert (ended.code, "went away" in ended.err) == (2, True)
        assert len(list(tmp_path.glob("fair-1*.kept"))) == many
    assert fair("--replications", "4096", "--resume", "fair-1.kept").code == 2
    assert sorted(each.name for each in tmp_path.glob("*.kept")) == ["fair-1-2.kept", "fair-1.kept"]
    sizes = [
        unpack_kept(each.read_bytes()).part.replications for each in sorted(tmp_path.glob("*.kept"))
    ]
    assert sizes == [SHARD, 2 * SHARD]


@pytest.mark.parametrize("asked", [("--worth",), ("--frontier", "1"), ("--matters",)])
def test_the_time_left_is_told_of_all_that_is_played(fair, monkeypatch, asked):
    monkeypatch.setattr("muster.cli.working.PATIENCE", 0.0)
    monkeypatch.setattr("muster.cli.working.REPEAT", -1.0)
    ended = fair("--replications", "32", *asked)
    assert ended.code == 0
    said = {line.split(",")[0] for line in ended.err.splitlines() if " left: " in line}
    assert said & {
        "Playing with one more of each",
        "Seeking the next step of the frontier",
        "Holding figures against one another",
    }


def test_the_help_says_where_the_options_are(muster):
    assert "muster rehearse SCENARIO --help" in " ".join(muster("rehearse", "--help").out.split())


def test_a_scenario_nobody_ships_is_refused_with_those_there_are(muster):
    ended = muster("rehearse", "august-2025", "--network", "county", "--seed", "1")
    assert ended.code == 2
    assert "august-2024" in ended.err


def test_a_seed_is_asked_for(muster, tmp_path):
    (tmp_path / "fair.toml").write_text(FAIR, encoding="utf-8")
    ended = muster("rehearse", "fair.toml", "--network", "county")
    assert ended.code == 2
    assert "--seed" in ended.err
