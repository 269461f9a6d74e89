"""A log of events read whole, or refused with every fault at once."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.doctrine import read_doctrine
from muster.intake import UnableToReadCalloutLog, read_callout_log
from muster.intake.tables import read_table
from muster.mobilisation import Step, Terms, fold_callout
from muster.policing import clock
from muster.synthesis import county_doctrine

FERNBANK = Path(__file__).parents[1] / "data" / "callouts" / "fernbank.csv"
HEADER = "id,operation,line,unit,step,at,recorded_at,by,force,unit_kind,count\n"
ASK = "1,Fernbank,1,,asked,2026-08-01T20:00,,Control,Barsetshire,psu,5\n"


@pytest.fixture(scope="module")
def county():
    return county_doctrine()


@pytest.fixture
def read(tmp_path, county):
    def read_text(text, name="log.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_callout_log(path, doctrine=county)

    return read_text


def faults_of(read, text, name="log.csv"):
    with pytest.raises(UnableToReadCalloutLog) as raised:
        read(text, name)
    return [(each.row, each.column, each.value, each.code) for each in raised.value.faults]


def test_an_ask_is_read_with_its_terms(read):
    (event,) = read(HEADER + ASK).events
    assert event.terms == Terms("barsetshire", "psu", 5)
    assert event.step is Step.ASKED
    assert event.at == event.recorded_at == clock.parse_instant("2026-08-01T20:00")


def test_a_whole_log_is_read_and_folds(county):
    read = read_callout_log(FERNBANK, doctrine=county)
    callout = fold_callout(read.events)
    assert [each.name for each in callout.refused] == ["declined_already"]
    assert [each.id for each in callout.struck] == ["13"]
    (decision, _) = callout.operations[0].decisions
    assert decision.reasons == (
        ("threat_and_risk", "Crowd of 400 and growing."),
        ("options", "Region within two hours; nation within four."),
    )
    assert len(decision.information) == 1
    assert read.provenance.inputs[0].name == "fernbank.csv"


def test_json_lines_say_the_same_as_a_spreadsheet(read):
    records = [
        {
            "id": 1,
            "operation": "Fernbank",
            "line": 1,
            "step": "asked",
            "at": "2026-08-01T20:00:00+01:00",
            "by": "Control",
            "force": "barsetshire",
            "unit_kind": "psu",
            "count": 5,
            "exercise": False,
            "recorded_at": None,
        }
    ]
    text = "\n\n".join(json.dumps(each) for each in records) + "\n"
    assert read(text, "log.jsonl").events == read(HEADER + ASK).events


def test_a_decision_of_json_lines_may_list_what_it_rests_on(read):
    text = (
        '{"id":"d","operation":"F","step":"decided","at":"2026-08-01T20:00","by":"Gold",'
        '"note":"Hold.","line":"","information":["aa","bb"]}'
    )
    assert read(text, "log.ndjson").events[0].information == ("aa", "bb")


def test_headings_that_control_rooms_use_are_understood(read):
    text = "Event,Op,Line number,Call sign,Status,Time,Who,Donor,Kind of unit,How many\n"
    assert len(read(text + ASK.replace(",,Control", ",Control")).events) == 1


def test_every_fault_is_said_at_once_with_its_place_and_remedy(read):
    text = HEADER + (
        "1,Fernbank,1,,askd,2026-08-01T20:00,,Control,barsetshire,psu,5\n"
        "2,Fernbank,1,BX11,arrived,01/08/2026 20:00,,Control,,,\n"
        "3,Fernbank,1,BX11,arrived,2026-08-01T20:00,2026-08-01T19:00,Control,,,\n"
        "4,,1,BX11,arrived,2026-08-01T20:00,,,,,\n"
        "5,Fernbank,2,,asked,2026-08-01T20:00,,Control,barsetsire,psu,many\n"
        "6,Fernbank,,BX11,arrived,2026-08-01T20:00,,Control,,,\n"
        "7,Fernbank,3,,asked,2026-08-01T20:00,,Control,barsetshire,,5\n"
        "8,Fernbank,3,BX11,sent,2026-08-01T20:00,,Control,barsetshire,,\n"
    )
    assert faults_of(read, text) == [
        (2, "step", "askd", "unknown-step"),
        (3, "at", "01/08/2026 20:00", "not-a-date"),
        (4, "recorded_at", "2026-08-01T19:00", "contradiction"),
        (5, "by", "", "missing-value"),
        (5, "operation", "", "missing-value"),
        (6, "count", "many", "not-a-number"),
        (6, "force", "barsetsire", "unknown-force"),
        (7, "line", "", "contradiction"),
        (8, "count", "5", "contradiction"),
        (9, "count", "", "contradiction"),
    ]
    with pytest.raises(UnableToReadCalloutLog, match="did you mean 'asked'") as raised:
        read(text)
    assert "log.csv, line 2, column step" in str(raised.value)
    assert all(each.remedy for each in raised.value.faults)


def test_every_faulty_line_of_json_is_named(read):
    text = (
        '{"id":"1"\n'
        "[1]\n"
        '{"id":"2","id":"3"}\n'
        '{"id":"4","operation":"F","step":"sent","at":"x","by":"C","line":{"n":1}}\n'
        '{"id":"5","operation":"F","step":"sent","at":"x","by":"C","line":"1"}\n'
    )
    assert faults_of(read, text, "log.jsonl") == [
        (1, "", "", "not-json"),
        (2, "", "", "wrong-shape"),
        (3, "", "", "repeated-key"),
        (4, "line", "", "wrong-shape"),
        (5, "at", "x", "not-a-date"),
    ]


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("log.csv", b"", "empty-file"),
        ("log.jsonl", b" \n", "empty-file"),
        ("log.jsonl", b'{"id": "\xff"}', "wrong-encoding"),
        ("log.txt", b"id", "unknown-format"),
        ("log.csv", b"id,operation\n", "missing-column"),
    ],
)
def test_a_file_that_is_no_log_is_refused_by_name(read, name, body, code):
    assert code in {each[-1] for each in faults_of(read, body, name)}


def test_a_log_that_is_not_there_is_said(tmp_path, county):
    with pytest.raises(UnableToReadCalloutLog, match="there is no such file"):
        read_callout_log(tmp_path / "none.csv", doctrine=county)


def test_a_number_that_a_spreadsheet_shortened_is_no_id(read):
    assert faults_of(read, HEADER + ASK.replace("1,F", "1E+12,F", 1)) == [
        (2, "id", "1E+12", "scientific-id")
    ]


def test_a_column_nobody_knows_is_noted(read):
    text = HEADER.replace("\n", ",exercize,weather\n") + ASK.replace("\n", ",,wet\n")
    notes = read(text).notes
    assert "did you mean exercise?" in notes[0]
    assert "'weather'" in notes[1]


def test_a_log_with_only_a_header_is_empty(read):
    assert read(HEADER).events == ()


PIECES = st.sampled_from(
    [
        *("1", "", "Fernbank", "asked", "sent", "decided", "2026-08-01T20:00", "2026-03-29T01:30"),
        *("barsetshire", "psu", "5", "-5", "1e400", "nan", "yes", "+", "=1", '"', "\x00", "🚓"),
        *("9999-12-31T23:59+23:59", "0001-01-01", "20260801", "46235", "#N/A", "\u2028"),
    ]
)
VALUES = PIECES | st.floats() | st.integers() | st.booleans() | st.none() | st.lists(PIECES)
COLUMNS = [column.name for column in read_table("callout-events").columns]


@given(st.lists(st.lists(PIECES, max_size=len(COLUMNS) + 1), max_size=4))
def test_no_spreadsheet_ends_in_a_traceback(rows):
    text = "\n".join(",".join(row) for row in (COLUMNS, *rows))
    read_or_refused("log.csv", text)


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), VALUES), max_size=4))
def test_no_json_ends_in_a_traceback(records):
    read_or_refused("log.jsonl", "\n".join(json.dumps(each) for each in records))


def read_or_refused(name, text):
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        try:
            read = read_callout_log(path, doctrine=read_doctrine())
        except UnableToReadCalloutLog as wrong:
            assert wrong.faults
        else:
            fold_callout(read.events)
