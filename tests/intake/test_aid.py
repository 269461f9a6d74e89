"""The aid table of a return, alone or among others: deployments, totals, and old forms."""

import json
from dataclasses import replace

import openpyxl
import pytest

from muster.intake import (
    Table,
    UnableToReadReturn,
    ledger_of,
    ledger_of_network,
    pack_return,
    read_ledger,
    read_return,
    write_return,
    write_template,
)
from muster.intake.aid import read_aid
from muster.intake.delimited import read_delimited
from muster.intake.faults import FaultLog
from muster.intake.sheets import open_table
from muster.intake.tables import read_tables
from muster.intake.times import period_window
from muster.mobilisation import AggregateEntry, AidAsked, Deployment, weigh_aid
from muster.policing import clock
from muster.reporting import render_ledger_csv

HEADER = "operation,donor,host,unit,units,start,end,officers,reference,direction,leaves_out\n"
SENT = "Fair,barsetshire,loamshire,psu,2,2026-03-02T08:00,2026-03-03T02:00,48,R1,,\n"


@pytest.fixture
def given(spoilt, county):
    """Return a function that reads Barsetshire's return with these rows of aid."""

    def read(rows, **more):
        return read_return(spoilt(aid=HEADER + rows), doctrine=county, **more)

    return read


@pytest.fixture
def alone(tmp_path, county):
    """Return a function that reads a file with these rows of aid alone."""

    def read(rows, name="some-aid.csv", **more):
        (tmp_path / name).write_text(HEADER + rows, encoding="utf-8")
        return read_ledger(tmp_path / name, doctrine=county, **more)

    return read


def minute(text):
    return clock.parse_instant(text)


def test_a_row_is_a_deployment(given, county):
    [found] = ledger_of(given(SENT), doctrine=county).deployments
    assert found == Deployment(
        operation="Fair",
        donor="barsetshire",
        host="loamshire",
        unit="psu",
        units=2,
        start=minute("2026-03-02T08:00"),
        end=minute("2026-03-03T02:00"),
        officers=48,
        stated=True,
        reference="R1",
        told_by=("barsetshire",),
    )


def test_people_who_are_not_counted_are_those_of_the_composition(given, county):
    ledger = ledger_of(given("Fair,barset,loam,psu,2,2026-03-02,2026-03-02,,,,\n"), doctrine=county)
    [found] = ledger.deployments
    assert (found.officers, found.stated) == (50, False)
    assert found.end - found.start == clock.DAY


def test_a_row_with_a_direction_is_a_total_of_this_force(given, county):
    rows = ",,,psu,9,2024-04-01,2026-03-31,,,received,Dale Farm;  London Olympics 2012 ;\n"
    [found] = ledger_of(given(rows), doctrine=county).totals
    assert found == AggregateEntry(
        force="barsetshire",
        side="received",
        unit="psu",
        units=9,
        start=minute("2024-04-01"),
        end=minute("2026-04-01"),
        leaves_out=("Dale Farm", "London Olympics 2012"),
        told_by=("barsetshire",),
    )


def test_a_total_may_be_of_one_operation_and_one_partner(given, county):
    rows = "Fair,barsetshire,loamshire,psu,9,2024-04-01,2026-03-31,,,given,\n"
    [found] = ledger_of(given(rows), doctrine=county).totals
    assert (found.force, found.partner, found.operation) == ("barsetshire", "loamshire", "Fair")


def test_columns_may_be_called_by_their_usual_names(spoilt, county):
    rows = "Event,Provider,Recipient,Kind,Number,From,To,Ref,My own\n"
    rows += "Fair,Barset,Loam,PSU,2,2026-03-02,2026-03-03,R1,kept\n"
    return_ = read_return(spoilt(aid=rows), doctrine=county)
    [found] = ledger_of(return_, doctrine=county).deployments
    assert (found.donor, found.host, found.units, found.reference) == (
        *("barsetshire", "loamshire"),
        *(2, "R1"),
    )
    assert return_.aid.columns[-1] == "My own"


