import csv
import json
import shutil

import pytest

CASE = "west-midlands-2013"
YEARS = ("--from", "2023-04-01", "--to", "2025-03-31")
COUNTY = ("county", *YEARS)
CARD = (
    '[[rate]]\nunit = "psu"\nper = "unit_day"\nrate = 100\nfrom = 2024-01-01\n'
    'source = "An invented letter"\n'
)


def asked(muster, *arguments):
    return json.loads(muster("ledger", *arguments, "--json").out)


def test_the_case_is_a_net_recipient_and_says_what_its_totals_leave_out(muster):
    ended = muster("ledger", CASE)
    said = " ".join(ended.out.split())
    assert ended.code == 0
    assert "West Midlands Police received 43 PSUs and gave 21: a net recipient, by 22." in said
    assert "already leaves out August 2011 disorder, London Olympics 2012 and Dale Farm." in said
    assert "No --from and no --to was given" in said


def test_a_period_that_cuts_the_totals_counts_none_of_them(muster):
    answer = asked(muster, CASE, "--from", "2012-04-01", "--to", "2013-03-31")
    assert (answer["received"], answer["given"], answer["net"]) == (0, 0, 0)
    assert {entry["counting"] for entry in answer["entries"]} == {"reaches_outside"}
    assert not any(entry["counted"] for entry in answer["entries"])


@pytest.mark.parametrize(
    ("first", "last", "received"),
    [
        ("2011-04-01", "2013-03-31", 43),
        ("2011-04-01T00:00+01:00", "2013-04-01T00:00", 43),
        ("2011-04-01", "2013-03-30", 0),
        ("2011-04-02", "2013-03-31", 0),
    ],
)
def test_a_last_day_is_in_the_period(muster, first, last, received):
    assert asked(muster, CASE, "--from", first, "--to", last)["received"] == received


def test_one_force_of_a_network_has_what_both_sides_tell_counted_once(muster):
    answer = asked(muster, *COUNTY, "--force", "Loams")
    assert (answer["scope"], answer["subject"]) == ("force", "loamshire")
    assert (answer["given"], answer["received"]) == (3, 18)
    assert len(answer["entries"]) == 21
    assert any("counted once" in note for note in answer["notes"])
    assert answer["synthetic"]


def test_without_a_force_all_of_a_network_are_shown_one_by_one(muster):
    answer = asked(muster, *COUNTY)
    assert answer["scope"] == "network"
    forces = {each["force"]: each["net"] for each in answer["by_force"]}
    assert forces == {"barsetshire": 9, "loamshire": -15, "mummerset": 12}
    assert answer["net"] == sum(forces.values())
    assert answer["sums"]["between"]["units"] == 20


def test_a_region_nets_out_aid_between_its_own(muster):
    answer = asked(muster, *COUNTY, "--region", "county")
    assert (answer["given"], answer["received"]) == (6, 0)
    assert answer["sums"]["between"]["units"] == 20


def test_an_operation_is_left_out_or_looked_at_alone(muster):
    whole = asked(muster, *COUNTY, "--force", "loamshire")
    without = asked(muster, *COUNTY, "--force", "loamshire", "--without", "foxglove")
    only = asked(muster, *COUNTY, "--force", "loamshire", "--only", "Op Foxglove")
    assert whole["received"] == without["received"] + only["received"]
    assert only["received"] == 18
    assert without["without"] == ["foxglove"]
    assert only["only"] == "foxglove"


def test_a_force_that_sends_no_return_is_known_only_from_others_and_it_says_so(muster):
    ended = muster("ledger", *COUNTY, "--force", "borchester-city")
    said = " ".join(ended.out.split())
    assert "received 6 PSUs and gave 0" in said
    assert "county has no return of Borchester City Police (fictional)" in said


def test_long_aid_is_warned_of(muster):
    ended = muster("ledger", *COUNTY, "--force", "loamshire")
    said = " ".join(ended.out.split())
    assert "Over 56 days of aid without a break is normally a secondment (recalled)" in said


def test_a_rate_card_gives_what_is_due_and_the_days_it_does_not_cover(muster, tmp_path):
    (tmp_path / "card.toml").write_text(CARD)
    answer = asked(muster, *COUNTY, "--force", "loamshire", "--rates", "card.toml")
    cost = answer["cost"]
    assert (cost["card"], cost["currency"]) == ("card.toml", "GBP")
    assert cost["total"]["received"] == "12600.00"
    assert cost["not_covered"] == [
        {"of": "unit", "slug": "psu", "first": "2023-10-24", "last": "2023-10-25"}
    ]
    ended = muster("ledger", *COUNTY, "--force", "loamshire", "--rates", "card.toml")
    said = " ".join(ended.out.split())
    assert "Cost recovery" in said and "£12,600.00 for aid received" in said
    assert "24 October 2023 to 25 October 2023" in said


def test_no_card_is_shipped_and_nothing_is_priced_without_one(muster):
    assert asked(muster, *COUNTY)["cost"] is None


