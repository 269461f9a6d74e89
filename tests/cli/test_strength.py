import json
import shutil

import pytest

LOCAL = ("--doctrine", "county")


def test_the_west_midlands_count_is_the_contract_itself(muster):
    ended = muster("strength", "west-midlands-2013", "--unit", "psu", "--within", "60", "--json")
    answer = json.loads(ended.out)
    assert ended.code == 0
    assert answer["schema"] == "muster.strength/1"
    assert (answer["force"], answer["unit"]) == ("west-midlands", "psu")
    assert answer["whole_units"] == 10
    assert answer["bounds"] == [0, 10]
    assert answer["unknown"] == ["driver", "carrier"]
    assert answer["next_unit_needs"] == [{"post": "commander", "count": 1}]
    assert answer["within_minutes"] == 60


def test_the_headline_says_the_answer_and_the_doubt(muster):
    ended = muster("strength", "west-midlands-2013")
    assert ended.out.replace("\n", " ").startswith(
        "West Midlands Police can raise at most 10 whole PSUs within 1 hour; the 11th needs 1 more "
    )
    assert "Drivers and carriers are not known, so it may be none." in " ".join(ended.out.split())


def test_one_unit_at_once_from_five_carriers(muster):
    ended = muster("strength", "west-midlands-2013", "--within", "0", "--json")
    assert json.loads(ended.out)["whole_units"] == 1


def test_a_roster_is_counted_and_every_officer_accounted_for(muster, barsetshire):
    ended = muster("strength", barsetshire, *LOCAL, "--at", "2026-03-02T20:00", "--json")
    answer = json.loads(ended.out)
    assert ended.code == 0
    assert answer["bounds"][0] == answer["bounds"][1] == answer["whole_units"]
    assert answer["at"].startswith("2026-03-02T20:00:00")
    assert answer["synthetic"] is True
    assert {point["within_minutes"] for point in answer["curve"]} == {0, 60, 240, 480, 1440}


def test_kinds_asked_together_are_answered_jointly(muster, barsetshire):
    ended = muster("strength", barsetshire, *LOCAL, "-u", "psu", "-u", "serial", "--json")
    answer = json.loads(ended.out)
    assert [kind["unit"] for kind in answer["kinds"]] == ["psu", "serial"]
    assert answer["joint"] and set(answer["joint"][0]) == {"psu", "serial"}


@pytest.mark.parametrize("flag", ["--assured", "--releasable", "--by-base"])
def test_a_stricter_question_never_gives_more(muster, barsetshire, flag):
    asked = ("strength", barsetshire, *LOCAL, "--at", "2026-03-02T20:00", "--json")
    plain, strict = (json.loads(muster(*asked, *more).out) for more in ((), (flag,)))
    assert strict["whole_units"] <= plain["whole_units"]
    assert strict["options"][flag[2:].replace("-", "_")] is True


def test_without_an_instant_it_says_which_one_was_taken(muster, barsetshire):
    ended = muster("strength", barsetshire, *LOCAL)
    assert "No --at was given: this is when the return was prepared." in ended.out


def test_now_is_said_to_be_now(muster, barsetshire):
    ended = muster("strength", barsetshire, *LOCAL, "--at", "now")
    assert "by this computer's clock" in ended.out


def test_a_network_is_a_table_of_forces_with_totals(muster):
    ended = muster("strength", "county", "--json")
    answer = json.loads(ended.out)
    assert answer["schema"] == "muster.strengths/1"
    assert [each["force"] for each in answer["forces"]] == ["barsetshire", "loamshire", "mummerset"]
    total = sum(each["whole_units"] for each in answer["forces"])
    assert answer["totals"][0]["whole_units"] == total
    assert answer["regions"][0]["whole_units"] == total


def test_a_directory_of_returns_is_a_network(muster, barsetshire):
    ended = muster("strength", barsetshire.parent, *LOCAL)
    assert ended.code == 0
    assert "All forces" in ended.out
    assert "nobody in this is real" in ended.out