def test_an_hour_that_happens_twice_is_refused(given):
    with pytest.raises(UnableToReadReturn, match="happens twice"):
        given("Fair,barsetshire,loamshire,psu,2,2025-10-26T01:30,2025-10-27,,,,\n")


def test_a_faulty_row_costs_only_itself(given, county):
    rows = SENT + "Fair,barsetshire,barsetshire,psu,1,2026-03-02,2026-03-02,,,,\n"
    return_ = given(rows, skip_faulty=True)
    assert len(ledger_of(return_, doctrine=county)) == len(return_.aid) == 1
    assert return_.rows_skipped == {"aid": 1}


@pytest.mark.parametrize("place", ["barsetshire", "b.json", "b.xlsx", "b.muster"])
def test_aid_is_written_and_read_back_whole(barsetshire, county, tmp_path, place):
    first = read_return(barsetshire, doctrine=county)
    write = pack_return if place.endswith(".muster") else write_return
    again = read_return(write(first, tmp_path / place), doctrine=county)
    assert again.aid == first.aid
    assert len(first.aid) == 3
    ledgers = [ledger_of(each, doctrine=county) for each in (first, again)]
    assert ledgers[0] == ledgers[1]


def test_a_template_has_a_sheet_for_aid_with_lists(county, tmp_path):
    book = openpyxl.load_workbook(write_template(tmp_path / "t.xlsx", doctrine=county))
    lists = book["aid"].data_validations.dataValidation
    assert len(lists) == len(("donor", "host", "unit", "direction"))


def test_a_return_packed_before_aid_had_columns_is_still_read(barsetshire, county, tmp_path):
    first = read_return(barsetshire, doctrine=county)
    old = replace(first, aid=Table(("operation", "note"), (("Dale", "x"), ("Fair", "y"))))
    again = read_return(pack_return(old, tmp_path), doctrine=county)
    assert again.aid == old.aid
    ledger = ledger_of(again, doctrine=county)
    assert len(ledger) == 0
    [note] = ledger.notes
    assert note.startswith("2 rows of the aid of barsetshire cannot be read as a ledger")


def test_of_an_old_table_the_rows_that_can_be_read_are(barsetshire, county):
    first = read_return(barsetshire, doctrine=county)
    rows = (*first.aid.rows, ("Fete", "", "loamshire", *first.aid.rows[0][3:]))
    ledger = ledger_of(replace(first, aid=Table(first.aid.columns, rows)), doctrine=county)
    assert len(ledger) == 3
    assert "1 row of the aid of barsetshire" in ledger.notes[0]


def test_a_table_without_its_columns_is_refused_and_each_is_named(spoilt, county):
    with pytest.raises(UnableToReadReturn) as refused:
        read_return(spoilt(aid="operation\nDale\n"), doctrine=county)
    missing = {fault.column for fault in refused.value.faults if fault.code == "missing-column"}
    assert missing == {"unit", "units", "start", "end"}


def test_a_unit_without_a_composition_needs_its_people_counted(given, county):
    fewer = tuple(each for each in county.compositions if each.unit != "dog_section")
    bare = replace(county, compositions=fewer)
    rows = "Fair,barsetshire,loamshire,dog_section,1,2026-03-02,2026-03-02,{},,,\n"
    log = FaultLog()
    assert not read(rows.format(""), bare, log).deployments
    assert [fault.code for fault in log.faults()] == ["no-composition"]
    assert len(read(rows.format(7), bare, FaultLog()).deployments) == 1


def read(rows, doctrine, log):
    """Return the ledger that rows make, whatever is wrong with them."""
    spec = read_tables()["aid"]
    raw = read_delimited(spec, "aid.csv", (HEADER + rows).encode(), log)
    reading = open_table(spec, raw, log)
    return read_aid(reading, doctrine, period_window(), "barsetshire")


