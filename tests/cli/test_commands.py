import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from muster.cli.guard import guarded
from muster.cli.lazy import HOMES

MUSTER = [sys.executable, "-m", "muster.cli"]
LOCAL = ("--doctrine", "county")


@pytest.mark.parametrize("name", sorted(HOMES))
def test_every_command_teaches_what_it_does(muster, name):
    ended = muster(*name.split(), "--help")
    assert ended.code == 0
    assert "Usage: muster" in ended.out


def test_the_whole_says_its_exit_codes_and_what_to_try(muster):
    ended = muster("--help")
    said = " ".join(ended.out.split())
    assert "Exit codes" in said and "muster demo" in said
    assert all(name.split()[0] in said for name in HOMES)


def test_the_version_is_said(muster):
    assert muster("--version").out.startswith("muster ")


def test_a_slip_in_a_command_is_met_with_the_nearest(muster):
    ended = muster("strenght")
    assert ended.code == 2
    assert "Did you mean 'strength'?" in ended.err


def test_a_slip_in_a_command_of_a_group_is_met_with_the_nearest(muster):
    ended = muster("return", "chekc")
    assert ended.code == 2
    assert "Did you mean 'check'?" in ended.err


def test_a_template_is_written_and_never_over_another(muster, tmp_path):
    assert muster("return", "template", "new.xlsx", "--unit", "psu").code == 0
    assert (tmp_path / "new.xlsx").stat().st_size > 0
    assert muster("return", "template", "new.xlsx").code == 2
    assert muster("return", "template", "new.xlsx", "--force").code == 0


def test_a_template_that_cannot_be_written_is_said(muster):
    ended = muster("return", "template", "no/such/new.xlsx")
    assert (ended.code, "choose another place" in ended.err) == (2, True)


def test_a_template_for_an_unknown_unit_is_said(muster):
    assert muster("return", "template", "new.xlsx", "--unit", "pse").code == 2


def test_a_sound_return_is_said_to_be_sound(muster, barsetshire):
    ended = muster("return", "check", barsetshire, *LOCAL)
    assert ended.code == 0
    assert "no fault was found" in ended.out


def test_every_fault_is_listed_under_its_contract(muster, tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "about.csv").write_text(
        "force,period_from,period_until,prepared_at\nkent,2026-01-01,2026-12-31,2026-01-01\n"
    )
    (tmp_path / "bad" / "officers.csv").write_text(
        "officer_id,rank,base,recall_minutes\nPC1,serjeant,Ambridge,60\nPC1,constable,Ambridge,x\n"
    )
    ended = muster("return", "check", "bad", "--json")
    answer = json.loads(ended.out)
    assert ended.code == 1
    assert answer["schema"] == "muster.faults/1"
    assert {"table", "row", "column", "value", "fault", "remedy"} <= set(answer["faults"][0])
    assert {fault["row"] for fault in answer["faults"]} >= {2, 3}
    assert answer["rows"]["officers"] == 2
    told = muster("return", "check", "bad")
    assert told.code == 1 and "serjeant" in told.out and "Traceback" not in told.err


def test_a_table_under_another_name_is_told_with_the_name_it_has(muster, barsetshire, tmp_path):
    shutil.copytree(barsetshire, tmp_path / "bad")
    officers = tmp_path / "bad" / "officers.csv"
    officers.rename(tmp_path / "bad" / "Nominal roll.csv").write_text(
        officers.with_stem("Nominal roll").read_text().replace("sergeant", "serjeant", 1)
    )
    told = muster("return", "check", "bad", *LOCAL).out
    assert "officers (Nominal roll.csv)" in told
    assert "has 1 fault; mend it and check again" in told


def test_an_absent_return_is_a_fault(muster):
    ended = muster("return", "check", "nowhere.xlsx")
    assert (ended.code, "check the name" in ended.out) == (1, True)


def test_a_packed_return_answers_as_the_folder_does(muster, barsetshire):
    assert muster("return", "pack", barsetshire, "b.muster", *LOCAL).code == 0
    asked = ("--at", "2026-03-02T20:00", "--json", *LOCAL)
    packed, folder = (
        json.loads(muster("strength", each, *asked).out) for each in ("b.muster", barsetshire)
    )
    for key in ("whole_units", "available", "unavailable", "next_unit_needs", "synthetic"):
        assert packed[key] == folder[key]


@pytest.mark.parametrize("out", ["wm.xlsx", "wm.json", "wm", "wm.muster"])
def test_a_case_is_converted_and_counted_again(muster, out):
    assert muster("return", "convert", "west-midlands-2013", out).code == 0
    assert json.loads(muster("strength", out, "--json").out)["bounds"] == [0, 10]