def test_a_faulty_card_is_refused_with_every_fault(muster, tmp_path):
    (tmp_path / "card.toml").write_text('[[rate]]\nunit = "psus"\nper = "unit_day"\nrate = 1\n')
    ended = muster("ledger", *COUNTY, "--rates", "card.toml")
    assert (ended.code, ended.out) == (1, "")
    assert "card.toml has 3 faults" in ended.err


def test_a_page_a_sheet_and_markdown_are_written(muster, tmp_path):
    ended = muster("ledger", *COUNTY, "--html", "page.html", "--csv", "rows.csv")
    assert (ended.code, ended.out) == (0, "")
    page = (tmp_path / "page.html").read_text()
    assert "<svg" in page and "Given and received by year" in page
    rows = list(csv.DictReader((tmp_path / "rows.csv").open(encoding="utf-8-sig")))
    assert len(rows) == len(asked(muster, *COUNTY)["entries"])
    assert {row["synthetic"] for row in rows} == {"yes"}
    assert "| Force |" in muster("ledger", *COUNTY, "--markdown").out


def test_a_csv_of_aid_alone_is_a_ledger_and_so_is_the_sheet_that_was_written(muster, tmp_path):
    assert muster("ledger", *COUNTY, "--csv", "rows.csv").code == 0
    again = asked(muster, "rows.csv", "--doctrine", "county", "--force", "loamshire", *YEARS)
    first = asked(muster, *COUNTY, "--force", "loamshire")
    for key in ("given", "received", "net", "by_host", "by_operation"):
        assert again[key] == first[key]


def test_the_aid_table_of_a_return_is_a_ledger_by_itself_where_it_names_its_forces(
    muster, barsetshire, tmp_path
):
    shutil.copy(barsetshire / "aid.csv", tmp_path / "anything.csv")
    ended = muster("ledger", "anything.csv", "--doctrine", "county", "--force", "Barsets")
    assert ended.code == 0
    assert "Barsetshire Constabulary (fictional) received 2 PSUs and gave 11" in ended.out


def test_a_return_is_its_own_force_s_ledger(muster, barsetshire):
    answer = asked(muster, barsetshire, "--doctrine", "county")
    assert (answer["subject"], answer["given"], answer["received"]) == ("barsetshire", 11, 2)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((CASE, "--without", "Dale Frm"), 2, "did you mean 'Dale Farm'?"),
        ((CASE, "--only", "olympics"), 2, "did you mean 'London Olympics 2012'?"),
        (("nation-of-nobody",), 2, "There is nothing called nation-of-nobody"),
        ((*COUNTY, "--force", "barsetshyre"), 2, "did you mean 'barsetshire'?"),
        ((*COUNTY, "--region", "atlantis"), 2, "There is no region 'atlantis'"),
        ((*COUNTY, "--region", "wales"), 2, "holds nothing of a force of Wales"),
        ((*COUNTY, "--unit", "psus"), 2, "did you mean 'psu'?"),
        ((*COUNTY, "--force", "a", "--region", "b"), 2, "--force or --region"),
        ((*COUNTY, "--only", "a", "--without", "b"), 2, "--without or --only"),
        (("county", "--from", "soon"), 2, "is not an instant"),
        (("county", "--from", "2025-01-01", "--to", "2024-01-01"), 2, "swap or mend"),
        (("county", "--to", "9999-01-01"), 2, "check the year"),
        ((*COUNTY, "--rates", "nowhere.toml"), 1, "there is no such file"),
        (("empty.csv",), 1, "the file is empty"),
        (("bad.csv", "--doctrine", "county"), 1, "has 5 faults"),
        (("none.csv",), 2, "holds no aid"),
    ],
)
def test_what_will_not_do_is_said_in_words(muster, tmp_path, arguments, code, said):
    header = "operation,donor,host,unit,units,start,end\n"
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "none.csv").write_text(header)
    (tmp_path / "bad.csv").write_text(
        header + "Fair,kent,,psus,1,2026-03-02,2026-03-02\nFair,kent,kent,psu,1,02/03/2026,\n"
    )
    ended = muster("ledger", *arguments)
    told = " ".join(ended.err.replace("│", " ").split())
    assert (ended.code, ended.out) == (code, "")
    assert said in told
    assert "Traceback" not in told


def test_a_faulty_row_may_be_left_out_and_is_said(muster, tmp_path):
    (tmp_path / "bad.csv").write_text(
        "operation,donor,host,unit,units,start,end\n"
        "Fair,kent,kent,psu,1,2026-03-02,2026-03-02\nFair,kent,essex,psu,1,2026-03-02,2026-03-02\n"
    )
    ended = muster("ledger", "bad.csv", "--skip-faulty", "--force", "kent")
    assert ended.code == 0
    assert "Faulty rows were left out: 1 of aid." in ended.out


def test_a_sheet_is_not_written_over_the_ledger_it_is_of(muster, tmp_path):
    text = (
        "operation,donor,host,unit,units,start,end\nFair,kent,essex,psu,1,2026-03-02,2026-03-02\n"
    )
    (tmp_path / "aid.csv").write_text(text)
    ended = muster("ledger", "aid.csv", "--csv", "aid.csv")
    assert (ended.code, "which is read" in ended.err) == (2, True)
    assert (tmp_path / "aid.csv").read_text() == text