def test_a_file_of_aid_alone_is_read_whatever_its_name(alone):
    found = alone(SENT + ",barsetshire,,psu,9,1984-04-01,1985-03-31,,,given,\n")
    assert len(found.ledger.deployments) == len(found.ledger.totals) == 1
    assert found.ledger.totals[0].force == "barsetshire"
    assert found.inputs[0].name == "some-aid.csv"
    assert found.skipped == 0


@pytest.mark.parametrize("place", ["aid.json", "aid.xlsx"])
def test_a_workbook_or_json_of_aid_alone_is_read_as_the_csv(alone, county, tmp_path, place):
    first = alone(SENT).ledger
    names, row = HEADER.strip().split(","), SENT.strip().split(",")
    if place.endswith(".json"):
        records = [dict(zip(names, row, strict=True))]
        (tmp_path / place).write_text(json.dumps({"aid": records}))
    else:
        book = openpyxl.Workbook()
        book.active.title = "aid"
        for cells in (names, row):
            book.active.append(cells)
        book.save(tmp_path / place)
    assert read_ledger(tmp_path / place, doctrine=county).ledger == first


def test_a_return_is_not_taken_for_a_file_of_aid(barsetshire, county, tmp_path):
    whole = read_return(barsetshire, doctrine=county)
    for place in ("b.json", "b.xlsx"):
        assert read_ledger(write_return(whole, tmp_path / place), doctrine=county) is None


def test_by_itself_every_row_names_its_forces_and_all_faults_are_said_at_once(alone):
    with pytest.raises(UnableToReadReturn) as refused:
        alone(
            ",,,psu,9,2024-04-01,2026-03-31,,,given,\n"
            "Fair,barsetshire,,psus,0,2026-03-02,2026-03-01,,,,\n"
            "Fair,mummerset,loamshire,psu,1,2026-03-02,2026-03-02,,,,\n"
        )
    told = [(fault.row, fault.column, fault.code) for fault in refused.value.faults]
    assert told == [
        (2, "donor", "missing-party"),
        (3, "host", "missing-party"),
        (3, "unit", "unknown-unit"),
    ]


def test_by_itself_a_faulty_row_may_be_left_out(alone):
    found = alone(SENT + "Fair,,loamshire,psu,1,2026-03-02,2026-03-02,,,,\n", skip_faulty=True)
    assert (len(found.ledger), found.skipped) == (1, 1)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "operation;donor\nx;y\n"])
def test_a_csv_that_is_no_ledger_is_refused_in_words(tmp_path, county, text):
    (tmp_path / "aid.csv").write_text(text)
    with pytest.raises(UnableToReadReturn) as refused:
        read_ledger(tmp_path / "aid.csv", doctrine=county)
    assert all(fault.remedy for fault in refused.value.faults)


def test_what_two_returns_tell_is_counted_once(given, county):
    ours = given(SENT)
    theirs = replace(ours, force="loamshire", about=replace(ours.about, force="loamshire"))
    [found] = ledger_of_network([ours, theirs], doctrine=county).deployments
    assert found.told_by == ("barsetshire", "loamshire")


def test_a_ledger_written_as_csv_is_read_back_as_it_was(alone, tmp_path, county):
    rows = SENT + "Fair,loam,barset,psu,1,2026-03-02,2026-03-02,,R2,,\n"
    rows += ",barsetshire,,psu,9,2025-04-01,2026-03-31,,,given,Dale Farm\n"
    first = alone(rows).ledger
    start, end = minute("2025-04-01"), minute("2026-04-01")
    balance = weigh_aid(first, AidAsked(("barsetshire",), "psu", start, end), doctrine=county)
    (tmp_path / "again.csv").write_text(render_ledger_csv(balance), encoding="utf-8")
    again = read_ledger(tmp_path / "again.csv", doctrine=county).ledger
    assert sorted(map(repr, again.entries)) == sorted(map(repr, first.entries))
