"""`muster plan`, `replan`, `consent`, `relief` and `replay` from the terminal."""

import json

import pytest

HEADER = "id,unit,count,lat,lon,needed_by,duration_hours,priority,host"
D1 = "D1,psu,4,51.07,-1.79,2026-03-02T22:00,36,1,barsetshire"
D2 = "D2,psu,2,51.02,-2.36,2026-03-03T09:00,12,2,mummerset"
COUNTY = ("--network", "county", "--at", "2026-03-02T20:00")
CHANGES = "change,demand,force,unit,count,lat,lon,needed_by,duration_hours,priority"


def written(place, header, *rows):
    place.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return place


@pytest.fixture
def demands(tmp_path):
    """Return a file of two demands."""
    return written(tmp_path / "demands.csv", HEADER, D1, D2)


@pytest.fixture
def plan(muster, demands, tmp_path):
    """Return the plan of the two demands, as it is written."""
    ended = muster("plan", demands, *COUNTY, "--json")
    assert ended.code == 0, ended.err
    place = tmp_path / "plan.json"
    place.write_text(ended.out, encoding="utf-8")
    return place


def refused(ended, *said, code=2):
    assert ended.code == code, (ended.out, ended.err)
    assert "Traceback" not in ended.err
    spoken = " ".join(ended.err.split())
    for each in said:
        assert each in spoken, spoken
    assert ended.out == ""


def changes(tmp_path, *rows):
    return written(tmp_path / "changes.csv", CHANGES, *rows)


def test_a_plan_is_told_with_its_proof_shortfall_and_reasons(muster, demands):
    ended = muster("plan", demands, *COUNTY)
    assert ended.code == 0
    said = " ".join(ended.out.split())
    assert "Synthetic: nobody in this is real" in said
    assert "of 6 units asked for can be raised" in said
    assert "it is proved at every level" in said
    assert "D2, Mummerset Police, is short of 1 PSU." in said
    assert "Without Barsetshire Constabulary 3 more would be unmet at priority 1." in said
    assert "(fictional)" not in said


def test_the_answer_has_what_was_promised(plan):
    answer = json.loads(plan.read_text())
    assert answer["schema"] == "muster.plan/1"
    assert answer["proved"] is True
    sent = sum(each["count"] for each in answer["assignments"])
    unmet = sum(each["count"] for each in answer["unmet"])
    assert sent + unmet == 6
    assert all(each["because"] for each in answer["unmet"])
    assert {"demand", "force", "unit", "count", "depart", "arrive", "travel_minutes"} <= set(
        answer["assignments"][0]
    )
    assert all(level["value"] == level["bound"] for level in answer["objective"])
    assert {each["name"] for each in answer["provenance"]["inputs"]} >= {"demands.csv"}


def test_pins_floors_and_prohibitions_are_kept(muster, demands):
    asked = ("--pin", "D1:mummerset=1", "--forbid", "mummerset:D2", "--floor", "barsetshire=9")
    ended = muster("plan", demands, *COUNTY, *asked, "--json")
    assert ended.code == 0, ended.err
    sent = {}
    for each in json.loads(ended.out)["assignments"]:
        key = each["demand"], each["force"]
        sent[key] = sent.get(key, 0) + each["count"]
    assert sent["D1", "mummerset"] == 1
    assert ("D2", "mummerset") not in sent


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--pin", "D1:loamshire=9"), ("pinned to send 9 to D1", "which asks for 4")),
        (("--pin", "D1=2"), ("--pin D1=2 names no demand",)),
        (("--pin", "D1:loamshire"), ("is not understood; write DEMAND:FORCE=N",)),
        (("--pin", "D9:loamshire=1"), ("there is no such demand",)),
        (("--pin", "D1:narnia=1"), ("narnia",)),
        (("--forbid", "narnia"), ("narnia",)),
        (("--forbid", "loamshire:D9"), ("D9 is forbidden, and there is no such demand",)),
        (("--floor", "loamshire=some"), ("is not understood; write FORCE=N",)),
        (("--floor", "loamshire:tank=1"), ("tank",)),
        (("--alert", "purple"), ("purple",)),
        (("--travel", "horse"), ("--travel horse is not known",)),
        (("--at", "teatime"), ("teatime",)),
        (("--at", "2026-03-05T20:00"), ("D1 is over before the order is given",)),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(muster, demands, asked, said):
    refused(muster("plan", demands, *COUNTY, *asked), *said)