@pytest.mark.parametrize("columns", ["60", "44"])
def test_a_narrow_terminal_is_kept_to(muster, barsetshire, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    ended = muster("strength", barsetshire, *LOCAL)
    assert max(map(len, ended.out.splitlines())) <= int(columns)
    assert "Commander" in ended.out


def test_no_colour_is_written_where_none_is_wanted(muster):
    assert "\x1b" not in muster("strength", "west-midlands-2013").out


def test_a_page_is_written_and_its_place_told(muster, tmp_path):
    ended = muster("strength", "west-midlands-2013", "--html", "page.html")
    assert ended.code == 0
    assert (tmp_path / "page.html").read_text().startswith("<!doctype html>")
    assert "page.html" in ended.err


def test_markdown_goes_to_stdout(muster):
    ended = muster("strength", "west-midlands-2013", "--markdown")
    assert ended.out.startswith("# West Midlands Police")


def test_fewer_than_the_floor_ends_with_three(muster):
    assert muster("strength", "west-midlands-2013", "--floor", "1").code == 3
    assert muster("strength", "west-midlands-2013", "--floor", "0").code == 0


def test_overlays_take_people_away(muster, barsetshire, tmp_path):
    officers = (barsetshire / "officers.csv").read_text().splitlines()
    ids = [line.split(",")[0] for line in officers[1:]]
    rows = [f"2026-03-01T00:00,,{each},deployed,Operation Orchard" for each in ids]
    (tmp_path / "away.csv").write_text("\n".join(["start,end,subject,effect,reason", *rows]))
    asked = ("strength", barsetshire, *LOCAL, "--at", "2026-03-02T20:00", "--json")
    answer = json.loads(muster(*asked, "--overlays", "away.csv").out)
    assert answer["whole_units"] == 0
    assert answer["unavailable"]["deployed"] > 0


BAD = {
    "an absent file": (("strength", "nowhere.xlsx"), "There is nothing called nowhere.xlsx"),
    "a slip in a name": (("strength", "west-midland-2013"), "did you mean west-midlands-2013?"),
    "an unknown unit": (("strength", "west-midlands-2013", "-u", "pse"), "did you mean 'psu'"),
    "an instant that is none": (
        ("strength", "west-midlands-2013", "--at", "tomorrow"),
        "is not an instant",
    ),
    "an hour that never was": (
        ("strength", "west-midlands-2013", "--at", "2026-03-29T01:30"),
        "never happens",
    ),
    "a negative notice": (("strength", "west-midlands-2013", "--within", "-1"), "--within"),
    "a page nobody can write": (
        ("strength", "west-midlands-2013", "--html", "no/such/page.html"),
        "choose another place",
    ),
    "doctrine that is not there": (
        ("strength", "west-midlands-2013", "--overlays", "none.csv"),
        "none.csv",
    ),
    "nothing at all": (("strength",), "Missing argument"),
}


@pytest.mark.parametrize(("arguments", "said"), BAD.values(), ids=BAD)
def test_what_cannot_be_done_is_said_and_ends_with_two(muster, arguments, said):
    ended = muster(*arguments)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
    assert "Traceback" not in ended.err
    assert ended.out == ""


def test_a_return_with_faults_ends_with_one(muster, tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "about.csv").write_text("force,period_from\nnowhere,2026-01-01\n")
    ended = muster("strength", "bad")
    assert ended.code == 1
    assert "line 2" in ended.err
    assert "Traceback" not in ended.err


def test_overlays_with_faults_name_every_line(muster, barsetshire, tmp_path):
    (tmp_path / "bad.csv").write_text(
        "start,end,subject,effect,reason\n"
        "2026-03-02,,PC1,gone,x\n"
        "2026-03-02,2026-03-01,PC1,deployed,x\n"
        "soon,,PC1,deployed,x\n"
        "2026-03-02,,,deployed,x\n"
    )
    ended = muster("strength", barsetshire, *LOCAL, "--overlays", "bad.csv")
    assert ended.code == 1
    assert [f"line {line}" in ended.err for line in (2, 3, 4, 5)] == [True] * 4


def test_everything_wrong_with_a_line_of_overlays_is_told_at_once(muster, barsetshire, tmp_path):
    (tmp_path / "bad.csv").write_text(
        "start,end,subject,effect,reason\n2026-03-03,2026-03-02,,gone,x\nsoon,later,PC1,deployed,x\n"
    )
    told = muster("strength", barsetshire, *LOCAL, "--overlays", "bad.csv").err
    for said in (
        "end is not after",
        "subject is blank",
        "'gone' is not known",
        "'soon'",
        "'later'",
    ):
        assert said in told


def test_a_file_of_overlays_without_a_column_says_which(muster, barsetshire, tmp_path):
    (tmp_path / "bad.csv").write_text("start,end,officer,effect\n2026-03-02,,PC1,deployed\n")
    ended = muster("strength", barsetshire, *LOCAL, "--overlays", "bad.csv")
    assert ended.code == 1
    assert "line 1: subject, reason missing" in ended.err


def test_overlays_that_name_nobody_are_told_by_name(muster, barsetshire, tmp_path):
    (tmp_path / "away.csv").write_text(
        "start,end,subject,effect,reason\n2026-03-02,,NOBODY,deployed,x\n"
    )
    asked = ("strength", barsetshire, *LOCAL, "--at", "2026-03-02T20:00", "--json")
    (note,) = [
        each
        for each in json.loads(muster(*asked, "--overlays", "away.csv").out)["notes"]
        if "overlay" in each
    ]
    assert note == "1 overlay names nobody and no vehicle in the return: NOBODY."


def test_seconds_in_an_overlay_are_refused(muster, barsetshire, tmp_path):
    (tmp_path / "away.csv").write_text(
        "start,end,subject,effect,reason\n2026-03-02T20:00:30,,PC1,deployed,x\n"
    )
    ended = muster("strength", barsetshire, *LOCAL, "--overlays", "away.csv")
    assert (ended.code, "write it to the minute" in ended.err) == (1, True)


@pytest.mark.parametrize("name", ["county", "west-midlands-2013"])
def test_overlays_are_refused_where_there_are_no_people_of_one_force(muster, name, tmp_path):
    (tmp_path / "away.csv").write_text("start,end,subject,effect,reason\n")
    ended = muster("strength", name, "--overlays", "away.csv")
    assert (ended.code, ended.out) == (2, "")
    assert "--overlays" in ended.err


@pytest.fixture
def two_forces(tmp_path, barsetshire):
    """Return a folder of two returns, one with a fault that costs a row."""
    place = tmp_path / "two"
    for force in ("barsetshire", "mummerset"):
        shutil.copytree(barsetshire.parent / force, place / force)
    officers = place / "mummerset" / "officers.csv"
    lines = officers.read_text().splitlines()
    lines[1] = lines[1].replace("constable", "serjeant").replace("inspector", "serjeant")
    lines[1] = lines[1].replace("sergeant", "serjeant")
    officers.write_text("\n".join(lines) + "\n")
    return place


def test_faulty_rows_of_a_directory_are_left_out_where_asked_and_said(muster, two_forces):
    asked = ("strength", two_forces, *LOCAL)
    assert muster(*asked).code == 1
    ended = muster(*asked, "--skip-faulty")
    assert ended.code == 0
    assert "Faulty rows of mummerset were left out" in " ".join(ended.out.split())


def test_a_network_synthetic_in_part_says_which_forces_are(muster, two_forces):
    about = two_forces / "barsetshire" / "about.csv"
    about.write_text(about.read_text().replace(",yes", ",no"))
    ended = muster("strength", two_forces, *LOCAL, "--skip-faulty")
    said = " ".join(ended.out.split())
    assert "Synthetic in part: nobody in Mummerset" in said
    assert "nobody in this is real" not in said


@pytest.mark.parametrize(
    ("flag", "caption"),
    [("--by-base", "across the whole force"), ("--releasable", "before minimum cover is kept")],
)
def test_a_narrower_question_is_not_answered_by_how_many_the_force_has(
    muster, barsetshire, flag, caption
):
    asked = ("strength", barsetshire, *LOCAL, "--at", "2026-03-02T20:00")
    plain, narrow = (" ".join(muster(*asked, *more).out.split()) for more in ((), (flag,)))
    assert "Enough for" in plain and caption not in plain
    assert "Enough for" not in narrow and caption in narrow


@pytest.mark.parametrize(
    ("at", "edge"), [("2099-01-01", "reaches until 1 October 2013"), ("2001-01-01", "begins on")]
)
def test_what_the_return_does_not_reach_is_not_known_and_is_not_nought(muster, at, edge):
    told = " ".join(muster("strength", "west-midlands-2013", "--at", at).out.split())
    assert f"Not known at that instant: the return {edge}" in told
    assert told.startswith(
        "How many PSUs West Midlands Police can raise within 1 hour is not known"
    )
    answer = json.loads(muster("strength", "west-midlands-2013", "--at", at, "--json").out)
    assert (answer["known"], answer["whole_units"], answer["bounds"]) == (False, None, [0, None])


def test_the_last_minute_of_the_period_is_known_and_the_next_is_not(muster):
    asked = ("strength", "west-midlands-2013", "--json", "--at")
    assert json.loads(muster(*asked, "2013-09-30T23:59").out)["known"] is True
    assert json.loads(muster(*asked, "2013-10-01T00:00").out)["known"] is False
