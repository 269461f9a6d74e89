import csv
import json

import pytest

from muster.cli.assessing import choose_edition
from muster.doctrine import read_doctrine

CASE = "west-midlands-2013"


def test_a_case_is_assessed_under_the_edition_of_its_day_and_says_so(muster):
    ended = muster("assess", CASE)
    assert ended.code == 0
    assert "West Midlands Police against the 90 criteria of July 2012" in ended.out
    assert "No --edition was given: July 2012 is in force at the instant." in ended.out
    assert "No --at was given: this is when the return was prepared." in ended.out


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2012-07-31", "2012"),
        ("2015-03-30", "2012"),
        ("2015-03-31", "2015"),
        ("2026-01-01", "2023"),
    ],
)
def test_the_edition_is_the_one_in_force_on_the_day(day, edition):
    doctrine = read_doctrine()
    on = type(doctrine.editions[0].starts).fromisoformat(day)
    assert choose_edition("", on, doctrine)[0] == edition


def test_before_any_edition_the_first_is_taken_and_said(muster):
    ended = muster("assess", CASE, "--at", "2010-01-01T00:00")
    assert "none was in force yet" in ended.out


def test_another_edition_may_be_asked_for(muster):
    answer = json.loads(muster("assess", CASE, "--edition", "2023", "--json").out)
    assert answer["edition"] == "2023"
    assert len(answer["cells"]) == 28


def test_a_page_and_a_sheet_are_written_and_the_terminal_is_left_alone(muster, tmp_path):
    ended = muster("assess", CASE, "--html", "page.html", "--csv", "rows.csv")
    assert ended.out == ""
    assert "Whole PSUs by notice" in (tmp_path / "page.html").read_text()
    rows = list(csv.DictReader((tmp_path / "rows.csv").open(encoding="utf-8-sig")))
    assert len(rows) == 90


def test_the_rows_of_a_network_name_every_force_region_and_the_whole(muster, tmp_path):
    assert muster("assess", "county", "--csv", "rows.csv").code == 0
    rows = csv.DictReader((tmp_path / "rows.csv").open(encoding="utf-8-sig"))
    assert {row["subject"] for row in rows} == {
        *("barsetshire", "loamshire", "mummerset", "region county", "nation")
    }


def test_one_force_and_one_region_of_a_network_are_picked(muster):
    one = json.loads(muster("assess", "county", "--force", "Loamshire", "--json").out)
    assert (one["force"], one["scope"], one["synthetic"]) == ("loamshire", "force", True)
    region = json.loads(muster("assess", "county", "--region", "county", "--json").out)
    assert (region["force"], region["scope"]) == ("county", "region")


def test_a_network_has_its_gaps_and_its_distribution(muster):
    answer = json.loads(muster("assess", "county", "--json").out)
    assert answer["schema"] == "muster.network-matrix/1"
    assert 0 < len(answer["worst_gaps"]) <= 10
    assert all(sum(cell["forces"].values()) == 3 for cell in answer["distribution"])


def test_a_force_is_held_against_its_region(muster):
    asked = ("compare", "barsetshire", "--against", "region", "--network", "county")
    answer = json.loads(muster(*asked, "--json").out)
    assert (answer["first"]["scope"], answer["second"]["force"]) == ("region", "barsetshire")
    assert answer["worse"] + answer["better"] == len(answer["differences"])
    assert "against" in muster(*asked).out


def test_one_return_is_compared_at_two_dates(muster):
    ended = muster("compare", CASE, "--at-b", "2014-12-01T00:00")
    assert ended.code == 0
    assert "West Midlands Police on 1 December 2014 against" in " ".join(ended.out.split())


def test_two_returns_are_compared_as_each_was_prepared(muster):
    ended = muster("compare", CASE, CASE)
    assert "0 worse and 0 better" in " ".join(ended.out.split())
    assert "No criterion grades differently." in ended.out


def test_a_statement_tells_what_worsened_since_an_instant_or_a_return(muster):
    said = " ".join(
        muster("assure", CASE, "--at", "2014-12-01", "--since", "2013-09-01").out.split()
    )
    assert "What worsened since 1 September 2013" in said
    later = ("--at", "2013-09-02")
    again = " ".join(muster("assure", CASE, *later, "--since", CASE).out.split())
    assert "No criterion grades worse than it did." in again
    refused = muster("assure", CASE, "--since", CASE)
    assert refused.code == 2
    assert "is not before the statement" in " ".join(refused.err.split())


def test_a_statement_without_anything_earlier_says_so(muster):
    assert "Nothing earlier was given to compare with." in muster("assure", CASE).out


REFUSED = {
    "a force that is not there": (("assess", "county", "--force", "barset"), "did you mean"),
    "a force of another return": (("assess", CASE, "--force", "kent"), "it holds west-midlands"),
    "a region that is not there": (("assess", "county", "--region", "middle"), "there are london"),
    "a region without returns": (("assess", "county", "--region", "wales"), "no return of a force"),
    "a region of one return": (("assess", CASE, "--region", "wales"), "needs a network"),
    "both": (("assess", "county", "--force", "a", "--region", "b"), "not both"),
    "an edition": (("assess", CASE, "--edition", "2013"), "did you mean '2023'"),
    "an instant": (("assess", CASE, "--at", "soon"), "write it as 2026"),
    "nothing of that name": (("assess", "nowhere"), "There is nothing called nowhere"),
    "a sheet in no place": (("assess", CASE, "--csv", "no/x.csv"), "choose another place"),
    "nothing to compare with": (("compare", CASE), "give B, or --at-b"),
    "a region without a network": (("compare", CASE, "--against", "region"), "needs --network"),
    "a network for one return": (("compare", "county", CASE), "is a network"),
    "a statement of a network": (("assure", "county"), "--force"),
    "an earlier nothing": (("assure", CASE, "--since", "lately"), "neither an instant nor"),
    "a threat": (("doctrine", "criteria", "--threat", "cybr"), "it has terrorism"),
}


@pytest.mark.parametrize(("asked", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_says_what_to_do(muster, asked, said):
    ended = muster(*asked)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
    assert "Traceback" not in ended.err


def test_the_page_of_a_roster_has_the_curve_and_the_coming_year(muster, tmp_path):
    ended = muster("assess", "county", "--force", "barsetshire", "--html", "page.html")
    assert ended.code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Whole PSUs by notice" in page
    assert "Fewest and most whole PSUs on each day" in page


def test_the_coming_year_is_held_against_what_is_required_at_that_notice(muster, tmp_path):
    assert muster("assess", "county", "--force", "Barsetshire", "--html", "page.html").code == 0
    page = " ".join((tmp_path / "page.html").read_text().split())
    declared = json.loads(muster("assess", "county", "--force", "Barsetshire", "--json").out)
    lines = [line for cell in declared["cells"] for line in cell["criteria"]]
    hour = next(line for line in lines if line["id"].endswith("units-within-the-hour"))
    assert f"its floor of {hour['required']['value']:.0f} whole PSU" in page
