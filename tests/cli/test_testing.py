"""The commands of a test without notice: run, score, right."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from tests.interrupting import hear_interruptions

CASE = "west-midlands-2013"
LOCAL = ("--doctrine", "county")
PUT = ("--units", "2", "--at", "2026-03-02T20:00")
ANSWERS = """\
0 available 1 psu by control room
2 called 4 commander from recall
30 arrived 2 commander from recall
31 arrived 6 sergeants
33 arrived 36 constable
35 arrived 6 driver
36 arrived 6 carrier
50 deployed 1 psu
ended 90
"""


@pytest.fixture
def typed(monkeypatch):
    """Return a function that types lines to the next command."""

    def type_lines(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return type_lines


@pytest.fixture
def run(muster, barsetshire, typed):
    """Return a function that runs a test of Barsetshire with lines typed."""

    def call(text, *more, script="t.json"):
        typed(text)
        return muster("test", "run", barsetshire, *LOCAL, *PUT, "--script", script, *more)

    return call


def test_the_reports_own_test_is_scored_and_asked_about(muster):
    ended = muster("test", "score", CASE)
    said = " ".join(ended.out.split())
    assert ended.code == 0
    assert said.startswith(
        "EXERCISE. West Midlands Police was asked for PSUs; the level reached is"
    )
    assert "At once 3 stated, where records allow at most 1" in said
    assert "Questions, not faults" in said
    assert "Nobody was moved" in said


def test_a_test_is_typed_kept_and_scored(run, tmp_path):
    ended = run(ANSWERS, "--json")
    answer = json.loads(ended.out)
    assert (ended.code, answer["level"], answer["exercise"]) == (0, "deployed", "EXERCISE")
    assert [mark["shown"] for mark in answer["marks"]] == [[0, 0], [0, 0], [2, 2], None]
    assert [(each["count"], each["arrived_minutes"]) for each in answer["outcomes"]] == [
        (2, None),
        (2, 28),
    ]
    script = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert script["test"]["ended_minutes"] == "90"
    assert len(script["answers"]) == 8


def test_what_is_typed_wrong_is_said_and_not_kept(run, tmp_path):
    ended = run("soon\n5 arived 3 driver\n5 arrived 3 tanks\n5 arrived 3\n5 arrived 3 driver on\n")
    for said in (
        "an answer starts with the minutes after the start",
        "did you mean 'arrived'?",
        "'tanks' is not a known post, vehicle or unit",
        "an answer has a kind, a count and what it is of",
        "'on' is not understood here; after the answer come ready, from, officers, id or by",
    ):
        assert said in ended.err
    assert ended.err.count("not kept: ") == 5
    assert json.loads((tmp_path / "t.json").read_text())["answers"] == []


def test_a_test_is_gone_on_with_by_the_same_command(run):
    first = run("5 arrived 3 driver\nquit\n")
    assert first.out == ""
    assert "Kept in t.json" in first.err
    again = run("9 arrived 3 carrier\nlist\nundo\nlist\nquit\n")
    assert "1 answers so far" in again.err
    said = [line for line in again.err.splitlines() if line[:2] in ("1.", "2.", "fo")]
    assert said == [
        "1. 5 arrived 3 driver",
        "2. 9 arrived 3 carrier",
        "forgotten: 9 arrived 3 carrier",
        "1. 5 arrived 3 driver",
    ]


def test_going_on_with_another_demand_is_refused(run):
    run("quit\n")
    ended = run("quit\n", "--unit", "serial")
    assert ended.code == 1
    assert "was given besides, and the script says 'psu'" in ended.err


def test_help_shows_how_to_answer(run):
    assert "MINUTES KIND COUNT WHAT" in run("help\nquit\n").err


def test_with_a_running_clock_minutes_are_taken_from_it(muster, barsetshire, typed, tmp_path):
    typed("arrived 3 driver\n+9 arrived 3 carrier\n+9000 arrived 3 carrier\nended\nquit\n")
    begun = datetime.now(UTC) - timedelta(minutes=30)
    ended = muster(
        *("test", "run", barsetshire, *LOCAL, "--units", "2", "--script", "t.json"),
        *("--clock", "real", "--at", begun.isoformat(timespec="minutes")),
    )
    assert ended.code == 0
    assert "not kept: 9000 minutes are not over yet" in ended.err
    script = json.loads((tmp_path / "t.json").read_text())
    now, told = (int(row["minutes"]) for row in script["answers"])
    assert 30 <= now <= int(script["test"]["ended_minutes"])
    assert told == 9


def test_a_test_by_the_clock_is_put_now(muster, barsetshire, typed, tmp_path):
    typed("arrived 3 driver\nquit\n")
    asked = ("test", "run", barsetshire, *LOCAL, "--units", "2", "--script", "t.json")
    ended = muster(*asked, "--clock", "real")
    assert "The instant is now, by this computer's clock." in ended.err


def test_interrupted_it_keeps_what_was_entered(barsetshire, tmp_path):
    command = [sys.executable, "-m", "muster.cli", "test", "run", str(barsetshire), *LOCAL, *PUT]
    process = subprocess.Popen(
        [*command, "--script", "t.json"],
        cwd=tmp_path,
        env={**os.environ, "NO_COLOR": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        preexec_fn=hear_interruptions,
        stderr=subprocess.PIPE,
        text=True,
    )
    process.stdin.write("5 arrived 3 driver\n")
    process.stdin.flush()
    script = tmp_path / "t.json"
    while not (script.exists() and "driver" in script.read_text()):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "1 answers are kept in t.json" in " ".join(said.split())
    assert "Traceback" not in said


def test_the_evidence_of_a_test_makes_a_matrix(muster, run, barsetshire, tmp_path):
    assert "rows of evidence written to ev.csv" in run(ANSWERS, "--evidence", "ev.csv").err
    own = shutil.copytree(barsetshire, tmp_path / "own")
    with (own / "evidence.csv").open("a", encoding="utf-8") as table:
        table.writelines((tmp_path / "ev.csv").read_text("utf-8-sig").splitlines(True)[1:])
    answer = json.loads(muster("assess", own, *LOCAL, "--at", "2026-03-03T09:00", "--json").out)
    found = {each["id"]: each for cell in answer["cells"] for each in cell["criteria"]}
    hour = found["public-order.capability.units-within-the-hour"]
    assert hour["because"] == "2 demonstrated (mustered) against 1 required within 1 h."
    at_once = found["public-order.capability.units-at-once"]
    assert at_once["demonstrated"]["standing"] == "lower_level"


def test_any_force_of_a_network_is_tested(muster, typed):
    typed("0 available 9 psu\n")
    ended = muster(
        *("test", "run", "county", "--force", "Loamshire", *PUT, "--script", "t.json", "--json")
    )
    answer = json.loads(ended.out)
    assert (answer["force"], answer["synthetic"]) == ("loamshire", True)
    assert answer["marks"][0]["standing"] == "above"
    again = muster("test", "score", "county", "--script", "t.json", "--json")
    assert json.loads(again.out)["marks"] == answer["marks"]


def test_answers_alone_are_scored_with_their_heading_given(muster, barsetshire, tmp_path):
    (tmp_path / "a.csv").write_text("minutes,kind,what,count\n9,arrived,psu,1\n")
    asked = ("test", "score", barsetshire, *LOCAL, "--script", "a.csv", "--json")
    answer = json.loads(muster(*asked, "--unit", "psu", *PUT).out)
    assert (answer["units"], answer["marks"][1]["shown"]) == (2, [1, 1])
    assert muster(*asked).code == 1


def test_a_page_has_the_chart_and_a_table_of_it(muster, tmp_path):
    assert muster("test", "score", CASE, "--html", "page.html").code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Whole PSUs by the minute" in page
    assert 'class="stated"' in page
    assert "EXERCISE" in page


CALLS = "occasion,force,called_at,post,state,count,predicted_minutes,arrived_minutes\n" + "".join(
    f"Night {night},barsetshire,2026-02-0{night}T21:00,constable,recall,{count},60,{came}\n"
    for night in (1, 2, 3)
    for count, came in ((8, 50), (12, ""))
)


@pytest.fixture
def calls(tmp_path):
    """Return records of call-outs in the folder the command runs in."""
    (tmp_path / "calls.csv").write_text(CALLS, encoding="utf-8")
    return "calls.csv"


def test_norms_are_proposed_and_change_what_is_expected_once_laid_over(
    muster, barsetshire, calls, tmp_path
):
    asked = ("test", "right", calls, *LOCAL, "--propose", "norms/turnout.toml", "--json")
    ended = muster(*asked, "--approver", "ACC Operations")
    answer = json.loads(ended.out)
    verdicts = {(each["table"], each["slug"]): each["verdict"] for each in answer["proposals"]}
    assert verdicts == {
        ("turnout", "on_call"): "cannot_tell",
        ("turnout", "recall"): "change",
        ("time_norm", "recall"): "cannot_tell",
        ("time_norm", "assembly"): "cannot_tell",
    }
    assert "Proposed, not approved" in ended.err
    assert "for approval by ACC Operations" in (tmp_path / "norms/turnout.toml").read_text()

    def expected(*folders):
        counted = ("strength", barsetshire, "--at", "2026-03-02T20:00", "--within", "120")
        kinds = json.loads(muster(*counted, *LOCAL, *folders, "--json").out)["kinds"]
        return next(post for post in kinds[0]["by_post"] if post["post"] == "constable")

    before, after = expected(), expected("--doctrine", "norms")
    assert before["recall"] == after["recall"]
    assert before["expected"] - after["expected"] == pytest.approx(before["recall"] * 0.2)


def test_a_scored_test_tells_of_turnout_beside_call_outs(muster, run, calls, tmp_path):
    (tmp_path / "r.json").write_text(run(ANSWERS, "--json").out, encoding="utf-8")
    answer = json.loads(muster("test", "right", calls, "r.json", *LOCAL, "--json").out)
    assert answer["synthetic"] is True
    assert len(answer["occasions"]) == 4
    assert {each["hour"] for each in answer["by_hour"]} == {20, 21}
    assert answer["assembly"]["minutes"] == 14


def test_a_test_that_moved_nobody_says_nothing_of_turnout(muster, calls, tmp_path):
    (tmp_path / "wm.json").write_text(muster("test", "score", CASE, "--json").out, encoding="utf-8")
    ended = muster("test", "right", "wm.json", *LOCAL)
    assert (ended.code, "Nobody is recorded as called" in ended.err) == (2, True)
    said = " ".join(muster("test", "right", calls, "wm.json", *LOCAL).out.split())
    assert "HMIC's test without notice, September 2013 moved nobody" in said


REFUSED = {
    "a case without a test": (("test", "score", "{barsetshire}", *LOCAL), 2, "give --script"),
    "a network": (("test", "score", "county", "--script", "{script}"), 2, "--force"),
    "another force's script": (
        ("test", "score", "county", "--force", "Mummerset", "--script", "{kent}"),
        2,
        "The script is of a test of kent",
    ),
    "no script": (("test", "score", CASE, "--script", "none.json"), 1, "there is no such file"),
    "a script that is no JSON": (
        ("test", "run", CASE, "--units", "1", "--script", "x.csv"),
        2,
        "does not end in .json",
    ),
    "a demand for nothing said": (
        ("test", "run", CASE, "--script", "new.json"),
        2,
        "A new test needs --units",
    ),
    "a unit that is not": (
        ("test", "run", CASE, "--units", "1", "--unit", "psux", "--script", "new.json"),
        1,
        "did you mean 'psu'?",
    ),
    "an instant that is not": (
        ("test", "run", CASE, "--units", "1", "--at", "soon", "--script", "new.json"),
        2,
        "write it as 2026",
    ),
    "no result": (("test", "right", "none.json"), 2, "No such file"),
    "a result that is none": (("test", "right", "{script}"), 1, "is not a scored test"),
    "evidence in no CSV": (
        ("test", "score", CASE, "--evidence", "ev.txt"),
        2,
        "does not end in .csv",
    ),
    "norms in no TOML": (
        ("test", "right", "{calls}", *LOCAL, "--propose", "n.txt"),
        2,
        "does not end in .toml",
    ),
    "a day that is none": (
        ("test", "right", "{calls}", *LOCAL, "--propose", "n.toml", "--from", "soon"),
        2,
        "write it as 2026",
    ),
}


@pytest.mark.parametrize(("asked", "code", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_says_what_to_do(
    muster, asked, code, said, barsetshire, calls, tmp_path
):
    heading = {"unit": "psu", "units": "3", "put_at": "2026-03-02T20:00"}
    places = {"barsetshire": barsetshire, "calls": calls, "script": "s.json", "kent": "k.json"}
    for name, force in (("s.json", ""), ("k.json", "kent")):
        script = {"test": {**heading, "force": force}, "answers": []}
        (tmp_path / name).write_text(json.dumps(script), encoding="utf-8")
    ended = muster(*(part.format(**places) for part in asked))
    assert ended.code == code
    assert said in " ".join(ended.err.split())
    assert "Traceback" not in ended.err
    assert not (tmp_path / "new.json").exists()


def test_every_fault_of_a_script_is_told(muster, tmp_path):
    (tmp_path / "a.csv").write_text(
        "minutes,kind,what,count\n9,arived,psu,1\nsoon,arrived,psu,1\n9,arrived,tank,-1\n"
    )
    ended = muster("test", "score", CASE, "--script", "a.csv", "--unit", "psu", *PUT)
    assert (ended.code, "has 4 faults" in ended.err) == (1, True)


def test_the_evidence_is_a_table_of_a_return(muster, tmp_path):
    assert muster("test", "score", CASE, "--evidence", "ev.csv").code == 0
    rows = list(csv.DictReader((tmp_path / "ev.csv").open(encoding="utf-8-sig")))
    assert {row["level"] for row in rows} == {"stated"}
    assert rows[0]["criterion"] == "public-order.capability.units-at-once"
    assert rows[0]["value"] == "3"
