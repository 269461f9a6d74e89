"""`muster events` from the terminal."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "data" / "events.csv"
COUNTY = ("--network", "county")


def answer(muster, *arguments):
    ended = muster("events", SAMPLE, *arguments, "--json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_events_against_a_network_are_told_with_their_clashes(muster):
    ended = muster("events", SAMPLE, *COUNTY)
    assert ended.code == 0
    said = " ".join(ended.out.split())
    assert "Synthetic: nobody in this is real" in said
    assert "4 events; 5 times they want more than can be raised" in said
    assert "serial 5 = 2 base + 1 opposition rivals + 1 alcohol + 1 disorder before" in said
    assert "EV-4 names no force; Loamshire Constabulary (fictional) is taken" in said


def test_without_a_network_what_can_be_raised_is_not_asked(muster):
    found = answer(muster, "--doctrine", "county")
    assert found["network"] is None
    assert found["clashes"] == []
    assert {each["can"] for each in found["stretches"]} == {"unknown"}
    ended = muster("events", SAMPLE, "--doctrine", "county")
    assert "what can be raised was not asked" in " ".join(ended.out.split())


def test_the_working_of_every_unit_adds_up(muster):
    for event in answer(muster, *COUNTY)["events"]:
        for unit in event["units"]:
            assert sum(step["change"] for step in unit["working"]) == pytest.approx(unit["count"])
            assert all(step["because"] for step in unit["working"])


def test_weighted_units_stand_apart(muster):
    found = answer(muster, *COUNTY)
    for event in found["events"]:
        for unit in event["units"]:
            assert event["weighted"][unit["unit"]] == pytest.approx(unit["count"] * event["weight"])
    assert found["weighted"]["psu"] == pytest.approx(2 + 2 + 2 * 0.25 + 0.6)


def test_a_force_and_a_period_narrow_the_question(muster):
    assert {e["id"] for e in answer(muster, *COUNTY, "--force", "Loams")["events"]} == {"EV-4"}
    sunday = answer(muster, *COUNTY, "--from", "2026-03-08", "--to", "2026-03-08")
    assert [event["id"] for event in sunday["events"]] == ["EV-4"]
    assert (sunday["start"], sunday["end"]) == ("2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z")
    nothing = muster("events", SAMPLE, *COUNTY, "--from", "2026-03-20", "--to", "2026-03-21")
    assert "No event of the file falls in the period" in nothing.out


def test_one_return_does_for_its_force_and_the_other_is_not_known(muster, barsetshire):
    found = answer(muster, "--network", barsetshire, "--doctrine", "county")
    can = {(each["force"], each["can"]) for each in found["stretches"]}
    assert can == {("barsetshire", "no"), ("loamshire", "unknown")}
    assert {each["name"] for each in found["provenance"]["inputs"]} >= {
        "events.csv",
        "officers.csv",
    }


def test_a_clash_ends_with_three_where_that_is_asked(muster):
    assert muster("events", SAMPLE, *COUNTY, "--fail-on-clash").code == 3
    calm = muster("events", SAMPLE, "--doctrine", "county", "--fail-on-clash")
    assert calm.code == 0


def test_a_page_has_the_timeline_and_the_working(muster, tmp_path):
    ended = muster("events", SAMPLE, *COUNTY, "--html", tmp_path / "events.html")
    assert ended.code == 0
    page = (tmp_path / "events.html").read_text("utf-8")
    assert "<svg" in page and "Events along the hours" in page
    assert "Working of EV-1" in page and "events.csv (SHA-256" in page


def test_a_file_with_faults_ends_with_one_and_names_them(muster, tmp_path):
    place = tmp_path / "events.csv"
    place.write_text(SAMPLE.read_text("utf-8").replace("football", "futbol"), encoding="utf-8")
    ended = muster("events", place, "--doctrine", "county")
    assert ended.code == 1
    assert "line 2, column kind: 'futbol' is not a known event kind" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "2026-03-09", "--to", "2026-03-08"), "not after it starts"),
        (("--from", "tomorrow"), "is not an instant"),
        (("--force", "mummerset"), "None of the events is hosted by mummerset"),
        (("--force", "nowhere"), "There is no force 'nowhere'"),
        (("--network", "count"), "did you mean county?"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_can(muster, arguments, said):
    given = arguments if "--network" in arguments else (*COUNTY, *arguments)
    ended = muster("events", SAMPLE, *given)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())


def test_the_answer_is_never_written_over_the_events(muster, tmp_path):
    place = tmp_path / "events.html"
    place.write_text("kept")
    assert muster("events", place, "--html", place).code == 2
    assert place.read_text() == "kept"
