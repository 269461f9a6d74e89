"""`muster scenario`: list, show, new and check."""

import json

import pytest
from tests.exchange.validator import breaches

from muster.cases import scenario_names, scenario_text
from muster.exchange import schema_of


def test_lists_every_scenario_shipped(muster):
    ended = muster("scenario", "list")
    assert ended.code == 0
    assert all(name in ended.out for name in scenario_names())


def test_lists_them_under_a_contract(muster):
    answer = json.loads(muster("scenario", "list", "--json").out)
    assert answer["schema"] == "muster.scenarios/1"
    assert breaches(schema_of("scenarios"), answer) == []
    assert [each["id"] for each in answer["scenarios"]] == list(scenario_names())
    assert all(each["question"] and each["hours"] > 0 for each in answer["scenarios"])
    assert all("nearest" in each["policies"] for each in answer["scenarios"])


def test_shows_a_scenario_in_words_and_under_its_contract(muster):
    ended = muster("scenario", "show", "august-2024")
    assert ended.code == 0
    assert "Sunderland" in ended.out
    answer = json.loads(muster("scenario", "show", "august-2024", "--json").out)
    assert answer["schema"] == "muster.scenario/1"


def test_names_the_nearest_of_what_is_not_there(muster):
    ended = muster("scenario", "show", "august-2025")
    assert ended.code == 2
    assert "august-2024" in ended.err
    assert "Traceback" not in ended.err


def test_what_is_written_has_no_faults(muster):
    assert muster("scenario", "new", "my.toml", "--from", "triple").code == 0
    ended = muster("scenario", "check", "my.toml")
    assert ended.code == 0
    assert json.loads(muster("scenario", "check", "my.toml", "--json").out)["faults"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("here.toml",), "is there already"),
        (("my.txt",), "does not end in .toml"),
        (("my.toml", "--from", "tripel"), "triple"),
    ],
)
def test_nothing_is_written_over_or_made_up(muster, tmp_path, arguments, said):
    (tmp_path / "here.toml").write_text("mine")
    ended = muster("scenario", "new", *arguments)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
    assert (tmp_path / "here.toml").read_text() == "mine"
    assert not (tmp_path / "my.toml").exists()


def test_tells_every_fault_of_a_file(muster, tmp_path):
    text = scenario_text("august-2024").replace("\nshare = ", "\nshare = 900")
    (tmp_path / "bad.toml").write_text(text.replace("lines = 4", "line = 4"), encoding="utf-8")
    ended = muster("scenario", "check", "bad.toml")
    assert ended.code == 1
    assert "2 faults" in ended.err
    assert "did you mean lines?" in " ".join(ended.err.split())
    ended = muster("scenario", "check", "bad.toml", "--json")
    assert ended.code == 1
    answer = json.loads(ended.out)
    assert answer["schema"] == "muster.faults/1"
    assert {fault["column"] for fault in answer["faults"]} == {"share", "line"}


def test_a_file_that_is_not_there_is_a_fault(muster):
    ended = muster("scenario", "check", "nowhere.toml")
    assert ended.code == 1
    assert "no such file" in ended.err