def test_a_network_is_not_converted(muster):
    ended = muster("return", "convert", "county", "county.xlsx")
    assert (ended.code, "one of its returns at a time" in ended.err) == (2, True)


def test_packing_a_faulty_return_is_refused(muster, tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "about.csv").write_text("force\nnowhere\n")
    assert muster("return", "pack", "bad").code == 1


def test_a_unit_is_told_under_its_contract(muster):
    answer = json.loads(muster("doctrine", "unit", "psu", "--on", "2013-09-01", "--json").out)
    assert answer["schema"] == "muster.unit/1"
    assert (answer["unit"], answer["from"], answer["people"]) == ("psu", "2012-07-31", 25)
    assert "paragraph 7" in answer["source"]
    assert answer["posts"][0]["post"] == "commander"
    assert answer["vehicles"] == [{"kind": "carrier", "count": 3}]


def test_a_unit_shows_who_says_so(muster):
    ended = muster("doctrine", "unit", "cbrn_team")
    assert "Local" in ended.out


@pytest.mark.parametrize(
    "table", ["units", "skills", "ranks", "forces", "editions", "tiers", "events", "sources"]
)
def test_every_list_of_doctrine_is_told_and_carried(muster, table):
    assert muster("doctrine", table).code == 0
    answer = json.loads(muster("doctrine", table, "--json").out)
    assert answer["schema"] == "muster.doctrine/1"
    assert answer["rows"]


def test_every_kind_a_return_may_use_is_listed_with_its_other_spellings(muster):
    rows = json.loads(muster("doctrine", "kinds", "--json").out)["rows"]
    by_name = {(row["of"], row["kind"]): row for row in rows}
    assert "working" in by_name["duty", "response"]["marks"]
    assert "planned" in by_name["abstraction", "annual_leave"]["marks"]
    assert "psu carrier" in by_name["vehicle", "carrier"]["also"]


@pytest.mark.parametrize("table", ["rates", "tiers"])
def test_every_figure_listed_has_its_day_and_its_source(muster, table):
    rows = json.loads(muster("doctrine", table, "--json").out)["rows"]
    assert all(row["from"] and row["source"] and row["standing"] for row in rows)


def test_the_rates_say_the_rest_that_is_due_and_who_may_override_it(muster):
    told = " ".join(muster("doctrine", "rates", "--markdown").out.split())
    assert "660 minutes between tours; a superintendent may override it" in told
    assert "turnout: recall" in told and "Assumed" in told


def test_recalled_figures_say_that_they_are(muster):
    rows = json.loads(muster("doctrine", "tiers", "--json").out)["rows"]
    assert "recalled" in {row["standing"] for row in rows}