def test_a_file_that_is_not_there_or_faulty_is_refused(muster, demands, tmp_path):
    refused(muster("plan", "nowhere.csv", *COUNTY), "nowhere.csv", "there is no such file", code=1)
    offers = muster("plan", demands, *COUNTY, "--offers", "nowhere.csv")
    refused(offers, "nowhere.csv", "there is no such file", code=1)
    faulty = written(tmp_path / "faulty.csv", HEADER, D1.replace("psu", "puss"), D1)
    refused(muster("plan", faulty, *COUNTY), "puss", "already given", code=1)


def test_after_a_change_the_difference_is_told(muster, plan, tmp_path):
    declined = changes(tmp_path, "declined,D2,mummerset,,,,,,,")
    ended = muster("replan", plan, declined, "--at", "2026-03-02T20:30", "--json")
    assert ended.code == 0, ended.err
    answer = json.loads(ended.out)
    assert answer["schema"] == "muster.replan/1"
    (less,) = [
        each
        for each in answer["differences"]
        if each["force"] == "mummerset" and each["demand"] == "D2"
    ]
    assert less["after"] == 0
    again = tmp_path / "again.json"
    again.write_text(ended.out)
    assert muster("replan", again, changes(tmp_path, "ended,D1,,,,,,,,")).code == 0


def test_an_edit_is_checked_and_priced(muster, plan, tmp_path):
    ended = muster("replan", plan, changes(tmp_path, "edit,D1,barsetshire,,2,,,,,"), "--json")
    assert ended.code == 0, ended.err
    answer = json.loads(ended.out)
    first = answer["plan"]["objective"][0]
    assert (first["value"], first["bound"]) == (2, 0)
    too_many = changes(tmp_path, "edit,D1,barsetshire,,9,,,,,")
    refused(muster("replan", plan, too_many), "barsetshire cannot send 9 to D1")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ("edit,D1,barsetshire,,2,,,,,", "ended,D2,,,,,,,,"),
            ("edits and other changes are given together",),
        ),
        (("ended,D9,,,,,,,,",), ("D9 is to end, and there is no such demand",)),
        (("declined,D2,loamshire,,,,,,,",), ("loamshire declines D2, and was not asked",)),
        (("lost,,loamshire,psu,99,,,,,",), ("loamshire loses 99 of psu",)),
    ],
)
def test_changes_that_cannot_be_are_refused_by_name(muster, plan, tmp_path, rows, said):
    refused(muster("replan", plan, changes(tmp_path, *rows)), *said)


def test_a_faulty_change_and_one_before_the_order_are_refused(muster, plan, tmp_path):
    blank = changes(tmp_path, "ended,,,,,,,,,")
    refused(muster("replan", plan, blank), "line 2", "is blank", code=1)
    ended = changes(tmp_path, "ended,D1,,,,,,,,")
    refused(muster("replan", plan, ended, "--at", "2026-03-02T19:00"), "before the order")


@pytest.mark.parametrize("command", ["replan", "consent", "relief"])
def test_a_file_that_is_no_plan_is_refused(muster, tmp_path, command):
    more = {
        "replan": (changes(tmp_path, "ended,D1,,,,,,,,"),),
        "consent": ("--network", "county", "--force", "loamshire"),
        "relief": (),
    }[command]
    refused(muster(command, "nowhere.json", *more), "nowhere.json is not a file")
    for body in ("", "[]", "not JSON", '{"schema": "muster.plan/1"}', "\x00"):
        (tmp_path / "bad.json").write_text(body)
        refused(muster(command, "bad.json", *more), "is not a plan as muster plan --json writes it")


def test_a_donor_is_told_what_yes_would_mean(muster, plan):
    ended = muster("consent", plan, "--network", "county", "--force", "barsetshire")
    assert ended.code == 0, ended.err
    said = " ".join(ended.out.split())
    assert "the plan asks for 4 PSUs" in said
    assert "Who would go" not in said
    named = muster("consent", plan, "--network", "county", "--force", "barsetshire", "--names")
    assert "Who would go" in named.out


def test_a_force_that_is_not_asked_or_not_known_is_told_so(muster, plan):
    asked = ("consent", plan, "--network", "county", "--force")
    assert "asks nothing of Loamshire" in muster(*asked, "loamshire").out
    refused(muster(*asked, "narnia"), "narnia")


def test_relief_says_when_forces_run_out(muster, plan):
    ended = muster("relief", plan, "--hours", "48", "--json")
    assert ended.code == 0, ended.err
    answer = json.loads(ended.out)
    assert answer["schema"] == "muster.relief/1"
    assert answer["runs_out"] is not None
    assert muster("relief", plan, "--hours", "0").code == 2


def test_a_replay_nobody_kept_is_refused_with_the_nearest(muster):
    refused(muster("replay", "august-2025", "--network", "county"), "did you mean 'august-2024'?")