def test_own_doctrine_without_a_source_is_refused(muster, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.toml").write_text('[[skill]]\nslug = "x"\nname = "X"\n')
    ended = muster("doctrine", "check", "own")
    assert ended.code == 1
    assert "no start date" in ended.err


def test_own_doctrine_that_is_sound_is_said_to_be(muster, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.toml").write_text(
        '[[skill]]\nslug = "x"\nname = "X"\nfrom = 2026-01-01\n'
        'source = { standing = "local", note = "ours" }\n'
    )
    ended = muster("doctrine", "check", "own")
    assert (ended.code, "Sound" in ended.err) == (0, True)


def test_an_unknown_unit_of_doctrine_is_said(muster):
    assert muster("doctrine", "unit", "pse").code == 2


def test_a_force_is_synthesised_packed(muster, tmp_path):
    ended = muster("synthesise", "--force", "Kent", "--scale", "0.1", "--out", "kent")
    assert (ended.code, (tmp_path / "kent" / "kent.muster").exists()) == (0, True)
    assert "Synthetic" in ended.err


def test_nonsense_is_not_synthesised(muster, tmp_path):
    (tmp_path / "file").touch()
    assert muster("synthesise", "--out", "x", "--force", "Nowhere").code == 2
    assert muster("synthesise", "--out", "x", "--scale", "0").code == 2
    assert muster("synthesise", "--out", "file", "--force", "Kent").code == 2


def test_how_many_to_train_is_answered(muster, barsetshire):
    asked = ("train-need", barsetshire, *LOCAL, "--units", "1")
    answer = json.loads(muster(*asked, "--json").out)
    assert answer["schema"] == "muster.train-need/1"
    assert {post["post"] for post in answer["posts"]} == {
        "commander",
        "sergeant",
        "constable",
        "driver",
    }
    assert "of sampled days" in " ".join(muster(*asked).out.split()).replace("60 ", "")


@pytest.mark.parametrize("name", ["west-midlands-2013", "county"])
@pytest.mark.parametrize("command", [("train-need", "--units", "1"), ("forecast",)])
def test_what_needs_one_roster_says_so(muster, name, command):
    ended = muster(command[0], name, *command[1:])
    assert ended.code == 2
    assert "Traceback" not in ended.err and ended.err


def test_a_probability_of_two_is_refused(muster, barsetshire):
    assert muster("train-need", barsetshire, *LOCAL, "--units", "1", "-p", "2").code == 2


def test_a_schema_is_printed_and_an_unknown_one_refused(muster):
    assert json.loads(muster("schema", "strength").out)["$id"] == "urn:muster.strength:1"
    assert "muster.faults/1" in muster("schema").out
    ended = muster("schema", "strenght")
    assert (ended.code, "did you mean 'strength'" in ended.err) == (2, True)


def test_the_demonstration_tells_the_report_and_a_synthetic_nation(muster):
    ended = muster("demo")
    said = " ".join(ended.out.split())
    assert ended.code == 0
    assert "Head-count says 28" in said
    assert "can raise at most 10 whole PSUs within 1 hour" in said
    assert "can raise at most 1 whole PSU at once" in said
    assert "3 units" in said
    assert "Synthetic: the nation below is made by Muster" in said
    assert "All forces" in said and "muster return template" in said


def test_an_interrupted_command_ends_with_130(muster, monkeypatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("muster.cli.schema.schema_names", interrupted)
    ended = muster("schema")
    assert ended.code == 130
    assert "Interrupted" in ended.err


def test_a_reader_that_goes_away_is_no_error_to_shout_about():
    run = subprocess.run(
        [
            "bash",
            "-c",
            f"{sys.executable} -m muster.cli schema strength | true; exit ${{PIPESTATUS[0]}}",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert run.stderr == ""
    assert run.returncode in (0, 141)


def test_a_disk_that_cannot_be_read_is_said(muster, capsys):
    def unreadable() -> None:
        raise PermissionError(13, "Permission denied", "locked.csv")

    with pytest.raises(Exception) as ended:
        guarded(unreadable)()
    assert ended.value.exit_code == 2
    assert "locked.csv: Permission denied" in capsys.readouterr().err


def test_completion_is_offered_for_a_shell(muster):
    ended = subprocess.run(
        [*MUSTER],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "_MUSTER_COMPLETE": "complete_bash",
            "COMP_WORDS": "muster str",
            "COMP_CWORD": "1",
        },
    )
    assert "strength" in ended.stdout


@pytest.mark.parametrize("found", [None, "/usr/bin/muster"])
def test_the_demonstration_says_how_the_shell_finds_muster_where_it_does_not(
    muster, monkeypatch, found
):
    monkeypatch.setattr("muster.cli.demo.which", lambda _: found)
    assert (". .venv/bin/activate" in muster("demo").out) == (found is None)


@pytest.mark.parametrize("name", ["forecast", "train-need", "return convert"])
def test_what_takes_one_force_does_not_offer_a_network(muster, name):
    assert "NETWORK" not in muster(*name.split(), "--help").out
    assert "NETWORK" in muster("strength", "--help").out


def test_a_day_before_any_composition_is_said_to_be(muster):
    said = " ".join(muster("doctrine", "unit", "psu", "--on", "1900-01-01").out.split())
    assert "No composition was in force on 1 January 1900" in said
    assert "the earliest, from 31 July 2012, is shown" in said
    assert "No composition" not in muster("doctrine", "unit", "psu", "--on", "2013-09-01").out


def test_a_check_carries_that_its_people_are_invented(muster, barsetshire):
    assert json.loads(muster("return", "check", barsetshire, *LOCAL, "--json").out)["synthetic"]
    assert muster("return", "convert", "west-midlands-2013", "wm.json").code == 0
    assert not json.loads(muster("return", "check", "wm.json", "--json").out)["synthetic"]


def test_a_mean_is_said_to_be_enough_as_often_as_the_chance_is(muster, barsetshire):
    asked = ("train-need", barsetshire, *LOCAL, "--units", "2", "-p", "0.9")
    said = " ".join(muster(*asked).out.split())
    assert "half of all days" not in said
    chance = re.search(r"it would be enough on (\d+)% of days", said)
    assert chance and 0 < int(chance[1]) < 90
    assert "the two need not agree" in said
